"""What a year shows over all units: the spread of totals, groups, indicators, departments, the province. Numbers, no words."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.assess.result import IDLE, NOTHING
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import EVERY_GROUP, Given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment, GroupResult, Line, UnitResult
    from loudi_qa.scheme.mandate import Department
    from loudi_qa.scheme.models import Group, Indicator
    from loudi_qa.submission.year import Average


class Spread(NamedTuple):
    """How far totals lie apart; of the units whose total stands."""

    highest: tuple[UnitResult, ...]
    lowest: tuple[UnitResult, ...]
    median: Fraction
    """The total in the middle, or what lies exactly between the two there."""

    @property
    def range(self) -> Decimal:
        """Points between the highest and the lowest total."""
        return self.highest[0].total - self.lowest[0].total


def spread(result: Assessment) -> Spread | None:
    """The spread of the totals that stand; None where none does."""
    units = sorted((u for u in result.units if not u.is_open), key=lambda u: u.total)
    if not units:
        return None
    middle = units[(len(units) - 1) // 2], units[len(units) // 2]
    highest = tuple(u for u in result.units if u in units and u.total == units[-1].total)
    lowest = tuple(u for u in result.units if u in units and u.total == units[0].total)
    return Spread(highest, lowest, sum((Fraction(u.total) for u in middle), Fraction(0)) / 2)


StateName = Literal["scored", "missing", "not_applicable", "not_due", "open", "not_theirs"]
"""The states of lines, and that of those on which units of a group are not assessed."""


def states(result: Assessment) -> Counter[StateName]:
    """How many lines there are of each state; those that units of a group are not assessed on have one of their own."""
    return Counter(line.state if line.theirs else "not_theirs" for unit in result.units for line in unit.lines)


class Tally(NamedTuple):
    """What was earned of what could be, over all units; lines that are idle or open are in neither."""

    earned: Decimal
    of: Decimal

    @property
    def lost(self) -> Decimal:
        """What could have been earned and was not."""
        return self.of - self.earned

    @property
    def share(self) -> Fraction | None:
        """Earned over possible, exactly; None where nothing could be earned."""
        return Fraction(self.earned) / Fraction(self.of) if self.of else None


def verified(result: Assessment) -> tuple[int, int]:
    """How many of the values that were scored are verified, and how many there are; each once for all its indicators."""
    given = {
        (unit.unit.name.zh, line.indicator.measure): line.entry.state.verified
        for unit in result.units
        for line in unit.lines
        if line.state == "scored" and line.entry and isinstance(line.entry.state, Given)
    }
    return sum(given.values()), len(given)


class IndicatorFact(NamedTuple):
    """An indicator over all units, and the units that lost on it, most first."""

    indicator: Indicator
    all: Tally
    losers: tuple[tuple[UnitResult, Decimal], ...]


def by_indicator(result: Assessment, *, counted: bool = False) -> tuple[IndicatorFact, ...]:
    """Every indicator in the order of its group and id; ``counted`` takes of each unit only what makes its total."""
    lines = {
        u.unit.name.zh: {x.indicator.id: x for g in (u.counted if counted else u.groups) for x in g.lines} for u in result.units
    }
    scheme = result.rules.scheme
    found = []
    for indicator in (i for group in scheme.groups for i in scheme.by_group[group.id]):
        own = [(u, lines[u.unit.name.zh][indicator.id]) for u in result.units if indicator.id in lines[u.unit.name.zh]]
        lost = [(u, line.lost) for u, line in own if line.lost > 0]
        lost.sort(key=lambda x: -x[1])
        found.append(IndicatorFact(indicator, _tally(line for _, line in own), tuple(lost)))
    return tuple(found)


def _tally(lines: Iterator[Line]) -> Tally:
    earned = of = NOTHING
    for line in lines:
        if line.state not in IDLE and line.state != "open":
            earned, of = earned + line.points, of + line.of
    return Tally(earned, of)


class GroupFact(NamedTuple):
    """A group over the units in which none of its lines is open, moved points included."""

    group: Group
    all: Tally
    units: tuple[tuple[UnitResult, Tally], ...]
    """Those units, the highest share first."""
    open: tuple[UnitResult, ...]
    """The units left out."""
    indicators: tuple[IndicatorFact, ...]
    """Those on which something could be earned, the highest share first."""


def by_group(result: Assessment) -> tuple[GroupFact, ...]:
    """Every group in the order of the rules."""
    facts = by_indicator(result)
    found = []
    for i, group in enumerate(result.rules.scheme.groups):
        own = [(u, u.groups[i]) for u in result.units]
        units = [(u, Tally(g.points, g.of)) for u, g in own if not _is_open(g) and g.of]
        units.sort(key=lambda x: -(x[1].share or 0))
        ranked = [f for f in facts if f.indicator.group == group.id and f.all.share is not None]
        ranked.sort(key=lambda f: -(f.all.share or 0))
        whole = Tally(sum((t.earned for _, t in units), NOTHING), sum((t.of for _, t in units), NOTHING))
        left_out = tuple(u for u, g in own if _is_open(g))
        found.append(GroupFact(group, whole, tuple(units), left_out, tuple(ranked)))
    return tuple(found)


def _is_open(group: GroupResult) -> bool:
    return any(line.state == "open" for line in group.lines)


class DepartmentFact(NamedTuple):
    """What was lost on the indicators that a department leads; None stands for moved points, which no one leads."""

    department: Department | None
    lost: Decimal
    units: tuple[UnitResult, ...]
    indicators: tuple[tuple[str, Decimal], ...]
    """The indicators with what was lost on each, most first."""


def by_department(result: Assessment) -> tuple[DepartmentFact, ...]:
    """Every department on whose indicators something was lost, most first; the moved points last."""
    found: dict[str, tuple[Department | None, list[UnitResult], Counter[str]]] = {}
    points: dict[str, Decimal] = {}
    for unit in result.units:
        lines = {x.indicator.id: x for x in unit.lines}
        for lost in unit.lost:
            name = lost.department.name.zh if lost.department else ""
            _, units, own = found.setdefault(name, (lost.department, [], Counter()))
            units.append(unit)
            points[name] = points.get(name, NOTHING) + lost.points
            for i in lost.indicators:
                own[i] += lines[i].lost  # type: ignore[assignment]  # a Counter adds decimals as well
    facts = []
    for name in sorted(found, key=lambda n: (not n, -points[n], n)):
        department, units, own = found[name]
        indicators = tuple((i, NOTHING + lost) for i, lost in sorted(own.items(), key=lambda x: (-x[1], x[0])))
        facts.append(DepartmentFact(department, points[name], tuple(units), indicators))
    return tuple(facts)


class Compared(NamedTuple):
    """A unit's value beside the provincial average."""

    unit: UnitResult
    deviation: Decimal
    """The value less the average, as reported."""
    met: bool
    """By the rule: in the direction it asks for, with what it adds to the average."""


