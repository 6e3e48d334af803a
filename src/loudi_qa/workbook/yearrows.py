"""Rows of forms put into the year's workbook, whatever else it holds: over those that are there, else below the last.

A year that is new holds nothing else yet: its rows are laid over each other here and go straight into its file.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.cell import MergedCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import range_boundaries

from loudi_qa.workbook import layout
from loudi_qa.workbook.formats import is_date, is_percent
from loudi_qa.workbook.longtable import LongRow
from loudi_qa.workbook.write import put
from loudi_qa.workbook.yearbook import (
    ADDED,
    ALARM,
    COLUMN,
    LOOKS,
    MEND_COLUMNS,
    MIDDLE,
    WIDTHS,
    add_long_table,
    add_table,
    height,
    long_row,
    long_table,
    raise_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.workbook.write import Value
    from loudi_qa.workbook.yearbook import NewYear

Key = tuple[str, str]

_RATES = {layout.VALUE, layout.VERIFIED, layout.LAST_YEAR}
_OF_DEPARTMENT = "核验："
"""Before what was wrong in a row of a department's form; the unit's own problems stand beside it."""
_LAST_HEADER = 20

RowToPut = tuple[Key, "Mapping[str, Value]", "Sequence[str]", bool]
"""A row by its key: cells by title, what was wrong in it, and whether a department says so."""


class Merged(Exception):
    """A cell that is to be written lies under a merged area, where it would not be seen; says which."""


class Place(NamedTuple):
    """Where a table stands in a workbook that is there already: its sheet, header row, columns (from 0), rows by their key."""

    sheet: str
    header: int
    columns: Mapping[str, int]
    rows: Mapping[Key, int]


NEW = Place(layout.DATA.name, 1, {title: i for i, title in enumerate((*layout.DATA.columns, *ADDED))}, {})
"""Where the data of a new year stand."""


def new_rows(year: NewYear, sent: Iterable[RowToPut], verified: Sequence[RowToPut], count: int) -> None:
    """The data of a new year, as :func:`put_rows` would put them; ``count`` is how many rows they make."""
    year.tables[NEW.sheet] = long_table(year.book[NEW.sheet], [*NEW.columns], _laid_over(sent, verified), count)


def new_last_year(year: NewYear, values: Mapping[Key, Decimal]) -> None:
    """Last year's values of a new year, as :func:`put_last_year` would put them."""
    name, titles = layout.PREVIOUS.name, layout.PREVIOUS.columns
    rows = (long_row({layout.UNIT: u, layout.CODE: m, layout.LAST_YEAR: v}) for (u, m), v in values.items())
    year.tables[name] = long_table(year.book[name], titles, rows, len(values))


def new_mends(year: NewYear, mends: Sequence[Sequence[Value]]) -> None:
    """The log of corrections of a new year, as :func:`put_mends` would put it."""
    if mends:
        rows = (long_row(dict(zip(MEND_COLUMNS, mend, strict=True))) for mend in mends)
        year.tables[layout.MENDS] = add_long_table(year.book, layout.MENDS, MEND_COLUMNS, rows, len(mends))


def _laid_over(sent: Iterable[RowToPut], verified: Iterable[RowToPut]) -> Iterator[LongRow]:
    """A row for each key: what a unit sent and what departments say of it lie over each other."""
    later: dict[Key, list[RowToPut]] = {}
    for row in verified:
        later.setdefault(row[0], []).append(row)
    for row in sent:
        yield _as_one([row, *later.pop(row[0], ())])
    yield from map(_as_one, later.values())


def _as_one(rows: Sequence[RowToPut]) -> LongRow:
    cells: dict[str, Value] = {}
    found: list[str] = []
    high = 0
    for _, own, problems, of_department in rows:
        cells |= own
        found = _found(found, problems, of_department=of_department)
        high = max(high, height({**own, layout.FOUND: "\n".join(problems)} if problems else own) or 0)
    if found:
        cells[layout.FOUND] = "\n".join(found)
    return LongRow(cells, high or None, layout.FOUND if found else None)


def put_rows(book: Workbook, place: Place, rows: Iterable[RowToPut], percent: Collection[str] = ()) -> None:
    """Put rows by their key: over the one that is there, else below the last. Raises :class:`Merged` where cells are merged.

    A column that the sheet does not have is added at its right end. Cells of columns that a row does not name stay.
    ``percent`` names the measures in percent: in a cell that shows a percentage, 97.5 of them is stored as 0.975.
    """
    sheet = book[place.sheet]
    columns, at = dict(place.columns), dict(place.rows)
    bottom = max([place.header, *at.values(), *(area.max_row for area in sheet.merged_cells.ranges), _last_filled(sheet)])
    for key, cells, problems, of_department in rows:
        row = at.get(key)
        if row is None:
            bottom += 1
            row = at[key] = bottom
            for title, column in columns.items():
                sheet.cell(row, column + 1).alignment = LOOKS.get(title, MIDDLE)
        for title, value in cells.items():
            if title not in columns:
                if value is None:
                    continue
                columns[title] = _add_column(sheet, place.header, columns, title)
            _put_value(sheet, row, columns[title] + 1, value, in_percent=title in _RATES and key[1] in percent)
        if problems and layout.FOUND not in columns:
            columns[layout.FOUND] = _add_column(sheet, place.header, columns, layout.FOUND)
        if layout.FOUND in columns:
            _put_problems(sheet, row, columns[layout.FOUND] + 1, problems, of_department=of_department)
        raise_row(sheet, row, cells if not problems else {**cells, layout.FOUND: "\n".join(problems)})
    _widen_filter(sheet, place.header, columns, bottom)


