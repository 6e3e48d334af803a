"""What changed between two editions of the rules, as JSON: keys in English, points as decimal strings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from loudi_qa.numbers import quantise, show
from loudi_qa.report.change import item_name
from loudi_qa.report.json import SCHEMA, finding_json
from loudi_qa.report.rules_diff.document import summary
from loudi_qa.report.rules_diff.impact import causes
from loudi_qa.report.rules_diff.sentences import sentences
from loudi_qa.scheme.diff.change import SCORING
from loudi_qa.scheme.rules import Model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loudi_qa.assess.editions import UnderBoth, Unheld
    from loudi_qa.assess.items import Item, ItemMove
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.findings import Finding
    from loudi_qa.report.rules_diff.document import Where
    from loudi_qa.report.rules_diff.impact import Impact
    from loudi_qa.report.rules_diff.sentences import Told
    from loudi_qa.scheme.diff.change import Changes
    from loudi_qa.scheme.load import Rules
    from loudi_qa.words import Lang


def changes_json(
    changes: Changes,
    where: Where,
    lang: Lang,
    made: Impact | None = None,
    findings: Mapping[str, Sequence[Finding]] | None = None,
) -> dict[str, Any]:
    """All changes, those of words too; ``impact`` where a workbook was given, null where it could not be scored by both."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "old": _side(changes.old, where[0]),
        "new": _side(changes.new, where[1]),
        "same_bytes": changes.same_files,
        "same_meaning": not changes.every and not changes.following,
        "summary": summary(changes, lang),
        "counts": {
            "changes": len(changes.every),
            **{effect: len(changes.of(effect)) for effect in ("points", "grades", "places", "practice", "wording")},
            "following": changes.following,
        },
        "changes": [_change(t, lang) for t in sentences(changes)],
    }
    if findings is not None:
        data["impact"] = _impact(changes, made, lang) if made else None
        data["findings"] = {which: [finding_json(f, lang) for f in found] for which, found in findings.items()}
    return data


def _side(rules: Rules, where: tuple[str, ...]) -> dict[str, Any]:
    return {
        "files": list(where),
        "scheme": {"id": rules.scheme.scheme, "edition": rules.scheme.edition, "sha256": rules.sha256},
        "responsibilities": {"sha256": rules.mandate_sha256},
    }


def _change(told: Told, lang: Lang) -> dict[str, Any]:
    change, difference = told.change, told.change.difference
    return {
        "n": change.n,
        "file": difference.file,
        "section": difference.section or None,
        "key": difference.key or None,
        "field": difference.field or None,
        "effect": change.effect,
        "moves_result": change.effect in SCORING,
        "points": None if change.points is None else show(change.points),
        "indicators": list(change.indicators),
        "before": plain(difference.before),
        "after": plain(difference.after),
        "sentence": told.sentence.of(lang),
    }


def plain(value: object) -> Any:
    """A value as JSON has it: numbers exactly, as text; an entry without the fields that were left out."""
    match value:
        case Decimal():
            return show(value)
        case Model():
            fields = {d.alias or f: getattr(value, f) for f, d in type(value).model_fields.items()}
            return {f: plain(v) for f, v in fields.items() if v is not None}
        case dict():
            return {str(k): plain(v) for k, v in value.items()}
        case tuple() | list():
            return [plain(v) for v in value]
        case _:
            return value


def _impact(changes: Changes, made: Impact, lang: Lang) -> dict[str, Any]:
    year = made.after.year
    return {
        "year": year.year,
        "input": {"file": year.file, "sha256": year.sha256},
        "without_data": {side: _unheld(found) for side, found in zip(("before", "after"), made.unheld, strict=True)},
        "units": [_unit(changes, made, u, lang) for u in made.units],
    }


def _unheld(found: Unheld | None) -> dict[str, Any] | None:
    """Measures that the workbook cannot hold under an edition, and the most points that a unit lacks for it."""
    return None if found is None else {"measures": list(found.measures), "points": show(found.points)}


def _unit(changes: Changes, made: Impact, unit: UnderBoth, lang: Lang) -> dict[str, Any]:
    return {
        "unit": unit.unit.unit.name.zh,
        "before": _standing(unit.before, made.before),
        "after": _standing(unit.after, made.after),
        "change": None if unit.change is None else str(unit.change),
        "lines": [_line(changes, made, unit, move, lang) for move in unit.items],
    }


def _standing(unit: UnitResult | None, result: Assessment) -> dict[str, Any] | None:
    if unit is None:
        return None
    total = str(quantise(unit.total, result.rules.scheme.points.places))
    return {"total": total, "grade": unit.grade.grade if unit.grade else None, "rank": unit.rank, "open": unit.is_open}


def _line(changes: Changes, made: Impact, unit: UnderBoth, move: ItemMove, lang: Lang) -> dict[str, Any]:
    return {
        "id": move.id,
        "name": item_name(made.after if move.after else made.before, move.piece).of(lang),
        "before": _piece(move.before, made.before),
        "after": _piece(move.after, made.after),
        "change": str(move.change),
        "changes": [c.n for c in causes(changes, unit, move)],
    }


def _piece(item: Item | None, result: Assessment) -> dict[str, Any] | None:
    if item is None:
        return None
    return {"points": str(quantise(item.points, result.rules.scheme.points.places)), "state": getattr(item.of, "state", None)}
