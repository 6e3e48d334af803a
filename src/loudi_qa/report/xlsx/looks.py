"""How our workbooks look: a cell's looks as one value, a pen that writes cells with them, and the printed page."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Literal, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from loudi_qa.words import Lang, Words
from loudi_qa.workbook.inputs import fit
from loudi_qa.workbook.write import HEADER, Value, fit_page, page_ends, put, put_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

FACE = "微软雅黑"  # on every Windows since Vista; elsewhere a like face steps in
LINE = 15.5
"""Height in points of a line of type of the usual size."""
HIGHEST = 409
"""Points that a row may be high."""

INK, PALE, ACCENT, LINK, ALARM = "1F2933", "5B6770", "1F4E79", "1155AA", "B3261E"
SUBTOTAL_FILL, TOTAL_FILL, INPUT_FILL, NOTICE_FILL, ALARM_FILL = "F0F3F7", "DDE6F0", "FFF9E0", "FFF2CC", "FDE7E9"

_GRID = Side(style="thin", color="C9CFD6")
_BORDER = Border(left=_GRID, right=_GRID, top=_GRID, bottom=_GRID)
_PAGE = Words("第 &P 页 / 共 &N 页", "Page &P of &N")
_LONGEST_HEADER = 200
"""Characters; Excel takes 255 in all, codes included."""


class Look(NamedTuple):
    """The looks of a cell."""

    align: Literal["left", "center", "right"] = "left"
    bold: bool = False
    size: int = 10
    ink: str = INK
    fill: str = ""
    format: str = "General"
    grid: bool = True
    wrap: bool = True
    shrink: bool = False
    """Whether a long text is set smaller instead of being cut."""
    underline: bool = False
    indent: int = 1
    """Room between a text at the left and the border; a number at the right has it in its format."""
    vertical: Literal["center", "top", "bottom"] = "center"


TITLE = Look(bold=True, size=16, ink=ACCENT, grid=False, wrap=False, indent=0)
SECTION = Look(bold=True, size=12, ink=ACCENT, grid=False, wrap=False, indent=0, vertical="bottom")
TEXT = Look()
ASIDE = Look(size=9, ink=PALE, grid=False, indent=0)
NOTICE = Look(ink="7A4B00", fill=NOTICE_FILL, grid=False, bold=True)
WARNING = Look(ink=ALARM, fill=ALARM_FILL, grid=False, bold=True)
NUMBER = Look(align="right", wrap=False)
HEAD = Look(align="center", bold=True, fill=HEADER)


class Pen:
    """Writes the cells of a sheet. Looks are made once and copied, since making them is what takes openpyxl its time."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._made: dict[Look, object] = {}

    def put(self, row: int, column: int, value: Value, look: Look = TEXT) -> Cell:
        """A value; a text stays a text whatever it begins with."""
        return self._styled(put(self.sheet, row, column, value), look)

    def formula(self, row: int, column: int, formula: str, look: Look = TEXT) -> Cell:
        """A formula of ours."""
        return self._styled(put_formula(self.sheet, row, column, formula), look)

    def _styled(self, cell: Cell, look: Look) -> Cell:
        if look not in self._made:
            _style(cell, look)
            self._made[look] = cell._style  # type: ignore[attr-defined]  # openpyxl's own recipe; not in the stubs
        cell._style = copy(self._made[look])  # type: ignore[attr-defined]  # likewise
        return cell


def _style(cell: Cell, look: Look) -> None:
    cell.font = Font(name=FACE, size=look.size, bold=look.bold, color=look.ink, underline="single" if look.underline else None)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.grid:
        cell.border = _BORDER
    room = "_ " if look.align == "right" else ""  # a right indent is drawn in some programs and not in others
    cell.number_format = ";".join(f"{part}{room}" for part in look.format.split(";"))
    indent = look.indent if look.align == "left" else 0
    cell.alignment = Alignment(
        horizontal=look.align, vertical=look.vertical, wrap_text=look.wrap, indent=indent, shrink_to_fit=look.shrink
    )


def link(cell: Cell, sheet: str) -> None:
    """Let a cell lead to the top of a sheet of the same workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1")


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """How wide the columns are, from the first one on."""
    for i, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(i)].width = width


def set_page(sheet: Worksheet, lang: Lang, notice: str | None, *, pages_wide: int = 1, repeat: str = "") -> None:
    """Print on A4 lying with the sheet's name and page numbers below, what the data are above, and head rows repeated."""
    fit_page(sheet)
    sheet.page_setup.fitToWidth = pages_wide
    header, footer = page_ends(sheet)
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    if notice:
        header.center.text, header.center.size = for_header(notice), 8
    footer.left.text, footer.left.size = "&A", 8
    footer.right.text, footer.right.size = _PAGE.of(lang), 8
    if repeat:
        sheet.print_title_rows = repeat
    sheet.sheet_view.showGridLines = False


def for_header(text: str) -> str:
    """A text that stays one in a page header, where & begins a code."""
    return fit(text.replace("\n", " "), _LONGEST_HEADER - text.count("&")).replace("&", "&&")
