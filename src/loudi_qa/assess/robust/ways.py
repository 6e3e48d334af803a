"""The cheapest way of each unit to the next grade, in steps a county can take.

Cheapest is: the fewest cells changed; of those ways the one whose changes, each on its own yardstick, add up to the least.
The search is exact (see :mod:`loudi_qa.assess.robust.search`), and every way is scored again before it is returned.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING
from loudi_qa.assess.robust.levers import levers
from loudi_qa.assess.robust.search import Search, groups_of, units

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.rescore import Rescorer
    from loudi_qa.assess.robust.steps import Step
    from loudi_qa.scheme.models import Grade, Measure


class Way(NamedTuple):
    """A way to the next grade above the earned one; without steps, and ``total`` the most there is, where none suffices."""

    unit: UnitResult
    grade: Grade
    need: Decimal
    steps: tuple[Step, ...]
    total: Decimal
    """After the steps, or the most that can be reached."""
    proved: bool
    """Whether no cheaper way exists."""
    left_out: tuple[Measure, ...]
    """Measures that feed several groups, which the search does not take in."""
    totals: tuple[Decimal, ...] = ()
    """After each step, taken in their order one after the other: the last is ``total``."""

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
    own = [*levers(unit, scheme, rescorer.scorer.year)]
    left_out = tuple(scheme.measure[x.code] for x in own if len(groups_of(x)) > 1)
    own = [x for x in own if len(groups_of(x)) == 1]
    found = Way(unit, grade, grade.at_least - unit.total, (), NOTHING, proved=True, left_out=left_out)
    most = rescorer.total([(x, x.best) for x in own])
    search = Search(rescorer, own, units(found.need, scheme))
    taken = search.cheapest() if most >= grade.at_least else ()
    if not taken:
        return found._replace(total=most)
    totals = tuple(rescorer.total([(s.lever, s.to) for s in taken[: n + 1]]) for n in range(len(taken)))
    assert totals[-1] >= grade.at_least  # noqa: S101 -- scored again: what the search has added up must be so
    return found._replace(steps=taken, total=totals[-1], totals=totals, proved=search.proved)
