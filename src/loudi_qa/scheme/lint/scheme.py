"""Remarks on ``indicators.yaml`` by itself: rules, years, grades, and what quotas can be held to."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.scheme.lint import kinds
from loudi_qa.scheme.lint.edition import dated, edition_remarks
from loudi_qa.scheme.lint.reach import reach_remarks
from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.lint.totals import given_otherwise, totals_remarks
from loudi_qa.scheme.rules import Bands, Levels, Places, Reach, Tally
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.mandate import Mandate
    from loudi_qa.scheme.models import Indicator, Scheme
    from loudi_qa.scheme.yamlfile import PathTo


def scheme_remarks(scheme: Scheme, mandate: Mandate, year: int) -> Iterator[Said]:
    """Everything there is to say of the scheme without looking at a document or a workbook."""
    for i, indicator in enumerate(scheme.indicators):
        path: PathTo = ("indicators", i)
        yield from _rule(path, indicator, scheme, len(mandate.units))
        yield from _years(path, indicator, year)
        yield from _quota(path, indicator, scheme)
    for i, extra in enumerate(scheme.extras):
        yield from kinds.cap_remarks(("extras", i), extra.id, extra.rule)
    close = [*_grades(scheme)]
    yield from close or totals_remarks(scheme)  # of bounds too close, nothing more
    yield from _bonuses(scheme)
    yield from _vetoes(scheme)
    yield from edition_remarks(scheme, year)


def _rule(path: PathTo, indicator: Indicator, scheme: Scheme, units: int) -> Iterator[Said]:
    measure = scheme.measure[indicator.measure]
    match indicator.rule:
        case Reach() as rule:
            yield from reach_remarks(path, indicator, rule, measure, scheme.points.places)
        case Bands() as rule:
            yield from kinds.bands_remarks(path, indicator, rule, measure)
        case Levels() as rule:
            yield from kinds.levels_remarks(path, indicator, rule, measure)
        case Tally() as rule:
            yield from kinds.tally_remarks(path, indicator, rule, measure)
        case Places() as rule:
            yield from kinds.places_remarks(path, indicator, rule, units)


def _years(path: PathTo, indicator: Indicator, year: int) -> Iterator[Said]:
    """Years told one by one, with a hole between them, or without the year that is assessed."""
    for key, years in dated(indicator).items():
        at: PathTo = (*path, key) if key == "points" else (*path, "rule", key)
        holes = [y for y in range(min(years), max(years)) if y not in years]
        fields = {"id": indicator.id, "key": key, "first": min(years), "last": max(years)}
        if holes:
            message = Words(
                "{id}：{key} 从 {first} 写到 {last} 年，缺 {holes} 年", "{id}: {key} runs from {first} to {last} without {holes}"
            )
            fix = Words("补上缺的年份；没有的年份不会顺延", "add the years; nothing is carried over or put between")
            yield Said("year-missing", at, message.filled(**fields, holes="、".join(map(str, holes))), fix)
        if year > max(years):
            message = Words(
                "{id}：{key} 只写到 {last} 年，{year} 年没有", "{id}: {key} ends with {last}, there is none for {year}"
            )
            fix = Words("补上 {year} 年", "add the year {year}").filled(year=year)
            yield Said("year-without-target", at, message.filled(**fields, year=year), fix)


def _quota(path: PathTo, indicator: Indicator, scheme: Scheme) -> Iterator[Said]:
    """A quota is a share of the city's figure: there must be one, and the values must add up to it."""
    rule, measure = indicator.rule, scheme.measure[indicator.measure]
    if not isinstance(rule, Reach) or rule.bound != "quota":
        return
    if indicator.city is None:
        message = Words(
            "{id}：按分解目标考核，没有写全市数（city），分解得够不够无从核对",
            "{id}: held to a quota without a figure of the city: whether the quotas suffice cannot be seen",
        )
        fix = Words(
            "文件有全市数的，写上 city: {at_least: 全市数, by: 年份}",
            "where the document has one, add city: {at_least: the city's figure, by: the year}",
        )
        yield Said("quota-without-city", path, message.filled(id=indicator.id), fix)
    if indicator.city is not None and measure.city != "sum":
        at: PathTo = ("measures", next(i for i, m in enumerate(scheme.measures) if m.id == measure.id))
        message = Words(
            "{id}：{indicator} 把全市数分解到单位，但 city 写的是 {city}，各单位的数不会相加",
            "{id}: {indicator} parts the city's figure among the units, but city is {city}: their values are not added up",
        ).filled(id=measure.id, indicator=indicator.id, city=measure.city)
        fix = Words(
            "能相加的数写 city: sum；不能相加的不要分解", "write city: sum where values add up; where they do not, set no quotas"
        )
        yield Said("quota-not-added", at, message, fix)


def _grades(scheme: Scheme) -> Iterator[Said]:
    """Two bounds so close that no published total lies between them."""
    step = Decimal(1).scaleb(-scheme.points.places)
    for (_, above), (i, grade) in pairwise(enumerate(scheme.grades)):
        first = (grade.at_least / step).to_integral_value(ROUND_CEILING) * step
        if first >= above.at_least and not given_otherwise(i, scheme):
            message = Words(
                "{grade} 级从 {bound} 分起，{above} 级从 {top} 分起，总分取 {places} 位小数，没有总分落在中间",
                "{grade} begins at {bound}, {above} at {top}: totals have {places} digits, and none lies between",
            ).filled(
                grade=grade.grade, bound=show(grade.at_least), above=above.grade, top=show(above.at_least),
                places=scheme.points.places,
            )  # fmt: skip
            fix = Words("拉开两级的界限，或删去一级", "move the bounds apart, or leave one grade out")
            yield Said("grade-out-of-reach", ("grades", i), message, fix)


def _bonuses(scheme: Scheme) -> Iterator[Said]:
    """Bonuses that together are worth a grade."""
    most = sum((e.rule.cap for e in scheme.extras if e.effect == "bonus"), Decimal(0))
    (above, below), apart = min(
        ((pair, pair[0].at_least - pair[1].at_least) for pair in pairwise(scheme.grades)), key=lambda found: found[1]
    )
    if most >= apart:
        message = Words(
            "加分合计最多 {most} 分，{below} 级与 {above} 级只差 {apart} 分：单靠加分就能升一级",
            "bonuses come to {most} points, {below} and {above} are {apart} apart: bonuses alone lift a grade",
        ).filled(most=show(most), below=below.grade, above=above.grade, apart=show(apart))
        fix = Words("改小加分的 cap，或确认本意如此", "make the caps of bonuses smaller, or see that this is meant")
        yield Said("bonuses-worth-a-grade", ("extras",), message, fix)


def _vetoes(scheme: Scheme) -> Iterator[Said]:
    """Incidents that leave a unit above the lowest grade: most likely a grade was added below the one they give."""
    lowest = scheme.grades[-1]
    for i, veto in enumerate(scheme.vetoes):
        if veto.grade != lowest.grade:
            message = Words(
                "{id}：发生后定为 {grade} 级，最低的等级却是 {lowest}（{name}）",
                "{id}: gives {grade}, and the lowest grade is {lowest} ({name})",
            ).filled(id=veto.id, grade=veto.grade, lowest=lowest.grade, name=lowest.name.words)
            fix = Words("grade 改为 {lowest}，或确认本意如此", "make the grade {lowest}, or see that this is meant").filled(
                lowest=lowest.grade
            )
            yield Said("veto-above-lowest", ("vetoes", i, "grade"), message, fix)
