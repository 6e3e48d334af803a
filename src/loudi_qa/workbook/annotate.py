"""A marked copy of a unit's own workbook: coloured cells, comments that say what is wrong and what to do, a list with links.

Everything else of the workbook is kept, and nothing that is put in can be taken for data: no value is written beside a
person's own. When the copy comes back, the marks of this round are found by their colours and by the lines around our part
of a comment (LibreOffice loses who wrote it), taken away, and the fills given back from the hidden column of the list.
"""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loudi_qa.words import Words
from loudi_qa.workbook import guard, layout
from loudi_qa.workbook.carry import carry_contents
from loudi_qa.workbook.colours import colour, is_marked, uncover
from loudi_qa.workbook.contents import place
from loudi_qa.workbook.edit import BROKEN, UNKNOWN, WouldLose, open_book
from loudi_qa.workbook.issues import OURS, add_issues, legible
from loudi_qa.workbook.pack import FIXED, pack
from loudi_qa.workbook.text_size import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.words import Lang
    from loudi_qa.workbook.issues import Mark

_AUTHOR = "质量办/loudi-qa"
_BEGIN = Words("—— loudi-qa 检查结果 ——", "—— loudi-qa findings ——")
_END = Words("—— loudi-qa 完 ——", "—— loudi-qa end ——")
_FIX = Words("改法：{fix}", "To do: {fix}")
_REMARK = re.compile(
    rf"(?:^|\n)(?:{_BEGIN.zh}|{_BEGIN.en})[ \t]*(?:\n.*?)??(?:\n(?:{_END.zh}|{_END.en})[ \t]*(?:\n|\Z)|\Z)", re.DOTALL
)
"""Our part of a comment, from one of our lines to the other; what a clerk wrote above or below is not ours."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would decode in a comment as well: the underscore is written as its number instead."""
_LONGEST_REMARK = 8000
_ROOM = 46  # what a line of a comment holds, a Chinese character counted as two
_WIDTH, _LINE, _TALLEST = 330, 17, 640  # pixels
_GRAVITY = ("error", "warning", "note")
_LAST_HEADER = 20  # a clerk may have put lines above the list


def annotate(data: bytes, marks: Sequence[Mark], lang: Lang) -> bytes:
    """The workbook with marks on its cells and the list behind its sheets; ``data`` has passed the gate.

    Marks of an earlier round are replaced. Raises :class:`WouldLose` where saving would lose something.
    """
    book = open_book(data)
    strip(book)
    cells = [_cell(book, mark) for mark in marks]
    sheet = add_issues(book, marks, cells, lang)
    by_cell: dict[Cell, list[Mark]] = {}
    for mark, cell in zip(marks, cells, strict=True):
        if cell is not None:
            by_cell.setdefault(cell, []).append(mark)
    for marked in book.worksheets:
        levels = {cell: _worst(own) for cell, own in by_cell.items() if cell.parent is marked}
        colour(marked, levels)
    for cell, own in by_cell.items():
        _remark(cell, own, lang)
    created = book.properties.created or FIXED
    try:
        return carry_contents(data, pack(book, created.replace(microsecond=0, tzinfo=None)), fresh={sheet.title})
    except BROKEN as error:
        raise WouldLose([UNKNOWN]) from error


def _worst(marks: Sequence[Mark]) -> Level:
    """The level that counts where a cell has several findings."""
    return min((mark.level for mark in marks), key=_GRAVITY.index)


def strip(book: Workbook) -> None:
    """Take the marks of earlier rounds away: our comments, our colours, our list."""
    kept: dict[str, Cell] = {}
    for sheet in book.worksheets:
        if found := _kept_fills(sheet):
            kept |= found
            _remove(book, sheet)
    for sheet in book.worksheets:
        uncover(sheet)
        cells: list[Any] = [*sheet._cells.values()]
        for cell in cells:
            if cell.comment is not None:
                _strip_remark(cell)
            if cell.has_style and is_marked(cell):
                source = kept.get(_address(cell)) or kept.get(_column(cell))
                cell.fill = copy(source.fill) if source else PatternFill()


