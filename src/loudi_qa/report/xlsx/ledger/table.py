"""How the tables of the ledger are written: header, filter, frozen panes, rows as high as their text, drop-downs, colours."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from loudi_qa.report.xlsx.looks import (
    ALARM,
    ALARM_FILL,
    HEAD,
    HIGHEST,
    INK,
    INPUT_FILL,
    LINE,
    NOTICE,
    NOTICE_FILL,
    PALE,
    TEXT,
    TITLE,
    Look,
    Pen,
    for_header,
    set_page,
    set_widths,
)
from loudi_qa.workbook import ledger as names
from loudi_qa.workbook.layout import REMARK, letters
from loudi_qa.workbook.text_size import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.workbook.stored import Result, Stored
    from loudi_qa.workbook.write import Value

DAY = "yyyy-mm-dd"
POINTS = "0.00"
TOLD_FILL = "F0F3F7"
HEADER_ROW = 4
"""Above it: the title, what holds of all, and the sums of what the filter leaves."""
ROOM = 200
"""Rows below a table in which drop-downs work as well and which are counted, for rows that people add."""
NEAR = 7
"""Days before its date from which an item is told to be near."""
_MOST_BREAKS = 1000  # Excel takes 1023
_NO_ROWS = "没有事项。"
_LONG_AGO = "36526"  # 2000-01-01, as a spreadsheet counts days
_FILLS = {
    "DDEBF7": (names.DOING, names.ASKED_STATES[1]),
    "E2F0D9": (names.DONE,),
    "C6E0B4": (names.STRUCK_OFF, names.ASKED_STATES[2]),
    "E7E6E6": (names.UNDECIDED,),
}
"""The colours of states; what is still to be done has none."""

_GRID = Side(style="thin", color="C9CFD6")
_STARTS = Border(left=_GRID, right=_GRID, top=Side(style="thin", color=INK), bottom=_GRID)
"""All four sides: LibreOffice takes those away that a conditional format leaves out."""

Role = Literal["told", "hand", "shown", "kept"]
"""What a column is: worked out, for people to write in, shown from another sheet, or kept from an earlier ledger."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    width: float
    align: Literal["left", "center", "right"] = "left"
    role: Role = "told"
    format: str = "General"
    choices: tuple[str, ...] = ()
    folds: bool = False
    """Whether a click above the columns puts it out of sight, so that the rest is printed larger."""


class Formula(NamedTuple):
    """A formula of ours with ``{r}`` for its row, and what it comes to as the file is made."""

    text: str
    result: Result


Row = dict[str, "Value | Formula"]


