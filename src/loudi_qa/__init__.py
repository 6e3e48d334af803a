"""loudi-qa: the yearly quality-work assessment of a Chinese city's counties, scored exactly and defended point by point."""

__version__ = "0.2.0"
