"""Small year's workbooks for the tiny scheme, told as tables, and what the program makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_to_tuple

from loudi_qa.submission.bind import bind
from loudi_qa.submission.check import check
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Entry, Year

Grid = list[list[Any]]

COVER, DATA, QUOTAS, AVERAGES = "封面", "指标数据", "目标分解", "全省平均"
PREVIOUS, EXTRAS, INCIDENTS = "上年数据", "加分扣分", "质量安全事件"

GOOD = {
    COVER: """
        | 考核年度 | 2019 |
        | 填报单位 | 某市办公室 |
        | 指标体系 | tiny 2019 |""",
    DATA: """
        | 单位 | 编号 | 填报值 | 分子 | 分母 | 核定值 | 不适用原因 |
        | 甲区 | R1 | 97.5 | 195 | 200 | | |
        | 甲区 | C1 | 3 | | | | |
        | 甲区 | B1 | 84 | | | | |
        | 甲区 | L1 | 4 | | | | |
        | 甲区 | Y1 | 60 | | | | |
        | 甲区 | A1 | 建成 | | | | |
        | 甲区 | T1 | 5 | | | | |
        | 乙县 | R1 | 95 | 190 | 200 | | |
        | 乙县 | C1 | 2 | | | | |
        | 乙县 | B1 | 80 | | | | |
        | 乙县 | L1 | 6 | | | | |
        | 乙县 | Y1 | | | | | 无固废 |
        | 乙县 | A1 | 在建 | | | | |
        | 乙县 | T1 | 3 | | | | |""",
    QUOTAS: """
        | 单位 | 编号 | 年度目标 |
        | 甲区 | C1 | 3 |
        | 乙县 | C1 | 4 |""",
    AVERAGES: """
        | 编号 | 适用组 | 全省平均 | 统计口径 | 来源 |
        | R1 | 城区组 | 96 | 14个市州 | 公报 |
        | R1 | 县城组 | 95.5 | 90个县 | 公报 |""",
    PREVIOUS: """
        | 单位 | 编号 | 上年值 |
        | 甲区 | Y1 | 58 |""",
    EXTRAS: """
        | 单位 | 编号 | 数量 | 依据 |
        | 甲区 | X1 | 2 | 文号 |""",
    INCIDENTS: """
        | 单位 | 日期 | 类别 | 领域 | 认定依据 | 说明 |
        | 乙县 | 2019-08-23 | 重大事故 | 食品 | 认定 | 经过 |""",
}
"""A workbook without a fault: 甲区 in rows 2 to 8 of the data, 乙县 in rows 9 to 15."""


class Shown(NamedTuple):
    """A number with the format its cell shows it in."""

    number: float
    number_format: str


def grid(text: str) -> Grid:
    """The cells of a Markdown table: numbers as numbers, an empty cell as None."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [[_cell(c.strip()) for c in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]


def _cell(text: str) -> Any:
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text or None


class Book:
    """A workbook in the making; ``put`` changes a cell by its address, as ``指标数据!C2``."""

    def __init__(self, **tables: str) -> None:
        self.sheets: dict[str, Grid] = {name: grid(tables.get(name, text)) for name, text in GOOD.items()}

    def put(self, place: str, value: Any) -> Book:
        sheet, _, address = place.partition("!")
        row, column = coordinate_to_tuple(address)
        rows = self.sheets[sheet]
        rows += [[] for _ in range(row - len(rows))]
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = value
        return self

    def drop(self, sheet: str) -> Book:
        del self.sheets[sheet]
        return self

    def rename(self, sheet: str, name: str) -> Book:
        self.sheets = {name if n == sheet else n: rows for n, rows in self.sheets.items()}
        return self

    def without(self, sheet: str, *rows: int) -> Book:
        """The sheet without some of its rows (from 1); those below move up."""
        self.sheets[sheet] = [r for n, r in enumerate(self.sheets[sheet], start=1) if n not in rows]
        return self

    def save(self, path: Path) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self.sheets.items():
            sheet = book.create_sheet(name)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row, start=1):
                    if isinstance(value, Shown):
                        sheet.cell(number, column, value.number).number_format = value.number_format
                    elif value is not None:
                        sheet.cell(number, column, value)
        book.save(path)
        return path


class Told(NamedTuple):
    """What a workbook says, and what was found in it."""

    year: Year | None
    findings: list[Finding]

    def one(self, code: str) -> Finding:
        """The only finding of this code."""
        alike = [f for f in self.findings if f.code == code]
        assert len(alike) == 1, f"{code}: {[f.message('en') for f in self.findings]}"
        return alike[0]

    def codes(self) -> list[str]:
        return [f.code for f in self.findings]

    def entry(self, measure: str, unit: str = "甲区") -> Entry:
        assert self.year is not None
        return self.year.entries[unit][measure]

    def value(self, measure: str, unit: str = "甲区") -> Any:
        """What counts for a unit; None where nothing does."""
        return getattr(self.entry(measure, unit).state, "value", None)


def tell(book: Book, rules: Rules, folder: Path) -> Told:
    """Save the workbook, read it, bind it and check it, as ``score`` does."""
    year, findings = bind(read(book.save(folder / "年度.xlsx")), rules)
    if year is not None:
        findings += check(year, rules, missing="warning")
    return Told(year, findings)
