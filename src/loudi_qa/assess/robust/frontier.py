"""What so many changes can gain, and how far they must reach for it: only what is not beaten is kept.

A frontier holds, by the number of changes, the gains that can be had, each with the least distance for it. A greater gain
for no greater distance beats a lesser one. Frontiers of parts that do not touch each other are joined by adding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loudi_qa.assess.robust.steps import Step


class Point(NamedTuple):
    """Steps taken together: their gain in units of the last digit of points, and their distance on one whole-number scale."""

    gain: int
    distance: int
    steps: tuple[Step, ...]


Frontier = dict[int, list[Point]]
NOTHING_DONE: Frontier = {0: [Point(0, 0, ())]}


def unbeaten(points: Iterable[Point]) -> list[Point]:
    """The points no other beats, the greatest gain first."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda p: (-p.gain, p.distance)):
        if not kept or point.distance < kept[-1].distance:
            kept.append(point)
    return kept


def joined(one: Frontier, other: Frontier, most: int, floor: Callable[[int], int]) -> Frontier:
    """Every sum of a point of each, with at most ``most`` changes and no gain below the ``floor`` for their number."""
    sums: dict[int, dict[int, Point]] = {}
    for count, points in one.items():
        for added, others in other.items():
            if count + added > most:
                continue
            least, best = floor(count + added), sums.setdefault(count + added, {})
            for a in points:
                for b in others:
                    gain = a.gain + b.gain
                    if gain < least:
                        break
                    known = best.get(gain)
                    if known is None or a.distance + b.distance < known.distance:
                        best[gain] = Point(gain, a.distance + b.distance, a.steps + b.steps)
    return {count: kept for count, best in sums.items() if (kept := unbeaten(best.values()))}
