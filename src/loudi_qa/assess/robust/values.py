"""The values a cell can take beyond its present one, the nearest first: numbers a digit apart, whole cases, answers.

Where a rate rests on counts, only whole cases can happen: of one accident that was handled, none or one more, never a third.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import rounded_ratio
from loudi_qa.submission.year import Given

if TYPE_CHECKING:
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.year import Entry

Value = Decimal | str


class Grid(NamedTuple):
    """Numbers from the next one on to the last, ``step`` apart, all in units of the last digit."""

    first: int
    step: int
    size: int
    places: int

    def value(self, i: int) -> Decimal:
        """The number at a place, counted from 0."""
        return Decimal(self.first + self.step * i).scaleb(-self.places)

    def cases(self, _i: int) -> None:
        """No cases are counted."""


class Answers(NamedTuple):
    """Answers, one after the other."""

    listed: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.listed)

    def value(self, i: int) -> str:
        """The answer at a place, counted from 0."""
        return self.listed[i]

    def cases(self, _i: int) -> None:
        """No cases are counted."""


class Counts(NamedTuple):
    """What a rate in percent rests on: 分子 and 分母, and the digits it is rounded to."""

    numerator: int
    denominator: int
    places: int

    @property
    def weight(self) -> Fraction:
        """What one case weighs, in points of the rate."""
        return Fraction(100, self.denominator)

    def rate(self, more: int = 0) -> Decimal:
        """The rate with so many cases more (fewer, below 0)."""
        return rounded_ratio(100 * (self.numerator + more), self.denominator, self.places)


class Cases(NamedTuple):
    """Rates of one case more after the other, or one fewer where ``step`` is -1; the nearest is ``first`` cases away."""

    counts: Counts
    first: int
    step: int
    size: int

    def value(self, i: int) -> Decimal:
        """The rate at a place, counted from 0."""
        return self.counts.rate(self.cases(i))

    def cases(self, i: int) -> int:
        """By how much 分子 changes for it."""
        return self.step * (self.first + i)

    def before(self, end: Fraction) -> int:
        """How many of the rates come before a number: held against the first of its digits, for decimals compare at once."""
        scaled = end * 10**self.counts.places
        whole = -(-scaled.numerator // scaled.denominator) if self.step > 0 else scaled.numerator // scaled.denominator
        bound = Decimal(whole).scaleb(-self.counts.places)
        at = range(self.size)
        return bisect_left(at, True, key=lambda i: self.value(i) >= bound if self.step > 0 else self.value(i) <= bound)


Values = Grid | Cases | Answers


def counts_of(measure: Measure, entry: Entry | None) -> Counts | None:
    """The counts a present value rests on; None where it is not that of whole counts as they were sent.

    A verified value has taken the place of what was counted, and a value that its counts do not give has other ones behind it.
    """
    if not measure.has_counts or entry is None or not isinstance(entry.state, Given) or entry.state.verified:
        return None
    good, of_all, value = entry.numerator, entry.denominator, entry.state.value
    if good is None or not of_all or not 0 <= good <= of_all or good % 1 or of_all % 1 or not isinstance(value, Decimal):
        return None
    digits = max(measure.places, -int(value.as_tuple().exponent))
    counts = Counts(int(good), int(of_all), measure.places)
    return counts if value in {counts.rate(), counts._replace(places=digits).rate()} else None


def cases(counts: Counts, now: Decimal, end: Decimal, *, rising: bool) -> Cases:
    """The rates beyond the present one, as far as the ``end`` of the range; found by halving, for 分母 may be huge."""
    step = 1 if rising else -1
    more = range(1, (counts.denominator - counts.numerator if rising else counts.numerator) + 1)

    def passed(k: int, bound: Decimal) -> bool:
        rate = counts.rate(step * k)
        return rate > bound if rising else rate < bound

    def until(bound: Decimal) -> int:
        return bisect_left(more, True, key=lambda k: passed(k, bound))

    first = 0 if more and passed(1, now) else until(now)
    last = until(end) if more and passed(more[-1], end) else len(more)  # a range mostly ends where all cases do
    return Cases(counts, 1 + first, step, max(last - first, 0))