class Sheet:
    """One sheet of the ledger with its table; rows start under :data:`HEADER_ROW`."""

    def __init__(self, book: Workbook, stored: Stored, name: str, columns: Sequence[Column]) -> None:
        self.sheet: Worksheet = book.create_sheet(name)
        self.pen, self.stored, self.columns = Pen(self.sheet), stored, tuple(columns)
        self.letters = {c.title: letters(i) for i, c in enumerate(columns)}
        self.first = self.last = HEADER_ROW + 1
        self.states: dict[tuple[str, str], str] = {}
        """What the items' states are as the file is made, by unit and code."""
        set_widths(self.sheet, [c.width for c in columns])
        for column in columns:
            self.sheet.column_dimensions[self.letters[column.title]].outline_level = int(column.folds)

    def area(self, title: str, *, room: bool = False, sheet: bool = False) -> str:
        """The cells of a column, for a formula; with the room below, and as another sheet names them."""
        letter = self.letters[title]
        before = f"'{self.sheet.title}'!" if sheet else ""
        return f"{before}${letter}${self.first}:${letter}${self.last + ROOM * room}"

    def head(self, title: str, notes: Sequence[str], asides: Mapping[str, str]) -> None:
        """Title, notes in one line, and the header; ``asides`` say over their first column what people write, or once wrote."""
        self.pen.put(1, 1, title, TITLE)
        self.sheet.row_dimensions[1].height = 30
        for i in range(1, len(self.columns) + 1 if notes else 1):
            self.pen.put(2, i, "　".join(notes).replace("\n", " ") if i == 1 else None, NOTICE._replace(wrap=False, indent=0))
        self.sheet.row_dimensions[2].height = 20 if notes else 6
        self.sheet.row_dimensions[3].height = 18
        for i, column in enumerate(self.columns, start=1):
            fill = NOTICE_FILL if column.role == "hand" else HEAD.fill
            self.pen.put(HEADER_ROW, i, column.title, HEAD._replace(fill=fill))
            if column.role in {"hand", "kept"}:
                above = INPUT_FILL if column.role == "hand" else TOLD_FILL
                self.pen.put(3, i, asides.get(column.title), Look(size=9, ink=PALE, fill=above, grid=False, wrap=False, indent=0))
        tall = max(lines(c.title, c.width - 1.5) for c in self.columns)
        self.sheet.row_dimensions[HEADER_ROW].height = LINE * tall + 8

    def sums(self, count_in: str, titles: Sequence[str], rows: Sequence[Row]) -> None:
        """Over the header: how many rows the filter leaves, and the sums of some columns over these."""
        look = Look(bold=True, grid=False, wrap=False, ink=PALE, indent=0)
        place = {c.title: i for i, c in enumerate(self.columns, start=1)}
        counted = f'"所列合计：" & SUBTOTAL(103,{self.area(count_in)}) & " 项"'
        cell = self.pen.formula(3, place[count_in], counted, look)
        self.stored.note(cell, f"所列合计：{len(rows)} 项")
        for title in titles:
            cell = self.pen.formula(
                3, place[title], f"SUBTOTAL(109,{self.area(title)})", look._replace(align="center", format=POINTS)
            )
            self.stored.note(cell, sum((v for r in rows if isinstance(v := r.get(title), Decimal)), Decimal(0)))

    def fill(self, rows: Sequence[Row], empty: str = _NO_ROWS) -> None:
        """The rows; where there are none, a sentence that says so."""
        for number, row in enumerate(rows, start=self.first):
            for i, column in enumerate(self.columns, start=1):
                self._put(number, i, column, row.get(column.title))
            self.sheet.row_dimensions[number].height = self._height(row)
        self.last = self.first + max(len(rows), 1) - 1
        if not rows:
            self.pen.put(self.first, 1, empty, Look(ink=PALE, grid=False, wrap=False, indent=0))

    def _put(self, row: int, at: int, column: Column, value: Value | Formula) -> None:
        is_day = isinstance(value, date) or column.format == DAY
        number = isinstance(value, int | Decimal)
        look = TEXT._replace(
            indent=0,
            align="right" if number and column.align == "left" else column.align,
            fill="" if column.role == "hand" else TOLD_FILL,
            format=DAY if is_day else column.format if number or column.format != POINTS else "General",
        )
        if isinstance(value, Formula):
            self.stored.note(self.pen.formula(row, at, value.text.format(r=row), look), value.result)
        else:
            self.pen.put(row, at, value, look)

    def _height(self, row: Row) -> float:
        shown = ((c, v.result if isinstance(v, Formula) else v) for c in self.columns if (v := row.get(c.title)) is not None)
        tall = max((lines(str(v), c.width - 1.5) for c, v in shown), default=1)
        return min(HIGHEST, LINE * max(2, tall) + 4)

    def finish(self, title: str, notice: str | None, frozen: str, starts: Iterable[int] = ()) -> None:
        """Filter, frozen panes, the printed page; ``starts`` are the rows before which a new page begins."""
        sheet = self.sheet
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{letters(len(self.columns) - 1)}{self.last}"
        after = 1 + next(i for i, c in enumerate(self.columns) if c.title == frozen)
        sheet.freeze_panes = f"{letters(after)}{self.first}"
        set_page(sheet, "zh", notice, repeat=f"{HEADER_ROW}:{HEADER_ROW}")
        header = sheet.oddHeader
        assert header is not None  # noqa: S101 -- a new sheet has one
        header.left.text, header.left.size = for_header(title), 8
        for row in [*starts][:_MOST_BREAKS]:
            sheet.row_breaks.append(Break(id=row - 1))
        self._add_inputs()

    def _add_inputs(self) -> None:
        """Drop-downs, dates, and no typing where a column only shows what stands elsewhere."""
        for column in self.columns:
            rule = _input(column)
            if rule:
                rule.errorTitle, rule.showErrorMessage, rule.allowBlank = column.title, True, True
                rule.sqref = self._cells([column.title])
                self.sheet.add_data_validation(rule)

    def _cells(self, titles: Iterable[str]) -> str:
        return " ".join(self.area(t, room=True).replace("$", "") for t in titles)

    def colour(self, formula: str, titles: Iterable[str], *, fill: str = "", ink: str = "", top: bool = False) -> None:
        """Colour cells of some columns in the rows where a condition on ``{r}`` holds."""
        style = DifferentialStyle(
            fill=PatternFill("solid", fgColor=fill, bgColor=fill) if fill else None,
            font=Font(bold=True, color=ink) if ink else None,
            border=_STARTS if top else None,
        )
        rule = Rule("expression", dxf=style, formula=[formula.format(r=self.first)])
        self.sheet.conditional_formatting.add(self._cells(titles), rule)

    def colour_states(self, title: str) -> None:
        """Colour the states, and the hints of days that have passed or are near."""
        letter = self.letters[title]
        for fill, states in _FILLS.items():
            self.colour(any_of(letter, states), [title], fill=fill)
        if names.HINT in self.letters:
            hint = self.letters[names.HINT]
            self.colour(f'LEFT(${hint}{{r}},2)="{names.OVERDUE}"', [names.HINT], fill=ALARM_FILL, ink=ALARM)
            self.colour(f'LEFT(${hint}{{r}},1)="{names.LEFT}"', [names.HINT], fill=NOTICE_FILL)


def any_of(letter: str, words: Iterable[str]) -> str:
    """A condition: one of some words stands in a column, in the row ``{r}``."""
    return "OR({})".format(",".join(f'${letter}{{r}}="{word}"' for word in words))


def _input(column: Column) -> DataValidation | None:
    """What may be typed into a column; None where that is anything."""
    if column.choices:
        error = f"请选：{'、'.join(column.choices)}。其他说明写在“{REMARK}”。"
        return DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', error=error)
    if column.role == "hand" and column.format == DAY:
        error = "请写成日期，如 2020-06-30，以便排序和提示。"
        return DataValidation(type="date", operator="greaterThan", formula1=_LONG_AGO, errorStyle="warning", error=error)
    if column.role == "shown":
        error = f"这里自动显示“{names.BY_UNIT.name}”里的内容，请到那里填写。"
        return DataValidation(type="custom", formula1="FALSE", error=error)
    return None
