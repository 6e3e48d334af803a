"""A sheet of headings, sentences and tables, one under the other on common columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl.worksheet.pagebreak import Break

from loudi_qa.numbers import from_text
from loudi_qa.report import heading
from loudi_qa.report.xlsx.looks import (
    ASIDE,
    HEAD,
    HIGHEST,
    LINE,
    NOTICE,
    NUMBER,
    SECTION,
    SUBTOTAL_FILL,
    TEXT,
    TITLE,
    WARNING,
    Look,
    Pen,
    set_widths,
)
from loudi_qa.workbook.text_size import lines, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.assess.result import Assessment
    from loudi_qa.report.document import Column, Table
    from loudi_qa.words import Lang

USUAL_HEIGHT = 15.0
"""Points that a row is high where nothing makes it higher."""
_PAGE_HEIGHT, _PAGE_WIDTH = 500, 784
"""Points of an A4 page lying, between its margins."""
_WITH_HEADING = 110
"""Points of a heading, a head row and the first rows below it."""
_WIDEST = 44
"""Digits beyond which a column of text is not asked to be any wider."""


class Span(NamedTuple):
    """Columns of the sheet that one column of a table takes, from 1."""

    first: int
    last: int


class Area(NamedTuple):
    """Where a table stands."""

    header: int
    first: int
    last: int
    spans: tuple[Span, ...]


class Page:
    """Writes a sheet from top to bottom; ``widths`` are its columns, ``row`` the next free row."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        self.sheet, self.widths, self.row = sheet, tuple(widths), 1
        self.pen = Pen(sheet)
        self._begun = 1
        set_widths(sheet, widths)

    def title(self, text: str) -> None:
        """The title of the sheet."""
        self.pen.put(self.row, 1, text, TITLE)
        self.sheet.row_dimensions[self.row].height = 30
        self.row += 1

    def section(self, text: str) -> None:
        """A heading with some room above it, never the last thing on a printed page."""
        self.keep(_WITH_HEADING)
        self.pen.put(self.row, 1, text, SECTION)
        self.sheet.row_dimensions[self.row].height = 30
        self.row += 1

    def say(self, text: str, look: Look = ASIDE) -> None:
        """A sentence over the whole width."""
        last = len(self.widths)
        self._wide(self.row, Span(1, last), text, look)
        high = lines(text, sum(self.widths) * 10 / look.size - 4) * LINE * look.size / 10 + 3
        self.sheet.row_dimensions[self.row].height = min(HIGHEST, high)
        self.row += 1

    def skip(self, rows: int = 1) -> None:
        """Leave rows free."""
        self.row += rows

    def keep(self, height: float) -> None:
        """Begin a new printed page where the next so many points would not fit on this one."""
        used = sum(self.sheet.row_dimensions[r].height or USUAL_HEIGHT for r in range(self._begun, self.row))
        wide = sum(w * 7 + 5 for w in self.widths) * 0.75  # points, as Excel sets columns of so many digits
        room = _PAGE_HEIGHT * max(1.0, wide / _PAGE_WIDTH)
        if used + height > room:
            self.sheet.row_breaks.append(Break(id=self.row - 1))
            self._begun = self.row

    def table(
        self, table: Table, spans: Sequence[Span] = (), formats: Mapping[int, str] | None = None, *, total: bool = False
    ) -> Area:
        """A table over the columns of the sheet; ``formats`` of numbers by column, ``total`` sets the last row off."""
        spans = spans or spread(self.widths, [_wanted(table, i) for i in range(len(table.columns))])
        header = self.row
        for i, own in enumerate(spans):
            self._wide(header, own, table.columns[i].title, HEAD)
        self._set_height(header, [c.title for c in table.columns], spans)
        self.row += 1
        for at, row in enumerate(table.rows, start=1):
            is_total = total and at == len(table.rows)
            for i, own in enumerate(spans):
                value, look = _cell(row[i], table.columns[i], (formats or {}).get(i))
                self._wide(self.row, own, value, look._replace(bold=True, fill=SUBTOTAL_FILL) if is_total else look)
            self._set_height(self.row, row, spans)
            self.row += 1
        return Area(header, header + 1, self.row - 1, tuple(spans))

    def _wide(self, row: int, span: Span, value: str | Decimal, look: Look) -> None:
        self.pen.put(row, span.first, value, look)
        if span.first < span.last:
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=span.first, end_column=span.last)

    def _set_height(self, row: int, texts: Sequence[str], spans: Sequence[Span]) -> None:
        """A row as high as its longest cell."""
        rooms = (sum(self.widths[s.first - 1 : s.last]) - 2 for s in spans)
        tall = max(lines(text, room) for text, room in zip(texts, rooms, strict=True))
        self.sheet.row_dimensions[row].height = min(HIGHEST, LINE * tall + 5)


def head(page: Page, title: str, result: Assessment, lang: Lang, *, whole: bool = False) -> None:
    """The title of a sheet, what the data are, why they may not be published yet, what is assumed; ``whole`` gives all of it."""
    page.title(title)
    texts, standing = heading.lines(result, lang), heading.standing(result, lang)
    notice, sources = texts[: bool(result.year.notice)], texts[bool(result.year.notice) : len(texts) - len(standing)]
    for text in notice:
        page.say(text, NOTICE)
    for text in standing:
        page.say(text, WARNING)
    for text in sources if whole else sources[-1:]:
        page.say(text)


def column_for(names: Iterable[str]) -> float:
    """How wide columns headed by these names are: a name may wrap, a word of it not."""
    return max(11.5, min(18.0, max((width(word) for name in names for word in name.split()), default=0) + 3.0))


def spread(widths: Sequence[float], wanted: Sequence[float]) -> list[Span]:
    """Lay the columns of a table over those of a sheet so that each is wide enough, as far as these allow; room is used up.

    >>> spread([10, 10, 10, 10], [10, 30])
    [Span(first=1, last=1), Span(first=2, last=4)]
    """
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for left, own in zip(range(len(wanted) - 1, -1, -1), wanted, strict=True):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for begin, (cost, ends) in best.items():
            last = len(widths) - left
            for end in range(begin + 1 if left else last, last + 1):
                way = cost + _unease(sum(widths[begin:end]), own), (*ends, end)
                following[end] = min(way, following.get(end, way))
        best = following
    ends = best[len(widths)][1]
    return [Span(before + 1, end) for before, end in zip((0, *ends), ends, strict=False)]


def _unease(width_: float, wanted: float) -> float:
    """How badly a column fits: one that is too narrow more than one that is too wide."""
    short = wanted - width_
    return short * short * (1 if short > 0 else 0.05)


def _wanted(table: Table, column: int) -> float:
    texts = (table.columns[column].title, *(row[column] for row in table.rows[:200]))
    return min(_WIDEST, max(map(width, texts))) + 3


def _cell(text: str, column: Column, format_: str | None) -> tuple[str | Decimal, Look]:
    """What stands at the right is a number where it reads as one; it shows its digits as the text has them."""
    number = from_text(text) if column.align == "right" else None
    if number is None:
        return text, TEXT._replace(align="right" if column.align == "right" else "left")
    exponent = number.as_tuple().exponent
    digits = "0." + "0" * -exponent if isinstance(exponent, int) and exponent < 0 else "0"
    own = f"+{digits};-{digits};0" if text.startswith("+") else digits
    return number, NUMBER._replace(format=format_ or own)
