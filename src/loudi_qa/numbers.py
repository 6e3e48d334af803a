"""Exact numbers: read through their text, computed as fractions, rounded once.

Three types, each for one purpose. ``Decimal`` holds what was read or published (a value, a bound, a point):
it keeps every digit and is only ever compared or added. ``Fraction`` holds what is computed, because division
is exact there and nowhere else. ``float`` appears only as what a spreadsheet stores; ``from_cell`` turns it into
the number its author typed, which is its shortest text (97.3, not 97.299999999999997).
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

Rounding = Literal["half_up", "half_even"]

MOST_DIGITS = 18
"""More significant digits than a spreadsheet can store (17) are never a measured value."""

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_WIDE = Context(prec=700)  # a cell may hold anything up to 1.8e308; asked by itself, in 0.4 of a block that enters it


@lru_cache(maxsize=65536)
def from_cell(number: float) -> Decimal:
    """The number as its author typed it; NaN and infinity come back as they are, for the caller to refuse."""
    return Decimal(repr(number).removesuffix(".0"))


@lru_cache(maxsize=65536)
def from_text(text: str) -> Decimal | None:
    """A plain decimal number, or None for anything else: no exponents, no underscores, no ``nan``.

    >>> from_text("97.30")
    Decimal('97.30')
    >>> from_text("1e5") is None
    True
    """
    if not _PLAIN.fullmatch(text) or sum(c.isdigit() for c in text) > MOST_DIGITS:
        return None
    return Decimal(text)


def percent(share: Decimal) -> Decimal:
    """A share as percent, exactly: 0.975 is 97.5.

    >>> percent(Decimal("0.57"))
    Decimal('57')
    """
    return plain(share.scaleb(2))


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent.

    >>> plain(Decimal("97.50")), plain(Decimal("1E+2"))
    (Decimal('97.5'), Decimal('100'))
    """
    number = number.normalize(_WIDE)
    return number.quantize(Decimal(1), context=_WIDE) if number.as_tuple().exponent > 0 else number  # type: ignore[operator]  # finite: never a letter


def quantise(number: Decimal, places: int) -> Decimal:
    """The number to ``places`` digits after the point, half up; takes away a formula's noise (96.99999999999999).

    >>> quantise(Decimal("96.99999999999999"), 2)
    Decimal('97.00')
    """
    return rounded(Fraction(number), places)


def rounded(value: Fraction, places: int, rounding: Rounding = "half_up") -> Decimal:
    """The value rounded once to ``places`` digits; half up is 四舍五入, negatives by their absolute value.

    >>> rounded(Fraction(8, 3), 2), rounded(Fraction("0.125"), 2), rounded(Fraction("0.125"), 2, "half_even")
    (Decimal('2.67'), Decimal('0.13'), Decimal('0.12'))
    """
    return rounded_ratio(value.numerator, value.denominator, places, rounding)


def rounded_ratio(above: int, below: int, places: int, rounding: Rounding = "half_up") -> Decimal:
    """What ``above`` over ``below`` (a positive number) is, rounded once: as exact as a fraction, without reducing it first.

    >>> rounded_ratio(31900, 345, 2), rounded_ratio(-1, 8, 2)
    (Decimal('92.46'), Decimal('-0.13'))
    """
    whole, rest = divmod(abs(above) * 10**places, below)
    if 2 * rest > below or (2 * rest == below and (rounding == "half_up" or whole % 2)):
        whole += 1
    return _WIDE.scaleb(Decimal(-whole if above < 0 else whole), -places)


def show(value: Decimal | Fraction, places: int = 4) -> str:
    """The value as a person writes it: exact where it ends within ``places`` digits, else marked as about (≈).

    >>> show(Decimal("97.50")), show(Fraction(1, 3)), show(Fraction(5, 2))
    ('97.5', '≈0.3333', '2.5')
    """
    if isinstance(value, Decimal):
        return f"{value.normalize(_WIDE):f}"
    return _near(value, places)


@lru_cache(maxsize=65536)
def _near(value: Fraction, places: int) -> str:
    near = rounded(value, places)
    return ("" if Fraction(near) == value else "≈") + f"{plain(near):f}"


def written_out(value: Decimal | Fraction, places: int = 8) -> str:
    """The value as a desk calculator shows it: exact where it ends within ``places`` digits, else cut off there and marked so.

    >>> written_out(Fraction(8, 3)), written_out(Fraction(-8, 3), 2), written_out(Fraction(7, 8))
    ('2.66666666…', '-2.66…', '0.875')
    """
    exact = Fraction(value)
    whole = abs(exact.numerator) * 10**places // exact.denominator
    cut = Fraction(-whole if exact < 0 else whole, 10**places)
    text = f"{rounded(cut, places):f}"
    return f"{plain(Decimal(text)):f}" if cut == exact else f"{text}…"
