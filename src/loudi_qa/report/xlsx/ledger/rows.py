"""What the ledger lists: every indicator that lost a unit points or could not be scored, and what was asked of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.failures import failed
from loudi_qa.assess.compare.followup import due
from loudi_qa.assess.compare.units import renamed
from loudi_qa.assess.departments import answerable
from loudi_qa.report.because import because, value_text
from loudi_qa.report.deadline import deadline
from loudi_qa.report.losses import losses, open_lines, shortfall
from loudi_qa.report.overview import basis_text
from loudi_qa.scheme.ask import target, with_unit
from loudi_qa.scheme.rules import Levels, Reach
from loudi_qa.submission.year import Given, Missing, Unclear
from loudi_qa.workbook import layout
from loudi_qa.workbook import ledger as names

if TYPE_CHECKING:
    from datetime import date

    from loudi_qa.assess.result import Line, UnitResult
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.scheme.mandate import Consequence, Within
    from loudi_qa.scheme.models import Measure
    from loudi_qa.workbook.write import Value

AGAIN, FIRST, NOT_BEFORE = "连续两年", "首次", "上年未评"
_SOURCES = {"target": "目标", "province": "全省平均", "quota": "分解目标", "previous": "上年值"}
_NO_CLAUSE = "文件无此条（设定）"

Key = tuple[str, str]
"""A unit and the code of an indicator or a consequence."""


class Item(NamedTuple):
    """One indicator of one unit that is to be mended, or that is still open."""

    unit: UnitResult
    line: Line
    name: str
    lost: Decimal | None
    """None for a line that could not be scored yet."""
    lead: str
    supports: tuple[str, ...]
    before: str

    @property
    def key(self) -> Key:
        """By which it is found again."""
        return self.unit.unit.name.zh, self.line.indicator.id


class Demand(NamedTuple):
    """One consequence that asks something of a unit, or about it."""

    unit: UnitResult
    consequence: Consequence

    @property
    def key(self) -> Key:
        """By which it is found again."""
        return self.unit.unit.name.zh, self.consequence.id


def items(dossier: Dossier) -> tuple[Item, ...]:
    """Every item, units by rank, of each unit most lost first, what is open last."""
    history = _History(dossier)
    found = []
    for unit in dossier.result.units:
        lost = [(loss.line, loss.lost) for loss in losses(dossier.result, unit) if loss.line]
        for line, points in [*lost, *((x, None) for x in open_lines(unit))]:
            departments = [d.name.zh for d in answerable(dossier.result.rules.mandate, line.indicator.id, dossier.year)]
            name = _measure(dossier, line).name.zh
            before = history.of(unit.unit.name.zh, line.indicator.id)
            found.append(Item(unit, line, name, points, departments[0], tuple(departments[1:]), before))
    return tuple(found)


def demands(dossier: Dossier) -> tuple[Demand, ...]:
    """What follows from a result with a deadline, or from a veto, a last place or failing twice; praise asks nothing."""
    return tuple(
        Demand(unit, c)
        for unit in dossier.result.units
        for c in unit.consequences
        if c.within is not None or c.when.veto or c.when.last or c.when.repeat
    )


class _History:
    """Whether an indicator failed last year too."""

    def __init__(self, dossier: Dossier) -> None:
        pair = dossier.pair if dossier.pair and not dossier.pair.one_year else None
        self.known = pair is not None
        self.lines: dict[Key, Line] = {}
        if pair:
            called = renamed(pair.older.rules.mandate, pair.newer.rules.mandate)
            for unit in pair.older.units:
                name = called.get(unit.unit.name.zh, unit.unit.name.zh)
                self.lines |= {(name, x.indicator.id): x for x in unit.lines if x.state in {"scored", "missing"}}

    def of(self, unit: str, indicator: str) -> str:
        """In words; nothing where last year is not at hand."""
        if not self.known:
            return ""
        line = self.lines.get((unit, indicator))
        return NOT_BEFORE if line is None else AGAIN if failed(line) else FIRST


def _measure(dossier: Dossier, line: Line) -> Measure:
    return dossier.result.rules.scheme.measure[line.indicator.measure]


def told(dossier: Dossier, item: Item) -> dict[str, Value]:
    """What a row says of an item, by title."""
    line, indicator = item.line, item.line.indicator
    measure, mandate = _measure(dossier, line), dossier.result.rules.mandate
    groups = {g.id: g.name.zh for g in dossier.result.rules.scheme.groups}
    return {
        layout.UNIT: item.unit.unit.name.zh,
        layout.CODE: indicator.id,
        layout.NAME: item.name,
        names.GROUP: groups[indicator.group],
        names.AIM: aim(line, measure, dossier.year),
        names.VALUE: _value(line),
        names.GAP: names.UNDECIDED if item.lost is None else shortfall(line, measure).zh,
        names.LOST: names.UNDECIDED if item.lost is None else item.lost,
        names.OF: line.of,
        names.BECAUSE: because(line, "zh"),
        names.CLAUSE: indicator.clause or _NO_CLAUSE,
        names.LEAD: item.lead,
        names.SUPPORT: "、".join(item.supports),
        layout.VERIFIER: mandate.as_of(mandate.verifier[measure.id], dossier.year).name.zh,
        names.BEFORE: item.before,
        names.DUE: day_or_words(dossier.papers.rectify, dossier.day),
    }


def asked(dossier: Dossier, demand: Demand) -> dict[str, Value]:
    """What a row says of a demand, by title."""
    consequence = demand.consequence
    return {
        layout.UNIT: demand.unit.unit.name.zh,
        layout.CODE: consequence.id,
        names.ASKED: consequence.do.zh,
        names.TO: consequence.to.zh,
        names.UNTIL: day_or_words(consequence.within, dossier.day),
        names.BASIS: f"{basis_text(consequence.basis, 'zh')}：{consequence.source.zh}",
    }


def day_or_words(within: Within | None, notice: date | None) -> date | str:
    """Until when: a day where it is known, else how long from the notice."""
    day = due(within, notice) if within else None
    return day or deadline(within, notice).zh


def aim(line: Line, measure: Measure, year: int) -> str:
    """What all the points of a line would have taken, in words."""
    rule, benchmark, city = line.indicator.rule, line.benchmark, line.indicator.city
    if isinstance(rule, Levels):
        return "或".join(answer for answer, share in rule.levels.items() if share == 1)
    if not (isinstance(rule, Reach) and benchmark):
        return target(line.indicator, measure, year).zh
    side = "不高于" if rule.at_least is None else "不低于"
    source = f"{city.by}年目标" if benchmark.source == "target" and city and city.by else _SOURCES[benchmark.source]
    if not rule.plus:
        return f"{side}{source} {with_unit(benchmark.value, measure)}"
    bound = with_unit(benchmark.value + rule.plus, measure)
    return f"{side} {bound}（{source} {with_unit(benchmark.value, measure)}，{'加' if rule.plus > 0 else '减'} {abs(rule.plus)}）"


def _value(line: Line) -> Value:
    """The value that counted: a number where it is one, so that it can be sorted."""
    match line.entry.state if line.entry else None:
        case Given(value) if isinstance(value, Decimal):
            return value
        case Missing():
            return "未填报"
        case Unclear(text):
            return text
        case _:
            return value_text(line)
