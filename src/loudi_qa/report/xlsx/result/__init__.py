"""The result as the office works with it: ranking, matrix, cards, and points as live formulas."""
