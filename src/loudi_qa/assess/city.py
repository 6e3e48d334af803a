"""The targets of the whole city: what the units add up to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.assess.result import CityTarget
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import Given, NotApplicable

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.scheme.models import Indicator, Measure
    from loudi_qa.submission.year import Entry


def city_targets(assessment: Assessment) -> tuple[CityTarget, ...]:
    """Every indicator with a figure for the city, in the order of its group and id.

    A rate of the city is counts over counts (sum of 分子 / sum of 分母); an average of rates would be another number,
    so without the counts of every unit there is none, and the units that keep it open are named.
    """
    scheme = assessment.rules.scheme
    ordered = (i for group in scheme.groups for i in scheme.by_group[group.id])
    return tuple(_target(i, scheme.measure[i.measure], assessment) for i in ordered if i.city)


def _target(indicator: Indicator, measure: Measure, assessment: Assessment) -> CityTarget:
    entries = [(u, assessment.year.entries.get(u.name.zh, {}).get(measure.id)) for u in assessment.rules.mandate.units]
    applicable = {u.name.zh: e for u, e in entries if _applies(u, e, indicator, assessment)}
    given = {u: e for u, e in applicable.items() if e and isinstance(e.state, Given) and isinstance(e.state.value, Decimal)}
    if measure.city == "pooled":
        blocked = tuple(u for u, e in given.items() if not _counts_stand(e))
        value = None if blocked else _pooled(list(given.values()))
        return CityTarget(indicator, value, len(given), len(applicable), blocked)
    numbers = [
        Fraction(e.state.value) for e in given.values() if isinstance(e.state, Given) and isinstance(e.state.value, Decimal)
    ]
    value = None
    if numbers and measure.city != "none":
        value = sum(numbers, Fraction(0)) if measure.city == "sum" else min(numbers)
    return CityTarget(indicator, value, len(given), len(applicable))


def _applies(unit: Unit, entry: Entry | None, indicator: Indicator, assessment: Assessment) -> bool:
    """Whether a unit was to report: it is assessed on it, has no reason not to and, where quotas are handed out, has one.

    What was reported anyway counts as well.
    """
    if entry and isinstance(entry.state, NotApplicable):
        return False
    given = bool(entry and isinstance(entry.state, Given))
    if not indicator.for_group(unit.group).points:
        return given
    if not (isinstance(indicator.rule, Reach) and indicator.rule.bound == "quota"):
        return True
    quota = assessment.year.quotas.get((unit.name.zh, indicator.measure))
    return (quota is not None and quota.value > 0) or given


def _counts_stand(entry: Entry) -> bool:
    """Whether 分子 and 分母 can stand for the value: both there, no more good than all, and not overruled by a 核定值."""
    if entry.numerator is None or not entry.denominator or (isinstance(entry.state, Given) and entry.state.verified):
        return False
    return 0 <= entry.numerator <= entry.denominator


def _pooled(entries: list[Entry]) -> Fraction | None:
    good = sum((Fraction(e.numerator) for e in entries if e.numerator is not None), Fraction(0))
    all_ = sum((Fraction(e.denominator) for e in entries if e.denominator is not None), Fraction(0))
    return 100 * good / all_ if all_ else None
