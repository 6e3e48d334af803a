"""Pure functions on a Scheme, a Mandate and a Year; the result is one frozen Assessment."""
