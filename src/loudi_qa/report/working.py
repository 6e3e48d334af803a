"""The working of a line: comparison, sum, rounding, as a clerk writes them and can repeat them on a desk calculator.

Whatever takes part in a sum stands in it: nothing has to be looked up elsewhere to check it. What does not end is cut
off after eight digits and marked (3.18255813…), as the calculator shows it; the one rounding is a step of its own.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.lines import compared
from loudi_qa.numbers import MOST_DIGITS, percent, rounded, show, written_out
from loudi_qa.scheme.ask import STEP_COUNTS
from loudi_qa.scheme.rules import Bands, Levels, PerStep, Places, Ramp, Reach, Tally
from loudi_qa.scheme.spread import spread
from loudi_qa.submission.year import Given
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.result import ExtraLine, GroupResult, Line
    from loudi_qa.scheme.models import Scheme

_ROUNDING = {"half_up": Words("四舍五入", "half up"), "half_even": Words("四舍六入五成双", "half even")}
_POINTS = Words("{exact} 取 {places} 位小数（{rounding}）：{points}", "{exact} to {places} places ({rounding}): {points}")
_MET = Words("{value} {sign} {target}，达到，得满分", "{value} {sign} {target}: met, all points")
_MISSED = Words("{value} {sign} {target}，未达到，差 {short}", "{value} {sign} {target}: missed by {short}")
_REACHED = Words("{value} {sign} {target}，达到", "{value} {sign} {target}: met")
_WITHIN = Words("{value} {sign} {target}，没有超过，得满分", "{value} {sign} {target}: kept within it, all points")
_KEPT = Words("{value} {sign} {target}，没有超过", "{value} {sign} {target}: kept within it")
_PASSED = Words("{value} {sign} {target}，超过 {short}", "{value} {sign} {target}: above it by {short}")
_ROUNDED = Words(
    "{value} 按对照值的位数修约为 {taken}，再比较：", "{value}, rounded to the digits of what it is held against, is {taken}: "
)
_NONE = Words("不足不得分：0", "short of it, no points: 0")
_NONE_PAST = Words("超过不得分：0", "above it, no points: 0")
_BELOW_ZERO = Words("{sum}，不低于 0，计 0", "{sum}, which is below 0, so 0")
_FLOOR = Words("零分线 {zero} 与 {target} 之间没有余地：0", "there is nothing between the floor {zero} and {target}: 0")
_COUNTED = Words("{short} ÷ {per} = {exact}，{how}，计 {steps} 档", "{short} ÷ {per} = {exact}, {how}: {steps} steps")
_LEVEL = Words(
    "“{answer}”得 {share}%：{share} ÷ 100 × {of} = {points}", "{answer} earns {share} %: {share} ÷ 100 × {of} = {points}"
)
_FIRST = Words("{value} 在参评单位中最{best}，排第 1 位，得满分", "{value} is the {best} of all units, place 1: all points")
_PLACED = Words("{value} 排第 {place} 位", "{value} is place {place}")
_NO_PLACE = Words("{value} 没有{beyond} {bound}，不排位：0", "{value} is not {beyond} {bound}, so it takes no place: 0")
_BEYOND = {"highest": Words("高于", "above"), "lowest": Words("低于", "below")}
"""Of a rule by places with an entry bound: on which side of it values take a place."""
_NO_WORSE = Words("{value} {sign} 上年值 {last}，不比去年差", "{value} {sign} {last} of last year: no worse")
_WORSE = Words("{value} {sign} 上年值 {last}，比去年差，不得分：0", "{value} {sign} {last} of last year: worse, no points: 0")
_BAND = Words("{between}，这一档得 {points} 分", "{between}: this band gives {points}")
_CAPPED = Words("{sum}，多于上限 {cap}，计 {cap}", "{sum}, which is above the cap, so {cap}")
_IDLE = Words("本组不适用或未到期的分值：{sum}", "points of the group that do not apply or are not due: {sum}")
_EARNED = Words("得分 {got} = {earned}；满分 {of} = {available}", "points {got} = {earned}; of {of} = {available}")
_MOST = Words(
    "最多可转 {group} × {share}% = {most}，转入 {moved}", "at most {group} × {share} % = {most} may move; {moved} moves"
)
_MOST_ROUNDED = Words(
    "最多可转 {group} × {share}% = {most}，取 {places} 位小数（{rounding}）转入 {moved}",
    "at most {group} × {share} % = {most} may move; to {places} places ({rounding}) that is {moved}",
)
_DEDUCTED = Words("扣分项，计为负数：{points}", "a deduction, so it is taken off: {points}")


class Step(NamedTuple):
    """One step of a derivation; ``key`` is its name in JSON."""

    key: str
    text: Words


def working(line: Line, scheme: Scheme) -> tuple[Step, ...]:
    """The steps from the value of a scored line to its points; none for a line of another state."""
    state = line.entry.state if line.entry else None
    if line.state != "scored" or not isinstance(state, Given) or line.award is None:
        return ()
    steps: tuple[Step, ...]
    match line.indicator.rule:
        case Levels() as rule:
            steps = _levels(line, rule, str(state.value))
        case Places() as rule:
            steps = _place(line, rule, _number(state.value))
        case Bands() as rule:
            steps = (Step("sum", _band(rule, _number(state.value))),)
        case Tally() as rule:
            steps = (Step("sum", _tally(rule, _number(state.value))),)
        case Reach() as rule:
            steps = _reach(line, rule, _number(state.value), scheme)
    return (*steps, _rounding(line.award.points, line.points, scheme))


def _number(value: Decimal | str) -> Decimal:
    assert isinstance(value, Decimal)  # noqa: S101 -- loading has held answers to levels, numbers to the rest
    return value


def _rounding(exact: Fraction, points: Decimal, scheme: Scheme) -> Step:
    policy = scheme.points
    fields = {"exact": written_out(exact), "places": policy.places, "rounding": _ROUNDING[policy.rounding]}
    return Step("points", _POINTS.filled(points=points, **fields))


def _reach(line: Line, rule: Reach, value: Decimal, scheme: Scheme) -> tuple[Step, ...]:
    award, benchmark = line.award, line.benchmark
    assert award is not None and award.target is not None and benchmark is not None  # noqa: S101, PT018 -- a scored reach has all three
    taken = compared(value, benchmark.value, scheme)
    least = rule.at_least is not None
    reached = award.met or not award.short  # and nothing is earned where it is worse than last year's
    sign = ("≥" if least else "≤") if reached else ("<" if least else ">")
    fields = {"value": show(taken), "sign": sign, "target": _full(award.target), "short": _full(award.short)}
    met, kept, missed = (_MET, _REACHED, _MISSED) if least else (_WITHIN, _KEPT, _PASSED)
    told = (met if award.met else kept if reached else missed).filled(**fields)
    if taken != value:
        before = _ROUNDED.filled(value=show(value), taken=show(taken))
        told = Words(before.zh + told.zh, before.en + told.en)
    steps = [*_target(line, rule), Step("comparison", told), *_against_last(line, rule, taken)]
    if not award.met and award.before is None:
        steps += _short(line, rule, taken)
    return tuple(steps)


def _target(line: Line, rule: Reach) -> Iterator[Step]:
    """The share of the bound that is due, and what is added to it."""
    award, benchmark = line.award, line.benchmark
    assert award is not None and award.target is not None and benchmark is not None  # noqa: S101, PT018 -- a scored reach has all three
    if rule.due == 1 and not rule.plus:
        return
    due = f" × {show(rule.due)}" if rule.due != 1 else ""
    plus = f" {'+' if rule.plus > 0 else '-'} {show(abs(rule.plus))}" if rule.plus else ""
    yield Step("target", _formula(f"{show(benchmark.value)}{due}{plus} = {_full(award.target)}"))


def _against_last(line: Line, rule: Reach, value: Decimal) -> Iterator[Step]:
    """The value against last year's, where the rule lets no worse one pass."""
    if line.last is None or line.award is None:
        return
    least, last = rule.at_least is not None, line.last.value
    worse = line.award.before is not None
    sign = "=" if value == last else "<" if value < last else ">"
    if not worse and sign != "=":
        sign = "≥" if least else "≤"
    yield Step("last_year", (_WORSE if worse else _NO_WORSE).filled(value=show(value), sign=sign, last=show(last)))


