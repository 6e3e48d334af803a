"""The values a measure can take, as far as rules are held against them."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.scheme.ask import with_unit
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.scheme.models import Measure


class Values(NamedTuple):
    """The least and the greatest value, and whether only whole numbers are taken."""

    low: Decimal
    high: Decimal
    whole: bool

    def first_from(self, bound: Decimal) -> Decimal:
        """The least value at or above a bound, whether in the range or not."""
        at = max(bound, self.low)
        return at.to_integral_value(ROUND_CEILING) if self.whole else at


def values(measure: Measure) -> Values | None:
    """What a measure takes; None for one with answers."""
    if measure.range is None:
        return None
    return Values(*measure.range, whole=measure.places == 0)


def span(measure: Measure) -> Words:
    """The range as people write it: ``0% 至 100%``."""
    low, high = measure.range or (Decimal(0), Decimal(0))
    return Words("{low} 至 {high}", "{low} to {high}").filled(low=with_unit(low, measure), high=with_unit(high, measure))


def distance(number: Decimal, measure: Measure) -> Words:
    """How far two values are apart, in words: 3 个百分点, 3 件."""
    unit = Words("个百分点", "percentage points") if measure.is_percent else Words.same(measure.unit or "")
    return Words("{n} {unit}", "{n} {unit}").filled(n=show(number), unit=unit)
