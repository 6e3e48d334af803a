"""What was found wrong or doubtful in the year's data, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from loudi_qa.catalogue.titles import LEVELS
from loudi_qa.report.document import Column, Table
from loudi_qa.report.told import totals
from loudi_qa.report.xlsx.looks import set_page
from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.page import Page, head
from loudi_qa.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook

    from loudi_qa.findings import Finding
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.words import Lang

_TITLE = Words("{year} 年度数据的问题：{totals}", "Findings on the data of {year}: {totals}")
_COLUMNS = Words("代码|级别|位置|单位|编号|问题|读到|改法", "Code|Level|Place|Unit|Measure|Finding|Read|Fix")
_WIDTHS = (9, 10, 30, 18, 11, 60, 20, 60)


def add_findings(book: Workbook, dossier: Dossier, lang: Lang) -> None:
    """Add the sheet; the gravest come first."""
    result = dossier.result
    order = list(LEVELS)
    found = sorted(result.findings, key=lambda f: order.index(f.severity))
    page = Page(book.create_sheet(names.FINDINGS.of(lang)), _WIDTHS)
    head(page, _TITLE.of(lang, year=dossier.year, totals=totals(found, lang)), result, lang)
    columns = tuple(Column(title) for title in _COLUMNS.of(lang).split("|"))
    english = {u.unit.name.zh: u.unit.name.of(lang) for u in result.units}
    area = page.table(Table("", columns, tuple(_row(f, english, lang) for f in found)))
    page.sheet.auto_filter.ref = f"A{area.header}:{get_column_letter(len(columns))}{area.last}"
    page.sheet.freeze_panes = f"C{area.first}"
    set_page(page.sheet, lang, result.year.notice, repeat=f"{area.header}:{area.header}")


def _row(finding: Finding, names_of: dict[str, str], lang: Lang) -> tuple[str, ...]:
    unit = finding.unit or ""
    return (
        finding.code,
        LEVELS[finding.severity].of(lang),
        finding.place,
        names_of.get(unit, unit),
        finding.measure or "",
        finding.message(lang),
        finding.read or "",
        finding.fix(lang),
    )
