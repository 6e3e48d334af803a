"""What can happen to a rule at all: in which years it is scored, and what the values of its measure can do under it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.lint.values import Values, values
from loudi_qa.scheme.rules import PerStep, Ramp, Reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.models import Indicator, Measure, Scheme

_LIMITS = frozenset({"province", "previous"})
"""What is held to the range of the measure; a quota may lie above it."""


class Faced(NamedTuple):
    """A rule of kind ``reach`` in a year: the targets there may be, the points at stake, the values there are."""

    rule: Reach
    points: Decimal
    """The fewest it has for anyone."""
    targets: tuple[Decimal | None, Decimal | None]
    """The lowest and the highest; None where nothing limits it."""
    taken: Values

    @property
    def _best(self) -> Decimal:
        return self.taken.high if self._upward else self.taken.low

    @property
    def _worst(self) -> Decimal:
        return self.taken.low if self._upward else self.taken.high

    @property
    def _upward(self) -> bool:
        return self.rule.at_least is not None

    @property
    def _easiest(self) -> Decimal | None:
        return self.targets[0] if self._upward else self.targets[1]

    @property
    def _hardest(self) -> Decimal | None:
        return self.targets[1] if self._upward else self.targets[0]

    def _ahead(self, one: Decimal, other: Decimal) -> bool:
        return one > other if self._upward else one < other

    def passed(self) -> bool:
        """Whether a value can be beyond the target."""
        return self._easiest is None or self._ahead(self._best, self._easiest)

    def met(self) -> bool:
        """Whether a value can be on the target exactly."""
        low, high = self.targets
        if low is not None and low == high:
            return takes(self.taken, low)
        return self._easiest is None or not self._ahead(self._easiest, self._best)

    def missed(self) -> bool:
        """Whether a value can be short of the target."""
        return self._hardest is None or self._ahead(self._hardest, self._worst)

    def lost(self) -> bool:
        """Whether a value can be so far short that nothing is left."""
        short = self.rule.short
        if isinstance(short, Ramp):
            return self.missed() and not self._ahead(self._worst, short.zero_at)
        if not isinstance(short, PerStep) or self._hardest is None:
            return True
        gap = abs(Fraction(self._hardest) - Fraction(self._worst))
        return self.missed() and short.steps(gap) * Fraction(short.lose) >= self.points


def takes(taken: Values, number: Decimal) -> bool:
    """Whether a number is among the values of a measure."""
    return taken.low <= number <= taken.high and not (taken.whole and number != number.to_integral_value())


def takes_number(measure: Measure, number: Decimal) -> bool:
    """The same of a measure; one without a range takes any number."""
    taken = values(measure)
    return taken is None or takes(taken, number)


def scored_years(indicator: Indicator, scheme: Scheme) -> list[int] | None:
    """The years in which an indicator has points and everything it needs that goes by year; None where nothing does."""
    dated = [{y for y, points in indicator.dated.items() if points}] if indicator.dated else []
    if isinstance(indicator.rule, Reach):
        dated += [set(own) for own in (indicator.rule.bound, indicator.rule.share) if isinstance(own, dict)]
    if not dated:
        return None
    return sorted(set.intersection(*dated, *([set(scheme.years)] if scheme.years is not None else [])))


def faced(indicator: Indicator, rule: Reach, scheme: Scheme) -> Iterator[Faced]:
    """What there is to be faced in each year in which it is scored; nothing where the range of the measure is not known."""
    taken = values(scheme.measure[indicator.measure])
    if taken is None:
        return
    years: list[int] | list[None] | None = scored_years(indicator, scheme)
    for year in [None] if years is None else years:
        by = indicator.points_by or {}
        told = [by[year]] if year in by and year is not None else [*by.values()] or [indicator.points]
        yield Faced(rule, min(points for points in told if points), _targets(rule, year, taken), taken)


def _targets(rule: Reach, year: int | None, taken: Values) -> tuple[Decimal | None, Decimal | None]:
    bound = rule.bound
    share = rule.share[year or 0] if isinstance(rule.share, dict) else rule.share
    if isinstance(bound, dict):
        bound = bound[year or 0]
    if isinstance(bound, Decimal):
        return (bound * share + rule.plus,) * 2
    low, high = taken.low * share + rule.plus, taken.high * share + rule.plus
    return low, high if bound in _LIMITS else None
