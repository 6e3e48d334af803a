"""The policies of a scheme in words: how values are compared, points rounded and added, places and grades given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import percent, show
from loudi_qa.report.overview import within_text
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.report.rulebook.book import Rulebook

_TOTAL = {
    "sum": Words("{full} 分，各组得分相加", "{full} points in all; the groups are added up"),
    "lowest_group": Words(
        "每组 {full} 分，总分取单位各组中最低的一组", "{full} points for each group; the total is the lowest of a unit's groups"
    ),
}
_COMPARE = {
    "exact": Words(
        "全数值比较，不修约：差一点也是不到；正好等于目标算达到",
        "values are compared unrounded: the slightest shortfall counts; right on the target is met",
    ),
    "rounded": Words(
        "修约值比较：先把数值修约到目标的小数位数；正好等于目标算达到",
        "values are rounded to the digits of the target first; right on the target is met",
    ),
}
_ROUNDING = {
    "half_up": Words(
        "四舍五入到 {places} 位小数，每项指标只取舍一次，再相加", "half up to {places} decimals, once per indicator"
    ),
    "half_even": Words(
        "四舍六入五成双到 {places} 位小数，每项指标只取舍一次，再相加", "half to even to {places} decimals, once per indicator"
    ),
}
_RANK = Words(
    "按公布的总分排；总分相同位次相同，后面的位次空出（1、2、2、4）",
    "by published totals; equal totals share a place, and the next one is left out (1 2 2 4)",
)
_GRADES = Words("下限含本数：正好等于下限即为该级", "a grade's lower bound belongs to it")
_NEAR = Words("总分比等级下限低不到 {near} 分的，另作提示", "totals less than {near} points below a bound are pointed out")
_NA = {
    "group": Words(
        "须有所列的原因；其分值按本组其他指标的得分率计入，最多占本组 {share}%",
        "needs one of the listed reasons; its points are earned at the rate of the rest of its group, at most {share} % of it",
    ),
    "none": Words("须有所列的原因；其分值不转移", "needs one of the listed reasons; its points are left out"),
}
_MISSING = Words("按 0 分计，并列出", "earns 0 points and is listed")
_EXTRAS = Words("在满分之外，各有上限", "outside the full score, each capped")
_VETOES = Words("只定等级，不改总分和位次", "set the grade and leave total and place")
_OBJECTIONS = Words("{within}向{to}提出；{how}", "{within}, to {to}. {how}")


def policies(book: Rulebook, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Key, topic and sentence of each policy."""
    return tuple((key, topic.of(lang), sentence) for key, topic, sentence in _policies(book, lang))


def _policies(book: Rulebook, lang: Lang) -> Iterator[tuple[str, Words, str]]:
    scheme = book.scheme
    points, na = scheme.points, scheme.na
    yield "total", Words("满分", "Full score"), _TOTAL[points.total].of(lang, full=show(points.full))
    yield "compare", Words("达标比较", "Comparison"), _COMPARE[scheme.compare].of(lang)
    yield "rounding", Words("取舍", "Rounding"), _ROUNDING[points.rounding].of(lang, places=points.places)
    yield "rank", Words("位次", "Places"), _RANK.of(lang)
    grades = [_GRADES.of(lang), *([_NEAR.of(lang, near=show(scheme.near_bound))] if scheme.near_bound else [])]
    yield "grades", Words("等级", "Grades"), ("；" if lang == "zh" else "; ").join(grades)
    yield "na", Words("不适用", "Not applicable"), _NA[na.points_go_to].of(lang, share=show(percent(na.at_most)))
    yield "missing", Words("缺报", "Missing"), _MISSING.of(lang)
    if scheme.extras:
        yield "extras", Words("加分扣分", "Extras"), _EXTRAS.of(lang)
    if scheme.vetoes:
        yield "vetoes", Words("一票否决", "Vetoes"), _VETOES.of(lang)
    objections = book.mandate.papers.objections
    if objections:
        within = within_text(objections.within, lang)
        sentence = _OBJECTIONS.of(lang, within=within, to=objections.to.of(lang), how=objections.how.of(lang))
        yield "objections", Words("异议", "Objections"), sentence
