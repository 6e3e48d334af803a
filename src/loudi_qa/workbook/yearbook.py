"""A new year's workbook, prepared with the office's sheets; the rows of forms come into it in ``yearrows``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from loudi_qa.workbook import layout
from loudi_qa.workbook.longtable import LongRow, LongTable
from loudi_qa.workbook.text_size import lines
from loudi_qa.workbook.write import fit_page, put, put_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.workbook.write import Value

Cells = dict[str, "Value"]

_LAST_ROW = 2000
"""How far down the drop-downs of the office's lists reach."""
COLUMN, _BEFORE, _AFTER, _RULE = "列", "原样", "读作", "规则"
MEND_COLUMNS = (layout.UNIT, layout.CODE, layout.FILE, "单元格", COLUMN, _BEFORE, _AFTER, _RULE)
ADDED = (layout.GROUNDS, layout.FOUND, layout.FILE, layout.FILE_SHA256, layout.FILE_ROW)
"""Columns of 指标数据 that a collected year has besides."""
WIDTHS = {
    layout.UNIT: 12, layout.CODE: 7, layout.NAME: 32, layout.UNIT_OF_MEASURE: 9, layout.VALUE: 10, layout.NUMERATOR: 10,
    layout.DENOMINATOR: 10, layout.VERIFIED: 10, layout.REASON: 16, layout.EVIDENCE: 18, layout.REMARK: 16,
    layout.GROUNDS: 18, layout.SCOPE: 32, layout.SOURCE: 36, layout.ITEM: 36, layout.KIND: 28, layout.FOUND_BY: 30,
    layout.DESCRIPTION: 40, layout.FILE: 16, layout.FILE_SHA256: 10, layout.FILE_ROW: 7, layout.FOUND: 34, _BEFORE: 24,
    _AFTER: 16, _RULE: 40,
}  # fmt: skip
_TO_THE_RIGHT = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.VERIFIED, layout.LAST_YEAR)
IN_LINES = {layout.NAME, layout.REASON, layout.EVIDENCE, layout.REMARK, layout.GROUNDS, layout.FOUND, _BEFORE, _RULE}
_RIGHT, _LINES = Alignment(horizontal="right", vertical="center"), Alignment(vertical="center", wrap_text=True)
LOOKS = dict.fromkeys(_TO_THE_RIGHT, _RIGHT) | dict.fromkeys(IN_LINES, _LINES)
MIDDLE = Alignment(vertical="center")
ALARM = PatternFill("solid", fgColor="F8D7DA")
_LINE, _HIGHEST = 15, 409  # points


class NewYear(NamedTuple):
    """A year as it is made: the workbook, and by their sheets the rows that go straight into its file."""

    book: Workbook
    tables: dict[str, LongTable]


