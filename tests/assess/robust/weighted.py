"""Totals under other weights, reckoned here from the printed points alone; and years changed cell by cell."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.assess.drawn import CELL, RULES

from loudi_qa.assess.score import assess
from loudi_qa.scheme.models import Measure
from loudi_qa.submission.year import Entry, Figure, Given

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.values import Value
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year


def scored(year: Year, rules: Rules = RULES) -> Assessment:
    return assess(rules, year)


def placed(assessment: Assessment) -> list[UnitResult]:
    return [u for u in assessment.units if u.rank is not None]


def total(unit: UnitResult, changes: Sequence[Fraction]) -> Fraction:
    """The total with each weight changed by a share of itself: every share earned stays as it was published."""
    found = Fraction(unit.extra_points)
    change = iter(changes)
    for group in unit.groups:
        idle = sum((Fraction(x.indicator.points) for x in group.lines if x.of == 0), Fraction(0))
        rate = Fraction(group.moved.points) / idle if group.moved else Fraction(0)
        for line in group.lines:
            share = Fraction(line.points) / Fraction(line.of) if line.of else rate
            found += Fraction(line.indicator.points) * (1 + next(change)) * share
    return found


def places(units: Sequence[UnitResult], changes: Sequence[Fraction]) -> dict[str, int]:
    """The place of each unit with the weights changed."""
    totals = {u.unit.name.zh: total(u, changes) for u in units}
    return {name: 1 + sum(t > own for t in totals.values()) for name, own in totals.items()}


def made(year: Year, unit: str, changes: Iterable[tuple[Lever, Value]]) -> Year:
    """The year with these values in the unit's cells."""
    for lever, to in changes:
        if isinstance(lever.of, Measure):
            before = year.entries[unit].get(lever.code) or Entry(Given(to, CELL))
            own = year.entries[unit] | {lever.code: before._replace(state=Given(to, CELL))}
            year = year._replace(entries=year.entries | {unit: own})
        else:
            year = year._replace(extras={**year.extras, (unit, lever.code): Figure(Decimal(to), CELL)})
    return year


def after(year: Year, unit: UnitResult, changes: Iterable[tuple[Lever, Value]], rules: Rules = RULES) -> UnitResult:
    """The unit's result once the changes are made, scored as any year is."""
    name = unit.unit.name.zh
    return next(u for u in assess(rules, made(year, name, changes)).units if u.unit.name.zh == name)


def share(numerator: int, of: int = 1000) -> Fraction:
    return Fraction(numerator, of)
