"""What many lines of the trial share: targets, provincial averages, the bounds of the grades.

Each stands once, on a sheet of its own, so that one change is seen in every unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.lines import NOT_THEIRS, NOT_YET, LineScorer
from loudi_qa.report.xlsx.looks import HEAD, INPUT_FILL, LINE, LINK, NUMBER, TEXT, set_page
from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.page import Page, head
from loudi_qa.scheme.rules import Reach
from loudi_qa.words import Words
from loudi_qa.workbook.text_size import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from openpyxl import Workbook

    from loudi_qa.assess.result import Assessment, Line, UnitResult
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.xlsx.result.formulas import States
    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.scheme.models import Indicator
    from loudi_qa.words import Lang
    from loudi_qa.workbook.write import Value

Key = tuple[str, str, str]
"""What is shared: a target by its indicator, an average by its measure and its cell, or the group that lacks it."""

OPEN = NUMBER._replace(fill=INPUT_FILL, ink=LINK)
"""A cell that a reader may change."""

_TITLE = Words("试算用的对照值和等级下限", "What the trial holds values against, and the bounds of its grades")
_ABOUT = Words(
    "改浅黄色的格，“{trial}”里各单位的得分、总分、等级和位次随着变，“{ranking}”不变。分解目标和上年值各单位不同，在“{trial}”里改。",
    "Change a yellow cell, and points, totals, grades and ranks on the sheet {trial} follow; the sheet {ranking} stays. "
    "Quotas and last year's values differ from unit to unit: change them on the sheet {trial}.",
)
_COLUMNS = Words("编号|名称|适用单位|对照值|出处", "Code|Name|Units|Benchmark|From")
_GRADES = Words("等级|名称|由高到低|总分下限", "Grade|Name|From the best|Total from")
_TARGET, _PROVINCE = Words("规则所定目标", "the target of the rules"), Words("全省平均", "the provincial average")
_EVERY, _PLACED = Words("各单位", "all units"), Words("{what}（{cell}）", "{what} ({cell})")
_WIDTHS = (14, 50, 22, 16, 46)
_VALUE = 4
"""The column of what may be changed."""


class Grades(NamedTuple):
    """Where the grades stand, from the best: their names, their lower bounds, their numbers from 1."""

    names: str
    bounds: str
    order: str
    number: int


class Shared(NamedTuple):
    """Where what is shared stands."""

    cells: Mapping[Key, str]
    grades: Grades


def probes(result: Assessment) -> dict[tuple[str, str], Line]:
    """Every line as if its value were missing: what it would be held against, or why there is nothing, whatever was sent."""
    scorer = LineScorer(result.rules.scheme, result.year, result.rules.mandate.units)

    def probe(unit: Unit, indicator: Indicator) -> Line:
        return scorer.line_of(indicator, unit, None)._replace(last=scorer.last(indicator, unit))

    return {(u.unit.name.zh, x.indicator.id): probe(u.unit, x.indicator) for u in result.units for x in u.lines}


def key_of(unit: UnitResult, probe: Line) -> Key | None:
    """The key of what a line is held against; None where it is the line's own, or nothing."""
    indicator = probe.indicator
    rule = indicator.rule
    bound = rule.bound if isinstance(rule, Reach) else None
    if bound is None or bound == "quota" or bound == "previous" or probe.reason == NOT_THEIRS:
        return None
    if isinstance(rule, Reach) and isinstance(rule.share, dict):
        return None  # no share of it is due in this year
    if bound != "province":
        return "target", indicator.id, ""
    known = probe.benchmark and probe.benchmark.cell
    return "province", indicator.measure, str(known) if known else unit.unit.group


def add_benchmarks(book: Workbook, dossier: Dossier, lang: Lang, states: States, held: Mapping[tuple[str, str], Line]) -> Shared:
    """Add the sheet."""
    result = dossier.result
    sheet = book.create_sheet(names.BENCHMARKS.of(lang))
    page = Page(sheet, _WIDTHS)
    head(page, _TITLE.of(lang), result, lang)
    page.say(_ABOUT.of(lang, trial=names.TRIAL.of(lang), ranking=names.RANKING.of(lang)))
    grades = _add_grades(page, result, lang)
    page.skip()
    _add_header(page, _COLUMNS.of(lang).split("|"))
    first = page.row
    cells: dict[Key, str] = {}
    for own in zip(*(u.lines for u in result.units), strict=True):
        for unit, line in zip(result.units, own, strict=True):
            probe = held[unit.unit.name.zh, line.indicator.id]
            key = key_of(unit, probe)
            if key is not None and key not in cells:
                cells[key] = f"'{sheet.title}'!$D${page.row}"
                _add_row(page, _row(result, unit, probe, key, lang, states))
    sheet.freeze_panes = f"A{first}"
    set_page(sheet, lang, result.year.notice, repeat=f"{first - 1}:{first - 1}")
    return Shared(cells, grades)


def _row(result: Assessment, unit: UnitResult, probe: Line, key: Key, lang: Lang, states: States) -> Sequence[Value]:
    """Code, name, units, value and origin of what is shared; a word where there is no value."""
    of, measure, group = key[0], probe.indicator.measure, unit.unit.group
    value: Decimal | str = states.not_due if probe.reason == NOT_YET else states.open
    source = (_PROVINCE if of == "province" else _TARGET).of(lang)
    units = _EVERY.of(lang)
    if probe.benchmark is not None:
        value = probe.benchmark.value
    if of == "province":
        own = probe.benchmark is None or (measure, group) in result.year.averages
        units = next(g.name.of(lang) for g in result.rules.mandate.benchmark_groups if g.id == group) if own else units
        cell = probe.benchmark.cell if probe.benchmark else None
        source = _PLACED.of(lang, what=source, cell=cell) if cell else source
    return key[1], result.rules.scheme.measure[measure].name.of(lang), units, value, source


def _add_grades(page: Page, result: Assessment, lang: Lang) -> Grades:
    _add_header(page, _GRADES.of(lang).split("|"))
    first, grades = page.row, result.rules.scheme.grades
    for number, grade in enumerate(grades, start=1):
        _add_row(page, (grade.grade, grade.name.of(lang), number, grade.at_least))
    named, bounds, order = (f"'{page.sheet.title}'!${c}${first}:${c}${page.row - 1}" for c in "ADC")
    return Grades(named, bounds, order, len(grades))


def _add_header(page: Page, titles: Iterable[str]) -> None:
    for column, title in enumerate(titles, start=1):
        page.pen.put(page.row, column, title, HEAD)
    page.sheet.row_dimensions[page.row].height = LINE * 1.5
    page.row += 1


def _add_row(page: Page, values: Sequence[Value]) -> None:
    for column, value in enumerate(values, start=1):
        look = OPEN if column == _VALUE else NUMBER if isinstance(value, int) else TEXT
        page.pen.put(page.row, column, value, look)
    tall = max(lines(str(v), w - 2) for v, w in zip(values, _WIDTHS, strict=False))
    page.sheet.row_dimensions[page.row].height = LINE * tall + 3
    page.row += 1
