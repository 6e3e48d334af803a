"""How the views say what they have in common: points, bases, conditions, and what stands over each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import percent, quantise, show
from loudi_qa.report.document import Column
from loudi_qa.report.overview import basis_text
from loudi_qa.scheme.ask import with_unit
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loudi_qa.report.rulebook.book import Item, Points, Rulebook, View
    from loudi_qa.scheme.mandate import When
    from loudi_qa.scheme.models import Extra, Grade, Indicator, Measure

TITLES: Mapping[View, Words] = {
    "group": Words("按指标组", "By group"),
    "department": Words("按部门", "By department"),
    "clause": Words("按条款", "By clause"),
    "assumption": Words("设定台账", "Assumptions"),
}
_TITLE = Words("{name}（{year} 年度）：{view}", "{name}, {year}: {view}")
_RULES = Words(
    "规则：{scheme} {edition} 版（指标 {digest}，责任 {mandate}）",
    "Rules: {scheme} {edition} (indicators {digest}, responsibilities {mandate})",
)
_SOURCE = Words("依据：{document}《{title}》，{issuer}，{date}", "After: {document}, {title}; {issuer}, {date}")
_BY_GROUP = Words("按单位组：{all}", "by unit group: {all}")
_EACH = Words(
    "，且“{group}”组每项指标都得到其分值的 {share}% 以上",
    ", and every indicator of {group} with at least {share} % of its points",
)
_TALLY = {
    "bonus": Words("每{unit}加 {each} 分，最多加 {cap} 分", "{each} points added for each, at most {cap}"),
    "deduction": Words("每{unit}扣 {each} 分，最多扣 {cap} 分", "{each} points taken for each, at most {cap}"),
}
EFFECTS = {"bonus": Words("加分", "bonus"), "deduction": Words("扣分", "deduction")}
_POINTS_FLOOR = 12
EARLY = "*"
"""Marks a basis that is an assumption only because the figure is one of a later year."""


def title(book: Rulebook, view: View, lang: Lang) -> str:
    """The title of a view."""
    return _TITLE.of(lang, name=book.scheme.name.of(lang), year=book.year, view=TITLES[view].of(lang))


def lines(book: Rulebook, lang: Lang) -> tuple[str, ...]:
    """What stands under every title: which rules, from which files, after which document."""
    scheme, source = book.scheme, book.scheme.source
    rules = _RULES.of(
        lang,
        scheme=scheme.scheme,
        edition=scheme.edition,
        digest=book.rules.sha256[:12],
        mandate=book.rules.mandate_sha256[:12],
    )
    after = _SOURCE.of(
        lang, document=source.document, title=source.title.of(lang), issuer=source.issuer.of(lang), date=source.date
    )
    return after, rules


def origin(book: Rulebook, lang: Lang) -> tuple[tuple[str, str], ...]:
    """What a CSV repeats on every row: year, edition, digests."""
    titles = Words("年度|规则|规则 sha256|责任 sha256", "year|rules|rules sha256|responsibilities sha256").of(lang).split("|")
    rules = f"{book.scheme.scheme} {book.scheme.edition}"
    return tuple(zip(titles, (str(book.year), rules, book.rules.sha256, book.rules.mandate_sha256), strict=True))


def points_text(book: Rulebook, points: Points, lang: Lang) -> str:
    """Points with the digits of the scheme; where they vary, for each group of units."""
    shown = [str(quantise(p, book.scheme.points.places)) for p in points]
    if len(set(shown)) == 1:
        return shown[0]
    names = [g.name.of(lang) for g in book.mandate.benchmark_groups]
    pairs = (f"{name} {own}" for name, own in zip(names, shown, strict=True))
    return _BY_GROUP.of(lang, all=listed(pairs, lang))


def points_column(book: Rulebook, title: str, *, rank: int = 0) -> Column:
    """A column of points; where they vary by group of units its texts are long, and may wrap."""
    varied = any(len(set(item.points)) > 1 for item in book.items.values())
    return Column(title, rank, align="right", free=varied, floor=_POINTS_FLOOR)


def city_text(indicator: Indicator, measure: Measure, lang: Lang) -> str:
    """The document's figure for the whole city, and by when it is to be reached; nothing where there is none."""
    city = indicator.city
    if city is None:
        return ""
    number = with_unit(city.at_least, measure)
    if city.up_to is not None:
        number = f"{show(city.at_least)}-{with_unit(city.up_to, measure)}"
    if city.yearly:
        return Words("每年 {number}", "{number} a year").of(lang, number=number)
    return Words("到{by}年 {number}", "{number} by {by}").of(lang, number=number, by=city.by) if city.by else number


def listed(names: Iterable[str], lang: Lang) -> str:
    """Names one after the other."""
    return ("、" if lang == "zh" else ", ").join(names)


def item_basis(book: Rulebook, item: Item, lang: Lang) -> str:
    """What stands behind an indicator's figure in the year, marked where the document sets the figure for a later one."""
    basis = item.indicator.basis_in(book.year)
    return basis_text(basis, lang) + ("" if basis == item.indicator.basis else EARLY)


def grade_bound(book: Rulebook, grade: Grade, lang: Lang) -> str:
    """From how many points on a grade is given, and what else it asks for."""
    bound = Words("{points} 分起", "from {points} points").of(lang, points=show(grade.at_least))
    if grade.each is None:
        return bound
    group = next(g.name.of(lang) for g in book.scheme.groups if g.id == grade.each.group)
    return bound + _EACH.of(lang, group=group, share=show(percent(grade.each.share)))


def in_document(book: Rulebook, names: Iterable[str], lang: Lang) -> str:
    """Departments by the names that the document calls them."""
    return listed((name if lang == "zh" else book.mandate.department[name].name.en for name in names), lang)


def ids(items: Iterable[Item]) -> str:
    """The ids of some indicators; parted by blanks, so that they fold between one and the next."""
    return " ".join(item.indicator.id for item in items)


def tally_text(extra: Extra, lang: Lang) -> str:
    """What a bonus or a deduction gives or takes."""
    rule = extra.rule
    return _TALLY[extra.effect].of(lang, unit=extra.unit, each=show(rule.each), cap=show(rule.cap))


def when_text(when: When, lang: Lang) -> str:
    """When a consequence follows."""
    if when.grade:
        return Words("等级为 {grades}", "grade {grades}").of(lang, grades=listed(when.grade, lang))
    if when.repeat:
        return Words("连续两年为 {grades}", "grade {grades} two years running").of(lang, grades=listed(when.repeat, lang))
    if when.last:
        last = Words("位次为最后一名", "last place") if when.last == 1 else Words("位次为最后 {n} 名", "the last {n} places")
        return last.of(lang, n=when.last)
    return (Words("被一票否决", "a veto") if when.veto else Words("所有单位", "every unit")).of(lang)
