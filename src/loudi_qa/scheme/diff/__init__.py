"""Two editions of the rules held against each other."""
