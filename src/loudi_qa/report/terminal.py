"""The terminal: the lines of the plain text, in colour.

Rich knows what a terminal can show and puts it there; its tables are not used, for the lines are aligned already and a table of
2,844 rows takes rich twenty times as long (3.3 s to 0.17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment, Segments
from rich.style import Style

from loudi_qa.report.fit import Measure, cells
from loudi_qa.report.flow import Grid, flow
from loudi_qa.report.plain import aligned
from loudi_qa.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from loudi_qa.report.document import Document
    from loudi_qa.words import Lang

_NONE, _BOLD = Style.null(), Style.parse("bold")
_ROLES = {
    "title": _BOLD,
    "aside": Style.parse("dim"),
    "plain": _NONE,
    "error": Style.parse("bold red"),
    "warning": Style.parse("yellow"),
    "note": Style.parse("cyan"),
}
_GRADES = {"A": Style.parse("bold green"), "B": Style.parse("cyan"), "C": Style.parse("yellow"), "D": Style.parse("bold red")}


def write(document: Document, console: Console, width: int, lang: Lang, measure: Measure = cells) -> None:
    """Print the document in colour, in at most ``width`` cells by that measure (rich takes every dumb terminal for 80 wide)."""
    console.print(Segments(_segments(document, width, lang, measure)), crop=False, end="")


def _segments(document: Document, width: int, lang: Lang, measure: Measure) -> Iterator[Segment]:
    for item in flow(document, width, lang, measure):
        if isinstance(item, Grid):
            yield from _row(item, item.titles, [_BOLD] * len(item.titles), measure)
            for row in item.rows:
                yield from _row(item, row, [_GRADES[v[0]] if _is_grade(v) else _NONE for v in row], measure)
        else:
            yield Segment(printable(item.text), _ROLES[item.role])
            yield Segment.line()


def _row(grid: Grid, row: Sequence[str], styles: Sequence[Style], measure: Measure) -> Iterator[Segment]:
    for line in aligned(grid, row, measure):
        for text, style in zip(line, styles, strict=True):
            yield Segment(printable(text), style)
        yield Segment.line()


def _is_grade(value: str) -> bool:
    return value[:1] in _GRADES and (len(value) == 1 or value[1] == "*")