class ProvinceFact(NamedTuple):
    """An indicator against one provincial average; ``group`` is the benchmark group, or that of all units."""

    indicator: Indicator
    group: str
    average: Average | None
    compared: tuple[Compared, ...]
    """The highest deviation first."""
    others: tuple[tuple[UnitResult, StateName], ...]
    """Units that could not be compared, and why."""

    @property
    def met(self) -> int:
        """Units that did as well as the average asks for."""
        return sum(c.met for c in self.compared)


def against_province(result: Assessment) -> tuple[ProvinceFact, ...]:
    """Every indicator whose bound is the provincial average, once for each average that its units are held against."""
    scheme, found = result.rules.scheme, []
    for indicator in (i for group in scheme.groups for i in scheme.by_group[group.id]):
        if isinstance(indicator.rule, Reach) and indicator.rule.bound == "province":
            by_average: dict[str, list[UnitResult]] = {}
            for unit in result.units:
                by_average.setdefault(_average_group(result, indicator, unit), []).append(unit)
            order = [EVERY_GROUP, *(g.id for g in result.rules.mandate.benchmark_groups)]
            found += [_province(result, indicator, g, by_average[g]) for g in order if g in by_average]
    return tuple(found)


def _average_group(result: Assessment, indicator: Indicator, unit: UnitResult) -> str:
    """The group whose average counts: the unit's own where there is one, or none for all."""
    own, averages = unit.unit.group, result.year.averages
    return own if (indicator.measure, own) in averages or (indicator.measure, EVERY_GROUP) not in averages else EVERY_GROUP


def _reached(line: Line, deviation: Decimal) -> bool:
    """Whether a value reaches the average itself, whatever more the rule may ask."""
    rule, award = line.indicator.rule, line.award
    assert isinstance(rule, Reach) and award is not None  # noqa: S101, PT018 -- only such lines are held against an average
    if rule.due == 1 and not rule.plus and rule.no_worse_than is None:
        return award.met
    return deviation >= 0 if rule.at_least is not None else deviation <= 0


def _province(result: Assessment, indicator: Indicator, group: str, units: list[UnitResult]) -> ProvinceFact:
    compared, others = [], []
    for unit in units:
        line = next(x for x in unit.lines if x.indicator.id == indicator.id)
        state = line.entry.state if line.entry else None
        if line.state == "scored" and line.benchmark and line.award and isinstance(state, Given):
            assert not isinstance(state.value, str)  # noqa: S101 -- loading has held answers to levels
            compared.append(
                Compared(unit, state.value - line.benchmark.value, _reached(line, state.value - line.benchmark.value))
            )
        else:
            others.append((unit, line.state if line.theirs else "not_theirs"))
    compared.sort(key=lambda c: -c.deviation)
    average = result.year.averages.get((indicator.measure, group))
    return ProvinceFact(indicator, group, average, tuple(compared), tuple(others))