def _levels(line: Line, rule: Levels, answer: str) -> tuple[Step, ...]:
    """The share of an answer, or the mean share of several things, times the points."""
    award = line.award
    assert award is not None  # noqa: S101 -- only a scored line comes here
    of, points = show(line.indicator.points), written_out(award.points)
    if answer in rule.levels:
        fields = {"answer": answer, "share": show(percent(rule.levels[answer])), "of": of}
        return (Step("sum", _LEVEL.filled(points=points, **fields)),)
    counts = spread(answer)
    parts = " + ".join(f"{show(rule.levels[a])} × {n}" for a, n in counts)
    long = f"({parts}) ÷ {sum(n for _, n in counts)}"
    share = written_out(rule.share(answer))
    return Step("share", _formula(f"{long} = {share}")), Step("sum", _formula(f"{long} × {of} = {points}"))


def _place(line: Line, rule: Places, value: Decimal) -> tuple[Step, ...]:
    """The place among all units, and the share of the points that goes with it."""
    award = line.award
    if rule.beyond is not None and not rule.enters(value):
        return (Step("comparison", _NO_PLACE.filled(value=show(value), beyond=_BEYOND[rule.best], bound=show(rule.beyond))),)
    assert award is not None and award.place is not None and award.share is not None  # noqa: S101, PT018 -- a scored place has both
    of = show(line.indicator.points)
    if award.place == 1:
        best = Words("高", "highest") if rule.best == "highest" else Words("低", "lowest")
        return (Step("comparison", _FIRST.filled(value=show(value), best=best)),)
    placed = Step("comparison", _PLACED.filled(value=show(value), place=award.place))
    behind = award.place - 1
    left = _sum(f"1 - {behind} × {show(rule.less)}", 1 - behind * Fraction(rule.less))
    sum_ = f"{written_out(award.share)} × {of} = {written_out(award.points)}"
    return placed, Step("share", left), Step("sum", _formula(sum_))


