"""The rules as JSON: all four views at once, keys in English, points as decimal strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loudi_qa.numbers import quantise, show
from loudi_qa.report.rulebook import told
from loudi_qa.report.rulebook.bureaus import bureaus
from loudi_qa.report.rulebook.clauses import clauses
from loudi_qa.report.rulebook.ledger import by_basis, entries, settings
from loudi_qa.report.rulebook.policies import policies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.report.rulebook.book import Item, Points, Rulebook
    from loudi_qa.report.rulebook.bureaus import Bureau, Part
    from loudi_qa.report.rulebook.clauses import Clause
    from loudi_qa.report.rulebook.ledger import Entry
    from loudi_qa.scheme.mandate import Consequence
    from loudi_qa.scheme.models import Indicator
    from loudi_qa.words import Lang

SCHEMA = 1


def rulebook_json(book: Rulebook, lang: Lang) -> dict[str, Any]:
    """Everything that the views show; what people read is in one language."""
    scheme, source = book.scheme, book.scheme.source
    return {
        "schema": SCHEMA,
        "year": book.year,
        "scheme": {
            "id": scheme.scheme,
            "name": scheme.name.of(lang),
            "edition": scheme.edition,
            "sha256": book.rules.sha256,
            "responsibilities_sha256": book.rules.mandate_sha256,
        },
        "source": {
            "document": source.document,
            "title": source.title.of(lang),
            "issuer": source.issuer.of(lang),
            "date": source.date,
        },
        "policies": {key: {"topic": topic, "text": text} for key, topic, text in policies(book, lang)},
        "full": show(scheme.points.full),
        "points_basis": scheme.points.basis,
        "groups": [_group(book, g.id, g.name.of(lang), lang) for g in scheme.groups],
        "without_points": [i.id for i in book.idle],
        "extras": _extras(book, lang),
        "vetoes": [
            {
                "id": v.id,
                "name": v.name.of(lang),
                "definition": v.definition.of(lang),
                "grade": v.grade,
                "clause": v.clause,
                "anchor": v.anchor,
                "basis": v.basis,
                "assumptions": [e.assumption.id for e in entries(book) if v in e.bearing.vetoes],
            }
            for v in scheme.vetoes
        ],
        "grades": [
            {"grade": g.grade, "name": g.name.of(lang), "at_least": show(g.at_least), "text": told.grade_bound(book, g, lang)}
            for g in scheme.grades
        ],
        "consequences": [_consequence(c, lang) for c in book.mandate.consequences],
        "departments": [_bureau(book, b, lang) for b in bureaus(book)],
        "clauses": [_clause(book, c, lang) for c in clauses(book)],
        "assumptions": [_entry(book, e, lang) for e in entries(book)],
        "figures": {
            basis: {**_points(book, book.sum(items)), "indicators": _ids(items)} for basis, items in by_basis(book).items()
        },
        "settings": [
            {"kind": s.kind, "id": s.id or None, "what": s.what.of(lang), "basis": s.basis, "source": s.source.of(lang) or None}
            for s in settings(book)
        ],
    }


def _points(book: Rulebook, points: Points) -> dict[str, Any]:
    """Points; where they vary by group of units, the most, and those of each group."""
    shown = [str(quantise(p, book.scheme.points.places)) for p in points]
    groups = [g.id for g in book.mandate.benchmark_groups]
    by_group = dict(zip(groups, shown, strict=True)) if len(set(shown)) > 1 else None
    return {"points": shown[points.index(max(points))], "points_by_group": by_group}


def _ids(items: Iterable[Item]) -> list[str]:
    return [i.indicator.id for i in items]


def _group(book: Rulebook, group: str, name: str, lang: Lang) -> dict[str, Any]:
    items = book.of(i.id for i in book.scheme.by_group[group])
    return {
        "id": group,
        "name": name,
        **_points(book, book.sum(items)),
        "indicators": [_item(book, item, lang) for item in items],
    }


def _item(book: Rulebook, item: Item, lang: Lang) -> dict[str, Any]:
    indicator = item.indicator
    return {
        "id": indicator.id,
        "measure": item.measure.id,
        "name": item.name.of(lang),
        **_points(book, item.points),
        "asked": item.asked.of(lang),
        "city": _city(indicator),
        "clause": indicator.clause,
        "anchor": indicator.anchor,
        "basis": indicator.basis,
        "basis_in_year": indicator.basis_in(book.year),
        "lead": item.lead.name.of(lang),
        "verifier": item.verifier.name.of(lang),
    }


def _city(indicator: Indicator) -> dict[str, Any] | None:
    """The document's figure for the whole city."""
    city = indicator.city
    if city is None:
        return None
    up_to = None if city.up_to is None else show(city.up_to)
    return {"at_least": show(city.at_least), "up_to": up_to, "by": city.by, "yearly": city.yearly}


