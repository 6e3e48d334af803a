"""Two units on the same total: who would be ahead without the rounding, and without the points of what is not applicable.

They share their place all the same. Both answers are read off the year under those policies, not reckoned here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.policies import Policy
    from loudi_qa.assess.robust.weights import Pair


class Lead(NamedTuple):
    """Who is ahead of the other, None where neither is, and by how many points."""

    unit: UnitResult | None
    by: Fraction


class Tie(NamedTuple):
    """What tells two apart that have the same total."""

    unrounded: Lead
    without_moved: Lead | None
    """Without the points moved from what is not applicable; None where the rules move none."""


def with_tie(pair: Pair, policies: Iterable[Policy]) -> Pair:
    """The pair with what tells it apart, if it stands on one total; as it is otherwise."""
    if pair.gap:
        return pair
    found = {p.name: p for p in policies}
    without = found.get("none")
    return pair._replace(tie=Tie(_lead(pair, found["unrounded"]), _lead(pair, without) if without else None))


def _lead(pair: Pair, policy: Policy) -> Lead:
    above, below = (next(s for s in policy.shifts if s.unit is unit) for unit in (pair.above, pair.below))
    ahead = Fraction(above.total) - Fraction(below.total)
    return Lead(None if not ahead else pair.above if ahead > 0 else pair.below, abs(ahead))
