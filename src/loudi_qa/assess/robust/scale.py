"""One scale on which many fractions are whole numbers: those add and compare many times as fast, and as exactly."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def scale_of(fractions: Iterable[Fraction]) -> int:
    """The least number that makes each of them whole."""
    return reduce(_common, {f.denominator for f in fractions}, 1)


def _common(one: int, other: int) -> int:
    """The least common multiple: one/other in lowest terms shows what ``other`` adds to ``one``."""
    return one * Fraction(one, other).denominator
