"""What would change under another policy: the year scored again, and set beside the result.

Each policy of the rules has its other choice here, and three readings of the year stand beside them: places by totals that
were never rounded, values that a department verified alone, and values as the units sent them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from loudi_qa.assess.result import IDLE, NOTHING
from loudi_qa.assess.score import assess
from loudi_qa.assess.standing import ranks
from loudi_qa.submission.year import Given, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment, GroupResult, UnitResult
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Grade, Scheme
    from loudi_qa.scheme.rules import Model
    from loudi_qa.submission.year import Entry, State, Year

Name = Literal["half_even", "half_up", "unrounded", "rounded", "exact", "none", "group", "verified", "sent"]


class Shift(NamedTuple):
    """A unit before and after; a place or grade is None where the unit is open."""

    unit: UnitResult
    total: Decimal | Fraction
    """After; a fraction where nothing was rounded."""
    place: int | None
    grade: Grade | None

    @property
    def change(self) -> Fraction:
        """Points more (above 0) or fewer."""
        return Fraction(self.total) - Fraction(self.unit.total)


class Policy(NamedTuple):
    """Another policy, and every unit under it, in the order of the result."""

    name: Name
    shifts: tuple[Shift, ...]
    verified: int | None = None
    """Of the policy ``verified``, how many values of the year are verified: where they are few, totals fall steeply."""

    @property
    def largest(self) -> Fraction:
        """By how much a total changes at most, whatever the sign."""
        return max((abs(s.change) for s in self.shifts), default=Fraction(0))

    def of(self, only: UnitResult | None) -> Policy:
        """What it says of one unit; of all, where none is named."""
        return self if only is None else self._replace(shifts=tuple(s for s in self.shifts if s.unit is only))


def policies(assessment: Assessment) -> tuple[Policy, ...]:
    """The result under every other policy."""
    return (*_of_the_rules(assessment), _unrounded(assessment), *_of_the_year(assessment))


def _of_the_rules(assessment: Assessment) -> Iterator[Policy]:
    rules = assessment.rules
    scheme = rules.scheme
    rounding: Name = "half_even" if scheme.points.rounding == "half_up" else "half_up"
    compare: Name = "rounded" if scheme.compare == "exact" else "exact"
    goes_to: Name = "none" if scheme.na.points_go_to == "group" else "group"
    others: dict[Name, dict[str, object]] = {
        rounding: {"points": _other(scheme.points, rounding=rounding)},
        compare: {"compare": compare},
        goes_to: {"na": _other(scheme.na, points_go_to=goes_to)},
    }
    for name, fields in others.items():
        yield _beside(name, assessment, assess(_with(rules, fields), assessment.year))


def _of_the_year(assessment: Assessment) -> Iterator[Policy]:
    states: dict[Name, Any] = {"verified": _verified_only, "sent": _as_sent}
    for name, state in states.items():
        year = _each(assessment.year, state)
        same = year.entries == assessment.year.entries  # as where nothing is verified yet
        policy = _beside(name, assessment, assessment if same else assess(assessment.rules, year))
        yield policy._replace(verified=_verified(assessment.year)) if name == "verified" else policy


def _with(rules: Rules, fields: dict[str, object]) -> Rules:
    return rules._replace(scheme=_other(rules.scheme, **fields))


def _other(model: Model, **fields: object) -> Any:
    """A copy with other fields; made anew, since a plain copy would keep what the model has looked up before."""
    return type(model)(**{name: fields.get(name, getattr(model, name)) for name in type(model).model_fields})


def _beside(name: Name, assessment: Assessment, other: Assessment) -> Policy:
    after = {u.unit.name.zh: u for u in other.units}
    pairs = [(u, after[u.unit.name.zh]) for u in assessment.units]
    return Policy(name, tuple(Shift(u, a.total, a.rank, a.grade) for u, a in pairs))


def _each(year: Year, change: Any) -> Year:
    def changed(entry: Entry) -> Entry:
        state = change(entry)
        return entry if state is entry.state else entry._replace(state=state)

    return year._replace(entries={unit: {m: changed(e) for m, e in own.items()} for unit, own in year.entries.items()})


def _verified(year: Year) -> int:
    states = (e.state for own in year.entries.values() for e in own.values())
    return sum(isinstance(s, Given) and s.verified for s in states)


def _verified_only(entry: Entry) -> State:
    state = entry.state
    return Missing(state.cell) if isinstance(state, Given) and not state.verified else state


def _as_sent(entry: Entry) -> State:
    state = entry.state
    return Given(entry.sent, state.cell) if isinstance(state, Given) and state.verified and entry.sent is not None else state


def _unrounded(assessment: Assessment) -> Policy:
    """Places by totals that were never rounded; nothing else changes."""
    totals = {u.unit.name.zh: unrounded(u, assessment.rules.scheme) for u in assessment.units}
    places = ranks(totals[u.unit.name.zh] for u in assessment.units if u.rank is not None)

    def shift(unit: UnitResult) -> Shift:
        total = totals[unit.unit.name.zh]
        return Shift(unit, total, None if unit.rank is None else places[total], unit.grade)

    return Policy("unrounded", tuple(map(shift, assessment.units)))


def unrounded(unit: UnitResult, scheme: Scheme) -> Fraction:
    """The total of a unit had no points been rounded anywhere."""
    extras = Fraction(0)
    for extra in unit.extras:
        points = extra.extra.rule.award(extra.quantity).points
        extras += points if extra.extra.effect == "bonus" else -points
    groups = [_group(g, scheme) for g in unit.groups if g.of] or [Fraction(0)]
    return extras + (sum(groups, Fraction(0)) if unit.lowest is None else min(groups))


def _group(group: GroupResult, scheme: Scheme) -> Fraction:
    earned = sum((x.award.points for x in group.lines if x.award), Fraction(0))
    if group.moved is None:
        return earned
    idle = _points(group, IDLE)
    return earned * (1 + min(idle, Fraction(scheme.na.at_most * group.group.points)) / _points(group, {"scored", "missing"}))


def _points(group: GroupResult, states: Sequence[str] | frozenset[str] | set[str]) -> Fraction:
    return Fraction(sum((x.indicator.points for x in group.lines if x.state in states), NOTHING))
