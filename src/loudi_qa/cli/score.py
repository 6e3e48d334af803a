"""``loudi-qa score``: the result of the year."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from loudi_qa.cli.bundle import check_bundle, write_bundle
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.named import unit_result
from loudi_qa.cli.options import Format, View
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.scored import is_no_workbook, scored
from loudi_qa.cli.tell import tell_findings, tell_of_unit
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.document import Document

_MANY_FINDINGS = 200
_HOW_TO_READ = Words(
    "问题较多：--unit 单位名 只看一个单位的，--format json 有全部",
    "these are many: --unit NAME shows those of one unit, --format json has them all",
)
_MANY_UNITS = 100
_LONG_TABLE = Words(
    "以上共 {n} 个单位：--top 20 只列前 20 名，--unit 单位名 看一个单位，-o 结果.csv 写成文件用 Excel 或 WPS 打开",
    "{n} units above: --top 20 lists the first 20, --unit NAME shows one, -o result.csv writes a file for Excel or WPS",
)
_TWO_VIEWS = Words("--unit 与 --by 只能用一个", "use either --unit or --by, not both")


def run(
    ui: Ui, workbook: Path, *, indicators: Path | None, responsibilities: Path | None, previous: Path | None,
    unit: str | None, by: View | None, top: int | None, chosen: Format | None, as_json: bool, output: Path | None, force: bool,
    bundle: Path | None = None,
) -> Exit:  # fmt: skip
    """Score a workbook and print it; the exit code says whether the data have errors."""
    if unit is not None and by:
        raise UsageError(_TWO_VIEWS)
    if is_no_workbook(ui, workbook, "score"):
        return Exit.UNREADABLE
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [workbook, previous, indicators, responsibilities], force=force)
    if bundle is not None:
        check_bundle(bundle, output, [workbook, previous, indicators, responsibilities], force=force)
    rules = load_rules(ui, indicators, responsibilities)
    assessment = scored(ui, how, output, workbook, rules, previous)
    only = None if unit is None else unit_result(assessment, unit, ui)
    emit(
        ui,
        how,
        output,
        document=lambda: _document(assessment, only, by, top, ui),
        data=lambda: _data(assessment, only, ui),
    )
    tell_written(ui, output)
    if bundle is not None:
        write_bundle(ui, bundle, assessment, workbook, previous)
    _tell(ui, assessment, only)
    if sys.stdout.isatty() and how is Format.table and output is None and only is None and by is None:
        _tell_length(ui, len(assessment.units if top is None else assessment.units[:top]))
    return Exit.FINDINGS if any(f.severity == "error" for f in assessment.findings) else Exit.FINE


def _tell(ui: Ui, assessment: Assessment, only: UnitResult | None) -> None:
    if only is not None:
        tell_of_unit(ui, assessment.findings, only.unit.name.zh)
        return
    tell_findings(ui, assessment.findings)
    if len(assessment.findings) > _MANY_FINDINGS and not ui.quiet:
        ui.tell(_HOW_TO_READ)


def _tell_length(ui: Ui, units: int) -> None:
    """Whoever sees more units run by than a screen holds is told how to see fewer."""
    if units > _MANY_UNITS and not ui.quiet:
        ui.tell(_LONG_TABLE, n=units)


def _document(assessment: Assessment, only: UnitResult | None, by: View | None, top: int | None, ui: Ui) -> Document:
    if only is not None:
        from loudi_qa.report.card import card

        return card(assessment, only, ui.lang)
    if by is not None:
        from loudi_qa.report import views

        return (views.by_department if by is View.department else views.by_city)(assessment, ui.lang, top)
    from loudi_qa.report.overview import overview

    return overview(assessment, ui.lang, top)


def _data(assessment: Assessment, only: UnitResult | None, ui: Ui) -> object:
    from loudi_qa.report.json import assessment_stream

    return assessment_stream(assessment, ui.lang, only)
