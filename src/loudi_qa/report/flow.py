"""A document laid out for a width: sentences already folded, tables already fitted. Writers only put it on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report.document import Column, Note
from loudi_qa.report.fit import WIDE_GAP, Measure, cells, fit, wrap
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


def flow(document: Document, width: int, lang: Lang, measure: Measure = cells) -> Iterator[Sentence | Grid]:
    """Everything in its order, as wide as ``width`` by that measure and no wider."""
    yield from _folded(document.title, width, measure, "title")
    for line in document.lines:
        yield from _folded(line, width, measure, "aside")
    for block in document.blocks:
        if not document.close:
            yield Sentence("")
        if isinstance(block, Note):
            yield from _folded(block.text, width, measure, block.role) if block.text else [Sentence("")]
            continue
        yield from _folded(block.title, width, measure, "title")
        yield from _table(block, width, lang, measure)
        yield from _folded(block.more, width, measure, "aside") if block.more else ()


def folded(text: str, width: int, measure: Measure = cells) -> Iterator[str]:
    """The lines of a sentence; those of an indented one hang a little further in."""
    indent = len(text) - len(text.lstrip(" "))
    first, *others = wrap(text[indent:], max(width - indent - _HANGING, 8) if indent else width, measure)
    hanging = " " * (indent + _HANGING if indent else 0)
    yield " " * indent + first
    yield from (hanging + other for other in others)


def _folded(text: str, width: int, measure: Measure, role: Role) -> Iterator[Sentence]:
    return (Sentence(line, role) for line in folded(text, width, measure))


def _table(table: Table, width: int, lang: Lang, measure: Measure) -> Iterator[Sentence | Grid]:
    fitted = fit(table, width, measure)
    if fitted is None:
        yield from _records(table, width, measure)
        return
    columns = tuple(table.columns[i] for i in fitted.places)
    heads = [wrap(c.title, max(w, 2), measure) for c, w in zip(columns, fitted.widths, strict=True)]
    height = max(len(h) for h in heads)
    titles = tuple("\n".join([""] * (height - len(h)) + h) for h in heads)  # they stand on their columns
    rows = tuple(
        tuple(_cell(row[i], table.columns[i], w, measure) for i, w in zip(*fitted[:2], strict=True)) for row in table.rows
    )
    yield Grid(columns, titles, fitted.widths, fitted.gap, rows)
    if fitted.dropped:
        yield from _folded(
            _DROPPED.of(lang, columns=("、" if lang == "zh" else ", ").join(fitted.dropped)), width, measure, "aside"
        )


def _cell(value: str, column: Column, width: int, measure: Measure) -> str:
    return "\n".join(wrap(value, width, measure)) if column.free and measure(value) > width else value


def _records(table: Table, width: int, measure: Measure) -> Iterator[Sentence]:
    """Each row as a paragraph of titles and values, for a window too narrow for any table."""
    label = min(max(measure(c.title) for c in table.columns), max(width // 3, 4))
    for row in table.rows:
        for column, value in zip(table.columns, row, strict=True):
            heads = wrap(column.title, label, measure) if value else []
            lines = wrap(value, max(width - label - WIDE_GAP, 8), measure) if value else []
            for i in range(max(len(heads), len(lines))):
                head = heads[i] if i < len(heads) else ""
                line = lines[i] if i < len(lines) else ""
                yield Sentence((head + " " * (label - measure(head) + WIDE_GAP) + line).rstrip())
        yield Sentence("")
