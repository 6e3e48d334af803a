"""The terminal: rich tables, laid out beforehand so that nothing is ever cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from loudi_qa.report.flow import Grid, flow
from loudi_qa.words import printable

if TYPE_CHECKING:
    from rich.console import Console

    from loudi_qa.report.document import Document
    from loudi_qa.words import Lang

_ROLES = {"title": "bold", "aside": "dim", "plain": "", "error": "bold red", "warning": "yellow", "note": "cyan"}
_GRADES = {"A": "bold green", "B": "cyan", "C": "yellow", "D": "bold red"}


def write(document: Document, console: Console, lang: Lang) -> None:
    """Print the document in colour, as wide as the console is and no wider."""
    for item in flow(document, console.width, lang):
        console.print(_table(item) if isinstance(item, Grid) else Text(printable(item.text), style=_ROLES[item.role]))


def _table(grid: Grid) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, grid.gap, 0, 0), header_style="bold")
    for column, title, width in zip(grid.columns, grid.titles, grid.widths, strict=True):
        table.add_column(Text(title), justify=column.align, width=width, no_wrap=True)
    for row in grid.rows:
        table.add_row(*(Text(printable(value), style=_GRADES.get(value[:1], "") if _is_grade(value) else "") for value in row))
    return table


def _is_grade(value: str) -> bool:
    return value[:1] in _GRADES and (len(value) == 1 or value[1] == "*")
