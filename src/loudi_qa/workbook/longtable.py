"""The rows of a new table, written straight into the packed sheet, in the very XML that openpyxl would have been brought to.

A nation's year has 199,080 rows of sixteen cells. openpyxl holds each cell as an object before it writes it, and
its XML is brought into the canonical form after that: measured on 20,000 such rows, 15 times as long as this, and 500 MiB to 22.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter

from loudi_qa.workbook.write import legal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.workbook.write import Value

_END = "</sheetData>"
_BLOCK = 500
"""Rows that are compressed together."""


class LongRow(NamedTuple):
    """A row by its titles; cells that are not named are there and empty."""

    cells: Mapping[str, Value]
    height: int | None = None
    """In points, where it is not the usual one."""
    alarmed: str | None = None
    """The title of a cell that is to catch the eye."""


class LongTable(NamedTuple):
    """A table from its second row on; its sheet has the header in its first."""

    titles: Sequence[str]
    rows: Iterable[LongRow]
    length: int
    """How many rows there are, which stands above them."""
    styles: Mapping[str, int]
    """The number of each column's style in the workbook."""
    alarm: int

    @classmethod
    def under(
        cls, sheet: Worksheet, titles: Sequence[str], rows: Iterable[LongRow], count: int,
        looks: Mapping[str, Alignment], alarm: tuple[PatternFill, Alignment],
    ) -> LongTable:  # fmt: skip
        """A table under the header of a sheet, whose filter is taken down to its last row."""
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{max(count, 1) + 1}"
        styles = {title: _style(sheet, looks[title]) for title in titles}
        return cls(titles, rows, count, styles, _style(sheet, alarm[1], alarm[0]))

    def written(self, part: str) -> Iterator[bytes]:
        """The sheet with the rows in it, piece by piece; ``part`` is the sheet with its header, in its canonical form."""
        head, end, tail = part.partition(_END)
        header = f"A1:{get_column_letter(len(self.titles))}"
        yield head.replace(f'<dimension ref="{header}1">', f'<dimension ref="{header}{self.length + 1}">', 1).encode()
        columns = [(title, get_column_letter(column)) for column, title in enumerate(self.titles, start=1)]
        block: list[str] = []
        number = 1
        for number, row in enumerate(self.rows, start=2):
            block.append(self._row(number, row, columns))
            if len(block) == _BLOCK:
                yield "".join(block).encode()
                block.clear()
        if number != self.length + 1:
            raise ValueError(f"{self.length} rows were announced, {number - 1} came")
        yield ("".join(block) + end + tail).encode()

    def _row(self, number: int, row: LongRow, columns: Sequence[tuple[str, str]]) -> str:
        height = f'customHeight="1" ht="{row.height}" ' if row.height else ""
        cells = [f'<row {height}r="{number}">']
        for title, letters in columns:
            style = self.alarm if title == row.alarmed else self.styles[title]
            cells.append(f'<c r="{letters}{number}" s="{style}"{_content(row.cells.get(title))}</c>')
        cells.append("</row>")
        return "".join(cells)


def _style(sheet: Worksheet, alignment: Alignment, fill: PatternFill | None = None) -> int:
    """The number of a style in the workbook, which has it from now on; the cell itself is in no sheet."""
    cell = Cell(sheet, row=1, column=1)
    cell.alignment = alignment
    if fill:
        cell.fill = fill
    return int(cell.style_id)


def _content(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    return ' t="n">' if value is None else f' t="n"><v>{safe_string(value)}</v>'


@lru_cache(maxsize=4096)  # units, measures and files stand in row after row: 0.6 of the time without it
def _text(value: str) -> str:
    text = legal(value)
    if not text:
        return ' t="inlineStr">'
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{space}>{escape(text, {chr(13): "&#xD;"})}</t></is>'
