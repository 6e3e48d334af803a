"""The whole derivation of one line: where its figure comes from, what it is held against, the sum, and who stands behind it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import rounded, show, written_out
from loudi_qa.report.because import because, sent_text, value_text
from loudi_qa.report.working import Step, extra_working, moved_working, working
from loudi_qa.scheme.ask import target, with_unit
from loudi_qa.submission.normalise import prose_of
from loudi_qa.submission.year import Given
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.result import Assessment, ExtraLine, GroupResult, Line, UnitResult
    from loudi_qa.scheme.models import Extra, Indicator, Measure
    from loudi_qa.scheme.terms import Basis
    from loudi_qa.submission.origin import Origin, Origins
    from loudi_qa.submission.year import Entry

_SEPARATOR = Words("；", "; ")
_TITLED = Words("{title} {cell}", "{title}: {cell}")
_COUNTS = Words("{good} ÷ {all} × 100 = {exact}，{verdict}", "{good} ÷ {all} × 100 = {exact}, {verdict}")
_NOT_SENT = Words("填报值空着", "no value was sent")
_AGREES = Words("与填报值一致", "as was sent")
_DIFFERS = Words("与填报值 {sent} 不同；计分只看填报值或核定值", "unlike what was sent, {sent}; only the value itself is scored")
_SELF = Words("没有核定值，按填报值计分", "not verified: what was sent is scored")
_VERIFIED = Words("核定值 {value} 计分，填报值 {sent} 不计", "the 核定值 {value} is scored, not what was sent, {sent}")
_VERIFIED_ALONE = Words("核定值 {value} 计分", "the 核定值 {value} is scored")
_FORM = Words("{form} 第 {row} 行（sha256 {digest}）", "{form}, row {row} (sha256 {digest})")
_TARGET = Words("规则文件所定：{value}", "set in the rule file: {value}")
_PROVINCE = Words(
    "全省平均 {value}（{cell}，适用组：{group}；统计口径：{scope}；来源：{origin}）",
    "the provincial average {value} ({cell}; for: {group}; scope: {scope}; source: {origin})",
)
_QUOTA = Words("年度目标 {value}（{cell}）", "the quota {value} ({cell})")
_PREVIOUS = Words("上年值 {value}（{cell}）", "last year's value {value} ({cell})")
_ALL_GROUPS = Words("全部", "all units")
_UNTOLD = Words("未注明", "not told")
_RULE = Words("{rule}；满分 {of} 分", "{rule}; full points: {of}")
_NO_POINTS = Words("计 0 分", "0 points")
_LEFT_OUT = Words("不计分，{of} 分也不转移", "not scored; its {of} points are left out")
_MOVED = Words(
    "不计分，{of} 分按本组得分率计入（见 {line}）", "not scored; its {of} points count at the group's own rate (see {line})"
)
_PART_MOVED = Words(
    "不计分；本组这样的分值共 {idle} 分，最多转 {moved} 分，按本组得分率计入（见 {line}）",
    "not scored; of {idle} such points of the group {moved} move and count at its own rate (see {line})",
)
_OPEN = Words("未计分，总分待定", "not scored; the total is open")
_CLAUSE = Words("{clause}（原文可查“{anchor}”）", "{clause} (in the text: {anchor})")
_NO_CLAUSE = Words("文件没有这一条，为本办所设", "the document has no such clause; set by the office")
_FIGURE = {
    "text": Words("数值出自文件", "the figure stands in the document"),
    "derived": Words("数值由文件推出", "the figure follows from the document"),
    "assumed": Words("数值为设定", "the figure is assumed"),
}
_EARLY = Words(
    "文件的数值是 {by} 年的，{year} 年就对照它属设定", "the document's figure is of {by}: to hold {year} against it is assumed"
)
_WEIGHT = {
    "text": Words("；分值出自文件", "; the points stand in it"),
    "derived": Words("；分值由文件推出", "; the points follow from it"),
    "assumed": Words("；分值为设定", "; the points are assumed"),
}
_EARLY_TOO = Words("；分值为设定", ", and so are the points")
_BOTH_ASSUMED = Words("数值和分值均为设定", "figure and points are assumed")
_DUTY = Words("{clause} {title}：{lead}（牵头）{others}", "{clause} {title}: {lead} (lead){others}")
_NOW = Words("{now}（文件中为{then}）", "{now} (in the document {then})")
_ROWS = Words("{cell} 起，共 {quantity} {unit}", "from {cell} on, {quantity} {unit} in all")
_EACH = Words("每 1 {unit} {each} 分，最多 {cap} 分", "{each} points for each, at most {cap}")


class Derivation(NamedTuple):
    """One line and every step to its points."""

    id: str
    name: Words
    points: Decimal
    of: Decimal | None
    """None for a bonus or deduction, which lies outside the hundred."""
    state: str
    """That of the line; ``not_theirs`` where units of its group are not assessed on it."""
    steps: tuple[Step, ...]


def derivation(assessment: Assessment, unit: UnitResult, line: Line, origins: Origins | None) -> Derivation:
    """The derivation of an indicator's line; without the workbook at hand (``origins``) its cells are not shown as they stand."""
    indicator = line.indicator
    measure = assessment.rules.scheme.measure[indicator.measure]
    cell = line.entry.state.cell if line.entry else None
    origin = origins.of(cell) if origins else None
    steps = (
        *_data(assessment, line, measure, origin),
        *_held_against(assessment, unit, line, measure),
        *_scored(assessment, unit, line, measure),
        *_answered_for(assessment, indicator),
    )
    return Derivation(indicator.id, measure.name.words, line.points, line.of, line.state if line.theirs else "not_theirs", steps)


