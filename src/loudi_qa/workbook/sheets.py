"""The sheets that every form has, and how they look: cover, instructions, rows to fill in, hidden lists.

A form is in Chinese whatever the language of the command: its readers are the clerks of counties and departments, and it is
found again by its Chinese titles.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Literal, NamedTuple

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from loudi_qa.workbook import layout
from loudi_qa.workbook.inputs import ASKED_FILL, WRONG_FILL, add_asked, add_colours, add_inputs
from loudi_qa.workbook.text_size import lines
from loudi_qa.workbook.write import HEADER, Value, fit_page, page_ends, put, put_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.workbook.inputs import Input

FACE = "微软雅黑"  # on every Windows since Vista; elsewhere a like face steps in
SIZE, LINE, LEAST_LINES = 10, 15.5, 2
"""Size of the type, height of a line of it, both in points; lines that a row is high at the least."""
HIGHEST = 409
"""Points that a row may be high."""

Look = Literal["told", "open", "shut", "check"]
"""What a cell is: told to the reader, open to be filled in, not for this reader to fill in, or the self-check."""

_LINE = Side(style="thin", color="BFC5CC")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
SHUT_FILL, TOLD_FILL = "D0D3D8", "F0F3F7"
_FILLS = {"told": TOLD_FILL, "open": "FFFFFF", "shut": SHUT_FILL, "check": TOLD_FILL}
_INK, _PALE, _ALARM = "1F2933", "5B6770", "B3261E"
OPEN = Protection(locked=False)


class Column(NamedTuple):
    """A column of the rows to fill in."""

    title: str
    width: float
    align: Literal["left", "center", "right"] = "left"
    text: bool = False
    """Whether what is typed stays text: a number of a document is not to become a date."""


class Field(NamedTuple):
    """What stands in a cell, and what the cell is."""

    value: Value
    look: Look = "told"


class Sender(NamedTuple):
    """Whose form it is, and for what."""

    title: str
    year: int
    name: str
    scheme: str
    """Scheme, edition and the first digits of the digest, as the cover shows them."""


def scheme_text(rules: Rules) -> str:
    """Which rules a form was made for."""
    return f"{rules.scheme.scheme} {rules.scheme.edition} {rules.sha256[: layout.DIGEST_DIGITS]}"


def new_book(sender: Sender) -> Workbook:
    """An empty workbook that knows whose it is and keeps its sheets where they are."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "loudi-qa", f"{sender.title} {sender.name}"
    book.security = WorkbookProtection(lockStructure=True)
    identity = layout.Identity(sender.scheme, str(sender.year), sender.name)
    for name, value in zip(layout.IDENTITY, identity, strict=True):
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # not in the stubs
    return book


def add_cover(book: Workbook, sender: Sender, subtitle: str, progress: str, notes: Sequence[str]) -> None:
    """The cover: whose form, for what year, who filled it in, and how far they are.

    Beside a key stands its value and nothing else: of a cover the first text after a key is read as its value.
    """
    sheet = book.create_sheet(layout.COVER)
    put(sheet, 1, 1, sender.title).font = _font(size=20, bold=True)
    put(sheet, 2, 1, subtitle).font = _font(size=11, color=_PALE)
    told: dict[str, Value] = {layout.YEAR: sender.year, layout.REPORTING_UNIT: sender.name, layout.SCHEME: sender.scheme}
    for row, key in enumerate(layout.COVER_KEYS, start=4):
        _cover_row(sheet, row, key, told.get(key))
    row = 4 + len(layout.COVER_KEYS)
    _style(put(sheet, row, 1, "填报进度"), "told", "left", bold=True, indent=1)
    _style(put_formula(sheet, row, 2, progress), "told", "left", bold=True, indent=1)
    for number, note in enumerate(notes, start=row + 2):
        put(sheet, number, 1, note).font = _font(size=11, color=_PALE)
        sheet.row_dimensions[number].height = 22
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 90
    for number in range(1, row + 1):
        sheet.row_dimensions[number].height = {1: 42, 2: 24, 3: 12}.get(number, 32)
    sheet.sheet_view.showGridLines = False
    _finish(sheet, sender)


