"""Rows written the way programs write them, taken without the parser.

Nearly all of a large sheet is rows like ``<row r="7"><c r="A7" t="s"><v>12</v></c>…</row>``. Such a row is cut into its values
and its skeleton, which is all the rest but for the row's number: ``<c r="A" t="s"><v> </v></c>``. A sheet has a handful of
skeletons, and each is held against the grammar below once, to the last byte. So a national sheet is read in a quarter of the
time (``docs/performance.md``); an error, a date, another order or a comment leaves the row to the parser.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.workbook.facts import NO_RESULT, key
from loudi_qa.workbook.layout import cell_of
from loudi_qa.workbook.shortcut import Once, Shortcut, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from loudi_qa.workbook.facts import Cells, CellValue, Key, SheetFacts
    from loudi_qa.workbook.formats import Formats
    from loudi_qa.workbook.package import Feed

_NUMBER, _VALUE = b"\x00", b"\x01"
"""What stands in a skeleton for the row's number and for a value; no XML may hold either."""
_ROW = re.compile(rb'[ \t\r\n]*<row((?: customHeight="1" ht="[\d.]+")?) r="([1-9][0-9]{0,6})"([^<>]*)>')
"""With its height behind its number, as other programs write it, or before it, as this one does."""
_ATTRIBUTES = re.compile(
    rb'(?: spans="[\d:]+")?(?: s="\d+")?(?: customFormat="(?:\d|true|false)")?(?: ht="[\d.]+")?(?: hidden="(?:0|false)")?'
    rb'(?: customHeight="(?:\d|true|false)")?(?: outlineLevel="0")?(?: collapsed="(?:0|false)")?'
)
_BETWEEN_TAGS = re.compile(rb">([^<>]+)<")
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})\x00"(?: s="(?P<style>\d{1,5})")?(?: t="(?P<type>n|s|str|inlineStr)")?'
    rb'(?:/>|>(?P<formula><f(?: t="shared" si="\d{1,6}")?>\x01</f>|<f t="shared" si="\d{1,6}"/>)?'
    rb'(?:<v>(?P<value>\x01)</v>|<is><t(?: xml:space="preserve")?>(?P<text>\x01)</t></is>|<v></v>|<v ?/>)?</c>)'
)
_END = b"</row>"


class PlainCell(NamedTuple):
    """A cell of a skeleton."""

    column: int
    style: str
    kind: Literal["number", "shared", "text", "no result", "empty"]
    formula: bool
    """Whether the text of a formula stands before its value."""


@lru_cache(4096)  # the forms of a folder have the same ones: a tenth of reading a form
def cells_of(skeleton: tuple[bytes, ...]) -> tuple[PlainCell, ...] | None:
    """The cells of a skeleton; None for one that is not of the grammar, or whose columns do not rise."""
    whole = (b">" + _VALUE + b"<").join(skeleton)
    found = [*_CELL.finditer(whole)]
    cells = [*map(_cell, found)]
    columns = [cell.column for cell in cells if cell]
    if b"".join(match[0] for match in found) != whole or None in cells or columns != sorted(set(columns)):
        return None
    return tuple(cell for cell in cells if cell)


def _cell(match: re.Match[bytes]) -> PlainCell | None:
    at, of_type, formula = cell_of(f"{match[1].decode()}1"), match["type"] or b"n", match["formula"]
    kind: Literal["number", "shared", "text", "no result", "empty"] | None
    if match["text"]:
        kind = "text" if of_type == b"inlineStr" and not formula else None
    elif match["value"]:
        kind = _KINDS.get((of_type, bool(formula)))
    elif formula:
        kind = "no result" if of_type == b"n" else "empty"
    else:
        kind = "empty"
    if at is None or kind is None:
        return None
    return PlainCell(at[1], (match["style"] or b"0").decode(), kind, formula=formula is not None and _VALUE in formula)


_KINDS: dict[tuple[bytes, bool], Literal["number", "shared", "text"]] = {
    (b"n", False): "number",
    (b"n", True): "number",
    (b"s", False): "shared",
    (b"str", False): "text",
    (b"str", True): "text",
}
"""By the type of a cell with a value, and by whether that is a formula's."""


class _Shape(NamedTuple):
    """What rows of one skeleton share."""

    cells: int
    makers: list[Callable[[bytes], CellValue]]
    """What makes of each piece between tags what it is; :class:`LookupError` where only the parser can tell."""
    formulas: list[int]
    """Which pieces are formulas, from the last to the first: their results count, they do not."""
    others: list[tuple[int, CellValue]]
    """The columns without a piece of their own, up to the last that holds anything, and what they hold: mostly nothing."""
    marks: list[tuple[set[Key], int]]
    """Which columns to note, and where: percentages, formulas without a result."""


