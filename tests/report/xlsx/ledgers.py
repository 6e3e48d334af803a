"""Ledgers as a clerk has them: opened, filled in by hand, saved, and read again."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from loudi_qa.submission.past import ledger_limits, read_past
from loudi_qa.workbook.read import opened

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.submission.past import Past

HEADER = 4


def book(data: bytes, *, results: bool = True) -> Workbook:
    """The ledger as openpyxl sees it; with ``results`` as a viewer that computes nothing shows it."""
    return load_workbook(BytesIO(data), data_only=results)


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(c.value): c.column for c in sheet[HEADER] if c.value}


def rows(data: bytes, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet by title."""
    return [*map(dict, _rows(data, name))]


@lru_cache(maxsize=20)
def _rows(data: bytes, name: str) -> list[dict[str, Any]]:
    """Of this one sheet alone, without its looks: a ledger is looked into again and again."""
    sheet = load_workbook(BytesIO(data), read_only=True, data_only=True)[name]
    header, *lines = sheet.iter_rows(min_row=HEADER, values_only=True)
    found = ({str(t): v for t, v in zip(header, line, strict=True) if t} for line in lines)
    return [row for row in found if any(v for t, v in row.items() if t != "序号")]


def of(listed: list[dict[str, Any]], unit: str, code: str) -> dict[str, Any]:
    """The one row of a unit and a code."""
    found = [r for r in listed if (r["单位"], r["编号"]) == (unit, code)]
    assert len(found) == 1, f"{unit} {code}: {len(found)} rows"
    return found[0]


def fill(sheet: Worksheet, unit: str, code: str, **cells: Any) -> None:
    """Write into the row of an item, as a clerk would."""
    titles = columns(sheet)
    for row in range(HEADER + 1, sheet.max_row + 1):
        if (sheet.cell(row, titles["单位"]).value, sheet.cell(row, titles["编号"]).value) == (unit, code):
            for title, value in cells.items():
                sheet.cell(row, titles[title]).value = value
            return
    raise AssertionError((unit, code))


def add_row(sheet: Worksheet, **cells: Any) -> None:
    """A row of one's own under the table."""
    titles, row = columns(sheet), sheet.max_row + 1
    for title, value in cells.items():
        sheet.cell(row, titles[title]).value = value


def saved(filled: Workbook) -> bytes:
    out = BytesIO()
    filled.save(out)
    return out.getvalue()


def past(data: bytes, name: str = "整改清单.xlsx") -> Past:
    """What the program reads of a ledger."""
    return read_past(opened(data, name, ledger_limits(200, 100)))
