"""The small writers that all our workbooks share: a cell, a header, a page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from loudi_qa.workbook.layout import letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | Decimal | date | None

_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would take for a character written as its number: the underscore is written so instead."""
HEADER = "DDE6F0"
USUAL_WIDTH = 12


def legal(text: str) -> str:
    """A text as a cell may hold it."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text))


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write a cell (both counted from 1); a text stays a text whatever it begins with."""
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # no merges
    if isinstance(value, str):
        cell.value = legal(value)
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def put_formula(sheet: Worksheet, row: int, column: int, formula: str) -> Cell:
    """Write a formula of ours; what people wrote never comes here."""
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # no merges
    cell.value = f"={formula}"
    return cell


def put_header(sheet: Worksheet, titles: Sequence[str], widths: Mapping[str, float]) -> None:
    """The titles in bold in the first row, each column as wide as its title asks for."""
    for i, title in enumerate(titles, start=1):
        header = put(sheet, 1, i, title)
        header.font, header.fill = Font(bold=True), PatternFill("solid", fgColor=HEADER)
        sheet.column_dimensions[letters(i - 1)].width = widths.get(title, USUAL_WIDTH)


def page_ends(sheet: Worksheet) -> tuple[HeaderFooterItem, HeaderFooterItem]:
    """What stands above and below each printed page; the sheet itself in the middle between."""
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None  # noqa: S101 -- a new sheet has both
    assert footer is not None  # noqa: S101 -- likewise
    return header, footer


def fit_page(sheet: Worksheet) -> None:
    """Print on A4 lying, all columns on one page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
