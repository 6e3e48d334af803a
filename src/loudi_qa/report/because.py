"""Why a line has its points: the arithmetic as a clerk would write it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.assess import lines as reasons
from loudi_qa.numbers import show
from loudi_qa.scheme.rules import PerStep, Places, Ramp, Reach, Tally
from loudi_qa.submission.year import Given
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from loudi_qa.assess.result import Benchmark, Line, Moved
    from loudi_qa.scheme.rules import Award

_SOURCES = {
    "target": Words("目标", "the target"),
    "province": Words("全省平均", "the provincial average"),
    "quota": Words("分解目标", "the quota"),
    "previous": Words("上年值", "last year's value"),
}
_STOPS = {
    reasons.QUOTA_UNREAD: Words("“目标分解”表有读不出的内容", "something in the sheet 目标分解 cannot be read"),
    reasons.AVERAGE_UNREAD: Words("“全省平均”表有读不出的内容", "something in the sheet 全省平均 cannot be read"),
    reasons.NO_QUOTA: Words("没有分解目标", "no quota"),
    reasons.NO_AVERAGE: Words("缺当年全省平均", "no provincial average for the year"),
    reasons.NO_PREVIOUS: Words("缺上年值", "no value of last year"),
    reasons.NO_TARGET: Words("规则没有当年目标", "no target for the year in the rules"),
    reasons.NOT_YET: Words("目标年份未到", "its first year has not come"),
    reasons.UNASSIGNED: Words("有一行数据的单位或编号认不出", "a row of data names no known unit or code"),
    reasons.NO_DATA: Words("该单位没有数据", "no data of the unit"),
    reasons.NO_PLACES: Words("有单位没有报这一项，排不出位次", "a unit has not sent it, so no place can be told"),
}
_STATES = {
    "missing": Words("未填报，计 0 分", "not reported: 0 points"),
    "not_applicable": Words("不适用：{why}", "not applicable: {why}"),
    "not_due": Words("未到考核期：{why}", "not due: {why}"),
    "open": Words("待定：{why}", "open: {why}"),
}
_NOT_ASSESSED = Words("不考核：本单位所在的组没有这一项", "not assessed: not asked of units of this group")
_MET = Words("{value} 达到{source} {target}，得满分", "{value} meets {source} {target}: all points")
_WITHIN = Words("{value} 没有超过{source} {target}，得满分", "{value} keeps within {source} {target}: all points")
_ZERO = Words(
    "{value} {missed}{source} {target}，{off} {short}，不得分", "{value} {missed} {source} {target} by {short}: no points"
)
_PROPORTIONAL = Words("{value} ÷ {source} {target} × {of} = {points}", "{value} ÷ {source} {target} × {of} = {points}")
_STEPS = Words(
    "比{source} {target} {off} {short}，计 {steps} 档，每档 {lose}：{of} － {steps} × {lose} = {points}",
    "{short} {off} {source} {target}, {steps} steps of {lose}: {of} - {steps} × {lose} = {points}",
)
_RAMP = Words(
    "{missed}{source} {target}：({value} － {zero}) ÷ ({target} － {zero}) × {of} = {points}",
    "{off} {source} {target}: ({value} - {zero}) ÷ ({target} - {zero}) × {of} = {points}",
)
_FLOOR = Words(
    "{value} {missed}{source} {target}，零分线为 {zero}，不得分", "{value} {missed} {source} {target}; points end at {zero}"
)
_MISSED = {True: Words("未达到", "misses"), False: Words("超过", "is above")}
_OFF = {True: Words("差", "short of"), False: Words("多", "above")}
"""Of a target that is to be reached at least, or of one that is not to be passed."""
_LEVEL = Words("{value}：{share} × {of} = {points}", "{value}: {share} × {of} = {points}")
_PLACED = Words("{value} 排第 {place} 位：{share} × {of} = {points}", "{value} is place {place}: {share} × {of} = {points}")
_NO_PLACE = Words("{value} 没有{beyond} {bound}，不排位，不得分", "{value} is not {beyond} {bound}: no place, no points")
_BEYOND = {"highest": Words("高于", "above"), "lowest": Words("低于", "below")}
_WORSE = Words("{value} 比上年值 {before} 差，不得分", "{value} is worse than {before} of last year: no points")
_BAND = Words("{value} 所在档得 {points}", "the band of {value} gives {points}")
_TALLY = Words("{value} × {each} = {points}，上限 {cap}", "{value} × {each} = {points}, at most {cap}")
_LOST_ALL = Words(
    "比{source} {target} {off} {short}，计 {steps} 档，每档 {lose}，扣完为止",
    "{short} {off} {source} {target}, {steps} steps of {lose}: nothing is left",
)
_MOVED = Words("{earned} ÷ {available} × {of} = {points}", "{earned} ÷ {available} × {of} = {points}")


def because(line: Line, lang: Lang) -> str:
    """One sentence on a line, in one language."""
    if line.reason == reasons.NOT_THEIRS:
        return _NOT_ASSESSED.of(lang)
    if line.state != "scored":
        why = _STOPS[line.reason].of(lang) if line.reason in _STOPS else line.reason
        return _STATES[line.state].of(lang, why=why)
    rule, award, value = line.indicator.rule, line.award, value_text(line)
    if isinstance(rule, Reach):
        return _reach(line, rule, value, lang)
    if isinstance(rule, Places) and rule.beyond is not None and award and award.place is None:
        return _NO_PLACE.of(lang, value=value, beyond=_BEYOND[rule.best].of(lang), bound=show(rule.beyond))
    if award and award.share is not None:
        own, share = _PLACED if isinstance(rule, Places) else _LEVEL, show(award.share)
        return own.of(lang, value=value, place=award.place, share=share, of=show(line.of), points=line.points)
    if isinstance(rule, Tally):
        return _TALLY.of(lang, value=value, each=show(rule.each), points=line.points, cap=show(rule.cap))
    return _BAND.of(lang, value=value, points=line.points)


def _reach(line: Line, rule: Reach, value: str, lang: Lang) -> str:
    award, benchmark = line.award, line.benchmark
    if award is None or award.target is None or benchmark is None:
        return ""
    if award.before is not None:
        return _WORSE.of(lang, value=value, before=show(award.before))
    least = rule.at_least is not None
    held = {"value": value, "source": _source(benchmark, rule, lang), "target": show(award.target)}
    if award.met:
        return (_MET if least else _WITHIN).of(lang, **held)
    return _missed(line, award, rule, lang, {**held, "missed": _MISSED[least].of(lang), "off": _OFF[least].of(lang)})


def _missed(line: Line, award: Award, rule: Reach, lang: Lang, held: dict[str, str]) -> str:
    """By how much the target was missed, and what that costs."""
    match rule.short:
        case "zero":
            return _ZERO.of(lang, short=show(award.short), **held)
        case "proportional":
            return _PROPORTIONAL.of(lang, of=show(line.of), points=line.points, **held)
        case PerStep(lose=lose):
            steps, short = show(award.short if award.steps is None else award.steps), show(award.short)
            words = _STEPS if award.points else _LOST_ALL
            return words.of(lang, short=short, steps=steps, lose=show(lose), of=show(line.of), points=line.points, **held)
        case Ramp(zero_at=zero):
            words = _RAMP if award.points else _FLOOR
            return words.of(lang, zero=show(zero), of=show(line.of), points=line.points, **held)


def _source(benchmark: Benchmark, rule: Reach, lang: Lang) -> str:
    """What the target is: where it comes from, the share of it that is due, and what is added to it."""
    name = _SOURCES[benchmark.source].of(lang)
    due, plus = f"×{show(rule.due)}" if rule.due != 1 else "", f"{rule.plus:+f}" if rule.plus else ""
    return f"{name} {show(benchmark.value)}{due}{plus} =" if due or plus else name


def because_moved(moved: Moved, lang: Lang) -> str:
    """The one line on the points of what is not applicable: earned / available * moved."""
    fields = {
        "earned": show(moved.earned),
        "available": show(moved.available),
        "of": show(moved.of),
        "points": moved.points,
    }
    return _MOVED.of(lang, **fields)


def value_text(line: Line) -> str:
    """The value that counted, as a person writes it; empty where there is none."""
    state = line.entry.state if line.entry else None
    if not isinstance(state, Given):
        return ""
    return show(state.value) if isinstance(state.value, Decimal) else state.value


def sent_text(line: Line) -> str:
    """What the unit sent, whether or not a 核定值 counts instead."""
    sent = line.entry.sent if line.entry else None
    return show(sent) if isinstance(sent, Decimal) else sent or ""
