"""The rules by group: heading, policies, each group with its indicators, extras, vetoes, grades, consequences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.overview import basis_text, within_text
from loudi_qa.report.rulebook import told
from loudi_qa.report.rulebook.policies import policies
from loudi_qa.scheme.bearing import bearing
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.report.rulebook.book import Item, Rulebook
    from loudi_qa.scheme.models import Group, Veto

INDICATOR, NAME, POINTS = Words("指标", "Indicator"), Words("名称", "Name"), Words("分值", "Points")
ASKED, CLAUSE, BASIS = Words("要求", "What must be met"), Words("条款", "Clause"), Words("依据", "Basis")
_CITY, ANCHOR = Words("全市数", "City figure"), Words("原文", "Words of the document")
_LEAD, _VERIFIER = Words("牵头部门", "Lead"), Words("核验部门", "Verified by")
GROUP = Words("指标组", "Group")
_GROUPS, _SUM = Words("各组分值", "Points of the groups"), Words("合计", "Sum")
_GROUP_TITLE = Words("{name}（{points} 分，{n} 项）", "{name}: {points} points, {n} indicators")
_POLICIES, _ALL = Words("口径", "Policies"), Words("全部指标", "All indicators")
_EXTRAS, _VETOES = Words("加分扣分（满分之外）", "Bonuses and deductions"), Words("一票否决事项", "Vetoes")
_GRADES, _CONSEQUENCES = Words("等级", "Grades"), Words("结果运用", "What follows from a result")
_KINDS = {"extra": Words("加分扣分", "extra"), "veto": Words("一票否决", "veto")}
_BASES = Words(
    "依据一栏指指标的数值：文件＝文件写明，推出＝由文件推出，设定＝文件没有规定、由规则设定。分值本身的依据：{points}。",
    "Basis tells what is behind an indicator's figure: text = the document says so, derived = it follows from the document, "
    "assumed = set by the rules. Behind the points themselves: {points}.",
)
_TWO_BASES = Words("事项：{basis}；界限和定级：{limits}", "incident: {basis}; limits and grade: {limits}")
_BY_ASSUMPTION = Words("{assumed}（{ids}）", "{assumed} ({ids})")
_INCIDENT, _LIMITS = Words("事项的依据", "Basis of the incident"), Words("界限和定级的依据", "Basis of limits and grade")
EARLY = Words(
    "*：文件定的是以后某一年的数值，{year} 年度提前对照，属于设定。",
    "*: the document sets the figure for a later year; to hold {year} to it is an assumption.",
)
_IDLE = Words("{year} 年度不计分的指标：{ids}。", "Without points in {year}: {ids}.")
_BY_UNIT_GROUP = Words(
    "有的分值因单位组而不同；0 分的指标不考核该组单位。",
    "Some points vary by unit group; with 0 points a unit is not assessed on it.",
)


def by_group(book: Rulebook, lang: Lang) -> Document:
    """The whole scheme for reading, group after group."""
    blocks: list[Block] = [_policies(book, lang), _groups(book, lang), *_notes(book, lang)]
    like = tuple(_row(book, item, lang) for item in book.items.values())
    blocks += [_group(book, group, like, lang) for group in book.scheme.groups if book.scheme.by_group[group.id]]
    blocks += _rest(book, lang)
    return Document(told.title(book, "group", lang), told.lines(book, lang), tuple(blocks))


def flat_group(book: Rulebook, lang: Lang) -> Document:
    """The same with all indicators in one table, the first: for a spreadsheet."""
    groups = {g.id: g.name.of(lang) for g in book.scheme.groups}
    rows = [(groups[item.indicator.group], *_row(book, item, lang)) for item in book.items.values()]
    rows += _outside(book, lang)
    columns = (Column(GROUP.of(lang), free=True), *_columns(book, lang))
    blocks: list[Block] = [Table(_ALL.of(lang), columns, tuple(rows)), *_notes(book, lang)]
    blocks += [_groups(book, lang), _policies(book, lang), *_rest(book, lang)]
    return Document(told.title(book, "group", lang), told.lines(book, lang), tuple(blocks), told.origin(book, lang))


def _columns(book: Rulebook, lang: Lang) -> tuple[Column, ...]:
    return (
        Column(INDICATOR.of(lang)),
        Column(NAME.of(lang), free=True, floor=12),
        told.points_column(book, POINTS.of(lang)),
        Column(ASKED.of(lang), free=True, floor=24),
        Column(_CITY.of(lang), rank=5, free=True, floor=10),
        Column(CLAUSE.of(lang), rank=1),
        Column(ANCHOR.of(lang), rank=6, free=True, floor=14),
        Column(BASIS.of(lang), rank=2),
        Column(_LEAD.of(lang), rank=3, free=True, floor=12),
        Column(_VERIFIER.of(lang), rank=4, free=True, floor=12),
    )


def _row(book: Rulebook, item: Item, lang: Lang) -> tuple[str, ...]:
    return (
        item.indicator.id,
        item.measure.name.of(lang),
        told.points_text(book, item.points, lang),
        item.asked.of(lang),
        told.city_text(item.indicator, item.measure, lang),
        item.indicator.clause or "",
        item.indicator.anchor or "",
        told.item_basis(book, item, lang),
        item.lead.name.of(lang),
        item.verifier.name.of(lang),
    )


def _group(book: Rulebook, group: Group, like: tuple[tuple[str, ...], ...], lang: Lang) -> Table:
    items = book.of(i.id for i in book.scheme.by_group[group.id])
    points = told.points_text(book, book.sum(items), lang)
    title = _GROUP_TITLE.of(lang, name=group.name.of(lang), points=points, n=len(items))
    return Table(title, _columns(book, lang), tuple(_row(book, item, lang) for item in items), like=like)


def _groups(book: Rulebook, lang: Lang) -> Table:
    columns = (
        Column(GROUP.of(lang), free=True),
        told.points_column(book, POINTS.of(lang)),
        Column(Words("指标数", "Indicators").of(lang), align="right"),
    )
    rows = []
    for group in book.scheme.groups:
        items = book.of(i.id for i in book.scheme.by_group[group.id])
        rows.append((group.name.of(lang), told.points_text(book, book.sum(items), lang), str(len(items))))
    if book.scheme.points.total == "sum":
        every = told.points_text(book, book.sum(book.items.values()), lang)
        rows.append((_SUM.of(lang), every, str(len(book.items))))
    return Table(_GROUPS.of(lang), columns, tuple(rows))


def _policies(book: Rulebook, lang: Lang) -> Table:
    columns = (Column(Words("事项", "Topic").of(lang)), Column(Words("规定", "Rule").of(lang), free=True, floor=30))
    return Table(_POLICIES.of(lang), columns, tuple((topic, text) for _, topic, text in policies(book, lang)))


def _notes(book: Rulebook, lang: Lang) -> Iterator[Note]:
    yield Note(_BASES.of(lang, points=basis_text(book.scheme.points.basis, lang)))
    yield from early_note(book, lang)
    if any(len(set(item.points)) > 1 for item in book.items.values()):
        yield Note(_BY_UNIT_GROUP.of(lang))
    if book.idle:
        yield Note(_IDLE.of(lang, year=book.year, ids=told.listed((i.id for i in book.idle), lang)))


def early_note(book: Rulebook, lang: Lang) -> Iterator[Note]:
    """What the star behind a basis means, where there is one."""
    if any(item.indicator.basis_in(book.year) != item.indicator.basis for item in book.items.values()):
        yield Note(EARLY.of(lang, year=book.year))


def _outside(book: Rulebook, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Extras and vetoes as rows of the table of all indicators."""
    for e in book.scheme.extras:
        kind = told.EFFECTS[e.effect].of(lang)
        source = e.clause or "", e.anchor or "", basis_text(e.basis, lang)
        yield kind, e.id, e.name.of(lang), "", told.tally_text(e, lang), "", *source, "", ""
    for v in book.scheme.vetoes:
        asked, basis = f"{v.grade}: {v.definition.of(lang)}", basis_text(v.basis, lang)
        if (limits := grade_basis(book, v, lang)) != basis:
            basis = _TWO_BASES.of(lang, basis=basis, limits=limits)
        yield _KINDS["veto"].of(lang), v.id, v.name.of(lang), "", asked, "", v.clause or "", v.anchor or "", basis, "", ""


