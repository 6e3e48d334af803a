"""The cheapest way of each unit to the next grade, in steps a county can take.

Cheapest is: the fewest cells changed; of those ways the one whose changes, each on its own yardstick, add up to the least.
The search is exact (see :mod:`loudi_qa.assess.robust.search`), and every way is scored again before it is returned. Where a
grade asks a share of the points of each indicator, the cells of those that lack it have to change in any case. Where the
lowest group makes the total, see :mod:`loudi_qa.assess.robust.lowest`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.robust.lowest import every_group
from loudi_qa.assess.robust.search import Search, groups_of, units
from loudi_qa.assess.standing import failing, has_share

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from loudi_qa.assess.result import Line, UnitResult
    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.rescore import Rescorer
    from loudi_qa.assess.robust.search import Asked
    from loudi_qa.assess.robust.steps import Step
    from loudi_qa.scheme.models import Grade, Measure


class Way(NamedTuple):
    """A way to the next grade above the earned one; without steps, and ``total`` the most there is, where none suffices."""

    unit: UnitResult
    grade: Grade
    need: Decimal
    """Points short of the bound; none, or below 0, where only the grade's condition is not met."""
    steps: tuple[Step, ...]
    total: Decimal
    """After the steps, or the most that can be reached."""
    proved: bool
    """Whether no cheaper way exists."""
    left_out: tuple[Measure, ...]
    """Measures that the search does not take in: they feed several groups, or are not examined at all."""
    totals: tuple[Decimal, ...] = ()
    """After each step, taken in their order one after the other: the last is ``total``."""
    lacking: tuple[Line, ...] = ()
    """Lines that have not earned the share of their points that the grade asks of each."""
    stuck: tuple[Line, ...] = ()
    """Those of them that do not earn it with any value that was looked at."""
    looked: int = 0
    """How many cells were taken in: none where nothing can be said."""

    @property
    def share(self) -> Fraction:
        """The cost of the steps, on their yardsticks."""
        return sum((s.share for s in self.steps), Fraction(0))

    @property
    def vetoed(self) -> bool:
        """Whether a veto holds the grade below the earned one, so that no figures lift it."""
        return self.unit.grade != self.unit.grade_before_veto


def way(rescorer: Rescorer) -> Way | None:
    """The cheapest way of a unit that has a place; None where it has earned the highest grade already."""
    unit, scheme = rescorer.unit, rescorer.scorer.scheme
    assert unit.grade_before_veto is not None  # noqa: S101 -- only units with a place come here
    at = scheme.grades.index(unit.grade_before_veto)
    if at == 0:
        return None
    grade = scheme.grades[at - 1]
    own = rescorer.levers
    left_out = tuple(scheme.measure[x.code] for x in own if len(groups_of(x)) > 1)
    own = [x for x in own if len(groups_of(x)) == 1]
    best = rescorer.after([(x, x.best) for x in own])
    found = Way(
        unit, grade, grade.at_least - unit.total, (), best.total, proved=True,
        left_out=(*left_out, *rescorer.unexamined), looked=len(own),
        lacking=failing(grade, unit.groups, scheme), stuck=failing(grade, best.groups, scheme),
    )  # fmt: skip
    if best.total < grade.at_least or found.stuck:
        return found
    taken, proved = _cheapest(rescorer, own, found)
    if not taken:
        return found
    totals = tuple(rescorer.total([(s.lever, s.to) for s in taken[: n + 1]]) for n in range(len(taken)))
    after = rescorer.after([(s.lever, s.to) for s in taken])
    assert after.total >= grade.at_least  # noqa: S101 -- scored again: what the search has added up must be so
    assert not failing(grade, after.groups, scheme)  # noqa: S101 -- as above
    return found._replace(steps=taken, total=after.total, totals=totals, proved=proved)


def _cheapest(rescorer: Rescorer, own: Sequence[Lever], found: Way) -> tuple[tuple[Step, ...], bool]:
    """The steps, and whether none are cheaper."""
    scheme, asked = rescorer.scorer.scheme, _asked(rescorer, own, found)
    if scheme.points.total == "lowest_group":
        return every_group(rescorer, own, found.grade.at_least, asked)
    search = Search(rescorer, own, units(found.need, scheme), asked)
    return search.cheapest(), search.proved


def _asked(rescorer: Rescorer, own: Sequence[Lever], found: Way) -> Asked:
    """The cells of the lines that lack their share, and how far each has to go."""
    lacking, scheme = {x.indicator.id for x in found.lacking}, rescorer.scorer.scheme

    def enough(step: Step) -> bool:
        each = found.grade.each
        lines = rescorer.lines(step.lever, step.to)
        return each is None or all(has_share(x, each, scheme) for x in lines if x.indicator.id in lacking)

    return {x.code: enough for x in own if any(line.indicator.id in lacking for line in x.lines)}
