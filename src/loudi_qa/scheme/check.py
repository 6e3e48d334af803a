"""Faults of sense: points that do not add up, names that lead nowhere, rules that cannot work."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.scheme.fault import Fault
from loudi_qa.scheme.rules import Bands, Levels, Ramp, Reach, Tally
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loudi_qa.scheme.mandate import Mandate
    from loudi_qa.scheme.models import Indicator, Measure, Scheme
    from loudi_qa.scheme.yamlfile import Document, PathTo

Complaint = tuple["PathTo", Words, dict[str, object]]

_UNKNOWN = Words("{key}：没有 {got} 这个{what}", "{key}: there is no {what_en} {got}")
_UNKNOWN_NEAR = Words("{key}：没有 {got} 这个{what}，是不是 {near}？", "{key}: there is no {what_en} {got}; did you mean {near}?")


def scheme_faults(document: Document, scheme: Scheme) -> list[Fault]:
    """What is wrong in ``indicators.yaml`` although its shape is right."""
    complaints = [*_ids(scheme), *_sums(scheme), *_grades(scheme), *_measures(scheme)]
    measures = scheme.measure
    for i, indicator in enumerate(scheme.indicators):
        path: PathTo = ("indicators", i)
        complaints += _reference((*path, "measure"), indicator.measure, measures, Words("测量项", "measure"))
        complaints += _reference((*path, "group"), indicator.group, [g.id for g in scheme.groups], Words("指标组", "group"))
        if indicator.clause is None and indicator.basis != "assumed":
            complaints.append(
                (
                    path,
                    Words("{id}：依据为 {basis} 就要写 clause", "{id}: with basis {basis} a clause is needed"),
                    {"id": indicator.id, "basis": indicator.basis},
                )
            )
        if indicator.measure in measures:
            complaints += [((*path, "rule"), words, fields) for words, fields in _rule(indicator, measures[indicator.measure])]
    for i, veto in enumerate(scheme.vetoes):
        complaints += _reference(("vetoes", i, "grade"), veto.grade, [g.grade for g in scheme.grades], Words("等级", "grade"))
    return _located(document, complaints)


def mandate_faults(document: Document, mandate: Mandate, scheme: Scheme) -> list[Fault]:
    """What is wrong in ``responsibilities.yaml``, by itself and against the scheme."""
    complaints: list[Complaint] = []
    if mandate.scheme != scheme.scheme:
        complaints.append(
            (
                ("scheme",),
                Words("两个文件不是同一套指标体系：{a} 与 {b}", "the two files are not of one scheme: {a} and {b}"),
                {"a": mandate.scheme, "b": scheme.scheme},
            )
        )
    groups = [g.id for g in mandate.benchmark_groups]
    for i, unit in enumerate(mandate.units):
        complaints += _reference(("units", i, "group"), unit.group, groups, Words("适用组", "benchmark group"))
    complaints += _names("units", [(u.name.zh, *u.aliases) for u in mandate.units])
    complaints += _names("departments", [(d.name.zh, *d.aliases) for d in mandate.departments])
    complaints += _departments(mandate)
    complaints += _duties(mandate, scheme)
    complaints += _consequences(mandate, scheme)
    return _located(document, complaints)


def _located(document: Document, complaints: Iterable[Complaint]) -> list[Fault]:
    return [Fault(document.path, document.line(path), words, fields) for path, words, fields in complaints]


def _reference(path: PathTo, got: str, known: Iterable[str], what: Words) -> Iterator[Complaint]:
    names = list(known)
    if got not in names:
        near = get_close_matches(got, names, n=1)
        fields: dict[str, object] = {
            "key": path[-1],
            "got": got,
            "what": what.zh,
            "what_en": what.en,
            "near": near[0] if near else "",
        }
        yield path, _UNKNOWN_NEAR if near else _UNKNOWN, fields


def _ids(scheme: Scheme) -> Iterator[Complaint]:
    lists: dict[str, Sequence[str]] = {
        "groups": [g.id for g in scheme.groups],
        "measures": [m.id for m in scheme.measures],
        "indicators": [i.id for i in scheme.indicators],
        "extras": [e.id for e in scheme.extras],
        "vetoes": [v.id for v in scheme.vetoes],
    }
    for key, ids in lists.items():
        yield from _names(key, [(i,) for i in ids])
    yield from _names("vetoes", [(v.name.zh,) for v in scheme.vetoes])


def _names(key: str, named: Sequence[tuple[str, ...]]) -> Iterator[Complaint]:
    first: dict[str, int] = {}
    for i, names in enumerate(named):
        for name in names:
            if first.setdefault(name, i) != i:
                yield (key, i), Words("{name} 用了两次", "{name} is used twice"), {"name": name}


def _sums(scheme: Scheme) -> Iterator[Complaint]:
    for i, group in enumerate(scheme.groups):
        total = sum(x.points for x in scheme.indicators if x.group == group.id)
        if total != group.points:
            yield (
                ("groups", i, "points"),
                Words(
                    "{name} 组写 {points} 分，其指标合计 {total} 分",
                    "group {id} has {points} points, its indicators add up to {total}",
                ),
                {"name": group.name.zh, "id": group.id, "points": group.points, "total": total},
            )
    whole = sum(g.points for g in scheme.groups)
    if whole != 100:
        yield (
            ("groups",),
            Words("各组合计 {total} 分，应为 100 分", "the groups add up to {total} points, not 100"),
            {"total": whole},
        )


def _grades(scheme: Scheme) -> Iterator[Complaint]:
    bounds = [g.at_least for g in scheme.grades]
    if any(a <= b for a, b in pairwise(bounds)) or bounds[-1] != 0:
        yield (
            ("grades",),
            Words("等级须由高到低，最后一级从 0 分起", "grades go from high to low, and the last begins at 0"),
            {},
        )


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
        if measure.range and measure.range[0] >= measure.range[1]:
            yield (
                ("measures", i, "range"),
                Words("{id}：range 应为 [下限, 上限]", "{id}: range is [lower, upper]"),
                fields,
            )


def _rule(indicator: Indicator, measure: Measure) -> Iterator[tuple[Words, dict[str, object]]]:
    """What makes a rule unworkable for its measure: a division by nothing, points out of bounds, answers that differ."""
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
    if isinstance(rule, Reach):
        yield from _reach(rule, fields)
    if isinstance(rule, Bands):
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
    if isinstance(rule, Tally) and rule.cap > indicator.points:
        yield Words("{id}：cap 超过了 {points} 分", "{id}: the cap exceeds {points} points"), fields


def _reach(rule: Reach, fields: dict[str, object]) -> Iterator[tuple[Words, dict[str, object]]]:
    bound = rule.bound
    numbers = [] if isinstance(bound, str) else list(bound.values()) if isinstance(bound, dict) else [bound]
    if isinstance(bound, dict) and not bound:
        yield Words("{id}：没有写任何年份", "{id}: no year is given"), fields
    for number in numbers:
        target = number + rule.plus
        if isinstance(rule.short, Ramp) and (
            rule.short.zero_at >= target if rule.at_least is not None else rule.short.zero_at <= target
        ):
            yield (
                Words("{id}：zero_at 必须在目标的不足一侧", "{id}: zero_at must lie on the short side of the target"),
                fields,
            )
        if rule.short == "proportional" and target <= 0:
            yield Words("{id}：目标为 0 时不能按比例计分", "{id}: a target of 0 cannot be scored in proportion"), fields


def _departments(mandate: Mandate) -> Iterator[Complaint]:
    known = mandate.department
    what = Words("部门", "department")
    for i, department in enumerate(mandate.departments):
        for j, successor in enumerate(department.successors):
            yield from _reference(("departments", i, "successors", j, "name"), successor.name, known, what)
        mains = Counter(s.since for s in department.successors if s.takes is None)
        if any(n > 1 for n in mains.values()):
            yield (
                ("departments", i),
                Words("{name}：同一天有两个主要承接部门", "{name}: two main successors on one day"),
                {"name": department.name.zh},
            )
    for i, duty in enumerate(mandate.duties):
        for j, name in enumerate(duty.units):
            yield from _reference(("duties", i, "units", j), name, known, what)
    for i, owner in enumerate(mandate.owners):
        yield from _reference(("owners", i, "department"), owner.department, known, what)


def _duties(mandate: Mandate, scheme: Scheme) -> Iterator[Complaint]:
    indicators = [i.id for i in scheme.indicators]
    what = Words("指标", "indicator")
    for i, duty in enumerate(mandate.duties):
        for key in ("indicators", "supports"):
            for j, name in enumerate(getattr(duty, key)):
                yield from _reference(("duties", i, key, j), name, indicators, what)
    yield from _once("duties", (n for d in mandate.duties for n in d.indicators), indicators, Words("责任条目", "duty"))
    for i, owner in enumerate(mandate.owners):
        for j, name in enumerate(owner.measures):
            yield from _reference(("owners", i, "measures", j), name, scheme.measure, Words("测量项", "measure"))
    yield from _once(
        "owners",
        (n for o in mandate.owners for n in o.measures),
        scheme.measure,
        Words("核定部门", "verifying department"),
    )


def _once(key: str, found: Iterable[str], wanted: Iterable[str], what: Words) -> Iterator[Complaint]:
    """Each wanted id must stand in the list exactly once, or what was lost on it could not be laid at one door."""
    count = Counter(found)
    for name in wanted:
        if count[name] != 1:
            words = Words("{name} 应当正好有一个{what}，现有 {n} 个", "{name} needs exactly one {what_en}, there are {n}")
            yield (key,), words, {"name": name, "what": what.zh, "what_en": what.en, "n": count[name]}


def _consequences(mandate: Mandate, scheme: Scheme) -> Iterator[Complaint]:
    grades = [g.grade for g in scheme.grades]
    for i, consequence in enumerate(mandate.consequences):
        when = consequence.when
        if len(when.model_fields_set) != 1:
            yield (
                ("consequences", i, "when"),
                Words("when 必须且只能写一个条件", "when takes exactly one condition"),
                {},
            )
        for key in ("grade", "repeat"):
            for j, grade in enumerate(getattr(when, key) or ()):
                yield from _reference(("consequences", i, "when", key, j), grade, grades, Words("等级", "grade"))
