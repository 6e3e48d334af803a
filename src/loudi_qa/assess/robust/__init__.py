"""How firmly a result stands: what other weights, other data or another policy would turn over; exact, nothing sampled."""
