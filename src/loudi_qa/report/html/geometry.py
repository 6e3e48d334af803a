"""Lengths of pictures: exact fractions until they are written, so that the same result draws the same page everywhere."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.numbers import plain, rounded

if TYPE_CHECKING:
    from decimal import Decimal

_PLACES = 2


def length(value: Decimal | Fraction, full: Decimal | Fraction, room: int) -> Fraction:
    """How far ``value`` reaches where ``full`` takes all the ``room``; never outside of it."""
    if full <= 0:
        return Fraction(0)
    return min(max(Fraction(value) / Fraction(full), Fraction(0)), Fraction(1)) * room


def written(pixels: Fraction) -> str:
    """A length as the picture has it.

    >>> written(Fraction(100, 3))
    '33.33'
    """
    return f"{plain(rounded(pixels, _PLACES)):f}"