def new_year(rules: Rules, year: int, office: str, notice: str | None) -> NewYear:
    """An empty year: cover, data without rows, the office's sheets with a row for everything that it must look up."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "loudi-qa"
    _cover(book, rules, year, office, notice)
    add_table(book, layout.DATA.name, (*layout.DATA.columns, *ADDED), [])
    quotas = list(_quotas(rules))
    rows = (long_row({layout.UNIT: unit, **_named(measure)}) for unit, measure in quotas)
    tables = {layout.QUOTAS.name: add_long_table(book, layout.QUOTAS.name, layout.QUOTAS.columns, rows, len(quotas))}
    averages = add_table(book, layout.AVERAGES.name, layout.AVERAGES.columns, list(_average_rows(rules)))
    add_table(book, layout.PREVIOUS.name, layout.PREVIOUS.columns, [])
    extras = add_table(book, layout.EXTRAS.name, layout.EXTRAS.columns, [])
    incidents = add_table(book, layout.INCIDENTS.name, layout.INCIDENTS.columns, [])
    units = [u.name.zh for u in rules.mandate.units]
    groups = [layout.ALL_GROUPS, *(g.name.zh for g in rules.mandate.benchmark_groups)]
    _choose(averages, layout.AVERAGES.columns, layout.GROUP, groups)
    for sheet, table in ((extras, layout.EXTRAS), (incidents, layout.INCIDENTS)):
        _choose(sheet, table.columns, layout.UNIT, units)
    _choose(extras, layout.EXTRAS.columns, layout.CODE, [e.id for e in rules.scheme.extras])
    _choose(incidents, layout.INCIDENTS.columns, layout.KIND, [v.name.zh for v in rules.scheme.vetoes])
    return NewYear(book, tables)


def _cover(book: Workbook, rules: Rules, year: int, office: str, notice: str | None) -> None:
    sheet = book.create_sheet(layout.COVER)
    scheme = f"{rules.scheme.scheme} {rules.scheme.edition} {rules.sha256[: layout.DIGEST_DIGITS]}"
    values: Cells = {layout.YEAR: year, layout.REPORTING_UNIT: office, layout.SCHEME: scheme}
    keys = (*layout.COVER_KEYS, *((layout.DATA_NOTICE,) if notice else ()))
    for number, key in enumerate(keys, start=1):
        head = put(sheet, number, 1, key)
        head.font, head.alignment = Font(bold=True), Alignment(vertical="top")
        value = notice if key == layout.DATA_NOTICE else values.get(key)
        put(sheet, number, 2, value).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    if notice:
        sheet.row_dimensions[len(keys)].height = 48
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 64
    fit_page(sheet)


def add_table(book: Workbook, name: str, titles: Sequence[str], rows: Sequence[Cells]) -> Worksheet:
    """A sheet with a table: header, filter, rows as high as their texts need, ready to print."""
    sheet: Worksheet = book.create_sheet(name)
    put_header(sheet, titles, WIDTHS)
    for cell in sheet[1]:
        cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.freeze_panes = "D2" if layout.NAME in titles else "A2"
    for pane in sheet.sheet_view.selection:
        pane.activeCell = pane.sqref = "A1"  # as they would be read again, so that a second run changes no byte
    sheet.print_title_rows = "1:1"
    for number, row in enumerate(rows, start=2):
        for column, title in enumerate(titles, start=1):
            cell = put(sheet, number, column, row.get(title))
            cell.alignment = LOOKS.get(title, MIDDLE)
        raise_row(sheet, number, row)
    sheet.auto_filter.ref = f"A1:{layout.letters(len(titles) - 1)}{max(len(rows), 1) + 1}"
    fit_page(sheet)
    sheet.print_options.gridLines, sheet.page_margins = True, PageMargins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
    sheet.oddFooter.center.text = f"{name}  第 &P 页 / 共 &N 页"  # type: ignore[union-attr]  # a new sheet has one
    return sheet


def add_long_table(book: Workbook, name: str, titles: Sequence[str], rows: Iterable[LongRow], count: int) -> LongTable:
    """A sheet with the header of a table whose rows go straight into the file."""
    sheet = add_table(book, name, titles, [])
    return long_table(sheet, titles, rows, count)


def long_table(sheet: Worksheet, titles: Sequence[str], rows: Iterable[LongRow], count: int) -> LongTable:
    """The rows of a table under its header, looking as those of :func:`add_table` do."""
    looks = {title: LOOKS.get(title, MIDDLE) for title in titles}
    return LongTable.under(sheet, titles, rows, count, looks, (ALARM, LOOKS[layout.FOUND]))


def long_row(cells: Mapping[str, Value], alarmed: str | None = None) -> LongRow:
    """A row that is as high as its texts need."""
    return LongRow(cells, height(cells), alarmed)


def _choose(sheet: Worksheet, titles: Sequence[str], title: str, options: Sequence[str]) -> None:
    """A drop-down; a list too long for one cell's rule, as of a nation's units, is left to the checks."""
    listed = ",".join(options)
    if not options or len(listed) > 250 or any("," in o or '"' in o for o in options):
        return
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    rule.error, rule.errorTitle = "请从下拉列表中选", title
    letter = layout.letters(titles.index(title))
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _quotas(rules: Rules) -> Iterator[tuple[str, Measure]]:
    """Each unit with each measure that it is held against a quota of."""
    held = {g.id: rules.scheme.sources_of(g.id) for g in rules.mandate.benchmark_groups}
    for unit in rules.mandate.units:
        for measure in (m for m in rules.scheme.measures if "quota" in held[unit.group][m.id]):
            yield unit.name.zh, measure


def _average_rows(rules: Rules) -> Iterator[Cells]:
    """A row for each measure that is held against the province, and each group of units with an average of its own."""
    held = {g.id: rules.scheme.sources_of(g.id) for g in rules.mandate.benchmark_groups}
    for measure in rules.scheme.measures:
        for group in rules.mandate.benchmark_groups:
            if "province" in held[group.id][measure.id]:
                yield {**_named(measure), layout.GROUP: group.name.zh}


def _named(measure: Measure) -> Cells:
    return {layout.CODE: measure.id, layout.NAME: measure.name.zh, layout.UNIT_OF_MEASURE: measure.unit}


def height(cells: Mapping[str, Value]) -> int | None:
    """Points that a row needs for its longest text; None where one line is enough."""
    needed = max(_lines(str(cells.get(title) or ""), WIDTHS[title]) for title in IN_LINES)
    return min(_LINE * needed, _HIGHEST) if needed > 1 else None


def _lines(text: str, room: int) -> int:
    """As :func:`lines`, which weighs every character: a third of the time of a nation's rows, of which nearly all are short."""
    return 1 if 2 * len(text) <= room and "\n" not in text else lines(text, room)


def raise_row(sheet: Worksheet, row: int, cells: Mapping[str, Value]) -> None:
    """Make a row as high as its longest text needs; one that is higher already stays so."""
    needed, there = height(cells), sheet.row_dimensions[row]
    if needed is not None and (there.height or 0) < needed:
        there.height = needed
