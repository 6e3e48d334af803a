"""What the rules ask of a person, in words and in the few numbers an input rule needs.

Forms, their drop-downs and input rules, instructions and messages all take their words from here, and so from the YAML:
they cannot contradict each other.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.scheme.rules import Bands, Levels, PerStep, Places, Ramp, Reach, Tally
from loudi_qa.scheme.spread import written
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Indicator, Measure, Scheme

Kind = Literal["whole", "decimal", "list", "several"]

STEP_COUNTS = {
    "exact": Words("按比例折算", "counted in proportion"),
    "full": Words("不足一档不扣", "full steps only"),
    "started": Words("不足一档按一档", "a started step counts"),
}


class Takes(NamedTuple):
    """What a cell takes: one of the answers, how many things stand at each, or a number, whole or not, within its range."""

    kind: Kind
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    answers: tuple[str, ...] = ()


class Told(NamedTuple):
    """What a form prints beside a measure from the rules alone, in the language of the form."""

    explanation: str
    """统计说明: what to count."""
    verifier: str
    """核验部门: who verifies it, by its name at the end of the year."""


def told(rules: Rules, measure: Measure, year: int) -> Told:
    """What the form of a unit tells of a measure in a year; 目标 is not among it, for it depends on the unit's quota."""
    return Told(measure.count.zh, rules.mandate.as_of(rules.mandate.verifier[measure.id], year).name.zh)


def takes(measure: Measure) -> Takes:
    """What 填报值 and 核定值 of a measure take."""
    if measure.answers is not None:
        return Takes("several" if measure.several else "list", answers=measure.answers)
    low, high = measure.range or (Decimal(0), Decimal(0))  # a number without a range is a fault of the rules
    return Takes("decimal" if measure.places else "whole", low, high)


def quota_only(scheme: Scheme) -> frozenset[str]:
    """The measures that are asked for only where the unit has a quota: they may be left empty without one."""
    by_quota = {i.measure for i in scheme.indicators if _bound(i) == "quota"}
    return frozenset(by_quota - {i.measure for i in scheme.indicators if _bound(i) != "quota"})


def asked_of(scheme: Scheme, year: int, group: str) -> frozenset[str]:
    """The measures that units of a group are assessed on in a year: some indicator of theirs has points for them."""
    return frozenset(i.measure for i in scheme.in_year(year).indicators if i.for_group(group).points)


def _bound(indicator: Indicator) -> object:
    return indicator.rule.bound if isinstance(indicator.rule, Reach) else None


def asks(measure: Measure) -> Words:
    """What to write for a value."""
    wanted = takes(measure)
    if wanted.kind == "list":
        return Words(f"选填：{'、'.join(wanted.answers)}", f"one of {', '.join(wanted.answers)}")
    if wanted.kind == "several":
        like = written(zip(wanted.answers, (10, 20), strict=False))
        listed = Words("、".join(wanted.answers), ", ".join(wanted.answers))
        return Words(f"写每种情况各有几个（{listed.zh}），如：{like}", f"how many stand at each of {listed.en}, as: {like}")
    low, high, unit = show(wanted.low), show(wanted.high), measure.unit or ""
    if wanted.kind == "whole":
        number = Words(f"填 {low} 至 {high} 的整数", f"a whole number from {low} to {high}")
    else:
        number = Words(
            f"填 {low} 至 {high} 的数，可到 {measure.places} 位小数",
            f"a number from {low} to {high}, up to {measure.places} decimal{'' if measure.places == 1 else 's'}",
        )
    if not measure.is_percent:
        return Words(f"{number.zh}，单位：{unit}", f"{number.en}, in {unit}")
    like = show(_percent_like(wanted))
    return Words(f"{number.zh}，不写百分号：{like}% 填 {like}", f"{number.en}, no percent sign: {like} for {like} %")


def _percent_like(wanted: Takes) -> Decimal:
    """A percentage to show how one is written: 97.5 where the measure takes it."""
    usual = Decimal("97.5") if wanted.kind == "decimal" else Decimal(97)
    return usual if wanted.low <= usual <= wanted.high else wanted.high