def _shape(
    facts: SheetFacts, formats: Formats, kinds: Mapping[str, Once[bytes, CellValue]], widen: Callable[[int], None],
    skeleton: tuple[bytes, ...],
) -> _Shape | None:  # fmt: skip
    """The shape of a skeleton in a sheet; None for one that is the parser's, as are dates."""
    cells = cells_of(skeleton)
    if cells is None or any(c.kind == "number" and c.style in formats.dates for c in cells):
        return None
    if cells:
        widen(cells[-1].column)
    makers: list[Callable[[bytes], CellValue]] = []
    formulas: list[int] = []
    for cell in cells:
        if cell.formula:
            formulas.insert(0, len(makers))
            makers.append(_formula)
        if cell.kind in kinds:
            makers.append(kinds[cell.kind].__getitem__)
    held: dict[int, CellValue | None] = {
        c.column: NO_RESULT if c.kind == "no result" else None for c in cells if c.kind != "empty"
    }
    others = [(c, held.get(c, "")) for c in range(max(held, default=-1) + 1)]
    marks = [(noted, cell.column) for cell in cells for noted in _noted(facts, formats, cell)]
    return _Shape(len(cells), makers, formulas, [(c, value) for c, value in others if value is not None], marks)


def _noted(facts: SheetFacts, formats: Formats, cell: PlainCell) -> Iterator[set[Key]]:
    """Where a cell is noted."""
    if cell.style in formats.percent:
        yield facts.percent
    elif cell.style in formats.literal_percent:
        yield facts.literal_percent
    if cell.kind == "no result":
        yield facts.without_result


class PlainRows(Shortcut):
    """Takes the plain rows of one sheet.

    ``text`` makes the value of a text, as it does for every cell; ``widen`` is told the last column of a skeleton; ``took`` is
    given rows by their numbers, and how many cells they have.
    """

    def __init__(
        self, feed: Feed, facts: SheetFacts, strings: Sequence[str], formats: Formats,
        *, between: Callable[[], bool], text: Callable[[str], str],
        widen: Callable[[int], None], took: Callable[[dict[int, Cells], int], None],
    ) -> None:  # fmt: skip
        super().__init__(feed, between, b"<sheetData>", _END)
        self.facts, self.formats, self.took = facts, formats, took
        self.kinds: dict[str, Once[bytes, CellValue]] = {
            "number": Once(_number),
            "shared": Once(lambda raw: strings[_index(raw)]),
            "text": Once(lambda raw: text(plain_text(raw))),
        }
        self.shapes = Once(partial(_shape, facts, formats, self.kinds, widen))
        self.attributes = Once(_are_plain)

    def take(self, data: bytes, at: int) -> int:
        """Take rows from a place on, up to the first that is not plain."""
        rows: dict[int, Cells] = {}
        cells, last = 0, self.facts.rows
        if _NUMBER in data:
            return at
        while (row := _ROW.match(data, at)) and (end := data.find(_END, row.end())) >= 0:
            before, digits, attributes = row.groups()
            number = int(digits)
            behind = b'" s="' if number < self.formats.styles else b'"'  # a low number may end the number of a style too
            pieces = _BETWEEN_TAGS.split(data[row.end() : end].replace(digits + behind, _NUMBER + behind))
            shape = self.shapes[(*pieces[::2],)]
            if shape is None or number <= last or not self.attributes[attributes] or (before and attributes):
                break
            try:
                values = [make(raw) for make, raw in zip(shape.makers, pieces[1::2], strict=True)]
            except LookupError:
                break
            for piece in shape.formulas:
                del values[piece]
            for column, value in shape.others:
                values.insert(column, value)
            while values and values[-1] == "":
                values.pop()
            for noted, column in shape.marks:
                noted.add(key(number, column))
            rows[number] = values[:]  # a list that grew has room to grow further: 0.6 of the memory without
            cells += shape.cells
            last, at = number, end + len(_END)
        if rows:
            self.took(rows, cells)
        return at


_PLAIN_NUMBER = re.compile(rb"-?\d{1,20}(?:\.\d{1,20})?(?:E[+-]?\d{1,3})?")
_PLAIN_INDEX = re.compile(rb"\d{1,8}")
_PLAIN_FORMULA = re.compile(rb"(?:[^&\x01-\x1f]++|&(?:amp|lt|gt|quot|apos);)*+")
"""The row's number may stand in it, as in a skeleton."""


def _number(raw: bytes) -> float:
    if not _PLAIN_NUMBER.fullmatch(raw):
        raise LookupError(raw)
    return float(raw)


def _index(raw: bytes) -> int:
    if not _PLAIN_INDEX.fullmatch(raw):
        raise LookupError(raw)
    return int(raw)


def _formula(raw: bytes) -> CellValue:
    """Nothing, of a formula that is well written; its text is of no interest."""
    if not _PLAIN_FORMULA.fullmatch(raw):
        raise LookupError(raw)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise LookupError(raw) from error
    if "\ufffe" in text or "\uffff" in text:
        raise LookupError(raw)
    return ""


def _are_plain(attributes: bytes) -> bool:
    return _ATTRIBUTES.fullmatch(attributes) is not None
