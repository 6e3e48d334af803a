"""The card of one unit: its groups, every indicator with its reason, extras, what follows, who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import quantise, show
from loudi_qa.report import heading
from loudi_qa.report.because import because, because_moved, sent_text, value_text
from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.overview import (
    LOST,
    NO_GROUP,
    TOTAL,
    basis_text,
    department_name,
    follows,
    grade_text,
    is_lowest_of_several,
    signed,
    vetoes,
)
from loudi_qa.report.withheld import withheld_note
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, GroupResult, Line, UnitResult

_LOWEST = Words("{group}（各组最低，作为总分）", "{group} (the lowest of all, which makes the total)")
_GROUPS = Words("分组得分", "Groups")
_LINES = Words("逐项得分", "Every indicator")
MOVED = Words("{group}：本组不适用分值按本组得分率计入", "{group}: points not applicable, at the group's own rate")
_NOT_MOVED = Words("不计不适用分值转入的总分：{total}", "Total without the points moved from what is not applicable: {total}")
_STANDING = Words("总分 {total}　等级 {grade}　位次 {rank}", "Total {total}   grade {grade}   rank {rank}")


def card(assessment: Assessment, unit: UnitResult, lang: Lang) -> Document:
    """Everything about one unit."""
    rank = "" if unit.rank is None else str(unit.rank)
    blocks: list[Block] = [
        _lines(assessment, unit, lang),
        _groups(unit, lang),
        Note(_STANDING.of(lang, total=unit.total, grade=grade_text(unit, lang), rank=rank or "-")),
    ]
    if note := withheld_note([unit], lang):
        blocks.append(Note(note))
    if unit.moved_points:
        blocks.append(Note(_NOT_MOVED.of(lang, total=unit.total - unit.moved_points)))
    blocks += _extras(unit, lang)
    blocks += vetoes([unit], lang)
    blocks += follows([unit], lang, 1)
    blocks.append(_lost(unit, lang))
    title = f"{unit.unit.name.of(lang)} {heading.title(assessment, lang)}"
    return Document(title, heading.lines(assessment, lang), tuple(blocks), heading.origin(assessment, lang))


def _groups(unit: UnitResult, lang: Lang) -> Table:
    columns = (
        Column(Words("组", "Group").of(lang), free=True),
        Column(Words("得分", "Points").of(lang), align="right"),
        Column(Words("满分", "Of").of(lang), align="right"),
        Column(Words("其中不适用转入", "Moved from N/A").of(lang), rank=1, align="right"),
    )
    rows = [
        (group_name(unit, g, lang), str(g.points), show(g.of), str(g.moved.points) if g.moved else "")
        for g in unit.groups
        if g.declared
    ]
    rows.append((Words("加减分", "Extras").of(lang), signed(unit.extra_points) or "0", "", ""))
    rows.append((TOTAL.of(lang), str(unit.total), show(unit.of), str(unit.moved_points) if unit.moved_points else ""))
    return Table(_GROUPS.of(lang), columns, tuple(rows))


def group_name(unit: UnitResult, group: GroupResult, lang: Lang) -> str:
    """The name of a group; of the one that alone makes the total, with that."""
    name = group.group.name.of(lang)
    return _LOWEST.of(lang, group=name) if is_lowest_of_several(unit, group) else name


def _lines(assessment: Assessment, unit: UnitResult, lang: Lang) -> Table:
    columns = (
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=2, free=True),
        Column(Words("得分", "Points").of(lang), align="right"),
        Column(Words("满分", "Of").of(lang), align="right"),
        Column(Words("数值", "Value").of(lang), rank=4, align="right"),
        Column(Words("对照值", "Benchmark").of(lang), rank=5, align="right"),
        Column(Words("核验部门", "Verifier").of(lang), rank=9),
        Column(Words("单元格", "Cell").of(lang), rank=7),
        Column(Words("条款", "Clause").of(lang), rank=6),
        Column(Words("依据", "Basis").of(lang), rank=8),
        Column(Words("理由", "Because").of(lang), rank=1, free=True, floor=36),
    )
    rows: list[tuple[str, ...]] = []
    for group in unit.groups:
        rows += [_line(assessment, x, lang) for x in group.lines]
        rows += _moved(group, lang)
    return Table(_LINES.of(lang), columns, tuple(rows))


def _line(assessment: Assessment, line: Line, lang: Lang) -> tuple[str, ...]:
    indicator = line.indicator
    cell = line.entry.state.cell if line.entry else None
    mandate = assessment.rules.mandate
    return (
        indicator.id,
        assessment.rules.scheme.measure[indicator.measure].name.of(lang),
        str(quantise(line.points, assessment.rules.scheme.points.places)) if line.theirs else NO_GROUP,
        show(line.of) if line.theirs else NO_GROUP,
        _value(line, lang),
        show(line.benchmark.value) if line.benchmark else "",
        mandate.as_of(mandate.verifier[indicator.measure], assessment.year.year).name.of(lang),
        str(cell) if cell else "",
        indicator.clause or "",
        basis_text(indicator.basis_in(assessment.year.year), lang),
        because(line, lang),
    )


def _value(line: Line, lang: Lang) -> str:
    """The value that counted; where a 核定值 replaced what was sent, both."""
    value, sent = value_text(line), sent_text(line)
    if not sent or sent == value:
        return value
    return Words("{value}（填报 {sent}）", "{value} (sent {sent})").of(lang, value=value, sent=sent)


def _moved(group: GroupResult, lang: Lang) -> list[tuple[str, ...]]:
    if group.moved is None:
        return []
    name = MOVED.of(lang, group=group.group.name.of(lang))
    reason = because_moved(group.moved, lang)
    return [
        (
            group.moved_id,
            name,
            str(group.moved.points),
            show(group.moved.of),
            "",
            "",
            "",
            "",
            "",
            basis_text("assumed", lang),
            reason,
        )
    ]


def _extras(unit: UnitResult, lang: Lang) -> list[Block]:
    columns = (
        Column(Words("加分扣分", "Extra").of(lang), free=True),
        Column(Words("数量", "Count").of(lang), align="right"),
        Column(Words("得分", "Points").of(lang), align="right"),
        Column(Words("说明", "Remark").of(lang), rank=1),
    )
    capped = Words("到上限", "at the cap").of(lang)
    rows = [
        (f"{e.extra.id} {e.extra.name.of(lang)}", show(e.quantity), signed(e.points), capped if e.capped else "")
        for e in unit.extras
    ]
    return [Table(Words("加分扣分", "Extras").of(lang), columns, tuple(rows))] if rows else []


def _lost(unit: UnitResult, lang: Lang) -> Table:
    columns = (
        Column(Words("部门", "Department").of(lang), free=True),
        Column(Words("失分", "Lost").of(lang), align="right"),
        Column(Words("指标", "Indicators").of(lang), rank=1, free=True),
    )
    rows = tuple((department_name(x.department, lang), str(x.points), " ".join(x.indicators)) for x in unit.lost)
    return Table(LOST.of(lang), columns, rows)
