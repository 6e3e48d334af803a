"""A result explained: the card of a unit with how its total, grade and place came about; single lines step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loudi_qa.numbers import quantise, show
from loudi_qa.report import heading
from loudi_qa.report.card import MOVED, card
from loudi_qa.report.derivation import derivation, extra_derivation, moved_derivation
from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.json import extra_json, line_json, moved_json, origin_json, unit_json
from loudi_qa.report.stand import stand
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.report.derivation import Derivation
    from loudi_qa.report.working import Step
    from loudi_qa.submission.origin import Origins
    from loudi_qa.words import Lang

LABELS = {
    "cell": Words("单元格", "Cell"),
    "as_sent": Words("表中原样", "As it stands"),
    "as_read": Words("读作", "Read as"),
    "counts": Words("分子分母", "Counts"),
    "verified": Words("核定", "Verification"),
    "form": Words("来源表", "Sent in"),
    "evidence": Words("佐证材料", "Evidence"),
    "remark": Words("备注", "Remark"),
    "grounds": Words("核定依据", "Grounds"),
    "benchmark": Words("对照值", "Benchmark"),
    "rule": Words("规则", "Rule"),
    "state": Words("状态", "State"),
    "idle": Words("不适用", "Not applicable"),
    "earned": Words("其余指标", "The other lines"),
    "at_most": Words("上限", "At most"),
    "target": Words("应达到", "Target"),
    "comparison": Words("比较", "Comparison"),
    "last_year": Words("与上年比", "Against last year"),
    "steps": Words("计档", "Steps"),
    "share": Words("得分比例", "Share"),
    "sum": Words("计算", "Sum"),
    "deducted": Words("扣分", "Deducted"),
    "points": Words("得分", "Points"),
    "clause": Words("条款", "Clause"),
    "basis": Words("依据", "Basis"),
    "verifier": Words("核验部门", "Verified by"),
    "duty": Words("责任单位", "Answered by"),
    "total": Words("总分", "Total"),
    "grade": Words("等级", "Grade"),
    "veto": Words("一票否决", "Veto"),
    "place": Words("位次", "Place"),
}
_STANDING = Words("总分、等级和位次的由来", "How total, grade and place came about")
_STEP, _CONTENT, _LINE = Words("步骤", "Step"), Words("内容", "Content"), Words("指标", "Indicator")
_STEPS = Words("逐步推导", "Step by step")
_MORE = Words(
    "每一分的全部推导：loudi-qa explain {file} {unit} {example}",
    "every step to a point: loudi-qa explain {file} {unit} {example}",
)
_SCORED = Words("{id} {name}：得 {points} 分，满分 {of} 分", "{id} {name}: {points} of {of} points")
_UNSCORED = {
    "open": Words("{id} {name}：未计分，待定", "{id} {name}: open, not scored"),
    "not_applicable": Words("{id} {name}：不适用，不计分", "{id} {name}: not applicable, not scored"),
    "not_due": Words("{id} {name}：未到考核期，不计分", "{id} {name}: not due, not scored"),
    "not_theirs": Words("{id} {name}：不考核，不计分", "{id} {name}: not assessed, not scored"),
}
_EXTRA = Words("{id} {name}：{points} 分", "{id} {name}: {points} points")
_TITLE = Words("{unit} {year} 年度 {lines} 的推导", "{unit} {year}: how {lines} came about")


def derivations(assessment: Assessment, unit: UnitResult, origins: Origins | None) -> dict[str, Derivation]:
    """Every line of a unit by its id, in the order of the card: indicators and moved points group by group, then extras."""
    found: list[Derivation] = []
    for group in unit.groups:
        found += [derivation(assessment, unit, line, origins) for line in group.lines]
        name = MOVED.filled(group=group.group.name.words)
        moved = moved_derivation(assessment, group, name, group.moved_id)
        found += [moved] if moved else []
    found += [extra_derivation(assessment, line) for line in unit.extras]
    return {each.id: each for each in found}


def unit_document(assessment: Assessment, unit: UnitResult, lang: Lang) -> Document:
    """The card of a unit, with how its total, grade and place came about."""
    whole = card(assessment, unit, lang)
    lines, groups, _, *rest = whole.blocks
    columns = (Column(_STEP.of(lang)), Column(_CONTENT.of(lang), free=True, floor=35))
    standing = Table(_STANDING.of(lang), columns, tuple(_rows(stand(assessment, unit), lang)))
    example = max(unit.lines, key=lambda x: x.lost).indicator.id
    more = Note(_MORE.of(lang, file=_typed(assessment.year.file), unit=unit.unit.name.zh, example=example))
    return whole._replace(blocks=(lines, groups, standing, *rest, more))


def _typed(file: str) -> str:
    """A file's name as it is typed: in quotes where it would fall apart."""
    return f'"{file}"' if set(file) & set(" ()&;'") else file


