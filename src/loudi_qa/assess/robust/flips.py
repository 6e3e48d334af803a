"""The nearest flip of each unit: the one cell whose smallest change makes its place or grade better, and worse.

Better and worse totals are told apart by one bound each, so on every cell the first value that passes it is found by
halving: each rule gives no fewer points for a better value, and so do the group and the rounding. A rate that rests on
counts moves by whole cases, any other number by its last digit.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.robust.levers import levers, unexamined
from loudi_qa.assess.standing import grade_of
from loudi_qa.assess.standing import worse as worse_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.rescore import Rescorer
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


class Bounds(NamedTuple):
    """Totals that change a unit's standing: from ``better`` on it rises, below ``worse`` it falls; None where neither can be."""

    better: Decimal | None
    worse: Decimal | None


def flips(rescorer: Rescorer, others: Sequence[Decimal]) -> Flips:
    """The nearest flips of a unit that has a place; ``others`` are the totals of the other units that have one."""
    unit, scheme = rescorer.unit, rescorer.scorer.scheme
    own = [*levers(unit, scheme, rescorer.scorer.year)]
    limit = standing_bounds(unit, others, scheme)

    def found(bound: Decimal | None, *, better: bool) -> Flip | None:
        nearest = None if bound is None else _nearest(rescorer, own, bound, better=better)
        return _flip(rescorer, nearest, others) if nearest else None

    better, worse = found(limit.better, better=True), found(limit.worse, better=False)
    return Flips(unit, better, worse, unexamined(unit, scheme))


def standing_bounds(unit: UnitResult, others: Iterable[Decimal], scheme: Scheme) -> Bounds:
    """The totals at which place or grade change, whichever comes first; a tie with the unit above is a better place."""
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


def final_grade(total: Decimal, unit: UnitResult, scheme: Scheme) -> Grade:
    """The grade a total earns, and no better than the unit's vetoes allow."""
    grade = grade_of(total, scheme)
    for line in unit.vetoes:
        grade = worse_grade(grade, line.veto.grade, scheme)
    return grade


class _Change(NamedTuple):
    lever: Lever
    to: Value
    share: Fraction
    cases: int | None


def _nearest(rescorer: Rescorer, own: Sequence[Lever], bound: Decimal, *, better: bool) -> _Change | None:
    nearest: _Change | None = None
    for lever in own:
        found = _first(rescorer, lever, bound, better=better, within=nearest.share if nearest else None)
        if found is not None and (nearest is None or found.share < nearest.share):
            nearest = found
    return nearest


def _first(rescorer: Rescorer, lever: Lever, bound: Decimal, *, better: bool, within: Fraction | None) -> _Change | None:
    """The nearest value on one cell that passes the bound, if it is nearer than ``within``."""
    needed = bound - rescorer.unit.total if better else rescorer.unit.total - bound
    if rescorer.room(lever, better=better) < needed:
        return None
    values = lever.towards(better=better)
    count = values.size if within is None else lever.nearer(values, within)

    def passes(i: int) -> bool:
        total = rescorer.total([(lever, values.value(i))])
        return total >= bound if better else total < bound

    if not count or not passes(count - 1):
        return None
    at = bisect_left(range(count), True, key=passes)
    to = values.value(at)
    return _Change(lever, to, lever.share(to), values.cases(at))


def _flip(rescorer: Rescorer, nearest: _Change, others: Sequence[Decimal]) -> Flip:
    lever, to, share, cases = nearest
    total = rescorer.total([(lever, to)])
    place = 1 + sum(t > total for t in others)
    return Flip(lever, to, share, total, place, final_grade(total, rescorer.unit, rescorer.scorer.scheme), cases)
