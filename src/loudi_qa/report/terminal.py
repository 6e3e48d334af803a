"""The terminal: rich tables, fitted to the width beforehand so that nothing is ever cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.document import Note
from loudi_qa.report.fit import GAP, Fitted, cells, fit, wrap
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod
    from rich.segment import Segments
    from rich.table import Table as RichTable
    from rich.text import Text

    from loudi_qa.report.document import Column, Document, Table

_DROPPED = Words(
    "（屏幕太窄，省略的列：{columns}；加宽窗口或用 --format csv 查看）",
    "(too narrow; columns left out: {columns}; widen the window or use --format csv)",
)
_GRADE_STYLES = {"A": "bold green", "B": "cyan", "C": "yellow", "D": "bold red"}


def write(document: Document, console: Console, lang: Lang) -> None:
    """Print the document, as wide as the console is and no wider."""
    from rich.text import Text

    width = console.width
    _lines(console, document.title, width, "bold")
    for line in document.lines:
        _lines(console, line, width, "dim")
    for block in document.blocks:
        console.print()
        if isinstance(block, Note):
            _lines(console, block.text, width)
            continue
        _lines(console, block.title, width, "bold")
        fitted = fit(block, width)
        if fitted is None:
            _records(block, console, width)
        else:
            console.print(_trimmed(console, _table(block, fitted)))
            if fitted.dropped:
                _lines(console, _DROPPED.of(lang, columns=", ".join(fitted.dropped)), width, "dim")
        if block.more:
            console.print(Text(block.more, style="dim"))


def _lines(console: Console, text: str, width: int, style: str = "") -> None:
    from rich.text import Text

    for line in wrap(text, width):
        console.print(Text(line, style=style))


def _table(table: Table, fitted: Fitted) -> RichTable:
    from rich import table as rich
    from rich.text import Text

    rich_table = rich.Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), collapse_padding=True, header_style="bold")
    columns = [table.columns[i] for i in fitted.places]
    for column, width in zip(columns, fitted.widths, strict=True):
        title = "\n".join(wrap(column.title, max(width, 2)))
        rich_table.add_column(Text(title, justify=_justify(column)), justify=_justify(column), width=width, no_wrap=True)
    for row in table.rows:
        rich_table.add_row(*(_cell(row[i], table.columns[i], w) for i, w in zip(fitted.places, fitted.widths, strict=True)))
    return rich_table


def _trimmed(console: Console, table: RichTable) -> Segments:
    """The table without the blanks that would trail each line into files and pipes."""
    from rich.segment import Segment, Segments

    found: list[Segment] = []
    for line in console.render_lines(table, pad=False):
        while line and not line[-1].text.strip():
            line.pop()
        found += line[:-1]
        found += [Segment(s.text.rstrip(), s.style) for s in line[-1:]]
        found.append(Segment.line())
    return Segments(found)


def _justify(column: Column) -> JustifyMethod:
    return "center" if column.align == "centre" else column.align


def _cell(value: str, column: Column, width: int) -> Text:
    from rich.text import Text

    text = "\n".join(wrap(value, width)) if column.free else value
    return Text(text, style=_GRADE_STYLES.get(value.rstrip("*"), ""))


def _records(table: Table, console: Console, width: int) -> None:
    """Each row as a paragraph of title and value, for a window too narrow for any table."""
    from rich.text import Text

    label = min(max(cells(c.title) for c in table.columns), max(width // 3, 4))
    for row in table.rows:
        for column, value in zip(table.columns, row, strict=True):
            if not value:
                continue
            title = wrap(column.title, label)[0]
            lines = wrap(value, max(width - label - GAP, 8))
            for i, line in enumerate(lines):
                head = title + " " * (label - cells(title)) if i == 0 else " " * label
                console.print(Text(head + " " * GAP + line))
        console.print(Text(""))
