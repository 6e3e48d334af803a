"""Formulas with the results they have as the file is made: previews and telephones compute nothing and show these.

openpyxl writes formulas without a result; here it is put beside each of them as the workbook is packed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from loudi_qa.workbook.pack import pack, repack

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

Result = str | int | Decimal

_FORMULA = re.compile(r'<c r="(?P<at>[A-Z]+\d+)"(?P<style> s="\d+")?><f>(?P<formula>[^<]*)</f><v></v></c>')
"""A formula's cell as :func:`pack` leaves it."""


class Stored:
    """The results of the formulas of a workbook, noted as they are written."""

    def __init__(self) -> None:
        self._results: dict[str, dict[str, Result]] = {}

    def note(self, cell: Cell, result: Result) -> None:
        """Remember what a formula comes to."""
        self._results.setdefault(cell.parent.title, {})[cell.coordinate] = result

    def pack(self, book: Workbook) -> bytes:
        """The workbook's bytes, the same ones each time, with every result that was noted."""
        parts = {f"xl/worksheets/sheet{i}.xml": self._results.get(name, {}) for i, name in enumerate(book.sheetnames, start=1)}
        return repack(pack(book), lambda name, data: _with(data, parts[name]) if parts.get(name) else data)


def _with(data: bytes, results: dict[str, Result]) -> str:
    def cell(match: re.Match[str]) -> str:
        at, style, formula = match["at"], match["style"] or "", match["formula"]
        if at not in results:
            return match[0]
        result = results[at]
        if isinstance(result, str):
            return f'<c r="{at}"{style} t="str"><f>{formula}</f><v>{escape(result)}</v></c>'
        return f'<c r="{at}"{style}><f>{formula}</f><v>{Decimal(result):f}</v></c>'

    return _FORMULA.sub(cell, data.decode("utf-8"))
