"""Findings about the cells of one table, each with its place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from loudi_qa.findings import Finding
from loudi_qa.submission.year import Cell
from loudi_qa.words import Words
from loudi_qa.workbook.layout import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.table import Table


MENDED = "E310"
"""The code under which a correction is told."""


class Recorder:
    """Collects what is found in one table."""

    def __init__(self, file: str, table: Table, rules: Rules, findings: list[Finding]) -> None:
        self.file, self.table, self.rules, self.findings = file, table, rules, findings
        self._titles = {column: title for title, column in table.columns.items()}
        self._last: dict[tuple[str, int, str | None], dict[str, object]] = {}
        """What was said last of a column and a measure: where there is one finding a row, alike ones share it."""

    def silent(self) -> Recorder:
        """One of the same table that nobody hears."""
        return Recorder(self.file, self.table, self.rules, [])

    def cell(self, row: int, column: int) -> Cell:
        """A cell of this table."""
        return Cell(self.table.sheet.name, row, column)

    def add(
        self, code: str, row: int, column: int, unit: str | None = None, measure: str | None = None,
        *, read: str | None = None, taken_as: str | None = None, level: Level | None = None, **fields: object,
    ) -> None:  # fmt: skip
        """Note a finding at a cell."""
        alike = self._last.get((code, column, measure))
        if alike == fields:
            fields = alike
        else:
            self._last[code, column, measure] = fields
        self._note(code, row, column, unit, measure, read, taken_as, level, fields)

    def mend(
        self, row: int, column: int, unit: str | None, measure: str | None, *, read: str, taken_as: str, rules: tuple[Words, ...]
    ) -> None:
        """Note what was put right, for the log of corrections; nothing where no rule was needed."""
        if rules:
            self._note(MENDED, row, column, unit, measure, read, taken_as, None, _told(rules))

    def _note(
        self, code: str, row: int, column: int, unit: str | None, measure: str | None,
        read: str | None, taken_as: str | None, level: Level | None, fields: Mapping[str, object],
    ) -> None:  # fmt: skip
        place = self.file, self.table.sheet.name, address(row, column), unit, measure
        self.findings.append(Finding(code, *place, read, taken_as, level, fields, self._titles.get(column)))


@lru_cache(maxsize=256)
def _told(rules: tuple[Words, ...]) -> Mapping[str, object]:
    """The rules in one phrase; corrections of one kind share it, for there may be one in every row."""
    return {"rule": Words("、".join(r.zh for r in rules), ", ".join(r.en for r in rules))}
