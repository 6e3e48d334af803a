"""The rules by department: what each answers for, takes part in and verifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.rulebook import told
from loudi_qa.report.rulebook.bureaus import bureaus
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.report.rulebook.book import Rulebook
    from loudi_qa.report.rulebook.bureaus import Bureau, Carried, Part

DEPARTMENT = Words("部门", "Department")
_POINTS = Words("牵头分值", "Points led")
_SUCCESSION = Words("部门承接关系", "Who carries on whom")
_OVERVIEW, _SUM = Words("各部门一览", "All departments"), Words("合计", "Sum")
_ALL = Words("各部门的事项", "What each department does")
_WHAT, _ID, _NAME = Words("事项", "What"), Words("编号或条款", "Id or clause"), Words("内容", "Content")
_POINT, _ASKED = Words("分值", "Points"), Words("要求", "What must be met")
ROLES = {
    "indicator": Words("牵头指标", "leads indicator"),
    "leads": Words("牵头条目", "leads duty"),
    "joins": Words("参与条目", "takes part"),
    "verifies": Words("核定指标数据", "verifies"),
}
_TITLE = Words("{name}（牵头 {points} 分）", "{name}: leads {points} points")
_AS_OF = Words(
    "部门用 {year} 年末的名称；牵头部门是条款的第一责任单位，指标归哪一条款为设定。"
    "一个部门承接几个原部门的，各原部门的事项都算它的。",
    "Departments go by their names at the end of {year}. The first responsible unit of a clause leads; which clause an indicator "
    "belongs to is assumed. A department that carries on several others has the duties of all of them.",
)
_NOTHING = Words("没有牵头、参与或核定事项的：{names}。", "With nothing to lead, take part in or verify: {names}.")
_CARRIES = Words("{name} 承接：{all}。", "{name} carries on: {all}.")
_CARRIED = Words("{name}（{part}{since} 起，{evidence}）", "{name} ({part}from {since}; {evidence})")
_TAKES, _PART = Words("（{what}）", " ({what})"), Words("只承接{what}，", "{what} only; ")
_EVIDENCE = {
    "confirmed": Words("本市已查实", "confirmed for the city"),
    "pattern": Words("按全省或国家的做法推断", "as elsewhere in the province or the nation"),
    "general": Words("按一般情况推断，未查实", "general knowledge, not confirmed"),
}
_NAMED = Words("（文件中：{names}）", " (in the document: {names})")


def by_department(book: Rulebook, lang: Lang) -> Document:
    """An overview, then one table for each department that has anything to do."""
    found = bureaus(book)
    blocks: list[Block] = [_overview(book, found, lang), *_notes(book, found, lang)]
    like = tuple(row for bureau in found for row in _rows(book, bureau, lang))
    for bureau in found:
        if not bureau.is_idle:
            blocks += _bureau(book, bureau, like, lang)
    blocks += _succession(found, lang)
    return Document(told.title(book, "department", lang), told.lines(book, lang), tuple(blocks))


def flat_department(book: Rulebook, lang: Lang) -> Document:
    """The same with all that every department does in one table, the first: for a spreadsheet."""
    found = bureaus(book)
    columns = (Column(DEPARTMENT.of(lang), free=True), *_columns(book, lang))
    rows = tuple((b.department.name.of(lang), *row) for b in found for row in _rows(book, b, lang))
    blocks: list[Block] = [Table(_ALL.of(lang), columns, rows), _overview(book, found, lang), *_notes(book, found, lang)]
    blocks += _succession(found, lang)
    return Document(told.title(book, "department", lang), told.lines(book, lang), tuple(blocks), told.origin(book, lang))


def _notes(book: Rulebook, found: Sequence[Bureau], lang: Lang) -> Iterator[Note]:
    yield Note(_AS_OF.of(lang, year=book.year))
    idle = [b.department.name.of(lang) for b in found if b.is_idle]
    if idle:
        yield Note(_NOTHING.of(lang, names=told.listed(idle, lang)))


def _overview(book: Rulebook, found: Sequence[Bureau], lang: Lang) -> Table:
    columns = (
        Column(DEPARTMENT.of(lang), free=True),
        told.points_column(book, _POINTS.of(lang)),
        Column(Words("牵头指标", "Indicators led").of(lang), align="right"),
        Column(Words("牵头条目", "Duties led").of(lang), align="right"),
        Column(Words("参与条目", "Duties joined").of(lang), align="right"),
        Column(Words("核定", "Verifies").of(lang), align="right"),
        Column(Words("承接", "Carries on").of(lang), rank=1, free=True, floor=20),
    )
    rows = [
        (
            b.department.name.of(lang),
            told.points_text(book, b.points, lang),
            *map(str, _counts(b)),
            told.listed((_taken(c, lang) for c in b.carried), lang),
        )
        for b in found
    ]
    sums = [str(sum(counts)) for counts in zip(*(_counts(b) for b in found), strict=True)]
    rows.append((_SUM.of(lang), told.points_text(book, book.sum(book.items.values()), lang), *sums, ""))
    return Table(_OVERVIEW.of(lang), columns, tuple(rows))


def _counts(bureau: Bureau) -> tuple[int, ...]:
    return tuple(map(len, (bureau.items, bureau.leads, bureau.joins, bureau.verifies)))


def _taken(carried: Carried, lang: Lang) -> str:
    """Whom a department carries on, and what part of it."""
    takes = carried.since.takes
    return carried.name.name.of(lang) + (_TAKES.of(lang, what=takes.of(lang)) if takes else "")


def _carried(carried: Carried, lang: Lang) -> str:
    since = carried.since
    part = _PART.of(lang, what=since.takes.of(lang)) if since.takes else ""
    evidence = _EVIDENCE[since.evidence].of(lang)
    return _CARRIED.of(lang, name=carried.name.name.of(lang), part=part, since=since.since, evidence=evidence)


def _succession(found: Sequence[Bureau], lang: Lang) -> Iterator[Table]:
    """Who carries on whom, since when, and how surely that is known."""
    columns = (
        Column(DEPARTMENT.of(lang), free=True),
        Column(Words("承接的原部门", "Carries on").of(lang), free=True),
        Column(Words("部分", "What part").of(lang), rank=1, free=True),
        Column(Words("起始日期", "From").of(lang)),
        Column(Words("依据", "Evidence").of(lang), free=True, floor=10),
    )
    rows = [
        (
            b.department.name.of(lang),
            c.name.name.of(lang),
            c.since.takes.of(lang) if c.since.takes else "",
            c.since.since,
            _EVIDENCE[c.since.evidence].of(lang),
        )
        for b in found
        for c in b.carried
    ]
    if rows:
        yield Table(_SUCCESSION.of(lang), columns, tuple(rows))


def _bureau(book: Rulebook, bureau: Bureau, like: tuple[tuple[str, ...], ...], lang: Lang) -> Iterator[Block]:
    name = bureau.department.name.of(lang)
    title = _TITLE.of(lang, name=name, points=told.points_text(book, bureau.points, lang)) if bureau.items else name
    yield Table(title, _columns(book, lang), tuple(_rows(book, bureau, lang)), like=like)
    if bureau.carried:
        yield Note(_CARRIES.of(lang, name=name, all=told.listed((_carried(c, lang) for c in bureau.carried), lang)), "aside")


def _columns(book: Rulebook, lang: Lang) -> tuple[Column, ...]:
    return (
        Column(_WHAT.of(lang)),
        Column(_ID.of(lang)),
        Column(_NAME.of(lang), free=True),
        told.points_column(book, _POINT.of(lang)),
        Column(_ASKED.of(lang), rank=1, free=True, floor=24),
    )


def _rows(book: Rulebook, bureau: Bureau, lang: Lang) -> Iterator[tuple[str, ...]]:
    for item in bureau.items:
        points = told.points_text(book, item.points, lang)
        yield ROLES["indicator"].of(lang), item.indicator.id, item.name.of(lang), points, item.asked.of(lang)
    for role, parts in (("leads", bureau.leads), ("joins", bureau.joins)):
        for part in parts:
            yield ROLES[role].of(lang), part.duty.clause, part.duty.title.of(lang) + _named(book, bureau, part, lang), "", ""
    for measure in bureau.verifies:
        yield ROLES["verifies"].of(lang), measure.id, measure.name.of(lang), "", ""


def _named(book: Rulebook, bureau: Bureau, part: Part, lang: Lang) -> str:
    """By which names the document calls the department, where they are others than today's."""
    if part.named == (bureau.department.name.zh,):
        return ""
    return _NAMED.of(lang, names=told.in_document(book, part.named, lang))
