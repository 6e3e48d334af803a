"""A run of cases as JSON: keys in English, points as decimal strings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from loudi_qa.report.json import SCHEMA
from loudi_qa.report.tried.failure import given, how
from loudi_qa.report.tried.untried import figure
from loudi_qa.scheme.cases import LineCase

if TYPE_CHECKING:
    from loudi_qa.assess.cases.run import Compared, Outcome
    from loudi_qa.report.tried.session import Coverage, Session
    from loudi_qa.scheme.models import Scheme
    from loudi_qa.words import Lang


def session_json(session: Session, lang: Lang) -> dict[str, Any]:
    """The whole run."""
    scheme, n, failed = session.rules.scheme, len(session.outcomes), len(session.failed)
    return {
        "schema": SCHEMA,
        "scheme": {"id": scheme.scheme, "edition": scheme.edition, "sha256": session.rules.sha256},
        "responsibilities": {"sha256": session.rules.mandate_sha256},
        "files": [
            {"file": str(path), "cases": len(outcomes), "failed": sum(not o.passed for o in outcomes)}
            for path, outcomes in session.files
        ],
        "cases": n,
        "passed": n - failed,
        "failed": failed,
        "not_selected": session.left_out,
        "results": [_outcome(outcome, lang) for outcome in session.outcomes],
        "coverage": _coverage(session.coverage, scheme, lang) if session.coverage else None,
    }


def _outcome(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    ready, case = outcome.ready, outcome.ready.case
    return {
        "name": case.name.of(lang),
        "file": str(ready.path),
        "line": ready.line,
        "indicator": case.indicator if isinstance(case, LineCase) else None,
        "year": ready.year.year,
        "given": given(outcome).of(lang),
        "passed": outcome.passed,
        "compared": [_compared(c, outcome, lang) for c in outcome.compared],
    }


def _compared(compared: Compared, outcome: Outcome, lang: Lang) -> dict[str, Any]:
    """One thing that was expected; the steps only where something else came out."""
    expected = compared.expected
    told = {
        "unit": None if outcome.ready.about else expected.unit,
        "what": "points" if outcome.ready.about else expected.what,
        "expected": _plain(expected.wanted),
        "got": _plain(compared.got),
    }
    if compared.agrees:
        return told
    return {**told, "steps": [{"step": label.of(lang), "text": text.of(lang)} for label, text in how(outcome, compared)]}


def _plain(value: Decimal | int | str | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _coverage(coverage: Coverage, scheme: Scheme, lang: Lang) -> dict[str, Any]:
    mutation = coverage.mutation
    file = str(coverage.rules.path)
    return {
        "untried": [
            {
                "item": g.item.id,
                "file": file,
                "line": coverage.rules.line(g.item.path),
                "untried": [s.of(lang) for s in g.untried],
            }
            for g in coverage.gaps
        ],
        "mutation": None
        if mutation is None
        else {
            "numbers": mutation.numbers,
            "choices": mutation.choices,
            "mutants": mutation.mutants,
            "survivors": [
                {
                    "which": figure(m, scheme),
                    "file": file,
                    "line": coverage.rules.line(m.line),
                    "now": m.old.zh,
                    "changed": m.new.zh,
                }
                for m in mutation.survivors
            ],
            "without_effect": [
                {"which": figure(e.mutant, scheme), "changed": e.mutant.new.zh, "why": e.why.of(lang)} for e in mutation.excused
            ],
        },
    }
