"""The first sheet: what the result is and rests on, places, points by group, charts, vetoes, what follows."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report import heading, overview
from loudi_qa.report.document import Column, Note, Table
from loudi_qa.report.xlsx.looks import LINK, TEXT, link, set_page
from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.charts import BEFORE, FIRST_ONLY, MOST_BARS, NOW, Bars, Frame, add_bars, rows_of
from loudi_qa.report.xlsx.result.page import USUAL_HEIGHT, Page, head
from loudi_qa.words import Lang, Words
from loudi_qa.workbook.text_size import width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.xlsx.result.page import Area

_LAST_TOTAL, _LAST_RANK = Words("上年总分", "Last year"), Words("上年位次", "Last rank")
_BY_GROUP = Words("各组得分（不含加减分）", "Points by group (without extras)")
_TOTALS = Words("总分：今年与上年", "Totals: this year and last year")
_POINTS = Words("分", "Points")
_AT_ONCE = 18
"""Rows that are seen at once: the head of a longer table stays in sight."""
_WIDEST_NAME = 54
_FIRST_GROUP, _NAME = 5, 2
"""Columns of the ranking."""


class _Chart(NamedTuple):
    bars: Bars
    most: int
    """Rows it shows."""


def add_ranking(book: Workbook, dossier: Dossier, lang: Lang, cards: Mapping[str, str]) -> None:
    """Add the sheet; the name of a unit leads to its card, where it has one."""
    result = dossier.result
    sheet = book.create_sheet(names.RANKING.of(lang))
    whole = overview.overview(result, lang).blocks
    table = _with_last_year(overview.ranking(result, lang), dossier, lang)
    page = Page(sheet, _widths(table))
    head(page, heading.title(result, lang), result, lang, whole=True)
    page.skip()
    area = page.table(table)
    for row, unit in zip(range(area.first, area.last + 1), result.units, strict=True):
        name = unit.unit.name
        if (
            name.zh in cards and width(name.of(lang)) < page.widths[_NAME - 1]
        ):  # a long one would be cut where links are not wrapped
            cell = page.pen.put(row, _NAME, name.of(lang), TEXT._replace(ink=LINK, underline=True))
            link(cell, cards[name.zh])
    for note in (b for b in whole if isinstance(b, Note)):
        page.say(note.text)
    _add_charts(page, area, dossier, lang)
    for block in whole[1:]:
        if isinstance(block, Table) and block.title != overview.LOST.of(lang):
            page.section(block.title)
            page.table(block)
            if block.more:
                page.say(block.more)
    long = len(result.units) > _AT_ONCE
    if long:
        sheet.freeze_panes = f"C{area.first}"
    set_page(sheet, lang, result.year.notice, repeat=f"{area.header}:{area.header}" if long else "")


def _last_year(dossier: Dossier) -> Mapping[str, UnitResult]:
    """By this year's name of a unit its result of last year; nothing where the two are tries of one year."""
    if dossier.pair is None or dossier.pair.one_year:
        return {}
    return {change.name: change.before for change in dossier.pair.changes if change.before is not None}


def _with_last_year(table: Table, dossier: Dossier, lang: Lang) -> Table:
    before = _last_year(dossier)
    if not before:
        return table
    last = [before.get(u.unit.name.zh) for u in dossier.result.units]
    added = [("", "") if u is None else (str(u.total), "" if u.rank is None else str(u.rank)) for u in last]
    columns = (*table.columns, *(Column(title.of(lang), align="right") for title in (_LAST_TOTAL, _LAST_RANK)))
    return table._replace(columns=columns, rows=tuple((*row, *more) for row, more in zip(table.rows, added, strict=True)))


def _widths(table: Table) -> list[float]:
    longest = max((width(row[_NAME - 1]) for row in table.rows), default=0)
    widths = [max(10.0, min(16.0, width(column.title) + 4.0)) for column in table.columns]
    widths[0], widths[_NAME - 1] = 8, max(13, min(_WIDEST_NAME, longest + 4))
    return widths


def _add_charts(page: Page, area: Area, dossier: Dossier, lang: Lang) -> None:
    """Side by side: points by group, and the totals of both years; none without anything to show."""
    charts = [c for c in (_by_group(dossier, lang), _totals(dossier, area, lang)) if c is not None]
    if not charts:
        return
    page.skip()
    tall = max(rows_of(c.most) for c in charts)
    page.keep(tall * USUAL_HEIGHT)
    bottom = page.row + tall - 1
    half, last = sum(page.widths) / 2, len(page.widths)
    middle = min(range(1, last), key=lambda n: abs(sum(page.widths[:n]) - half))
    for chart, left, right in zip(charts, (1, middle + 1), (middle if len(charts) > 1 else last, last), strict=False):
        frame = Frame(left, page.row, right, bottom)
        add_bars(page.sheet, chart.bars, area.header, area.first + chart.most - 1, frame)
    page.row = bottom + 1


def _by_group(dossier: Dossier, lang: Lang) -> _Chart | None:
    shown = dossier.result.units[:MOST_BARS]
    if not any(g.points > 0 for u in shown for g in u.groups):
        return None
    columns = range(_FIRST_GROUP, _FIRST_GROUP + len(dossier.result.rules.scheme.groups))
    title = _titled(_BY_GROUP, dossier, lang)
    policy = dossier.result.rules.scheme.points
    full = ceil(policy.full)  # where the lowest group counts, groups stand side by side: added up they are no total
    bars = Bars(title, overview.UNIT.of(lang), _POINTS.of(lang), _NAME, columns, stacked=policy.total == "sum", most=full)
    return _Chart(bars, len(shown))


def _totals(dossier: Dossier, area: Area, lang: Lang) -> _Chart | None:
    before, shown = _last_year(dossier), dossier.result.units[:MOST_BARS]
    if not before or not any(u.total > 0 for u in shown):
        return None
    columns = (3, area.spans[-2].first)
    title, unit = _titled(_TOTALS, dossier, lang), overview.UNIT.of(lang)
    bars = Bars(title, unit, _POINTS.of(lang), _NAME, columns, (NOW, BEFORE), labels="0.00")
    return _Chart(bars, len(shown))


def _titled(title: Words, dossier: Dossier, lang: Lang) -> str:
    own, units = title.of(lang), len(dossier.result.units)
    return FIRST_ONLY.of(lang, title=own, n=MOST_BARS) if units > MOST_BARS else own
