"""What the scan of a sheet yields: values, and beside them the facts that readers of values hide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime, time

_MOST_COLUMNS_OF_ALL = 16_384

Key = int
"""A cell in one number: row * 16384 + column, row from 1 and column from 0."""


def key(row: int, column: int) -> Key:
    """The cell in one number."""
    return row * _MOST_COLUMNS_OF_ALL + column


class CellError(NamedTuple):
    """A cell that holds an error such as ``#DIV/0!``."""

    text: str


class NoResult:
    """A formula whose result was never stored."""

    def __repr__(self) -> str:
        return "NoResult()"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoResult)

    def __hash__(self) -> int:
        return hash(NoResult)


NO_RESULT = NoResult()

if TYPE_CHECKING:
    CellValue = str | float | bool | datetime | time | CellError | NoResult
    Cells = list[CellValue]


class SheetFacts:
    """What the scan saw of one sheet; rows from 1, columns from 0. Filled during the scan, only read after it."""

    def __init__(self, *, hidden: bool = False) -> None:
        self.hidden = hidden
        self.rows = 0
        self.columns = 0
        self.cells: dict[int, list[CellValue]] = {}
        """The values, by row, from column A on; an empty cell is an empty text."""
        self.percent: set[Key] = set()
        self.without_result: set[Key] = set()
        self.errors: dict[Key, str] = {}
        self.literal_percent: set[Key] = set()
        """Cells whose format shows a percent sign that is mere text: the stored number is the one that is seen."""
        self.merges: list[str] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.protected = False
        self.rules = 0
        """Conditional formats and validations together."""
        self.lists = 0
        """Validations alone: drop-downs and input rules."""
