"""Plain text: for pipes, files and terminals without colour."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from loudi_qa.report.fit import Measure, cells
from loudi_qa.report.flow import Grid, flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.report.document import Align, Document
    from loudi_qa.words import Lang


def text(document: Document, width: int, lang: Lang, measure: Measure = cells) -> str:
    """The document as lines of at most ``width`` cells by that measure, none with trailing blanks."""
    lines: list[str] = []
    for item in flow(document, width, lang, measure):
        lines += _grid(item, measure) if isinstance(item, Grid) else [item.text]
    return "\n".join(lines) + "\n"


def _grid(grid: Grid, measure: Measure) -> Iterator[str]:
    for row in (grid.titles, *grid.rows):
        for line in aligned(grid, row, measure):
            yield "".join(line).rstrip()


def aligned(grid: Grid, row: Sequence[str], measure: Measure) -> Iterator[list[str]]:
    """The lines of a row, cell by cell, each as wide as its column and all but the last with the gap behind it."""
    for line in zip_longest(*(value.split("\n") for value in row), fillvalue=""):
        padded = [_padded(v, w - measure(v), c.align) for v, w, c in zip(line, grid.widths, grid.columns, strict=True)]
        yield [*(value + " " * grid.gap for value in padded[:-1]), padded[-1].rstrip()]


def _padded(value: str, spare: int, align: Align) -> str:
    return " " * spare + value if align == "right" else value + " " * spare
