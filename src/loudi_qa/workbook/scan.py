"""The safe streaming scan: what no reader of values tells, and what no reader may be given.

One pass of expat over the parts of a workbook, in bounded memory. It refuses DTDs, strict Open XML and cells far outside
the declared table *before* a reader allocates room for them, and collects the facts that readers hide: which cells show a
percentage, which formulas have no stored result, which cells hold an error, what is hidden or merged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from loudi_qa.words import Words
from loudi_qa.workbook import guard, parts
from loudi_qa.workbook.parts import MAIN

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable

    from loudi_qa.workbook.guard import Limits

_MOST_COLUMNS_OF_ALL = 16_384

Key = int
"""A cell in one number: row * 16384 + column, row from 1 and column from 0."""


def key(row: int, column: int) -> Key:
    """The cell in one number."""
    return row * _MOST_COLUMNS_OF_ALL + column


class SheetFacts:
    """What the scan saw of one sheet; rows from 1, columns from 0. Filled during the scan, only read after it."""

    def __init__(self, *, hidden: bool = False) -> None:
        self.hidden = hidden
        self.rows = 0
        self.columns = 0
        self.percent: set[Key] = set()
        self.without_result: set[Key] = set()
        self.errors: dict[Key, str] = {}
        self.merges: list[str] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []


def scan(package: zipfile.ZipFile, name: str, limits: Limits) -> dict[str, SheetFacts]:
    """The facts of every sheet, by its name; raises :class:`Unreadable` for what must not be read further."""
    workbook = parts.workbook_part(package, name)
    sheets = parts.sheet_parts(package, workbook, name)
    if len(sheets) > guard.MOST_SHEETS:
        raise guard.too_large(name, Words("工作表数", "the number of sheets"), len(sheets), guard.MOST_SHEETS)
    percent = parts.percent_styles(package, workbook, name)
    facts: dict[str, SheetFacts] = {}
    seen = {workbook}
    for sheet, (part, hidden) in sheets.items():
        facts[sheet] = SheetFacts(hidden=hidden)
        seen.add(part)
        _scan_sheet(package, part, name, sheet, facts[sheet], percent, limits)
    for info in package.infolist():
        if info.filename not in seen and info.filename.endswith((".xml", ".rels")):
            parts.parse(package, info.filename, name, None)
    return facts


def _scan_sheet(
    package: zipfile.ZipFile,
    part: str,
    name: str,
    sheet: str,
    facts: SheetFacts,
    percent: frozenset[str],
    limits: Limits,
) -> None:
    scanner = _SheetScanner(name, sheet, facts, percent, limits)
    scanner.run(package, part)
    area = facts.rows * facts.columns
    if area > limits.cells:
        raise guard.too_large(name, Words("表格单元格数", "the number of cells"), area, limits.cells, sheet)


class _SheetScanner:
    """Follows the cells of one sheet; a cell is settled when the next one starts, so ends need not be watched."""

    def __init__(self, name: str, sheet: str, facts: SheetFacts, percent: frozenset[str], limits: Limits) -> None:
        self.name, self.sheet, self.facts, self.percent, self.limits = name, sheet, facts, percent, limits
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.columns_by_letters: dict[str, int] = {}
        self.text: list[str] = []
        self.watched: tuple[Key, bool] | None = None  # a formula (True) or an error (False) whose <v> is awaited

    def run(self, package: zipfile.ZipFile, part: str) -> None:
        """Scan the part to its end."""
        parts.drive(self.parser, package, part, self.name, self._start())
        self._settle()

    def _start(self) -> Callable[[str, dict[str, str]], None]:  # noqa: C901 -- two closures, counted as one
        """The handler of elements; closures, for they are called several times a cell."""
        cell_name, row_name, value_name, formula_name = (MAIN + n for n in ("c", "row", "v", "f"))
        facts, percent, known = self.facts, self.percent, self.columns_by_letters
        row, row_text, column = 0, "", -1

        def cell(attributes: dict[str, str]) -> None:
            nonlocal row, row_text, column
            reference = attributes.get("r")
            if reference is None:
                column += 1
            elif reference.endswith(row_text) and (letters := reference[: -len(row_text)]) in known:
                column = known[letters]
            else:
                cell_row, column = self._place(reference)
                if cell_row != row:
                    row, row_text = cell_row, str(cell_row)
                    self._check_row(row)
            if column >= facts.columns:
                self._check_column(column)
            if attributes.get("s") in percent:
                facts.percent.add(key(row, column))
            if attributes.get("t") == "e":
                self._watch(key(row, column), formula=False)

        def start(element: str, attributes: dict[str, str]) -> None:
            nonlocal row, row_text, column
            if element == cell_name:
                if self.watched:
                    self._settle()
                cell(attributes)
            elif element == value_name:  # the commonest after cells: passed over before anything else is asked
                pass
            elif element == row_name:
                row = int(attributes.get("r", row + 1))
                row_text, column = str(row), -1
                self._check_row(row)
                if attributes.get("hidden") in {"1", "true"}:
                    facts.hidden_rows.append(row)
            elif element == formula_name:
                if self.watched is None:
                    self._watch(key(row, column), formula=True)
            else:
                self._other(element, attributes)

        return start

    def _place(self, reference: str) -> tuple[int, int]:
        match = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", reference)
        if not match:
            raise guard.damaged(self.name, f"单元格地址 {reference[:20]}")
        column = 0
        for letter in match[1].upper():
            column = column * 26 + ord(letter) - 64
        self.columns_by_letters[match[1]] = column - 1
        return int(match[2]), column - 1

    def _check_row(self, row: int) -> None:
        self.facts.rows = max(self.facts.rows, row)
        if row > self.limits.rows:
            raise guard.too_large(self.name, Words("行数", "the number of rows"), row, self.limits.rows, self.sheet)

    def _check_column(self, column: int) -> None:
        self.facts.columns = column + 1
        if column >= guard.MOST_COLUMNS:
            words = Words("列数", "the number of columns")
            raise guard.too_large(self.name, words, column + 1, guard.MOST_COLUMNS, self.sheet)

    def _watch(self, cell: Key, *, formula: bool) -> None:
        self.watched = cell, formula
        self.text.clear()
        self.parser.EndElementHandler = self._ends
        self.parser.CharacterDataHandler = self.text.append

    def _ends(self, element: str) -> None:
        """Only text inside the value counts: what the formula itself says is dropped when it ends."""
        if element == MAIN + "f":
            self.text.clear()
        elif element == MAIN + "c":
            self._settle()

    def _settle(self) -> None:
        if self.watched is None:
            return
        cell, formula = self.watched
        text = "".join(self.text).strip()
        if not formula:
            self.facts.errors[cell] = text or "#N/A"
        elif not text:
            self.facts.without_result.add(cell)
        self.watched = None
        self.parser.EndElementHandler = self.parser.CharacterDataHandler = None

    def _other(self, element: str, attributes: dict[str, str]) -> None:
        facts = self.facts
        if element == MAIN + "mergeCell":
            facts.merges.append(attributes.get("ref", ""))
            if len(facts.merges) > guard.MOST_MERGES:
                raise guard.too_large(
                    self.name,
                    Words("合并单元格数", "the number of merged cells"),
                    len(facts.merges),
                    guard.MOST_MERGES,
                    self.sheet,
                )
        elif element == MAIN + "col" and attributes.get("hidden") in {"1", "true"}:
            facts.hidden_columns.append((int(attributes.get("min", "1")) - 1, int(attributes.get("max", "1")) - 1))
