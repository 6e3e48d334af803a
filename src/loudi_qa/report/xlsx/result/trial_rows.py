"""The columns of the trial, and how one of its rows is written."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import get_column_letter

from loudi_qa.report.xlsx.looks import HIGHEST, LINE, PALE, TEXT, Look
from loudi_qa.report.xlsx.result.formulas import published
from loudi_qa.words import Words
from loudi_qa.workbook.text_size import lines

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.report.xlsx.result.page import Page
    from loudi_qa.scheme.policies import PointsPolicy
    from loudi_qa.words import Lang
    from loudi_qa.workbook.write import Value


class Column(IntEnum):
    """The columns, from 1."""

    UNIT = 1
    GROUP = 2
    CODE = 3
    NAME = 4
    OF = 5
    VALUE = 6
    BENCHMARK = 7
    RULE = 8
    STATE = 9
    EXACT = 10
    POINTS = 11
    PROGRAM = 12
    DIFFERENCE = 13
    TOTAL = 14
    GRADE = 15
    RANK = 16


class _Titled(NamedTuple):
    title: Words
    width: float


COLUMNS = (
    _Titled(Words("单位", "Unit"), 15),
    _Titled(Words("组", "Group"), 15),
    _Titled(Words("编号", "Code"), 15),
    _Titled(Words("名称", "Name"), 34),
    _Titled(Words("满分", "Of"), 10),
    _Titled(Words("数值", "Value"), 13),
    _Titled(Words("对照值", "Benchmark"), 13),
    _Titled(Words("规则", "Rule"), 50),
    _Titled(Words("状态", "State"), 13),
    _Titled(Words("未取整", "Unrounded"), 12),
    _Titled(Words("得分", "Points"), 10),
    _Titled(Words("程序得分", "Program"), 11),
    _Titled(Words("差", "Difference"), 11),
    _Titled(Words("单位总分", "Unit's total"), 11),
    _Titled(Words("单位等级", "Unit's grade"), 9),
    _Titled(Words("单位位次", "Unit's rank"), 9),
)
"""In the order of :class:`Column`."""


_LINES = 2
"""How deep lines are folded: below their group, which is below its unit."""


class Written(NamedTuple):
    """The texts of a row: whose it is, and what it is."""

    unit: str
    group: str
    code: str
    name: str
    rule: str = ""


class Writer:
    """Writes rows from top to bottom; ``row`` is the one that is being written."""

    def __init__(self, page: Page, policy: PointsPolicy, lang: Lang, first: int) -> None:
        self.page, self.pen, self.policy, self.lang, self.row = page, page.pen, policy, lang, first
        self.digits = "0." + "0" * policy.places if policy.places else "0"

    def at(self, column: Column, row: int | None = None) -> str:
        """The address of a cell, of this row if none is given."""
        return f"{get_column_letter(column)}{self.row if row is None else row}"

    def area(self, column: Column, first: int, last: int) -> str:
        """The address of cells of a column."""
        return f"{self.at(column, first)}:{self.at(column, last)}"

    def fixed(self, column: Column, first: int, last: int) -> str:
        """The address of cells of a column, as it is from everywhere."""
        letter = get_column_letter(column)
        return f"${letter}${first}:${letter}${last}"

    def texts(self, text: Written, look: Look = TEXT, level: int = 0) -> None:
        """The texts of the row, in a row high enough for them; empty cells get the look as well."""
        pen, row = self.pen, self.row
        for column in (Column.BENCHMARK, Column.EXACT) if level == _LINES else Column:
            pen.put(row, column, None, look)  # a line fills all the others
        for column in (Column.UNIT, Column.GROUP):
            pen.put(row, column, text[column - 1], look._replace(wrap=False, shrink=True, ink=look.ink if look.bold else PALE))
        pen.put(row, Column.CODE, text.code, look._replace(wrap=False, shrink=True))
        pen.put(row, Column.NAME, text.name, look)
        pen.put(row, Column.RULE, text.rule, look._replace(size=9))
        tall = max(lines(text.name, COLUMNS[3].width - 2), lines(text.rule, COLUMNS[7].width * 1.1 - 2))
        dimension = self.page.sheet.row_dimensions[row]
        dimension.height = min(HIGHEST, LINE * tall + 3)
        dimension.outlineLevel = level

    def number(self, column: Column, value: Value, look: Look = TEXT, digits: str | None = None) -> None:
        """A value that stands at the right."""
        self.pen.put(self.row, column, value, look._replace(align="right", wrap=False, format=digits or "General"))

    def formula(self, column: Column, formula: str, look: Look = TEXT, digits: str = "General") -> None:
        """A formula whose result stands at the right."""
        self.pen.formula(self.row, column, formula, look._replace(align="right", wrap=False, format=digits))

    def scored(self, points: str | Decimal, program: Decimal, look: Look = TEXT) -> None:
        """Points as a formula, or as a value where there can be none; what the program gave; and the difference."""
        if isinstance(points, str):
            self.formula(Column.POINTS, points, look._replace(bold=True), self.digits)
        else:
            self.number(Column.POINTS, points, look._replace(bold=True), self.digits)
        self.number(Column.PROGRAM, program, look, self.digits)
        difference = f"ROUND({self.at(Column.POINTS)}-{self.at(Column.PROGRAM)},{self.policy.places})"
        self.formula(Column.DIFFERENCE, difference, look, f"+{self.digits};-{self.digits};0")

    def exact(self, exact: str) -> str:
        """The points before they are rounded, in their column; gives back the formula that rounds them."""
        self.formula(Column.EXACT, exact, TEXT._replace(ink=PALE), "0.0000")
        return published(self.at(Column.EXACT), self.policy)
