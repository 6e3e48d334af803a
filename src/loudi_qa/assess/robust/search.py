"""The search for the cheapest changes that bring a total up by so much.

For a growing number of changes, what a group's lines earn is joined cell by cell; then the points that move in the group are
added at its rate and rounded there; then groups and extras are joined. A part that could not reach the bound even with the
greatest gains of all other cells is given up, which leaves little: with one change fewer the bound was out of reach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from loudi_qa.assess.robust.frontier import NOTHING_DONE, Frontier, Point, joined, unbeaten
from loudi_qa.assess.robust.scale import scale_of
from loudi_qa.assess.robust.steps import Step, furthest, steps
from loudi_qa.assess.score import moved_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.assess.result import GroupResult
    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.rescore import Rescorer
    from loudi_qa.scheme.models import Scheme

EXTRAS = ""
"""The group of what is in no group."""

MOST_POINTS = 3000
"""Beyond so many unbeaten points the search is thinned, and what it finds may not be the cheapest."""


def groups_of(lever: Lever) -> set[str]:
    """The groups that a cell bears on."""
    return {x.indicator.group for x in lever.lines} or {EXTRAS}


def group_of(lever: Lever) -> str:
    """The group of a cell that bears on one alone."""
    (group,) = groups_of(lever)
    return group


def units(points: Decimal, scheme: Scheme) -> int:
    """Points in units of their last digit, rounded up."""
    return int(points.scaleb(scheme.points.places).to_integral_value(ROUND_CEILING))


Asked = Mapping[str, Callable[[Step], bool]]
"""By the code of a cell that has to change whatever the total, which of its steps go far enough."""
NOTHING_ASKED: Asked = MappingProxyType({})


class Search:
    """Searches the ways of one unit; gains are whole numbers of the last digit of points.

    ``asked`` names cells that have to change in any case, since a grade asks a share of the points of each of their indicators.
    """

    def __init__(self, rescorer: Rescorer, own: Sequence[Lever], need: int, asked: Asked = NOTHING_ASKED) -> None:
        self.rescorer, self.scheme, self.need = rescorer, rescorer.scorer.scheme, max(need, 0)
        self.asked = {x.code: asked[x.code] for x in own if x.code in asked}
        self.groups = {g.group.id: g for g in rescorer.unit.groups}
        self.tops = {x.code: self._upper(units(furthest(x, rescorer), self.scheme), group_of(x)) for x in own}
        self.own = [x for x in sorted(own, key=lambda x: -self.tops[x.code]) if self.tops[x.code]]
        self.steps: dict[str, list[Step]] = {}
        self.proved = True

    def cheapest(self) -> tuple[Step, ...]:
        """The steps that reach the bound with the fewest changes and, of those, the least distance; none where none do."""
        if not self.wanted:
            return ()
        for most in range(max(1, len(self.asked)), len(self.own) + 1):
            if self._at_most(self.own, most) >= self.need:
                found = [p for p in self._found(most).get(most, ()) if p.gain >= self.need]
                if found:
                    return min(found, key=lambda p: p.distance).steps
        return ()

    @property
    def wanted(self) -> bool:
        """Whether anything has to change at all."""
        return bool(self.need or self.asked)

    def _upper(self, gain: int, group: str) -> int:
        """No less than what a gain of a group's lines brings with the points that move; rounding may add one unit."""
        moved = self.groups[group].moved if group else None
        if moved is None or not gain:
            return gain
        whole = gain * (1 + Fraction(moved.of) / Fraction(moved.available))
        return -(-whole.numerator // whole.denominator) + 1

    def _at_most(self, others: Iterable[Lever], count: int) -> int:
        return sum(sorted((self.tops[x.code] for x in others), reverse=True)[:count])

    def _found(self, most: int) -> Frontier:
        """Everything that so many changes can bring and that may reach the bound."""
        usable = [x for place, x in enumerate(self.own) if self._may_help(place, x, most)]
        for lever in usable:
            if lever.code not in self.steps:
                enough = self.asked.get(lever.code)
                self.steps[lever.code] = [s for s in steps(lever, self.rescorer) if enough is None or enough(s)]
        scale = scale_of(s.share for x in usable for s in self.steps[x.code])
        parts: dict[str, list[Lever]] = {}
        for lever in usable:
            parts.setdefault(group_of(lever), []).append(lever)
        joint, rest = NOTHING_DONE, usable
        for group, members in parts.items():
            own = self._of_group(group, members, [x for x in usable if group_of(x) != group], most, scale)
            rest = [x for x in rest if group_of(x) != group]
            joint = self._thin(joined(joint, own, most, self._floors(EXTRAS, rest, most)))
        return joint

    def _may_help(self, place: int, lever: Lever, most: int) -> bool:
        """Whether a cell can be one of so many that reach the bound; those at the first places gain most, and do it together."""
        if place < most or lever.code in self.asked:
            return True
        return self.tops[lever.code] + self._at_most(self.own, most - 1) >= self.need

    def _of_group(self, group: str, members: Sequence[Lever], others: Sequence[Lever], most: int, scale: int) -> Frontier:
        found = NOTHING_DONE
        for i, lever in enumerate(members):
            points = [Point(units(s.gain, self.scheme), int(s.share * scale), (s,)) for s in reversed(self.steps[lever.code])]
            alone: Frontier = {1: points} if lever.code in self.asked else {**NOTHING_DONE, 1: points}
            found = self._thin(joined(found, alone, most, self._floors(group, [*members[i + 1 :], *others], most)))
        return {count: unbeaten(self._with_moved(p, self.groups.get(group)) for p in ps) for count, ps in found.items()}

    def _with_moved(self, point: Point, group: GroupResult | None) -> Point:
        """The point with what its gain brings to the points that moved in the group; beyond what is needed all is one."""
        gain = point.gain
        if group is not None and group.moved is not None:
            earned, available, of, before = group.moved
            after = earned + Decimal(gain).scaleb(-self.scheme.points.places)
            gain += units(moved_points(after, available, of, self.scheme) - before, self.scheme)
        return point._replace(gain=min(gain, self.need))

    def _floors(self, group: str, rest: Sequence[Lever], most: int) -> Callable[[int], int]:
        """By the number of changes made in a group, the least gain of its lines with which the rest can still suffice."""
        moved = self.groups[group].moved if group else None
        rate = Fraction(moved.of) / Fraction(moved.available) if moved else Fraction(0)
        floors = []
        for count in range(most + 1):
            missing = self.need - self._at_most(rest, most - count)
            least = (missing - 1) / (1 + rate) if moved else Fraction(missing)
            floors.append(max(0, least.numerator // least.denominator))
        return floors.__getitem__

    def _thin(self, frontier: Frontier) -> Frontier:
        """Every so many points only, where there are too many; the greatest gain of each number of changes stays."""
        size = sum(map(len, frontier.values()))
        if size <= MOST_POINTS:
            return frontier
        self.proved = False
        every = -(-size // MOST_POINTS)
        return {count: points[::every] for count, points in frontier.items()}
