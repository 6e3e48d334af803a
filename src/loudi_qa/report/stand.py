"""Why a unit stands where it stands: its total as a sum, its grade between two bounds, its place among the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.standing import worse
from loudi_qa.numbers import show
from loudi_qa.report.withheld import share_asked
from loudi_qa.report.working import Step
from loudi_qa.scheme.called import grade_words
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.scheme.models import Grade

MOST_NAMES = 6
"""So many other units are named; of a nation only the number is told besides."""

_LOWEST = Words("{groups}，取最低的一组：{sum}", "{groups}; the lowest counts: {sum}")
_ONLY = Words("只有一组计分，{groups}", "one group alone is scored, {groups}")
_WITH = Words("{told}；{sum} = {total}", "{told}; {sum} = {total}")
_FAILS = Words(
    "{total} ≥ {bound}，但 {names} 没有达到{whose}分值的 {share}%，不能定为 {grade}；",
    "{total} ≥ {bound}, but {names} did not earn {share} % of {whose} points, so not {grade}; ",
)
_OF_ONE, _OF_EACH = Words("其", "its"), Words("各自", "their")
_OPEN = Words(
    "待定：缺数据或基准，先补齐再定等级和位次", "open: data or a benchmark is missing; no grade and no place until it is there"
)
_HIGHEST = Words("{total} ≥ {bound}：{grade}", "{total} ≥ {bound}: grade {grade}")
_BETWEEN = Words(
    "{bound} ≤ {total} < {next}：{grade}，离上一级差 {short} 分",
    "{bound} ≤ {total} < {next}: grade {grade}, {short} short of the next",
)
_SO = Words("定为 {grade}", "grade {grade}")
_BELOW_ALL = Words("{total} 低于所有下限：{grade}", "{total} is below every bound: grade {grade}")
_VETO = Words(
    "{cell}：{date} {name}，等级由 {earned} 定为 {grade}；总分和位次不变",
    "{cell}: {date} {name}; the grade is set from {earned} to {grade}, total and place stay",
)
_NO_LOWER = Words(
    "{cell}：{date} {name}，一票否决定为 {grade}，不低于已有的 {earned}，等级仍为 {earned}",
    "{cell}: {date} {name}; its grade {grade} is no lower than {earned}, which stays",
)
_FIRST = Words("没有总分更高的单位：第 1 位", "no unit has a higher total: place 1")
_BEHIND = Words("总分更高的有 {n} 个（{names}）：第 {place} 位", "{n} have a higher total ({names}): place {place}")
_TIED = Words("；同分：{names}", "; the same total: {names}")
_MORE = Words("{names} 等", "{names} and others")


def stand(assessment: Assessment, unit: UnitResult) -> tuple[Step, ...]:
    """Total, grade, veto and place as steps; of an open unit the total alone."""
    total = Step("total", _total(unit))
    if unit.is_open:
        return total, Step("grade", _OPEN)
    return total, Step("grade", _grade(assessment, unit)), *_vetoes(assessment, unit), Step("place", _place(assessment, unit))


def _total(unit: UnitResult) -> Words:
    """The sum of the groups and the extras; where the lowest group counts, which it is."""
    extras = f" {'+' if unit.extra_points >= 0 else '-'} {abs(unit.extra_points)}" if unit.extra_points else ""
    if unit.lowest is None:
        return Words.same(f"{' + '.join(str(g.points) for g in unit.groups if g.declared)}{extras} = {unit.total}")
    (only,) = unit.counted
    all_ = [Words(f"{g.group.name.zh} {g.points}", f"{g.group.name.en} {g.points}") for g in unit.groups if g.of or g is only]
    told = listed(all_)
    counted = (_LOWEST if len(all_) > 1 else _ONLY).filled(groups=told, sum=only.points)
    return _WITH.filled(told=counted, sum=f"{only.points}{extras}", total=unit.total) if extras else counted


def _grade(assessment: Assessment, unit: UnitResult) -> Words:
    grades = assessment.rules.scheme.grades
    if unit.withheld and unit.grade_before_veto:
        return _barred(unit, unit.grade_before_veto)
    reached = [g for g in grades if unit.total >= g.at_least]
    if not reached:
        return _BELOW_ALL.filled(total=unit.total, grade=grade_words(grades[-1].grade))
    own = reached[0]
    if own is grades[0]:
        return _HIGHEST.filled(total=unit.total, bound=show(own.at_least), grade=grade_words(own.grade))
    above = grades[grades.index(own) - 1]
    fields = {"bound": show(own.at_least), "total": unit.total, "next": show(above.at_least), "grade": grade_words(own.grade)}
    return _BETWEEN.filled(short=show(above.at_least - unit.total), **fields)


def _barred(unit: UnitResult, earned: Grade) -> Words:
    """Which grades the total would reach, and what keeps the unit from them."""
    told = []
    for grade, lines in unit.withheld:
        names = listed(x.indicator.id for x in lines)
        fields = {"total": unit.total, "bound": show(grade.at_least), "share": share_asked(grade), "names": names}
        fields["whose"] = _OF_ONE if len(lines) == 1 else _OF_EACH
        told.append(_FAILS.filled(grade=grade_words(grade.grade), **fields))
    told.append(_SO.filled(grade=grade_words(earned.grade)))
    return Words("".join(t.zh for t in told), "".join(t.en for t in told))


def _vetoes(assessment: Assessment, unit: UnitResult) -> Iterator[Step]:
    """What each veto did to the grade, one after the other, down to the final one."""
    grade = unit.grade_before_veto
    for veto, incident in unit.vetoes:
        assert grade is not None  # noqa: S101 -- a unit that is not open has earned a grade
        after = worse(grade, veto.grade, assessment.rules.scheme)
        words = _NO_LOWER if after == grade else _VETO
        fields = {"cell": incident.cell, "date": incident.date, "name": veto.name.words}
        yield Step("veto", words.filled(earned=grade.grade, grade=veto.grade, **fields))
        grade = after


def _place(assessment: Assessment, unit: UnitResult) -> Words:
    others = [u for u in assessment.units if not u.is_open and u is not unit]
    higher = [u for u in others if u.total > unit.total]
    tied = [u for u in others if u.total == unit.total]
    told = _BEHIND.filled(n=len(higher), names=_names(higher), place=len(higher) + 1) if higher else _FIRST
    same = _TIED.filled(names=_names(tied)) if tied else Words("", "")
    return Words(told.zh + same.zh, told.en + same.en)


def _names(units: Sequence[UnitResult]) -> Words:
    names = listed(Words(f"{u.unit.name.zh} {u.total}", f"{u.unit.name.en} {u.total}") for u in units[:MOST_NAMES])
    return names if len(units) <= MOST_NAMES else _MORE.filled(names=names)
