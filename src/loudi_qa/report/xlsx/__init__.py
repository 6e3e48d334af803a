"""What goes out in Excel: the ledgers of rectification, and the result as the office works with it."""
