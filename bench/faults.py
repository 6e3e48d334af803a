"""The faults that are planted into a year's workbook, one by one, to see who finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from loudi_qa.scheme.ask import quota_only
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure

Kind = Literal["rate", "count", "answer", "excusable"]
KINDS: dict[Kind, Callable[[Measure], bool]] = {
    "rate": lambda m: m.has_counts,
    "count": lambda m: not m.is_percent and not m.answers,
    "answer": lambda m: m.answers is not None,
    "excusable": lambda m: bool(m.na),
}
"""What kind of measure a fault is done to."""


class Fault(NamedTuple):
    """A cell that is wrong: in a row of which kind of measure, under which title, and what stands there."""

    name: str
    kind: Kind
    title: str
    value: Any
    besides: tuple[tuple[str, Any], ...] = ()
    """What else must stand in the row for the fault to be one."""


class Planted(NamedTuple):
    """Where a fault stands; ``row`` is None where it is the sheet that is wrong."""

    name: str
    row: int | None
    title: str | None
    unit: str | None = None
    measure: str | None = None


OWN_REASON, OTHER_NAME = "{reason}", "{name}"
"""Stand for what only the measure of the row can tell."""
COUNTS = ((layout.NUMERATOR, None), (layout.DENOMINATOR, None))
CELLS = (
    Fault("rate above 100", "rate", layout.VALUE, 120, COUNTS),
    Fault("rate below 0", "rate", layout.VALUE, -3, COUNTS),
    Fault("count above its range", "count", layout.VALUE, 10**6),
    Fault("count below 0", "count", layout.VALUE, -1),
    Fault("half a count", "count", layout.VALUE, 3.5),
    Fault("text for a rate", "rate", layout.VALUE, "较高"),
    Fault("text for a count", "count", layout.VALUE, "约五"),
    Fault("dash for a count", "count", layout.VALUE, "—"),
    Fault("NA for a count", "count", layout.VALUE, "NA"),
    Fault("date for a count", "count", layout.VALUE, datetime(2019, 5, 1)),
    Fault("TRUE for a count", "count", layout.VALUE, True),
    Fault("#DIV/0! for a rate", "rate", layout.VALUE, "#DIV/0!"),
    Fault("formula without result", "rate", layout.VALUE, "=1/2"),
    Fault("not an answer", "answer", layout.VALUE, "差不多"),
    Fault("number for an answer", "answer", layout.VALUE, 3),
    Fault("required value blank", "rate", layout.VALUE, None, ((layout.REASON, None),)),
    Fault("answer blank", "answer", layout.VALUE, None),
    Fault("value beside a reason", "excusable", layout.VALUE, 5, ((layout.REASON, OWN_REASON),)),
    Fault("reason that is not allowed", "excusable", layout.REASON, "没有时间", ((layout.VALUE, None), *COUNTS)),
    Fault("unknown unit", "rate", layout.UNIT, "火星区"),
    Fault("unit blank", "rate", layout.UNIT, None),
    Fault("unknown code", "rate", layout.CODE, "Z99"),
    Fault("code blank", "rate", layout.CODE, None),
    Fault("text for 分子", "rate", layout.NUMERATOR, "很多"),
    Fault("分子 below 0", "rate", layout.NUMERATOR, -5),
    Fault("分子 above 分母", "rate", layout.NUMERATOR, 99999, ((layout.DENOMINATOR, 100),)),
    Fault("分母 of 0", "rate", layout.DENOMINATOR, 0),
    Fault("rate that its counts contradict", "rate", layout.VALUE, 51.25),
    Fault("rate written as 0.97", "rate", layout.VALUE, 0.97, COUNTS),
    Fault("text for 核定值", "count", layout.VERIFIED, "待定"),
    Fault("核定值 above its range", "rate", layout.VERIFIED, 101),
    Fault("no evidence", "count", layout.EVIDENCE, None),
    Fault("name of another measure", "count", layout.NAME, OTHER_NAME),
)  # fmt: skip


def plant_cells(source: Path, target: Path, rules: Rules) -> list[Planted]:
    """A copy of a year with every fault of a cell, each in a row of its own, and one row twice."""
    book = load_workbook(source)
    sheet = book[layout.DATA.name]
    rows = _Rows(sheet, rules)
    planted = []
    for fault in CELLS:
        row, unit, measure = rows.take(fault.kind)
        for title, value in (*fault.besides, (fault.title, fault.value)):
            sheet.cell(row, rows.column[title]).value = rows.meant(value, measure)
        planted.append(Planted(fault.name, row, fault.title, unit, measure.id))
    row, unit, measure = rows.take("rate")
    again = [sheet.cell(row, column).value for column in rows.column.values()]
    sheet.append(again)
    planted.append(Planted("row twice", sheet.max_row, layout.CODE, unit, measure.id))
    book.save(target)
    return planted


def plant_gap(source: Path, target: Path, rules: Rules) -> Planted:
    """A copy of a year without the last row that was filled in, and what follows it."""
    book = load_workbook(source)
    sheet = book[layout.DATA.name]
    row, unit, measure = _Rows(sheet, rules).free[-1]
    sheet.delete_rows(row, sheet.max_row - row + 1)
    book.save(target)
    return Planted("row gone", None, None, unit, measure.id)


class _Rows:
    """The rows of a year's data, taken one by one, none twice."""

    def __init__(self, sheet: Worksheet, rules: Rules) -> None:
        self.rules = rules
        self.column = columns_of(sheet)
        self.free: list[tuple[int, str, Measure]] = []
        unit, code, value, reason = (self.column[t] for t in (layout.UNIT, layout.CODE, layout.VALUE, layout.REASON))
        for row in range(2, sheet.max_row + 1):
            filled = sheet.cell(row, value).value not in {None, ""} and sheet.cell(row, reason).value is None
            if filled:
                self.free.append((row, str(sheet.cell(row, unit).value), rules.scheme.measure[str(sheet.cell(row, code).value)]))
        self.optional = quota_only(rules.scheme)

    def take(self, kind: Kind) -> tuple[int, str, Measure]:
        """The next row of a kind of measure that must be filled in."""
        place = next(i for i, (_, _, measure) in enumerate(self.free) if KINDS[kind](measure) and self.must(measure, kind))
        return self.free.pop(place)

    def must(self, measure: Measure, kind: Kind) -> bool:
        return kind == "count" or measure.id not in self.optional

    def meant(self, value: Any, measure: Measure) -> Any:
        """What a fault writes: its value, a reason of the measure's own, or the name of another measure."""
        if value == OWN_REASON:
            return measure.na[0]
        return next(m.name.zh for m in self.rules.scheme.measures if m is not measure) if value == OTHER_NAME else value


