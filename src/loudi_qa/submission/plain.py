"""The plain way of a row: its cells hold what such cells have held before, and there was nothing to say of them.

As what a cell is read hangs on its measure, on what stands in it and on whether it shows a percentage, and on nothing else.
So each row in which nothing was found teaches how its cells are read, and a row of known cells is not looked at again: a
nation's rows take 0.2 of the time. This way has no rule of its own, it can only repeat what the way in ``bind.py`` made of a
cell; whatever it does not know goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from loudi_qa.submission.values import impossible
from loudi_qa.submission.year import Cell, Entry, Given, Missing, NotApplicable
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from loudi_qa.submission.table import Table
    from loudi_qa.workbook.facts import Cells, CellValue

T = TypeVar("T")


class Readings(NamedTuple, Generic[T]):
    """As what cells were read, by what stands in them."""

    as_stored: dict[CellValue, T | None]
    in_percent: dict[CellValue, T | None]
    """Of cells that show a percentage."""


class Known(NamedTuple):
    """What is known of the rows of one measure."""

    printed: tuple[tuple[int, tuple[str, str]], ...]
    """Columns with what may stand in them and is passed over: what was printed there, or nothing."""
    values: Readings[Decimal | str]
    reasons: dict[CellValue, str]


class PlainWay:
    """Reads the rows of 指标数据 in which everything is known."""

    def __init__(self, table: Table) -> None:
        at = table.columns
        self.table, self.sheet = table, table.sheet
        self.sent_at, self.verified_at, self.reason_at = at[layout.VALUE], at.get(layout.VERIFIED), at[layout.REASON]
        self.good_at, self.all_at = at.get(layout.NUMERATOR), at.get(layout.DENOMINATOR)
        self.as_read = at.get(layout.EVIDENCE), at.get(layout.REMARK), at.get(layout.GROUNDS), at.get(layout.LAST_VALUE)
        self.counts: Readings[Decimal] = Readings({}, {})

    def known(self, printed: Iterable[tuple[str, str]]) -> Known:
        """Of a measure of which no row was read yet; what is printed under which titles of its rows."""
        at = self.table.columns
        return Known(tuple((at[title], (text, "")) for title, text in printed if title in at), Readings({}, {}), {})

    def entry(self, row: int, cells: Cells, known: Known) -> Entry | None:
        """The entry of a row; None where something in it is not known."""
        for at, printed in known.printed:
            if cells[at] not in printed:
                return None
        try:
            sent = self._read(row, cells, self.sent_at, known.values)
            verified = self._read(row, cells, self.verified_at, known.values)
            good = self._read(row, cells, self.good_at, self.counts)
            of_all = self._read(row, cells, self.all_at, self.counts)
            reason = known.reasons[cells[self.reason_at]] if cells[self.reason_at] != "" else None
        except KeyError:
            return None
        if impossible(good, of_all):
            return None
        state: Given | Missing | NotApplicable
        if reason is not None:
            if not sent is verified is good is of_all is None:
                return None
            state = NotApplicable(reason, Cell(self.sheet.name, row, self.reason_at))
        elif verified is not None and self.verified_at is not None:
            state = Given(verified, Cell(self.sheet.name, row, self.verified_at), verified=True)
        else:
            cell = Cell(self.sheet.name, row, self.sent_at)
            state = Missing(cell) if sent is None else Given(sent, cell)
        evidence, remark, grounds, last = self.beside(cells)
        instead = "" if verified is not None and sent is None else None
        return Entry(state, sent, good, of_all, evidence, remark, grounds, last, instead)

    def learn(self, row: int, cells: Cells, known: Known, entry: Entry) -> None:
        """Keep how the cells of a row were read in which nothing was found."""
        match entry.state:
            case NotApplicable(reason) if isinstance(cells[self.reason_at], str):
                known.reasons[cells[self.reason_at]] = reason
            case Given(value, _, verified):
                self._keep(row, cells, self.sent_at, known.values, entry.sent)
                self._keep(row, cells, self.good_at, self.counts, entry.numerator)
                self._keep(row, cells, self.all_at, self.counts, entry.denominator)
                if verified:
                    self._keep(row, cells, self.verified_at, known.values, value)

    def beside(self, cells: Cells) -> tuple[CellValue | None, CellValue | None, CellValue | None, CellValue | None]:
        """Evidence, remark, grounds and last year's value as they stand; None for a column that is not there."""
        evidence, remark, grounds, last = self.as_read
        return (  # written out: a loop over the four takes three times as long
            None if evidence is None else cells[evidence],
            None if remark is None else cells[remark],
            None if grounds is None else cells[grounds],
            None if last is None else cells[last],
        )

    def _read(self, row: int, cells: Cells, at: int | None, readings: Readings[T]) -> T | None:
        """As what such a cell was read, which of an empty one is nothing; raises KeyError where that is not known."""
        if at is None or (cell := cells[at]) == "":
            return None
        return self._alike(row, at, cell, readings)[cell]

    def _keep(self, row: int, cells: Cells, at: int | None, readings: Readings[T], value: T | None) -> None:
        if at is not None:
            self._alike(row, at, cells[at], readings)[cells[at]] = value

    def _alike(self, row: int, at: int, cell: CellValue, readings: Readings[T]) -> dict[CellValue, T | None]:
        """The readings of cells that show what they hold as this one does; of truth values, 1 and 0 to a dict, there are none."""
        if cell is True or cell is False or self.sheet.is_literal_percent(row, at):
            return {}
        return readings.in_percent if self.sheet.is_percent(row, at) else readings.as_stored
