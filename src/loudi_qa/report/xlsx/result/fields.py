"""The values of all units on each indicator that is scored by place, gathered on the hidden sheet.

A line's place looks at the values of every unit. These stand apart on the trial, between sums that rest on the lines
themselves; so each has a copy here, and the copies of one indicator stand below each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from loudi_qa.report.xlsx.result.formulas import quoted
from loudi_qa.scheme.rules import Places
from loudi_qa.workbook.write import put_formula

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.report.xlsx.result.formulas import States
    from loudi_qa.scheme.models import Scheme


def fields_of(sheet: Worksheet, scheme: Scheme, units: int) -> dict[str, str]:
    """Where the values of each such indicator will stand, on the columns of the sheet that are free."""
    first = sheet.max_column + 2
    own = [i for i in scheme.indicators if isinstance(i.rule, Places)]
    found = {}
    for column, indicator in enumerate(own, start=first):
        letter = get_column_letter(column)
        found[indicator.id] = f"'{sheet.title}'!${letter}$1:${letter}${units}"
    return found


def fill_fields(
    sheet: Worksheet, scheme: Scheme, fields: Mapping[str, str], cells: Mapping[str, Sequence[str]], states: States
) -> None:
    """Fill them, ``cells`` by indicator: a number, nothing where a unit takes no place, or the word for what cannot be told."""
    ranges = {i.id: scheme.measure[i.measure].range for i in scheme.indicators}
    for indicator, area in fields.items():
        column, span = sheet[area.rpartition("!")[2]][0][0].column, ranges[indicator]
        within = "".join(f",{{at}}{sign}{n:f}" for sign, n in zip((">=", "<="), span or (), strict=False))
        for row, at in enumerate(cells[indicator], start=1):
            none = f"OR(LEN(TRIM({at}))=0,{at}={quoted(states.not_applicable)},{at}={quoted(states.not_due)})"
            known = f"AND(ISNUMBER({at}){within.replace('{at}', at)})"
            put_formula(sheet, row, column, f'IF({known},{at},IF({none},"",{quoted(states.open)}))')
