"""What an assumption bears on: indicators, bonuses and deductions, vetoes, by their ids or by a feature of their rules.

A feature is named by the word the YAML itself uses for it, so that an assumption on quotas says ``bears_on: [quota]`` and goes
on bearing on every indicator that is held against a quota, whichever are added or taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.complain import reference
from loudi_qa.scheme.rules import Bands, Levels, PerStep, Places, Ramp, Reach, Tally
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loudi_qa.scheme.complain import Complaint
    from loudi_qa.scheme.models import Assumption, Extra, Indicator, Measure, Scheme, Veto

    Feature = Callable[[Indicator, Measure, int], bool]


class Bearing(NamedTuple):
    """What an assumption bears on in a year."""

    indicators: tuple[Indicator, ...] = ()
    extras: tuple[Extra, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    grades: bool = False


def _held_against(source: str) -> Feature:
    return lambda indicator, _measure, _year: isinstance(indicator.rule, Reach) and source in indicator.rule.sources


def _of_kind(kind: type) -> Feature:
    return lambda indicator, _measure, _year: isinstance(indicator.rule, kind)


def _short(indicator: Indicator) -> object:
    return indicator.rule.short if isinstance(indicator.rule, Reach) else None


FEATURES: dict[str, Feature] = {
    "points": lambda _indicator, _measure, _year: True,
    "province": _held_against("province"),
    "quota": _held_against("quota"),
    "previous": _held_against("previous"),
    "share": lambda indicator, _measure, _year: isinstance(indicator.rule, Reach) and indicator.rule.share != 1,
    "no_worse_than": lambda indicator, _measure, _year: isinstance(indicator.rule, Reach) and bool(indicator.rule.no_worse_than),
    "several": lambda _indicator, measure, _year: measure.several,
    "early": lambda indicator, _measure, year: indicator.basis_in(year) != indicator.basis,
    "zero_at": lambda indicator, _measure, _year: isinstance(_short(indicator), Ramp),
    "proportional": lambda indicator, _measure, _year: _short(indicator) == "proportional",
    "per": lambda indicator, _measure, _year: isinstance(_short(indicator), PerStep),
    "bands": _of_kind(Bands),
    "levels": _of_kind(Levels),
    "tally": _of_kind(Tally),
    "places": _of_kind(Places),
    "count": lambda _indicator, measure, _year: measure.answers is None and not measure.is_percent,
    "na": lambda _indicator, measure, _year: bool(measure.na),
}
"""Features of indicators. ``early``: held to a figure that the document sets for a later year; ``count``: counts things."""

OTHERS = ("extras", "vetoes", "grades")
"""What else an assumption may bear on as a whole."""


def bearing(scheme: Scheme, assumption: Assumption, year: int) -> Bearing:
    """What an assumption bears on in a year, in the order of the file."""
    named = set(assumption.bears_on)
    features = [FEATURES[name] for name in assumption.bears_on if name in FEATURES]
    return Bearing(
        tuple(i for i in scheme.indicators if i.id in named or any(f(i, scheme.measure[i.measure], year) for f in features)),
        tuple(e for e in scheme.extras if e.id in named or "extras" in named),
        tuple(v for v in scheme.vetoes if v.id in named or "vetoes" in named),
        grades="grades" in named,
    )


def bearing_complaints(scheme: Scheme) -> Iterator[Complaint]:
    """Names under ``bears_on`` that are neither an id nor a feature."""
    ids = [*(i.id for i in scheme.indicators), *(e.id for e in scheme.extras), *(v.id for v in scheme.vetoes)]
    known = [*FEATURES, *OTHERS, *ids]
    what = Words("指标、加减分、否决事项或规则特征", "indicator, extra, veto or feature of rules")
    for i, assumption in enumerate(scheme.assumptions):
        for j, name in enumerate(assumption.bears_on):
            yield from reference(("assumptions", i, "bears_on", j), name, known, what)