def _cover_row(sheet: Worksheet, row: int, key: str, value: Value) -> None:
    _style(put(sheet, row, 1, key), "told", "left", bold=True, indent=1)
    cell = _style(put(sheet, row, 2, value), "told" if value is not None else "open", "left", indent=1)
    cell.font = _font(size=11)
    if value is None:
        cell.protection, cell.number_format = OPEN, "@"
        add_asked(sheet, cell.coordinate)


def add_instructions(
    book: Workbook, sender: Sender, steps: Sequence[tuple[str, str]], after: Sequence[tuple[str, str, str]]
) -> None:
    """How to fill in the form, what the colours mean, and what else is to be known, code by code."""
    sheet = book.create_sheet(layout.INSTRUCTIONS)
    put(sheet, 1, 1, layout.INSTRUCTIONS).font = _font(size=16, bold=True)
    for letter, width in zip("ABC", _INSTRUCTION_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height = 36
    rows = [(str(i), *step) for i, step in enumerate(steps, start=1)]
    legend = [("", *meaning) for meaning in _LEGEND.values()]
    for number, (code, topic, text) in enumerate([*rows, *legend, *after], start=2):
        _instruction(sheet, number, code, topic, text)
    for number, colour in enumerate(_LEGEND, start=2 + len(rows)):
        sheet.cell(number, 1).fill = _fill(colour)
    sheet.sheet_view.showGridLines = False
    _finish(sheet, sender)


_INSTRUCTION_WIDTHS = (8, 24, 112)
_LEGEND = {
    ASKED_FILL: ("浅黄", "还要填"),
    "FFFFFF": ("白色", "可以填，或者已经填好"),
    WRONG_FILL: ("红色", f"填得不对，原因看同一行的“{layout.SELF_CHECK}”"),
    TOLD_FILL: ("浅灰", "供查看，不能改"),
    SHUT_FILL: ("深灰", "不用填"),
}


def _instruction(sheet: Worksheet, row: int, code: str, topic: str, text: str) -> None:
    looks = (("center", True, _PALE), ("left", True, _INK), ("left", False, _INK))
    for column, (value, (align, bold, ink)) in enumerate(zip((code, topic, text), looks, strict=True), start=1):
        cell = put(sheet, row, column, value)
        cell.font, cell.border = _font(bold=bold, color=ink), GRID
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True, indent=align == "left")
    tall = max(lines(t, w - 4) for t, w in zip((code, topic, text), _INSTRUCTION_WIDTHS, strict=True))
    sheet.row_dimensions[row].height = min(HIGHEST, LINE * tall + 9)


def letters_of(columns: Iterable[Column]) -> dict[str, str]:
    """The letters of each column by its title."""
    return {column.title: layout.letters(i) for i, column in enumerate(columns)}


def add_rows(
    book: Workbook, sender: Sender, columns: Sequence[Column], rows: Sequence[Mapping[str, Field]],
    inputs: Iterable[tuple[int, str, Input]],
) -> None:  # fmt: skip
    """The sheet to fill in, its header in the first row; input rules by row and letters, colours where a cell is open."""
    sheet: Worksheet = book.create_sheet(layout.DATA.name)
    for i, column in enumerate(columns, start=1):
        header = put(sheet, 1, i, column.title)
        header.font, header.fill, header.border = _font(bold=True), _fill(HEADER), GRID
        header.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[layout.letters(i - 1)].width = column.width
    sheet.row_dimensions[1].height = 30
    like: dict[tuple[Column, Look], Cell] = {}
    for number, row in enumerate(rows, start=2):
        for i, column in enumerate(columns, start=1):
            _put_field(sheet, number, i, column, row.get(column.title, Field(None)), like)
        sheet.row_dimensions[number].height = _height(columns, row)
    last = layout.letters(len(columns) - 1)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    _finish(sheet, sender)
    add_inputs(sheet, inputs)
    is_open = [c.title for c in columns if any(row.get(c.title, Field(None)).look == "open" for row in rows)]
    add_colours(sheet, is_open, letters_of(columns), len(rows) + 1)


