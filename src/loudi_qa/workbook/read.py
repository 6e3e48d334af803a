"""Read a workbook: gate, scan, then the values, cell by cell, with what the scan knows put in their place."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from loudi_qa.workbook import guard
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.scan import SheetFacts, key, scan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime, time, timedelta
    from pathlib import Path


class CellError(NamedTuple):
    """A cell that holds an error such as ``#DIV/0!``."""

    text: str


class NoResult:
    """A formula whose result was never stored."""


if TYPE_CHECKING:
    CellValue = str | float | bool | date | datetime | time | timedelta | CellError | NoResult

NO_RESULT = NoResult()


class Sheet(NamedTuple):
    """A sheet whose rows can be read, once or again."""

    name: str
    facts: SheetFacts
    source: Any
    """The reader of the values behind it."""

    def rows(self) -> Iterator[tuple[int, list[CellValue]]]:
        """Every row with its number (from 1), its cells from column A on; an empty cell is an empty text."""
        start = self.source.start
        if start is None:  # nothing but, perhaps, cells without a readable value
            yield from self._unseen(1)
            return
        indent: list[CellValue] = [""] * start[1]
        special = self._special()
        number = 0
        for number, cells in enumerate(self.source.iter_rows(), start=1):
            row = indent + cells if indent else cells
            if number in special:
                for column, value in special[number]:
                    row += [""] * (column + 1 - len(row))
                    row[column] = value
            yield number, row
        yield from self._unseen(number + 1)

    def _special(self) -> dict[int, list[tuple[int, CellValue]]]:
        """Errors and formulas without a result, which the reader of values shows as empty cells, by row."""
        found: dict[int, list[tuple[int, CellValue]]] = {}
        cells: dict[int, CellValue] = {k: CellError(text) for k, text in self.facts.errors.items()}
        cells |= dict.fromkeys(self.facts.without_result, NO_RESULT)
        for cell, value in cells.items():
            row, column = divmod(cell, key(1, 0))
            found.setdefault(row, []).append((column, value))
        return found

    def _unseen(self, first: int) -> Iterator[tuple[int, list[CellValue]]]:
        """Rows below the last one with a value that hold errors or formulas without a result."""
        for number, cells in sorted(self._special().items()):
            if number >= first:
                row: list[CellValue] = [""] * (1 + max(column for column, _ in cells))
                for column, value in cells:
                    row[column] = value
                yield number, row

    def is_percent(self, row: int, column: int) -> bool:
        """Whether the cell shows its number as a percentage."""
        return key(row, column) in self.facts.percent


class Workbook(NamedTuple):
    """A workbook that passed the gate."""

    name: str
    sha256: str
    sheets: dict[str, Sheet]


def read(path: Path, limits: Limits | None = None) -> Workbook:
    """Open a workbook; raises :class:`~loudi_qa.findings.Unreadable` with the finding that says why not."""
    data = guard.read_bytes(path)
    with guard.open_package(data, path.name) as package:
        facts = scan(package, path.name, limits or Limits())
    sheets = _values(data, path.name, facts)
    return Workbook(path.name, hashlib.sha256(data).hexdigest(), sheets)


def _values(data: bytes, name: str, facts: dict[str, SheetFacts]) -> dict[str, Sheet]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(BytesIO(data))
        return {sheet: Sheet(sheet, known, book.get_sheet_by_name(sheet)) for sheet, known in facts.items()}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise guard.damaged(name, str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a fault in the reader's Rust code; it is no Exception
            raise guard.damaged(name, str(error)) from error
        raise