def _short(line: Line, rule: Reach, value: Decimal) -> list[Step]:
    """The sum of what is left short of the target."""
    award = line.award
    assert award is not None and award.target is not None  # noqa: S101, PT018 -- only a scored line that missed comes here
    of, target = line.indicator.points, award.target
    match rule.short:
        case "zero":
            return [Step("sum", _NONE if rule.at_least is not None else _NONE_PAST)]
        case "proportional" if target <= 0:
            return [Step("sum", _NONE)]
        case "proportional":
            return [Step("sum", _sum(f"{show(value)} ÷ {_full(target)} × {show(of)}", Fraction(value) / target * Fraction(of)))]
        case PerStep() as step:
            return _stepwise(step, award.short, of)
        case Ramp(zero_at=zero):
            if award.points == 0 and (target - Fraction(zero)) * (1 if rule.at_least is not None else -1) <= 0:
                return [Step("sum", _FLOOR.filled(zero=show(zero), target=_full(target)))]
            above, span = Fraction(value) - Fraction(zero), target - Fraction(zero)
            floor = _term(zero)
            long = f"({show(value)} - {floor}) ÷ ({_full(target)} - {floor}) × {show(of)}"
            short = f"{_full(above)} ÷ {_full(span)} × {show(of)}"
            return [Step("sum", _sum(f"{long} = {short}", above / span * Fraction(of)))]


