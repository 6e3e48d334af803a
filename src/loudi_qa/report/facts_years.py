"""What two years show over all units: indicators reached anew, missed again or missed anew, and the city's own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.city import city_targets
from loudi_qa.assess.compare.failures import failed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.result import CityTarget, UnitResult
    from loudi_qa.scheme.models import Indicator


class Course(NamedTuple):
    """An indicator over two years: the units, by name, that reached it now, missed it again, or missed it now."""

    indicator: Indicator
    closed: tuple[str, ...]
    again: tuple[str, ...]
    anew: tuple[str, ...]


def courses(pair: Pair) -> tuple[Course, ...]:
    """Every indicator of the newer rules on which anything failed in either year, in the order of its group and id."""
    closed = _by_indicator((f.before.indicator.id, f.unit) for f in pair.failures if f.outcome == "closed")
    again = _by_indicator((f.before.indicator.id, f.unit) for f in pair.failures if f.outcome == "open")
    anew = _by_indicator(
        (i, change.name) for change in pair.changes if change.before and change.after for i in _anew(change.before, change.after)
    )
    scheme, found = pair.newer.rules.scheme, []
    for indicator in (i for group in scheme.groups for i in scheme.by_group[group.id]):
        course = Course(indicator, *(units.get(indicator.id, ()) for units in (closed, again, anew)))
        found += [course] if any(course[1:]) else []
    return tuple(found)


def _anew(before: UnitResult, after: UnitResult) -> Iterable[str]:
    """The indicators that a unit reached last year and fails now."""
    reached = {x.indicator.id for x in before.lines if x.state == "scored" and not failed(x)}
    return [x.indicator.id for x in after.lines if failed(x) and x.indicator.id in reached]


def _by_indicator(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for indicator, unit in pairs:
        found[indicator] = (*found.get(indicator, ()), unit)
    return found


class CityCourse(NamedTuple):
    """A figure of the whole city in both years."""

    before: CityTarget
    after: CityTarget
    change: Fraction
    """This year's figure less last year's, exactly."""


def city_courses(pair: Pair) -> tuple[CityCourse, ...]:
    """The city's figures that can be had in both years, by the same measure and unit; in the order of the newer rules."""
    old = {t.indicator.id: t for t in city_targets(pair.older)}
    before, after = pair.older.rules.scheme.measure, pair.newer.rules.scheme.measure
    found = []
    for target in city_targets(pair.newer):
        was = old.get(target.indicator.id)
        if was is None or was.value is None or target.value is None:
            continue
        one, other = before[was.indicator.measure], after[target.indicator.measure]
        if (one.id, one.unit, one.city) == (other.id, other.unit, other.city):
            found.append(CityCourse(was, target, target.value - was.value))
    return tuple(found)
