"""Faults of sense in ``indicators.yaml``: sums that do not agree, names that lead nowhere, rules that cannot work."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.numbers import show
from loudi_qa.scheme.bearing import bearing_complaints
from loudi_qa.scheme.check_points import points_complaints
from loudi_qa.scheme.complain import Complaint, located, names_once, reference
from loudi_qa.scheme.rules import Bands, Levels, Ramp, Reach, Tally
from loudi_qa.scheme.spread import RESERVED
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.scheme.fault import Fault
    from loudi_qa.scheme.models import Indicator, Measure, Scheme
    from loudi_qa.scheme.rules import Rule
    from loudi_qa.scheme.yamlfile import Document, PathTo


def scheme_faults(document: Document, scheme: Scheme) -> list[Fault]:
    """What is wrong in ``indicators.yaml`` although its shape is right."""
    complaints = [*_ids(scheme), *points_complaints(scheme), *_grades(scheme), *_measures(scheme), *_checks(scheme)]
    measures = scheme.measure
    for i, indicator in enumerate(scheme.indicators):
        path: PathTo = ("indicators", i)
        complaints += reference((*path, "measure"), indicator.measure, measures, Words("测量项", "measure"))
        complaints += reference((*path, "group"), indicator.group, [g.id for g in scheme.groups], Words("指标组", "group"))
        if indicator.measure in measures:
            complaints += [((*path, "rule"), words, fields) for words, fields in _rule(indicator, measures[indicator.measure])]
    complaints += _clauses(scheme)
    complaints += bearing_complaints(scheme)
    for i, veto in enumerate(scheme.vetoes):
        complaints += reference(("vetoes", i, "grade"), veto.grade, [g.grade for g in scheme.grades], Words("等级", "grade"))
    return located(document, complaints)


def _ids(scheme: Scheme) -> Iterator[Complaint]:
    lists: dict[str, Sequence[str]] = {
        "assumptions": [a.id for a in scheme.assumptions],
        "groups": [g.id for g in scheme.groups],
        "measures": [m.id for m in scheme.measures],
        "indicators": [i.id for i in scheme.indicators],
        "extras": [e.id for e in scheme.extras],
        "vetoes": [v.id for v in scheme.vetoes],
    }
    for key, ids in lists.items():
        yield from names_once(key, [(i,) for i in ids])
    yield from names_once("grades", [(g.grade,) for g in scheme.grades])
    yield from names_once("vetoes", [(v.name.zh,) for v in scheme.vetoes])


def _checks(scheme: Scheme) -> Iterator[Complaint]:
    """A code may wait for a year only if it doubts a value; what cannot be read is never let pass."""
    waiting = scheme.checks.warn_until if scheme.checks else {}
    may_wait = [code for code, entry in CATALOGUE.items() if entry.may_wait and entry.level == "error"]
    words = Words("warn_until：{code} 不能暂作警告；可以的有：{known}", "warn_until: {code} may not wait; these may: {known}")
    for code in waiting:
        if code not in may_wait:
            yield ("checks", "warn_until", code), words, {"code": code, "known": ", ".join(may_wait)}


def _clauses(scheme: Scheme) -> Iterator[Complaint]:
    words = Words("{id}：依据为 {basis} 就要写 clause", "{id}: with basis {basis} a clause is needed")
    for key in ("indicators", "extras", "vetoes"):
        for i, item in enumerate(getattr(scheme, key)):
            if item.clause is None and item.basis != "assumed":
                yield (key, i), words, {"id": item.id, "basis": item.basis}


def _grades(scheme: Scheme) -> Iterator[Complaint]:
    bounds, full = [g.at_least for g in scheme.grades], scheme.points.full
    if any(a <= b for a, b in pairwise(bounds)) or bounds[-1] != 0 or bounds[0] > full:
        yield (
            ("grades",),
            Words(
                "等级须由高到低，最高不超过 {full} 分，最后一级从 0 分起",
                "grades go from high to low, begin at {full} or less, and the last begins at 0",
            ),
            {"full": show(full)},
        )
    groups = [g.id for g in scheme.groups]
    for i, grade in enumerate(scheme.grades):
        if grade.each:
            yield from reference(("grades", i, "each", "group"), grade.each.group, groups, Words("指标组", "group"))
    if scheme.grades[-1].each:
        words = Words(
            "最后一级 {grade} 不能再有条件，否则有的单位没有等级",
            "the last grade {grade} takes no condition: some unit would have none",
        )
        yield ("grades", len(scheme.grades) - 1, "each"), words, {"grade": scheme.grades[-1].grade}


def _measures(scheme: Scheme) -> Iterator[Complaint]:
    used = {i.measure for i in scheme.indicators}
    for i, measure in enumerate(scheme.measures):
        fields: dict[str, object] = {"id": measure.id}
        if measure.id not in used:
            yield (
                ("measures", i),
                Words("{id} 只读不评：没有指标使用它", "{id} is read and never scored: no indicator uses it"),
                fields,
            )
        if (measure.answers is None) == (measure.range is None):
            yield (
                ("measures", i),
                Words("{id}：range 与 answers 必须且只能写一个", "{id}: exactly one of range and answers is needed"),
                fields,
            )
        if measure.answers is None and measure.unit is None:
            yield ("measures", i), Words("{id}：缺少 unit", "{id}: unit is missing"), fields
        if measure.several and (measure.answers is None or any(RESERVED.search(a) for a in measure.answers)):
            yield (
                ("measures", i, "several"),
                Words(
                    "{id}：several 只用于有 answers 的测量项，答案里不能有数字、空格、逗号、顿号和分号",
                    "{id}: several goes with answers, and these hold no digits, spaces, commas or semicolons",
                ),
                fields,
            )
        if measure.answers and len(set(measure.answers)) < len(measure.answers):
            yield ("measures", i, "answers"), Words("{id}：answers 有重复", "{id}: an answer stands twice"), fields
        if measure.range and measure.range[0] >= measure.range[1]:
            yield (
                ("measures", i, "range"),
                Words("{id}：range 应为 [下限, 上限]", "{id}: range is [lower, upper]"),
                fields,
            )


def _rule(indicator: Indicator, measure: Measure) -> Iterator[tuple[Words, dict[str, object]]]:
    """What makes a rule unworkable for its measure: points nobody can earn, a division by nothing, other answers."""
    rule = indicator.rule
    fields: dict[str, object] = {"id": indicator.id, "measure": measure.id, "points": show(indicator.points)}
    if isinstance(rule, Levels) != (measure.answers is not None):
        yield (
            Words(
                "{id}：levels 只用于有 answers 的测量项",
                "{id}: levels go with a measure that has answers, and only with one",
            ),
            fields,
        )
    elif isinstance(rule, Levels) and set(rule.levels) != set(measure.answers or ()):
        yield (
            Words("{id}：levels 的答案与 {measure} 的 answers 不一致", "{id}: the levels are not the answers of {measure}"),
            fields,
        )
    elif isinstance(rule, Levels) and max(rule.levels.values()) != 1:
        yield Words("{id}：没有一个答案得满分", "{id}: no answer earns all the points"), fields
    if isinstance(rule, Reach):
        yield from _reach(rule, fields)
    yield from _city(indicator, fields)
    if (
        measure.range
        and measure.range[0] < measure.range[1]
        and any(not measure.range[0] <= b <= measure.range[1] for b in _bounds(rule))
    ):
        low, high = map(show, measure.range)
        yield (
            Words(
                "{id}：目标或分档超出 {measure} 的范围 {low} 至 {high}",
                "{id}: a target or band lies outside the range of {measure}, {low} to {high}",
            ),
            {**fields, "low": low, "high": high},
        )
    if isinstance(rule, Bands | Tally):
        yield from _points_given(rule, indicator, fields)


def _points_given(
    rule: Bands | Tally, indicator: Indicator, fields: dict[str, object]
) -> Iterator[tuple[Words, dict[str, object]]]:
    """Of rules that name points themselves: they must lead up to those of the indicator."""
    if indicator.points_by:
        words = Words(
            "{id}：分值按年或按单位组写时不能用 bands、tally，它们的分数是写死的",
            "{id}: points that vary do not go with bands or tally, whose points are fixed",
        )
        yield words, fields
    elif isinstance(rule, Bands):
        yield from _bands(rule, indicator, fields)
    elif rule.cap != indicator.points:
        yield Words("{id}：cap 应为 {points} 分", "{id}: the cap must be {points} points"), fields


def _bands(rule: Bands, indicator: Indicator, fields: dict[str, object]) -> Iterator[tuple[Words, dict[str, object]]]:
    lowers, given = [b[0] for b in rule.bands], [b[1] for b in rule.bands]
    if any(a <= b for a, b in pairwise(lowers)) or any(a <= b for a, b in pairwise(given)):
        yield Words("{id}：bands 须由高到低", "{id}: bands go from high to low"), fields
    if given[0] != indicator.points or given[-1] < 0:
        yield (
            Words(
                "{id}：最高一档应为 {points} 分，最低不少于 0 分",
                "{id}: the highest band must give {points} points, none below 0",
            ),
            fields,
        )


def _city(indicator: Indicator, fields: dict[str, object]) -> Iterator[tuple[Words, dict[str, object]]]:
    """A figure of the document stands twice where the rule uses it too: a slip in one of them is seen here."""
    city, bound = indicator.city, indicator.rule.bound if isinstance(indicator.rule, Reach) else None
    if city is None:
        return
    if city.up_to is not None and city.up_to <= city.at_least:
        yield Words("{id}：city 的 up_to 应大于 at_least", "{id}: up_to of city must be above at_least"), fields
    if (city.by is not None) == city.yearly:
        yield Words("{id}：city 写 by 或 yearly，只写一个", "{id}: city takes by or yearly, exactly one"), fields
    if indicator.basis == "text" and isinstance(bound, Decimal) and bound != city.at_least:
        yield (
            Words(
                "{id}：依据为 text，但 city 的 {city} 与规则的 {bound} 不同",
                "{id}: with basis text, {city} of city and {bound} of the rule must agree",
            ),
            {**fields, "city": show(city.at_least), "bound": show(bound)},
        )


def _bounds(rule: Rule) -> list[Decimal]:
    """The numbers of a rule that a value is held against, as far as the file gives them."""
    if isinstance(rule, Bands):
        return [lower for lower, _ in rule.bands]
    if not isinstance(rule, Reach) or isinstance(rule.bound, str):
        return []
    shares = rule.share.values() if isinstance(rule.share, dict) else [rule.share]
    bounds = rule.bound.values() if isinstance(rule.bound, dict) else [rule.bound]
    return [b * share + rule.plus for b in bounds for share in shares]


def _reach(rule: Reach, fields: dict[str, object]) -> Iterator[tuple[Words, dict[str, object]]]:
    bound = rule.bound
    if isinstance(bound, dict) and not bound:
        yield Words("{id}：没有写任何年份", "{id}: no year is given"), fields
    for target in _bounds(rule):
        if isinstance(rule.short, Ramp) and (
            rule.short.zero_at >= target if rule.at_least is not None else rule.short.zero_at <= target
        ):
            yield (
                Words("{id}：zero_at 必须在目标的不足一侧", "{id}: zero_at must lie on the short side of the target"),
                fields,
            )
        if rule.short == "proportional" and target <= 0:
            yield Words("{id}：目标为 0 时不能按比例计分", "{id}: a target of 0 cannot be scored in proportion"), fields
