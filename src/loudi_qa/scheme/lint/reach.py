"""Remarks on rules that hold a value against a bound: bounds, floors and steps that no value of the measure fits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.scheme.ask import with_unit
from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.lint.values import Values, distance, span, values
from loudi_qa.scheme.rules import PerStep, Ramp, Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.models import Indicator, Measure
    from loudi_qa.scheme.yamlfile import PathTo

_SOURCES = {
    "province": Words("全省平均", "the provincial average"),
    "quota": Words("分解目标", "the quota"),
    "previous": Words("上年值", "last year's value"),
}

_HUNDRED = Decimal(100)


def reach_remarks(path: PathTo, indicator: Indicator, rule: Reach, measure: Measure, places: int) -> Iterator[Said]:
    """What is odd about a rule of kind ``reach``; ``places`` are the digits of published points."""
    taken = values(measure)
    if taken is None:
        return
    targets = rule.targets
    yield from _never(path, indicator, rule, measure, taken)
    yield from _always(path, indicator, rule, measure, taken, targets)
    yield from _moved(path, indicator, rule, measure, taken)
    if isinstance(rule.short, Ramp):
        yield from _ramp(path, indicator, rule, rule.short, measure, taken)
    if isinstance(rule.short, PerStep):
        yield from _steps(path, indicator, rule, rule.short, measure, taken, targets, places)


def _never(path: PathTo, indicator: Indicator, rule: Reach, measure: Measure, taken: Values) -> Iterator[Said]:
    """A target farther from last year's value, or the average, than the range is wide."""
    width = taken.high - taken.low
    if isinstance(rule.bound, str) and (rule.plus if rule.at_least is not None else -rule.plus) > width:
        message = Words(
            "{id}：目标要在{source}之外再走 {plus}，{measure} 的范围只有 {span}，谁也得不到满分",
            "{id}: the target lies {plus} beyond {source}, {measure} only takes {span}: nobody earns all the points",
        )
        fields = {"source": _SOURCES[rule.bound], "plus": distance(abs(rule.plus), measure), "span": span(measure)}
        fix = Words("改小 plus，或者放宽 range", "make plus smaller, or widen the range")
        yield Said("points-out-of-reach", (*path, "rule"), message.filled(id=indicator.id, measure=measure.id, **fields), fix)


def _always(
    path: PathTo, indicator: Indicator, rule: Reach, measure: Measure, taken: Values, targets: tuple[Decimal, ...]
) -> Iterator[Said]:
    least = rule.at_least is not None
    easy = [t for t in targets if (t <= taken.low if least else t >= taken.high)]
    if easy and rule.no_worse_than is None:
        yield Said(
            "always-met",
            (*path, "rule"),
            Words(
                "{id}：目标是 {at}，{measure} 能填的数（{span}）全都达到，人人得满分",
                "{id}: the target is {at}, which every value of {measure} ({span}) meets: everyone earns all the points",
            ).filled(id=indicator.id, at=with_unit(easy[0], measure), measure=measure.id, span=span(measure)),
            Words("核对目标的方向（at_least 还是 at_most）和数值", "look at the direction (at_least or at_most) and the number"),
        )


def _moved(path: PathTo, indicator: Indicator, rule: Reach, measure: Measure, taken: Values) -> Iterator[Said]:
    """A bound from the workbook that ``plus`` can push out of the range: who is best cannot become better still."""
    if not isinstance(rule.bound, str) or rule.bound == "quota" or not rule.plus:
        return
    outward = rule.plus > 0 if rule.at_least is not None else rule.plus < 0
    if not outward or abs(rule.plus) > taken.high - taken.low:
        return
    if rule.at_least is not None and not _is_limit(measure, taken):
        return
    edge = (taken.high if rule.at_least is not None else taken.low) - rule.plus
    side = Words("超过", "above") if rule.at_least is not None else Words("低于", "below")
    yield Said(
        "target-past-range",
        (*path, "rule", "plus"),
        Words(
            "{id}：{source}{side} {edge} 时，目标会超出 {measure} 的范围 {span}，那时谁也得不到满分",
            "{id}: with {source} {side} {edge} the target lies outside the range of {measure}, {span}: nobody could meet it",
        ).filled(
            id=indicator.id,
            source=_SOURCES[rule.bound],
            side=side,
            edge=with_unit(edge, measure),
            measure=measure.id,
            span=span(measure),
        ),
        Words(
            "去掉 plus，或另用一个固定目标的指标考核已到顶的单位", "leave plus out, or hold those at the top to a fixed target"
        ),
    )


def _is_limit(measure: Measure, taken: Values) -> bool:
    """Whether nothing can lie above a range: of a share, or a mark out of a hundred. A count only has a most likely end."""
    return measure.is_percent or taken.high == _HUNDRED


def _ramp(path: PathTo, indicator: Indicator, rule: Reach, ramp: Ramp, measure: Measure, taken: Values) -> Iterator[Said]:
    zero, least = ramp.zero_at, rule.at_least is not None
    outside = zero < taken.low or zero > taken.high
    empty = isinstance(rule.bound, str) and (zero >= taken.high if least else zero <= taken.low)
    if not outside and not empty:
        return
    if empty:
        why = Words(
            "任何目标与它之间都没有余地，差一点就是零分",
            "nothing lies between it and any target, so that any shortfall costs all",
        )
    else:
        why = Words("最差的数也还能得分，到不了零分", "even the worst value earns points, and none earns 0")
    yield Said(
        "zero-at-out-of-range",
        (*path, "rule", "short"),
        Words(
            "{id}：zero_at 写 {zero}，{measure} 只能填 {span}，{why}", "{id}: zero_at is {zero}, {measure} takes {span}: {why}"
        ).filled(id=indicator.id, zero=with_unit(zero, measure), measure=measure.id, span=span(measure), why=why),
        Words("把 zero_at 写在范围之内、目标的不足一侧", "put zero_at inside the range, on the short side of the target"),
    )


def _steps(
    path: PathTo,
    indicator: Indicator,
    rule: Reach,
    step: PerStep,
    measure: Measure,
    taken: Values,
    targets: tuple[Decimal, ...],
    places: int,
) -> Iterator[Said]:
    least = rule.at_least is not None
    worst = [(t - taken.low) if least else (taken.high - t) for t in targets] or [taken.high - taken.low]
    lost = max(step.steps(Fraction(max(w, Decimal(0)))) for w in worst) * Fraction(step.lose)
    if max(worst) > 0 and lost < Fraction(1, 2 * 10**places):
        yield Said(
            "step-costs-nothing",
            (*path, "rule", "short"),
            Words(
                "{id}：每差 {per}才扣 {lose} 分，{measure} 差得再多也扣不到分",
                "{id}: {lose} points for every {per} short: however far {measure} falls short, nothing is lost",
            ).filled(id=indicator.id, per=distance(step.per, measure), lose=show(step.lose), measure=measure.id),
            Words("改小 per 或改大 lose", "make per smaller or lose greater"),
        )
    elif step.lose >= indicator.points and step.count != "exact":
        yield Said(
            "step-costs-everything",
            (*path, "rule", "short"),
            Words(
                "{id}：共 {points} 分，每差 {per}就扣 {lose} 分，第一档就扣完",
                "{id}: of {points} points {lose} go for every {per} short: the first step costs them all",
            ).filled(id=indicator.id, points=show(indicator.points), per=distance(step.per, measure), lose=show(step.lose)),
            Words(
                "改小 lose；若本意是差一点就不得分，写 short: zero",
                "make lose smaller; if no points for any shortfall are meant, write short: zero",
            ),
        )
