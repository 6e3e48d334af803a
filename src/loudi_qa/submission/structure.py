"""What a workbook hides or has lost: merged value cells, hidden rows and columns, locks and lists that are gone."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from loudi_qa.findings import Finding
from loudi_qa.submission.normalise import is_empty, text_of
from loudi_qa.submission.table import by_folded, find_sheet, find_table
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.cover import Sender
    from loudi_qa.submission.table import Table
    from loudi_qa.workbook.read import Workbook

_SHEET = Words("工作表", "the sheet")
_LOST = {
    "locks": Words("工作表保护", "sheet protection"),
    "lists": Words("下拉列表和输入限制", "drop-down lists and input rules"),
}


def structure(book: Workbook, rules: Rules, sender: Sender | None, data: Table | None = None) -> list[Finding]:
    """Findings on the make of a workbook; ``sender`` is whose form it is, None for the year's workbook.

    ``data`` is its table of 指标数据, where that was found already: of a form it is a seventh of the work to find it.
    """
    found = [Finding("E216", book.name)] if book.links_out else []
    cover = find_sheet(book, layout.COVER)
    if cover and cover.facts.hidden:
        found.append(Finding("E220", book.name, cover.name, fields={"what": _SHEET}))
    for sheet in layout.SHEETS if sender is None else (layout.DATA,):
        table = data if data and sheet is layout.DATA else find_table(book, sheet)[0]
        if table:
            found += _hidden(book.name, table)
            found += _merged(book.name, table, sheet, rules, sender)
    return found + list(_lost(book))


def _hidden(file: str, table: Table) -> Iterator[Finding]:
    facts, name = table.sheet.facts, table.sheet.name
    if facts.hidden:
        yield Finding("E220", file, name, fields={"what": _SHEET})
    hidden = set(facts.hidden_rows)
    rows = [r for r, cells in table.rows() if r in hidden and not all(is_empty(c) for c in cells)] if hidden else []
    if rows:
        spans = layout.areas(rows, 0).replace("A", "")
        what = Words(f"行：{spans}", f"rows {spans}")
        yield Finding("E220", file, name, layout.address(rows[0], 0), fields={"what": what})
    for title, column in sorted(table.columns.items(), key=lambda pair: pair[1]):
        if any(first <= column <= last for first, last in facts.hidden_columns):
            what = Words(f"列“{title}”", f"column {title}")
            cell = layout.address(table.header, column)
            yield Finding("E220", file, name, cell, read=title, fields={"what": what}, column=title)


def _merged(file: str, table: Table, sheet: layout.SheetLayout, rules: Rules, sender: Sender | None) -> Iterator[Finding]:
    """Merges that swallow inputs; a note merged under the table, and the unit of a form, swallow nothing."""
    if not table.sheet.facts.merges:
        return
    unread = {layout.NAME, layout.UNIT_OF_MEASURE, layout.EVIDENCE, layout.REMARK, *({layout.UNIT} if sender else ())}
    inputs = {c for t, c in table.columns.items() if t in sheet.columns and t not in unread}
    key = table.columns.get(layout.CODE, min(table.columns.values()))
    codes = by_folded(rules.scheme.measure)
    filled = {row for row, cells in table.rows() if not is_empty(cells[key])}
    known = {row for row, cells in table.rows() if text_of(cells[key]).casefold() in codes} or filled
    rows = sorted(known)
    for reference in table.sheet.facts.merges:
        (top, left), (bottom, right) = layout.corners(reference)
        touched = sorted(c for c in inputs if left <= c <= right)
        if (top, left) != (bottom, right) and touched and _any_within(rows, top, bottom):
            title = next(t for t, c in table.columns.items() if c == touched[0])
            cell = layout.address(max(top, table.header + 1), touched[0])
            yield Finding("E219", file, table.sheet.name, cell, fields={"area": reference}, column=title)


def _any_within(rows: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the sorted rows lies from the first to the last."""
    at = bisect_left(rows, first)
    return at < len(rows) and rows[at] <= last


def _lost(book: Workbook) -> Iterator[Finding]:
    """Of a form that this program made, the locks and lists that are gone."""
    sheet = find_sheet(book, layout.DATA.name)
    if sheet is None or not book.properties.get(layout.IDENTITY.sender):
        return
    for kind, there in (("locks", sheet.facts.protected), ("lists", sheet.facts.lists)):
        if not there:
            yield Finding("E221", book.name, sheet.name, fields={"what": _LOST[kind]}, read=_LOST[kind].zh)


def under_a_merge(book: Workbook, finding: Finding) -> bool:
    """Whether a cell is empty only because a merged area covers it, which is told as such."""
    sheet = book.sheets.get(finding.sheet or "")
    if sheet is None or finding.cell is None:
        return False
    (row, column), _ = layout.corners(finding.cell)
    areas = map(layout.corners, sheet.facts.merges)
    return any(a[0] <= row <= b[0] and a[1] <= column <= b[1] and a != (row, column) and a != b for a, b in areas)
