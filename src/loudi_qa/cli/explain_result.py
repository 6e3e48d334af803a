"""``loudi-qa explain WORKBOOK UNIT [INDICATOR]``: the card of a unit, or one line of it from the cell to the points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.named import MOST_NAMES, hint, unit_of, unit_result
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.tell import tell_findings
from loudi_qa.report.explained import derivations, lines_document, lines_explained, unit_document, unit_explained
from loudi_qa.submission.normalise import clean
from loudi_qa.submission.origin import Origins
from loudi_qa.words import Words
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.cli.options import Format
    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.derivation import Derivation
    from loudi_qa.scheme.load import Rules

_WHOSE = Words(
    "说明 {file} 里哪个单位的得分？请写上单位名：loudi-qa explain {file} {example}；单位有：{names}",
    "whose points in {file}? Add the unit: loudi-qa explain {file} {example}; the units are: {names}",
)
_NO_LINE = Words("{unit}的结果里没有“{line}”这一项{near}", "there is no line {line} in the result of {unit}{near}")
_NO_EXTRA = Words("{unit}在加分扣分表里没有 {line}", "{unit} has no {line} in 加分扣分")
_NOTHING_MOVED = Words("{unit}的这一组没有不适用分值转入", "no points of what is not applicable moved in that group of {unit}")


class Asked(NamedTuple):
    """What is to be explained, of whom, under which rules."""

    workbook: Path
    unit: str | None
    line: str | None = None
    previous: Path | None = None
    indicators: Path | None = None
    responsibilities: Path | None = None


def run(ui: Ui, asked: Asked, *, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Explain a unit's result, or lines of it; the exit code says whether the data have errors."""
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [asked.workbook, asked.previous, asked.indicators, asked.responsibilities], force=force)
    rules = load_rules(ui, asked.indicators, asked.responsibilities)
    if asked.unit is None:
        names = [u.name.zh for u in rules.mandate.units]
        raise UsageError(_WHOSE, file=asked.workbook, example=names[0], names="、".join(names[:MOST_NAMES]))
    unit_of(rules, asked.unit, ui)  # a mistyped name is told before a large workbook is read
    book = read(asked.workbook, way.limits(rules))
    assessment = way.score_book(book, rules, way.score(asked.previous, rules) if asked.previous else None)
    unit, origins = unit_result(assessment, asked.unit, ui), Origins(book)
    if asked.line is None:
        emit(
            ui,
            how,
            output,
            document=lambda: unit_document(assessment, unit, ui.lang),
            data=lambda: unit_explained(assessment, unit, origins, ui.lang),
        )
    else:
        lines = _lines(assessment, unit, asked.line, derivations(assessment, unit, origins), ui)
        emit(
            ui,
            how,
            output,
            document=lambda: lines_document(assessment, unit, lines, ui.lang),
            data=lambda: lines_explained(assessment, unit, lines, ui.lang),
        )
    tell_written(ui, output)
    own = [f for f in assessment.findings if f.unit in {None, unit.unit.name.zh}]
    tell_findings(ui, own)
    return Exit.FINDINGS if any(f.severity == "error" for f in assessment.findings) else Exit.FINE


def _lines(assessment: Assessment, unit: UnitResult, typed: str, known: dict[str, Derivation], ui: Ui) -> list[Derivation]:
    """The lines that are meant: an indicator, a measure (all its indicators), a bonus or deduction, or a group's moved points."""
    names = _names(assessment.rules)
    wanted = names.get(clean(typed).casefold())
    if wanted is None:
        listed = [*known, *assessment.rules.scheme.measure]
        raise UsageError(_NO_LINE, unit=unit.unit.name.of(ui.lang), line=typed, near=hint(clean(typed), listed, listed, ui))
    found = [known[each] for each in wanted if each in known]
    if not found:
        extra = wanted[0] in {e.id for e in assessment.rules.scheme.extras}
        raise UsageError(_NO_EXTRA if extra else _NOTHING_MOVED, unit=unit.unit.name.of(ui.lang), line=wanted[0])
    return found


def _names(rules: Rules) -> dict[str, list[str]]:
    """By everything a line may be called, the ids of the lines that are meant."""
    scheme = rules.scheme
    found: dict[str, list[str]] = {}
    for indicator in scheme.indicators:
        measure = scheme.measure[indicator.measure]
        for name in {measure.id, measure.name.zh, measure.name.en}:
            found.setdefault(name.casefold(), []).append(indicator.id)
    for extra in scheme.extras:
        found |= {name.casefold(): [extra.id] for name in (extra.id, extra.name.zh, extra.name.en)}
    found |= {f"{group.id}-na".casefold(): [f"{group.id}-na"] for group in scheme.groups}
    return found | {indicator.id.casefold(): [indicator.id] for indicator in scheme.indicators}
