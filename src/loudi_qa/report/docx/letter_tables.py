"""The tables of a letter: points by group, what was lost, bonuses and deductions, what is lacking, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import show
from loudi_qa.report.deadline import deadline
from loudi_qa.report.docx.table import Column, add_table
from loudi_qa.report.overview import basis_text, is_lowest_of_several, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from docx.document import Document

    from loudi_qa.assess.result import GroupResult, Line, UnitResult
    from loudi_qa.report.docx.lacking import Lacking
    from loudi_qa.report.losses import Loss
    from loudi_qa.scheme.mandate import Consequence

    Told = Callable[[str], str]

_GROUPS, _EXTRAS = "分组得分", "加分和扣分"
_SUM, _TOTAL, _ALL = "合计", "总分", "加减分"
_LOWEST = "（各组最低，作为总分）"
_MOVED = "{points}（满分{of}）"
_NONE = "—"
_FOLDED = "不适用分值的折算"
_LONG, _WIDER = 10, 5
"""Points of an indicator from which on they need so many millimetres more beside its full points."""
_SAYS_HOW_FAR = {"差": "差", "超": "多"}
"""By how a shortfall begins, the word by which a reason tells it too."""


def open_points(lines: Iterable[Line]) -> Decimal:
    """The points of lines that could not be scored: neither earned nor lost."""
    return sum((line.of for line in lines if line.state == "open"), NOTHING)


def lost_points(unit: UnitResult) -> Decimal:
    """All that the unit lost, bonuses and deductions apart: with what was earned and what is open it makes the full points."""
    return sum((_lost(group) for group in unit.counted), NOTHING)


def _lost(group: GroupResult) -> Decimal:
    return group.of - group.points - open_points(group.lines)


def folded_points(unit: UnitResult) -> Decimal:
    """What the points of what does not apply are short of: no indicator lost it."""
    return sum((g.moved.of - g.moved.points for g in unit.counted if g.moved), NOTHING)


def add_groups(paper: Document, unit: UnitResult) -> None:
    """Points by group, and what makes the total."""
    undecided = open_points(unit.lines)
    columns = [
        Column("组", 38 if undecided else 44),
        Column("得分", 20 if undecided else 24, "right"),
        Column("满分", 20 if undecided else 24, "right"),
        Column("失分", 20 if undecided else 24, "right"),
        *([Column("待定", 20, "right")] if undecided else []),
        Column("其中不适用转入", 38 if undecided else 40, "right"),
    ]
    rows = [
        [
            group.group.name.zh + (_LOWEST if is_lowest_of_several(unit, group) else ""),
            str(group.points),
            show(group.of),
            str(_lost(group)),
            *([str(open_points(group.lines) or _NONE)] if undecided else []),
            _MOVED.format(points=group.moved.points, of=show(group.moved.of)) if group.moved else _NONE,
        ]
        for group in unit.groups
        if group.declared
    ]
    blank = [_NONE] if undecided else []
    rows.append([_ALL, signed(unit.extra_points) or "0", _NONE, _NONE, *blank, _NONE])
    moved = sum((g.moved.of for g in unit.counted if g.moved), NOTHING)
    into = _MOVED.format(points=unit.moved_points, of=show(moved)) if moved else _NONE
    open_sum = [str(undecided)] if undecided else []
    rows.append(
        [_SUM if unit.lowest is None else _TOTAL, str(unit.total), show(unit.of), str(lost_points(unit)), *open_sum, into]
    )
    add_table(paper, columns, rows, _GROUPS, total=True)


def add_losses(paper: Document, found: Sequence[Loss], told: Told) -> None:
    """Every indicator that lost, with its reason, most first; the last row adds them up."""
    shares = [f"{loss.points}/{show(loss.of)}" for loss in found]
    wider = _WIDER if any(loss.of >= _LONG for loss in found) else 0
    columns = (
        Column("编号", 26 - wider),
        Column("指标", 33),
        Column("得分/满分", 20 + wider, "right"),
        Column("失分", 16, "right"),
        Column("原因", 42),
        Column("条款", 19),
    )
    rows = []
    for loss, share in zip(found, shares, strict=True):
        clause = loss.line.indicator.clause if loss.line else None
        rows.append((loss.id, loss.name.zh, share, str(loss.lost), told(_why(loss)), clause or _NONE))
    rows.append((_SUM, f"{len(found)}项", "", str(sum((x.lost for x in found), NOTHING)), "", ""))
    add_table(paper, columns, rows, total=True)


def _why(loss: Loss) -> str:
    """The reason; where it is a mere sum, with how far the value is from all points."""
    short, why = loss.shortfall.zh, loss.because.zh
    said = _SAYS_HOW_FAR.get(short[:1])
    return f"{short}。{why}" if said and said not in why else why


def add_folded(paper: Document, found: Sequence[Loss]) -> None:
    """What the points of what does not apply came to in each group, and what they are short of."""
    columns = (Column("折算", 76), Column("得分/满分", 24, "right"), Column("差额", 18, "right"), Column("计算", 38))
    rows = [(x.name.zh, f"{x.points}/{show(x.of)}", str(x.lost), x.because.zh) for x in found]
    rows.append((_SUM, "", str(sum((x.lost for x in found), NOTHING)), ""))
    add_table(paper, columns, rows, _FOLDED, total=True)


def add_extras(paper: Document, unit: UnitResult) -> None:
    """Bonuses and deductions, which stand outside the full points."""
    columns = (Column("项目", 96), Column("数量", 20, "right"), Column("加减分", 20, "right"), Column("说明", 20))
    rows = [(e.extra.name.zh, show(e.quantity), signed(e.points) or "0", "已到上限" if e.capped else "") for e in unit.extras]
    rows.append((_SUM, "", signed(unit.extra_points) or "0", ""))
    add_table(paper, columns, rows, _EXTRAS, total=True)


def add_lacking(paper: Document, found: Sequence[Lacking], told: Told) -> None:
    """What is asked for, one row each."""
    columns = (Column("编号", 16), Column("指标", 42), Column("情况", 49), Column("需要补充", 49))
    rows = [(x.measure or _NONE, x.name or _NONE, told(x.state), told(x.asked)) for x in found]
    add_table(paper, columns, rows)


def _basis(consequence: Consequence) -> str:
    """The clause that says so; else that the office has set it."""
    return consequence.source.zh if consequence.basis == "text" else basis_text(consequence.basis, "zh")


def add_consequences(paper: Document, unit: UnitResult, day: date | None, told: Told) -> None:
    """What follows for the unit, until when, for whom, and on what basis."""
    columns = (Column("措施", 68), Column("期限", 28), Column("对象", 40), Column("依据", 20))
    rows = [(told(c.do.zh), deadline(c.within, day).zh, told(c.to.zh), _basis(c)) for c in unit.consequences]
    add_table(paper, columns, rows)
