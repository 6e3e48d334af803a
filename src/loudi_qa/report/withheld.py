"""Why a unit has not the grade that its total reaches: a grade may ask a share of the points of each indicator of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import percent, show
from loudi_qa.report.naming import indicator_name
from loudi_qa.scheme.called import grade_zh
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import Assessment, UnitResult, Withheld
    from loudi_qa.scheme.models import Grade
    from loudi_qa.words import Lang

MARK = "#"
"""Stands behind a grade that is lower than the total would have it, for single indicators earned too little."""
_SHORT = Words("{items} 未达到其分值的 {share}%", "{items} earned less than {share} % of the points")
_NOTE = Words(
    "#：总分够括号内的等级，但该等级还要求每项的得分率：{units}。",
    "#: the total reaches the grade in brackets, which also asks a share of the points of each indicator: {units}.",
)
_AND_OTHERS = Words("{listed} 等 {n} 个单位", "{listed} and others, {n} units")
_MOST = 10
_IN_FULL = "{items}得分未达到该项分值的{share}%，总分虽够，不能定为{grade}"


def withheld_note(units: Sequence[UnitResult], lang: Lang) -> str:
    """What the mark means and whose indicators it was; empty where no grade was withheld."""
    found = [*dict.fromkeys(f"{u.unit.name.of(lang)} {_short(u.withheld[-1]).of(lang)}" for u in units if u.withheld)]
    if not found:
        return ""
    listed = ("；" if lang == "zh" else "; ").join(found[:_MOST])
    return _NOTE.of(lang, units=listed if len(found) <= _MOST else _AND_OTHERS.of(lang, listed=listed, n=len(found)))


def _short(withheld: Withheld) -> Words:
    """Which indicators keep a unit from a grade, by their ids."""
    ids = [line.indicator.id for line in withheld.lines]
    return _SHORT.filled(items=listed(ids), share=share_asked(withheld.grade))


def withheld_zh(result: Assessment, unit: UnitResult) -> str:
    """The same in a letter or notice, by the names of the indicators and without a full stop; empty where none is withheld."""
    if not unit.withheld:
        return ""
    grade, lines = unit.withheld[-1]
    names = [indicator_name(result.rules.scheme, line.indicator).zh for line in lines]
    return _IN_FULL.format(items="".join(f"“{n}”" for n in names), share=share_asked(grade), grade=grade_zh(grade.grade))


def share_asked(grade: Grade) -> str:
    """The share of its points that a grade asks of each indicator, in percent."""
    assert grade.each is not None  # noqa: S101 -- only a condition withholds a grade
    return show(percent(grade.each.share))
