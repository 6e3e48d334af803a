"""Forms as a person fills them in: cells set by unit, measure and title in a form that this program made."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from loudi_qa.workbook import layout
from loudi_qa.workbook.pack import pack

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


def saved(book: Workbook) -> Workbook:
    """The workbook after it has been written and read again: what a program that opens it finds."""
    return load_workbook(BytesIO(pack(book)))


@lru_cache(maxsize=8)
def columns(sheet: Worksheet) -> dict[str, int]:
    """The place of each title, from 1."""
    return {str(cell.value): i for i, cell in enumerate(sheet[1], start=1)}


@lru_cache(maxsize=8)
def rows(sheet: Worksheet) -> dict[tuple[str, str], int]:
    """The row of each unit and measure."""
    unit, code = columns(sheet)[layout.UNIT], columns(sheet)[layout.CODE]
    return {(str(sheet.cell(r, unit).value), str(sheet.cell(r, code).value)): r for r in range(2, sheet.max_row + 1)}


def cell(book: Workbook, unit: str, measure: str, title: str) -> Cell:
    """The cell of a unit's measure under a title."""
    sheet = book[layout.DATA.name]
    return sheet.cell(rows(sheet)[unit, measure], columns(sheet)[title])  # type: ignore[return-value]  # no merges


def said(book: Workbook, unit: str, measure: str) -> str:
    """What 自查 says of a row, once a program has worked it out."""
    return str(cell(book, unit, measure, layout.SELF_CHECK).value or "")


def fill(book: Workbook, unit: str, measure: str, **values: Any) -> None:
    """Fill in a row, by title."""
    for title, value in values.items():
        cell(book, unit, measure, title).value = value


def cover(book: Workbook) -> dict[str, Any]:
    """The keys of the cover with their values."""
    return {str(key): value for key, value in book[layout.COVER].iter_rows(max_col=2, values_only=True) if key}


def carried(book: Workbook) -> dict[str, Any]:
    """The properties that a form carries."""
    return {p.name: p.value for p in book.custom_doc_props.props}  # type: ignore[attr-defined]  # not in the stubs


def opened(book: Workbook) -> set[tuple[str, str]]:
    """Every unlocked cell: its sheet, and its title in the data or its key on the cover."""
    found = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for number, own in enumerate(row):
                if not own.protection.locked:
                    named = sheet[1][number] if sheet.title == layout.DATA.name else row[0]
                    found.add((sheet.title, str(named.value)))
    return found
