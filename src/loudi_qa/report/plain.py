"""Plain text: for pipes, files and terminals without colour."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from loudi_qa.report.fit import cells
from loudi_qa.report.flow import Grid, flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.report.document import Align, Document
    from loudi_qa.words import Lang


def text(document: Document, width: int, lang: Lang) -> str:
    """The document as lines of at most ``width`` cells, none with trailing blanks."""
    lines: list[str] = []
    for item in flow(document, width, lang):
        lines += _grid(item) if isinstance(item, Grid) else [item.text]
    return "\n".join(lines) + "\n"


def _grid(grid: Grid) -> Iterator[str]:
    for row in (grid.titles, *grid.rows):
        for line in zip_longest(*(value.split("\n") for value in row), fillvalue=""):
            padded = (_padded(v, w, c.align) for v, w, c in zip(line, grid.widths, grid.columns, strict=True))
            yield (" " * grid.gap).join(padded).rstrip()


def _padded(value: str, width: int, align: Align) -> str:
    spare = " " * (width - cells(value))
    return spare + value if align == "right" else value + spare
