"""How firmly a result stands, as JSON: points as decimal strings, fractions that do not end as ``a/b``."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from loudi_qa.numbers import quantise, rounded, show
from loudi_qa.report.json import origin_json
from loudi_qa.report.robust import NOTE, tenths_below
from loudi_qa.report.robust_policies import policy_name

if TYPE_CHECKING:
    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.flips import Flip, Flips
    from loudi_qa.assess.robust.missing import Missed
    from loudi_qa.assess.robust.places import Extreme, Places
    from loudi_qa.assess.robust.policies import Policy, Shift
    from loudi_qa.assess.robust.steps import Step
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.assess.robust.ties import Lead, Tie
    from loudi_qa.assess.robust.values import Value
    from loudi_qa.assess.robust.ways import Way
    from loudi_qa.assess.robust.weights import Pair
    from loudi_qa.scheme.models import Grade
    from loudi_qa.words import Lang

_MOST_DIGITS = 12


def robust_json(study: Robustness, lang: Lang) -> dict[str, Any]:
    """Everything that ``robust`` finds."""
    places = study.assessment.rules.scheme.points.places
    return {
        **origin_json(study.assessment),
        "note": NOTE.of(lang),
        "neighbours": [_pair(p, places) for p in study.pairs],
        "places": [_places(p) for p in study.places],
        "flips": [_flips(f, places, lang) for f in study.flips],
        "ways": [_way(w, places, lang) for w in study.ways],
        "missing": [each for m in study.missed for each in _missed(m, places, lang)],
        "policies": [_policy(p, places, lang) for p in study.policies],
        "left_out": [u.unit.name.zh for u in study.left_out],
        "untold": [words.of(lang) for words in study.untold],
    }


def exact(value: Fraction) -> str:
    """A number without loss: its decimals where they end within a dozen, else ``a/b``."""
    near = rounded(value, _MOST_DIGITS)
    return show(near) if Fraction(near) == value else f"{value.numerator}/{value.denominator}"


def _pair(pair: Pair, places: int) -> dict[str, Any]:
    at = pair.turns_at
    return {
        "above": pair.above.unit.name.zh,
        "below": pair.below.unit.name.zh,
        "gap": _points(pair.gap, places),
        "swing": exact(pair.swing),
        "turns_at": None if at is None else exact(at),
        "percent": None if at is None else tenths_below(at),
        "tie": pair.tie and _tie(pair.tie),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {"unrounded": _lead(tie.unrounded), "without_na_points": tie.without_moved and _lead(tie.without_moved)}


def _lead(lead: Lead) -> dict[str, Any]:
    return {"ahead": lead.unit.unit.name.zh if lead.unit else None, "by": exact(lead.by)}


def _places(found: Places) -> dict[str, Any]:
    return {
        "unit": found.unit.unit.name.zh,
        "rank": found.unit.rank,
        "share": exact(found.share),
        "best": _extreme(found.best, found.unit),
        "worst": _extreme(found.worst, found.unit),
    }


def _extreme(extreme: Extreme, unit: UnitResult) -> dict[str, Any]:
    """A place; with the weighting that gives it, where it is another one than now."""
    weights = None
    if extreme.changes is not None and extreme.place != unit.rank:
        weights = {x.indicator.id: exact(c) for x, c in zip(unit.lines, extreme.changes, strict=True)}
    return {"rank": extreme.place, "exact": extreme.exact, "weights": weights}


def _flips(flips: Flips, places: int, lang: Lang) -> dict[str, Any]:
    return {
        **_unit(flips.unit, places),
        "better": flips.better and _flip(flips.better, places, lang),
        "worse": flips.worse and _flip(flips.worse, places, lang),
        "unexamined": [m.id for m in flips.unexamined],
    }


def _flip(flip: Flip, places: int, lang: Lang) -> dict[str, Any]:
    after = {"total_after": _points(flip.total, places), "rank_after": flip.place, "grade_after": flip.grade.grade}
    return {**_change(flip, lang), **after}


def _change(change: Flip | Step, lang: Lang) -> dict[str, Any]:
    lever, to = change.lever, change.to
    return {
        "code": lever.code,
        "name": lever.of.name.of(lang),
        "cell": str(lever.cell) if lever.cell else None,
        "from": _value(lever.now),
        "to": _value(to),
        "change": None if lever.answers else exact(lever.change(to)),
        "share": exact(change.share),
        "cases": change.cases,
    }


def _way(way: Way, places: int, lang: Lang) -> dict[str, Any]:
    return {
        **_unit(way.unit, places),
        "next": way.grade.grade,
        "bound": _points(way.grade.at_least, places),
        "short": _points(way.need, places),
        "lacking": [x.indicator.id for x in way.lacking],
        "vetoed": way.vetoed,
        "reached": bool(way.steps),
        "steps": [{**_change(s, lang), "total_after": _points(t, places)} for s, t in zip(way.steps, way.totals, strict=True)],
        "share": exact(way.share),
        "total_after": _points(way.total, places),
        "proved": way.proved,
        "unexamined": [m.id for m in way.left_out],
    }


def _missed(missed: Missed, places: int, lang: Lang) -> list[dict[str, Any]]:
    unit = missed.unit.unit.name.zh
    return [
        {"unit": unit, "code": i.measure.id, "name": i.measure.name.of(lang), "of": _points(i.of, places)} for i in missed.items
    ]


def _policy(policy: Policy, places: int, lang: Lang) -> dict[str, Any]:
    return {
        "policy": policy.name,
        "name": policy_name(policy, lang),
        "verified": policy.verified,
        "changed": sum(s.change != 0 for s in policy.shifts),
        "largest": exact(policy.largest),
        "units": [_shift(s, places) for s in policy.shifts if s.change or s.place != s.unit.rank or s.grade != s.unit.grade],
    }


def _shift(shift: Shift, places: int) -> dict[str, Any]:
    total = shift.total
    after = {
        "total_after": _points(total, places) if isinstance(total, Decimal) else exact(total),
        "rank_after": shift.place,
        "grade_after": _grade(shift.grade),
    }
    return {**_unit(shift.unit, places), **after}


def _unit(unit: UnitResult, places: int) -> dict[str, Any]:
    return {
        "unit": unit.unit.name.zh,
        "total": _points(unit.total, places),
        "rank": unit.rank,
        "grade": _grade(unit.grade),
    }


def _grade(grade: Grade | None) -> str | None:
    return grade.grade if grade else None


def _value(value: Value | None) -> str | None:
    return show(value) if isinstance(value, Decimal) else value


def _points(points: Decimal, places: int) -> str:
    return str(quantise(points, places))
