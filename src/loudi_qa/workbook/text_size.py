"""How much room a text takes on a sheet; a Chinese character is two digits wide."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """How many digits wide a text is."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WFA") for c in text)


def lines(text: str, room: float) -> int:
    """How many lines a text takes where a line has room for so many digits."""
    room = max(1, int(room))
    return sum(max(1, -(-width(line) // room)) for line in text.split("\n"))
