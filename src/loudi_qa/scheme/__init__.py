"""The rules as data: the two YAML files become a Scheme and a Mandate, or a list of faults with file and line."""
