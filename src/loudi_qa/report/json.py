"""The result as JSON, by the contract: keys in English, points as decimal strings."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from loudi_qa.assess.city import city_targets
from loudi_qa.numbers import quantise, rounded, show
from loudi_qa.report.because import because, because_moved, sent_text, value_text
from loudi_qa.report.card import MOVED
from loudi_qa.report.grounds import assumed_points, points_by_basis
from loudi_qa.report.overview import department_name, within_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from loudi_qa.assess.result import (
        Assessment,
        CityTarget,
        ExtraLine,
        GroupResult,
        Line,
        LostPoints,
        UnitResult,
        VetoLine,
        Withheld,
    )  # fmt: skip
    from loudi_qa.findings import Finding
    from loudi_qa.scheme.mandate import Consequence
    from loudi_qa.scheme.models import Indicator
    from loudi_qa.words import Lang

    _Alike = Mapping[str, Mapping[str, Any]]

SCHEMA = 1
_LINE = dict.fromkeys((
    "id", "measure", "name", "group", "points", "of", "declared", "state", "assessed", "met", "value", "benchmark", "cell",
    "clause", "basis", "verified", "sent", "verified_by", "because",
))  # fmt: skip
"""The keys of a line in the order of the contract; what a line does not have is None."""


def assessment_json(assessment: Assessment, lang: Lang) -> dict[str, Any]:
    """The whole result."""
    return {k: list(v) if isinstance(v, Iterator) else v for k, v in assessment_stream(assessment, lang).items()}


def assessment_stream(assessment: Assessment, lang: Lang, only: UnitResult | None = None) -> dict[str, Any]:
    """The whole result, or that of one unit, with iterators for units and findings: each is made when it is asked for."""
    scheme = assessment.rules.scheme
    alike = alike_for_all(assessment, lang, scheme.indicators)
    return {
        **origin_json(assessment),
        "open": assessment.is_open,
        "assumed_points": str(assumed_points(assessment)),
        "points_by_basis": {k: str(v) for k, v in points_by_basis(assessment).items()},
        "policies": {
            "compare": scheme.compare,
            "rounding": scheme.points.rounding,
            "places": scheme.points.places,
            "round": scheme.points.round,
            "ties": scheme.rank.ties,
            "total": scheme.points.total,
            "na_points_go_to": scheme.na.points_go_to,
            "na_at_most": str(scheme.na.at_most),
        },
        "units": (unit_json(u, assessment, lang, alike) for u in (assessment.units if only is None else [only])),
        "city": [_city(t) for t in city_targets(assessment)],
        "assumptions": [{"id": a.id, "text": a.text.of(lang)} for a in scheme.assumptions],
        "findings": (finding_json(f, lang) for f in assessment.findings),
    }


def origin_json(assessment: Assessment) -> dict[str, Any]:
    """What every JSON about a result begins with: the year, under which rules, from which files."""
    scheme, year, rules = assessment.rules.scheme, assessment.year, assessment.rules
    return {
        "schema": SCHEMA,
        "year": year.year,
        "scheme": {"id": scheme.scheme, "edition": scheme.edition, "sha256": rules.sha256},
        "responsibilities": {"sha256": rules.mandate_sha256},
        "input": {"file": year.file, "sha256": year.sha256, "notice": year.notice},
        "previous": {"file": last.file, "sha256": last.sha256} if (last := assessment.last_year) else None,
    }


def unit_json(unit: UnitResult, assessment: Assessment, lang: Lang, alike: _Alike | None = None) -> dict[str, Any]:
    """One unit."""
    places = assessment.rules.scheme.points.places
    alike = alike or alike_for_all(assessment, lang, assessment.rules.scheme.indicators)
    return {
        "unit": unit.unit.name.zh,
        "rank": unit.rank,
        "total": _points(unit.total, places),
        "of": _points(unit.of, places),
        "total_without_na_points": _points(unit.total - unit.moved_points, places),
        "grade": unit.grade.grade if unit.grade else None,
        "grade_before_veto": unit.grade_before_veto.grade if unit.grade_before_veto else None,
        "withheld": [_withheld(w) for w in unit.withheld],
        "lowest": unit.lowest,
        "open": unit.is_open,
        "doubtful_sheets": list(unit.doubtful_sheets),
        "vetoes": [_veto(v, lang) for v in unit.vetoes],
        "extras": _points(unit.extra_points, places),
        "extra_lines": [extra_json(e, places, lang) for e in unit.extras],
        "groups": [_group(g, places, lang) for g in unit.groups],
        "indicators": [x for g in unit.groups for x in _group_lines(g, assessment, lang, alike)],
        "consequences": [_consequence(c, lang) for c in unit.consequences],
        "lost_by_department": [_lost(x, places, lang) for x in unit.lost],
    }


def _withheld(withheld: Withheld) -> dict[str, Any]:
    """A grade that the total reaches, and the indicators that keep the unit from it."""
    each = withheld.grade.each
    assert each is not None  # noqa: S101 -- only a condition withholds a grade
    lines = [line.indicator.id for line in withheld.lines]
    return {"grade": withheld.grade.grade, "share": show(each.share), "indicators": lines}


def _veto(line: VetoLine, lang: Lang) -> dict[str, Any]:
    veto, incident = line
    return {
        "id": veto.id,
        "name": veto.name.of(lang),
        "grade": veto.grade,
        "date": incident.date,
        "field": incident.field,
        "found_by": incident.found_by,
        "description": incident.description,
        "cell": str(incident.cell),
        "basis": veto.basis,
    }


def extra_json(line: ExtraLine, places: int, lang: Lang) -> dict[str, Any]:
    """One bonus or deduction of a unit."""
    return {
        "id": line.extra.id,
        "name": line.extra.name.of(lang),
        "count": show(line.quantity),
        "points": _points(line.points, places),
        "capped": line.capped,
        "cell": str(line.cell),
        "basis": line.extra.basis,
    }


def _group(group: GroupResult, places: int, lang: Lang) -> dict[str, Any]:
    points, of = _points(group.points, places), _points(group.of, places)
    return {"id": group.group.id, "name": group.group.name.of(lang), "points": points, "of": of, "assessed": bool(group.declared)}


def _consequence(consequence: Consequence, lang: Lang) -> dict[str, Any]:
    return {
        "id": consequence.id,
        "do": consequence.do.of(lang),
        "within": within_text(consequence.within, lang),
        "to": consequence.to.of(lang),
        "basis": consequence.basis,
    }


def _lost(lost: LostPoints, places: int, lang: Lang) -> dict[str, Any]:
    name = department_name(lost.department, lang)
    return {"department": name, "points": _points(lost.points, places), "indicators": list(lost.indicators)}


def _group_lines(group: GroupResult, assessment: Assessment, lang: Lang, alike: _Alike) -> list[dict[str, Any]]:
    lines = [line_json(x, assessment, lang, alike) for x in group.lines]
    moved = moved_json(group, assessment, lang)
    return lines if moved is None else [*lines, moved]


def moved_json(group: GroupResult, assessment: Assessment, lang: Lang) -> dict[str, Any] | None:
    """The line of a group's points of what is not applicable; None where nothing moved."""
    if group.moved is None:
        return None
    places = assessment.rules.scheme.points.places
    return {
        **_LINE,
        "id": group.moved_id,
        "name": MOVED.of(lang, group=group.group.name.of(lang)),
        "group": group.group.id,
        "points": _points(group.moved.points, places),
        "of": _points(group.moved.of, places),
        "state": "scored",
        "assessed": True,
        "basis": "assumed",
        "because": because_moved(group.moved, lang),
    }


