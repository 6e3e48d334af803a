"""The layout of the workbook: every sheet and column title stands here, and only here."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

UNIT, CODE, NAME, UNIT_OF_MEASURE = "单位", "编号", "指标名称", "计量单位"
VALUE, NUMERATOR, DENOMINATOR, VERIFIED = "填报值", "分子", "分母", "核定值"
REASON, EVIDENCE, REMARK = "不适用原因", "佐证材料", "备注"
QUOTA, GROUP, AVERAGE, SCOPE, SOURCE, LAST_YEAR = "年度目标", "适用组", "全省平均", "统计口径", "来源", "上年值"
ITEM, QUANTITY, GROUNDS = "项目", "数量", "依据"
TARGET, COUNT, VERIFIER, LAST_VALUE, SELF_CHECK = "目标", "统计说明", "核验部门", "去年数", "自查"
"""Columns of a form that tell the reader something; only 去年数 is read back, to see how far a value has jumped."""
FILE, FILE_SHA256, FILE_ROW, FOUND = "来源文件", "来源摘要", "来源行", "问题"
"""Columns of a collected year: where each row came from, and the codes of what was wrong in it."""
DATE, KIND, FIELD, FOUND_BY, DESCRIPTION = "日期", "类别", "领域", "认定依据", "说明"

YEAR, REPORTING_UNIT, SCHEME, DATA_NOTICE = "考核年度", "填报单位", "指标体系", "数据说明"
FILLED_ON = "填报日期"
COVER_KEYS = (YEAR, REPORTING_UNIT, "填报人", "联系电话", FILLED_ON, "审核人", SCHEME)

ALL_GROUPS = "全部"
"""In the column 适用组: this average is held against every unit."""


class SheetLayout(NamedTuple):
    """A sheet by its name, with its columns in order and those it cannot do without."""

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    further: tuple[str, ...] = ()
    """Columns that are read where they stand and not missed where they do not."""


COVER = "封面"
INSTRUCTIONS, LISTS, ISSUES, MENDS = "填报说明", "选项", "问题清单", "更正记录"
"""Sheets beside the layout: of a form its instructions and lists, of a marked copy its findings, of a year what was put right."""
DATA = SheetLayout(
    "指标数据",
    (UNIT, CODE, NAME, UNIT_OF_MEASURE, VALUE, NUMERATOR, DENOMINATOR, VERIFIED, REASON, EVIDENCE, REMARK),
    (UNIT, CODE, VALUE, REASON),
    further=(COUNT, VERIFIER, LAST_VALUE, GROUNDS, FILE_SHA256),
)
QUOTAS = SheetLayout("目标分解", (UNIT, CODE, NAME, UNIT_OF_MEASURE, QUOTA), (UNIT, CODE, QUOTA))
AVERAGES = SheetLayout(
    "全省平均", (CODE, NAME, UNIT_OF_MEASURE, GROUP, AVERAGE, SCOPE, SOURCE), (CODE, GROUP, AVERAGE, SCOPE, SOURCE)
)
PREVIOUS = SheetLayout("上年数据", (UNIT, CODE, LAST_YEAR), (UNIT, CODE, LAST_YEAR))
EXTRAS = SheetLayout("加分扣分", (UNIT, CODE, ITEM, QUANTITY, GROUNDS), (UNIT, CODE, QUANTITY))
INCIDENTS = SheetLayout("质量安全事件", (UNIT, DATE, KIND, FIELD, FOUND_BY, DESCRIPTION), (UNIT, KIND))


class Identity(NamedTuple):
    """What a form made by this program carries in its document properties, where a clerk's hand does not reach."""

    scheme: str
    """As on the cover: scheme, edition, first digits of the digest of ``indicators.yaml``."""
    year: str
    sender: str


IDENTITY = Identity("loudi_qa_scheme", "loudi_qa_year", "loudi_qa_sender")
"""The names of those properties."""
DIGEST_DIGITS = 12
"""Digits of the digest of ``indicators.yaml`` that a cover shows."""

OFFICE_SHEETS = (QUOTAS, AVERAGES, PREVIOUS, EXTRAS, INCIDENTS)
SHEETS = (DATA, *OFFICE_SHEETS)
KNOWN_SHEETS = {COVER, *(s.name for s in SHEETS)}


@cache
def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """The number of a column, from 0, by its letters."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def address(row: int, column: int) -> str:
    """The address of a cell: row from 1, column from 0."""
    return f"{letters(column)}{row}"


_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


def cell_of(reference: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of the address of one cell; None for what is none."""
    match = _CELL.fullmatch(reference)
    return (int(match[2]), column_number(match[1])) if match else None


def corners(reference: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and last cell (row from 1, column from 0) of an area such as ``A1:C3``; ValueError for what is none."""
    first, _, last = reference.partition(":")
    return _corner(first), _corner(last or first)


def _corner(reference: str) -> tuple[int, int]:
    at = cell_of(reference)
    if at is None:
        raise ValueError(reference[:20])
    return at


def areas(rows: Iterable[int], column: int) -> str:
    """The cells of a column in some rows, runs together: ``A2:A5, A9``."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    name = letters(column)
    return ", ".join(f"{name}{first}" if first == last else f"{name}{first}:{name}{last}" for first, last in runs)
