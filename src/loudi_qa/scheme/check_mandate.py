"""Faults of sense in ``responsibilities.yaml``: names that lead nowhere, what nobody or two answer for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loudi_qa.scheme.complain import At, Complaint, located, meant, names_once, reference
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from loudi_qa.scheme.fault import Fault
    from loudi_qa.scheme.mandate import Mandate, Papers, Within
    from loudi_qa.scheme.models import Scheme
    from loudi_qa.scheme.yamlfile import Document, PathTo

_OTHER_SCHEME = Words(
    "scheme：这里写 {a}，{file} 写 {b}，两处要相同；不同就不是一套文件",
    "scheme: {a} here, {b} in {file}; they must agree, or the files are not of one scheme",
)
_RENAMED = Words("；部门改了名的，把旧名写进它的 aliases", "; where a department was renamed, put its old name under aliases")
_NONE = Words(
    "{name} 没有{what}，请写进 {key} 中某一条的 {under}", "{name} has no {what_en}: put it under {under} of one of {key}"
)
_MANY = Words(
    "{name} 有 {n} 个{what}（第 {lines}），只留一个", "{name} has {n} entries as to its {what_en} (line {lines}): keep one"
)


def mandate_faults(document: Document, mandate: Mandate, scheme: Scheme) -> list[Fault]:
    """What is wrong in ``responsibilities.yaml``, by itself and against the scheme."""
    complaints: list[Complaint] = []
    if mandate.scheme != scheme.scheme:
        complaints.append(
            (
                ("scheme",),
                _OTHER_SCHEME,
                {"a": mandate.scheme, "b": scheme.scheme, "file": "indicators.yaml"},
            )
        )
    groups = [g.id for g in mandate.benchmark_groups]
    for i, unit in enumerate(mandate.units):
        complaints += reference(("units", i, "group"), unit.group, groups, Words("适用组", "benchmark group"))
    complaints += names_once("units", [(u.name.zh, *u.aliases) for u in mandate.units])
    complaints += names_once("departments", [(d.name.zh, *d.aliases) for d in mandate.departments])
    complaints += names_once("benchmark_groups", [(g,) for g in groups])
    complaints += names_once("duties", [(d.clause,) for d in mandate.duties])
    complaints += names_once("consequences", [(c.id,) for c in mandate.consequences])
    complaints += _points(groups, scheme)
    complaints += _departments(mandate)
    complaints += _duties(mandate, scheme)
    for i, shared in enumerate(mandate.shared):
        complaints += reference(("shared", i, "measure"), shared.measure, scheme.measure, Words("填报项", "measure"))
        for j, name in enumerate(shared.units):
            complaints += reference(("shared", i, "units", j), name, mandate.unit, Words("单位", "unit"))
    complaints += _consequences(mandate, scheme)
    complaints += _papers(mandate.papers)
    return located(document, complaints)


def _points(groups: Sequence[str], scheme: Scheme) -> Iterator[Complaint]:
    """Points by group of units need every group, or a unit would have fewer than the others and nobody would see why."""
    told = {k for i in scheme.indicators for k in i.points_by or () if isinstance(k, str)}
    for missing in [g for g in groups if told and g not in told]:
        words = Words(
            "{file} 按单位组写了分值，却没有 {group} 组的", "{file} has points by group of units, and none for the group {group}"
        )
        yield ("benchmark_groups", groups.index(missing)), words, {"file": "indicators.yaml", "group": missing}
    for unknown in sorted(told - set(groups)):
        words = Words(
            "{file} 给 {group} 组写了分值，这里没有这个组", "{file} has points for the group {group}, which is not here"
        )
        yield ("benchmark_groups",), words, {"file": "indicators.yaml", "group": unknown}


def _departments(mandate: Mandate) -> Iterator[Complaint]:
    known = mandate.department
    what = Words("部门", "department")
    for i, department in enumerate(mandate.departments):
        for j, successor in enumerate(department.successors):
            yield from reference(("departments", i, "successors", j, "name"), successor.name, known, what, renamed=_RENAMED)
            if successor.name in (department.name.zh, *department.aliases):
                yield (
                    ("departments", i, "successors", j, "name"),
                    Words("{name}：不能由自己承接", "{name}: a department does not succeed itself"),
                    {"name": department.name.zh},
                )
        mains = Counter(s.since for s in department.successors if s.takes is None)
        if any(n > 1 for n in mains.values()):
            yield (
                ("departments", i),
                Words("{name}：同一天有两个主要承接部门", "{name}: two main successors on one day"),
                {"name": department.name.zh},
            )
    for i, duty in enumerate(mandate.duties):
        for j, name in enumerate(duty.units):
            yield from reference(("duties", i, "units", j), name, known, what, renamed=_RENAMED)
    for i, owner in enumerate(mandate.owners):
        yield from reference(("owners", i, "department"), owner.department, known, what, renamed=_RENAMED)


def _duties(mandate: Mandate, scheme: Scheme) -> Iterator[Complaint]:
    indicators = [i.id for i in scheme.indicators]
    what = Words("指标", "indicator")
    for i, duty in enumerate(mandate.duties):
        for key in ("indicators", "supports"):
            for j, name in enumerate(getattr(duty, key)):
                yield from reference(("duties", i, key, j), name, indicators, what)
    answered = [(("duties", i, "indicators", j), n) for i, d in enumerate(mandate.duties) for j, n in enumerate(d.indicators)]
    yield from _once("duties", "indicators", answered, indicators, Words("责任条目", "duty"))
    for i, owner in enumerate(mandate.owners):
        for j, name in enumerate(owner.measures):
            yield from reference(("owners", i, "measures", j), name, scheme.measure, Words("填报项", "measure"))
    verified = [(("owners", i, "measures", j), n) for i, o in enumerate(mandate.owners) for j, n in enumerate(o.measures)]
    yield from _once("owners", "measures", verified, scheme.measure, Words("核验部门", "verifying department"))


def _once(key: str, under: str, found: Iterable[tuple[PathTo, str]], wanted: Collection[str], what: Words) -> Iterator[Complaint]:
    """Each wanted id must stand in the list exactly once, or what was lost on it could not be laid at one door."""
    places: dict[str, list[PathTo]] = {}
    for path, got in found:
        for one in (got,) if got in wanted else (meant(got, wanted) or "").split(", "):  # misspelt: told there
            places.setdefault(one, []).append(path)
    for name in wanted:
        at = places.get(name, [])
        if len(at) != 1:
            fields: dict[str, object] = {"name": name, "what": what.zh, "what_en": what.en, "n": len(at), "lines": At(tuple(at))}
            yield at[-1] if at else (key,), _MANY if at else _NONE, {**fields, "key": key, "under": under}


def _papers(papers: Papers) -> Iterator[Complaint]:
    yield from _within(("papers", "rectify"), papers.rectify)
    if papers.objections:
        yield from _within(("papers", "objections", "within"), papers.objections.within)


def _within(path: PathTo, within: Within | None) -> Iterator[Complaint]:
    if within and (within.months is None) == (within.working_days is None):
        words = Words("{key} 写 months 或 working_days，只写一个", "{key} takes months or working_days, exactly one")
        yield path, words, {"key": path[-1]}


def _consequences(mandate: Mandate, scheme: Scheme) -> Iterator[Complaint]:
    grades, names = [g.grade for g in scheme.grades], {g.name.zh: g.grade for g in scheme.grades}
    for i, consequence in enumerate(mandate.consequences):
        when = consequence.when
        if sum(v is not None for v in dict(when).values()) != 1:
            yield (
                ("consequences", i, "when"),
                Words("when 必须且只能写一个条件", "when takes exactly one condition"),
                {},
            )
        yield from _within(("consequences", i, "within"), consequence.within)
        if when.last is not None and when.last >= len(mandate.units):
            yield (
                ("consequences", i, "when", "last"),
                Words("last：一共只有 {n} 个单位", "last: there are only {n} units"),
                {"n": len(mandate.units)},
            )
        for key in ("grade", "repeat"):
            for j, grade in enumerate(getattr(when, key) or ()):
                yield from reference(("consequences", i, "when", key, j), grade, grades, Words("等级", "grade"), called=names)
