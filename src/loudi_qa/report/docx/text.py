"""Texts on their way into a Word file: what XML cannot hold is left out, and how wide a text is on paper."""

from __future__ import annotations

import re
import unicodedata

from loudi_qa.words import printable

_UNFIT = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold besides the control characters: halves of a character, and two numbers that are none."""


def clean(text: str) -> str:
    """The text on one line, as a Word file can hold it; a tab or a new line becomes a space.

    >>> clean("双峰\\x00县\\n（一）")
    '双峰县 （一）'
    """
    return _UNFIT.sub("", printable(text)).replace("\r", " ").replace("\n", " ").replace("\t", " ")


def ems(text: str) -> float:
    """How many Chinese characters wide a text is; a digit or Latin letter is half of one.

    >>> ems("2020年3月"), ems("娄星区")
    (4.5, 3.0)
    """
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def is_ambiguous(text: str) -> bool:
    """Whether marks stand in it that are half as wide in Latin type: quotes, dashes, dots, signs of arithmetic."""
    return any(unicodedata.east_asian_width(c) == "A" for c in text)
