"""Where a value comes from: what stands in its row of the workbook, untouched, and which form the row was taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import from_cell, percent, show
from loudi_qa.submission.normalise import is_empty, text_of
from loudi_qa.submission.table import find_table
from loudi_qa.words import Words
from loudi_qa.workbook import layout
from loudi_qa.workbook.facts import CellError, NoResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.submission.table import Table
    from loudi_qa.submission.year import Cell
    from loudi_qa.workbook.facts import CellValue
    from loudi_qa.workbook.read import Workbook

_DATA = layout.DATA._replace(further=(*layout.DATA.further, layout.FILE, layout.FILE_ROW))
_SHOWN = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.VERIFIED, layout.REASON)

_TEXT = Words("文字“{text}”", "the text “{text}”")
_NUMBER = Words("数字 {number}", "the number {number}")
_PERCENT = Words("数字 {number}，单元格显示为 {shown}%", "the number {number}, which the cell shows as {shown} %")
_ERROR = Words("错误值 {text}", "the error {text}")
_NO_RESULT = Words("没有结果的公式", "a formula without a result")


class Origin(NamedTuple):
    """One row of 指标数据: its cells as they stand, in words, and the form that ``collect`` took it from, if it did."""

    cells: Mapping[str, Words]
    """By column title; what is empty is not there."""
    form: str = ""
    form_sha256: str = ""
    form_row: str = ""


class Origins:
    """Finds the row behind a value of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._table = find_table(book, _DATA)[0]

    def of(self, cell: Cell | None) -> Origin | None:
        """The row that a cell of 指标数据 stands in; None for a cell of elsewhere."""
        table = self._table
        if table is None or cell is None or cell.sheet != table.sheet.name:
            return None
        row = table.sheet.facts.cells.get(cell.row, [])
        cells = [*row, *[""] * (max(table.columns.values()) + 1 - len(row))]
        shown = {t: _as_it_stands(table, cell.row, table.columns[t], cells) for t in _SHOWN if t in table.columns}
        form, digest, form_row = (table.text(cells, t) for t in (layout.FILE, layout.FILE_SHA256, layout.FILE_ROW))
        return Origin({t: words for t, words in shown.items() if words}, form, digest, form_row)


def _as_it_stands(table: Table, row: int, column: int, cells: list[CellValue]) -> Words | None:
    value = cells[column]
    if is_empty(value):
        return None
    match value:
        case bool():
            return Words.same(text_of(value))
        case int() | float():
            number = from_cell(value)
            if number.is_finite() and table.sheet.is_percent(row, column):
                return _PERCENT.filled(number=show(number), shown=show(percent(number)))
            return _NUMBER.filled(number=show(number) if number.is_finite() else str(value))
        case str():
            return _TEXT.filled(text=value)
        case CellError(text):
            return _ERROR.filled(text=text)
        case NoResult():
            return _NO_RESULT
        case _:
            return Words.same(text_of(value))