def lines_document(assessment: Assessment, unit: UnitResult, lines: Sequence[Derivation], lang: Lang) -> Document:
    """Single lines of a unit step by step, in one table, so that CSV holds all of it."""
    several = len(lines) > 1
    columns = [Column(_STEP.of(lang)), Column(_CONTENT.of(lang), free=True, floor=35)]
    if several:
        columns.insert(0, Column(_LINE.of(lang)))
    rows = [(each.id, *row) if several else row for each in lines for row in _rows(each.steps, lang)]
    heads = tuple(_head(assessment, each, lang) for each in lines)
    names = ("、" if lang == "zh" else ", ").join(each.id for each in lines)
    title = _TITLE.of(lang, unit=unit.unit.name.of(lang), year=assessment.year.year, lines=names)
    top = (*heading.sources(assessment, lang), *heading.standing(assessment, lang))
    blocks: list[Block] = [*map(Note, heads), Table(_STEPS.of(lang), tuple(columns), tuple(rows))]
    return Document(title, top, tuple(blocks), heading.origin(assessment, lang))


def _head(assessment: Assessment, line: Derivation, lang: Lang) -> str:
    points = quantise(line.points, assessment.rules.scheme.points.places)
    if line.of is None:
        return _EXTRA.of(lang, id=line.id, name=line.name.of(lang), points=f"{points:+}")
    if line.state in _UNSCORED:
        return _UNSCORED[line.state].of(lang, id=line.id, name=line.name.of(lang))
    return _SCORED.of(lang, id=line.id, name=line.name.of(lang), points=points, of=show(line.of))


def _rows(steps: Iterable[Step], lang: Lang) -> list[tuple[str, str]]:
    return [(LABELS[step.key].of(lang), step.text.of(lang)) for step in steps]


def explained(
    assessment: Assessment, unit: UnitResult, lines: Iterable[Derivation], lang: Lang, *, whole: bool
) -> dict[str, Any]:
    """Lines of a unit step by step, as JSON; of the ``whole`` card with the unit's result and how it stands."""
    card_of = {"unit": unit_json(unit, assessment, lang), "standing": _steps(stand(assessment, unit), lang)}
    return {
        **origin_json(assessment),
        **(card_of if whole else {"unit": unit.unit.name.zh}),
        "lines": [_line(assessment, unit, each, lang) for each in lines],
    }


def _line(assessment: Assessment, unit: UnitResult, line: Derivation, lang: Lang) -> dict[str, Any]:
    """What the result says of a line, and the steps to it."""
    places = assessment.rules.scheme.points.places
    scored = {x.indicator.id: line_json(x, assessment, lang) for x in unit.lines if x.indicator.id == line.id}
    moved = {g.moved_id: moved_json(g, assessment, lang) or {} for g in unit.groups if g.moved_id == line.id}
    extra = {e.extra.id: extra_json(e, places, lang) for e in unit.extras if e.extra.id == line.id}
    return {**(scored | moved | extra)[line.id], "steps": _steps(line.steps, lang)}


def _steps(steps: Iterable[Step], lang: Lang) -> list[dict[str, str]]:
    return [{"step": step.key, "text": step.text.of(lang)} for step in steps]
