"""Findings for people: totals, alike ones together, nothing left out without saying so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding

LEVELS: dict[Level, Words] = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "note": Words("提示", "note"),
}
_READ = Words("  读到：{read}", "  read: {read}")
_FIX = Words("  改法：{fix}", "  fix:  {fix}")
_MORE = Words(
    "  另有 {n} 处同样的{level}（{code}），加 -v 或 --format json 查看全部",
    "  {n} more of {code}; -v or --format json shows all of them",
)
_TOTAL = Words("共 {error} 个错误，{warning} 个警告，{note} 个提示", "{error} errors, {warning} warnings, {note} notes")
_HIDDEN = Words("（提示未列出，加 -v 查看）", " (notes are not listed; -v shows them)")
_SHOWN_OF_A_CODE = 10


def tell_findings(ui: Ui, findings: Sequence[Finding]) -> None:
    """Findings on standard error: notes and warnings first, errors last, where the eye is; then the totals."""
    shown: tuple[Level, ...] = ("note", "warning", "error") if ui.verbose else ("error",) if ui.quiet else ("warning", "error")
    for level in shown:
        _tell_level(ui, [f for f in findings if f.severity == level], level)
    if findings and not ui.quiet:
        count = Counter(f.severity for f in findings)
        totals = _TOTAL.of(ui.lang, error=count["error"], warning=count["warning"], note=count["note"])
        ui.say(totals + (_HIDDEN.of(ui.lang) if count["note"] and not ui.verbose else ""))


def _tell_level(ui: Ui, findings: Iterable[Finding], level: Level) -> None:
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    for code, alike in sorted(by_code.items()):
        listed = alike if ui.verbose else alike[:_SHOWN_OF_A_CODE]
        for finding in listed:
            tell_finding(ui, finding)
        if len(alike) > len(listed):
            ui.tell(_MORE, n=len(alike) - len(listed), level=LEVELS[level].of(ui.lang), code=code)


def tell_finding(ui: Ui, finding: Finding) -> None:
    """One finding: code, sentence, place, what was read, what to do."""
    lang = ui.lang
    head = f"{LEVELS[finding.severity].of(lang)}[{finding.code}]"
    ui.say(f"{head}: {finding.message(lang)}")
    ui.say(f"  --> {finding.place}")
    if finding.read:
        ui.tell(_READ, read=finding.read)
    ui.tell(_FIX, fix=finding.fix(lang))
