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
    from loudi_qa.scheme.models import Group, Indicator, Scheme
    from loudi_qa.scheme.rules import Award, Source
    from loudi_qa.submission.year import Entry, State, Year

    _Awards = dict[tuple[object, ...], tuple[Award, Decimal]]


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
_MISSING, _NO_QUOTA = Missing(), Stop("not_applicable", NO_QUOTA)


class Asked(NamedTuple):
    """An indicator as it is asked of the units of one group: all of a line that hangs on no single unit, found once for all."""

    indicator: Indicator
    """With the points it has for units of the group."""
    measure: str
    of: Decimal
    held: Benchmark | Stop | None
    """What values are held against, or why there is nothing to hold them against; None for a rule that needs nothing."""
    own: Source | None
    """Where each unit has its own benchmark instead: among the quotas or last year's values."""
    beside: Places | Reach | None
    """The rule, where it looks at more than value and benchmark: at the other units, or at last year."""
    awards: _Awards


class LineScorer:
    """Scores lines; keeps each award it has computed, for a nation repeats the same few values.

    ``scheme`` is that of the year (:meth:`~loudi_qa.scheme.models.Scheme.in_year`), ``units`` are all that are assessed: a rule
    by places looks at each of them.
    """

    def __init__(self, scheme: Scheme, year: Year, units: Sequence[Unit]) -> None:
        self.scheme, self.year = scheme, year
        self._nothing = rounded(Fraction(0), scheme.points.places)
        self._by_digits = scheme.compare != "exact"
        self._declared = {i.id: i for i in scheme.indicators}
        self._asked: dict[tuple[str, str], Asked] = {}
        self._cards: dict[tuple[str, str], tuple[Asked, ...]] = {}
        self._awards: dict[tuple[str, Decimal], _Awards] = {}
        self._placing = Placing(scheme, year, units)

    def on(self, year: Year) -> LineScorer:
        """One for another year under the same scheme; what was computed for one value holds for it in any year."""
        other = copy(self)
        other.year, other._asked, other._cards = year, {}, {}
        other._placing = self._placing.on(year)
        return other

    def lines(self, group: Group, unit: Unit) -> list[Line]:
        """The lines of a unit in a group of indicators."""
        key = group.id, unit.group
        if key not in self._cards:
            self._cards[key] = tuple(self._asked_of(i, unit.group) for i in self.scheme.by_group[group.id])
        entries = self.year.entries.get(unit.name.zh)
        if entries is None:
            return [self._line(asked, unit, None, silent=True) for asked in self._cards[key]]
        return [self._line(asked, unit, entries.get(asked.measure)) for asked in self._cards[key]]

    def line(self, indicator: Indicator, unit: Unit) -> Line:
        """The line of an indicator for a unit."""
        asked, entries = self._asked_of(indicator, unit.group), self.year.entries.get(unit.name.zh)
        if entries is None:
            return self._line(asked, unit, None, silent=True)
        return self._line(asked, unit, entries.get(asked.measure))

    def line_of(self, indicator: Indicator, unit: Unit, entry: Entry | None) -> Line:
        """The line if the unit's row were ``entry``."""
        return self._line(self._asked_of(indicator, unit.group), unit, entry)

    def last(self, indicator: Indicator, unit: Unit) -> Benchmark | None:
        """Last year's value, where the rule lets no worse one pass and it is there."""
        rule = indicator.rule
        if not isinstance(rule, Reach) or rule.no_worse_than is None:
            return None
        found = self._own(rule.no_worse_than, indicator.measure, unit)
        return None if isinstance(found, Stop) else found

    def _asked_of(self, indicator: Indicator, group: str) -> Asked:
        key = indicator.id, group
        if key not in self._asked:
            self._asked[key] = self._ask(self._declared[indicator.id].for_group(group), group)
        return self._asked[key]

    def _ask(self, indicator: Indicator, group: str) -> Asked:
        rule, points = indicator.rule, indicator.points
        held = self._benchmark(indicator, group)
        return Asked(
            indicator,
            indicator.measure,
            of=rounded(Fraction(points), self.scheme.points.places),
            held=None if isinstance(held, str) else held,
            own=held if isinstance(held, str) else None,
            beside=rule if isinstance(rule, Places) or (isinstance(rule, Reach) and rule.no_worse_than) else None,
            awards=self._awards.setdefault((indicator.id, points), {}),
        )

    def _line(self, asked: Asked, unit: Unit, entry: Entry | None, *, silent: bool = False) -> Line:
        """The line of a row; ``silent`` says that the unit sent nothing at all."""
        indicator, measure, of, held, own, beside, awards = asked
        if own is not None:
            held = self._own(own, measure, unit)
        state = entry.state if entry else _MISSING
        if not isinstance(state, Given) or isinstance(held, Stop):
            return self._without(asked, unit, entry, state, held, silent=silent)
        value, bound, last, place = state.value, held.value if held else None, None, None
        key: tuple[object, ...] = (value, bound)
        if beside is not None:
            found = self._beside(beside, indicator, unit, value)
            if isinstance(found, Stop):
                return self._unscored(asked, found, None if found.reason == NO_PLACES else held, entry)
            last, place = found
            key = value, bound, last.value if last else None, place
        if self._by_digits:  # else equal numbers earn the same; 95 and 95.0 round a value to digits of their own
            key = tuple(map(str, key))
        kept = awards.get(key)
        if kept is None:
            award, policy = self._apply(indicator, value, bound, last.value if last else None, place), self.scheme.points
            kept = awards[key] = award, rounded(award.points, policy.places, policy.rounding)
        # As Line(...), whose own constructor is a Python function: 0.3 of its time, for every value of a nation.
        return tuple.__new__(Line, (indicator, "scored", kept[1], of, entry, held, kept[0], last, ""))

    def _beside(
        self, rule: Places | Reach, indicator: Indicator, unit: Unit, value: Decimal | str
    ) -> tuple[Benchmark | None, int | None] | Stop:
        """Last year's value, or the place among the other units; or why what a rule needs of them is not there."""
        if isinstance(rule, Reach):
            found = self._own("previous", indicator.measure, unit)
            return found if isinstance(found, Stop) else (found, None)
        if not isinstance(value, Decimal) or not rule.enters(value):
            return None, None
        place = self._placing.place(indicator, rule, unit, value)
        return Stop("open", NO_PLACES) if place is None else (None, place)

    def _without(
        self, asked: Asked, unit: Unit, entry: Entry | None, state: State, held: Benchmark | Stop | None, *, silent: bool
    ) -> Line:
        """The line of a row without a value, or without what its value is held against."""
        if isinstance(held, Stop) and held.state in IDLE:
            told = state.reason if isinstance(state, NotApplicable) and held.reason != NOT_THEIRS else held.reason
            return self._unscored(asked, Stop(held.state, told), entry=entry)
        if silent:
            return self._unscored(asked, Stop("open", NO_DATA))
        if isinstance(held, Stop):
            if held.reason in UNREAD or isinstance(state, Given):
                return self._unscored(asked, held, entry=entry)
            held = None
        match state:
            case NotApplicable(reason):
                return self._unscored(asked, Stop("not_applicable", reason), held, entry)
            case Unclear(text):
                return self._unscored(asked, Stop("open", text), held, entry)
        if self.year.doubtful(layout.DATA.name, unit.name.zh, asked.measure):
            return self._unscored(asked, Stop("open", UNASSIGNED), held, entry)
        return self._unscored(asked, Stop("missing", ""), held, entry)._replace(last=self.last(asked.indicator, unit))

    def _unscored(self, asked: Asked, stop: Stop, held: Benchmark | None = None, entry: Entry | None = None) -> Line:
        of = self._nothing if stop.state in IDLE else asked.of
        return Line(asked.indicator, stop.state, self._nothing, of, entry, held, reason=stop.reason)

    def _benchmark(self, indicator: Indicator, group: str) -> Benchmark | Stop | Source | None:
        """What values are held against, or why there is nothing; a source alone where each unit has its own."""
        rule = indicator.rule
        if not indicator.points:
            return Stop("not_applicable", NOT_THEIRS)
        if not isinstance(rule, Reach):
            return None
        bound, year = rule.bound, self.year.year
        if isinstance(rule.share, dict):  # one that a year has is plain by now
            return Stop("not_due", NOT_YET) if year < min(rule.share) else Stop("open", NO_TARGET)
        if isinstance(bound, Decimal):
            return Benchmark(bound, "target")
        if isinstance(bound, dict):
            if year in bound:
                return Benchmark(bound[year], "target")
            return Stop("not_due", NOT_YET) if year < min(bound) else Stop("open", NO_TARGET)
        return self._average(indicator.measure, group) if bound == "province" else bound

    def _average(self, measure: str, group: str) -> Benchmark | Stop:
        """The provincial average for units of a group."""
        if self.year.doubtful(layout.AVERAGES.name, group, measure):
            return Stop("open", AVERAGE_UNREAD)
        average = self.year.average(measure, group)
        if average is None:
            return Stop("open", NO_AVERAGE)
        return Benchmark(average.value, "province", average.cell, average.scope, average.source)

    def _own(self, source: Source, measure: str, unit: Unit) -> Benchmark | Stop:
        """A unit's own benchmark: its quota, or its value of last year."""
        year, name = self.year, unit.name.zh
        if source == "quota":
            quota = year.quotas.get((name, measure))
            if year.doubts and year.doubtful(layout.QUOTAS.name, name, measure):
                return Stop("open", QUOTA_UNREAD)
            return Benchmark(quota.value, "quota", quota.cell) if quota and quota.value else _NO_QUOTA
        previous = year.previous.get((name, measure))
        return Benchmark(previous.value, "previous", previous.cell) if previous else Stop("open", NO_PREVIOUS)

    def _apply(
        self, indicator: Indicator, value: Decimal | str, bound: Decimal | None, last: Decimal | None, place: int | None
    ) -> Award:
        rule = indicator.rule
        if isinstance(rule, Places):
            return rule.award(place, indicator.points)
        if isinstance(rule, Levels):
            return rule.award(str(value), indicator.points)
        assert isinstance(value, Decimal)  # noqa: S101 -- loading has held answers to levels, numbers to the rest
        if isinstance(rule, Reach):
            assert bound is not None  # noqa: S101 -- a reach without a benchmark never comes here
            now = None if last is None else compared(value, last, self.scheme)
            return rule.award(compared(value, bound, self.scheme), bound, indicator.points, last, now)
        return rule.award(value, indicator.points) if isinstance(rule, Bands) else rule.award(value)


def compared(value: Decimal, bound: Decimal, scheme: Scheme) -> Decimal:
    """The value as it is held against a bound: as it is, or rounded half up to the bound's own digits (修约值比较法)."""
    if scheme.compare == "exact":
        return value
    exponent = bound.as_tuple().exponent
    return quantise(value, max(0, -exponent) if isinstance(exponent, int) else 0)
