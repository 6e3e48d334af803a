"""Commands: arguments in, exit code out. Only this package prints, colours or measures a terminal."""
