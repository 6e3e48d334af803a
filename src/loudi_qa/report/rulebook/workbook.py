"""The rules as a workbook: for each view a sheet with a table of everything to filter, and one with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from loudi_qa.report.document import Note
from loudi_qa.report.rulebook import told
from loudi_qa.report.rulebook.page import in_turn
from loudi_qa.report.rulebook.views import FLAT
from loudi_qa.report.xlsx.looks import set_page
from loudi_qa.report.xlsx.result.page import Page, Span
from loudi_qa.words import Words
from loudi_qa.workbook.pack import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from loudi_qa.report.document import Block, Document
    from loudi_qa.report.rulebook.book import Rulebook, View
    from loudi_qa.words import Lang

_WIDTHS: Mapping[View, Sequence[float]] = {
    "group": (14, 12, 32, 9, 44, 17, 9, 20, 20),
    "department": (26, 14, 20, 56, 10, 48),
    "clause": (18, 24, 44, 10, 52, 40),
    "assumption": (13, 60, 10, 10, 26, 60),
}
"""Digits that the columns of a view's main table are wide."""
_FROZEN: Mapping[View, int] = {"group": 2, "department": 1, "clause": 1, "assumption": 1}
"""Columns of the main table that stay in view."""
_MORE: Mapping[View, Words] = {
    "group": Words("口径和等级", "Policies and grades"),
    "department": Words("部门一览", "All departments"),
    "assumption": Words("其他设定", "Other settings"),
}
"""The second sheet of a view, where it has more than its main table."""
_COMMON = (16.0,) * 9
"""Columns of a second sheet, over which its tables are laid."""


def workbook(book: Rulebook, first: View, lang: Lang) -> bytes:
    """The bytes of the workbook, the view ``first`` on its first sheet; the same ones for the same rules."""
    made = Workbook()
    made.remove(made.worksheets[0])
    made.properties.creator, made.properties.title = "loudi-qa", book.scheme.name.of(lang)
    for view in in_turn(first):
        document = FLAT[view](book, lang)
        _add_main(made, view, document, lang)
        if len(document.tables) > 1:
            _add_others(made, view, document, lang)
    return pack(made)


def _add_main(made: Workbook, view: View, document: Document, lang: Lang) -> None:
    """The sheet of everything, which can be filtered; its titles are repeated on every printed page."""
    page = Page(made.create_sheet(told.TITLES[view].of(lang)), _WIDTHS[view])
    page.title(document.title)
    for line in document.lines:
        page.say(line)
    main = document.tables[0]
    before = document.blocks.index(main)
    _say(page, document.blocks[:before])
    area = page.table(main, [Span(i, i) for i in range(1, len(main.columns) + 1)])
    _say(page, document.blocks[before:])
    filtered = area.last - (view == "clause")  # its last row is a sum
    page.sheet.auto_filter.ref = f"A{area.header}:{get_column_letter(len(main.columns))}{filtered}"
    page.sheet.freeze_panes = f"{get_column_letter(_FROZEN[view] + 1)}{area.first}"
    set_page(page.sheet, lang, None, repeat=f"{area.header}:{area.header}")


def _say(page: Page, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Note):
            page.say(block.text)


def _add_others(made: Workbook, view: View, document: Document, lang: Lang) -> None:
    """The sheet of what else belongs to the view."""
    page = Page(made.create_sheet(_MORE[view].of(lang)), _COMMON)
    page.title(document.title)
    for table in document.tables[1:]:
        page.skip()
        page.section(table.title)
        page.table(table)
    set_page(page.sheet, lang, None)
