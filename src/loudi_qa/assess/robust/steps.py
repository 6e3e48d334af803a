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
    from collections.abc import Iterator

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
    values = [*_values(lever)]

    def gain(i: int) -> Decimal:
        return rescorer.gain(lever, values[i][0])

    found: list[Step] = []
    i = 0
    while i < len(values):
        most = found[-1].gain if found else NOTHING
        if gain(i) > most:
            to, cases = values[i]
            found.append(Step(lever, to, lever.share(to), gain(i), cases))
            i += 1
        else:  # most of a rate that was not filled in lies below where points begin
            i = bisect_right(range(len(values)), most, lo=i + 1, key=gain)
    return found


def furthest(lever: Lever, rescorer: Rescorer) -> Decimal:
    """The most that the lever's own lines can gain."""
    return max(rescorer.gain(lever, lever.best), NOTHING)


def _values(lever: Lever) -> Iterator[tuple[Value, int | None]]:
    """The values by their distance, up to the first that no better one can beat."""
    values = lever.towards(better=True)
    if isinstance(values, Answers | Cases):
        for i in range(values.size) if isinstance(values, Answers) else _strides(values, lever):
            yield values.value(i), values.cases(i)
    elif not isinstance(lever.of, Measure) or lever.of.places == 0:
        for thing in _apart(lever, Fraction(1)):
            yield thing, None
    else:
        for value in sorted({*_apart(lever, TENTH), *_targets(lever)}, key=lever.share):
            yield value, None


def _strides(values: Cases, lever: Lever) -> list[int]:
    """Every so many cases that they weigh a tenth of a point together; and the fewest that meet each target."""
    together = TENTH / values.counts.weight
    stride = -(-together.numerator // together.denominator)
    meeting = {
        bisect_left(range(values.size), lever.share(t), key=lambda i: lever.share(values.value(i))) for t in _targets(lever)
    }
    return sorted({*range(stride - 1, values.size, stride), *(i for i in meeting if i < values.size)})


def _apart(lever: Lever, step: Fraction) -> Iterator[Decimal]:
    """Numbers a step apart, from the present one towards the better end, as far as the last target."""
    places = lever.of.places if isinstance(lever.of, Measure) else 0
    end = _last(lever)
    low, high = (Fraction(b) for b in bounds(lever.of))
    at = Fraction(lever.start) if lever.now is not None else Fraction(lever.start) - (step if lever.rising else -step)
    if step == 1:
        at = Fraction(at.numerator // at.denominator if lever.rising else -(-at.numerator // at.denominator))
    while at < end if lever.rising else at > end:
        at += step if lever.rising else -step
        if low <= at <= high:
            yield rounded(at, places)


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
