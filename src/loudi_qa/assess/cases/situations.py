"""In which situations a rule can find itself, and which of them a line of a result shows.

A line that no case has seen in a situation may be wrong there and nobody would know: each situation has a name, so that
what is untried can be listed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.assess.cases.possible import faced, scored_years, takes_number
from loudi_qa.assess.lines import NO_QUOTA as NO_QUOTA_REASON
from loudi_qa.assess.lines import NOT_THEIRS
from loudi_qa.numbers import show
from loudi_qa.scheme.idle import may_not_be_due
from loudi_qa.scheme.rules import Bands, Levels, PerStep, Places, Ramp, Reach, Tally
from loudi_qa.scheme.spread import spread
from loudi_qa.submission.year import Given
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.result import ExtraLine, Line
    from loudi_qa.scheme.models import Extra, Indicator, Measure, Scheme

Situation = Words
"""A situation is its name: two of one name are one."""

MET = Words("超过目标", "beyond the target")
ON_BOUND = Words("正好在目标上", "exactly on the target")
MISSED = Words("未达到目标", "short of the target")
AT_ZERO = Words("到零分线", "at or past the floor where nothing is left")
NO_POINTS_LEFT = Words("扣到零分", "so far short that nothing is left")
WORSE = Words("不如上年", "worse than last year")
NOT_APPLICABLE = Words("不适用（有原因）", "not applicable, for a reason")
NO_QUOTA = Words("没有年度目标", "no quota")
NOT_DUE = Words("未到考核期", "not due yet")
MISSING = Words("未填", "left empty")
BELOW_CAP = Words("未到上限", "below the cap")
AT_CAP = Words("正好到上限", "exactly at the cap")
OVER_CAP = Words("超过上限", "over the cap")
FIRST, TIED, BEHIND = Words("第一名", "in first place"), Words("并列", "tied with another"), Words("不是第一名", "behind another")
UNPLACED = Words("不参加排名", "too poor to take a place")
SEVERAL = Words("几个答案都有", "several answers at once")
BELOW_BANDS = Words("不到最低一档", "below the lowest band")

_ANSWER = Words("答案“{answer}”", "the answer {answer}")
_BAND = Words("正好在 {low} 档的下限", "exactly on the lower bound of the band {low}")
_IN_YEAR = Words("{year} 年", "in {year}")
_FOR_GROUP = Words("{group} 组的单位", "for units of {group}")


def situations(indicator: Indicator, scheme: Scheme) -> Iterator[Situation]:
    """Every situation an indicator can be in, in the order in which it is read; what no value or year can bring is none."""
    measure, years = scheme.measure[indicator.measure], scored_years(indicator, scheme)
    yield from _of_rule(indicator, measure, scheme)
    if may_not_be_due(indicator, scheme):
        yield NOT_DUE
    if measure.na:
        yield NOT_APPLICABLE
    yield MISSING
    yield from (_IN_YEAR.filled(year=year) for year in years or ())
    if not indicator.dated:
        yield from (_FOR_GROUP.filled(group=group) for group, points in (indicator.points_by or {}).items() if points)


def _of_rule(indicator: Indicator, measure: Measure, scheme: Scheme) -> Iterator[Situation]:
    match indicator.rule:
        case Reach() as rule:
            yield from _reach(indicator, rule, scheme)
        case Bands(bands=bands):
            yield from (_BAND.filled(low=show(low)) for low, _ in bands if takes_number(measure, low))
            if measure.range is None or bands[-1][0] > measure.range[0]:
                yield BELOW_BANDS
        case Levels(levels=levels):
            yield from (_ANSWER.filled(answer=answer) for answer in levels)
            if measure.several:
                yield SEVERAL
        case Tally() as rule:
            yield from _of_tally(rule, measure.range[1] if measure.range else None)
        case Places(beyond=beyond):
            yield from (FIRST, TIED, BEHIND) if beyond is None else (FIRST, TIED, BEHIND, UNPLACED)


def _reach(indicator: Indicator, rule: Reach, scheme: Scheme) -> Iterator[Situation]:
    found = [*faced(indicator, rule, scheme)]
    if any(f.passed() for f in found):
        yield MET
    if any(f.met() for f in found):
        yield ON_BOUND
    if any(f.missed() for f in found):
        yield MISSED
    if isinstance(rule.short, Ramp | PerStep) and any(f.lost() for f in found):
        yield AT_ZERO if isinstance(rule.short, Ramp) else NO_POINTS_LEFT
    if rule.no_worse_than:
        yield WORSE
    if rule.bound == "quota":
        yield NO_QUOTA
    if isinstance(rule.bound, dict) or isinstance(rule.share, dict):
        yield from (_IN_YEAR.filled(year=year) for year in scored_years(indicator, scheme) or ())


def shown(line: Line, year: int, group: str) -> Iterator[Situation]:
    """The situations that a line of a result shows."""
    indicator = line.indicator
    if line.state == "missing":
        yield MISSING
    elif line.state == "not_due":
        yield NOT_DUE
    elif line.state == "not_applicable" and line.reason != NOT_THEIRS:
        if line.reason != NO_QUOTA_REASON:
            yield NOT_APPLICABLE
        if isinstance(indicator.rule, Reach) and indicator.rule.bound == "quota" and line.benchmark is None:
            yield NO_QUOTA  # beside it the unit's own reason may be told
    elif line.state == "scored":
        yield from _scored(line)
        yield _IN_YEAR.filled(year=year)
        yield _FOR_GROUP.filled(group=group)


def _scored(line: Line) -> Iterator[Situation]:
    state, award, rule = line.entry.state if line.entry else None, line.award, line.indicator.rule
    if not isinstance(state, Given) or award is None:
        return
    value = state.value
    match rule:
        case Reach():
            beyond = award.met and isinstance(value, Decimal) and value != award.target
            yield WORSE if award.before is not None else MET if beyond else ON_BOUND if award.met else MISSED
            if not award.met and award.points == 0:
                yield AT_ZERO if isinstance(rule.short, Ramp) else NO_POINTS_LEFT
        case Bands(bands=bands):
            yield from (_BAND.filled(low=show(low)) for low, _ in bands if low == value)
            if isinstance(value, Decimal) and value < bands[-1][0]:
                yield BELOW_BANDS
        case Levels(levels=levels):
            answers = [str(value)] if value in levels else [answer for answer, _ in spread(str(value))]
            yield _ANSWER.filled(answer=answers[0]) if len(answers) == 1 else SEVERAL
        case Tally(each=each, cap=cap):
            yield _tally(value, each, cap)
        case Places():
            yield (
                UNPLACED if award.place is None else FIRST if award.met else BEHIND
            )  # whether a place is shared is seen beside the other units


def _tally(value: Decimal | str, each: Decimal, cap: Decimal) -> Situation:
    sum_ = value * each if isinstance(value, Decimal) else Decimal(0)
    return AT_CAP if sum_ == cap else OVER_CAP if sum_ > cap else BELOW_CAP


def _of_tally(rule: Tally, most: Decimal | None = None) -> Iterator[Situation]:
    """The situations of a tally, of at most so many things where that is known."""
    yield BELOW_CAP
    if rule.cap % rule.each == 0 and (most is None or most * rule.each >= rule.cap):
        yield AT_CAP
    if most is None or most * rule.each > rule.cap:
        yield OVER_CAP


def extra_situations(extra: Extra) -> tuple[Situation, ...]:
    """Every situation a bonus or deduction can be in."""
    return tuple(_of_tally(extra.rule))


def extra_shown(line: ExtraLine) -> Situation:
    """The situation that a bonus or deduction shows."""
    return _tally(line.quantity, line.extra.rule.each, line.extra.rule.cap)
