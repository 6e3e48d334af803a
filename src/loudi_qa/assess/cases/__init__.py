"""The cases of a scheme: run by the engine that scores a year, what none of them tries, and numbers that no case would miss."""