def moved_derivation(assessment: Assessment, group: GroupResult, name: Words, line_id: str) -> Derivation | None:
    """The derivation of a group's points of what is not applicable; None where nothing moved."""
    if group.moved is None:
        return None
    basis = Step("basis", Words("设定（见规则的设定 na）", "assumed (see the assumption na of the rules)"))
    return Derivation(
        line_id, name, group.moved.points, group.moved.of, "scored", (*moved_working(group, assessment.rules.scheme), basis)
    )


def extra_derivation(assessment: Assessment, line: ExtraLine) -> Derivation:
    """The derivation of a bonus or a deduction."""
    extra = line.extra
    where = _ROWS.filled(cell=line.cell, quantity=show(line.quantity), unit=extra.unit)
    rule = _EACH.filled(each=show(extra.rule.each), cap=show(extra.rule.cap), unit=extra.unit)
    steps = (
        Step("cell", where),
        Step("rule", rule),
        *extra_working(line, assessment.rules.scheme),
        Step("clause", _clause(extra)),
        Step("basis", _stands_on(extra.basis, assessment.rules.scheme.points.basis)),
    )
    return Derivation(extra.id, extra.name.words, line.points, None, "scored", steps)


def _data(assessment: Assessment, line: Line, measure: Measure, origin: Origin | None) -> Iterator[Step]:
    """Cell and file, as it stands and as it was read."""
    entry = line.entry
    if entry is None:
        return
    if entry.state.cell:
        yield Step("cell", Words.same(f"{assessment.year.file} {entry.state.cell}"))
    if origin and origin.cells:
        yield Step("as_sent", _joined(_TITLED.filled(title=title, cell=cell) for title, cell in origin.cells.items()))
    if isinstance(entry.state, Given):
        value = with_unit(entry.state.value, measure) if isinstance(entry.state.value, Decimal) else entry.state.value
        yield Step("as_read", Words.same(value))
        yield from _counts(entry, measure)
        if line.state == "scored":
            yield Step("verified", _verified(line))
    if origin and origin.form:
        yield Step("form", _FORM.filled(form=origin.form, row=origin.form_row or "?", digest=origin.form_sha256 or "?"))
    for key, told in (("evidence", entry.evidence), ("remark", entry.remark), ("grounds", entry.grounds)):
        if told is not None and prose_of(told):
            yield Step(key, Words.same(prose_of(told)))


def _counts(entry: Entry, measure: Measure) -> Iterator[Step]:
    """A rate worked out of its counts, beside what was sent."""
    if not (measure.has_counts and entry.numerator is not None and entry.denominator):
        return
    exact = 100 * Fraction(entry.numerator) / Fraction(entry.denominator)
    sent = entry.sent
    if not isinstance(sent, Decimal):
        verdict = _NOT_SENT
    else:
        verdict = _AGREES if rounded(exact, measure.places) == sent else _DIFFERS.filled(sent=show(sent))
    fields = {"good": show(entry.numerator), "all": show(entry.denominator), "exact": written_out(exact)}
    yield Step("counts", _COUNTS.filled(verdict=verdict, **fields))


def _verified(line: Line) -> Words:
    state = line.entry.state if line.entry else None
    if not (isinstance(state, Given) and state.verified):
        return _SELF
    value, sent = value_text(line), sent_text(line) or (line.entry.instead or "" if line.entry else "")
    return _VERIFIED.filled(value=value, sent=sent) if sent and sent != value else _VERIFIED_ALONE.filled(value=value)


