"""Faults of sense in ``cases.yaml``: names that lead nowhere, and what contradicts itself or cannot matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme.cases import LineCase
from loudi_qa.scheme.complain import reference
from loudi_qa.scheme.rules import Places
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from loudi_qa.scheme.cases import CaseFile, Cases, Inputs, UnitExpected, UnitInputs, WholeCase
    from loudi_qa.scheme.complain import Complaint
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Scheme
    from loudi_qa.scheme.yamlfile import PathTo

_INDICATOR = Words("指标或加减分项", "indicator, bonus or deduction")
_MEASURE, _UNIT, _GRADE = Words("填报项", "measure"), Words("单位", "unit"), Words("等级", "grade")
_EXTRA, _VETO = Words("加减分项", "bonus or deduction"), Words("一票否决项", "veto")
_GROUP, _BASE = Words("适用组", "benchmark group"), Words("起点（bases）", "base")
_LINE = Words("得分项", "line of a result")

_OTHER_SCHEME = Words(
    "scheme：这些案例是 {got} 的，正在使用的规则是 {known}", "scheme: these cases are for {got}, the rules in use are {known}"
)
_TWICE = Words(
    "{key}：案例名称“{name}”用了两次，第一次在第 {first} 行", "{key}: the name {name} stands twice, first on line {first}"
)
_BOTH = Words("given：value 与 na 只能写一个", "given: either value or na, not both")
_ONLY_VALUE = Words("given：{id} 是加减分项，只能写 value", "given: {id} is a bonus or deduction: value alone can be given")
_MUST_VALUE = Words(
    "given：{id} 是加减分项，须写 value（件数，不加引号）",
    "given: {id} is a bonus or deduction: value (how many, no quotes) is needed",
)
_ONLY_POINTS = Words("expect：{id} 是加减分项，须写得分", "expect: {id} is a bonus or deduction: points are needed")
_UNUSED = {
    "province": Words("{key}：{id} 不与全省平均比较", "{key}: {id} is not held against the provincial average"),
    "quota": Words("{key}：{id} 不与年度目标比较", "{key}: {id} is not held against a quota"),
    "previous": Words("{key}：{id} 不与上年值比较", "{key}: {id} is not held against last year's value"),
}
_NO_PLACES = Words(
    "others：{id} 不按位次计分，不用写其他单位的值", "others: {id} has no points by place: others are not asked for"
)
_NO_YEAR = Words("year：{year} 年没有分值；有分值的年份：{known}", "year: there are no points for {year}; there are for {known}")
_NOT_THEN = Words("year：{id} 在 {year} 年没有分值", "year: {id} has no points in {year}")
_NOT_GIVEN = Words("expect：{unit} 不在 units 里", "expect: {unit} is not among units")
_NOTHING = Words(
    "expect：{unit} 什么都没有写，应写 total、grade、rank 或 points",
    "expect: nothing is said of {unit}: total, grade, rank or points",
)
_SAME_UNIT = Words("units：{unit} 与 {other} 是同一个单位", "units: {unit} and {other} are one unit")
_BELOW = Words("base：{got} 要写在它的前面", "base: {got} must stand above it")


def complaints(cases: Cases, rules: Rules) -> list[Complaint]:
    """What is wrong in a file of cases although its shape is right."""
    file = cases.file
    found: list[Complaint] = [*_head(file, rules), *_names(cases)]
    for name, base in file.bases.items():
        path: PathTo = ("bases", name)
        found += _base((*path, "base"), base, list(file.bases), list(file.bases).index(name))
        found += _unit(path, base, rules.scheme)
    for place, case in zip(cases.places, file.cases, strict=True):
        path = ("cases", place)
        found += _year((*path, "year"), case.year or file.year, rules.scheme)
        if isinstance(case, LineCase):
            found += _line(path, case, case.year or file.year, rules)
        else:
            found += _whole(path, case, file, rules)
    return found


def _head(file: CaseFile, rules: Rules) -> Iterator[Complaint]:
    if file.scheme != rules.scheme.scheme:
        yield ("scheme",), _OTHER_SCHEME, {"got": file.scheme, "known": rules.scheme.scheme}


def _names(cases: Cases) -> Iterator[Complaint]:
    first: dict[str, int] = {}
    for place, case in zip(cases.places, cases.file.cases, strict=True):
        before = first.setdefault(case.name.zh, place)
        if before != place:
            yield ("cases", place, "name"), _TWICE, {"key": "name", "name": case.name.zh, "first": cases.line(before)}


def _year(path: PathTo, year: int, scheme: Scheme) -> Iterator[Complaint]:
    if scheme.years is not None and year not in scheme.years:
        yield path, _NO_YEAR, {"year": year, "known": ", ".join(map(str, sorted(scheme.years)))}


def _line(path: PathTo, case: LineCase, year: int, rules: Rules) -> Iterator[Complaint]:
    indicators = {i.id: i for i in rules.scheme.indicators}
    extras = {e.id for e in rules.scheme.extras}
    yield from reference((*path, "indicator"), case.indicator, [*indicators, *extras], _INDICATOR)
    if case.group is not None:
        yield from reference((*path, "group"), case.group, [g.id for g in rules.mandate.benchmark_groups], _GROUP)
    given: PathTo = (*path, "given")
    if case.indicator in extras:
        yield from _extra(path, case)
    elif case.indicator in indicators:
        indicator = indicators[case.indicator]
        if indicator.dated and not indicator.dated.get(year):
            yield (*path, "year"), _NOT_THEN, {"id": indicator.id, "year": year}
        if case.given.value is not None and case.given.na is not None:
            yield (*given, "na"), _BOTH, {}
        used = rules.scheme.sources_used[indicator.measure]
        yield from _unused(given, case.given, used, indicator.id)
        if case.given.others and not isinstance(indicator.rule, Places):
            yield (*given, "others"), _NO_PLACES, {"id": indicator.id}


def _extra(path: PathTo, case: LineCase) -> Iterator[Complaint]:
    fields: dict[str, object] = {"id": case.indicator}
    given = case.given
    if given.value is None or isinstance(given.value, str):
        yield (*path, "given"), _MUST_VALUE, fields
    if given.na is not None or given.others or any(getattr(given, key) is not None for key in _UNUSED):
        yield (*path, "given"), _ONLY_VALUE, fields
    if isinstance(case.expect, str):
        yield (*path, "expect"), _ONLY_POINTS, fields


def _unused(path: PathTo, given: Inputs, used: set[str], indicator: str) -> Iterator[Complaint]:
    """A benchmark that no rule of the measure looks at: someone had another indicator in mind."""
    for key, words in _UNUSED.items():
        if getattr(given, key) is not None and key not in used:
            yield (*path, key), words, {"key": key, "id": indicator}


def _whole(path: PathTo, case: WholeCase, file: CaseFile, rules: Rules) -> Iterator[Complaint]:
    known = rules.mandate.unit
    met: dict[str, str] = {}
    for name, unit in case.units.items():
        own: PathTo = (*path, "units", name)
        yield from _named(own, "units", name, known, _UNIT)
        yield from _base((*own, "base"), unit, list(file.bases), len(file.bases))
        yield from _unit(own, unit, rules.scheme)
        if name in known:
            other = met.setdefault(known[name].name.zh, name)
            if other != name:
                yield own, _SAME_UNIT, {"unit": name, "other": other}
    for name, expected in case.expect.items():
        own = (*path, "expect", name)
        misspelt = any(unit not in known for unit in case.units)
        if name not in case.units and not misspelt and not (name in known and known[name].name.zh in met):
            yield own, _NOT_GIVEN, {"unit": name}
        yield from _expected(own, name, expected, rules.scheme)


def _unit(path: PathTo, unit: UnitInputs, scheme: Scheme) -> Iterator[Complaint]:
    for key in ("values", "quotas", "averages", "previous"):
        source = {"quotas": "quota", "averages": "province", "previous": "previous"}.get(key)
        for code in getattr(unit, key):
            here: PathTo = (*path, key, code)
            yield from _named(here, key, code, scheme.measure, _MEASURE)
            if source and code in scheme.measure and source not in scheme.sources_used[code]:
                yield here, _UNUSED[source], {"key": key, "id": code}
    for code in unit.extras:
        yield from _named((*path, "extras", code), "extras", code, [e.id for e in scheme.extras], _EXTRA)
    for place, code in enumerate(unit.incidents):
        yield from reference((*path, "incidents", place), code, [v.id for v in scheme.vetoes], _VETO)


def _base(path: PathTo, unit: UnitInputs, known: list[str], above: int) -> Iterator[Complaint]:
    """A base is one of those that stand above, so that none can come back to itself."""
    if unit.base in known[above:]:
        yield path, _BELOW, {"got": unit.base}
    elif unit.base is not None:
        yield from reference(path, unit.base, known, _BASE)


def _expected(path: PathTo, name: str, expected: UnitExpected, scheme: Scheme) -> Iterator[Complaint]:
    if expected.total is None and expected.grade is None and expected.rank is None and not expected.points:
        yield path, _NOTHING, {"unit": name}
    if expected.grade is not None:
        grades, names = [g.grade for g in scheme.grades], {g.name.zh: g.grade for g in scheme.grades}
        yield from reference((*path, "grade"), expected.grade, grades, _GRADE, called=names)
    lines = [i.id for i in scheme.indicators] + [e.id for e in scheme.extras] + [f"{g.id}-na" for g in scheme.groups]
    for code in expected.points:
        yield from _named((*path, "points", code), "points", code, lines, _LINE)


def _named(path: PathTo, key: str, got: str, known: Collection[str], what: Words) -> Iterator[Complaint]:
    """A key that is a name and leads nowhere, told under the key it stands in."""
    for at, words, fields in reference(path, got, known, what):
        yield at, words, {**fields, "key": key}
