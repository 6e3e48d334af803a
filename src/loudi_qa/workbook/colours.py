"""The colours of marks: put on cells, seen through conditional formats, and known again when a workbook comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.catalogue.entry import Level

FILLS: dict[Level, str] = {"error": "FFC8CC", "warning": "FFE1B3", "note": "D3E8FA"}
"""None of them is on the palettes of Excel or WPS, so that a cell of such a colour is one of ours."""


def fill(level: Level) -> PatternFill:
    """The colour of a mark."""
    return PatternFill("solid", fgColor=FILLS[level])


def is_marked(cell: Cell | MergedCell) -> bool:
    """Whether the cell has one of our colours."""
    there = cell.fill
    return there.fill_type == "solid" and _is_ours(there.fgColor)


def colour(sheet: Worksheet, levels: Mapping[Cell, Level]) -> None:
    """Colour the cells of a sheet; where a conditional format would cover the colour, one of ours goes before it."""
    there: Any = sheet.conditional_formatting
    covered: dict[Level, list[str]] = {}
    for cell, level in levels.items():
        cell.fill = fill(level)
        if any(cell.coordinate in area for area in there):
            covered.setdefault(level, []).append(cell.coordinate)
    if not covered:
        return
    rules: Any = ConditionalFormattingList()  # by their priority for Excel and WPS, by their order for LibreOffice
    for priority, (level, cells) in enumerate(covered.items(), start=1):
        shown = DifferentialStyle(fill=PatternFill("solid", fgColor=FILLS[level], bgColor=FILLS[level]))
        rules.add(" ".join(cells), Rule("expression", dxf=shown, priority=priority, formula=["TRUE"]))
    _shift(there, len(covered))
    _add(rules, there)
    sheet.conditional_formatting = rules


def uncover(sheet: Worksheet) -> None:
    """Take the conditional formats of ours out."""
    there: Any = sheet.conditional_formatting
    taken = sum(_is_our_rule(rule) for area in there for rule in area.rules)
    if taken:
        rules: Any = ConditionalFormattingList()
        _add(rules, there)
        sheet.conditional_formatting = rules
        if all(rule.priority > taken for area in rules for rule in area.rules):
            _shift(rules, -taken)


def _add(rules: Any, others: Any) -> None:
    """Add the conditional formats of others that are not ours."""
    for area in others:
        for rule in area.rules:
            if not _is_our_rule(rule):
                rules.add(area, rule)


def _shift(rules: Any, by: int) -> None:
    for area in rules:
        for rule in area.rules:
            rule.priority += by


def _is_our_rule(rule: Any) -> bool:
    there = rule.dxf.fill if rule.dxf else None
    if rule.type != "expression" or not isinstance(there, PatternFill):
        return False
    return _is_ours(there.bgColor) or _is_ours(there.fgColor)


def _is_ours(shade: Any) -> bool:
    return shade is not None and shade.type == "rgb" and str(shade.rgb)[-6:] in FILLS.values()
