"""``loudi-qa score``: the result of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import is_folder
from loudi_qa.cli.options import Format, View
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.tell import tell_findings
from loudi_qa.findings import Unreadable
from loudi_qa.report.document import Document
from loudi_qa.submission.normalise import clean
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding

_NO_UNIT = Words("没有“{unit}”这个单位{near}", "there is no unit {unit}{near}")
_NEAR = Words("，是不是 {near}？", "; did you mean {near}?")
_KNOWN = Words("；单位有：{names}", "; the units are: {names}")
_A_FOLDER = Words(
    "{file} 是文件夹；score 只看一个年度工作簿，填报表先用 loudi-qa collect 汇总",
    "{file} is a folder; score takes one year's workbook: loudi-qa collect joins the forms first",
)
_TWO_VIEWS = Words("--unit 与 --by 只能用一个", "use either --unit or --by, not both")


def run(
    ui: Ui, workbook: Path, *, indicators: Path | None, responsibilities: Path | None, previous: Path | None,
    unit: str | None, by: View | None, top: int | None, chosen: Format | None, as_json: bool, output: Path | None, force: bool,
) -> Exit:  # fmt: skip
    """Score a workbook and print it; the exit code says whether the data have errors."""
    if unit is not None and by:
        raise UsageError(_TWO_VIEWS)
    if is_folder(workbook):
        ui.tell(_A_FOLDER, file=workbook)
        return Exit.UNREADABLE
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [workbook, previous, indicators, responsibilities], force=force)
    rules = load_rules(ui, indicators, responsibilities)
    try:
        assessment = way.score(workbook, rules, previous)
    except way.NoYear as nothing:
        _findings_alone(ui, how, output, nothing.findings)
        tell_findings(ui, nothing.findings)
        return Exit.FINDINGS
    except Unreadable as error:
        _findings_alone(ui, how, output, [error.finding])
        raise
    only = None if unit is None else _unit(assessment, unit, ui)
    emit(
        ui,
        how,
        output,
        document=lambda: _document(assessment, only, by, top, ui),
        data=lambda: _data(assessment, only, ui),
    )
    tell_written(ui, output)
    tell_findings(ui, assessment.findings)
    return Exit.FINDINGS if any(f.severity == "error" for f in assessment.findings) else Exit.FINE


def _findings_alone(ui: Ui, how: Format, output: Path | None, findings: Sequence[Finding]) -> None:
    """Where there is no result, JSON on standard output still says why; a file is not made for it."""
    if how is Format.json and output is None:
        from loudi_qa.report.json import findings_json

        emit(ui, how, output, document=lambda: Document("", (), ()), data=lambda: findings_json(findings, ui.lang))


def _unit(assessment: Assessment, name: str, ui: Ui) -> UnitResult:
    known = assessment.rules.mandate.unit | {u.name.en: u for u in assessment.rules.mandate.units}
    name = clean(name)
    if name not in known:
        from difflib import get_close_matches

        match = get_close_matches(name, known, n=1, cutoff=0.4)
        names = "、".join(u.name.zh for u in assessment.rules.mandate.units[:10])
        hint = _NEAR.of(ui.lang, near=match[0]) if match else _KNOWN.of(ui.lang, names=names)
        raise UsageError(_NO_UNIT, unit=name, near=hint)
    return next(u for u in assessment.units if u.unit.name.zh == known[name].name.zh)


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
