"""What a cell holds, as a number or a text; what is doubtful is never decided in silence."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa import numbers
from loudi_qa.scheme.text.script import to_simplified
from loudi_qa.words import Words
from loudi_qa.workbook.facts import CellError, NoResult

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from loudi_qa.workbook.facts import CellValue

_UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_UNSEEN |= dict.fromkeys(n for n in (*range(32), *range(127, 160)) if not chr(n).isspace())  # control marks act on a terminal
_NOT_PLAIN_DIGITS = ("<super>", "<sub>", "<circle>", "<fraction>", "<square>")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
NOISE_PLACES = 10
"""A stored number with more digits after the point than this is a formula's result and carries binary noise."""


LONGEST_READ = 40
"""So much of a text is shown as what was read."""
LONGEST_CLEAN = 1000
"""So much of a text is held against names, answers and numbers, which are far shorter. The form without looks may be eighteen
times as long: of 32,767 characters in 15,000 cells it took minutes."""
NO_MENDS: tuple[Words, ...] = ()
AS_TEXT = Words("文本型数字", "a number typed as text")
FULL_WIDTH = Words("全角转半角", "full-width characters")
INVISIBLE = Words("去掉看不见的字符", "characters that are not seen")
SPACES = Words("去掉空格", "spaces")
THOUSANDS = Words("去掉千位分隔符", "thousands separators")
GLUED_UNIT = Words("去掉计量单位", "the unit of measure glued on")
NOISE = Words("去掉公式计算的尾差", "binary noise of a formula")
TRADITIONAL = Words("繁体转简体", "Traditional characters")
ALIAS = Words("别名转全称", "another name of the unit")
FROM_COVER = Words("单位空着，按封面填报单位", "the unit is empty and taken from the cover")
NO_REASON = Words("横线等不是不适用原因，当作空白", "a dash is no reason not to apply and taken as empty")
CODE_LOOKS = Words("编号的大小写或全角", "the code's letters")
NOTHING_BESIDE = Words("已写不适用原因，当作空白", "taken as empty beside a reason not to apply")
"""The harmless things that are put right, as the log of corrections calls them."""

NOTHING = frozenset(["-", "--", "—", "——", "–", "―", "/", "//", "\\", "无", "無", "n/a", "N/A", "NA", "不适用", "不適用", "空"])
"""What people write for nothing, which may mean zero, not applicable or not known."""


class Reading(NamedTuple):
    """A number, and what was put right on the way."""

    number: Decimal
    mends: tuple[Words, ...] = NO_MENDS


class Trouble(NamedTuple):
    """Why a cell is no number: the code of the finding, what was read, and the kind of thing it is."""

    code: str
    read: str
    kind: Words | None = None


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """The text without what the eye does not see: spaces around, zero-width marks, full-width digits and letters.

    Of a text that is longer than any name its beginning: see ``LONGEST_CLEAN``; for sentences there is :func:`prose_of`.

    >>> clean("　９７．５\u200b ％ ")
    '97.5 %'
    """
    seen = text.translate(_UNSEEN)
    if len(seen) > LONGEST_CLEAN:
        seen = " ".join(seen.split())[:LONGEST_CLEAN]
    return " ".join(unicodedata.normalize("NFKC", seen).split())[:LONGEST_CLEAN]


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
    return _prose(value) if isinstance(value, str) else text_of(value)


@lru_cache(maxsize=4096)
def _prose(text: str) -> str:
    return " ".join(text.translate(_UNSEEN).split())


def is_empty(value: CellValue) -> bool:
    """Whether nothing stands in the cell: a lone space is nothing, a formula without a result is something."""
    return isinstance(value, str) and (not value or not clean(value))


def number(value: CellValue, *, shown_as_percent: bool = False, unit: str | None = None) -> Reading | Trouble:
    """The number in a cell, exactly as typed.

    ``shown_as_percent`` says that the cell's format shows a percentage, ``unit`` the unit of the measure: a percent measure
    in a percent cell holds 0.975 for 97.5.
    """
    match value:
        case bool():
            return Trouble("E307", text_of(value), Words("逻辑值", "a truth value"))
        case int() | float():
            return _stored(value, shown_as_percent=shown_as_percent and unit == "%")
        case str():
            return _typed(value, unit)
        case CellError(text):
            return Trouble("E303", text)
        case NoResult():
            return Trouble("E304", "")
        case date() | time() | timedelta():
            return Trouble("E307", text_of(value), Words("日期或时间", "a date or time"))


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
        return Reading(numbers.plain(numbers.quantise(exact, NOISE_PLACES)), (NOISE,))
    return Reading(exact)


@lru_cache(maxsize=4096)
def _typed(text: str, unit: str | None) -> Reading | Trouble:
    reading = _plain_number(text, clean(text), unit)
    if isinstance(reading, Trouble) and unit and not unit.isascii():
        simple = simplified(clean(text))  # 108項
        if simple.endswith(unit) and isinstance(again := _plain_number(text, simple, unit), Reading):
            return Reading(again.number, (*again.mends, TRADITIONAL))
    return reading


def _plain_number(text: str, plain: str, unit: str | None) -> Reading | Trouble:
    if any(unicodedata.decomposition(c).startswith(_NOT_PLAIN_DIGITS) for c in text if not c.isascii()):
        return Trouble("E301", prose_of(text)[:LONGEST_READ])  # 10² would read as 102
    mends = [*looks_mended(text), AS_TEXT]
    if unit and plain.endswith(unit):
        plain = plain.removesuffix(unit).rstrip()
        mends.append(GLUED_UNIT)
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
        mends.append(THOUSANDS)
    exact = numbers.from_text(plain)
    return Trouble("E301", prose_of(text)[:LONGEST_READ]) if exact is None else Reading(exact, tuple(mends))


def looks_mended(text: str) -> tuple[Words, ...]:
    """What cleaning does to a text that a person would see or mean otherwise."""
    seen = text.translate(_UNSEEN)
    mends = [INVISIBLE] if seen != text else []
    wide = unicodedata.normalize("NFKC", seen)
    if wide.replace(" ", "") != "".join(seen.split()):
        mends.append(FULL_WIDTH)
    if " ".join(wide.split()) != wide:
        mends.append(SPACES)
    return tuple(mends)


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """The text in Simplified characters."""
    return to_simplified(text)


def one_of(text: str, allowed: Collection[str]) -> tuple[str, tuple[Words, ...]] | None:
    """Which of the allowed texts is meant, and what was put right; None where it is none of them.

    >>> one_of("已完成", ["已完成", "未开展"])
    ('已完成', ())
    """
    if text in allowed:
        return text, NO_MENDS
    plain = clean(text)
    if plain in allowed:
        return plain, looks_mended(text)
    known = {clean(a).replace(" ", ""): a for a in allowed}
    close = plain.replace(" ", "")  # 双 峰 县, as typists set short names
    simple = simplified(close)
    if simple not in known:
        return None
    mends = [*looks_mended(text)]
    if close != plain and SPACES not in mends:
        mends.append(SPACES)
    return known[simple], (*mends, *((TRADITIONAL,) if simple != close else ()))
