"""Findings about the cells of one table, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.findings import Finding
from loudi_qa.submission.year import Cell
from loudi_qa.words import Words

if TYPE_CHECKING:
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
        cell, title = self.cell(row, column), self._titles.get(column)
        place = self.file, cell.sheet, cell.address, unit, measure
        self.findings.append(Finding(code, *place, read, taken_as, level, fields, title))

    def mend(
        self, row: int, column: int, unit: str | None, measure: str | None, *, read: str, taken_as: str, rules: tuple[Words, ...]
    ) -> None:
        """Note what was put right, for the log of corrections; nothing where no rule was needed."""
        if rules:
            rule = Words("、".join(r.zh for r in rules), ", ".join(r.en for r in rules))
            self.add(MENDED, row, column, unit, measure, read=read, taken_as=taken_as, rule=rule)
