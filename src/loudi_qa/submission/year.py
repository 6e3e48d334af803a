"""A year as it was sent: every value with its state and the cell it stands in.

A value is one of four things, four types and never a flag: given, missing, not applicable, or unclear (something stands
there and cannot be taken for a value; it is an error, and never quietly a zero).
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from loudi_qa.workbook.layout import address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from loudi_qa.workbook.facts import CellValue

_NONE: Mapping[tuple[str, str], Any] = MappingProxyType({})

ANY = "*"
EVERY_GROUP = ANY
"""The key of a provincial average that is held against units of all benchmark groups."""


class Cell(NamedTuple):
    """Where something stands: row from 1, column from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell within its sheet, as ``E12``."""
        return address(self.row, self.column)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


class Given(NamedTuple):
    """A number (with its decimals) or an answer; verified where a department's 核定值 stands."""

    value: Decimal | str
    cell: Cell
    verified: bool = False


class Missing(NamedTuple):
    """Nothing was filled in."""

    cell: Cell | None = None


class NotApplicable(NamedTuple):
    """The measure does not apply to the unit, for a reason that the rules allow."""

    reason: str
    cell: Cell | None = None


class Unclear(NamedTuple):
    """Something stands there that is no value."""

    text: str
    cell: Cell


State = Given | Missing | NotApplicable | Unclear


class Entry(NamedTuple):
    """A unit's row for one measure: the state that counts, what was sent, and the counts behind a rate.

    The last four are cells as they were read; None where the sheet has no such column.
    """

    state: State
    sent: Decimal | str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    evidence: CellValue | None = None
    remark: CellValue | None = None
    grounds: CellValue | None = None
    last_value: CellValue | None = None
    instead: str | None = None
    """Of a verified row without a value that was sent: what stood there, a reason, a text, or nothing."""


class Figure(NamedTuple):
    """A number of the office's sheets."""

    value: Decimal
    cell: Cell


class Average(NamedTuple):
    """A provincial average: without scope and source no one can say what it was held against."""

    value: Decimal
    scope: str
    source: str
    cell: Cell


class Incident(NamedTuple):
    """A quality or safety incident of a unit; ``veto`` is the id of the veto it falls under."""

    unit: str
    veto: str
    date: str
    field: str
    found_by: str
    description: str
    cell: Cell
    date_cell: Cell | None = None
    """Where the date stands, if the sheet has a column for it."""


class Doubt(NamedTuple):
    """Something in an office's sheet that could not be read: what rests on it is open, never quietly nothing.

    ``unit`` (in 全省平均 the benchmark group) and ``code`` are :data:`ANY` where even that is not known: a misspelt unit may be
    any of them.
    """

    sheet: str
    unit: str = ANY
    code: str = ANY


class Year(NamedTuple):
    """Everything the workbook says; units and measures by their canonical names."""

    year: int
    file: str
    sha256: str
    notice: str | None
    """What the cover says of the data, above all that they are a sample."""
    entries: dict[str, dict[str, Entry]]
    quotas: Mapping[tuple[str, str], Figure] = _NONE
    averages: Mapping[tuple[str, str], Average] = _NONE
    previous: Mapping[tuple[str, str], Figure] = _NONE
    extras: Mapping[tuple[str, str], Figure] = _NONE
    incidents: tuple[Incident, ...] = ()
    doubts: frozenset[Doubt] = frozenset()
    unplaced: tuple[tuple[str, str], ...] = ()
    """Unit and code, :data:`ANY` where not known, of each row of 指标数据 that could not be placed."""
    data_read: bool = True
    """Whether the sheet 指标数据 could be read at all."""

    def doubtful(self, sheet: str, unit: str, code: str = ANY) -> bool:
        """Whether a figure, of one code or of any, may be missing from a sheet only because something there could not be read."""
        if code == ANY:
            return not _of_any_code(self.doubts).isdisjoint({(sheet, unit), (sheet, ANY)})
        return not self.doubts.isdisjoint({Doubt(sheet, u, c) for u in (unit, ANY) for c in (code, ANY)})

    def average(self, measure: str, group: str) -> Average | None:
        """The average for units of a group: the group's own, else the one for all."""
        return self.averages.get((measure, group)) or self.averages.get((measure, EVERY_GROUP))


@lru_cache(maxsize=4)
def _of_any_code(doubts: frozenset[Doubt]) -> frozenset[tuple[str, str]]:
    """Sheet and unit of each doubt: they are asked for at every unit, and there may be one in every row."""
    return frozenset((d.sheet, d.unit) for d in doubts)
