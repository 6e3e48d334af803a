"""What ``rules check`` says, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loudi_qa.report.json import SCHEMA

if TYPE_CHECKING:
    from loudi_qa.report.rules_checked import RulesChecked
    from loudi_qa.scheme.lint.held import FigureAt, Held
    from loudi_qa.words import Lang


def rules_checked_json(checked: RulesChecked, lang: Lang) -> dict[str, Any]:
    """Totals, every remark, and what came of the document's text where one was given."""
    scheme = checked.scheme
    return {
        "schema": SCHEMA,
        "scheme": scheme.scheme if scheme else None,
        "edition": scheme.edition if scheme else None,
        "year": checked.year,
        "totals": {f"{level}s": checked.count(level) for level in ("error", "warning", "note")},
        "remarks": [
            {
                "level": r.level,
                "kind": r.kind,
                "file": str(r.file) if r.file else None,
                "line": r.line or None,
                "message": r.message.of(lang),
                "fix": r.fix.of(lang),
            }
            for r in checked.remarks
        ],
        "text": _text(checked.held, lang) if checked.held else None,
    }


def _text(held: Held, lang: Lang) -> dict[str, Any]:
    return {
        "file": str(held.file),
        "clauses": [
            {
                "clause": c.clause.name,
                "line": c.clause.line,
                "standing": c.standing,
                "cover": c.cover,
                "why": c.why.of(lang) if c.why else None,
            }
            for c in held.clauses
        ],
        "anchors": [
            {"id": f.anchor.id, "anchor": f.anchor.text, "clause": f.clause.name, "line": f.clause.line} for f in held.placed
        ],
        "anchors_declared": held.anchors,
        "figures": [_figure(f, lang) for f in held.figures],
        "uncovered": {
            "figures": [_figure(f, lang) for f in held.figures if f.standing == "left"],
            "clauses": [c.clause.name for c in held.clauses if c.standing == "left"],
        },
        "lines_apart": [*held.parted.apart],
    }


def _figure(at: FigureAt, lang: Lang) -> dict[str, Any]:
    return {
        "figure": at.figure.text,
        "clause": at.clause.name,
        "line": at.clause.line,
        "excerpt": at.excerpt,
        "standing": at.standing,
        "by": [*at.by],
        "misquoted_by": [*at.near],
        "why": at.why.of(lang) if at.why else None,
    }