def _free_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        raise Merged(f"{sheet.title}!{cell.coordinate}")
    return cell


def _put_value(sheet: Worksheet, row: int, column: int, value: Value, *, in_percent: bool) -> None:
    """Write a value so that it is read as what it is, in whatever format the cell shows it."""
    cell = _free_cell(sheet, row, column)
    shown = cell.number_format
    if isinstance(value, Decimal) and in_percent and is_percent(shown):
        value = value.scaleb(-2)
    elif isinstance(value, Decimal | int) and (is_percent(shown) or is_date(shown)):
        cell.number_format = "General"
    put(sheet, row, column, value)


def _put_problems(sheet: Worksheet, row: int, column: int, problems: Sequence[str], *, of_department: bool) -> None:
    """What was wrong in a row, a line each: what this kind of sender had before is replaced, what the other had stays."""
    cell = _free_cell(sheet, row, column)
    there = [line for line in str(cell.value or "").split("\n") if line]
    said = "\n".join(_found(there, problems, of_department=of_department))
    put(sheet, row, column, said or None)
    if said:
        cell.fill, cell.alignment = ALARM, LOOKS[layout.FOUND]
    elif cell.fill == ALARM:
        cell.fill = PatternFill()


def _found(there: Sequence[str], problems: Sequence[str], *, of_department: bool) -> list[str]:
    """The lines on what was wrong, the unit's own before those of its department."""
    others = [line for line in there if line.startswith(_OF_DEPARTMENT) is not of_department]
    own = [_OF_DEPARTMENT + p for p in problems] if of_department else [*problems]
    return [*others, *own] if of_department else [*own, *others]


def _widen_filter(sheet: Worksheet, header: int, columns: Mapping[str, int], bottom: int) -> None:
    """Take new rows and columns into the filter over the table; it begins where it began, or its choices would move."""
    reference = sheet.auto_filter.ref
    if not reference:
        return
    left, top, right, low = range_boundaries(reference)
    if top == header and left and right:
        last = layout.letters(max(right - 1, *columns.values()))
        sheet.auto_filter.ref = f"{layout.letters(left - 1)}{top}:{last}{max(bottom, low or 0)}"


def _last_filled(sheet: Worksheet) -> int:
    return max((row for (row, _), cell in sheet._cells.items() if cell.value is not None), default=0)


def _add_column(sheet: Worksheet, header: int, columns: Mapping[str, int], title: str) -> int:
    last = max([*columns.values(), *(c - 1 for (_, c), cell in sheet._cells.items() if cell.value is not None)])
    cell = put(sheet, header, last + 2, title)
    cell.font = Font(bold=True)
    sheet.column_dimensions[layout.letters(last + 1)].width = WIDTHS.get(title, 12)
    return last + 1


def put_last_year(
    book: Workbook, values: Mapping[Key, Decimal], place: Place | None, known: Collection[Key], percent: Collection[str]
) -> None:
    """Last year's values that the sheet does not hold yet; whatever the office wrote there stays, be it readable or not."""
    missing = {key: value for key, value in values.items() if key not in known}
    if not missing:
        return
    if place is None and layout.PREVIOUS.name not in book.sheetnames:
        add_table(book, layout.PREVIOUS.name, layout.PREVIOUS.columns, [])
    place = place or Place(layout.PREVIOUS.name, 1, {t: i for i, t in enumerate(layout.PREVIOUS.columns)}, {})
    rows: list[RowToPut] = []
    for (unit, measure), value in missing.items():
        rows.append(((unit, measure), {layout.UNIT: unit, layout.CODE: measure, layout.LAST_YEAR: value}, (), False))
    put_rows(book, place, rows, percent)


def put_mends(book: Workbook, replaces: Callable[[object, object, object], bool], mends: Sequence[Sequence[Value]]) -> None:
    """The log of corrections: what is said anew takes the place of what was said before, all else stays where it is.

    ``replaces`` says of a unit, a measure and a column whether they are said anew.
    """
    there = _mendadd_table(book)
    if there is None:
        if mends:
            add_table(book, layout.MENDS, MEND_COLUMNS, [dict(zip(MEND_COLUMNS, m, strict=True)) for m in mends])
        return
    sheet, header, columns = there
    keys = [columns[t] + 1 for t in (layout.UNIT, layout.CODE, COLUMN)]
    told = range(header + 1, _last_filled(sheet) + 1)
    again = [row for row in told if replaces(*(sheet.cell(row, c).value for c in keys))]
    bottom = told.stop
    for row, mend in zip([*again, *range(bottom, bottom + len(mends))], mends, strict=False):
        for title, value in zip(MEND_COLUMNS, mend, strict=True):
            put(sheet, row, columns[title] + 1, value)
    for row in reversed(again[len(mends) :]):
        sheet.delete_rows(row)
    _widen_filter(sheet, header, columns, max(header + 1, _last_filled(sheet)))


def _mendadd_table(book: Workbook) -> tuple[Worksheet, int, dict[str, int]] | None:
    """Where the log stands: its sheet, header row and columns; a sheet of that name with other columns is someone's own."""
    for sheet in book.worksheets:
        if sheet.title.startswith(layout.MENDS):
            for row in range(1, _LAST_HEADER + 1):
                titles = {str(cell.value): c - 1 for (r, c), cell in sorted(sheet._cells.items()) if r == row}
                if titles.keys() >= {*MEND_COLUMNS}:
                    return sheet, row, {title: titles[title] for title in MEND_COLUMNS}
    return None
