"""The year's workbook that is there already: whether it can be carried on, and where in it everything stands."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.api import limits
from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.output import look_at
from loudi_qa.submission.bind import bind
from loudi_qa.submission.cover import read_cover
from loudi_qa.submission.normalise import is_empty, one_of, text_of
from loudi_qa.submission.table import by_folded, find_sheet, find_table
from loudi_qa.words import Words, listed
from loudi_qa.workbook import layout
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import openpyxl

    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.table import Table
    from loudi_qa.submission.year import Year
    from loudi_qa.words import Lang
    from loudi_qa.workbook.read import Workbook
    from loudi_qa.workbook.yearrows import Place

_OTHER_YEAR = Words(
    "{file} 是 {got} 年度的工作簿，这些表是 {year} 年度的；-o 换一个文件名",
    "{file} is a workbook of {got}, the forms are of {year}; choose another name with -o",
)
_NO_YEAR = Words("{file} 不是可以续写的年度工作簿：{why}", "{file} is no year's workbook that could be carried on: {why}")
_A_FORM = Words("封面的填报单位是{sender}", "its cover names {sender} as the sender")
_CHANGED = Words("{file} 刚刚被改动过，请再运行一次", "{file} has just been changed; run the command again")
_LOSES = Words(
    "{file} 含有续写时会丢失的内容（{what}）；-o 换一个文件名",
    "{file} holds what carrying on would lose ({what}); choose another name",
)
_HALF_KNOWN = Words(
    "{file} 的“{sheet}”第 {row} 行认不出单位或编号，续写会重复；先用 loudi-qa validate 检查并改好",
    "row {row} of {sheet} in {file} names no known unit or measure and would be doubled; mend it first, see loudi-qa validate",
)
_TWICE = Words(
    "{file} 的“{sheet}”第 {first} 行和第 {row} 行是同一单位的同一项，先删去一行再续写",
    "rows {first} and {row} of {sheet} in {file} are of the same unit and measure; delete one of them first",
)


class Existing(NamedTuple):
    """A year's workbook to carry on: its bytes, what it says, and the same in openpyxl with the places of its tables."""

    data: bytes
    year: Year
    book: openpyxl.Workbook
    place: Place
    last_year: Place | None
    last_year_filled: frozenset[tuple[str, str]]
    """Rows of 上年数据 in which anything stands."""
    digests: dict[tuple[str, str], str]
    """The digest of the form that each row of 指标数据 came from."""

    @property
    def formulas(self) -> int:
        """How many formulas the tables hold whose stored results may be out of date after a change."""
        sheets = {s.name for s in layout.SHEETS}
        cells = (cell for sheet in self.book.worksheets if sheet.title.strip() in sheets for cell in sheet._cells.values())
        return sum(cell.data_type == "f" for cell in cells)


def existing(target: Path, rules: Rules, year: int, lang: Lang) -> Existing | None:
    """The workbook to carry on; raises :class:`UsageError` for one of another year, a form, or what would lose something."""
    from loudi_qa.workbook.edit import WouldLose, open_book
    from loudi_qa.workbook.yearbook import ADDED

    if look_at(target) is None:
        return None
    book = read(target, limits(rules))
    held, table = _held(target, book, rules, lang)
    if held.year != year:
        raise UsageError(_OTHER_YEAR, file=target, got=held.year, year=year)
    place, _ = _place(target, table, rules, layout.VALUE, ADDED)
    last_year, filled = None, frozenset[tuple[str, str]]()
    if find_sheet(book, layout.PREVIOUS.name):
        before, missing = find_table(book, layout.PREVIOUS)
        if before is None:
            raise UsageError(_NO_YEAR, file=target, why=missing[0].message(lang))
        last_year, filled = _place(target, before, rules, layout.LAST_YEAR)
    data = _unchanged(target, book.sha256)
    try:
        return Existing(data, held, open_book(data), place, last_year, filled, _digests(table, place))
    except WouldLose as error:
        raise UsageError(_LOSES, file=target, what=listed(error.lost)) from error


def _held(target: Path, book: Workbook, rules: Rules, lang: Lang) -> tuple[Year, Table]:
    """What the workbook says, and its data; a unit's or department's form is no year."""
    cover = read_cover(book, rules)
    if cover.sender.kind != "office" and cover.sender.name:
        raise UsageError(_NO_YEAR, file=target, why=_A_FORM.of(lang, sender=cover.sender.name))
    held, findings = bind(book, rules, cover)
    table, missing = find_table(book, layout.DATA)
    if held is None or table is None:
        errors = [f for f in (*missing, *findings) if f.severity == "error"]
        raise UsageError(_NO_YEAR, file=target, why=errors[0].message(lang))
    return held, table


def _place(
    target: Path, table: Table, rules: Rules, value: str, further: Sequence[str] = ()
) -> tuple[Place, frozenset[tuple[str, str]]]:
    """Where a table of units and measures stands, and which of its rows are filled; empty ones, prepared by hand, are rows too.

    A row of which only the unit or only the measure is known cannot be found again: what it holds would be doubled.
    """
    from loudi_qa.workbook.yearrows import Place

    rows: dict[tuple[str, str], int] = {}
    filled: set[tuple[str, str]] = set()
    sheet, columns = table.sheet.name, table.columns
    codes = by_folded(rules.scheme.measure)
    for number, cells in table.rows():
        text = cells[columns[layout.UNIT]]
        named = one_of(text if isinstance(text, str) else text_of(text), rules.mandate.unit)
        unit = rules.mandate.unit[named[0]].name.zh if named else None
        code = table.text(cells, layout.CODE)
        measure = rules.scheme.measure.get(code) or rules.scheme.measure.get(codes.get(code.casefold(), ""))
        empty = is_empty(cells[columns[value]])
        if unit and measure:
            key = unit, measure.id
            if key in rows:
                raise UsageError(_TWICE, file=target, sheet=sheet, first=rows[key], row=number)
            rows[key] = number
            filled |= set() if empty else {key}
        elif measure or (unit and (code or not empty)):
            raise UsageError(_HALF_KNOWN, file=target, sheet=sheet, row=number)
    titles = [text_of(cell) for cell in table.sheet.facts.cells[table.header]]
    added = {title: titles.index(title) for title in further if title in titles and title not in columns}
    return Place(sheet, table.header, columns | added, rows), frozenset(filled)


def _digests(table: Table, place: Place) -> dict[tuple[str, str], str]:
    written = dict(table.rows())
    return {key: table.text(written[row], layout.FILE_SHA256) for key, row in place.rows.items() if row in written}


def _unchanged(target: Path, sha256: str) -> bytes:
    """The bytes that were read a moment ago; raises :class:`UsageError` where the file was written to in between."""
    data = target.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UsageError(_CHANGED, file=target)
    return data