def grade_basis(book: Rulebook, veto: Veto, lang: Lang) -> str:
    """What is behind the limits of a veto and the grade it gives: an assumption where one bears on it."""
    ids = [a.id for a in book.scheme.assumptions if veto in bearing(book.scheme, a, book.year).vetoes]
    if not ids:
        return basis_text(veto.basis, lang)
    return _BY_ASSUMPTION.of(lang, assumed=basis_text("assumed", lang), ids=told.listed(ids, lang))


def _rest(book: Rulebook, lang: Lang) -> Iterator[Table]:
    if book.scheme.extras:
        yield _extras(book, lang)
    if book.scheme.vetoes:
        yield _vetoes(book, lang)
    yield _grades(book, lang)
    if book.mandate.consequences:
        yield _consequences(book, lang)


def _extras(book: Rulebook, lang: Lang) -> Table:
    columns = (
        Column(Words("编号", "Id").of(lang)),
        Column(NAME.of(lang), free=True),
        Column(Words("计分", "Points").of(lang), free=True),
        Column(CLAUSE.of(lang), rank=1),
        Column(ANCHOR.of(lang), rank=3, free=True, floor=14),
        Column(BASIS.of(lang), rank=2),
    )
    rows = [
        (e.id, e.name.of(lang), told.tally_text(e, lang), e.clause or "", e.anchor or "", basis_text(e.basis, lang))
        for e in book.scheme.extras
    ]
    return Table(_EXTRAS.of(lang), columns, tuple(rows))


