"""The card of each unit on a sheet of its own; of very many units one sheet with a row for each unit and indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from loudi_qa.numbers import quantise, show
from loudi_qa.report import overview
from loudi_qa.report.card import card, group_name
from loudi_qa.report.document import Column, Note, Table
from loudi_qa.report.xlsx.looks import ACCENT, Look, set_page
from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.charts import MISSED, NOW, Bars, Frame, add_bars
from loudi_qa.report.xlsx.result.page import Page, Span, head
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from decimal import Decimal

    from openpyxl import Workbook

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.report.document import Block
    from loudi_qa.report.dossier import Dossier

MOST_CARDS = 40
"""Units beyond which no one leafs through sheets."""
_WIDTHS = (13, 40, 10, 9, 9, 14, 12, 24, 17, 18, 11, 50)
"""Of the columns of the lines: indicator, name, points, of, lost, value, benchmark, verifier, cell, clause, basis, because."""
_LOST = Words("失分", "Lost")
_GROUP_COLUMNS = Words("组|得分|满分|失分|其中不适用转入", "Group|Points|Of|Lost|Moved from N/A")
_GROUPS = Words("分组得分", "Groups")
_CHART = Words("各组得分和失分", "Points earned and lost by group")
_POINTS = Words("分", "Points")
_ALL = Words("{year} 年度逐项得分", "Every indicator of every unit, {year}")
_STANDING = Look(bold=True, size=13, ink=ACCENT, grid=False, wrap=False)
_LEFT = (Span(1, 2), Span(3, 3), Span(4, 4), Span(5, 5), Span(6, 7))
"""Where the groups stand; the chart stands beside them."""
_RIGHT = 9
_LEAST_ROWS = 9


def add_cards(book: Workbook, dossier: Dossier, lang: Lang, sheets: dict[str, str]) -> None:
    """Add a sheet for each unit, under the names given."""
    for unit in dossier.result.units:
        _add_card(book, dossier.result, unit, lang, sheets[unit.unit.name.zh])


def _add_card(book: Workbook, result: Assessment, unit: UnitResult, lang: Lang, name: str) -> None:
    document = card(result, unit, lang)
    lines, _, standing, *rest = document.blocks
    assert isinstance(lines, Table)  # noqa: S101 -- a card is made so
    assert isinstance(standing, Note)  # noqa: S101 -- likewise
    page = Page(book.create_sheet(name), _WIDTHS)
    head(page, document.title, result, lang)
    page.pen.put(page.row, 1, standing.text, _STANDING)
    page.sheet.row_dimensions[page.row].height = 24
    page.row += 1
    _add_groups(page, unit, result, lang)
    for block in rest:
        _add(page, block)
    lines = _with_lost(lines, unit, result, lang)
    page.section(lines.title)
    area = page.table(lines, formats=_formats(result))
    page.sheet.auto_filter.ref = f"A{area.header}:{get_column_letter(len(_WIDTHS))}{area.last}"
    set_page(page.sheet, lang, result.year.notice, repeat=f"{area.header}:{area.header}")


def _add(page: Page, block: Block) -> None:
    if isinstance(block, Note):
        page.say(block.text)
    elif block.rows:
        page.section(block.title)
        page.table(block)


def _add_groups(page: Page, unit: UnitResult, result: Assessment, lang: Lang) -> None:
    """The groups as a table, and as bars beside it where there is anything to show."""
    page.section(_GROUPS.of(lang))
    top, places = page.row, result.rules.scheme.points.places
    columns = tuple(Column(t, align="right" if i else "left") for i, t in enumerate(_GROUP_COLUMNS.of(lang).split("|")))
    rows = []
    theirs = [g for g in unit.groups if g.declared]
    for g in theirs:
        moved = str(g.moved.points) if g.moved else ""
        rows.append((group_name(unit, g, lang), str(g.points), show(g.of), str(quantise(g.of - g.points, places)), moved))
    if unit.extras:
        rows.append((overview.EXTRAS.of(lang), overview.signed(unit.extra_points) or "0", "", "", ""))
    moved = str(unit.moved_points) if unit.moved_points else ""
    rows.append((overview.TOTAL.of(lang), str(unit.total), show(unit.of), "", moved))
    points = "0." + "0" * places if places else "0"
    area = page.table(Table("", columns, tuple(rows)), _LEFT, dict.fromkeys((1, 2, 3, 4), points), total=True)
    if not any(g.of for g in theirs):
        return
    series = (area.spans[1].first, area.spans[3].first)
    bars = Bars(_CHART.of(lang), _GROUP_COLUMNS.of(lang).split("|")[0], _POINTS.of(lang), 1, series, (NOW, MISSED), stacked=True)
    bottom = max(area.last, top + _LEAST_ROWS)
    frame = Frame(_RIGHT, top, len(_WIDTHS), bottom)
    add_bars(page.sheet, bars, area.header, area.first + len(theirs) - 1, frame)
    page.row = bottom + 1


def _with_lost(lines: Table, unit: UnitResult, result: Assessment, lang: Lang) -> Table:
    """The lines of a card with what each lost, behind what it could have earned."""
    lost: list[Decimal | None] = []
    for group in unit.groups:
        lost += [x.lost if x.theirs else None for x in group.lines]
        lost += [group.moved.of - group.moved.points] if group.moved else []
    places = result.rules.scheme.points.places
    texts = [overview.NO_GROUP if x is None else str(quantise(x, places)) for x in lost]
    columns = (*lines.columns[:4], Column(_LOST.of(lang), align="right"), *lines.columns[4:])
    rows = tuple((*row[:4], text, *row[4:]) for row, text in zip(lines.rows, texts, strict=True))
    return Table(lines.title, columns, rows)


def _formats(result: Assessment) -> dict[int, str]:
    """Points show all their digits."""
    places = result.rules.scheme.points.places
    return dict.fromkeys((2, 3, 4), "0." + "0" * places if places else "0")


def add_lines(book: Workbook, dossier: Dossier, lang: Lang) -> None:
    """Add one sheet with a row for each unit and indicator, in place of the cards."""
    result = dossier.result
    tables = []
    for unit in result.units:
        lines = card(result, unit, lang).blocks[0]
        assert isinstance(lines, Table)  # noqa: S101 -- a card is made so
        tables.append(_with_lost(lines, unit, result, lang))
    rows = [(u.unit.name.of(lang), *row) for u, t in zip(result.units, tables, strict=True) for row in t.rows]
    columns = (Column(overview.UNIT.of(lang)), *tables[0].columns)
    page = Page(book.create_sheet(names.LINES.of(lang)), (16, *_WIDTHS))
    head(page, _ALL.of(lang, year=dossier.year), result, lang)
    area = page.table(Table("", columns, tuple(rows)), formats={i + 1: f for i, f in _formats(result).items()})
    page.sheet.auto_filter.ref = f"A{area.header}:{get_column_letter(len(columns))}{area.last}"
    page.sheet.freeze_panes = f"D{area.first}"
    set_page(page.sheet, lang, result.year.notice, repeat=f"{area.header}:{area.header}")
