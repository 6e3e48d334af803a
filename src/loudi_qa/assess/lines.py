"""One indicator of one unit: its state, its benchmark, its points, rounded once."""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import IDLE, Benchmark, Line, LineState
from loudi_qa.numbers import quantise, rounded
from loudi_qa.scheme.rules import Bands, Levels, Reach
from loudi_qa.submission.year import Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.scheme.models import Indicator, Scheme
    from loudi_qa.scheme.rules import Award, Source
    from loudi_qa.submission.year import Entry, Year


class Stop(NamedTuple):
    """A state other than scored, and why."""

    state: LineState
    reason: str


DOUBT, NO_QUOTA, NO_AVERAGE, NO_PREVIOUS = "doubt", "no_quota", "no_average", "no_previous"
NO_TARGET, NOT_YET, NO_DATA, UNASSIGNED = "no_target", "not_yet", "no_data", "unassigned"


class LineScorer:
    """Scores lines; keeps each award it has computed, for a nation repeats the same few values."""

    def __init__(self, scheme: Scheme, year: Year) -> None:
        self.scheme, self.year = scheme, year
        self._nothing = rounded(Fraction(0), scheme.points.places)
        self._of = {i.id: rounded(Fraction(i.points), scheme.points.places) for i in scheme.indicators}
        self._awards: dict[tuple[str, Decimal | str, Decimal | None], tuple[Award, Decimal]] = {}

    def on(self, year: Year) -> LineScorer:
        """One for another year under the same scheme; what was computed for one value holds for it in any year."""
        other = copy(self)
        other.year = year
        return other

    def line(self, indicator: Indicator, unit: Unit) -> Line:
        """The line of an indicator for a unit."""
        entries = self.year.entries.get(unit.name.zh)
        return self.line_of(indicator, unit, entries.get(indicator.measure) if entries else None, silent=entries is None)

    def line_of(self, indicator: Indicator, unit: Unit, entry: Entry | None, *, silent: bool = False) -> Line:
        """The line if the unit's row were ``entry``; ``silent`` says that the unit sent nothing at all."""
        benchmark = self._benchmark(indicator, unit)
        if isinstance(benchmark, Stop) and benchmark.state in IDLE:
            own = entry.state.reason if entry and isinstance(entry.state, NotApplicable) else benchmark.reason
            return self._unscored(indicator, Stop(benchmark.state, own), entry=entry)
        if silent:
            return self._unscored(indicator, Stop("open", NO_DATA))
        if isinstance(benchmark, Stop) and benchmark.reason == DOUBT:
            return self._unscored(indicator, benchmark, entry=entry)
        known = None if isinstance(benchmark, Stop) else benchmark
        match entry.state if entry else Missing():
            case NotApplicable(reason):
                return self._unscored(indicator, Stop("not_applicable", reason), known, entry)
            case Missing() if self.year.doubtful(layout.DATA.name, unit.name.zh, indicator.measure):
                return self._unscored(indicator, Stop("open", UNASSIGNED), known, entry)
            case Missing():
                return self._unscored(indicator, Stop("missing", ""), known, entry)
            case Unclear(text):
                return self._unscored(indicator, Stop("open", text), known, entry)
            case Given(value):
                if isinstance(benchmark, Stop):
                    return self._unscored(indicator, benchmark, entry=entry)
                award, points = self._award(indicator, value, benchmark)
                return Line(indicator, "scored", points, self._of[indicator.id], entry, benchmark, award)

    def _unscored(self, indicator: Indicator, stop: Stop, benchmark: Benchmark | None = None, entry: Entry | None = None) -> Line:
        of = self._nothing if stop.state in IDLE else self._of[indicator.id]
        return Line(indicator, stop.state, self._nothing, of, entry, benchmark, reason=stop.reason)

    def _benchmark(self, indicator: Indicator, unit: Unit) -> Benchmark | Stop | None:
        """What the value is held against; None for a rule that needs nothing, or why there is nothing to hold it against."""
        rule = indicator.rule
        if not isinstance(rule, Reach):
            return None
        bound, year = rule.bound, self.year
        if isinstance(bound, Decimal):
            return Benchmark(bound, "target")
        if isinstance(bound, dict):
            if year.year in bound:
                return Benchmark(bound[year.year], "target")
            return Stop("not_due", NOT_YET) if year.year < min(bound) else Stop("open", NO_TARGET)
        return self._from_workbook(bound, indicator, unit)

    def _from_workbook(self, source: Source, indicator: Indicator, unit: Unit) -> Benchmark | Stop:
        """A benchmark of the office's sheets: the quota, the provincial average, last year's value."""
        year, name = self.year, unit.name.zh
        if source == "quota":
            quota = year.quotas.get((name, indicator.measure))
            if year.doubtful(layout.QUOTAS.name, name, indicator.measure):
                return Stop("open", DOUBT)
            if quota is None or quota.value == 0:
                return Stop("not_applicable", NO_QUOTA)
            return Benchmark(quota.value, "quota", quota.cell)
        if source == "province":
            if year.doubtful(layout.AVERAGES.name, unit.group, indicator.measure):
                return Stop("open", DOUBT)
            average = year.average(indicator.measure, unit.group)
            if average is None:
                return Stop("open", NO_AVERAGE)
            return Benchmark(average.value, "province", average.cell, average.scope, average.source)
        previous = year.previous.get((name, indicator.measure))
        return Benchmark(previous.value, "previous", previous.cell) if previous else Stop("open", NO_PREVIOUS)

    def _award(self, indicator: Indicator, value: Decimal | str, benchmark: Benchmark | None) -> tuple[Award, Decimal]:
        key = indicator.id, value, benchmark.value if benchmark else None
        if key not in self._awards:
            award = self._apply(indicator, value, benchmark)
            policy = self.scheme.points
            self._awards[key] = award, rounded(award.points, policy.places, policy.rounding)
        return self._awards[key]

    def _apply(self, indicator: Indicator, value: Decimal | str, benchmark: Benchmark | None) -> Award:
        rule = indicator.rule
        if isinstance(rule, Levels):
            return rule.award(str(value), indicator.points)
        assert isinstance(value, Decimal)  # noqa: S101 -- loading has held answers to levels, numbers to the rest
        if isinstance(rule, Reach):
            assert benchmark is not None  # noqa: S101 -- a reach without a benchmark never comes here
            return rule.award(compared(value, benchmark.value, self.scheme), benchmark.value, indicator.points)
        return rule.award(value, indicator.points) if isinstance(rule, Bands) else rule.award(value)


def compared(value: Decimal, bound: Decimal, scheme: Scheme) -> Decimal:
    """The value as it is held against a bound: as it is, or rounded half up to the bound's own digits (修约值比较法)."""
    if scheme.compare == "exact":
        return value
    exponent = bound.as_tuple().exponent
    return quantise(value, max(0, -exponent) if isinstance(exponent, int) else 0)
