"""What stands over every result: edition and digests, what the data are, and how much rests on assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import percent, show
from loudi_qa.report.grounds import assumed_points, grounds
from loudi_qa.scheme.called import title_of_year
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment

_TITLE = Words("{what}结果", "{what}: result")
_RULES = Words(
    "规则：{name} {scheme} {edition} 版（指标 {digest}，责任 {mandate}），依据 {document}",
    "Rules: {name}, {scheme} {edition} (indicators {digest}, responsibilities {mandate}), after {document}",
)
_INPUT = Words("数据：{file}（sha256 {digest}）", "Data: {file} (sha256 {digest})")
_NOTICE = Words("数据说明：{notice}", "About the data: {notice}")
_POLICY = Words(
    "口径：{compare}；每项指标得分{rounding}到 {places} 位小数后{added}；总分相同位次相同；等级下限含本数；{na}",
    "Policy: {compare}; points {rounding} to {places} places once per indicator, then {added}; equal totals share a place; "
    "a grade's lower bound belongs to it; {na}",
)
_ADDED = {
    "sum": Words("相加", "added"),
    "lowest_group": Words("在组内相加，总分取得分最低的一组", "added within each group, of which the lowest makes the total"),
}
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
_ERRORS = Words("数据有 {n} 个错误，改正之前不能公布", "errors in the data: {n}; not fit to publish until they are mended")
_LAST_YEAR = Words("上一年度：{file}（sha256 {digest}）", "Last year: {file} (sha256 {digest})")
_OPEN = Words(
    "结果未定：有数据或基准缺失，见下列问题；带“待定”的单位没有位次和等级，其余位次为暂定，按位次的后果不列出",
    "OPEN: data or benchmarks are missing, see the findings; "
    "units marked open have no rank and no grade, the others' ranks are provisional, and nothing follows from a rank",
)


def title(assessment: Assessment, lang: Lang) -> str:
    """The title of a result."""
    return _TITLE.of(lang, what=what(assessment, lang))


def what(assessment: Assessment, lang: Lang) -> str:
    """What was done in a year, as titles begin: "2019 年度质量工作考核"."""
    return title_of_year(assessment.rules.scheme, assessment.year.year).of(lang)


def lines(assessment: Assessment, lang: Lang) -> tuple[str, ...]:
    """The lines under the title."""
    scheme = assessment.rules.scheme
    policy = _POLICY.of(
        lang,
        compare=_COMPARE[scheme.compare].of(lang),
        rounding=_ROUNDING[scheme.points.rounding].of(lang),
        places=scheme.points.places,
        added=_ADDED[scheme.points.total].of(lang),
        na=_NA[scheme.na.points_go_to].of(lang, share=show(percent(scheme.na.at_most))),
    )
    return (*sources(assessment, lang), policy, grounds(assessment).of(lang), *standing(assessment, lang))


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