def _extras(book: Rulebook, lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "id": e.id,
            "name": e.name.of(lang),
            "effect": e.effect,
            "each": show(e.rule.each),
            "cap": show(e.rule.cap),
            "text": told.tally_text(e, lang),
            "clause": e.clause,
            "anchor": e.anchor,
            "basis": e.basis,
        }
        for e in book.scheme.extras
    ]


def _consequence(consequence: Consequence, lang: Lang) -> dict[str, Any]:
    within = consequence.within
    return {
        "id": consequence.id,
        "when": told.when_text(consequence.when, lang),
        "do": consequence.do.of(lang),
        "within": {"months": within.months, "working_days": within.working_days} if within else None,
        "to": consequence.to.of(lang),
        "basis": consequence.basis,
        "source": consequence.source.of(lang),
        "public": consequence.public,
    }


def _bureau(book: Rulebook, bureau: Bureau, lang: Lang) -> dict[str, Any]:
    return {
        "department": bureau.department.name.of(lang),
        **_points(book, bureau.points),
        "carries_on": [
            {
                "department": c.name.name.of(lang),
                "part": c.since.takes.of(lang) if c.since.takes else None,
                "from": c.since.since,
                "evidence": c.since.evidence,
            }
            for c in bureau.carried
        ],
        "leads": [_part(p, lang) for p in bureau.leads],
        "takes_part_in": [_part(p, lang) for p in bureau.joins],
        "indicators": _ids(bureau.items),
        "verifies": [m.id for m in bureau.verifies],
    }


def _part(part: Part, lang: Lang) -> dict[str, Any]:
    return {"clause": part.duty.clause, "title": part.duty.title.of(lang), "named": list(part.named)}


def _clause(book: Rulebook, clause: Clause, lang: Lang) -> dict[str, Any]:
    duty = clause.duty
    return {
        "clause": clause.clause or None,
        "cover": clause.cover,
        **_points(book, book.sum(clause.items)),
        "indicators": _ids(clause.items),
        "extras": [e.id for e in clause.extras],
        "vetoes": [v.id for v in clause.vetoes],
        "consequences": [c.id for c in clause.consequences],
        "duty": {"title": duty.title.of(lang), "units": list(duty.units)} if duty else None,
        "led_by": [{"unit": led.duty.units[0], "clause": led.duty.clause, "indicators": _ids(led.items)} for led in clause.led],
        "without_points": list(clause.idle),
        "answers_for": _ids(clause.answers),
        "bears_on": _ids(clause.related),
        "uncovered": [{"anchor": r.anchor, "why": r.why.of(lang)} for r in clause.reasons],
    }


def _entry(book: Rulebook, entry: Entry, lang: Lang) -> dict[str, Any]:
    bears = entry.bearing
    return {
        "id": entry.assumption.id,
        "text": entry.assumption.text.of(lang),
        "bears_on": list(entry.assumption.bears_on),
        **_points(book, entry.points),
        "indicators": _ids(entry.items),
        "extras": [e.id for e in bears.extras],
        "vetoes": [v.id for v in bears.vetoes],
        "grades": bears.grades,
    }