Change = Callable[[Worksheet, dict[str, int]], None]
"""Something done to the sheet, given the columns of its titles."""


def titled(old: str, new: str | None) -> Change:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(1, columns[old]).value = new

    return change


def with_column(title: str) -> Change:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(1, len(columns) + 1).value = title

    return change


def without(title: str) -> Change:
    return lambda sheet, columns: sheet.delete_cols(columns[title])


def renamed(sheet: Worksheet, _: dict[str, int]) -> None:
    sheet.title = "数据"


def with_blank_row(sheet: Worksheet, _: dict[str, int]) -> None:
    sheet.insert_rows(3)


def swapped(sheet: Worksheet, columns: dict[str, int]) -> None:
    for row in range(1, sheet.max_row + 1):
        one, other = (sheet.cell(row, columns[title]) for title in (layout.NAME, layout.REMARK))
        one.value, other.value = other.value, one.value


SHEETS: dict[str, tuple[str, Change]] = {
    "title of a needed column blank": (layout.VALUE, titled(layout.VALUE, None)),
    "title of a needed column misspelt": (layout.VALUE, titled(layout.VALUE, "填报数")),
    "title of another column misspelt": (layout.NUMERATOR, titled(layout.NUMERATOR, "分子数")),
    "needed column gone": (layout.REASON, without(layout.REASON)),
    "column twice": (layout.VALUE, with_column(layout.VALUE)),
    "sheet gone": (layout.DATA.name, renamed),
}
"""Faults of the sheet as a whole, each in a copy of its own: the title they concern, and what is done."""

ALLOWED: dict[str, Change] = {
    "a further column": with_column("说明"),
    "a blank row": with_blank_row,
    "columns in another order": swapped,
}
"""What the layout allows: no fault, and who reports it raises a false alarm."""


def plant_sheet(source: Path, target: Path, change: Change) -> None:
    """A copy of a year whose data sheet is changed."""
    book = load_workbook(source)
    sheet = book[layout.DATA.name]
    change(sheet, columns_of(sheet))
    book.save(target)


def columns_of(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