def reasons(measure: Measure) -> Words:
    """For which reasons the value may be left out."""
    if not measure.na:
        return Words("本项不能不适用", "it always applies")
    return Words(f"不适用的原因：{'、'.join(measure.na)}", f"reasons not to apply: {', '.join(measure.na)}")


def targets(scheme: Scheme, measure: Measure, year: int, quota: Decimal | None = None) -> Words:
    """What a measure is held against in a year: one phrase for each of its indicators.

    ``quota`` is the unit's own: None where it is not known yet, 0 where the unit has none.
    """
    own = [i for i in scheme.indicators if i.measure == measure.id]
    if quota == 0 and all(_bound(i) == "quota" for i in own):
        return Words("未分解到本单位，可以不填", "no quota for this unit; it may be left empty")
    said = [target(i, measure, year, quota) for i in own]
    return Words("；".join(t.zh for t in said), "; ".join(t.en for t in said))


def target(indicator: Indicator, measure: Measure, year: int, quota: Decimal | None = None) -> Words:
    """What one indicator asks for in a year, and what becomes of the points short of it."""
    match indicator.rule:
        case Reach() as rule:
            bound, counts = _held_against(indicator, rule.in_year(year), measure, year, quota)
            return _joined(bound, short_of(rule, measure), *_no_worse(rule)) if counts else bound
        case Bands(bands=bands):
            zh = "，".join(f"{with_unit(low, measure)} 起得 {show(points)} 分" for low, points in bands)
            en = ", ".join(f"{show(points)} points from {with_unit(low, measure)}" for low, points in bands)
            return Words(zh, en)
        case Levels(levels=levels):
            return _joined(*(_level(answer, share) for answer, share in levels.items()))
        case Tally(each=each, cap=cap):
            per, most = show(each), show(cap)
            return Words(
                f"每 {with_unit(Decimal(1), measure)}得 {per} 分，最多 {most} 分", f"{per} points for each, at most {most}"
            )
        case Places() as rule:
            return _places(rule, measure)


def _no_worse(rule: Reach) -> list[Words]:
    if rule.no_worse_than is None:
        return []
    return [Words("比去年差的不得分", "no points for a value worse than last year's")]


def _places(rule: Places, measure: Measure) -> Words:
    less, highest = show(rule.less.scaleb(2)), rule.best == "highest"
    told = Words(
        f"{'最高' if highest else '最低'}者得满分，每低一个位次少得 {less}%",
        f"all points for the {rule.best} value, {less} % less for every place behind it",
    )
    if rule.beyond is None:
        return told
    bound = with_unit(rule.beyond, measure)
    only = Words(
        f"{'高' if highest else '低'}于 {bound} 的才排位，其余不得分",
        f"only values {'above' if highest else 'below'} {bound} are placed",
    )
    return _joined(told, only)


def _held_against(indicator: Indicator, rule: Reach, measure: Measure, year: int, quota: Decimal | None) -> tuple[Words, bool]:
    """The bound in words, and whether there is one to fall short of this year."""
    bound, least = rule.bound, rule.at_least is not None
    if isinstance(rule.share, dict):
        return _not_in(year, min(rule.share)), False
    match bound:
        case "province":
            return _relative(_part(Words("全省平均", "the provincial average"), rule), rule, measure), True
        case "previous":
            return _relative(_part(Words("去年", "last year's value"), rule), rule, measure), True
        case "quota":
            return _quota(least, rule, measure, quota)
        case dict():
            if year in bound:
                of = _part(Words(f"{year}年目标", f"target of {year}"), rule)
                return _fixed(bound[year] * rule.due + rule.plus, of, measure, least=least), True
            return _not_in(year, min(bound)), False
        case Decimal():
            city = indicator.city
            of = Words(f"{city.by}年目标", f"target of {city.by}") if city and city.by else Words("", "")
            return _fixed(bound * rule.due + rule.plus, _part(of, rule), measure, least=least), True


def _not_in(year: int, first: int) -> Words:
    """That a dated rule says nothing of a year: the first one is still to come, or this one was not set."""
    if year > first:
        return Words("本年目标未定", "no target for the year yet")
    return Words(f"{first}年起考核", f"assessed from {first} on")


