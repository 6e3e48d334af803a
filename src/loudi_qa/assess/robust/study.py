"""How firmly one result stands, all of it: weights, places, flips, ways, policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.lines import LineScorer
from loudi_qa.assess.robust.flips import Flips, flips
from loudi_qa.assess.robust.missing import Missed, missed
from loudi_qa.assess.robust.places import Places, places
from loudi_qa.assess.robust.policies import Policy, policies
from loudi_qa.assess.robust.rescore import Rescorer
from loudi_qa.assess.robust.ties import with_tie
from loudi_qa.assess.robust.ways import Way, way
from loudi_qa.assess.robust.weights import Pair, holding, neighbours
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, UnitResult


_NO_WEIGHTS = Words(
    "没有测算权重变动多少才会换位、位次可能在哪些范围：总分只取最低一组，权重一变，最低的可能换成另一组，按项相减的算法不成立。",
    "How far weights must vary before places change, and which places there could be, is not told: the lowest group alone makes "
    "the total, with other weights another group may be the lowest, and differences item by item do not tell that.",
)


class Robustness(NamedTuple):
    """What other weights, other data or another policy would turn over in a result."""

    assessment: Assessment
    pairs: tuple[Pair, ...]
    places: tuple[Places, ...]
    flips: tuple[Flips, ...]
    ways: tuple[Way, ...]
    missed: tuple[Missed, ...]
    """What units with a place have not reported."""
    policies: tuple[Policy, ...]
    left_out: tuple[UnitResult, ...]
    """Units without a place, for they are open."""
    untold: tuple[Words, ...] = ()
    """What cannot be told under these rules, and why."""


def study(assessment: Assessment, only: UnitResult | None = None) -> Robustness:
    """Study a result; of ``only``, one of its units, everything that concerns it, held against all the others."""
    placed = [u for u in assessment.units if u.rank is not None]
    lowest = assessment.rules.scheme.points.total == "lowest_group"
    holdings = [] if lowest else [holding(u) for u in placed]
    scorer = LineScorer(assessment.rules.scheme, assessment.year, assessment.rules.mandate.units)
    others = policies(assessment)
    rescorers = [Rescorer(u, scorer) for u in placed if only is None or u is only]
    return Robustness(
        assessment,
        pairs=tuple(with_tie(p, others) for p in neighbours(holdings, only)),
        places=places(holdings, only=only),
        flips=tuple(flips(r, [u.total for u in placed if u is not r.unit]) for r in rescorers),
        ways=tuple(found for r in rescorers if (found := way(r))),
        missed=tuple(m for r in rescorers if (m := missed(r.unit, scorer.scheme))),
        policies=tuple(p.of(only) for p in others),
        left_out=tuple(u for u in assessment.units if u.rank is None and (only is None or u is only)),
        untold=(_NO_WEIGHTS,) if lowest else (),
    )
