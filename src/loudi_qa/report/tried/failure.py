"""Why a case failed: what was given, what must come out, what did, and how the program came to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import quantise, show
from loudi_qa.report.card import MOVED
from loudi_qa.report.derivation import derivation, extra_derivation, moved_derivation
from loudi_qa.report.explained import LABELS
from loudi_qa.scheme.ask import with_unit
from loudi_qa.scheme.cases import LineCase
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.cases.run import Compared, Outcome
    from loudi_qa.assess.result import UnitResult
    from loudi_qa.report.derivation import Derivation
    from loudi_qa.report.working import Step
    from loudi_qa.scheme.models import Measure, Scheme

STATES = {
    "missing": Words("未填（missing）", "missing"),
    "not_applicable": Words("不适用（not_applicable）", "not_applicable"),
    "not_due": Words("未到考核期（not_due）", "not_due"),
    "open": Words("待定（open）", "open"),
}
_VALUE, _NOTHING_GIVEN = Words("填报值 {value}", "value {value}"), Words("没有填", "left empty")
_REASON = Words("不适用，原因“{reason}”", "not applicable: {reason}")
_HELD = {
    "province": Words("全省平均 {value}", "provincial average {value}"),
    "quota": Words("年度目标 {value}", "quota {value}"),
    "previous": Words("上年值 {value}", "last year's value {value}"),
}
_OTHERS = Words("其他单位 {values}", "other units {values}")
_COUNT = Words("{value} {unit}", "{value} {unit}")
_YEAR, _GROUP = Words("{year} 年", "year {year}"), Words("{group} 的单位", "a unit of {group}")
_UNITS = Words("{units}的全年数据", "the whole year of {units}")
_JOINED = Words("，", ", ")
_WHAT = {"total": Words("总分", "total"), "grade": Words("等级", "grade"), "rank": Words("位次", "place")}
_NO_LINE, _NO_GRADE = Words("没有这一行", "no such line"), Words("没有", "none")
_TOLD = {"rule", "target", "comparison", "steps", "sum", "points", "deducted", "state", "idle", "earned", "at_most"}
"""The steps of a derivation that a case can be wrong about; its cells and its departments are nobody's."""
_SUM = Words("{groups}；加减分 {extras}；共 {total}", "{groups}; extras {extras}; {total} in all")
_OF_GROUP = Words("{group} {points}", "{group} {points}")
_UNFILLED = Words("没有填的", "left empty")
_LACKS = Words("{measure} 未填 -{points}", "{measure} left empty, -{points}")
_MORE = Words("{some} 等，共 {n} 项", "{some} and others, {n} in all")
_MOST = 8
"""So many measures without a value are named; of a case that gives hardly any the number says enough."""
_VETOED = Words("{total} 分为 {grade}，一票否决后为 {final}", "{total} is {grade}, {final} after the veto")
_GRADED = Words("{total} 分为 {grade}", "{total} is {grade}")


def given(outcome: Outcome) -> Words:
    """What goes into a case."""
    case, scheme = outcome.ready.case, outcome.assessment.rules.scheme
    year = _YEAR.filled(year=outcome.ready.year.year)
    if not isinstance(case, LineCase):
        units = [outcome.unit(e).unit.name.words for e in dict.fromkeys(e.unit for e in outcome.ready.expected)]
        return _joined([_UNITS.filled(units=_listed(units)), year])
    extra = next((e for e in scheme.extras if e.id == case.indicator), None)
    if extra is not None:
        value = show(case.given.value) if isinstance(case.given.value, Decimal) else str(case.given.value)
        return _joined([_COUNT.filled(value=value, unit=extra.unit), year])
    measure = scheme.measure[next(i.measure for i in scheme.indicators if i.id == case.indicator)]
    groups = {g.id: g.name.words for g in outcome.ready.mandate.benchmark_groups}
    more = [] if case.group is None else [_GROUP.filled(group=groups[case.group])]
    return _joined([*_inputs(case, measure), year, *more])


def _inputs(case: LineCase, measure: Measure) -> Iterator[Words]:
    inputs = case.given
    if inputs.na is not None:
        yield _REASON.filled(reason=inputs.na)
    elif inputs.value is None:
        yield _NOTHING_GIVEN
    else:
        yield _VALUE.filled(value=_typed(inputs.value, measure))
    for key, words in _HELD.items():
        if (number := getattr(inputs, key)) is not None:
            yield words.filled(value=with_unit(number, measure))
    if inputs.others:
        yield _OTHERS.filled(values="、".join(show(n) for n in inputs.others))


