"""The rules by clause: the document from its first clause to its last, and what the scheme makes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.document import Column, Document, Note, Table
from loudi_qa.report.rulebook import told
from loudi_qa.report.rulebook.clauses import clauses
from loudi_qa.report.rulebook.group import CLAUSE, POINTS
from loudi_qa.scheme.cover import MEASURED
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.report.rulebook.book import Rulebook
    from loudi_qa.report.rulebook.clauses import Clause

_ALL, _SUM = Words("各条款的落实", "What covers each clause"), Words("合计", "Sum")
_DUTY, _COVER = Words("任务", "Duty"), Words("本条的指标（分值）", "Indicators of its own (points)")
_REMARK, _UNITS = Words("说明", "Remark"), Words("责任单位", "Responsible units")
_NO_CLAUSE = Words("（不出自文件）", "(from no clause)")
_EXTRA = Words("{id}({effect})", "{id}({effect})")
_VETO, _CONSEQUENCE = Words("{id}(否决)", "{id}(veto)"), Words("{id}(结果运用)", "{id}(consequence)")
_ANSWERS = Words("牵头别条的指标：{ids}", "leads indicators of other clauses: {ids}")
_RELATED = Words("还关系到：{ids}", "also bears on {ids}")
_ONLY_RELATED = Words("没有单列指标，只关系到：{ids}", "no indicator of its own; it only bears on {ids}")
_NOTHING = Words("没有指标，也没有写明原因", "no indicator, and no reason given")
_ANCHORED = Words("“{anchor}”不设指标：{why}", "nothing covers “{anchor}”: {why}")
_WHY = Words("不设指标：{why}", "not covered: {why}")
_NOTE = Words(
    "条款按文件的顺序，只列规则文件写到的；规则没有写到的条款和数字，用 loudi-qa rules check --text 原文.txt 对照原文查。"
    "指标后的括号内是分值；一项指标只算在它出自的那一条。",
    "Clauses stand in the order of the document, those only that the rules name; loudi-qa rules check --text TEXT.txt finds the "
    "others in its text. Points stand in brackets; an indicator counts under the clause it comes from alone.",
)
_TOTALS = Words(
    "共 {n} 条：有指标的 {measured} 条（本条有指标、加减分或否决的 {covered} 条，牵头别条指标的 {duty} 条，只关系到别条指标的 "
    "{related} 条），列明理由的 {reason} 条，没有说明的 {nothing} 条。",
    "{n} clauses: {measured} with indicators ({covered} with indicators, extras or vetoes of their own, {duty} whose units lead "
    "indicators of other clauses, {related} that only bear on others), {reason} with a reason why not, {nothing} left unsaid.",
)
_LED = Words("牵头：{all}", "led by {all}")
_LED_BY = Words("{unit}（{clause}）", "{unit} ({clause})")
_LED_IDS = Words("{unit}（{clause}：{ids}）", "{unit} ({clause}: {ids})")
_IDLE = Words("{year} 年度不计分：{ids}", "without points in {year}: {ids}")


def by_clause(book: Rulebook, lang: Lang) -> Document:
    """One table of all clauses."""
    found = clauses(book)
    totals, note = Note(_totals(found, lang)), Note(_NOTE.of(lang))
    table = Table(_ALL.of(lang), _columns(book, lang), (*(_row(book, c, lang) for c in found), _sums(book, lang)))
    title = told.title(book, "clause", lang)
    return Document(title, told.lines(book, lang), (totals, table, note), told.origin(book, lang))


def _totals(found: Sequence[Clause], lang: Lang) -> str:
    real = [c for c in found if c.clause]
    counts = {kind: sum(c.cover == kind for c in real) for kind in ("covered", "duty", "related", "reason", "nothing")}
    measured = sum(c.cover in MEASURED for c in real)
    return _TOTALS.of(lang, n=len(real), measured=measured, **counts)


def _columns(book: Rulebook, lang: Lang) -> tuple[Column, ...]:
    return (
        Column(CLAUSE.of(lang)),
        Column(_DUTY.of(lang), rank=1, free=True, floor=10),
        Column(_COVER.of(lang), free=True, floor=16),
        told.points_column(book, POINTS.of(lang), rank=2),
        Column(_REMARK.of(lang), free=True, floor=18),
        Column(_UNITS.of(lang), rank=3, free=True),
    )


def _row(book: Rulebook, clause: Clause, lang: Lang) -> tuple[str, ...]:
    return (
        clause.clause or _NO_CLAUSE.of(lang),
        clause.duty.title.of(lang) if clause.duty else "",
        " ".join(_own(book, clause, lang)),
        told.points_text(book, book.sum(clause.items), lang) if clause.items else "",
        ("；" if lang == "zh" else "; ").join(remarks(book, clause, lang)),
        told.in_document(book, clause.duty.units, lang) if clause.duty else _led(book, clause, lang),
    )


def _led(book: Rulebook, clause: Clause, lang: Lang) -> str:
    """Of a clause that names no units: who leads its indicators, and by which clause."""
    words = _LED_BY if len(clause.led) == 1 else _LED_IDS
    parts = [
        words.of(lang, unit=told.in_document(book, led.duty.units[:1], lang), clause=led.duty.clause, ids=told.ids(led.items))
        for led in clause.led
    ]
    return _LED.of(lang, all=told.listed(parts, lang)) if parts else ""


def _sums(book: Rulebook, lang: Lang) -> tuple[str, ...]:
    items = book.items.values()
    return _SUM.of(lang), "", "", told.points_text(book, book.sum(items), lang), "", ""


def _own(book: Rulebook, clause: Clause, lang: Lang) -> Iterator[str]:
    """Everything that comes from the clause itself."""
    for item in clause.items:
        yield f"{item.indicator.id}({told.points_text(book, item.points, lang)})"
    for extra in clause.extras:
        yield _EXTRA.of(lang, effect=told.EFFECTS[extra.effect].of(lang), id=extra.id)
    for veto in clause.vetoes:
        yield _VETO.of(lang, id=veto.id)
    for consequence in clause.consequences:
        yield _CONSEQUENCE.of(lang, id=consequence.id)


def remarks(book: Rulebook, clause: Clause, lang: Lang) -> Iterator[str]:
    """What else the clause does, and why nothing covers it or a figure of it."""
    for reason in clause.reasons:
        words = _WHY if reason.anchor is None else _ANCHORED
        yield words.of(lang, why=reason.why.of(lang), anchor=reason.anchor)
    if clause.idle:
        yield _IDLE.of(lang, year=book.year, ids=" ".join(clause.idle))
    if clause.answers:
        yield _ANSWERS.of(lang, ids=told.ids(clause.answers))
    if clause.related:
        yield (_ONLY_RELATED if clause.cover == "related" else _RELATED).of(lang, ids=told.ids(clause.related))
    if clause.cover == "nothing":
        yield _NOTHING.of(lang)
