"""Read a workbook: gate, parts, then every sheet in one streaming pass."""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.words import one_line
from loudi_qa.workbook import guard
from loudi_qa.workbook.facts import CellError, NoResult, SheetFacts, key
from loudi_qa.workbook.formats import read_formats
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.package import Package
from loudi_qa.workbook.parts import parts, properties
from loudi_qa.workbook.scan import Context, scan_sheet
from loudi_qa.workbook.strings import shared_strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from loudi_qa.workbook.facts import Cells

NO_PROPERTIES: Mapping[str, str] = MappingProxyType({})

__all__ = ["CellError", "NoResult", "Sheet", "Workbook", "read"]


class Sheet(NamedTuple):
    """A sheet, read; its rows can be walked as often as need be."""

    name: str
    facts: SheetFacts

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Every row that holds anything, with its number (from 1), its cells from column A on."""
        for number in sorted(self.facts.cells):
            if cells := self.facts.cells[number]:
                yield number, [*cells]

    def is_literal_percent(self, row: int, column: int) -> bool:
        """Whether the cell shows a percent sign that is mere text."""
        return key(row, column) in self.facts.literal_percent

    def is_percent(self, row: int, column: int) -> bool:
        """Whether the cell shows its number as a percentage."""
        return key(row, column) in self.facts.percent


class Workbook(NamedTuple):
    """A workbook that passed the gate."""

    name: str
    sha256: str
    sheets: dict[str, Sheet]
    properties: Mapping[str, str] = NO_PROPERTIES
    """The custom properties of the document; a form made by this program carries its identity there."""
    links_out: bool = False

    def forget_cells(self) -> None:
        """Let go of the cells, once all is made of them that will be: a nation's take 50 MB."""
        for sheet in self.sheets.values():
            sheet.facts.cells = {}


def read(path: Path, limits: Limits | None = None, name: str | None = None) -> Workbook:
    """Open a workbook, called ``name`` in what is said of it.

    Raises :class:`~loudi_qa.findings.Unreadable` with the finding that says why not.
    """
    name = one_line(name or path.name)
    return opened(guard.read_bytes(path, name), name, limits)


def opened(data: bytes, name: str, limits: Limits | None = None) -> Workbook:
    """The workbook that some bytes are; raises as :func:`read` does.

    Every other XML part is streamed as well, for nothing but to refuse a DTD wherever it hides.
    """
    guard.refuse_other_kinds(data, name)
    with guard.open_package(data, name) as file:
        limits = limits or Limits()
        package = Package(file, name, limits.part)
        found = parts(package)
        strings, formats = shared_strings(package, found.strings, limits.cells), read_formats(package, found.styles)
        context = Context(package, limits, strings, formats, found.from_1904)
        sheets = {}
        for title, (part, hidden) in found.sheets.items():
            sheets[title] = Sheet(title, SheetFacts(hidden=hidden))
            used = scan_sheet(context, part, title, sheets[title].facts)
            context = context._replace(limits=context.limits._replace(cells=context.limits.cells - used))
        own = properties(package, found.properties)
        seen = {found.workbook, found.strings, found.styles, found.properties, *(s.part for s in found.sheets.values())}
        for member in file.namelist():
            if member in seen:
                continue
            if member.lower().endswith((".xml", ".rels")):
                package.parse(member)
            else:
                package.refuse_hidden_dtd(member)
    return Workbook(name, hashlib.sha256(data).hexdigest(), sheets, own, found.links_out)