def _vetoes(book: Rulebook, lang: Lang) -> Table:
    columns = (
        Column(Words("编号", "Id").of(lang)),
        Column(NAME.of(lang), free=True),
        Column(Words("定级", "Grade").of(lang)),
        Column(Words("认定", "What counts").of(lang), free=True, floor=24),
        Column(CLAUSE.of(lang), rank=3),
        Column(ANCHOR.of(lang), rank=4, free=True, floor=14),
        Column(_INCIDENT.of(lang), rank=1),
        Column(_LIMITS.of(lang), rank=2, free=True, floor=19),
    )
    rows = [
        (
            v.id,
            v.name.of(lang),
            v.grade,
            v.definition.of(lang),
            v.clause or "",
            v.anchor or "",
            basis_text(v.basis, lang),
            grade_basis(book, v, lang),
        )
        for v in book.scheme.vetoes
    ]
    return Table(_VETOES.of(lang), columns, tuple(rows))


def _grades(book: Rulebook, lang: Lang) -> Table:
    columns = (
        Column(Words("等级", "Grade").of(lang)),
        Column(NAME.of(lang)),
        Column(Words("总分", "Total").of(lang), free=True),
    )
    rows = [(g.grade, g.name.of(lang), told.grade_bound(book, g, lang)) for g in book.scheme.grades]
    return Table(_GRADES.of(lang), columns, tuple(rows))


def _consequences(book: Rulebook, lang: Lang) -> Table:
    columns = (
        Column(Words("情形", "When").of(lang), free=True, floor=10),
        Column(Words("措施", "What").of(lang), free=True, floor=24),
        Column(Words("期限", "Within").of(lang)),
        Column(Words("对象", "Addressed to").of(lang), rank=1, free=True),
        Column(BASIS.of(lang), rank=2),
        Column(Words("来源", "Source").of(lang), rank=3, free=True),
    )
    rows = [
        (
            told.when_text(c.when, lang),
            c.do.of(lang),
            within_text(c.within, lang),
            c.to.of(lang),
            basis_text(c.basis, lang),
            c.source.of(lang),
        )
        for c in book.mandate.consequences
    ]
    return Table(_CONSEQUENCES.of(lang), columns, tuple(rows))
