"""What stands over every result: edition and digests, what the data are, and how much rests on assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import percent, quantise, show
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.models import Scheme

_TITLE = Words("{year} 年度质量工作考核结果", "Quality-work assessment {year}: result")
_RULES = Words(
    "规则：{name} {scheme} {edition} 版（指标 {digest}，责任 {mandate}），依据 {document}",
    "Rules: {name}, {scheme} {edition} (indicators {digest}, responsibilities {mandate}), after {document}",
)
_INPUT = Words("数据：{file}（sha256 {digest}）", "Data: {file} (sha256 {digest})")
_NOTICE = Words("数据说明：{notice}", "About the data: {notice}")
_ASSUMED = Words(
    "{points} 分中有 {assumed} 分依据设定：文件没有规定分值、等级和后果。"
    "其中指标数值出自文件的 {text} 分，由文件推出的 {derived} 分",
    "{assumed} of {points} points rest on assumptions: the document gives no points, grades or consequences. "
    "The figures behind {text} of them stand in the document, behind {derived} follow from it",
)
_GIVEN = Words(
    "{points} 分的分值{how}。其中指标数值出自文件的 {text} 分，由文件推出的 {derived} 分，依据设定的 {assumed} 分",
    "All {points} points {how}. The figures behind {text} of them stand in the document, behind {derived} follow from it, "
    "behind {assumed} are assumed",
)
_HOW = {
    "text": Words("出自文件", "stand in the document"),
    "derived": Words("由文件推出", "follow from the document"),
}
_POLICY = Words(
    "口径：{compare}；每项指标得分{rounding}到 {places} 位小数后相加；总分相同位次相同；等级下限含本数；{na}",
    "Policy: {compare}; points {rounding} to {places} places once per indicator, then added; equal totals share a place; "
    "a grade's lower bound belongs to it; {na}",
)
_COMPARE = {
    "exact": Words("全数值比较（不修约）", "values compared unrounded"),
    "rounded": Words("修约值比较", "values compared rounded"),
}
_ROUNDING = {"half_up": Words("四舍五入", "rounded half up"), "half_even": Words("四舍六入五成双", "rounded half even")}
_NA = {
    "group": Words(
        "不适用分值按本组得分率计入，最多占本组 {share}%", "points not applicable go to their group, at most {share} % of it"
    ),
    "none": Words("不适用分值不转移", "points not applicable are left out"),
}
_ERRORS = Words("数据有 {n} 个错误，改正之前不能公布", "the data have {n} errors: not fit to publish until they are mended")
_LAST_YEAR = Words("上一年度：{file}（sha256 {digest}）", "Last year: {file} (sha256 {digest})")
_OPEN = Words(
    "结果未定：有数据或基准缺失，见下列问题；带“待定”的单位没有位次和等级，其余位次为暂定，按位次的后果不列出",
    "OPEN: data or benchmarks are missing, see the findings; "
    "units marked open have no rank and no grade, the others' ranks are provisional, and nothing follows from a rank",
)


def title(assessment: Assessment, lang: Lang) -> str:
    """The title of a result."""
    return _TITLE.of(lang, year=assessment.year.year)


def lines(assessment: Assessment, lang: Lang) -> tuple[str, ...]:
    """The lines under the title."""
    scheme, bases = assessment.rules.scheme, points_by_basis(assessment)
    policy = _POLICY.of(
        lang,
        compare=_COMPARE[scheme.compare].of(lang),
        rounding=_ROUNDING[scheme.points.rounding].of(lang),
        places=scheme.points.places,
        na=_NA[scheme.na.points_go_to].of(lang, share=show(percent(scheme.na.at_most))),
    )
    how = _HOW.get(scheme.points.basis)
    assumed = (_GIVEN if how else _ASSUMED).of(
        lang,
        how=how.of(lang) if how else "",
        points=sum(bases.values()),
        assumed=assumed_points(assessment),
        text=bases["text"],
        derived=bases["derived"],
    )
    return (*sources(assessment, lang), policy, assumed, *standing(assessment, lang))


def sources(assessment: Assessment, lang: Lang) -> tuple[str, ...]:
    """What the data are, under which rules and from which files the result comes."""
    scheme, year, last = assessment.rules.scheme, assessment.year, assessment.last_year
    rules = _RULES.of(
        lang,
        name=scheme.name.of(lang),
        scheme=scheme.scheme,
        edition=scheme.edition,
        digest=assessment.rules.sha256[:12],
        mandate=assessment.rules.mandate_sha256[:12],
        document=scheme.source.document,
    )
    notice = [_NOTICE.of(lang, notice=year.notice)] if year.notice else []
    before = [_LAST_YEAR.of(lang, file=last.file, digest=last.sha256[:12])] if last else []
    return (*notice, rules, _INPUT.of(lang, file=year.file, digest=year.sha256[:12]), *before)


def standing(assessment: Assessment, lang: Lang) -> tuple[str, ...]:
    """Why the result may not be published yet; nothing where it may."""
    errors = sum(f.severity == "error" for f in assessment.findings)
    found = [_ERRORS.of(lang, n=errors)] if errors else []
    return (*found, _OPEN.of(lang)) if assessment.is_open else tuple(found)


def origin(assessment: Assessment, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Under which rules and from which data: year, edition, digests, points resting on assumptions."""
    scheme, year = assessment.rules.scheme, assessment.year
    titles = Words(
        "年度|规则|规则 sha256|责任 sha256|数据|数据 sha256|依据设定的分值",
        "year|rules|rules sha256|responsibilities sha256|data|data sha256|assumed points",
    )
    values = (
        str(year.year),
        f"{scheme.scheme} {scheme.edition}",
        assessment.rules.sha256,
        assessment.rules.mandate_sha256,
        year.file,
        year.sha256,
        str(assumed_points(assessment)),
    )
    return tuple(zip(titles.of(lang).split("|"), values, strict=True))


def points_by_basis(assessment: Assessment) -> dict[str, Decimal]:
    """The points of the scheme by what stands behind the figure of their indicator in this year.

    Where they vary by group of units, those of the group with most that is assumed.
    """
    rules, year = assessment.rules, assessment.year.year
    own = [_by_basis(rules.scheme, group, year) for group in dict.fromkeys(u.group for u in rules.mandate.units)]
    return max(own, key=lambda found: found["assumed"])


def _by_basis(scheme: Scheme, group: str, year: int) -> dict[str, Decimal]:
    found = {"text": NOTHING, "derived": NOTHING, "assumed": NOTHING}
    for indicator in scheme.indicators:
        found[indicator.basis_in(year)] += indicator.for_group(group).points
    return {basis: quantise(points, scheme.points.places) for basis, points in found.items()}


def assumed_points(assessment: Assessment) -> Decimal:
    """Points that rest on an assumption: all of them where the points themselves are assumed."""
    bases = points_by_basis(assessment)
    return sum(bases.values(), NOTHING) if assessment.rules.scheme.points.basis == "assumed" else bases["assumed"]
