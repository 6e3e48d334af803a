"""``loudi-qa explain WORKBOOK UNIT [INDICATOR]``: the card of a unit, or one line of it from the cell to the points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa import api
from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.named import MOST_NAMES, nearest, unit_of, unit_result
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.scored import is_no_workbook, told_if_none
from loudi_qa.cli.tell import tell_of_unit
from loudi_qa.report.explained import derivations, explained, lines_document, unit_document
from loudi_qa.submission.normalise import clean
from loudi_qa.submission.origin import Origins
from loudi_qa.words import Words, listed
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence
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
_NO_EXTRA = Words(
    "{unit}没有计入 {line}：加分扣分表里没有这一项，或者数量为 0 或读不出",
    "no {line} counts for {unit}: it is not in 加分扣分, its 数量 is 0, or cannot be read",
)
_LINES = Words("；例如：{names}", "; for example: {names}")
_NEAR = Words("；相近的有：{names}", "; near to it: {names}")
_TURNED = Words("顺序写反了，应为：loudi-qa explain {typed}", "the other way round: loudi-qa explain {typed}")
_NOTHING_MOVED = Words("{unit}的这一组没有不适用分值转入", "no points of what is not applicable moved in that group of {unit}")


_STANDING = {"总分", "等级", "位次", "名次", "否决", "一票否决", "total", "grade", "rank", "place", "veto"}
"""What is told on the card itself."""


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
    if is_no_workbook(ui, asked.workbook, "explain"):
        return Exit.UNREADABLE
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [asked.workbook, asked.previous, asked.indicators, asked.responsibilities], force=force)
    rules = load_rules(ui, asked.indicators, asked.responsibilities)
    if asked.unit is None:
        names = [u.name.zh for u in rules.mandate.units]
        raise UsageError(_WHOSE, file=asked.workbook, example=names[0], names=listed(names[:MOST_NAMES]))
    if asked.line is not None and clean(asked.unit) not in rules.mandate.unit and clean(asked.line) in rules.mandate.unit:
        raise UsageError(_TURNED, typed=f"{asked.workbook} {asked.line} {asked.unit}")
    unit_of(rules, asked.unit, ui)  # a mistyped name is told before a large workbook is read
    with told_if_none(ui, how, output):
        book = read(asked.workbook, api.limits(rules))
        assessment = way.score_book(book, rules, way.score(asked.previous, rules) if asked.previous else None)
    unit = unit_result(assessment, asked.unit, ui)
    known = derivations(assessment, unit, Origins(book))
    lines = (
        None
        if asked.line is None or clean(asked.line).casefold() in _STANDING
        else _lines(assessment, unit, asked.line, known, ui)
    )
    emit(
        ui,
        how,
        output,
        document=lambda: lines_document(assessment, unit, lines, ui.lang) if lines else unit_document(assessment, unit, ui.lang),
        data=lambda: explained(assessment, unit, lines or known.values(), ui.lang, whole=lines is None),
    )
    tell_written(ui, output)
    tell_of_unit(ui, assessment.findings, unit.unit.name.zh)
    return Exit.FINDINGS if any(f.severity == "error" for f in assessment.findings) else Exit.FINE


def _lines(assessment: Assessment, unit: UnitResult, typed: str, known: dict[str, Derivation], ui: Ui) -> list[Derivation]:
    """The lines that are meant: an indicator, a measure (all its indicators), a bonus or deduction, or a group's moved points."""
    names, name = _names(assessment.rules), clean(typed).casefold()
    holding = [ids for each, ids in names.items() if name and name in each]  # 空气质量 is enough where one name holds it
    wanted = names.get(name) or (holding[0] if holding and all(ids == holding[0] for ids in holding) else None)
    if wanted is None:
        near = _hint(assessment.rules, name, ui, holding)
        raise UsageError(_NO_LINE, unit=unit.unit.name.of(ui.lang), line=typed, near=near)
    found = [known[each] for each in wanted if each in known]
    if not found:
        extra = wanted[0] in {e.id for e in assessment.rules.scheme.extras}
        raise UsageError(_NO_EXTRA if extra else _NOTHING_MOVED, unit=unit.unit.name.of(ui.lang), line=wanted[0])
    return found


def _hint(rules: Rules, name: str, ui: Ui, holding: Sequence[Sequence[str]]) -> str:
    """Which lines may be meant, by id and name: those whose name holds what was typed, else the nearest names."""
    scheme = rules.scheme
    called = {i.id: scheme.measure[i.measure].name.of(ui.lang) for i in scheme.indicators}
    called |= {e.id: e.name.of(ui.lang) for e in scheme.extras}
    names = {**{text.casefold(): i for i, text in called.items()}, **{i.casefold(): i for i in called}}
    near = [i for ids in holding for i in ids] or [names[n] for n in nearest(name, names, 3)]
    lines = [f"{i} {called.get(i, '')}".strip() for i in dict.fromkeys(near or called)]
    return (_NEAR if near else _LINES).of(ui.lang, names=listed(lines[:MOST_NAMES]))


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
