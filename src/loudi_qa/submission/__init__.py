"""From cells to meaning: a Year of values, and findings about what could not be understood."""