def _kept_fills(sheet: Worksheet) -> dict[str, Cell]:
    """The cells that keep earlier fills, by the address they speak of and, for cells moved since, by its column."""
    if not sheet.title.startswith(layout.ISSUES):
        return {}
    cells: dict[tuple[int, int], Any] = {**sheet._cells}
    title = next((at for at, cell in cells.items() if at[0] < _LAST_HEADER and str(cell.value) == OURS), None)
    kept: dict[str, Cell] = {}
    for (row, column), cell in cells.items():
        if title is not None and column == title[1] and row >= title[0]:
            address = guard.unescaped(str(cell.value))
            kept[address] = kept[address.rstrip("0123456789")] = cell
    return kept


def _address(cell: Cell | MergedCell) -> str:
    return f"{cell.parent.title}!{cell.coordinate}"


def _column(cell: Cell | MergedCell) -> str:
    return _address(cell).rstrip("0123456789")


def _remove(book: Workbook, sheet: Worksheet) -> None:
    """Take a sheet out; where it was the one in front, the first that can be seen comes to the front."""
    in_front = book.active is sheet
    book.remove(sheet)
    if in_front and (seen := [other for other in book.worksheets if other.sheet_state == "visible"]):
        book.active = seen[0]
        seen[0].sheet_view.tabSelected = True


def _strip_remark(cell: Cell) -> None:
    """Take our part out of a comment, and with it a comment that was ours alone."""
    there: Comment = cell.comment  # type: ignore[assignment]  # the caller looked
    said = there.text.replace("\r\n", "\n")
    theirs = [part for part in _REMARK.split(said) if part]
    if theirs != [said]:
        cell.comment = _comment("\n".join(theirs), there.author) if theirs else None


def _remark(cell: Cell, marks: Sequence[Mark], lang: Lang) -> None:
    """Write our comment, below what a clerk wrote there."""
    several = len(marks) > 1
    said = [
        f"{f'{n}. ' if several else ''}[{mark.code}] {_plain(mark.message)}\n{_FIX.of(lang, fix=_plain(mark.fix))}"
        for n, mark in enumerate(marks, start=1)
    ]
    text = "\n".join([_BEGIN.of(lang), _ESCAPED.sub("_x005F_", legible("\n".join(said), _LONGEST_REMARK)), _END.of(lang)])
    there = cell.comment
    cell.comment = _comment(f"{there.text}\n{text}", there.author) if there else _comment(text, _AUTHOR)


def _plain(text: str) -> str:
    """A sentence in one line, so that nothing in it can pass for one of our own lines."""
    return " ".join(legible(text).split())


def _comment(text: str, author: str | None) -> Comment:
    """A comment in a box that is large enough to read it."""
    return Comment(text, author or "", height=min(_TALLEST, _LINE * lines(text, _ROOM) + 12), width=_WIDTH)


def _cell(book: Workbook, mark: Mark) -> Cell | None:
    """The cell that a mark stands on, of a merged area the one that counts; None where there is none."""
    sheet = next((sheet for sheet in book.worksheets if sheet.title == mark.sheet), None)
    at = place(mark.cell or "")
    if sheet is None or at is None:
        return None
    row, column = at[0], at[1] + 1
    if (row, column) not in sheet._cells and (row > guard.LEAST_ROWS or column > guard.MOST_COLUMNS):
        return None
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            row, column = area.min_row, area.min_col
    there = sheet._cells.get((row, column))
    return _new_cell(sheet, row, column) if there is None or isinstance(there, MergedCell) else there


def _new_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that was not there: it looks and locks as its row or column says, as it would if a clerk had typed into it."""
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # the caller saw that no merged area covers it
    rows = (d for number, d in sheet.row_dimensions.items() if number == row and d.has_style)
    columns = (d for d in sheet.column_dimensions.values() if d.has_style and (d.min or 0) <= column <= (d.max or 0))
    for source in [*rows, *columns][:1]:
        _dress(cell, source)
    return cell


def _dress(cell: Any, source: Any) -> None:
    """Give a cell the whole style of a row or column."""
    cell._style = copy(source._style)
