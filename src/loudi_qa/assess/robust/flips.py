"""The nearest flip of each unit: the one cell whose smallest change makes its place or grade better, and worse.

On every cell the first value that turns something is found by halving: each rule gives no fewer points for a better value,
and so do the group, the rounding and the total; nor does a better value fail a grade's condition that a worse one meets.
A rate that rests on counts moves by whole cases, any other number by its last digit.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.standing import grade_of
from loudi_qa.assess.standing import worse as worse_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.rescore import After, Rescorer
    from loudi_qa.assess.robust.values import Value
    from loudi_qa.scheme.models import Grade, Measure, Scheme


class Flip(NamedTuple):
    """A change of one cell, and the unit's total, place and grade after it."""

    lever: Lever
    to: Value
    share: Fraction
    total: Decimal
    place: int
    grade: Grade
    cases: int | None = None
    """By how much 分子 changes, where the rate is that of counted cases."""


class Flips(NamedTuple):
    """The nearest change for the better and for the worse; None where no single cell does it."""

    unit: UnitResult
    better: Flip | None
    worse: Flip | None
    unexamined: tuple[Measure, ...]
    """Measures whose changes cannot be told here, see :func:`loudi_qa.assess.robust.levers.unexamined`."""
    examined: int
    """How many cells were looked at: none where nothing can be said."""


class Bounds(NamedTuple):
    """Totals that change a unit's standing: from ``better`` on it rises, below ``worse`` it falls; None where neither can be."""

    better: Decimal | None
    worse: Decimal | None


def flips(rescorer: Rescorer, others: Sequence[Decimal]) -> Flips:
    """The nearest flips of a unit that has a place; ``others`` are the totals of the other units that have one."""
    unit, scheme = rescorer.unit, rescorer.scorer.scheme
    limit = standing_bounds(unit, others, scheme)

    turn = _Turn(rescorer, others, limit)

    def found(*, better: bool) -> Flip | None:
        nearest = _nearest(turn, rescorer.levers, better=better) if turn.possible(better=better) else None
        return _flip(rescorer, nearest, others) if nearest else None

    return Flips(unit, found(better=True), found(better=False), rescorer.unexamined, len(rescorer.levers))


class _Turn:
    """Tells whether other values of a unit turn its place or its grade."""

    def __init__(self, rescorer: Rescorer, others: Sequence[Decimal], limit: Bounds) -> None:
        self.rescorer, self.scheme, self.limit = rescorer, rescorer.scorer.scheme, limit
        unit = rescorer.unit
        assert unit.grade is not None  # noqa: S101 -- only units with a place come here
        self.above = min((t for t in others if t > unit.total), default=None)
        self.behind = max((t for t in others if t <= unit.total), default=None)
        self.order = {g.grade: at for at, g in enumerate(self.scheme.grades)}
        self.grade = self.order[unit.grade.grade]
        self.asked = {g.each.group for g in self.scheme.grades if g.each}
        """The groups of whose indicators some grade asks a share each: there a grade may fall though the total does not."""

    def possible(self, *, better: bool) -> bool:
        """Whether anything can turn at all."""
        return (self.limit.better if better else self.limit.worse) is not None or (not better and bool(self.asked))

    def in_reach(self, lever: Lever, *, better: bool) -> bool:
        """Whether the cell could do it by what it can bring or cost; a rise always takes a total, a fall may not."""
        room, total = self.rescorer.room(lever, better=better), self.rescorer.unit.total
        if better:
            return self.limit.better is not None and room >= self.limit.better - total
        if any(x.indicator.group in self.asked for x in lever.lines):
            return True
        return self.limit.worse is not None and room >= total - self.limit.worse

    def turned(self, lever: Lever, value: Value, *, better: bool) -> bool:
        """Whether the place or the grade is another one with the value: a tie with the unit above is a better place."""
        after = self.rescorer.after([(lever, value)])
        at = self.order[final_grade(after, self.rescorer.unit, self.scheme).grade]
        if better:
            return (self.above is not None and after.total >= self.above) or at < self.grade
        return (self.behind is not None and after.total < self.behind) or at > self.grade


def standing_bounds(unit: UnitResult, others: Iterable[Decimal], scheme: Scheme) -> Bounds:
    """The totals at which place or grade change, whichever comes first; a tie with the unit above is a better place.

    Where grades ask more than a total, the better grade may take more than its bound, and the present one may fall before it.
    """
    assert unit.grade is not None  # noqa: S101 -- only units with a place come here
    totals = sorted(others)
    at = scheme.grades.index(unit.grade)
    held = {v.veto.grade for v in unit.vetoes}
    free = at > 0 and unit.grade.grade not in held  # a veto that sets the grade keeps it there whatever the total
    rise = [t for t in totals if t > unit.total][:1] + ([scheme.grades[at - 1].at_least] if free else [])
    fall = [t for t in totals if t <= unit.total][-1:]
    if at + 1 < len(scheme.grades) and unit.total >= unit.grade.at_least:
        fall.append(unit.grade.at_least)
    return Bounds(min(rise, default=None), max(fall, default=None))


def final_grade(after: After, unit: UnitResult, scheme: Scheme) -> Grade:
    """The grade that a unit would earn, and no better than its vetoes allow."""
    grade = grade_of(after.total, after.groups, scheme)
    for line in unit.vetoes:
        grade = worse_grade(grade, line.veto.grade, scheme)
    return grade


class _Change(NamedTuple):
    lever: Lever
    to: Value
    share: Fraction
    cases: int | None


def _nearest(turn: _Turn, own: Sequence[Lever], *, better: bool) -> _Change | None:
    nearest: _Change | None = None
    for lever in own:
        found = _first(turn, lever, better=better, within=nearest.share if nearest else None)
        if found is not None and (nearest is None or found.share < nearest.share):
            nearest = found
    return nearest


def _first(turn: _Turn, lever: Lever, *, better: bool, within: Fraction | None) -> _Change | None:
    """The nearest value on one cell that turns something, if it is nearer than ``within``."""
    if not turn.in_reach(lever, better=better):
        return None
    values = lever.towards(better=better)
    count = values.size if within is None else lever.nearer(values, within)

    def passes(i: int) -> bool:
        return turn.turned(lever, values.value(i), better=better)

    if not count or not passes(count - 1):
        return None
    at = bisect_left(range(count), True, key=passes)
    to = values.value(at)
    return _Change(lever, to, lever.share(to), values.cases(at))


def _flip(rescorer: Rescorer, nearest: _Change, others: Sequence[Decimal]) -> Flip:
    lever, to, share, cases = nearest
    after = rescorer.after([(lever, to)])
    place = 1 + sum(t > after.total for t in others)
    return Flip(lever, to, share, after.total, place, final_grade(after, rescorer.unit, rescorer.scorer.scheme), cases)
