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
from loudi_qa.report.xlsx.result.page import USUAL_HEIGHT, Page, Span
from loudi_qa.words import Words
from loudi_qa.workbook.pack import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from loudi_qa.report.document import Block, Document, Table
    from loudi_qa.report.rulebook.book import Rulebook, View
    from loudi_qa.words import Lang

_WIDTHS: Mapping[View, Sequence[float]] = {
    "group": (11, 11, 20, 7, 27, 11, 13, 15, 7, 13, 13),
    "department": (19, 12, 15, 50, 8, 40),
    "clause": (14, 17, 35, 8, 40, 30),
    "assumption": (11, 48, 9, 8, 24, 44),
}
"""Digits that the columns of a view's main table are wide: as many in all as an A4 page lying takes in print that can be read."""
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
_ROOM = 400.0
"""Points that the rows of one table may take of a printed page, below the title of the sheet, a heading and the head row."""
_HEADS = 60.0
"""Points of a heading and a head row."""
_GOES_ON = Words("{title}（续）", "{title}, continued")


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
        _add_in_pages(page, table, lang)
    set_page(page.sheet, lang, None)


def _add_in_pages(page: Page, table: Table, lang: Lang) -> None:
    """A table that begins on a page of its own where it would not end on this one; over several each has its titles again."""
    tried = Page(Workbook().worksheets[0], _COMMON)
    area = tried.table(table)
    heights = [tried.sheet.row_dimensions[row].height or USUAL_HEIGHT for row in range(area.first, area.last + 1)]
    done = 0
    for count in _shared_out(heights):
        rows = table.rows[done : done + count]
        page.keep(sum(heights[done : done + count]) + _HEADS)
        page.section(_GOES_ON.of(lang, title=table.title) if done else table.title)
        page.table(table._replace(rows=rows), area.spans)
        done += count


def _shared_out(heights: Sequence[float]) -> Iterator[int]:
    """How many rows go on each page.

    >>> [*_shared_out([150.0] * 5)]
    [2, 2, 1]
    """
    count, used = 0, 0.0
    for height in heights:
        if count and used + height > _ROOM:
            yield count
            count, used = 0, 0.0
        count, used = count + 1, used + height
    yield count
