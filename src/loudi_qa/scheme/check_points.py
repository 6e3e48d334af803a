"""Points that do not add up: indicators to their group, groups to the full score, in every year and for every group of units."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from loudi_qa.numbers import quantise, show
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.complain import Complaint
    from loudi_qa.scheme.models import Group, Indicator, Scheme

_SUM = Words("{name} 组写 {points} 分，其指标合计 {total} 分", "group {id} has {points} points, its indicators add up to {total}")
_SUM_OF = Words(
    "{name} 组写 {points} 分，其指标{of}合计 {total} 分",
    "group {id} has {points} points, its indicators add up to {total} {of_en}",
)
_DIGITS = Words("{id}：分值 {points} 的小数多于 {places} 位", "{id}: {points} points have more than {places} digits")
_WHOLE_OF = Words("各组{of}合计 {total} 分，应为 {full} 分", "the groups add up to {total} points {of_en}, not {full}")
_WHOLE = Words("各组合计 {total} 分，应为 {full} 分", "the groups add up to {total} points, not {full}")
_LOWEST = Words(
    "取最低组计总分（lowest_group）时每组都应为 {full} 分，{name} 组写 {points} 分",
    "where the lowest group counts, each has {full} points; group {id} has {points}",
)
_YEARS = Words(
    "{id}：按年写的分值有 {got} 年，其他指标有 {others} 年；每项都要写全",
    "{id}: points for {got}, others have {others}; every dated indicator needs the same years",
)
_UNITS = Words(
    "{id}：按单位组写的分值有 {got}，其他指标有 {others}；每项都要写全，不考核的写 0",
    "{id}: points for {got}, others have {others}; each needs the same groups of units, 0 where not assessed",
)
_NOBODY = Words("{id}：分值全是 0，谁也得不到分", "{id}: all its points are 0, so nobody can earn any")

NOTHING = Decimal(0)


def points_complaints(scheme: Scheme) -> Iterator[Complaint]:
    """Every sum that does not come out, and points with too many digits; a group misspelt is told first, by itself."""
    yield from _digits(scheme)
    unlike = [*_unlike(scheme)]
    misplaced = {i.group for i in scheme.indicators} - {g.id for g in scheme.groups}
    yield from unlike or (() if misplaced else _groups(scheme))
    full, whole = scheme.points.full, sum((g.points for g in scheme.groups), NOTHING)
    if scheme.points.total == "lowest_group":
        for i, group in enumerate(scheme.groups):
            if group.points != full:
                yield ("groups", i, "points"), _LOWEST, {**_named(group), "full": show(full)}
    elif whole != full:
        yield ("groups",), _WHOLE, {"total": show(whole), "full": show(full)}


def _digits(scheme: Scheme) -> Iterator[Complaint]:
    places = scheme.points.places
    for i, indicator in enumerate(scheme.indicators):
        declared = indicator.points_by.values() if indicator.points_by else [indicator.points]
        for points in declared:
            if points != quantise(points, places):
                yield ("indicators", i, "points"), _DIGITS, {"id": indicator.id, "points": show(points), "places": places}
        if not indicator.points:
            yield ("indicators", i, "points"), _NOBODY, {"id": indicator.id}


def _unlike(scheme: Scheme) -> Iterator[Complaint]:
    """Indicators that tell their points for fewer years, or fewer groups of units, than others do."""
    told = [(i, x.id, frozenset(x.points_by)) for i, x in enumerate(scheme.indicators) if x.points_by]
    for by_year in (True, False):
        own = [(i, id_, keys) for i, id_, keys in told if any(isinstance(k, int) for k in keys) is by_year]
        known = frozenset(k for _, _, keys in own for k in keys)
        for i, id_, keys in own:
            if keys != known:
                fields: dict[str, object] = {"id": id_, "got": _listed(keys), "others": _listed(known)}
                yield ("indicators", i, "points"), _YEARS if by_year else _UNITS, fields


def _listed(keys: frozenset[int | str]) -> Words:
    told = sorted(map(str, keys))
    return Words("、".join(told), ", ".join(told))


def _groups(scheme: Scheme) -> Iterator[Complaint]:
    """The sums of each group: in each year, and for each group of units that is assessed on it at all."""
    keys = dict.fromkeys(k for x in scheme.indicators for k in x.points_by or ())
    years: list[int | None] = [k for k in keys if isinstance(k, int)] or [None]
    units: list[str | None] = [k for k in keys if isinstance(k, str)] or [None]
    for year, unit in product(years, units):
        sums = {
            g.id: sum((points_of(x, year, unit) for x in scheme.indicators if x.group == g.id), NOTHING) for g in scheme.groups
        }
        of = _of(year, unit)
        for i, group in enumerate(scheme.groups):
            if sums[group.id] != group.points and (sums[group.id] or unit is None):
                fields = {**_named(group), "total": show(sums[group.id]), "of": of.zh, "of_en": of.en}
                yield ("groups", i, "points"), _SUM_OF if of.zh else _SUM, fields
        whole = sum(sums.values(), NOTHING)
        if unit is not None and whole != scheme.points.full and (scheme.points.total == "sum" or not whole):
            yield ("groups",), _WHOLE_OF, {"total": show(whole), "full": show(scheme.points.full), "of": of.zh, "of_en": of.en}


def points_of(indicator: Indicator, year: int | None, units: str | None) -> Decimal:
    """The points of an indicator in a year and for a group of units; plain points hold for all."""
    by = indicator.points_by
    if by is None:
        return indicator.points
    return next((points for key, points in by.items() if key in {year, units}), NOTHING)


def _of(year: int | None, units: str | None) -> Words:
    parts = [Words(f" {year} 年", f"in {year}")] if year is not None else []
    parts += [Words(f"对 {units} 组单位", f"for units of {units}")] if units is not None else []
    return Words("".join(p.zh for p in parts), " ".join(p.en for p in parts))


def _named(group: Group) -> dict[str, object]:
    return {"name": group.name.zh, "id": group.id, "points": show(group.points)}
