"""Findings beside a result, on standard error: warnings first, errors last, where the eye is; then the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.told import told, totals
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding

_TOTAL = Words("共 {totals}", "{totals}")
_OTHERS = Words(
    "其他单位的数据另有 {n} 个错误，改正之前结果不能公布",
    "errors in the data of other units: {n}; not fit to publish until they are mended",
)
_HIDDEN = Words("（提示未列出，加 -v 查看）", " (notes are not listed; -v shows them)")


def tell_findings(ui: Ui, findings: Sequence[Finding]) -> None:
    """Tell what was found; nothing where nothing was."""
    levels: tuple[Level, ...] = ("note", "warning", "error") if ui.verbose else ("error",) if ui.quiet else ("warning", "error")
    for note in told(findings, ui.lang, levels=levels, verbose=ui.verbose):
        ui.say(note.text)
    if findings and not ui.quiet:
        unsaid = not ui.verbose and any(f.severity == "note" for f in findings)
        ui.say(_TOTAL.of(ui.lang, totals=totals(findings, ui.lang)) + (_HIDDEN.of(ui.lang) if unsaid else ""))


def tell_of_unit(ui: Ui, findings: Sequence[Finding], unit: str) -> None:
    """Tell what was found about one unit, and how many errors of others keep the result from being published."""
    own = [f for f in findings if f.unit in {None, unit}]
    tell_findings(ui, own)
    others = sum(f.severity == "error" for f in findings) - sum(f.severity == "error" for f in own)
    if others:
        ui.tell(_OTHERS, n=others)


def tell_finding(ui: Ui, finding: Finding) -> None:
    """One finding alone."""
    for note in told([finding], ui.lang, levels=(finding.severity,)):
        ui.say(note.text)
