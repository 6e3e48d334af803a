"""Number formats: which cells show a percentage, and which a date."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.words import Words
from loudi_qa.workbook import guard
from loudi_qa.workbook.package import MAIN

if TYPE_CHECKING:
    from loudi_qa.workbook.package import Package

_PERCENT_SIGN = re.compile("[%％]")
_MILLISECONDS_A_DAY = 86_400_000
_AFTER_29_FEBRUARY_1900 = 60  # a day that spreadsheets count and the calendar never had
_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


class Formats(NamedTuple):
    """The numbers of the cell styles, as cells write them, that show a percentage or a date."""

    percent: frozenset[str]
    dates: frozenset[str]
    literal_percent: frozenset[str] = frozenset()
    """A percent sign that is quoted or escaped: it is shown, and nothing is multiplied by 100."""
    styles: int = 1
    """How many styles there are; the number of each is lower."""


def read_formats(package: Package, part: str | None) -> Formats:
    """Read the styles part; formats that only conditional formatting uses (dxfs) are none of a cell's."""
    if part is None:
        return Formats(frozenset(), frozenset())
    declared: dict[int, str] = {}
    styles: list[int] = []
    section = ""

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal section
        if element in {MAIN + n for n in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs")}:
            section = element.removeprefix(MAIN)
        elif element == MAIN + "numFmt" and section == "numFmts":
            code = attributes.get("formatCode", "")
            declared[int(attributes["numFmtId"])] = guard.bounded_text(code, package.name)
        elif element == MAIN + "xf" and section == "cellXfs":
            styles.append(int(attributes.get("numFmtId", "0")))
            guard.refuse_more(len(styles), guard.MOST_STYLES, Words("单元格样式数", "the number of cell styles"), package.name)

    package.parse(part, start)
    percent = {i for i in {*_BUILT_IN_PERCENT, *declared} if (is_percent(declared[i]) if i in declared else True)}
    dates = {i for i in {*_BUILT_IN_DATES, *declared} if (is_date(declared[i]) if i in declared else True)}
    literal = {i for i in declared if i not in percent and _PERCENT_SIGN.search(declared[i].split(";")[0])}
    of_styles = [frozenset(str(n) for n, i in enumerate(styles) if i in kind) for kind in (percent, dates, literal)]
    return Formats(of_styles[0], of_styles[1], of_styles[2], len(styles))


def _first_section(number_format: str) -> str:
    """The section for positive numbers, without what is quoted, escaped, or a colour or locale in brackets."""
    return re.sub(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', "", number_format, flags=re.IGNORECASE).split(";")[0]


def is_percent(number_format: str) -> bool:
    """Whether a number format shows a hundredfold: a ``%`` in its first section that is neither quoted nor escaped."""
    return "%" in _first_section(number_format)


def is_date(number_format: str) -> bool:
    """Whether a number format shows a day or a time: a letter of either in its first section."""
    first = _first_section(number_format)
    return first.strip().lower() not in {"general", "standard"} and re.search(r"[dmyhs]", first, re.IGNORECASE) is not None


def as_date(serial: float, *, from_1904: bool) -> datetime | time | None:
    """The moment a serial number of days stands for, a time of day where it is less than one; None where no calendar has it."""
    try:
        since = timedelta(milliseconds=round(serial * _MILLISECONDS_A_DAY))
        if 0 <= serial < 1:
            return (datetime.min + since).time()
        if from_1904:
            return datetime(1904, 1, 1) + since
        if 0 < serial < _AFTER_29_FEBRUARY_1900:
            since += timedelta(days=1)
        return datetime(1899, 12, 30) + since
    except (OverflowError, ValueError):
        return None


def iso_date(text: str) -> datetime | None:
    """A date written out as ISO 8601; None for what is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
