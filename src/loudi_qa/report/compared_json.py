"""Results side by side, as JSON: points as decimal strings, what does not apply as null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loudi_qa.numbers import quantise
from loudi_qa.report.change import item_name
from loudi_qa.report.compared import ORDER, benchmark_of, value_of
from loudi_qa.report.followed import whose
from loudi_qa.report.json import SCHEMA, origin_json
from loudi_qa.report.overview import within_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.compare.edits import Edit
    from loudi_qa.assess.compare.failures import Failure
    from loudi_qa.assess.compare.followup import FollowUp
    from loudi_qa.assess.compare.split import Change, ItemChange, UnitChange
    from loudi_qa.assess.items import Item
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.words import Lang


def comparison_json(pairs: Sequence[Pair], lang: Lang) -> dict[str, Any]:
    """The whole comparison, or as much of it as the pairs hold."""
    results = [pairs[0].older, *(pair.newer for pair in pairs)]
    return {
        "schema": SCHEMA,
        "order": ["data", "benchmarks", "rules"],
        "order_text": ORDER.of(lang),
        "results": [_result(result) for result in results],
        "pairs": [_pair(pair, lang) for pair in pairs],
    }


def _result(result: Assessment) -> dict[str, Any]:
    told = origin_json(result)
    return {key: told[key] for key in ("year", "scheme", "responsibilities", "input")} | {"open": result.is_open}


def _pair(pair: Pair, lang: Lang) -> dict[str, Any]:
    return {
        "from": {"year": pair.older.year.year, "file": pair.older.year.file},
        "to": {"year": pair.newer.year.year, "file": pair.newer.year.file},
        "one_year": pair.one_year,
        "units": [_unit(pair, c, lang) for c in pair.changes],
        "failures": [_failure(f, lang) for f in pair.failures],
        "follow_ups": [_follow_up(f, lang) for f in pair.follow_ups],
        "edits": [_edit(pair, e, lang) for e in pair.edits],
    }


def _unit(pair: Pair, change: UnitChange, lang: Lang) -> dict[str, Any]:
    again = [f.before.indicator.id for f in pair.failures if f.unit == change.name and f.outcome == "open"]
    return {
        "unit": change.name,
        "before": _standing(change.before, pair.older),
        "after": _standing(change.after, pair.newer),
        **_change(change.change, _places(pair)),
        "lines": [_line(pair, item, lang) for item in change.items],
        "failed_again": again,
    }


def _standing(unit: UnitResult | None, result: Assessment) -> dict[str, Any] | None:
    if unit is None:
        return None
    total = str(quantise(unit.total, result.rules.scheme.points.places))
    return {"total": total, "grade": unit.grade.grade if unit.grade else None, "rank": unit.rank, "open": unit.is_open}


def _places(pair: Pair) -> int:
    """Both editions' points can be told with the more digits of the two."""
    return max(r.rules.scheme.points.places for r in (pair.older, pair.newer))


def _change(change: Change | None, places: int) -> dict[str, Any]:
    if change is None:
        return dict.fromkeys(("change", "data", "benchmarks", "rules"))
    parts = {"change": change.total, "data": change.data, "benchmarks": change.benchmarks, "rules": change.rules}
    return {key: str(quantise(part, places)) for key, part in parts.items()}


def _line(pair: Pair, item: ItemChange, lang: Lang) -> dict[str, Any]:
    name = item_name(pair.newer if item.after else pair.older, item.piece).of(lang)
    sides = (("before", item.before, pair.older), ("after", item.after, pair.newer))
    return {"id": item.id, "name": name, **{k: _piece(i, r) for k, i, r in sides}, **_change(item.change, _places(pair))}


def _piece(item: Item | None, result: Assessment) -> dict[str, Any] | None:
    if item is None:
        return None
    points = str(quantise(item.points, result.rules.scheme.points.places))
    return {"points": points, "value": value_of(item), "benchmark": benchmark_of(item)}


def _failure(failure: Failure, lang: Lang) -> dict[str, Any]:
    department = failure.department.name.of(lang)
    return {"unit": failure.unit, "indicator": failure.before.indicator.id, "department": department, "state": failure.outcome}


def _follow_up(follow_up: FollowUp, lang: Lang) -> dict[str, Any]:
    asked = follow_up.consequence
    return {
        "unit": follow_up.unit,
        "id": asked.id,
        "do": asked.do.of(lang),
        "within": within_text(asked.within, lang),
        "due": follow_up.due.isoformat() if follow_up.due else None,
        "to": asked.to.of(lang),
        "state": follow_up.state,
        "escalated_to": [{"id": c.id, "do": c.do.of(lang)} for c in follow_up.further],
    }


def _edit(pair: Pair, edit: Edit, lang: Lang) -> dict[str, Any]:
    cell = edit.difference
    return {
        "sheet": edit.sheet,
        "cell": cell.cell,
        "gone": cell.gone,
        "unit": edit.unit,
        "group": None if edit.unit is not None else whose(pair, edit).of(lang),
        "code": edit.code,
        "column": cell.column,
        "before": cell.before or None,
        "after": cell.after or None,
        "points": None if edit.points is None else str(quantise(edit.points, _places(pair))),
    }
