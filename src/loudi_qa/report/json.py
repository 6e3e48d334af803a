"""The result as JSON, by the contract: keys in English, points as decimal strings."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from loudi_qa.assess.city import city_targets
from loudi_qa.numbers import quantise, rounded, show
from loudi_qa.report import heading
from loudi_qa.report.because import because, because_moved, value_text
from loudi_qa.report.card import moved_id
from loudi_qa.report.overview import department_name, within_text
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment, CityTarget, GroupResult, Line, UnitResult
    from loudi_qa.findings import Finding

SCHEMA = 1
_MOVED = Words("不适用分值按本组得分率计入", "points not applicable, at the group's own rate")


def assessment_json(assessment: Assessment, lang: Lang) -> dict[str, Any]:
    """The whole result."""
    scheme, year, rules = assessment.rules.scheme, assessment.year, assessment.rules
    return {
        "schema": SCHEMA,
        "year": year.year,
        "scheme": {"id": scheme.scheme, "edition": scheme.edition, "sha256": rules.sha256},
        "responsibilities": {"sha256": rules.mandate_sha256},
        "input": {"file": year.file, "sha256": year.sha256, "notice": year.notice},
        "open": assessment.is_open,
        "assumed_points": str(heading.assumed_points(assessment)),
        "points_by_basis": {k: str(v) for k, v in heading.points_by_basis(assessment).items()},
        "policies": {
            "compare": scheme.compare,
            "rounding": scheme.points.rounding,
            "places": scheme.points.places,
            "round": scheme.points.round,
            "ties": scheme.rank.ties,
            "na_at_most": str(scheme.na.at_most),
        },
        "units": [unit_json(u, assessment, lang) for u in assessment.units],
        "city": [_city(t) for t in city_targets(assessment)],
        "assumptions": [{"id": a.id, "text": a.text.of(lang)} for a in scheme.assumptions],
        "findings": [finding_json(f, lang) for f in assessment.findings],
    }


def unit_json(unit: UnitResult, assessment: Assessment, lang: Lang) -> dict[str, Any]:
    """One unit."""
    places = assessment.rules.scheme.points.places
    return {
        "unit": unit.unit.name.zh,
        "rank": unit.rank,
        "total": _points(unit.total, places),
        "of": _points(unit.of, places),
        "total_without_na_points": _points(unit.total - unit.moved_points, places),
        "grade": unit.grade.grade if unit.grade else None,
        "grade_before_veto": unit.grade_before_veto.grade if unit.grade_before_veto else None,
        "open": unit.is_open,
        "doubtful_sheets": list(unit.doubtful_sheets),
        "vetoes": [
            {
                "id": v.veto.id,
                "name": v.veto.name.of(lang),
                "grade": v.veto.grade,
                "date": v.incident.date,
                "field": v.incident.field,
                "found_by": v.incident.found_by,
                "description": v.incident.description,
                "cell": str(v.incident.cell),
                "basis": v.veto.basis,
            }
            for v in unit.vetoes
        ],
        "extras": _points(unit.extra_points, places),
        "extra_lines": [
            {
                "id": e.extra.id,
                "name": e.extra.name.of(lang),
                "count": show(e.quantity),
                "points": _points(e.points, places),
                "capped": e.capped,
                "cell": str(e.cell),
                "basis": e.extra.basis,
            }
            for e in unit.extras
        ],
        "groups": [
            {
                "id": g.group.id,
                "name": g.group.name.of(lang),
                "points": _points(g.points, places),
                "of": _points(g.of, places),
            }
            for g in unit.groups
        ],
        "indicators": [x for g in unit.groups for x in _group_lines(g, assessment, lang)],
        "consequences": [
            {
                "id": c.id,
                "do": c.do.of(lang),
                "within": within_text(c.within, lang),
                "to": c.to.of(lang),
                "basis": c.basis,
            }
            for c in unit.consequences
        ],
        "lost_by_department": [
            {
                "department": department_name(x.department, lang),
                "points": _points(x.points, places),
                "indicators": list(x.indicators),
            }
            for x in unit.lost
        ],
    }


def _group_lines(group: GroupResult, assessment: Assessment, lang: Lang) -> list[dict[str, Any]]:
    lines = [_line(x, assessment, lang) for x in group.lines]
    if group.moved is None:
        return lines
    places = assessment.rules.scheme.points.places
    moved = {
        "id": moved_id(group),
        "measure": None,
        "name": _MOVED.of(lang),
        "group": group.group.id,
        "points": _points(group.moved.points, places),
        "of": _points(group.moved.of, places),
        "declared": None,
        "state": "scored",
        "met": None,
        "value": None,
        "benchmark": None,
        "cell": None,
        "clause": None,
        "basis": "assumed",
        "verified": None,
        "because": because_moved(group.moved, lang),
    }
    return [*lines, moved]


def _line(line: Line, assessment: Assessment, lang: Lang) -> dict[str, Any]:
    indicator, places = line.indicator, assessment.rules.scheme.points.places
    state = line.entry.state if line.entry else None
    return {
        "id": indicator.id,
        "measure": indicator.measure,
        "name": assessment.rules.scheme.measure[indicator.measure].name.of(lang),
        "group": indicator.group,
        "points": _points(line.points, places),
        "of": _points(line.of, places),
        "declared": _points(indicator.points, places),
        "state": line.state,
        "met": line.award.met if line.award else None,
        "value": value_text(line) or None,
        "benchmark": show(line.benchmark.value) if line.benchmark else None,
        "cell": str(state.cell) if state and state.cell else None,
        "clause": indicator.clause,
        "basis": indicator.basis_in(assessment.year.year),
        "verified": getattr(state, "verified", None),
        "because": because(line, lang),
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
    """Findings where there is no result: of ``validate``, and of a workbook that cannot be scored."""
    return {"schema": SCHEMA, "findings": [finding_json(f, lang) for f in findings]}


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


def _points(points: Decimal, places: int) -> str:
    return str(quantise(points, places))
