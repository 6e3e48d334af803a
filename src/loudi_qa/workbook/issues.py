"""The sheet 问题清单: the findings of a workbook as a list that leads to their cells and can be ticked off."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from loudi_qa.catalogue.titles import LEVELS
from loudi_qa.words import Words, listed, printable
from loudi_qa.workbook import layout
from loudi_qa.workbook.colours import FILLS, fill
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.text_size import lines
from loudi_qa.workbook.write import HEADER, fit_page, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.words import Lang

OURS = "loudi-qa"
"""Stands over the hidden column and tells our sheet from another one of its name."""

_COLUMNS = (
    (Words("序号", "No."), 6),
    (Words("级别", "Level"), 8),
    (Words("代码", "Code"), 8),
    (Words("位置", "Place"), 18),
    (Words(layout.UNIT, "Unit"), 14),
    (Words(layout.CODE, "Measure"), 9),
    (Words("读到", "Read"), 20),
    (Words("问题", "What is wrong"), 48),
    (Words("改法", "What to do"), 40),
    (Words("改好了吗", "Mended?"), 11),
)
_CENTRED = {0, 1, 2, 5}
_PLACE = 3
HIDDEN = len(_COLUMNS) + 1
"""The column, from 1, in which each marked cell has its address and its earlier fill."""
HEADER_ROW = 4

_TOTAL = Words(
    "共 {n} 处：{error} 个错误，{warning} 个警告，{note} 个提示", "{n} in all: errors {error}, warnings {warning}, notes {note}"
)
_HOW = Words(
    "点“位置”跳到单元格，批注里有同样的话。错误必须改；警告请核对，不用改的在“备注”说明；提示不用处理。"
    "灰色的格、行和列改不动的，先点“审阅”里的“撤销工作表保护”，没有密码。"
    "改好后把本工作簿发回，颜色、批注和本表不用删，不会当作数据。",
    "Click a place to go to its cell, where a comment says the same. Errors must be mended; look at warnings, and say under 备注 "
    "where they are right as they are; notes need nothing. For grey cells, rows and columns first choose Review, Unprotect "
    "Sheet: there is no password. Then send this workbook back; colours, comments and this sheet may stay: they are not read.",
)
_APART = Words(
    "原表含有{what}，直接标注会丢失它们，所以问题单列在这里；请对照“位置”在原表上修改，再发回原表。",
    "The workbook holds {what}, which marking would lose; so the findings stand here. Mend them in your own file and send that.",
)
_WHOLE_FILE = Words("整个文件", "whole file")

_LONGEST = 2000
_NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_LINE = 15.0
_LINES = 20
_EDGE = Side("thin", color="BFBFBF")


class Mark(NamedTuple):
    """A finding as the clerk reads it; every text is in the clerk's language."""

    code: str
    level: Level
    sheet: str | None
    cell: str | None
    message: str
    fix: str
    read: str | None
    unit: str | None
    measure: str | None


def legible(text: str, most: int = _LONGEST) -> str:
    """The text without control marks and not endless."""
    text = _NO_CHARACTER.sub("\ufffd", printable(text.replace("\r\n", "\n").replace("\r", "\n")))
    return text if len(text) <= most else text[:most] + "……"


def issues_book(marks: Sequence[Mark], lang: Lang, lost: Sequence[Words] = ()) -> bytes:
    """A workbook of the list alone, for a file that cannot be marked because it holds what would be lost."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_issues(book, marks, [None] * len(marks), lang, lost)
    return pack(book)


def add_issues(
    book: Workbook, marks: Sequence[Mark], cells: Sequence[Cell | None], lang: Lang, lost: Sequence[Words] = ()
) -> Worksheet:
    """Add the list as the last sheet; ``cells`` are those that the marks stand on, before they are coloured."""
    sheet: Worksheet = book.create_sheet(layout.ISSUES)
    _head(sheet, marks, lang, lost)
    kept: set[Cell] = set()
    for number, (mark, cell) in enumerate(zip(marks, cells, strict=True), start=1):
        _line(sheet, number, mark, cell, lang)
        if cell is not None and cell not in kept:
            kept.add(cell)
            earlier: Any = copy(cell.fill)
            put(sheet, HEADER_ROW + number, HIDDEN, legible(f"{cell.parent.title}!{cell.coordinate}")).fill = earlier
    last = HEADER_ROW + len(marks)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{layout.address(last, len(_COLUMNS) - 1)}"
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.sheet_properties.tabColor = FILLS["error"]
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{layout.address(last, len(_COLUMNS) - 1)}"
    footer: Any = sheet.oddFooter
    footer.center.text = Words("第 &P 页 / 共 &N 页", "&P / &N").of(lang)
    fit_page(sheet)
    return sheet


def _head(sheet: Worksheet, marks: Sequence[Mark], lang: Lang, lost: Sequence[Words]) -> None:
    """Title, totals, what to do, and the header of the list."""
    count = Counter(mark.level for mark in marks)
    _embolden(put(sheet, 1, 1, Words(layout.ISSUES, "Findings").of(lang)), size=16)
    totals = _TOTAL.of(lang, n=len(marks), error=count["error"], warning=count["warning"], note=count["note"])
    _embolden(put(sheet, 2, 1, totals))
    what = listed(lost).of(lang)
    put(sheet, 3, 1, _APART.of(lang, what=what) if lost else _HOW.of(lang)).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=len(_COLUMNS))
    sheet.row_dimensions[1].height, sheet.row_dimensions[3].height = 26, 50
    for column, (title, room) in enumerate(_COLUMNS, start=1):
        cell = put(sheet, HEADER_ROW, column, title.of(lang))
        _embolden(cell)
        cell.fill, cell.alignment = PatternFill("solid", fgColor=HEADER), Alignment(horizontal="center", vertical="center")
        cell.border = _border()
        sheet.column_dimensions[layout.letters(column - 1)].width = room
    sheet.row_dimensions[HEADER_ROW].height = 20
    put(sheet, HEADER_ROW, HIDDEN, OURS)
    sheet.column_dimensions[layout.letters(HIDDEN - 1)].hidden = True


def _line(sheet: Worksheet, number: int, mark: Mark, target: Cell | None, lang: Lang) -> None:
    """One finding: a line of the list, its place a link where it has one."""
    place = f"{mark.sheet or ''}{'!' if mark.sheet and mark.cell else ''}{mark.cell or ''}" or _WHOLE_FILE.of(lang)
    texts = [LEVELS[mark.level].of(lang), mark.code, place, mark.unit, mark.measure, mark.read, mark.message, mark.fix, None]
    values = [number, *(legible(t) if t else None for t in texts)]
    row = HEADER_ROW + number
    for column, value in enumerate(values):
        cell = put(sheet, row, column + 1, value)
        across = "center" if column in _CENTRED else "left"
        cell.alignment, cell.border = Alignment(horizontal=across, vertical="top", wrap_text=True), _border()
    sheet.cell(row, 2).fill = fill(mark.level)
    if target is not None:
        cell = put(sheet, row, _PLACE + 1, legible(place))
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(target.parent.title)}!{target.coordinate}")
        cell.font = Font(name=cell.font.name, size=cell.font.size, color="0563C1", underline="single")
    tall = max(lines(str(v), room - 1) for v, (_, room) in zip(values, _COLUMNS, strict=True) if v is not None)
    sheet.row_dimensions[row].height = _LINE * min(tall, _LINES) + 4


def _embolden(cell: Cell, size: float | None = None) -> None:
    """Bold, in the font that the workbook has."""
    cell.font = Font(name=cell.font.name, size=size or cell.font.size, bold=True)


def _border() -> Border:
    return Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