def _typed(value: Decimal | str, measure: Measure) -> str:
    return with_unit(value, measure) if isinstance(value, Decimal) else value


def result_text(value: Decimal | int | str | None, what: str, scheme: Scheme) -> Words:
    """What must come out, or did, as people read it."""
    if value is None:
        return _NO_GRADE if what in _WHAT else _NO_LINE
    if isinstance(value, Decimal):
        published = quantise(value, scheme.points.places)
        return Words.same(str(published if published == value else value))  # what a case asks for may have more digits
    plain = Words.same(str(value))
    return plain if what in {"grade", "rank"} else STATES.get(plain.zh, plain)


def what_text(compared: Compared, outcome: Outcome) -> Words:
    """What is compared: of a whole year the unit and the thing, of one line nothing need be said."""
    expected = compared.expected
    if outcome.ready.about is not None:
        return Words("", "")
    name = outcome.unit(expected.unit).unit.name.words
    what = _WHAT.get(expected.what, Words.same(expected.what))
    return Words(f"{name.zh} {what.zh}", f"{name.en}, {what.en}")


def how(outcome: Outcome, compared: Compared) -> Iterator[tuple[Words, Words]]:
    """How the program came to what it got: label and sentence of each step."""
    expected = compared.expected
    unit = outcome.unit(expected.unit)
    match expected.what:
        case "total":
            yield LABELS["total"], _total(unit)
            yield from _unfilled(unit)
        case "rank":
            told = [_OF_GROUP.filled(group=u.unit.name.words, points=u.total) for u in outcome.assessment.units if not u.is_open]
            yield LABELS["total"], _listed(told)
        case "grade":
            if unit.grade and unit.grade_before_veto:
                fields = {"total": unit.total, "grade": unit.grade_before_veto.grade, "final": unit.grade.grade}
                yield LABELS["grade"], (_VETOED if unit.vetoes else _GRADED).filled(**fields)
        case _:
            found = _derivation(outcome, unit, expected.what)
            for step in found.steps if found else ():
                if step.key in _TOLD and _holds(step, outcome, found):
                    yield LABELS[step.key], step.text


def _total(unit: UnitResult) -> Words:
    parts = [_OF_GROUP.filled(group=g.group.name.words, points=g.points) for g in unit.groups if g.lines]
    return _SUM.filled(groups=_listed(parts), extras=unit.extra_points, total=unit.total)


def _unfilled(unit: UnitResult) -> Iterator[tuple[Words, Words]]:
    """The measures that the case gives no value for, and what that costs: a new indicator is none of an older case."""
    lost: dict[str, Decimal] = {}
    for line in unit.lines:
        if line.state == "missing" and line.of:
            lost[line.indicator.measure] = lost.get(line.indicator.measure, Decimal(0)) + line.of
    if lost:
        ordered = sorted(lost.items(), key=lambda each: -each[1])
        named = [_LACKS.filled(measure=measure, points=show(points)) for measure, points in ordered]
        yield _UNFILLED, _listed(named) if len(named) <= _MOST else _MORE.filled(some=_listed(named[:_MOST]), n=len(named))


def _listed(parts: list[Words]) -> Words:
    return listed(parts)


def _derivation(outcome: Outcome, unit: UnitResult, what: str) -> Derivation | None:
    assessment = outcome.assessment
    for line in unit.lines:
        if line.indicator.id == what:
            return derivation(assessment, unit, line, None)
    for group in unit.groups:
        if group.moved_id == what:
            return moved_derivation(assessment, group, MOVED.filled(group=group.group.name.words), what)
    return next((extra_derivation(assessment, e) for e in unit.extras if e.extra.id == what), None)


def _holds(step: Step, outcome: Outcome, found: Derivation | None) -> bool:
    """Where one line stands alone, nothing can be said of the rest of its group, to which idle points go."""
    alone = outcome.ready.about is not None
    return not (alone and step.key == "points" and found is not None and found.state in {"not_applicable", "not_due"})


def _joined(parts: list[Words]) -> Words:
    return Words(_JOINED.zh.join(p.zh for p in parts), _JOINED.en.join(p.en for p in parts))