def _part(of: Words, rule: Reach) -> Words:
    """What the bound is, or the share of it that is due."""
    if rule.due == 1:
        return of
    share = show(rule.due.scaleb(2))
    return Words(f"{of.zh or '目标'}的 {share}%", f"{share} % of the {of.en.removeprefix('the ') or 'target'}")


def _quota(least: bool, rule: Reach, measure: Measure, quota: Decimal | None) -> tuple[Words, bool]:
    if quota is None:
        return _relative(_part(Words("分解到本单位的年度目标", "the unit's quota of the year"), rule), rule, measure), True
    if quota == 0:
        return Words("未分解到本单位", "no quota for this unit"), False
    of = _part(Words("本单位年度目标", "the unit's quota"), rule)
    return _fixed(quota * rule.due + rule.plus, of, measure, least=least), True


def _fixed(bound: Decimal, of: Words, measure: Measure, *, least: bool) -> Words:
    value = with_unit(bound, measure)
    zh, en = (f"（{of.zh}）", f" ({of.en})") if of.zh else ("", "")
    return Words(f"{'不低于' if least else '不高于'} {value}{zh}", f"{'at least' if least else 'at most'} {value}{en}")


def _relative(source: Words, rule: Reach, measure: Measure) -> Words:
    """Held against a number that is found elsewhere, and what is added to it."""
    least = rule.at_least is not None
    if rule.plus == 0:
        return Words(f"{'不低于' if least else '不高于'}{source.zh}", f"{'at least' if least else 'at most'} {source.en}")
    by = show(abs(rule.plus))
    zh_unit, en_unit = ("个百分点", "percentage points") if measure.is_percent else (measure.unit or "", measure.unit or "")
    more = rule.plus > 0
    if more is least:
        zh = f"比{source.zh}至少{'高' if more else '低'} {by} {zh_unit}"
        en = f"at least {by} {en_unit} {'above' if more else 'below'} {source.en}"
    else:
        zh = f"最多比{source.zh}{'高' if more else '低'} {by} {zh_unit}"
        en = f"at most {by} {en_unit} {'above' if more else 'below'} {source.en}"
    return Words(zh, en)


def short_of(rule: Reach, measure: Measure) -> Words:
    """What becomes of the points short of the bound, or beyond one that is not to be passed."""
    least = rule.at_least is not None
    zh, en, off = ("不足", "short of it", "每差") if least else ("超过", "beyond it", "每超")
    match rule.short:
        case "zero":
            return Words(f"{zh}不得分", f"no points {en}")
        case "proportional":
            return Words(f"{zh}按比例得分", f"points in proportion {en}")
        case PerStep(per=per, lose=lose, count=count):
            how = STEP_COUNTS[count]
            return Words(
                f"{off} {with_unit(per, measure)} 扣 {show(lose)} 分，{how.zh}",
                f"{show(lose)} points lost for each {with_unit(per, measure)} {en}, {how.en}",
            )
        case Ramp(zero_at=zero):
            end = with_unit(zero, measure)
            return Words(
                f"{zh}按比例递减，{end}及以{'下' if least else '上'}不得分",
                f"fewer in proportion {en}, none at {end} or {'below' if least else 'above'}",
            )


def _level(answer: str, share: Decimal) -> Words:
    if share == 1:
        return Words(f"{answer}得满分", f"{answer}: all points")
    if share == 0:
        return Words(f"{answer}不得分", f"{answer}: none")
    part = show(share.scaleb(2))
    return Words(f"{answer}得 {part}%", f"{answer}: {part} %")


def with_unit(number: Decimal, measure: Measure) -> str:
    """A number with its unit, as the form shows it."""
    return f"{show(number)}%" if measure.is_percent else f"{show(number)} {measure.unit or ''}".rstrip()


def _joined(*parts: Words) -> Words:
    said: Sequence[Words] = [p for p in parts if p.zh]
    return Words("，".join(p.zh for p in said), ", ".join(p.en for p in said))
