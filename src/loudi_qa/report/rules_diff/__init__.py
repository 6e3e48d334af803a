"""What changed between two editions of the rules, in sentences, tables and JSON."""
