"""Excel files in and out: what a file may be, what its cells hold, and where everything stands."""
