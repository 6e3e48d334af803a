"""The totals that years can bring, where they are a short list.

Where every rule gives one of a few amounts (all or nothing, an answer's share, a place) and nothing is added to them, totals are
the sums of these amounts. What is listed is never too short: a total that is not in it cannot be. Where amounts can be anything,
where points may move, or where the list would be long, nothing is known.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import rounded
from loudi_qa.scheme.idle import points_may_move
from loudi_qa.scheme.rules import Bands, Levels, Places, Reach

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.scheme.models import Indicator, Scheme
    from loudi_qa.scheme.policies import PointsPolicy

_MOST_WORK = 1_000_000_000
"""Bits that are moved to add the amounts up; beyond that it would be waited for."""
_MOST_PLACES = 1_000
"""Places that differ in points."""
_NONE = frozenset({Fraction(0)})


class Totals(NamedTuple):
    """A short list of totals, in the last published digit, as the bits of a number."""

    bits: int
    policy: PointsPolicy

    def any_from(self, low: Decimal, high: Decimal | None = None) -> bool:
        """Whether there is one from ``low`` up, and below ``high`` where that is given."""
        first = max(_scaled(low, self.policy), 0)
        if high is None:
            return bool(self.bits >> first)
        width = max(_scaled(high, self.policy) - first, 0)
        return bool((self.bits >> first) & ((1 << width) - 1))

    def below(self, bound: Decimal) -> Fraction:
        """The greatest below a bound; 0 where there is none."""
        under = self.bits & ((1 << max(_scaled(bound, self.policy), 0)) - 1)
        return Fraction(max(under.bit_length() - 1, 0), 10**self.policy.places)


def possible_totals(scheme: Scheme) -> Totals | None:
    """Every total there can be, and perhaps some that cannot; None where they are no short list."""
    found = amounts(scheme)
    if found is None:
        return None
    policy = scheme.points
    steps = [{_scaled(published(award, policy), policy) for award in awards} for awards in found]
    top = sum(max(own) for own in steps)
    if min(map(min, steps)) < 0 or top * sum(map(len, steps)) > _MOST_WORK:
        return None
    bits = 1
    for own in steps:
        union = 0
        for step in own:
            union |= bits << step
        bits = union
    return Totals(bits, policy)


def amounts(scheme: Scheme) -> list[frozenset[Fraction]] | None:
    """What each indicator can give; None where one gives any amount, or a total is more than their sum."""
    if scheme.extras or scheme.points.total != "sum" or points_may_move(scheme):
        return None
    found = [_awards(indicator, scheme) for indicator in scheme.indicators]
    return None if None in found else [awards for awards in found if awards is not None]


def published(award: Fraction, policy: PointsPolicy) -> Decimal:
    """Points as they are published."""
    return rounded(award, policy.places, policy.rounding)


def _awards(indicator: Indicator, scheme: Scheme) -> frozenset[Fraction] | None:
    """What an indicator can give to any unit in any year: 0 where nothing was sent, and what its rule gives."""
    match indicator.rule:
        case Bands(bands=bands):
            return _NONE | {Fraction(points) for _, points in bands}
        case Reach(short="zero"):
            shares = {Fraction(1)}
        case Levels(levels=levels) if not scheme.measure[indicator.measure].several:
            shares = {Fraction(share) for share in levels.values()}
        case Places(less=less) if less * _MOST_PLACES >= 1:
            shares = {1 - place * Fraction(less) for place in range(int(1 / less) + 1)}
        case _:
            return None
    points = {indicator.points, *(indicator.points_by or {}).values()}
    return _NONE | {share * Fraction(p) for share in shares for p in points}


def _scaled(points: Decimal, policy: PointsPolicy) -> int:
    """Points in the last published digit; of a bound with more digits than that the next amount that reaches it."""
    return -int(-Fraction(points) * 10**policy.places // 1)
