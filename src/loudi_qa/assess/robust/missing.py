"""What a unit has not reported, and the points that rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.scheme.models import Measure, Scheme


class MissedItem(NamedTuple):
    """A measure that was not reported; ``of`` is what its indicators could earn, in points, without what moves in groups."""

    measure: Measure
    of: Decimal


class Missed(NamedTuple):
    """A unit with at least one measure that was not reported."""

    unit: UnitResult
    items: tuple[MissedItem, ...]


def missed(unit: UnitResult, scheme: Scheme) -> Missed | None:
    """What a unit has not reported, in the order of its lines; None where nothing is missing."""
    of: dict[str, Decimal] = {}
    for line in unit.lines:
        if line.state == "missing":
            known = of.get(line.indicator.measure)
            of[line.indicator.measure] = line.of if known is None else known + line.of
    return Missed(unit, tuple(MissedItem(scheme.measure[m], points) for m, points in of.items())) if of else None
