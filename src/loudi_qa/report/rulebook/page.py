"""The rules as one page for reading and printing: all views in one file, no script, no request to anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from loudi_qa.report.document import Note
from loudi_qa.report.html.assets import asset, digest, environment
from loudi_qa.report.rulebook import told
from loudi_qa.report.rulebook.book import VIEWS
from loudi_qa.report.rulebook.clauses import clauses
from loudi_qa.report.rulebook.views import READ
from loudi_qa.words import Lang, Words, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from loudi_qa.report.document import Block, Column, Table
    from loudi_qa.report.rulebook.book import Rulebook, View

_PACKAGE, _TEMPLATE = "loudi_qa.report.rulebook", "rules.html.j2"
_LONG = 24
"""The floor of a column from which on its texts are sentences."""
_TITLE = Words("{name}（{year} 年度）", "{name}, {year}")
_TEXTS = {
    "contents": Words("目录", "Contents"),
    "skip": Words("跳到正文", "Skip to the content"),
    "top": Words("回到目录", "Back to the contents"),
    "offline": Words("本页只有这一个文件，打开时不联网。", "This page is one file and opens without any network."),
}


class Piece(NamedTuple):
    """Some text of a cell, and where it leads; nowhere where ``to`` is empty."""

    text: str
    to: str = ""


class Cell(NamedTuple):
    """A cell: its pieces, how it is set, and the name by which others lead to it."""

    pieces: tuple[Piece, ...]
    look: str
    head: str
    """The title of its column, which a narrow window has no room for above it."""
    anchor: str = ""


class Shown(NamedTuple):
    """A block as the template takes it: a sentence, or a table with its own name."""

    note: str = ""
    anchor: str = ""
    title: str = ""
    heads: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


class Section(NamedTuple):
    """A view with its blocks."""

    anchor: str
    title: str
    blocks: tuple[Shown, ...]


def page(book: Rulebook, first: View, lang: Lang) -> bytes:
    """The page's bytes, in UTF-8, the view ``first`` at its top; the same ones for the same rules."""
    views = in_turn(first)
    style = asset("page.css") + asset("rules.css", _PACKAGE)
    links = _Links(book)
    text = environment([_TEMPLATE], _PACKAGE).get_template(_TEMPLATE).render(
        t={key: words.of(lang) for key, words in _TEXTS.items()},
        lang="zh-CN" if lang == "zh" else "en",
        title=_TITLE.of(lang, name=book.scheme.name.of(lang), year=book.year),
        lines=told.lines(book, lang),
        sections=[_section(book, view, links, lang) for view in views],
        style=Markup(style),  # noqa: S704 -- our own files, checked by their digest
        style_digest=digest(style),
    )  # fmt: skip
    return printable(text).encode("utf-8", "replace")


def in_turn(first: View) -> tuple[View, ...]:
    """All views, one of them first."""
    return (first, *(v for v in VIEWS if v != first))


class _Links:
    """Where the indicators and clauses of a book are told: what names one of them elsewhere leads there."""

    def __init__(self, book: Rulebook) -> None:
        ids = [*book.items, *(e.id for e in book.scheme.extras), *(v.id for v in book.scheme.vetoes)]
        self._ids = {id_: f"i-{id_}" for id_ in ids}
        self._clauses = {c.clause: f"c-{n}" for n, c in enumerate(clauses(book), start=1) if c.clause}
        longest_first = sorted(ids, key=len, reverse=True)
        self._named = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")

    def own(self, view: View) -> Mapping[str, str]:
        """The names that rows of a view go by."""
        return {"group": self._ids, "clause": self._clauses}.get(view, {})

    def pieces(self, text: str) -> Iterator[Piece]:
        """The text, with what names an indicator or is a clause leading there."""
        if text in self._clauses:
            yield Piece(text, self._clauses[text])
            return
        for n, part in enumerate(self._named.split(text)):
            if part:
                yield Piece(part, self._ids[part] if n % 2 else "")


def _section(book: Rulebook, view: View, links: _Links, lang: Lang) -> Section:
    document, own = READ[view](book, lang), dict(links.own(view))
    return Section(view, told.TITLES[view].of(lang), tuple(_shown(document.blocks, view, links, own)))


def _shown(blocks: Iterable[Block], view: View, links: _Links, own: dict[str, str]) -> Iterator[Shown]:
    for n, block in enumerate(blocks, start=1):
        if isinstance(block, Note):
            yield Shown(note=block.text)
        else:
            heads = tuple((c.title, _look(c) if c.align == "right" else "") for c in block.columns)
            yield Shown("", f"{view}-{n}", block.title, heads, tuple(_rows(block, links, own)))


def _rows(table: Table, links: _Links, own: dict[str, str]) -> Iterator[tuple[Cell, ...]]:
    """The rows; the first one that begins with a name of the view's own is where that name leads."""
    for row in table.rows:
        anchor = own.pop(row[0], "")
        cells = []
        for n, (text, column) in enumerate(zip(row, table.columns, strict=True)):
            pieces = (Piece(text),) if anchor and n == 0 else tuple(links.pieces(text))
            cells.append(Cell(pieces, _look(column), column.title, anchor if n == 0 else ""))
        yield tuple(cells)


def _look(column: Column) -> str:
    """How the cells of a column are set: numbers, codes in one piece, texts with more or less room."""
    if column.align == "right":
        return "sums" if column.free else "num"
    if not column.free:
        return "whole"
    return "long" if column.floor >= _LONG else "text"