def line_json(line: Line, assessment: Assessment, lang: Lang, alike: _Alike | None = None) -> dict[str, Any]:
    """One indicator of a unit; ``alike`` is what :func:`alike_for_all` gives, where many lines are written."""
    indicator, places = line.indicator, assessment.rules.scheme.points.places
    state = line.entry.state if line.entry else None
    return {
        **(alike or alike_for_all(assessment, lang, [indicator]))[indicator.id],
        "points": _points(line.points, places),
        "of": _points(line.of, places),
        "declared": _points(indicator.points, places),
        "state": line.state,
        "assessed": line.theirs,
        "met": line.award.met if line.award else None,
        "value": value_text(line) or None,
        "benchmark": show(line.benchmark.value) if line.benchmark else None,
        "cell": str(state.cell) if state and state.cell else None,
        "verified": getattr(state, "verified", None),
        "sent": sent_text(line) or None,
        "because": because(line, lang),
    }


def alike_for_all(assessment: Assessment, lang: Lang, indicators: Iterable[Indicator]) -> dict[str, dict[str, Any]]:
    """By indicator, a line with all that it says alike for every unit; the rest is blank, in the order of the contract."""
    mandate, year = assessment.rules.mandate, assessment.year.year
    return {
        i.id: {
            **_LINE,
            "id": i.id,
            "measure": i.measure,
            "name": assessment.rules.scheme.measure[i.measure].name.of(lang),
            "group": i.group,
            "clause": i.clause,
            "basis": i.basis_in(year),
            "verified_by": mandate.as_of(mandate.verifier[i.measure], year).name.of(lang),
        }
        for i in indicators
    }


def _city(target: CityTarget) -> dict[str, Any]:
    city = target.indicator.city
    assert city is not None  # noqa: S101 -- city_targets takes only indicators that have one
    gap = None if target.value is None else max(Fraction(city.at_least) - target.value, Fraction(0))
    return {
        "indicator": target.indicator.id,
        "target": show(city.at_least),
        "up_to": None if city.up_to is None else show(city.up_to),
        "by": "every year" if city.yearly else city.by,
        "value": None if target.value is None else show(rounded(target.value, 6)),
        "gap": None if gap is None else show(rounded(gap, 6)),
        "reported": target.reported,
        "expected": target.expected,
        "blocked_by": list(target.blocked_by),
    }


def findings_json(findings: Sequence[Finding], lang: Lang) -> dict[str, Any]:
    """Findings where there is no result, of a workbook that cannot be scored; each is made when it is asked for."""
    return {"schema": SCHEMA, "findings": (finding_json(f, lang) for f in findings)}


def finding_json(finding: Finding, lang: Lang) -> dict[str, Any]:
    """One finding, by the contract."""
    return {
        "code": finding.code,
        "level": finding.severity,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "unit": finding.unit,
        "measure": finding.measure,
        "message": finding.message(lang),
        "fix": finding.fix(lang),
        "read": finding.read,
        "as": finding.taken_as,
    }


@lru_cache(maxsize=65536)
def _points(points: Decimal, places: int) -> str:
    return str(quantise(points, places))
