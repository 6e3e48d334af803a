"""The ledger of assumptions: what the document does not say, what hangs on it, and how many points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.overview import basis_text
from loudi_qa.report.rulebook import told
from loudi_qa.report.rulebook.group import BASIS, INDICATOR, NAME, POINTS, early_note
from loudi_qa.report.rulebook.ledger import FEATURE_WORDS, KINDS, by_basis, entries, settings
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from loudi_qa.report.rulebook.book import Rulebook
    from loudi_qa.report.rulebook.ledger import Entry

_LEDGER = Words("设定和涉及的分值", "Assumptions and the points on each")
_FIGURES = Words("各项指标的数值从哪里来", "Where the figures of the indicators come from")
_NOT_TEXT = Words("数值不是文件写明的指标（{year} 年度）", "Indicators whose figure does not stand in the document ({year})")
_SETTINGS = Words("其他设定和推定", "Other settings")
_COUNT, _SHARE = Words("指标数", "Indicators"), Words("涉及分值", "Points")
_WHAT = Words("涉及", "Bears on")
_WEIGHTS = {
    "assumed": Words(
        "分值本身是设定：{points} 分的每一分都由规则分配，文件没有规定。下面的台账说的是指标的数值和做法。",
        "The points themselves are assumed: every one of the {points} is allotted by the rules and not by the document. "
        "The ledger below is about the figures and how they are used.",
    ),
    "derived": Words("各项分值由文件推出。", "The points themselves follow from the document."),
    "text": Words("各项分值由文件规定。", "The points themselves stand in the document."),
}
_NOT_ADDED = Words(
    "一项指标可能同时受几条设定影响，各条的分值不能相加；“涉及”不等于会失去：改动这条设定，得分会变的最多是这些。",
    "An indicator may rest on several assumptions, so that these points do not add up. They are the most that could be earned "
    "otherwise if the assumption were another, not what would be lost.",
)
_NOT_LINKED = Words("规则没有注明", "the rules do not say")


def by_assumption(book: Rulebook, lang: Lang) -> Document:
    """The ledger, then where figures come from, then all other settings; ids that are named one by one are not told twice."""
    return _document(book, lang, whole=False)


def flat_assumption(book: Rulebook, lang: Lang) -> Document:
    """The same with every id in its column: for a spreadsheet, where it is filtered by."""
    return _document(book, lang, whole=True)


def _document(book: Rulebook, lang: Lang, *, whole: bool) -> Document:
    every = told.points_text(book, book.sum(book.items.values()), lang)
    weights = Note(_WEIGHTS[book.scheme.points.basis].of(lang, points=every))
    blocks: tuple[Block, ...] = (
        weights,
        _ledger(book, lang, whole=whole),
        Note(_NOT_ADDED.of(lang)),
        _figures(book, lang),
        *_not_text(book, lang),
        *early_note(book, lang),
        _settings(book, lang),
    )
    title = told.title(book, "assumption", lang)
    return Document(title, told.lines(book, lang), blocks, told.origin(book, lang))


def _ledger(book: Rulebook, lang: Lang, *, whole: bool) -> Table:
    columns: tuple[Column, ...] = (
        Column(Words("编号", "Id").of(lang)),
        Column(Words("设定", "Assumption").of(lang), free=True, floor=26),
        told.points_column(book, _SHARE.of(lang)),
        Column(_COUNT.of(lang), rank=1, align="right"),
        Column(_WHAT.of(lang), rank=2, free=True, floor=12),
        Column(INDICATOR.of(lang), rank=3, free=True, floor=20),
    )
    rows: list[tuple[str, ...]] = [
        (
            e.assumption.id,
            e.assumption.text.of(lang),
            told.points_text(book, e.points, lang) if e.items else "",
            str(len(e.items)) if e.items else "",
            _bears_on(e, lang),
            _ids(book, e) if whole or not _named_alone(e) else "",
        )
        for e in entries(book)
    ]
    if not any(row[-1] for row in rows):  # all are named in the column before
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table(_LEDGER.of(lang), columns, tuple(rows))


def _bears_on(entry: Entry, lang: Lang) -> str:
    if not entry.is_linked:
        return _NOT_LINKED.of(lang)
    return told.listed((FEATURE_WORDS[n].of(lang) if n in FEATURE_WORDS else n for n in entry.assumption.bears_on), lang)


def _named_alone(entry: Entry) -> bool:
    """Whether an assumption names the ids themselves, and no feature of rules."""
    return not any(name in FEATURE_WORDS for name in entry.assumption.bears_on)


def _ids(book: Rulebook, entry: Entry) -> str:
    """The ids of what an assumption bears on; all indicators need no list."""
    items = entry.items if len(entry.items) < len(book.items) else ()
    bears = entry.bearing
    return " ".join([*(i.indicator.id for i in items), *(e.id for e in bears.extras), *(v.id for v in bears.vetoes)])


def _figures(book: Rulebook, lang: Lang) -> Table:
    columns = (Column(BASIS.of(lang)), told.points_column(book, POINTS.of(lang)), Column(_COUNT.of(lang), align="right"))
    rows = [
        (basis_text(basis, lang), told.points_text(book, book.sum(items), lang), str(len(items)))
        for basis, items in by_basis(book).items()
    ]
    return Table(_FIGURES.of(lang), columns, tuple(rows))


def _not_text(book: Rulebook, lang: Lang) -> list[Table]:
    found = by_basis(book)
    columns = (
        Column(INDICATOR.of(lang)),
        Column(NAME.of(lang), free=True, floor=12),
        told.points_column(book, POINTS.of(lang)),
        Column(BASIS.of(lang)),
        Column(Words("要求", "What must be met").of(lang), rank=1, free=True),
    )
    rows = [
        (
            i.indicator.id,
            i.measure.name.of(lang),
            told.points_text(book, i.points, lang),
            told.item_basis(book, i, lang),
            i.asked.of(lang),
        )
        for i in (*found["assumed"], *found["derived"])
    ]
    return [Table(_NOT_TEXT.of(lang, year=book.year), columns, tuple(rows))] if rows else []


def _settings(book: Rulebook, lang: Lang) -> Table:
    columns = (
        Column(Words("类别", "Kind").of(lang), free=True, floor=8),
        Column(Words("编号", "Id").of(lang), rank=2),
        Column(Words("内容", "What").of(lang), free=True, floor=24),
        Column(BASIS.of(lang)),
        Column(Words("来源", "Source").of(lang), rank=1, free=True),
    )
    rows = [(KINDS[s.kind].of(lang), s.id, s.what.of(lang), basis_text(s.basis, lang), s.source.of(lang)) for s in settings(book)]
    return Table(_SETTINGS.of(lang), columns, tuple(rows))
