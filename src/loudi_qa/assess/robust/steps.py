"""The steps a county can take on one cell: whole things, whole answers, whole cases, tenths of a point of a rate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING
from loudi_qa.assess.robust.levers import bounds, goals
from loudi_qa.assess.robust.values import Answers, Cases
from loudi_qa.numbers import rounded
from loudi_qa.scheme.models import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.rescore import Rescorer
    from loudi_qa.assess.robust.values import Value

TENTH = Fraction(1, 10)
"""The least step of a rate, a tenth of a point; of counted cases so many together as weigh no less."""


class Step(NamedTuple):
    """A value a county can bring about on one cell, and what its own lines gain by it."""

    lever: Lever
    to: Value
    share: Fraction
    gain: Decimal
    cases: int | None = None
    """By how much 分子 has to change, where the rate is that of counted cases."""


def steps(lever: Lever, rescorer: Rescorer) -> list[Step]:
    """Steps for the better, each with a greater gain than the one before; none that costs more and gains no more."""
    size, value = _values(lever)

    def gain(i: int) -> Decimal:
        return rescorer.gain(lever, value(i)[0])

    found: list[Step] = []
    i, most = 0, NOTHING
    while i < size:
        gained = gain(i)
        if gained > most:
            to, cases = value(i)
            found.append(Step(lever, to, lever.share(to), gained, cases))
            i, most = i + 1, gained
        else:  # most of a rate that was not filled in lies below where points begin
            i = bisect_right(range(size), most, lo=i + 1, key=gain)
    return found


def furthest(lever: Lever, rescorer: Rescorer) -> Decimal:
    """The most that the lever's own lines can gain."""
    return NOTHING if lever.full else max(rescorer.gain(lever, lever.best), NOTHING)


class _Apart(NamedTuple):
    """Numbers a step apart, with others put between them: by their distance, the nearest first.

    Each is reckoned when it is asked for, since of tonnes or yuan there may be millions: all of them at once took 200 times as
    long as the search that looks at a few.
    """

    start: Fraction
    step: Fraction
    ks: range
    places: int
    between: tuple[tuple[int, Decimal], ...] = ()
    """Where in the whole row each of the others stands, and what it is."""

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.ks) + len(self.between)

    def value(self, i: int) -> Decimal:
        """The number at a place, counted from 0."""
        before = bisect_left(self.between, (i,))
        if before < len(self.between) and self.between[before][0] == i:
            return self.between[before][1]
        return rounded(self.start + self.step * self.ks[i - before], self.places)

    def with_others(self, others: Iterable[Decimal], lever: Lever) -> _Apart:
        """These numbers, and those of the others that are none of them."""
        found: list[tuple[int, Decimal]] = []
        for other in sorted({*others}, key=lever.share):
            at = bisect_left(range(len(self.ks)), lever.share(other), key=lambda i: lever.share(self.value(i)))
            if at == len(self.ks) or self.value(at) != other:
                found.append((at + len(found), other))
        return self._replace(between=tuple(found))


def _values(lever: Lever) -> tuple[int, Callable[[int], tuple[Value, int | None]]]:
    """How many values there are, up to the first that no better one can beat, and each by its distance."""
    values = lever.towards(better=True)
    if isinstance(values, Answers):
        return values.size, lambda i: (values.value(i), None)
    if isinstance(values, Cases):
        at = _strides(values, lever)
        return len(at), lambda i: (values.value(at[i]), values.cases(at[i]))
    whole = not isinstance(lever.of, Measure) or lever.of.places == 0
    apart = _apart(lever, Fraction(1)) if whole else _apart(lever, TENTH).with_others(_targets(lever), lever)
    return apart.size, lambda i: (apart.value(i), None)


def _strides(values: Cases, lever: Lever) -> list[int]:
    """Every so many cases that they weigh a tenth of a point together; and the fewest that meet each target."""
    together = TENTH / values.counts.weight
    stride = -(-together.numerator // together.denominator)
    meeting = {values.before(Fraction(t)) for t in _targets(lever)}
    return sorted({*range(stride - 1, values.size, stride), *(i for i in meeting if i < values.size)})


def _apart(lever: Lever, step: Fraction) -> _Apart:
    """Numbers a step apart, from the present one towards the better end, as far as the last target."""
    low, high = (Fraction(b) for b in bounds(lever.of))
    near, far = (low, high) if lever.rising else (high, low)
    at = Fraction(lever.start)
    if step == 1:
        at = Fraction(at // 1 if lever.rising else -(-at // 1))
    step = step if lever.rising else -step
    first = max(-((at - near) // step), 0 if lever.now is None else 1)  # -(-a // b) is a over b, rounded up
    last = min(-((at - _last(lever)) // step), (far - at) // step)
    return _Apart(at, step, range(first, last + 1), lever.of.places if isinstance(lever.of, Measure) else 0)


def _last(lever: Lever) -> Fraction:
    """The number from which on nothing more is gained, within the range."""
    low, high = (Fraction(b) for b in bounds(lever.of))
    targets = [number for x in lever.lines for number in goals(x)]
    if lever.rising:
        return min(max(targets, default=high), high)
    return max(min(targets, default=low), low)


def _targets(lever: Lever) -> Iterator[Decimal]:
    """The numbers that just meet each target, at the digits of the measure."""
    places = lever.of.places if isinstance(lever.of, Measure) else 0
    low, high = bounds(lever.of)
    for goal in (number for x in lever.lines for number in goals(x)):
        scaled = goal * 10**places
        whole = -(-scaled.numerator // scaled.denominator) if lever.rising else scaled.numerator // scaled.denominator
        value = Decimal(whole).scaleb(-places)
        ahead = lever.change(value)
        if low <= value <= high and (ahead if lever.rising else -ahead) > 0:
            yield value
