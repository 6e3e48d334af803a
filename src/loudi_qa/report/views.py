"""Two other views of the same result: by department, and by the city's own targets."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.assess.city import city_targets
from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import quantise, rounded, show
from loudi_qa.report import heading
from loudi_qa.report.document import Column, Document, Note, Table
from loudi_qa.report.overview import cut, department_name
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment, CityTarget
    from loudi_qa.scheme.models import Measure

_DEPARTMENTS = Words("各部门牵头指标的失分", "Points lost on the indicators each department leads")
_AS_OF = Words(
    "牵头部门是各条款的第一责任单位（条款与指标的对应为设定），名称为 {year} 年末的名称。",
    "The lead is the first responsible unit of a clause (which indicators a clause bears on is assumed); "
    "names are those of the end of {year}.",
)
_CITY = Words("全市目标", "Targets of the whole city")
_BLOCKED = Words("分子分母缺失、不合或已被核定值取代：{units}", "no counts that stand for the value: {units}")
_NOBODY = Words("无单位填报", "no unit reported")
_MET = Words("已达到", "reached")
_SHORT = Words("差 {gap}", "{gap} short")
_CITY_NOTE = Words(
    "比率由各单位分子之和除以分母之和得出，不用各单位比率的平均；数量为各单位之和；“每个优势产业”的数量取各单位中最小的。范围性目标以下限为目标。",
    "Rates are the sum of all counts over the sum of all bases, never an average of rates; "
    "counts are added up, of counts per industry the smallest is taken. Of a range the lower end is the target.",
)


def by_department(assessment: Assessment, lang: Lang, top: int | None = None) -> Document:
    """Each lead department with each unit's lost points and indicators."""
    columns = (
        Column(Words("部门", "Department").of(lang), free=True),
        Column(Words("单位", "Unit").of(lang), free=True, floor=10),
        Column(Words("失分", "Lost").of(lang), align="right"),
        Column(Words("指标（失分）", "Indicators (lost)").of(lang), rank=1, free=True),
    )
    found: list[tuple[str, Decimal, tuple[str, ...]]] = []
    totals: dict[str, Decimal] = {}  # published points add up exactly
    for unit in assessment.units:
        lines = {x.indicator.id: x for x in unit.lines}
        for lost in unit.lost:
            name = department_name(lost.department, lang)
            totals[name] = totals.get(name, NOTHING) + lost.points
            detail = " ".join(f"{i}({lines[i].lost})" for i in lost.indicators)
            found.append((name, lost.points, (name, unit.unit.name.of(lang), str(lost.points), detail)))
    found.sort(key=lambda f: (-totals[f[0]], f[0], -f[1], f[2][1]))
    rows, more = cut([row for _, _, row in found], top, lang)
    table = Table(_DEPARTMENTS.of(lang), columns, rows, more)
    note = Note(_AS_OF.of(lang, year=assessment.year.year))
    return Document(
        heading.title(assessment, lang), heading.lines(assessment, lang), (table, note), heading.origin(assessment, lang)
    )


def by_city(assessment: Assessment, lang: Lang, top: int | None = None) -> Document:
    """Each of the city's targets: what the units add up to, and how far it is."""
    columns = (
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=1, free=True),
        Column(Words("全市目标", "Target").of(lang), align="right"),
        Column(Words("期限", "By").of(lang), rank=4, align="right"),
        Column(Words("全市现状", "City now").of(lang), align="right"),
        Column(Words("填报单位", "Reported").of(lang), rank=3, align="right"),
        Column(Words("差距", "Gap").of(lang), free=True),
        Column(Words("条款", "Clause").of(lang), rank=5),
    )
    measures = assessment.rules.scheme.measure
    rows, more = cut([_city_row(t, measures[t.indicator.measure], lang) for t in city_targets(assessment)], top, lang)
    table = Table(_CITY.of(lang), columns, rows, more)
    return Document(
        heading.title(assessment, lang),
        heading.lines(assessment, lang),
        (table, Note(_CITY_NOTE.of(lang))),
        heading.origin(assessment, lang),
    )


def _city_row(target: CityTarget, measure: Measure, lang: Lang) -> tuple[str, ...]:
    city = target.indicator.city
    assert city is not None  # noqa: S101 -- city_targets takes only indicators that have one
    asked = show(city.at_least) + (f"-{show(city.up_to)}" if city.up_to is not None else "")
    by = Words("每年", "yearly").of(lang) if city.yearly else str(city.by or "")
    unit = measure.unit or ""
    now = "" if target.value is None else f"{city_value(target.value, measure, city.at_least)} {unit}".rstrip()
    return (
        target.indicator.id,
        measure.name.of(lang),
        f"{asked} {unit}".rstrip(),
        by,
        now,
        f"{target.reported}/{target.expected}",
        gap_text(target, measure, lang),
        target.indicator.clause or "",
    )


def city_value(value: Fraction, measure: Measure, asked: Decimal | Fraction | None = None) -> str:
    """A figure of the city as it is printed; one below what is ``asked`` has digits enough to be seen below it."""
    places = max(measure.places, 2) if measure.city == "pooled" else measure.places
    if asked is not None and value < asked:
        while places < _MOST_PLACES and rounded(value, places) >= asked:
            places += 1
    return show(rounded(value, places))


_MOST_PLACES = 12


def gap_text(target: CityTarget, measure: Measure, lang: Lang) -> str:
    """Reached, how far short, or why no figure can be had."""
    city = target.indicator.city
    if target.blocked_by:
        return _BLOCKED.of(lang, units="、".join(target.blocked_by))
    if target.value is None or city is None:
        return _NOBODY.of(lang)
    gap = Fraction(city.at_least) - target.value
    if gap <= 0:
        return _MET.of(lang)
    return _SHORT.of(lang, gap=show(quantise(rounded(gap, 4), 4)) if measure.city == "pooled" else show(gap))
