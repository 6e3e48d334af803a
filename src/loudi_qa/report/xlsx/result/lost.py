"""Who answers for what was lost: lead departments by points, unit by unit, with a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import quantise
from loudi_qa.report import overview
from loudi_qa.report.document import Column
from loudi_qa.report.xlsx.looks import set_page
from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.cards import MOST_CARDS
from loudi_qa.report.xlsx.result.charts import FIRST_ONLY, NOW, Bars, Frame, add_bars, rows_of
from loudi_qa.report.xlsx.result.page import USUAL_HEIGHT, Page, column_for, head
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from openpyxl import Workbook

    from loudi_qa.report.document import Table
    from loudi_qa.report.dossier import Dossier

_CHART = Words("全部单位失分，按牵头部门", "Points lost by all units, by lead department")
_DEPARTMENT, _POINTS = Words("牵头部门", "Lead department"), Words("分", "Points")
_SUM, _NOTHING = Words("合计", "Sum"), Words("没有失分。", "Nothing was lost.")
_MOST_BARS = 15
"""Departments that the chart shows."""


def add_lost(book: Workbook, dossier: Dossier, lang: Lang) -> None:
    """Add the sheet; of very many units only the sums stand there."""
    result = dossier.result
    sums = overview.lost_by_department(result.units, lang, None)
    units = len(result.units) if len(result.units) <= MOST_CARDS else 0
    wide = column_for(u.unit.name.of(lang) for u in result.units)
    page = Page(book.create_sheet(names.LOST.of(lang)), (30, 11, 10, 54, *[wide] * units))
    head(page, sums.title, result, lang)
    if not sums.rows:
        page.say(_NOTHING.of(lang))
        set_page(page.sheet, lang, result.year.notice)
        return
    area = page.table(_by_unit(sums, dossier, units, lang), total=True)
    page.sheet.freeze_panes = f"B{area.first}"
    page.skip()
    shown = min(_MOST_BARS, len(sums.rows))
    title = _CHART.of(lang)
    title = title if shown == len(sums.rows) else FIRST_ONLY.of(lang, title=title, n=shown)
    bars = Bars(title, _DEPARTMENT.of(lang), _POINTS.of(lang), 1, (2,), (NOW,), labels="0.00")
    page.keep(rows_of(shown) * USUAL_HEIGHT)
    frame = Frame(1, page.row, max(4, min(len(page.widths), 11)), page.row + rows_of(shown))
    add_bars(page.sheet, bars, area.header, area.first + shown - 1, frame)
    set_page(page.sheet, lang, result.year.notice)


def _by_unit(sums: Table, dossier: Dossier, shown: int, lang: Lang) -> Table:
    """The departments with what each of so many units lost on what they lead, and the sums of all."""
    places, units = dossier.result.rules.scheme.points.places, dossier.result.units
    lost = [{overview.department_name(x.department, lang): x.points for x in u.lost} for u in units]
    columns = (*sums.columns, *(Column(u.unit.name.of(lang), align="right") for u in units[:shown]))
    rows = [(*row, *(str(quantise(own.get(row[0], NOTHING), places)) for own in lost[:shown])) for row in sums.rows]
    of_each = [sum(own.values(), NOTHING) for own in lost]
    whole = [str(quantise(points, places)) for points in (sum(of_each, NOTHING), *of_each[:shown])]
    rows.append((_SUM.of(lang), whole[0], "", "", *whole[1:]))
    return sums._replace(columns=columns, rows=tuple(rows))
