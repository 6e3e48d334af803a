"""What ``validate`` says, as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from loudi_qa.report.json import SCHEMA, finding_json
from loudi_qa.submission.recorder import MENDED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.findings import Finding
    from loudi_qa.report.checked import Checked, CheckedFile, Compared
    from loudi_qa.submission.round import Round
    from loudi_qa.words import Lang


def checked_json(checked: Checked, lang: Lang) -> dict[str, Any]:
    """Totals, files, every finding, the log of corrections; the round and the last try where they were asked for.

    Findings and corrections are iterators: each is made when it is asked for.
    """
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "totals": {"files": len(checked.files), **_levels(checked.findings)},
        "files": [_file(f) for f in checked.files],
        "findings": (finding_json(f, lang) for f in checked.findings),
        "corrections": (_correction(f, lang) for f in checked.findings if f.code == MENDED),
    }
    if checked.round is not None:
        data["round"] = _round(checked.round)
    if checked.compared is not None:
        data["since"] = [_compared(c, lang) for c in checked.compared]
    return data


def _levels(findings: Iterable[Finding]) -> dict[str, int]:
    count = Counter(f.severity for f in findings)
    return {"errors": count["error"], "warnings": count["warning"], "notes": count["note"]}


def _file(file: CheckedFile) -> dict[str, Any]:
    sent = file.submission
    return {
        "file": file.file,
        "sha256": sent.sha256 if sent else None,
        "kind": {"unit": "form", "department": "verification", "office": "year"}[sent.sender.kind] if sent else None,
        "sender": sent.sender.name if sent else None,
        "year": sent.year.year if sent and sent.year else None,
        **_levels(file.findings),
    }


def _correction(finding: Finding, lang: Lang) -> dict[str, Any]:
    rule = finding.fields["rule"]
    return {
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "unit": finding.unit,
        "measure": finding.measure,
        "before": finding.read,
        "after": finding.taken_as,
        "rule": rule.of(lang) if hasattr(rule, "of") else rule,
    }


def _round(found: Round) -> dict[str, Any]:
    return {
        "counted": {sender.name: form.file for sender, form in found.counted.items()},
        "undecided": [s.name for s in found.undecided],
        "missing": [f.unit for f in found.findings if f.code == "E601"],
    }


def _compared(compared: Compared, lang: Lang) -> dict[str, Any]:
    since = compared.since
    parts = {"mended": since.mended, "left": since.left, "new": since.new} if since else {}
    return {"who": compared.who, "earlier": since is not None or compared.gone, "now": not compared.gone} | {
        name: [finding_json(f, lang) for f in findings] for name, findings in parts.items()
    }
