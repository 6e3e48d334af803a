"""The result as one page that opens anywhere."""