def _height(columns: Sequence[Column], row: Mapping[str, Field]) -> float:
    """A row as high as its longest cell, and no lower than what a hand, or the self-check, needs."""
    told = (lines(_shown(f.value), c.width - 2) for c in columns if (f := row.get(c.title)) and f.look != "check")
    return min(HIGHEST, LINE * max(LEAST_LINES, *told) + 6)


def _put_field(sheet: Worksheet, row: int, at: int, column: Column, field: Field, like: dict[tuple[Column, Look], Cell]) -> None:
    """A cell with its looks; those of a cell before it are copied, since making them anew is what takes openpyxl its time."""
    cell = put_formula(sheet, row, at, str(field.value)) if field.look == "check" else put(sheet, row, at, field.value)
    if before := like.get((column, field.look)):
        cell._style = copy(before._style)  # type: ignore[attr-defined]  # openpyxl's own recipe; not in the stubs
        return
    like[column, field.look] = _style(cell, field.look, column.align, wrap=True)
    if field.look == "open":
        cell.protection = OPEN
    if field.look == "check":
        cell.font = _font(bold=True, color=_ALARM)
    if column.text and field.look == "open":
        cell.number_format = "@"


def list_names(measures: Iterable[Measure]) -> dict[tuple[str, ...], str]:
    """A defined name for each list of answers or reasons; measures with the same list share it."""
    lists = (items for m in measures for items in (m.answers or (), m.na) if items)
    return {items: f"{layout.LISTS}_{i}" for i, items in enumerate(dict.fromkeys(lists), start=1)}


def add_lists(book: Workbook, names: Mapping[tuple[str, ...], str]) -> None:
    """The lists behind the drop-downs, out of sight; no cell of a list is blank, since Excel would then take anything."""
    sheet = book.create_sheet(layout.LISTS)
    sheet.sheet_state = "veryHidden"
    for i, (items, name) in enumerate(names.items(), start=1):
        put(sheet, 1, i, name)
        for row, item in enumerate(items, start=2):
            put(sheet, row, i, item)
        letter = layout.letters(i - 1)
        place = f"'{layout.LISTS}'!${letter}$2:${letter}${len(items) + 1}"
        book.defined_names[name] = DefinedName(name, attr_text=place)
    _protect(sheet)


def _finish(sheet: Worksheet, sender: Sender) -> None:
    """Print on A4 lying with heads and page numbers; lock all that is not to be filled in, without a password."""
    fit_page(sheet)
    header, footer = page_ends(sheet)
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.6, 0.35, 0.3
    header.left.text, header.right.text = _for_header(sender.title), _for_header(sender.name)
    footer.center.text = "第 &P 页 / 共 &N 页"
    _protect(sheet)


def _for_header(text: str) -> str:
    """A text that stays one in a page header, where & begins a code; Excel takes 255 characters in all."""
    return text[:60].replace("&", "&&")


def _protect(sheet: Worksheet) -> None:
    guard = sheet.protection
    guard.sheet = True
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter", "selectLockedCells", "selectUnlockedCells"):
        setattr(guard, allowed, False)  # each says what is forbidden


def _style(cell: Cell, look: Look, align: str, *, bold: bool = False, wrap: bool = False, indent: int = 0) -> Cell:
    cell.font, cell.fill, cell.border = _font(bold=bold), _fill(_FILLS[look]), GRID
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wrap, indent=indent)
    return cell


def _font(*, size: int = SIZE, bold: bool = False, color: str = _INK) -> Font:
    return Font(name=FACE, size=size, bold=bold, color=color)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _shown(value: Value) -> str:
    return "" if value is None else str(value)
