"""Read a workbook: gate, parts, then every sheet in one streaming pass."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.workbook import guard
from loudi_qa.workbook.formats import read_formats
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.parts import Package, parts, shared_strings
from loudi_qa.workbook.scan import CellError, Context, NoResult, SheetFacts, key, scan_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loudi_qa.workbook.scan import Cells

__all__ = ["CellError", "NoResult", "Sheet", "Workbook", "read"]


class Sheet(NamedTuple):
    """A sheet, read; its rows can be walked as often as need be."""

    name: str
    facts: SheetFacts

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Every row that holds anything, with its number (from 1), its cells from column A on."""
        for number, cells in sorted(self.facts.cells.items()):
            if cells:
                yield number, [*cells]

    def is_percent(self, row: int, column: int) -> bool:
        """Whether the cell shows its number as a percentage."""
        return key(row, column) in self.facts.percent


class Workbook(NamedTuple):
    """A workbook that passed the gate."""

    name: str
    sha256: str
    sheets: dict[str, Sheet]


def read(path: Path, limits: Limits | None = None) -> Workbook:
    """Open a workbook; raises :class:`~loudi_qa.findings.Unreadable` with the finding that says why not.

    Every other XML part is streamed as well, for nothing but to refuse a DTD wherever it hides.
    """
    data = guard.read_bytes(path)
    with guard.open_package(data, path.name) as file:
        package = Package(file, path.name)
        found = parts(package)
        limits = limits or Limits()
        strings, formats = shared_strings(package, found.strings, limits.cells), read_formats(package, found.styles)
        context = Context(package, limits, strings, formats, found.from_1904)
        sheets = {}
        for name, (part, hidden) in found.sheets.items():
            sheets[name] = Sheet(name, SheetFacts(hidden=hidden))
            scan_sheet(context, part, name, sheets[name].facts)
        seen = {found.workbook, found.strings, found.styles, *(s.part for s in found.sheets.values())}
        for member in file.namelist():
            if member not in seen and member.lower().endswith((".xml", ".rels")):
                package.parse(member)
    return Workbook(path.name, hashlib.sha256(data).hexdigest(), sheets)
