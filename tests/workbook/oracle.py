"""The oracle: what openpyxl, in its slow and thorough mode, reads from the same file."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.escape import unescape

from loudi_qa.workbook.read import CellError, NoResult, Workbook, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

NO_RESULT = "a formula without a result", None
Cells = dict[tuple[int, int], object]


def shows_percent(number_format: str) -> bool:
    """Whether the first section scales by a hundred, told sign by sign and without a regular expression."""
    signs = iter(number_format)
    for sign in signs:
        if sign == ";":
            return False
        if sign == "%":
            return True
        if sign in "\\_*":
            next(signs, None)
        elif sign in '"[':
            end = '"' if sign == '"' else "]"
            while next(signs, end) != end:
                pass
    return False


def plain(value: object) -> object:
    """A value in the form that both sides share: numbers as floats, dates with their midnight, texts unescaped."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, CellError):
        return "error", value.text
    if isinstance(value, NoResult):
        return NO_RESULT
    return unescape(value).replace("\r\n", "\n") if isinstance(value, str) else value


def as_we_read(path: Path) -> dict[str, Cells]:
    return {
        sheet.name: {
            (number, column): plain(value) for number, cells in sheet.rows() for column, value in enumerate(cells) if value != ""
        }
        for sheet in read(path).sheets.values()
    }


def loaded(path: Path, *, data_only: bool = False) -> openpyxl.Workbook:
    """The workbook as openpyxl loads it, without its warnings of what it does not keep."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path, data_only=data_only)


def cells_of(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Cell | MergedCell]]:
    """Every cell with its row from 1 and its column from 0, however the file numbers them."""
    for row, cells in enumerate(sheet.iter_rows(min_row=1, min_col=1), start=1):
        yield from (((row, column), cell) for column, cell in enumerate(cells))


def as_openpyxl_reads(path: Path) -> dict[str, Cells]:
    values, formulas = loaded(path, data_only=True), loaded(path)
    found: dict[str, Cells] = {}
    for sheet in values.worksheets:
        cells = found[sheet.title] = {}
        for at, cell in cells_of(sheet):
            if cell.data_type == "e":
                cells[at] = "error", cell.value
            elif cell.value not in {None, ""}:
                cells[at] = plain(cell.value)
            elif formulas[sheet.title][cell.coordinate].data_type == "f":
                cells[at] = NO_RESULT
    return found


def facts_as_openpyxl_reads(sheet: Worksheet) -> dict[str, object]:
    columns = sheet.column_dimensions.values()
    return {
        "hidden": sheet.sheet_state != "visible",
        "percent": {at for at, cell in cells_of(sheet) if shows_percent(cell.number_format)},
        "merges": {str(r) for r in sheet.merged_cells.ranges},
        "hidden rows": {n for n, row in sheet.row_dimensions.items() if row.hidden},
        "hidden columns": {n for c in columns if c.hidden for n in range((c.min or 1) - 1, c.max or 1)},
    }


def facts_as_we_read(book: Workbook, name: str) -> dict[str, object]:
    sheet, facts = book.sheets[name], book.sheets[name].facts
    area = [(row, column) for row in range(1, facts.rows + 1) for column in range(facts.columns)]
    return {
        "hidden": facts.hidden,
        "percent": {at for at in area if sheet.is_percent(*at)},
        "merges": set(facts.merges),
        "hidden rows": set(facts.hidden_rows),
        "hidden columns": {n for first, last in facts.hidden_columns for n in range(first, last + 1)},
    }


def assert_read_as_openpyxl_reads(path: Path) -> None:
    assert as_we_read(path) == as_openpyxl_reads(path)
    book = read(path)
    for sheet in loaded(path, data_only=True).worksheets:
        assert facts_as_we_read(book, sheet.title) == facts_as_openpyxl_reads(sheet)
