"""Faults of sense in ``indicators.yaml``: sums that do not agree, names that lead nowhere, rules that cannot work."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.numbers import show
from loudi_qa.scheme.bearing import bearing_complaints
from loudi_qa.scheme.check_points import points_complaints
from loudi_qa.scheme.complain import Complaint, located, meant, names_once, reference
from loudi_qa.scheme.rules import Bands, Levels, Places, Ramp, Reach, Tally
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
        complaints += reference((*path, "measure"), indicator.measure, measures, Words("填报项", "measure"))
        complaints += reference((*path, "group"), indicator.group, [g.id for g in scheme.groups], Words("指标组", "group"))
        if indicator.measure in measures:
            complaints += [((*path, "rule"), words, fields) for words, fields in _rule(indicator, measures[indicator.measure])]
    complaints += _clauses(scheme)
    complaints += bearing_complaints(scheme)
    grades, names = [g.grade for g in scheme.grades], {g.name.zh: g.grade for g in scheme.grades}
    for i, veto in enumerate(scheme.vetoes):
        complaints += reference(("vetoes", i, "grade"), veto.grade, grades, Words("等级", "grade"), called=names)
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


_TOO_HIGH = Words(
    "{grade} 的下限 {low} 应低于上一级 {above} 的 {bound}", "{grade} begins at {low}, it must begin below {above} ({bound})"
)
_NOT_FROM_ZERO = Words(
    "最后一级 {grade} 应从 0 分起，读到 {low}：不到 {low} 分的单位就没有等级",
    "the last grade {grade} must begin at 0, not {low}: below that a unit would have no grade",
)
_OUT_OF_REACH = Words("{grade} 的下限 {low} 高于满分 {full}，谁也评不上", "{grade} begins at {low}, above the full score {full}")


def _grades(scheme: Scheme) -> Iterator[Complaint]:
    fields: dict[str, object]
    first, last, rising = scheme.grades[0], scheme.grades[-1], False
    for i, (above, grade) in enumerate(pairwise(scheme.grades), 1):
        if grade.at_least >= above.at_least:
            rising = True
            fields = {"grade": grade.grade, "low": show(grade.at_least), "above": above.grade, "bound": show(above.at_least)}
            yield ("grades", i, "at_least"), _TOO_HIGH, fields
    if last.at_least != 0 and not rising:
        fields = {"grade": last.grade, "low": show(last.at_least)}
        yield ("grades", len(scheme.grades) - 1, "at_least"), _NOT_FROM_ZERO, fields
    if first.at_least > scheme.points.full:
        fields = {"grade": first.grade, "low": show(first.at_least), "full": show(scheme.points.full)}
        yield ("grades", 0, "at_least"), _OUT_OF_REACH, fields
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
    known = scheme.measure
    used = {i.measure if i.measure in known else meant(i.measure, known) for i in scheme.indicators}  # misspelt: told there
    for i, measure in enumerate(scheme.measures):
        fields: dict[str, object] = {"id": measure.id}
        if measure.id not in used:
            yield (
                ("measures", i),
                Words(
                    "{id} 只读不评：没有指标使用它，请加上指标或删去它",
                    "{id} is read and never scored: no indicator uses it; add one or delete it",
                ),
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
                    "{id}：several 只用于有 answers 的填报项，答案里不能有数字、空格、逗号、顿号和分号",
                    "{id}: several goes with answers, and these hold no digits, spaces, commas or semicolons",
                ),
                fields,
            )
        if measure.answers and len(set(measure.answers)) < len(measure.answers):
            yield ("measures", i, "answers"), Words("{id}：answers 有重复", "{id}: an answer stands twice"), fields
        if measure.range and measure.range[0] >= measure.range[1]:
            yield (
                ("measures", i, "range"),
                Words(
                    "{id}：range 应为 [下限, 上限]，请写 [{low}, {high}]", "{id}: range is [lower, upper]; write [{low}, {high}]"
                ),
                {**fields, "low": show(measure.range[1]), "high": show(measure.range[0])},
            )


def _rule(indicator: Indicator, measure: Measure) -> Iterator[tuple[Words, dict[str, object]]]:
    """What makes a rule unworkable for its measure: points nobody can earn, a division by nothing, other answers."""
    rule = indicator.rule
    fields: dict[str, object] = {"id": indicator.id, "measure": measure.id, "points": show(indicator.points)}
    if isinstance(rule, Levels) != (measure.answers is not None):
        yield (
            Words(
                "{id}：levels 只用于有 answers 的填报项",
                "{id}: levels go with a measure that has answers, and only with one",
            ),
            fields,
        )
    elif isinstance(rule, Levels) and set(rule.levels) != set(measure.answers or ()):
        own, asked = list(rule.levels), list(measure.answers or ())
        more, less = [a for a in own if a not in asked], [a for a in asked if a not in own]
        words = Words(
            "{id}：levels 的答案与 {measure} 的 answers 不一致：levels 多了 {more}，少了 {less}",
            "{id}: the levels are not the answers of {measure}: too many {more}, missing {less}",
        )
        yield words, {**fields, "more": _words(more), "less": _words(less)}
    elif isinstance(rule, Levels) and max(rule.levels.values()) != 1:
        yield Words("{id}：没有一个答案得满分", "{id}: no answer earns all the points"), fields
    if isinstance(rule, Reach):
        yield from _reach(rule, fields)
    yield from _city(indicator, fields)
    low, high = measure.range or (Decimal(0), Decimal(0))
    beyond = next((b for b in _bounds(rule) if low < high and not low <= b <= high), None)
    if beyond is not None:
        words = Words(
            "{id}：目标或分档 {beyond} 超出 {measure} 的范围 {low} 至 {high}",
            "{id}: a target or band lies outside the range of {measure}, {low} to {high}: {beyond}",
        )
        yield words, {**fields, "low": show(low), "high": show(high), "beyond": show(beyond)}
    if isinstance(rule, Bands | Tally):
        yield from _points_given(rule, indicator, fields)


def _words(answers: Sequence[str]) -> Words:
    return Words("、".join(answers), ", ".join(answers)) if answers else Words("（无）", "none")


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
        yield Words("{id}：bands 须由高到低，界限和分数都不能重复", "{id}: bands go from high to low, each bound once"), fields
    elif given[0] != indicator.points or given[-1] < 0:
        yield (
            Words(
                "{id}：最高一档应为 {points} 分，最低不少于 0 分；读到 {top} 至 {least} 分",
                "{id}: the highest band must give {points} points, none below 0; got {top} to {least}",
            ),
            {**fields, "top": show(given[0]), "least": show(given[-1])},
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
                "{id}：依据为 text，但 city 的 {city} 与规则的 {bound} 不同，两处要一致",
                "{id}: with basis text, {city} of city and {bound} of the rule must agree",
            ),
            {**fields, "city": show(city.at_least), "bound": show(bound)},
        )


def _bounds(rule: Rule) -> list[Decimal]:
    """The numbers of a rule that a value is held against, as far as the file gives them."""
    if isinstance(rule, Bands):
        return [lower for lower, _ in rule.bands]
    if isinstance(rule, Places):
        return [] if rule.beyond is None else [rule.beyond]
    return [*rule.targets] if isinstance(rule, Reach) else []


_SHORT_SIDE = {
    True: Words(
        "{id}：zero_at {zero} 应低于目标 {target}（at_least：越高越好）",
        "{id}: zero_at must lie on the short side of the target: {zero} is not below {target} (at_least)",
    ),
    False: Words(
        "{id}：zero_at {zero} 应高于上限 {target}（at_most：越低越好；越高越好的请写 at_least）",
        "{id}: zero_at must lie on the short side of the target: {zero} is not above {target} (at_most)",
    ),
}


def _reach(rule: Reach, fields: dict[str, object]) -> Iterator[tuple[Words, dict[str, object]]]:
    bound = rule.bound
    if isinstance(bound, dict) and not bound:
        yield Words("{id}：没有写任何年份", "{id}: no year is given"), fields
    for target in _bounds(rule):
        if isinstance(rule.short, Ramp) and (
            rule.short.zero_at >= target if rule.at_least is not None else rule.short.zero_at <= target
        ):
            yield _SHORT_SIDE[rule.at_least is not None], {**fields, "zero": show(rule.short.zero_at), "target": show(target)}
        if rule.short == "proportional" and target <= 0:
            yield Words("{id}：目标为 0 时不能按比例计分", "{id}: a target of 0 cannot be scored in proportion"), fields
