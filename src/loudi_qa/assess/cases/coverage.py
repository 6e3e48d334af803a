"""What no case tries: the situations of every line that a rule can give, of grades, vetoes, and points that move."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.cases.reachable import never
from loudi_qa.assess.cases.situations import TIED, extra_shown, extra_situations, shown, situations
from loudi_qa.scheme.idle import most_idle
from loudi_qa.scheme.rules import Places
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.assess.cases.situations import Situation
    from loudi_qa.assess.result import UnitResult
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Grade, Scheme
    from loudi_qa.scheme.yamlfile import PathTo

ON_GRADE, BELOW_GRADE = (
    Words("总分正好在下限", "a total exactly on the bound"),
    Words("差一点到下限", "a total just below the bound"),
)
WITHHELD = Words("总分够而重点指标不够", "a total that reaches it and an item that does not")
STRUCK = Words("发生一起", "an incident")
MOVED, CAPPED = Words("不适用分值转移", "points that move"), Words("转移到上限为止", "more that does not apply than may move")
EQUAL = Words("总分相同，位次相同", "equal totals share a place")


class Item(NamedTuple):
    """Something in the rules that cases can try: where it stands, what it is called, and the situations it can be in."""

    path: PathTo
    id: str
    name: Words
    situations: tuple[Situation, ...]


class Gap(NamedTuple):
    """An item and the situations in which no case has it."""

    item: Item
    untried: tuple[Situation, ...]


def gaps(rules: Rules, outcomes: Iterable[Outcome]) -> tuple[Gap, ...]:
    """Every item with a situation that no case tries."""
    seen: dict[str, set[Situation]] = {}
    for outcome in outcomes:
        for key, situation in _shown(outcome, rules):
            seen.setdefault(key, set()).add(situation)
    found = []
    for item in items(rules):
        untried = tuple(s for s in item.situations if s not in seen.get(item.id, ()))
        if untried:
            found.append(Gap(item, untried))
    return tuple(found)


def items(rules: Rules) -> Iterator[Item]:
    """Everything that cases can try, in the order of the file."""
    scheme = rules.scheme
    for i, group in enumerate(scheme.groups):
        idle = most_idle(group, scheme)
        if idle and scheme.na.points_go_to == "group" and scheme.na.at_most:
            capped = (CAPPED,) if idle > scheme.na.at_most * group.points else ()
            yield Item(("groups", i), f"{group.id}-na", group.name.words, (MOVED, *capped))
    for i, grade in enumerate(scheme.grades[:-1]):
        withheld = (WITHHELD,) if grade.each else ()
        yield Item(("grades", i), f"grade {grade.grade}", grade.name.words, (*_at_bound(grade, scheme), *withheld))
    yield Item(("rank",), "rank", Words("位次", "places"), (EQUAL,))
    for i, indicator in enumerate(scheme.indicators):
        name = scheme.measure[indicator.measure].name.words
        yield Item(("indicators", i), indicator.id, name, tuple(dict.fromkeys(situations(indicator, scheme))))
    for i, extra in enumerate(scheme.extras):
        yield Item(("extras", i), extra.id, extra.name.words, extra_situations(extra))
    for i, veto in enumerate(scheme.vetoes):
        yield Item(("vetoes", i), veto.id, veto.name.words, (STRUCK,))


def _at_bound(grade: Grade, scheme: Scheme) -> Iterator[Situation]:
    """Totals on a bound and just below it, as far as there can be any."""
    digit = Decimal(1).scaleb(-scheme.points.places)
    if not never(scheme, grade.at_least, grade.at_least + digit):
        yield ON_GRADE
    if not never(scheme, grade.at_least - digit, grade.at_least):
        yield BELOW_GRADE


def _shown(outcome: Outcome, rules: Rules) -> Iterator[tuple[str, Situation]]:
    """Item and situation of everything that a case holds the result to."""
    units = outcome.assessment.units
    ranked = [u.rank for u in units if any(e.unit == u.unit.name.zh and e.what == "rank" for e in outcome.ready.expected)]
    if any(a == b is not None for a, b in pairwise(sorted(r for r in ranked if r))):
        yield "rank", EQUAL
    for unit in units:
        held = {e.what for e in outcome.ready.expected if e.unit == unit.unit.name.zh}
        yield from _of_unit(outcome, unit, held)
        if "grade" in held and not unit.is_open:
            yield from _grades(unit, rules.scheme)


def _of_unit(outcome: Outcome, unit: UnitResult, held: set[str]) -> Iterator[tuple[str, Situation]]:
    """Of lines that are told one by one, or all of them by the total."""
    whole = "total" in held and not unit.is_open
    for line in unit.lines:
        name = line.indicator.id
        if whole or name in held:
            yield from ((name, s) for s in shown(line, outcome.assessment.year.year, unit.unit.group))
            if isinstance(line.indicator.rule, Places) and _is_tied(outcome, unit, name):
                yield name, TIED
    yield from ((e.extra.id, extra_shown(e)) for e in unit.extras if whole or e.extra.id in held)
    for group in unit.groups:
        if group.moved and (whole or group.moved_id in held):
            yield group.moved_id, CAPPED if group.idle_points > group.moved.of else MOVED


def _is_tied(outcome: Outcome, unit: UnitResult, name: str) -> bool:
    """Whether another unit has the same place by this indicator."""
    places = {
        u.unit.name.zh: x.award.place for u in outcome.assessment.units for x in u.lines if x.indicator.id == name and x.award
    }
    own = places.pop(unit.unit.name.zh, None)
    return own is not None and own in places.values()


def _grades(unit: UnitResult, scheme: Scheme) -> Iterator[tuple[str, Situation]]:
    """Which bounds a total lies on or just below, and which vetoes struck."""
    digit = Decimal(1).scaleb(-scheme.points.places)
    for grade in scheme.grades[:-1]:
        name = f"grade {grade.grade}"
        if unit.total == grade.at_least:
            yield name, ON_GRADE
        elif unit.total == grade.at_least - digit:
            yield name, BELOW_GRADE
        earned = unit.grade_before_veto
        if grade.each and unit.total >= grade.at_least and earned and earned.at_least < grade.at_least:
            yield name, WITHHELD
    yield from ((line.veto.id, STRUCK) for line in unit.vetoes)
