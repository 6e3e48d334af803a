"""A document laid out for a width: sentences already folded, tables already fitted. Writers only put it on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report.document import Column, Note
from loudi_qa.report.fit import WIDE_GAP, cells, fit, wrap
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.report.document import Document, Role, Table

_HANGING = 2
_DROPPED = Words(
    "（屏幕太窄，省略的列：{columns}；加宽窗口或用 --format md 查看）",
    "(too narrow; columns left out: {columns}; widen the window or use --format md)",
)


class Sentence(NamedTuple):
    """A line of text, no wider than the width."""

    text: str
    role: Role = "plain"


class Grid(NamedTuple):
    """The columns of a table that fit, with their widths; cells of free columns hold a line break where they fold."""

    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    gap: int
    rows: tuple[tuple[str, ...], ...]


def flow(document: Document, width: int, lang: Lang) -> Iterator[Sentence | Grid]:
    """Everything in its order, as wide as ``width`` and no wider."""
    yield from _folded(document.title, width, "title")
    for line in document.lines:
        yield from _folded(line, width, "aside")
    for block in document.blocks:
        if not document.close:
            yield Sentence("")
        if isinstance(block, Note):
            yield from _folded(block.text, width, block.role) if block.text else [Sentence("")]
            continue
        yield from _folded(block.title, width, "title")
        yield from _table(block, width, lang)
        yield from _folded(block.more, width, "aside") if block.more else ()


def _folded(text: str, width: int, role: Role = "plain") -> Iterator[Sentence]:
    """The lines of a sentence; those of an indented one hang a little further in."""
    indent = len(text) - len(text.lstrip(" "))
    if not indent:
        return (Sentence(line, role) for line in wrap(text, width))
    first, *others = wrap(text[indent:], max(width - indent - _HANGING, 8))
    hanging = " " * (indent + _HANGING)
    return (Sentence(line, role) for line in (" " * indent + first, *(hanging + other for other in others)))


def _table(table: Table, width: int, lang: Lang) -> Iterator[Sentence | Grid]:
    fitted = fit(table, width)
    if fitted is None:
        yield from _records(table, width)
        return
    columns = tuple(table.columns[i] for i in fitted.places)
    heads = [wrap(c.title, max(w, 2)) for c, w in zip(columns, fitted.widths, strict=True)]
    height = max(len(h) for h in heads)
    titles = tuple("\n".join([""] * (height - len(h)) + h) for h in heads)  # they stand on their columns
    rows = tuple(tuple(_cell(row[i], table.columns[i], w) for i, w in zip(*fitted[:2], strict=True)) for row in table.rows)
    yield Grid(columns, titles, fitted.widths, fitted.gap, rows)
    if fitted.dropped:
        yield from _folded(_DROPPED.of(lang, columns=("、" if lang == "zh" else ", ").join(fitted.dropped)), width, "aside")


def _cell(value: str, column: Column, width: int) -> str:
    return "\n".join(wrap(value, width)) if column.free and cells(value) > width else value


def _records(table: Table, width: int) -> Iterator[Sentence]:
    """Each row as a paragraph of titles and values, for a window too narrow for any table."""
    label = min(max(cells(c.title) for c in table.columns), max(width // 3, 4))
    for row in table.rows:
        for column, value in zip(table.columns, row, strict=True):
            heads = wrap(column.title, label) if value else []
            lines = wrap(value, max(width - label - WIDE_GAP, 8)) if value else []
            for i in range(max(len(heads), len(lines))):
                head = heads[i] if i < len(heads) else ""
                line = lines[i] if i < len(lines) else ""
                yield Sentence((head + " " * (label - cells(head) + WIDE_GAP) + line).rstrip())
        yield Sentence("")
