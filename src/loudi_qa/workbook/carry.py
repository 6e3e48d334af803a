"""Carries over what openpyxl does not keep of a cell, from the original package into the saved one.

openpyxl writes formulas without their stored results, and some values otherwise than it found them: a number that no
calendar has in a cell that shows dates, what stands under a merged area, ``_x005F_``. Here the saved sheets are streamed
once more, and their cells get the contents of the original back; styles and all else stay as openpyxl saved them.
"""

from __future__ import annotations

import re
import zipfile
from collections import deque
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from loudi_qa.workbook import guard
from loudi_qa.workbook.contents import contents, escaped, opening, place, results, shared_texts
from loudi_qa.workbook.facts import key
from loudi_qa.workbook.layout import address
from loudi_qa.workbook.pack import effort
from loudi_qa.workbook.package import Package
from loudi_qa.workbook.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from loudi_qa.workbook.contents import Content
    from loudi_qa.workbook.facts import Key

    Rewrite = Callable[[dict[Key, Content], bytes], bytes]
    Read = Callable[[Package, str], dict[Key, Content]]

_NEWLINE = re.compile(r"\r\n?")


def carry_results(original: bytes, saved: bytes) -> bytes:
    """Give every formula that is still the same at its place its stored result back; both are bytes of workbooks."""
    return _carry(original, saved, results, lambda found, data: _Results(found).rewritten(data))


def carry_contents(original: bytes, saved: bytes, fresh: Collection[str] = ()) -> bytes:
    """Give every cell what the original holds there, but for the ``fresh`` sheets: those are of our making."""
    with guard.open_package(original, "") as file:
        package = Package(file, "")
        texts = shared_texts(package, parts(package).strings)
    return _carry(
        original,
        saved,
        lambda package, part: contents(package, part, texts),
        lambda found, data: _Contents(found).rewritten(data),
        fresh,
    )


def _carry(original: bytes, saved: bytes, read: Read, rewrite: Rewrite, fresh: Collection[str] = ()) -> bytes:
    """The saved package with those sheets rewritten that the original has too."""
    out = BytesIO()
    with guard.open_package(original, "") as old, guard.open_package(saved, "") as new, zipfile.ZipFile(out, "w") as target:
        before, after = Package(old, ""), Package(new, "")
        known = parts(before).sheets
        sources = {
            sheet.part: known[title].part for title, sheet in parts(after).sheets.items() if title in known and title not in fresh
        }
        for info in new.infolist():
            data = new.read(info)
            if info.filename in sources:
                data = rewrite(read(before, sources[info.filename]), data)
            target.writestr(info, data, compresslevel=effort(len(data)))
    return out.getvalue()


class _Rewriter:
    """One pass over a saved sheet, in openpyxl's own dialect: no prefixes, rows and cells in order, each with its address."""

    def __init__(self, found: dict[Key, Content]) -> None:
        self.found = found
        self.out = ['<?xml version="1.0" encoding="UTF-8"?>\n']
        self.row = 0
        self.cell: dict[str, str] | None = None
        self.inside: list[str] = []
        self.formula: tuple[int, int] | None = None
        self.formula_text: list[str] = []

    def rewritten(self, data: bytes) -> bytes:
        """The sheet with its contents back."""
        parser: Any = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self.start, self.end, self.data
        parser.Parse(data, True)
        return "".join(self.out).encode("utf-8")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Cells are held back until they end; all else passes through."""
        if name == "c":
            self.cell, self.inside, self.formula, self.formula_text = attributes, [], None, []
        elif self.cell is not None:
            if name == "f":
                self.formula = len(self.inside), 0
            self.inside.append(opening(name, attributes))
        else:
            if name == "row":
                self.enter(int(attributes["r"]))
            self.out.append(opening(name, attributes))

    def end(self, name: str) -> None:
        """A cell that ends is written with what the original holds."""
        if name == "c" and self.cell is not None:
            row, column = place(self.cell["r"]) or (0, 0)
            self.settle(key(row, column), self.cell)
            self.cell = None
        elif self.cell is not None:
            self.inside.append(f"</{name}>")
            if name == "f" and self.formula:
                self.formula = self.formula[0], len(self.inside)
        else:
            if name in {"row", "sheetData"}:
                self.leave(name)
            self.out.append(f"</{name}>")

    def data(self, characters: str) -> None:
        """The characters between the marks."""
        if self.formula and not self.formula[1]:
            self.formula_text.append(characters)
        (self.out if self.cell is None else self.inside).append(escaped(characters))

    def enter(self, row: int) -> None:
        """Go to a row."""
        self.row = row

    def leave(self, name: str) -> None:
        """Leave a row, or at their end all rows."""

    def settle(self, at: Key, cell: dict[str, str]) -> None:
        """Write a finished cell."""
        raise NotImplementedError

    def saved_formula(self) -> str | None:
        """The formula of the cell as openpyxl wrote it."""
        return "".join(self.inside[slice(*self.formula)]) if self.formula else None


class _Results(_Rewriter):
    """Only formulas get something back, and only where they are still what they were."""

    def settle(self, at: Key, cell: dict[str, str]) -> None:
        """Write the cell with its result, or as it was saved."""
        content, formula = self.found.get(at), self.saved_formula()
        if content and formula is not None and self.same(content):
            self.out.append(content.xml(cell, formula))
        else:
            self.out.append(f"{opening('c', cell)}{''.join(self.inside)}</c>")

    def same(self, content: Content) -> bool:
        """Whether this is the formula of the original; one that is written out elsewhere cannot be compared."""
        return content.shared or "".join(self.formula_text) == _NEWLINE.sub("\n", content.formula or "")


class _Contents(_Rewriter):
    """Every cell gets back what it held, those too that openpyxl left out because a merged area covers them."""

    def __init__(self, found: dict[Key, Content]) -> None:
        super().__init__(found)
        self.pending = deque(sorted(found))

    def enter(self, row: int) -> None:
        """Rows that openpyxl left out come before this one."""
        self.insert(key(row, 0))
        super().enter(row)

    def leave(self, name: str) -> None:
        """What openpyxl left out stands at the end of a row, or after all of them."""
        self.insert(key(self.row + 1, 0) if name == "row" else None)
        self.row = 0

    def settle(self, at: Key, cell: dict[str, str]) -> None:
        """Write the cell with what the original holds, without content where it holds nothing."""
        self.insert(at)
        if self.pending and self.pending[0] == at:
            self.pending.popleft()
            self.out.append(self.found[at].xml(cell, self.saved_formula()))
        else:
            self.out.append(f"{opening('c', {name: value for name, value in cell.items() if name != 't'})}</c>")

    def insert(self, before: Key | None) -> None:
        """Write the cells that openpyxl left out and that stand before this one."""
        opened = 0
        while self.pending and (before is None or self.pending[0] < before):
            at = self.pending.popleft()
            row, column = divmod(at, key(1, 0))
            if row not in {self.row, opened}:
                self.out.append(f'{"</row>" if opened else ""}<row r="{row}">')
                opened = row
            self.out.append(self.found[at].xml({"r": address(row, column)}))
        if opened:
            self.out.append("</row>")
