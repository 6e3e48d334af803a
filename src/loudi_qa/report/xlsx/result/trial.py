"""The sheet to try things on: every value open to change, every point a formula, beside it what the program computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from loudi_qa.report.xlsx.looks import ACCENT, HEAD, LINE, Look, set_page
from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.benchmarks import add_benchmarks, probes
from loudi_qa.report.xlsx.result.choices import add_choices, add_drop_downs
from loudi_qa.report.xlsx.result.fields import fill_fields
from loudi_qa.report.xlsx.result.formulas import States, quoted
from loudi_qa.report.xlsx.result.page import Page, head
from loudi_qa.report.xlsx.result.trial_rows import COLUMNS, Column
from loudi_qa.report.xlsx.result.trial_units import Sources, Units
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from openpyxl import Workbook

    from loudi_qa.report.dossier import Dossier

_TITLE = Words("{year} 年度试算：改一个数，看得分怎样变", "{year}: change a value and see what it does")
_NO_RESULT = Words(
    "这是试算，不是结果：结果以“{ranking}”为准，在这里怎样改都不影响它。浅黄色的格可以改：数值（空着为未填报，计 0 分；也可写"
    "“{na}”“{due}”“{open}”；认不出或超出范围的作“{open}”）、分解目标和上年值、加减分的数量、否决定级；"
    "目标、全省平均和等级下限在“{benchmarks}”里改一处，各单位同时变。",
    "This is a trial and never the result: the result stands on the sheet {ranking}, whatever is changed here. "
    "Yellow cells may be changed: values (empty means missing, 0 points; {na}, {due} and {open} are states; what cannot be read "
    "or is out of range counts as {open}), quotas and last year's values, numbers of extras, the grade that a veto sets. "
    "Targets, provincial averages and bounds of grades stand once, on the sheet {benchmarks}.",
)
_NOISE = Words(
    "电子表格按二进制小数计算：公式先用 ROUND(…,12) 去掉二进制尾差，再按规则取 {places} 位小数，只此一次；"
    "比较大小以前同样先去尾差。因此与程序的精确计算得分相同。",
    "A spreadsheet computes in binary fractions: ROUND(…,12) takes their noise away, then points are rounded once, to the "
    "{places} places of the rules; sums are cleaned in the same way before they are compared. "
    "So the points are those of the program, which computes exactly.",
)
_CHECK = Words("核对", "Check")
_SAME = Words("全部 {n} 行与程序的结果一致", "all {n} rows equal the program's result")
_DIFFERENT = Words(
    " 行与程序的结果不同（改过的格引起，差值见“差”一列）",
    " rows differ from the program's result (after changes; see the column Difference)",
)
_FAILED = Words("有公式算不出，请检查改过的格", "a formula fails: look at what was changed")
_STATES = {
    "zh": States("计分", "未填报", "不适用", "未到期", "待定"),
    "en": States("scored", "missing", "not applicable", "not due", "open"),
}
_CHECKED = Look(bold=True, ink=ACCENT, fill="E3F1E6", wrap=False)
_MOVED = "FFD98A"


def add_trial(book: Workbook, dossier: Dossier, lang: Lang) -> None:
    """Add the sheet, and behind it the one with what its lines share and the hidden one with its lists."""
    result, states = dossier.result, _STATES[lang]
    sheet = book.create_sheet(names.TRIAL.of(lang))
    held = probes(result)
    shared = add_benchmarks(book, dossier, lang, states, held)
    choices = add_choices(book, result.rules.scheme, len(result.units), lang, states)
    page = Page(sheet, [c.width for c in COLUMNS])
    head(page, _TITLE.of(lang, year=dossier.year), result, lang)
    named = {"ranking": names.RANKING, "benchmarks": names.BENCHMARKS}
    words = {"na": states.not_applicable, "due": states.not_due, "open": states.open}
    page.say(_NO_RESULT.of(lang, **{k: w.of(lang) for k, w in named.items()}, **words))
    page.say(_NOISE.of(lang, places=result.rules.scheme.points.places))
    check = page.row
    page.row += 1
    for number, column in enumerate(COLUMNS, start=1):
        page.pen.put(page.row, number, column.title.of(lang), HEAD)
    sheet.row_dimensions[page.row].height = LINE * 2 + 4
    header = page.row
    page.row += 1
    units = Units(page, dossier, lang, Sources(states, shared, choices, held))
    last = units.write()
    fill_fields(book[names.CHOICES.of(lang)], result.rules.scheme, choices.fields, units.by_place, states)
    _add_check(page, check, (header + 1, last), lang)
    add_drop_downs(sheet, Column.VALUE, units.offers, lang)
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(COLUMNS))}{last}"
    sheet.freeze_panes = f"E{header + 1}"
    sheet.sheet_properties.outlinePr.summaryBelow = False
    set_page(sheet, lang, result.year.notice, repeat=f"{header}:{header}")


def _add_check(page: Page, row: int, body: tuple[int, int], lang: Lang) -> None:
    """One cell that says whether everything equals the program; each row that does not is coloured."""
    letter = get_column_letter(Column.DIFFERENCE)
    area = f"${letter}${body[0]}:${letter}${body[1]}"
    differing = f"SUMPRODUCT(--({area}<>0))"
    same, different = quoted(_SAME.of(lang, n=body[1] - body[0] + 1)), quoted(_DIFFERENT.of(lang))
    told = f"IF(ISERROR({differing}),{quoted(_FAILED.of(lang))},IF({differing}=0,{same},{differing}&{different}))"
    page.pen.put(row, 1, _CHECK.of(lang), _CHECKED)
    page.pen.formula(row, 2, told, _CHECKED)
    page.sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=Column.RULE)
    page.sheet.row_dimensions[row].height = LINE * 1.5
    moved = DifferentialStyle(fill=PatternFill("solid", fgColor=_MOVED, bgColor=_MOVED))
    rule = Rule("expression", dxf=moved, formula=[f"${letter}{body[0]}<>0"])
    points = get_column_letter(Column.POINTS)
    page.sheet.conditional_formatting.add(f"{points}{body[0]}:{letter}{body[1]}", rule)