def _held_against(assessment: Assessment, unit: UnitResult, line: Line, measure: Measure) -> Iterator[Step]:
    """The benchmark with cell, group, scope and source."""
    benchmark = line.benchmark
    if benchmark is None:
        return
    value = with_unit(benchmark.value, measure)
    match benchmark.source:
        case "target":
            yield Step("benchmark", _TARGET.filled(value=value))
        case "province":
            own = (measure.id, unit.unit.group) in assessment.year.averages
            groups = {g.id: g.name.words for g in assessment.rules.mandate.benchmark_groups}
            group = groups[unit.unit.group] if own else _ALL_GROUPS
            told = {"scope": benchmark.scope or _UNTOLD, "origin": benchmark.origin or _UNTOLD}
            yield Step("benchmark", _PROVINCE.filled(value=value, cell=benchmark.cell, group=group, **told))
        case "quota":
            yield Step("benchmark", _QUOTA.filled(value=value, cell=benchmark.cell))
        case "previous":
            yield Step("benchmark", _PREVIOUS.filled(value=value, cell=benchmark.cell))


def _scored(assessment: Assessment, unit: UnitResult, line: Line, measure: Measure) -> Iterator[Step]:
    """The rule in a sentence, then the sum; of a line that is not scored, why."""
    indicator, scheme = line.indicator, assessment.rules.scheme
    quota = line.benchmark.value if line.benchmark and line.benchmark.source == "quota" else None
    rule = target(indicator, measure, assessment.year.year, quota)
    of = show(indicator.points)
    yield Step("rule", _RULE.filled(rule=rule, of=of))
    if line.state == "scored":
        yield from working(line, scheme)
        return
    yield Step("state", Words(because(line, "zh"), because(line, "en")))
    match line.state:
        case "missing":
            yield Step("points", _NO_POINTS)
        case "open":
            yield Step("points", _OPEN)
        case _:
            yield Step("points", _aside(next(g for g in unit.groups if g.group.id == indicator.group), of))


def _aside(group: GroupResult, of: str) -> Words:
    """What becomes of the points of a line that does not apply or is not due."""
    if group.moved is None:
        return _LEFT_OUT.filled(of=of)
    if group.idle_points > group.moved.of:
        return _PART_MOVED.filled(idle=show(group.idle_points), moved=show(group.moved.of), line=group.moved_id)
    return _MOVED.filled(of=of, line=group.moved_id)


def _answered_for(assessment: Assessment, indicator: Indicator) -> Iterator[Step]:
    """Clause and basis; who verifies; who answers."""
    mandate, year = assessment.rules.mandate, assessment.year.year
    yield Step("clause", _clause(indicator))
    yield Step("basis", _basis(indicator, year, assessment.rules.scheme.points.basis))
    yield Step("verifier", _names(assessment, [mandate.verifier[indicator.measure]])[0])
    duty = mandate.answers_for[indicator.id]
    lead, *others = _names(assessment, duty.units)
    beside = Words("".join(f"、{n.zh}" for n in others), "".join(f", {n.en}" for n in others))
    yield Step("duty", _DUTY.filled(clause=duty.clause, title=duty.title.words, lead=lead, others=beside))


def _names(assessment: Assessment, departments: Sequence[str]) -> list[Words]:
    """Departments by their names at the end of the year, each once, with the document's names where those are others."""
    mandate = assessment.rules.mandate
    then: dict[Words, list[Words]] = {}
    for name in departments:
        now = mandate.as_of(name, assessment.year.year).name.words
        then.setdefault(now, []).append(mandate.department[name].name.words)
    return [now if old == [now] else _NOW.filled(now=now, then=listed(old)) for now, old in then.items()]


def _clause(source: Indicator | Extra) -> Words:
    if source.clause is None:
        return _NO_CLAUSE
    return _CLAUSE.filled(clause=source.clause, anchor=source.anchor) if source.anchor else Words.same(source.clause)


def _basis(indicator: Indicator, year: int, points: Basis) -> Words:
    basis = indicator.basis_in(year)
    if basis == indicator.basis or indicator.city is None:
        return _stands_on(basis, points)
    early = _EARLY.filled(by=indicator.city.by, year=year)
    return _one_after(early, _EARLY_TOO if points == "assumed" else _WEIGHT[points])


def _stands_on(figure: Basis, points: Basis) -> Words:
    """What stands behind a figure, and what behind its points."""
    return _BOTH_ASSUMED if figure == points == "assumed" else _one_after(_FIGURE[figure], _WEIGHT[points])


def _one_after(one: Words, other: Words) -> Words:
    return Words(one.zh + other.zh, one.en + other.en)


def _joined(parts: Iterator[Words]) -> Words:
    said = list(parts)
    return Words(_SEPARATOR.zh.join(p.zh for p in said), _SEPARATOR.en.join(p.en for p in said))
