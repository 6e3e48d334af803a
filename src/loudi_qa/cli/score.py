"""``loudi-qa score``: the result of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.cli.bundle import check_bundle, write_bundle
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.named import unit_result
from loudi_qa.cli.options import View
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.scored import is_no_workbook, scored
from loudi_qa.cli.tell import tell_findings
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.cli.options import Format
    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.document import Document

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
    tell_findings(ui, assessment.findings)
    return Exit.FINDINGS if any(f.severity == "error" for f in assessment.findings) else Exit.FINE


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
    from loudi_qa.report.json import assessment_json

    data = assessment_json(assessment, ui.lang)
    if only is not None:
        data["units"] = [u for u in data["units"] if u["unit"] == only.unit.name.zh]
    return data
