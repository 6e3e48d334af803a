"""Totals that no year can bring.

Where every rule gives one of a few amounts (all or nothing, an answer's share, a place), totals are a short list. Between two
of them a bound may stand anywhere: no case can lie on it, and none could tell it from the next number.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.numbers import rounded
from loudi_qa.scheme.rules import Bands, Levels, Places, Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.cases.mutants import Mutant
    from loudi_qa.scheme.models import Indicator, Scheme
    from loudi_qa.scheme.policies import PointsPolicy

NO_TOTAL_BETWEEN = Words("没有总分落在改动前后的界限之间", "no total lies between the one bound and the other")
NOTHING_TO_ROUND = Words(
    "每项得分都没有要取舍的小数，取舍办法不起作用", "no points have digits to be rounded, whichever way they would be"
)


def never(scheme: Scheme, low: Decimal, high: Decimal) -> bool:
    """Whether no year can bring a total from ``low`` up to and without ``high``, as far as the rules alone tell."""
    totals = _totals(scheme)
    first, last = (max(_scaled(x, scheme.points), 0) for x in (low, high))
    return totals is not None and not (totals >> first) & ((1 << max(last - first, 0)) - 1)


def never_differs(mutant: Mutant, scheme: Scheme) -> Words | None:
    """Why a changed bound, or another rounding, decides nothing in a scheme with a short list of totals."""
    match mutant.path, mutant.change:
        case ("grades", int(place), "at_least"), Decimal() as changed:
            bounds = scheme.grades[place].at_least, changed
            return NO_TOTAL_BETWEEN if never(scheme, min(bounds), max(bounds)) else None
        case ("points", "places" | "rounding"), _:
            return NOTHING_TO_ROUND if _rounds_nothing(scheme, mutant.of(scheme)) else None
    return None


def _rounds_nothing(scheme: Scheme, other: Scheme) -> bool:
    """Whether all the points that can be earned come out the same under both policies."""
    found = _amounts(scheme)
    return found is not None and all(
        _published(award, scheme.points) == _published(award, other.points) for awards in found for award in awards
    )


def _published(award: Fraction, policy: PointsPolicy) -> Decimal:
    return rounded(award, policy.places, policy.rounding)


def _totals(scheme: Scheme) -> int | None:
    """The totals that can be, in the last published digit, as the bits of a number; None where they are no short list."""
    found = _amounts(scheme)
    if found is None:
        return None
    totals = 1
    for awards in found:
        steps = {_scaled(_published(award, scheme.points), scheme.points) for award in awards}
        totals = _any(totals << step for step in steps)
    return totals


def _amounts(scheme: Scheme) -> list[frozenset[Fraction]] | None:
    """What each indicator can give; None where one gives any amount, or something is added that is not its own."""
    moves = scheme.na.points_go_to == "group" and scheme.na.at_most > 0
    if moves or scheme.extras or scheme.points.total != "sum":
        return None
    found = [_awards(indicator, scheme) for indicator in scheme.indicators]
    return None if None in found else [awards for awards in found if awards is not None]


def _awards(indicator: Indicator, scheme: Scheme) -> frozenset[Fraction] | None:
    """What an indicator can give to any unit in any year: 0 where nothing was sent, and what its rule gives."""
    match indicator.rule:
        case Bands(bands=bands):
            return frozenset({Fraction(0), *(Fraction(points) for _, points in bands)})
        case Reach(short="zero"):
            shares = {Fraction(1)}
        case Levels(levels=levels) if not scheme.measure[indicator.measure].several:
            shares = {Fraction(share) for share in levels.values()}
        case Places(less=less):
            shares = {1 - place * Fraction(less) for place in range(int(1 / less) + 1)}
        case _:
            return None
    points = {indicator.points, *(indicator.points_by or {}).values()}
    return frozenset({Fraction(0), *(share * Fraction(p) for share in shares for p in points)})


def _scaled(points: Decimal, policy: PointsPolicy) -> int:
    """Points in the last published digit; of a bound with more digits than that the next amount that reaches it."""
    return -int(-Fraction(points) * 10**policy.places // 1)


def _any(sets: Iterator[int]) -> int:
    union = 0
    for one in sets:
        union |= one
    return union
