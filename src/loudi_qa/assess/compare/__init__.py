"""Two or more results held side by side: why totals changed, what failed again, what became of what was asked."""
