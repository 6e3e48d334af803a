"""``loudi-qa validate``: what is wrong in a form, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import check_target, emit, pick_format
from loudi_qa.cli.tell import LEVELS, tell_findings
from loudi_qa.findings import Unreadable
from loudi_qa.report.document import Column, Document, Table
from loudi_qa.report.json import findings_json
from loudi_qa.scheme.load import load
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding

_CLEAN = Words("{file}：没有错误和警告", "{file}: no errors, no warnings")


def run(
    ui: Ui, paths: Sequence[Path], *, indicators: Path | None, responsibilities: Path | None,
    chosen: Format | None, as_json: bool, output: Path | None, force: bool,
) -> Exit:  # fmt: skip
    """Check every file, then speak; a file that cannot be read does not keep the others from being checked."""
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [*paths, indicators, responsibilities], force=force)
    rules = load(indicators, responsibilities)
    found: list[Finding] = []
    unreadable = False
    for path in paths:
        if path.name.startswith(("~$", ".~")):  # the lock files of Excel and WPS
            continue
        try:
            own = way.validate(path, rules)
        except Unreadable as error:
            own, unreadable = [error.finding], True
        if not ui.quiet and all(f.severity == "note" for f in own):
            ui.tell(_CLEAN, file=path)
        found += own
    if how is Format.table and output is None:
        tell_findings(ui, found)
    else:
        emit(ui, how, output, document=lambda: _document(ui, found), data=lambda: findings_json(found, ui.lang))
    if unreadable:
        return Exit.UNREADABLE
    return Exit.FINDINGS if any(f.severity == "error" for f in found) else Exit.FINE


def _document(ui: Ui, findings: Sequence[Finding]) -> Document:
    lang = ui.lang
    columns = (
        Column(Words("代码", "Code").of(lang)),
        Column(Words("级别", "Level").of(lang)),
        Column(Words("位置", "Place").of(lang)),
        Column(Words("读到", "Read").of(lang), rank=2),
        Column(Words("问题", "Finding").of(lang), free=True),
        Column(Words("改法", "Fix").of(lang), rank=1, free=True),
    )
    rows = tuple((f.code, LEVELS[f.severity].of(lang), f.place, f.read or "", f.message(lang), f.fix(lang)) for f in findings)
    title = Words("检查结果", "Findings").of(lang)
    return Document(title, (), (Table(title, columns, rows),))
