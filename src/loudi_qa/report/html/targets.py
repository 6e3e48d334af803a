"""The way to the city's own targets: how much of each is reached."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.city import city_targets
from loudi_qa.numbers import rounded, show
from loudi_qa.report.html.geometry import length, written
from loudi_qa.report.views import city_value, gap_text
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, CityTarget
    from loudi_qa.words import Lang

ROOM = 240
"""Pixels that the whole target takes."""
_WHOLE, _TENTH = Decimal(100), Decimal("0.1")
_YEARLY = Words("每年", "yearly")


class Target(NamedTuple):
    """One target of the city, and the bar of what is reached of it."""

    id: str
    name: str
    asked: str
    by: str
    now: str
    before: str
    share: str
    width: str
    """Of the bar; nothing where no figure of the city can be had."""
    before_x: str
    reached: bool
    gap: str
    clause: str


def targets(result: Assessment, lang: Lang) -> tuple[Target, ...]:
    """Every target of the city, with last year's figure where last year is known."""
    last = {t.indicator.id: t for t in city_targets(result.previous)} if result.previous else {}
    return tuple(_target(t, last.get(t.indicator.id), result, lang) for t in city_targets(result))


def _target(target: CityTarget, last: CityTarget | None, result: Assessment, lang: Lang) -> Target:
    city = target.indicator.city
    assert city is not None  # noqa: S101 -- city_targets takes only indicators that have one
    measure = result.rules.scheme.measure[target.indicator.measure]
    unit = "" if measure.unit is None else measure.unit if measure.is_percent else f" {measure.unit}"
    asked = show(city.at_least) + (f"-{show(city.up_to)}" if city.up_to is not None else "")
    share = _share(target)
    before = last.value if last else None
    return Target(
        target.indicator.id,
        measure.name.of(lang),
        f"{asked}{unit}",
        _YEARLY.of(lang) if city.yearly else str(city.by or ""),
        "" if target.value is None else f"{city_value(target.value, measure, city.at_least)}{unit}",
        "" if before is None else f"{city_value(before, measure)}{unit}",
        "" if share is None else _percent(share),
        "" if share is None else written(length(share, Fraction(1), ROOM)),
        "" if before is None or not city.at_least else written(length(before, city.at_least, ROOM)),
        target.value is not None and target.value >= city.at_least,
        gap_text(target, measure, lang),
        target.indicator.clause or "",
    )


def _percent(share: Fraction) -> str:
    """The share with one digit, never rounded up to a target that is not reached."""
    shown = rounded(100 * share, 1)
    return f"{show(shown - _TENTH if share < 1 and shown >= _WHOLE else shown)}%"


def _share(target: CityTarget) -> Fraction | None:
    """How much of the target is reached; None where there is no figure of the city, or no share to speak of."""
    city = target.indicator.city
    if city is None or target.value is None or city.at_least <= 0:
        return None
    return target.value / Fraction(city.at_least)
