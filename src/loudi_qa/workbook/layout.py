"""The layout of the workbook: every sheet and column title stands here, and only here."""

from __future__ import annotations

from typing import NamedTuple

UNIT, CODE, NAME, UNIT_OF_MEASURE = "单位", "编号", "指标名称", "计量单位"
VALUE, NUMERATOR, DENOMINATOR, VERIFIED = "填报值", "分子", "分母", "核定值"
REASON, EVIDENCE, REMARK = "不适用原因", "佐证材料", "备注"
QUOTA, GROUP, AVERAGE, SCOPE, SOURCE, LAST_YEAR = "年度目标", "适用组", "全省平均", "统计口径", "来源", "上年值"
ITEM, QUANTITY, GROUNDS = "项目", "数量", "依据"
DATE, KIND, FIELD, FOUND_BY, DESCRIPTION = "日期", "类别", "领域", "认定依据", "说明"

YEAR, REPORTING_UNIT, SCHEME, DATA_NOTICE = "考核年度", "填报单位", "指标体系", "数据说明"
COVER_KEYS = (YEAR, REPORTING_UNIT, "填报人", "联系电话", "填报日期", "审核人", SCHEME)

ALL_GROUPS = "全部"
"""In the column 适用组: this average is held against every unit."""


class SheetLayout(NamedTuple):
    """A sheet by its name, with its columns in order and those it cannot do without."""

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]


COVER = "封面"
DATA = SheetLayout(
    "指标数据",
    (UNIT, CODE, NAME, UNIT_OF_MEASURE, VALUE, NUMERATOR, DENOMINATOR, VERIFIED, REASON, EVIDENCE, REMARK),
    (UNIT, CODE, VALUE, REASON),
)
QUOTAS = SheetLayout("目标分解", (UNIT, CODE, NAME, UNIT_OF_MEASURE, QUOTA), (UNIT, CODE, QUOTA))
AVERAGES = SheetLayout(
    "全省平均", (CODE, NAME, UNIT_OF_MEASURE, GROUP, AVERAGE, SCOPE, SOURCE), (CODE, GROUP, AVERAGE, SCOPE, SOURCE)
)
PREVIOUS = SheetLayout("上年数据", (UNIT, CODE, LAST_YEAR), (UNIT, CODE, LAST_YEAR))
EXTRAS = SheetLayout("加分扣分", (UNIT, CODE, ITEM, QUANTITY, GROUNDS), (UNIT, CODE, QUANTITY))
INCIDENTS = SheetLayout("质量安全事件", (UNIT, DATE, KIND, FIELD, FOUND_BY, DESCRIPTION), (UNIT, KIND))

OFFICE_SHEETS = (QUOTAS, AVERAGES, PREVIOUS, EXTRAS, INCIDENTS)
SHEETS = (DATA, *OFFICE_SHEETS)
KNOWN_SHEETS = {COVER, *(s.name for s in SHEETS)}


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """The address of a cell: row from 1, column from 0."""
    return f"{letters(column)}{row}"
