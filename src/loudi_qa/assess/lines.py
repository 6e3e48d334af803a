"""One indicator of one unit: its state, its benchmark, its points, rounded once."""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.placing import Placing
from loudi_qa.assess.result import IDLE, Benchmark, Line, LineState
from loudi_qa.numbers import quantise, rounded
from loudi_qa.scheme.rules import Bands, Levels, Places, Reach
from loudi_qa.submission.year import Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.scheme.models import Indicator, Scheme
    from loudi_qa.scheme.rules import Award, Source
    from loudi_qa.submission.year import Entry, Year


class Stop(NamedTuple):
    """A state other than scored, and why."""

    state: LineState
    reason: str


QUOTA_UNREAD, AVERAGE_UNREAD = "quota_unread", "average_unread"
UNREAD = frozenset({QUOTA_UNREAD, AVERAGE_UNREAD})
"""What the value is held against may stand in the sheet, but something there cannot be read."""
NO_QUOTA, NO_AVERAGE, NO_PREVIOUS = "no_quota", "no_average", "no_previous"
NO_TARGET, NOT_YET, NO_DATA, UNASSIGNED = "no_target", "not_yet", "no_data", "unassigned"
NOT_THEIRS, NO_PLACES = "not_theirs", "no_places"


class LineScorer:
    """Scores lines; keeps each award it has computed, for a nation repeats the same few values.

    ``scheme`` is that of the year (:meth:`~loudi_qa.scheme.models.Scheme.in_year`), ``units`` are all that are assessed: a rule
    by places looks at each of them.
    """

    def __init__(self, scheme: Scheme, year: Year, units: Sequence[Unit]) -> None:
        self.scheme, self.year = scheme, year
        self._nothing = rounded(Fraction(0), scheme.points.places)
        self._varied = {i.id for i in scheme.indicators if i.points_by}
        self._own: dict[tuple[str, str], Indicator] = {}
        self._of = {i.id: rounded(Fraction(i.points), scheme.points.places) for i in scheme.indicators}
        self._awards: dict[tuple[object, ...], tuple[Award, Decimal]] = {}
        self._placing = Placing(scheme, year, units)

    def on(self, year: Year) -> LineScorer:
        """One for another year under the same scheme; what was computed for one value holds for it in any year."""
        other = copy(self)
        other.year = year
        other._placing = self._placing.on(year)
        return other

    def line(self, indicator: Indicator, unit: Unit) -> Line:
        """The line of an indicator for a unit."""
        entries = self.year.entries.get(unit.name.zh)
        return self.line_of(indicator, unit, entries.get(indicator.measure) if entries else None, silent=entries is None)

    def line_of(self, indicator: Indicator, unit: Unit, entry: Entry | None, *, silent: bool = False) -> Line:
        """The line if the unit's row were ``entry``; ``silent`` says that the unit sent nothing at all."""
        indicator = self._of_unit(indicator, unit) if indicator.id in self._varied else indicator
        benchmark = self._benchmark(indicator, unit)
        if stop := self._stopped(benchmark, entry, silent=silent):
            return self._unscored(indicator, stop, entry=entry)
        known = None if isinstance(benchmark, Stop) else benchmark
        match entry.state if entry else Missing():
            case NotApplicable(reason):
                return self._unscored(indicator, Stop("not_applicable", reason), known, entry)
            case Missing() if self.year.doubtful(layout.DATA.name, unit.name.zh, indicator.measure):
                return self._unscored(indicator, Stop("open", UNASSIGNED), known, entry)
            case Missing():
                return self._unscored(indicator, Stop("missing", ""), known, entry)._replace(last=self.last(indicator, unit))
            case Unclear(text):
                return self._unscored(indicator, Stop("open", text), known, entry)
            case Given(value):
                if isinstance(benchmark, Stop):
                    return self._unscored(indicator, benchmark, entry=entry)
                return self._scored(indicator, unit, entry, value, known)

    @staticmethod
    def _stopped(benchmark: Benchmark | Stop | None, entry: Entry | None, *, silent: bool) -> Stop | None:
        """Why the line is settled whatever stands in the row: it is not asked of the unit, or nothing can be known."""
        if isinstance(benchmark, Stop) and benchmark.state in IDLE:
            own = entry.state.reason if entry and isinstance(entry.state, NotApplicable) else benchmark.reason
            return Stop(benchmark.state, own if benchmark.reason != NOT_THEIRS else NOT_THEIRS)
        if silent:
            return Stop("open", NO_DATA)
        return benchmark if isinstance(benchmark, Stop) and benchmark.reason in UNREAD else None

    def _of_unit(self, indicator: Indicator, unit: Unit) -> Indicator:
        """The indicator with the points it has for units of the unit's group."""
        key = indicator.id, unit.group
        if key not in self._own:
            self._own[key] = indicator.for_group(unit.group)
        return self._own[key]

    def _scored(
        self, indicator: Indicator, unit: Unit, entry: Entry | None, value: Decimal | str, benchmark: Benchmark | None
    ) -> Line:
        """The line of a value; open where last year's value or the other units' values that it needs are not there."""
        rule, place, last = indicator.rule, None, None
        if isinstance(rule, Places) and isinstance(value, Decimal) and rule.enters(value):
            place = self._placing.place(indicator, rule, unit, value)
            if place is None:
                return self._unscored(indicator, Stop("open", NO_PLACES), entry=entry)
        elif isinstance(rule, Reach) and rule.no_worse_than:
            found = self._from_workbook(rule.no_worse_than, indicator, unit)
            if isinstance(found, Stop):
                return self._unscored(indicator, found, benchmark, entry)
            last = found
        award, points = self._award(indicator, value, benchmark, last.value if last else None, place)
        return Line(indicator, "scored", points, self._full(indicator), entry, benchmark, award, last)

    def last(self, indicator: Indicator, unit: Unit) -> Benchmark | None:
        """Last year's value, where the rule lets no worse one pass and it is there."""
        rule = indicator.rule
        if not isinstance(rule, Reach) or rule.no_worse_than is None:
            return None
        found = self._from_workbook(rule.no_worse_than, indicator, unit)
        return None if isinstance(found, Stop) else found

    def _full(self, indicator: Indicator) -> Decimal:
        varied = indicator.id in self._varied
        return rounded(Fraction(indicator.points), self.scheme.points.places) if varied else self._of[indicator.id]

    def _unscored(self, indicator: Indicator, stop: Stop, benchmark: Benchmark | None = None, entry: Entry | None = None) -> Line:
        of = self._nothing if stop.state in IDLE else self._full(indicator)
        return Line(indicator, stop.state, self._nothing, of, entry, benchmark, reason=stop.reason)

    def _benchmark(self, indicator: Indicator, unit: Unit) -> Benchmark | Stop | None:
        """What the value is held against; None for a rule that needs nothing, or why there is nothing to hold it against."""
        rule = indicator.rule
        if not indicator.points:
            return Stop("not_applicable", NOT_THEIRS)
        if not isinstance(rule, Reach):
            return None
        bound, year = rule.bound, self.year
        if isinstance(rule.share, dict):  # one that a year has is plain by now
            return Stop("not_due", NOT_YET) if year.year < min(rule.share) else Stop("open", NO_TARGET)
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
                return Stop("open", QUOTA_UNREAD)
            if quota is None or quota.value == 0:
                return Stop("not_applicable", NO_QUOTA)
            return Benchmark(quota.value, "quota", quota.cell)
        if source == "province":
            if year.doubtful(layout.AVERAGES.name, unit.group, indicator.measure):
                return Stop("open", AVERAGE_UNREAD)
            average = year.average(indicator.measure, unit.group)
            if average is None:
                return Stop("open", NO_AVERAGE)
            return Benchmark(average.value, "province", average.cell, average.scope, average.source)
        previous = year.previous.get((name, indicator.measure))
        return Benchmark(previous.value, "previous", previous.cell) if previous else Stop("open", NO_PREVIOUS)

    def _award(
        self, indicator: Indicator, value: Decimal | str, benchmark: Benchmark | None, last: Decimal | None, place: int | None
    ) -> tuple[Award, Decimal]:
        key = indicator.id, value, benchmark.value if benchmark else None, last, place, indicator.points
        if key not in self._awards:
            award = self._apply(indicator, value, benchmark, last, place)
            policy = self.scheme.points
            self._awards[key] = award, rounded(award.points, policy.places, policy.rounding)
        return self._awards[key]

    def _apply(
        self, indicator: Indicator, value: Decimal | str, benchmark: Benchmark | None, last: Decimal | None, place: int | None
    ) -> Award:
        rule = indicator.rule
        if isinstance(rule, Places):
            return rule.award(place, indicator.points)
        if isinstance(rule, Levels):
            return rule.award(str(value), indicator.points)
        assert isinstance(value, Decimal)  # noqa: S101 -- loading has held answers to levels, numbers to the rest
        if isinstance(rule, Reach):
            assert benchmark is not None  # noqa: S101 -- a reach without a benchmark never comes here
            now = None if last is None else compared(value, last, self.scheme)
            return rule.award(compared(value, benchmark.value, self.scheme), benchmark.value, indicator.points, last, now)
        return rule.award(value, indicator.points) if isinstance(rule, Bands) else rule.award(value)


def compared(value: Decimal, bound: Decimal, scheme: Scheme) -> Decimal:
    """The value as it is held against a bound: as it is, or rounded half up to the bound's own digits (修约值比较法)."""
    if scheme.compare == "exact":
        return value
    exponent = bound.as_tuple().exponent
    return quantise(value, max(0, -exponent) if isinstance(exponent, int) else 0)