def _stepwise(rule: PerStep, short: Fraction, of: Decimal) -> list[Step]:
    """How many steps a shortfall counts for, and what they leave."""
    exact, steps = short / Fraction(rule.per), rule.steps(short)
    counted = f"{_full(short)} ÷ {show(rule.per)}" if rule.count == "exact" else show(steps)
    fields = {"short": _full(short), "per": show(rule.per), "exact": written_out(exact), "steps": written_out(steps)}
    told = _COUNTED.filled(how=STEP_COUNTS[rule.count], **fields)
    left = Fraction(of) - steps * Fraction(rule.lose)
    return [
        Step("steps", told),
        Step("sum", _sum(f"{show(of)} - {counted} × {show(rule.lose)}", left)),
    ]


def _sum(formula: str, exact: Fraction) -> Words:
    """A sum and what comes out; what falls below nothing is nothing."""
    whole = _formula(f"{formula} = {written_out(exact)}")
    if exact >= 0:
        return whole
    return _BELOW_ZERO.filled(sum=whole)


def _band(rule: Bands, value: Decimal) -> Words:
    upper: Decimal | None = None
    for low, points in rule.bands:
        if value >= low:
            between = f"{show(value)} ≥ {show(low)}" if upper is None else f"{show(low)} ≤ {show(value)} < {show(upper)}"
            return _BAND.filled(between=between, points=show(points))
        upper = low
    assert upper is not None  # noqa: S101 -- a rule has at least one band
    return _BAND.filled(between=f"{show(value)} < {show(upper)}", points=0)


def _tally(rule: Tally, count: Decimal) -> Words:
    exact = Fraction(count) * Fraction(rule.each)
    formula = f"{show(count)} × {show(rule.each)} = {written_out(exact)}"
    return _CAPPED.filled(sum=formula, cap=show(rule.cap)) if exact > Fraction(rule.cap) else _formula(formula)


def moved_working(group: GroupResult, scheme: Scheme) -> tuple[Step, ...]:
    """The steps behind the points of what does not apply in a group; none where nothing moved."""
    if group.moved is None:
        return ()
    earned, available, of, points = group.moved
    total = group.idle_points
    listed = " + ".join(f"{x.indicator.id} {show(x.indicator.points)}" for x in group.idle)
    rest = [x for x in group.lines if x.state in {"scored", "missing"}]
    sums = {"got": " + ".join(str(x.points) for x in rest), "of": " + ".join(show(x.of) for x in rest)}
    share = scheme.na.at_most
    most = Fraction(share) * Fraction(group.group.points)
    policy = {"places": scheme.points.places, "rounding": _ROUNDING[scheme.points.rounding]}
    told = _MOST if min(Fraction(total), most) == of else _MOST_ROUNDED
    at_most = told.filled(
        group=show(group.group.points), share=show(percent(share)), most=written_out(most), moved=show(of), **policy
    )
    exact = Fraction(earned) * Fraction(of) / Fraction(available)
    return (
        Step("idle", _IDLE.filled(sum=f"{listed} = {show(total)}")),
        Step("earned", _EARNED.filled(earned=show(earned), available=show(available), **sums)),
        Step("at_most", at_most),
        Step("sum", _sum(f"{show(earned)} ÷ {show(available)} × {show(of)}", exact)),
        _rounding(exact, points, scheme),
    )


def extra_working(line: ExtraLine, scheme: Scheme) -> tuple[Step, ...]:
    """The steps behind a bonus or a deduction."""
    exact = line.extra.rule.award(line.quantity).points
    points = rounded(exact, scheme.points.places, scheme.points.rounding)
    steps = (Step("sum", _tally(line.extra.rule, line.quantity)), _rounding(exact, points, scheme))
    return steps if line.points >= 0 else (*steps, Step("deducted", _DEDUCTED.filled(points=line.points)))


def _term(number: Decimal) -> str:
    """A number within a sum; below zero it stands in brackets."""
    return show(number) if number >= 0 else f"({show(number)})"


def _full(number: Fraction) -> str:
    """A bound, or a distance to one, with every digit: what is read has no more than :data:`MOST_DIGITS` of them."""
    return written_out(number, MOST_DIGITS)


def _formula(text: str) -> Words:
    """A sum in both languages: the Chinese line is set with a full-width minus, as the forms are."""
    return Words(text.replace(" - ", " － "), text)
