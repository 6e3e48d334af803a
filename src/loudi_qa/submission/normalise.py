"""What a cell holds, as a number or a text; what is doubtful is never decided in silence."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa import numbers
from loudi_qa.words import NO_FIELDS, Words
from loudi_qa.workbook.scan import CellError, NoResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from loudi_qa.workbook.scan import CellValue

_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_INVISIBLE |= dict.fromkeys(n for n in (*range(32), *range(127, 160)) if not chr(n).isspace())  # control marks act on a terminal
_NOT_PLAIN_DIGITS = ("<super>", "<sub>", "<circle>", "<fraction>", "<square>")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
NOISE_PLACES = 10
"""A stored number with more digits after the point than this is a formula's result and carries binary noise."""


class Reading(NamedTuple):
    """A number, and whether it was put right on the way."""

    number: Decimal
    mended: bool = False


class Trouble(NamedTuple):
    """Why a cell is no number: the code of the finding, what was read, and what its sentence needs."""

    code: str
    read: str
    fields: Mapping[str, object] = NO_FIELDS


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """The text without what the eye does not see: spaces around, zero-width marks, full-width digits and letters.

    >>> clean("　９７．５\u200b ％ ")
    '97.5 %'
    """
    return " ".join(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).split())


def text_of(value: CellValue) -> str:
    """The cell as a clean text; whole numbers without a decimal point, an empty cell as an empty text."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return numbers.show(numbers.from_cell(value)) if _finite(value) else str(value)
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, NoResult):
        return ""
    return str(value).removesuffix(" 00:00:00")


def prose_of(value: CellValue) -> str:
    """The cell as a sentence for people: full-width punctuation stays, what the eye does not see goes."""
    return " ".join(value.translate(_INVISIBLE).split()) if isinstance(value, str) else text_of(value)


def is_empty(value: CellValue) -> bool:
    """Whether nothing stands in the cell: a lone space is nothing, a formula without a result is something."""
    return isinstance(value, str) and not clean(value)


def number(value: CellValue, *, shown_as_percent: bool = False, unit: str | None = None) -> Reading | Trouble:
    """The number in a cell, exactly as typed.

    ``shown_as_percent`` says that the cell's format shows a percentage, ``unit`` the unit of the measure: a percent measure
    in a percent cell holds 0.975 for 97.5.
    """
    match value:
        case bool():
            return Trouble("E307", text_of(value), {"kind": Words("逻辑值", "a truth value")})
        case int() | float():
            return _stored(value, shown_as_percent=shown_as_percent and unit == "%")
        case str():
            return _typed(value, unit)
        case CellError(text):
            return Trouble("E303", text)
        case NoResult():
            return Trouble("E304", "")
        case date() | time() | timedelta():
            return Trouble("E307", text_of(value), {"kind": Words("日期或时间", "a date or time")})


def _finite(value: float) -> bool:
    return value - value == 0


def _stored(value: float, *, shown_as_percent: bool) -> Reading | Trouble:
    if not _finite(value):
        return Trouble("E301", str(value))
    exact = numbers.from_cell(value)
    if shown_as_percent:
        exact = numbers.percent(exact)
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > NOISE_PLACES:
        return Reading(numbers.plain(numbers.quantise(exact, NOISE_PLACES)), mended=True)
    return Reading(exact)


def _typed(text: str, unit: str | None) -> Reading | Trouble:
    plain = clean(text)
    if any(unicodedata.decomposition(c).startswith(_NOT_PLAIN_DIGITS) for c in text if not c.isascii()):
        return Trouble("E301", prose_of(text)[:40])  # 10² would read as 102
    if unit:
        plain = plain.removesuffix(unit).rstrip()
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    exact = numbers.from_text(plain)
    return Trouble("E301", prose_of(text)[:40]) if exact is None else Reading(exact, mended=True)
