"""The result of the year: ranking, vetoes, what follows, who answers for what was lost, what needs a word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING
from loudi_qa.report import heading
from loudi_qa.report.because import because
from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.withheld import MARK, withheld_note
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment, GroupResult, UnitResult
    from loudi_qa.scheme.mandate import Consequence, Department, Within

RANK, UNIT, TOTAL, GRADE = Words("位次", "Rank"), Words("单位", "Unit"), Words("总分", "Total"), Words("等级", "Grade")
EXTRAS = Words("加减分", "Extras")
OPEN = Words("待定", "open")
ALL_UNITS = Words("全部 {n} 个单位", "all {n} units")
_RANKING = Words("位次表", "Ranking")
_WITHOUT = Words("不计转入", "Without N/A points")
_VETOED = Words("*：因一票否决定级，括号内为否决前等级。", "*: grade set by a veto; in brackets the grade before it.")
_MOVED = Words(
    "“不计转入”一列是不计不适用分值转入时的总分。",
    "The column Without N/A points gives the total without the points moved from what is not applicable.",
)
_VETOES = Words("一票否决", "Vetoes")
_FOLLOWS = Words("后果", "What follows")
NOT_ASSESSED = Words("不考核", "not assessed")
"""Of an indicator that units of a group are not assessed on."""
NO_GROUP = "-"
LOST = Words("失分由谁负责（牵头部门）", "Who answers for lost points (lead departments)")
_SPECIAL = Words("缺项和待定", "Missing and open values")
_NO_DEPARTMENT = Words("不适用分值折算", "share of points not applicable")
_MORE = Words("另有 {n} 行未列出；--format json 有全部", "{n} more rows are not listed; --format json has them all")
_AND_OTHERS = Words("{listed} 等 {n} 个单位", "{listed} and others, {n} units")
_MOST_NAMES = 10
_DOUBT = Words("待定：“{sheet}”表有读不出的内容", "open: something in the sheet {sheet} cannot be read")
_MOST_SPECIAL = 20


def overview(assessment: Assessment, lang: Lang, top: int | None = None) -> Document:
    """The document that ``score`` prints; ``top`` limits the ranking and what hangs on it."""
    units = assessment.units if top is None else assessment.units[:top]
    blocks: list[Block] = [ranking(assessment, lang, top)]
    if any(u.vetoes for u in units):
        blocks.append(Note(_VETOED.of(lang)))
    if note := withheld_note(units, lang):
        blocks.append(Note(note))
    if any(u.moved_points for u in units):
        blocks.append(Note(_MOVED.of(lang)))
    blocks += vetoes(units, lang)
    blocks += follows(units, lang, len(assessment.units))
    blocks.append(lost_by_department(assessment.units, lang, top or 10))
    blocks += special(units, lang)
    return Document(
        heading.title(assessment, lang), heading.lines(assessment, lang), tuple(blocks), heading.origin(assessment, lang)
    )


def cut(rows: Sequence[tuple[str, ...]], top: int | None, lang: Lang) -> tuple[tuple[tuple[str, ...], ...], str]:
    """The first rows, and a sentence on those left out."""
    kept = tuple(rows if top is None else rows[:top])
    return kept, _more(len(rows) - len(kept), lang)


def _more(left_out: int, lang: Lang) -> str:
    return _MORE.of(lang, n=left_out) if left_out else ""


def ranking(assessment: Assessment, lang: Lang, top: int | None = None) -> Table:
    """Units by rank with total, grade and the points of each group."""
    groups = assessment.rules.scheme.groups
    columns = (
        Column(RANK.of(lang), align="right"),
        Column(UNIT.of(lang), free=True, floor=10),
        Column(TOTAL.of(lang), align="right"),
        Column(GRADE.of(lang)),
        *(Column(g.name.of(lang), rank=2 + i, align="right") for i, g in enumerate(groups)),
        Column(EXTRAS.of(lang), rank=1, align="right"),
        *([Column(_WITHOUT.of(lang), rank=50, align="right")] if moves(assessment) else []),
    )
    rows, more = cut([_ranked(u, lang, moving=moves(assessment)) for u in assessment.units], top, lang)
    return Table(_RANKING.of(lang), columns, rows, more)


def moves(assessment: Assessment) -> bool:
    """Whether points of what is not applicable move at all under the rules."""
    return assessment.rules.scheme.na.points_go_to != "none"


def _ranked(unit: UnitResult, lang: Lang, *, moving: bool) -> tuple[str, ...]:
    return (
        "" if unit.rank is None else str(unit.rank),
        unit.unit.name.of(lang),
        str(unit.total),
        grade_text(unit, lang),
        *(group_text(g) for g in unit.groups),
        signed(unit.extra_points),
        *([str(unit.total - unit.moved_points)] if moving else []),
    )


def is_lowest_of_several(unit: UnitResult, group: GroupResult) -> bool:
    """Whether a group makes the total for being lower than another one in which something could be earned."""
    return unit.lowest == group.group.id and sum(bool(g.of) for g in unit.groups) > 1


def group_text(group: GroupResult) -> str:
    """What a group earned; nothing where no indicator of it is assessed for the unit."""
    return str(group.points) if any(line.theirs for line in group.lines) else NO_GROUP


def grade_text(unit: UnitResult, lang: Lang) -> str:
    """The grade; marked, with the earned one where a veto set it, with the one of the total where that was withheld."""
    if unit.grade is None or unit.grade_before_veto is None:
        return OPEN.of(lang)
    before = unit.grade_before_veto.grade
    if unit.vetoes:
        return f"{unit.grade.grade}*({before}{MARK if unit.withheld else ''})"
    return f"{before}{MARK}({unit.withheld[-1].grade.grade})" if unit.withheld else before


def signed(points: Decimal) -> str:
    """Points with their sign; nothing for none."""
    return f"{points:+}" if points else ""


def vetoes(units: Sequence[UnitResult], lang: Lang) -> list[Block]:
    """The incidents that struck, or nothing."""
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(Words("否决事项", "Veto").of(lang), free=True),
        Column(Words("日期", "Date").of(lang), rank=2),
        Column(Words("定级", "Grade").of(lang)),
        Column(Words("认定依据", "Found by").of(lang), rank=3, free=True),
        Column(Words("说明", "Description").of(lang), rank=1, free=True),
    )
    rows = [
        (
            u.unit.name.of(lang),
            v.veto.name.of(lang),
            v.incident.date,
            v.veto.grade,
            v.incident.found_by,
            v.incident.description,
        )
        for u in units
        for v in u.vetoes
    ]
    return [Table(_VETOES.of(lang), columns, tuple(rows))] if rows else []


def within_text(within: Within | None, lang: Lang) -> str:
    """The time allowed."""
    if within is None:
        return Words("随通报", "with the notice").of(lang)
    if within.months is not None:
        return Words("{n} 个月内", "within {n} month{s}").of(lang, n=within.months, s="" if within.months == 1 else "s")
    return Words("{n} 个工作日内", "within {n} working days").of(lang, n=within.working_days)


def follows(units: Sequence[UnitResult], lang: Lang, of_all: int) -> list[Block]:
    """Consequences with the units they concern: one row for each, however many units it strikes."""
    concerned: dict[str, tuple[Consequence, list[str]]] = {}
    for unit in units:
        for consequence in unit.consequences:
            concerned.setdefault(consequence.id, (consequence, []))[1].append(unit.unit.name.of(lang))
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(Words("措施", "What").of(lang), free=True, floor=24),
        Column(Words("期限", "When").of(lang)),
        Column(Words("对象", "Addressed to").of(lang), rank=1, free=True),
        Column(Words("依据", "Basis").of(lang), rank=2),
    )
    rows = [
        (
            _who(names, of_all, lang),
            c.do.of(lang),
            within_text(c.within, lang),
            c.to.of(lang),
            basis_text(c.basis, lang),
        )
        for c, names in concerned.values()
    ]
    return [Table(_FOLLOWS.of(lang), columns, tuple(rows))] if rows else []


def _who(names: Sequence[str], of_all: int, lang: Lang) -> str:
    if 1 < of_all == len(names):
        return ALL_UNITS.of(lang, n=len(names))
    listed = ("、" if lang == "zh" else ", ").join(names[:_MOST_NAMES])
    return listed if len(names) <= _MOST_NAMES else _AND_OTHERS.of(lang, listed=listed, n=len(names))


def basis_text(basis: str, lang: Lang) -> str:
    """text, derived, assumed, in words."""
    return {"text": Words("文件", "text"), "derived": Words("推出", "derived"), "assumed": Words("设定", "assumed")}[basis].of(
        lang
    )


def department_name(department: Department | None, lang: Lang) -> str:
    """A department's name; for the moved points, which no department leads, what they are."""
    return _NO_DEPARTMENT.of(lang) if department is None else department.name.of(lang)


