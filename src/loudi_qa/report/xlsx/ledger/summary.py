"""Where everything stands in numbers: by unit, with the sum from full points to the total, and by lead department."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import rounded, show
from loudi_qa.report.losses import losses
from loudi_qa.report.xlsx.ledger.table import POINTS, TOLD_FILL
from loudi_qa.report.xlsx.looks import (
    ASIDE,
    HEAD,
    HIGHEST,
    LINE,
    NOTICE,
    SECTION,
    TEXT,
    TITLE,
    TOTAL_FILL,
    Look,
    Pen,
    set_page,
    set_widths,
)
from loudi_qa.scheme.called import of_year
from loudi_qa.workbook import layout
from loudi_qa.workbook import ledger as names
from loudi_qa.workbook.layout import letters
from loudi_qa.workbook.text_size import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.xlsx.ledger.rows import Item
    from loudi_qa.report.xlsx.ledger.table import Sheet
    from loudi_qa.workbook.stored import Result, Stored
    from loudi_qa.workbook.write import Value

_COUNTS = (*names.STATES, names.OVERDUE)
_FIRST_COUNT, _LOST = 5, 11
"""Columns, from 1: how many items are in each state, and the points lost."""
_BEHIND = ("折算差额", "加减分", "待定分值", "总分", "满分到总分")
_WIDTHS = (24, 8, 9, 8, *([8] * len(_COUNTS)), 10, 10, 9, 10, 10, 44)
_NOTE = "各状态的项数随“按单位”变化；失分和总分取自考核结果。折算差额是不适用分值按本组得分率折算所差的分，不是整改事项。"
_ALL = "合计"
_LOOSE = TEXT._replace(wrap=False, grid=False, indent=1)
"""Of a text that runs on over the cells to its right."""


class _Group(NamedTuple):
    """A row: whose items, what is told before their number, and behind the points lost."""

    name: str
    before: tuple[Value, Value]
    items: tuple[Item, ...]
    behind: tuple[Decimal | str, ...]


def summary(book: Workbook, stored: Stored, dossier: Dossier, items: Sequence[Item], source: Sheet) -> None:
    """Both tables, one under the other on the same columns."""
    sheet = book.create_sheet(names.SUMMARY)
    writer = _Writer(book, stored, source)
    writer.pen.put(1, 1, f"{of_year(dossier.result.rules.scheme, dossier.year)}整改进展", TITLE)
    sheet.row_dimensions[1].height = 30
    writer.pen.put(2, 1, _NOTE, ASIDE._replace(wrap=False))
    if dossier.result.year.notice:
        writer.pen.put(3, 1, dossier.result.year.notice.replace("\n", " "), NOTICE._replace(wrap=False, fill="", indent=0))
    units = [_of_unit(u, tuple(i for i in items if i.unit is u), dossier) for u in dossier.result.units]
    writer.table("一、按单位", (layout.UNIT, "位次", "等级"), _BEHIND, units, layout.UNIT, sums=3)
    leads = sorted({i.lead for i in items}, key=lambda d: (-lost_by(items, d), d))
    whole = _lost(items)
    groups = [_of_department(d, tuple(i for i in items if i.lead == d), whole) for d in leads]
    writer.table("二、按牵头部门", (names.LEAD, "单位数", "占失分%"), ("失分最多的指标",), groups, names.LEAD, sums=0)
    set_widths(sheet, _WIDTHS)
    set_page(sheet, "zh", dossier.result.year.notice)


def lost_by(items: Iterable[Item], lead: str) -> Decimal:
    """The points lost on the items that a department leads."""
    return _lost(i for i in items if i.lead == lead)


def _lost(items: Iterable[Item]) -> Decimal:
    return sum((i.lost or NOTHING for i in items), NOTHING)


def _of_unit(unit: UnitResult, items: tuple[Item, ...], dossier: Dossier) -> _Group:
    """A unit with the sum that leads from full points to its total: nothing that it lost is left out."""
    moved = sum((x.lost for x in losses(dossier.result, unit) if x.line is None), NOTHING)
    still_open = sum((i.line.of for i in items if i.lost is None), NOTHING)
    taken = "".join(f" － {n}" for n in (_lost(items), moved, still_open) if n)
    extras = f" {'＋' if unit.extra_points > 0 else '－'} {abs(unit.extra_points)}" if unit.extra_points else ""
    doubts = "".join(f"；“{s}”表有读不出的内容" for s in unit.doubtful_sheets)
    check = f"{show(unit.of)}{taken}{extras} ＝ {unit.total}{'（待定' + doubts + '）' if unit.is_open else ''}"
    grade = unit.grade.grade if unit.grade else names.UNDECIDED
    behind: tuple[Decimal | str, ...] = moved, unit.extra_points, still_open, unit.total, check
    return _Group(unit.unit.name.zh, (names.UNDECIDED if unit.rank is None else unit.rank, grade), items, behind)


def _of_department(lead: str, items: tuple[Item, ...], whole: Decimal) -> _Group:
    codes = {i.line.indicator.id for i in items}
    lost = {c: _lost(i for i in items if i.line.indicator.id == c) for c in codes}
    most = sorted(codes, key=lambda c: (-lost[c], c))
    listed = "、".join(f"{c}（{lost[c]}）" if lost[c] else c for c in most[:3]) + (f" 等 {len(most)} 项" if len(most) > 3 else "")
    share = rounded(100 * Fraction(_lost(items)) / Fraction(whole), 1) if whole else NOTHING
    return _Group(lead, (len({i.unit.unit.name.zh for i in items}), share), items, (listed,))


class _Writer:
    """Writes the tables from top to bottom."""

    def __init__(self, book: Workbook, stored: Stored, source: Sheet) -> None:
        self.sheet = book[names.SUMMARY]
        self.pen, self.stored, self.source, self.row = Pen(self.sheet), stored, source, 4

    def table(
        self, heading: str, first: Sequence[str], behind: Sequence[str], groups: Sequence[_Group], by: str, *, sums: int
    ) -> None:
        """A table with a row of sums; ``sums`` of the columns behind the points lost are added up too."""
        self.pen.put(self.row, 1, heading, SECTION)
        self.sheet.row_dimensions[self.row].height = 30
        titles = (*first, "事项", *_COUNTS, "清单失分", *behind)
        for i, title in enumerate(titles, start=1):
            look = _LOOSE._replace(bold=True) if i > _LOST and len(behind) == 1 else HEAD
            self.pen.put(self.row + 1, i, title, look)
        self.sheet.row_dimensions[self.row + 1].height = 24
        top = self.row + 2
        for row, group in enumerate(groups, start=top):
            self._group(row, group, by)
        self.row = top + len(groups)
        self._total(top, groups, sums)
        self.row += 2

    def _group(self, row: int, group: _Group, by: str) -> None:
        told = TEXT._replace(fill=TOLD_FILL, indent=0)
        self.pen.put(row, 1, group.name, told._replace(indent=1))
        for i, value in enumerate((*group.before, len(group.items)), start=2):
            self.pen.put(row, i, value, told._replace(align="center", format="0.0" if isinstance(value, Decimal) else "General"))
        for i, state in enumerate(_COUNTS, start=_FIRST_COUNT):
            self._count(row, i, state, group.items, by)
        self.pen.put(row, _LOST, _lost(group.items), told._replace(align="right", format=POINTS))
        for i, value in enumerate(group.behind, start=_LOST + 1):
            number = isinstance(value, Decimal)
            look = told._replace(align="right", format=POINTS) if number else told._replace(indent=1)
            self.pen.put(row, i, value, look if len(group.behind) > 1 else _LOOSE)
        tall = max(lines(group.name, _WIDTHS[0] - 2), lines(str(group.behind[-1]), 38) if len(group.behind) > 1 else 1)
        self.sheet.row_dimensions[row].height = min(HIGHEST, LINE * tall + 6)

    def _count(self, row: int, column: int, state: str, items: Sequence[Item], by: str) -> None:
        """How many items of a unit or department are in a state now, and were when the ledger was made."""
        whose = f"({self.source.area(by, room=True, sheet=True)}=$A{row})"
        if state == names.OVERDUE:
            counted = f'(LEFT({self.source.area(names.HINT, room=True, sheet=True)},{len(names.OVERDUE)})="{names.OVERDUE}")'
            now = 0
        else:
            counted = f'({self.source.area(names.STATE, room=True, sheet=True)}="{state}")'
            now = sum(self.source.states[i.key] == state for i in items)
        cell = self.pen.formula(row, column, f"SUMPRODUCT({whose}*{counted})", Look(align="center"))
        self.stored.note(cell, now)

    def _total(self, top: int, groups: Sequence[_Group], sums: int) -> None:
        """The sums of the table."""
        look = Look(bold=True, fill=TOTAL_FILL, align="center")
        for i, text in enumerate((_ALL, None, None), start=1):
            self.pen.put(self.row, i, text, look._replace(align="left" if i == 1 else "center"))
        items = [i for g in groups for i in g.items]
        states = [self.source.states[i.key] for i in items]
        now = [len(items), *(states.count(s) for s in names.STATES), 0]
        behind = ([v for g in groups if isinstance(v := g.behind[n], Decimal)] for n in range(sums))
        found: list[Result] = [*now, _lost(items), *(sum(column, NOTHING) for column in behind)]
        for i, value in enumerate(found, start=_FIRST_COUNT - 1):
            letter = letters(i - 1)
            formula = f"SUM({letter}{top}:{letter}{self.row - 1})" if groups else "0"
            shown = look._replace(align="right", format=POINTS) if i >= _LOST else look
            self.stored.note(self.pen.formula(self.row, i, formula, shown), value)
        self.sheet.row_dimensions[self.row].height = LINE + 8
