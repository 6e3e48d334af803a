"""What a unit's result hangs on, cell by cell: where each value stands, where it could go, and how far that is.

A change of a unit's own data moves its own total alone; the totals of the others stand. So everything here is about one
unit, and every total is scored again, by the rules and with the rounding of the result itself.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import IDLE, NOTHING
from loudi_qa.assess.robust.values import Answers, Cases, Grid, cases, counts_of
from loudi_qa.scheme.models import Measure
from loudi_qa.scheme.rules import Bands, Levels, Places, Reach, Tally, exact
from loudi_qa.submission.year import Given

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.result import Line, UnitResult
    from loudi_qa.assess.robust.values import Counts, Value, Values
    from loudi_qa.scheme.models import Extra, Indicator, Scheme
    from loudi_qa.submission.year import Cell, Entry, Year


class Lever(NamedTuple):
    """One cell of a unit's data: a measure's value that counts, or the 数量 of an extra."""

    of: Measure | Extra
    lines: tuple[Line, ...]
    """The lines that the value feeds; none for an extra."""
    now: Value | None
    """None where nothing was filled in, which is not zero."""
    cell: Cell | None
    entry: Entry | None
    rising: bool
    """Whether a greater number is the better one."""
    yardstick: Fraction
    """The change that counts as one whole: the largest target the value is held against."""
    answers: tuple[str, ...] = ()
    """From the worst to the best, for a measure that has answers."""

    @property
    def code(self) -> str:
        """The measure or extra."""
        return self.of.id

    @property
    def full(self) -> bool:
        """Whether its lines have earned all they can; of an extra that is not known here."""
        return bool(self.lines) and all(x.points >= x.of for x in self.lines)

    def share(self, to: Value) -> Fraction:
        """How far a value is from the present one, on the yardstick."""
        if self.answers:
            start = 0 if self.now is None else self.answers.index(str(self.now))
            return Fraction(abs(self.answers.index(str(to)) - start)) / self.yardstick
        return abs(self.change(to)) / self.yardstick

    def change(self, to: Value) -> Fraction:
        """How far a number is from the present one; from the end without points, where there is none."""
        return Fraction(0) if self.answers else exact(Decimal(to)) - exact(self.start)

    def nearer(self, values: Values, share: Fraction) -> int:
        """How many of the values beyond the present one, the nearest first, lie nearer than a share."""
        if isinstance(values, Answers):
            return bisect_left(range(values.size), share, key=lambda i: self.share(values.value(i)))
        if isinstance(values, Cases):
            return values.before(Fraction(self.start) + values.step * share * self.yardstick)
        scale: int = 10**values.places
        steps = share * self.yardstick * scale - abs(values.first - Fraction(self.start) * scale)
        return min(max(-(-steps.numerator // steps.denominator), 0), values.size)

    @property
    def start(self) -> Decimal:
        """The number that changes are counted from."""
        if isinstance(self.now, Decimal):
            return self.now
        low, high = bounds(self.of)
        return low if self.rising else high

    @property
    def best(self) -> Value:
        """The value at the better end."""
        return self.answers[-1] if self.answers else bounds(self.of)[self.rising]

    @property
    def counts(self) -> Counts | None:
        """The counts that the present value rests on, see :func:`loudi_qa.assess.robust.values.counts_of`."""
        return counts_of(self.of, self.entry) if isinstance(self.of, Measure) else None

    def towards(self, *, better: bool) -> Values:
        """The values beyond the present one in a direction, the nearest first."""
        if self.answers:
            at = -1 if self.now is None else self.answers.index(str(self.now))
            return Answers(self.answers[at + 1 :] if better else self.answers[:at][::-1] if at > 0 else ())
        rising = self.rising is better
        if counts := self.counts:
            return cases(counts, self.start, bounds(self.of)[rising], rising=rising)
        return _grid(self, rising=rising) if better or self.now is not None else Grid(0, 1, 0, 0)


def bounds(of: Measure | Extra) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that can stand in the cell and bear on points."""
    if isinstance(of, Measure):
        assert of.range is not None  # noqa: S101 -- loading gives every measure a range or answers
        return of.range
    enough = Fraction(of.rule.cap) / Fraction(of.rule.each)
    return NOTHING, Decimal(-(-enough.numerator // enough.denominator))


def _grid(lever: Lever, *, rising: bool) -> Grid:
    places = lever.of.places if isinstance(lever.of, Measure) else 0
    scale = 10**places
    low, high = (exact(b) * scale for b in bounds(lever.of))
    start = exact(lever.start) * scale
    beside = lever.now is not None  # a value not filled in may as well come to stand at the very end
    if rising:
        first = start.numerator // start.denominator + 1 if beside else -(-start.numerator // start.denominator)
        return Grid(first, 1, max(high.numerator // high.denominator - first + 1, 0), places)
    first = -(-start.numerator // start.denominator) - 1 if beside else start.numerator // start.denominator
    return Grid(first, -1, max(first + (-low.numerator) // low.denominator + 1, 0), places)


def levers(unit: UnitResult, scheme: Scheme, year: Year) -> Iterator[Lever]:
    """Every cell of the unit that could change its total: measures in their order, then extras.

    Left out is what does not apply or is not due; and what cannot be told apart here, see :func:`unexamined`.
    """
    left_out = {m.id for m in unexamined(unit, scheme)}
    entries = year.entries.get(unit.unit.name.zh, {})
    by_measure = _by_measure(unit)
    for measure in scheme.measures:
        lines = by_measure.get(measure.id, ())
        if lines and measure.id not in left_out:
            yield _of_measure(measure, lines, entries.get(measure.id))
    for extra in scheme.extras:
        figure = year.extras.get((unit.unit.name.zh, extra.id))
        yardstick = Fraction(extra.rule.cap) / Fraction(extra.rule.each)
        now, cell = (figure.value, figure.cell) if figure else (NOTHING, None)
        yield Lever(extra, (), now, cell, None, rising=extra.effect == "bonus", yardstick=yardstick)


def unexamined(unit: UnitResult, scheme: Scheme) -> tuple[Measure, ...]:
    """Measures whose changes cannot be told from the unit alone.

    Their indicators pull in opposite directions, or would be open once the value is filled in, or give points by place, which
    moves the other units too; or the value tells of several things at once.
    """
    found = ((scheme.measure[m], lines) for m, lines in _by_measure(unit).items())
    return tuple(m for m, lines in found if m.several or _opposed(lines) or any(_unheld(x) or _placed(x) for x in lines))


def _by_measure(unit: UnitResult) -> dict[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = {}
    for line in unit.lines:
        if line.state not in IDLE:
            found[line.indicator.measure] = (*found.get(line.indicator.measure, ()), line)
    return found


def _opposed(lines: Sequence[Line]) -> bool:
    rules = [x.indicator.rule for x in lines]
    orders = {tuple(_by_share(r)) for r in rules if isinstance(r, Levels)}
    return len({_rises(x.indicator) for x in lines}) > 1 or len(orders) > 1


def _unheld(line: Line) -> bool:
    rule = line.indicator.rule
    return isinstance(rule, Reach) and (line.benchmark is None or (rule.no_worse_than is not None and line.last is None))


def _placed(line: Line) -> bool:
    return isinstance(line.indicator.rule, Places)


def _rises(indicator: Indicator) -> bool:
    return not isinstance(indicator.rule, Reach) or indicator.rule.at_least is not None


def _by_share(rule: Levels) -> list[str]:
    return sorted(rule.levels, key=lambda answer: (rule.levels[answer], answer))


def _of_measure(measure: Measure, lines: tuple[Line, ...], entry: Entry | None) -> Lever:
    state = entry.state if entry else None
    now = state.value if isinstance(state, Given) else None
    cell = state.cell if state else None
    rule = lines[0].indicator.rule
    if isinstance(rule, Levels):
        answers = tuple(_by_share(rule))
        return Lever(measure, lines, now, cell, entry, rising=True, yardstick=Fraction(len(answers) - 1), answers=answers)
    largest = max(abs(target(x)) for x in lines)
    if not largest:
        low, high = bounds(measure)
        largest = Fraction(high) - Fraction(low)
    return Lever(measure, lines, now, cell, entry, rising=_rises(lines[0].indicator), yardstick=largest)


def goals(line: Line) -> tuple[Fraction, ...]:
    """The numbers that a value has to come up to: its target, and last year's value where no worse one earns anything."""
    return (target(line), Fraction(line.last.value)) if line.last else (target(line),)


def target(line: Line) -> Fraction:
    """The number a line's value is held against for all its points."""
    rule = line.indicator.rule
    match rule:
        case Reach():
            assert line.benchmark is not None  # noqa: S101 -- such measures are not examined
            return exact(line.benchmark.value) * exact(rule.due) + exact(rule.plus)
        case Bands():
            return Fraction(rule.bands[0][0])
        case Tally():
            return Fraction(rule.cap) / Fraction(rule.each)
        case Levels() | Places():
            return Fraction(1)
