"""What came of the cases of a scheme, for people and for programs."""