def lost_by_department(units: Sequence[UnitResult], lang: Lang, top: int | None) -> Table:
    """Lead departments by the points lost over all units, and on which indicators."""
    points: Counter[str] = Counter()
    struck: dict[str, set[str]] = {}
    indicators: dict[str, dict[str, Decimal]] = {}
    for unit in units:
        lines = {x.indicator.id: x for x in unit.lines}
        for lost in unit.lost:
            name = department_name(lost.department, lang)
            points[name] += lost.points  # type: ignore[assignment]  # a Counter adds decimals as well
            struck.setdefault(name, set()).add(unit.unit.name.zh)
            own = indicators.setdefault(name, {})
            for i in lost.indicators:
                own[i] = own.get(i, NOTHING) + lines[i].lost
    columns = (
        Column(Words("部门", "Department").of(lang), free=True),
        Column(Words("失分", "Lost").of(lang), align="right"),
        Column(Words("单位数", "Units").of(lang), rank=1, align="right"),
        Column(Words("主要指标（失分）", "Main indicators (lost)").of(lang), rank=2, free=True),
    )
    ordered = sorted(points, key=lambda n: (-points[n], n))
    rows, more = cut([(n, str(points[n]), str(len(struck[n])), _main(indicators[n])) for n in ordered], top, lang)
    return Table(LOST.of(lang), columns, rows, more)


def _main(lost: dict[str, Decimal]) -> str:
    most = sorted(lost, key=lambda i: (-lost[i], i))
    return " ".join(f"{i}({lost[i]})" for i in most[:3]) + (f" …({len(most) - 3})" if len(most) > 3 else "")


def special(units: Sequence[UnitResult], lang: Lang) -> list[Block]:
    """What was missing or is open: never in silence."""
    lines = [(u, x) for u in units for x in u.lines if x.state in {"missing", "open"}]
    doubts = [(u.unit.name.of(lang), "", "", _DOUBT.of(lang, sheet=sheet)) for u in units for sheet in u.doubtful_sheets]
    if not lines and not doubts:
        return []
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("涉及分值", "Points").of(lang), align="right"),
        Column(Words("情况", "State").of(lang), free=True),
    )
    told = [(u.unit.name.of(lang), x.indicator.id, str(x.of), because(x, lang)) for u, x in lines[:_MOST_SPECIAL]]
    rows = (*told, *doubts)[:_MOST_SPECIAL]
    more = _more(len(lines) + len(doubts) - len(rows), lang)
    return [Table(_SPECIAL.of(lang), columns, rows, more)]
