"""The cheapest way where the lowest group makes the total: each group has to come up to the bound by itself.

What bonuses and deductions bring counts for every group alike. So for each gain that they can have, the cheapest way of each
group to what it then still lacks is found on its own; no group touches another, so their ways add up to the cheapest.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.assess.robust.frontier import NOTHING_DONE, Point, joined
from loudi_qa.assess.robust.scale import scale_of
from loudi_qa.assess.robust.search import EXTRAS, Search, group_of, units
from loudi_qa.assess.robust.steps import steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.rescore import Rescorer
    from loudi_qa.assess.robust.search import Asked
    from loudi_qa.assess.robust.steps import Step


def every_group(rescorer: Rescorer, own: Sequence[Lever], bound: Decimal, asked: Asked) -> tuple[tuple[Step, ...], bool]:
    """The steps that bring each group of the unit, with its extras, to the bound; and whether none are cheaper."""
    ways: list[tuple[Step, ...]] = []
    known: dict[tuple[str, int], Search] = {}
    found: dict[tuple[str, int], tuple[Step, ...]] = {}
    for beside in _beside(rescorer, [x for x in own if group_of(x) == EXTRAS]):
        taken, enough = beside.steps, True
        for group in rescorer.unit.groups:
            gain = bound - rescorer.unit.extra_points - group.points
            key = group.group.id, max(units(gain, rescorer.scorer.scheme) - beside.gain if group.of else 0, 0)
            if key not in known:
                known[key] = Search(rescorer, [x for x in own if group_of(x) == group.group.id], key[1], asked)
                found[key] = known[key].cheapest()
            taken += found[key]
            enough &= bool(found[key]) or not known[key].wanted
        if enough:
            ways.append(taken)
    return min(ways, key=_cost, default=()), all(s.proved for s in known.values())


def _cost(way: Sequence[Step]) -> tuple[int, Fraction]:
    return len(way), sum((s.share for s in way), Fraction(0))


def _beside(rescorer: Rescorer, extras: Sequence[Lever]) -> list[Point]:
    """What bonuses and deductions can bring, by the number of them that change, the least distance for each gain."""
    each = {x.code: steps(x, rescorer) for x in extras}
    scale = scale_of(s.share for own in each.values() for s in own)
    found = NOTHING_DONE
    for own in each.values():
        points = [Point(units(s.gain, rescorer.scorer.scheme), int(s.share * scale), (s,)) for s in reversed(own)]
        found = joined(found, {**NOTHING_DONE, 1: points}, len(each), lambda _: 0)
    return [p for points in found.values() for p in points]
