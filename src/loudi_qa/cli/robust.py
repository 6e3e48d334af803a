"""``loudi-qa robust``: how firmly the result of a year stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.robust.study import study
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.named import unit_result
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.scored import is_no_workbook, scored
from loudi_qa.cli.tell import tell_findings, tell_of_unit
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.cli.options import Format
    from loudi_qa.cli.ui import Ui


MOST_UNITS = 400
"""Every unit is held against every other one: beyond so many, one unit at a time."""
_TOO_MANY = Words(
    "有 {n} 个单位，两两相比太久；请一次看一个单位：--unit 单位名",
    "there are {n} units, too many to hold each against every other: look at one at a time with --unit",
)


def run(
    ui: Ui, workbook: Path, *, indicators: Path | None, responsibilities: Path | None, previous: Path | None,
    unit: str | None, chosen: Format | None, as_json: bool, output: Path | None, force: bool,
) -> Exit:  # fmt: skip
    """Study a workbook's result, or one unit of it; the exit code says whether the data have errors."""
    if is_no_workbook(ui, workbook, "robust"):
        return Exit.UNREADABLE
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [workbook, previous, indicators, responsibilities], force=force)
    rules = load_rules(ui, indicators, responsibilities)
    if unit is None and len(rules.mandate.units) > MOST_UNITS:
        raise UsageError(_TOO_MANY, n=len(rules.mandate.units))
    assessment = scored(ui, how, output, workbook, rules, previous)
    only = None if unit is None else unit_result(assessment, unit, ui)
    _emit(ui, how, output, assessment, only)
    tell_written(ui, output)
    if only is None:
        tell_findings(ui, assessment.findings)
    else:
        tell_of_unit(ui, assessment.findings, only.unit.name.zh)
    return Exit.FINDINGS if any(f.severity == "error" for f in assessment.findings) else Exit.FINE


def _emit(ui: Ui, how: Format, output: Path | None, assessment: Assessment, only: UnitResult | None) -> None:
    from loudi_qa.report.robust import robust
    from loudi_qa.report.robust_json import robust_json

    found = study(assessment, only)
    emit(
        ui,
        how,
        output,
        document=lambda: robust(found, ui.lang, only),
        data=lambda: robust_json(found, ui.lang),
    )
