"""The cheapest ways to the next grade, as a table and what has to be said of them: all steps of a unit belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import show
from loudi_qa.report.document import Block, Column, Note, Table
from loudi_qa.report.overview import UNIT
from loudi_qa.report.robust_item import TOTAL_THEN, item_cells, item_columns, joined
from loudi_qa.scheme.called import grade_zh
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.assess.robust.ways import Way
    from loudi_qa.words import Lang

_WAYS = Words(
    "升一级最省的做法：同一单位的各项须全部做到", "The cheapest way to the next grade: it takes all the items of a unit together"
)
_COST = Words(
    "单位、升至、还差只写在每个单位的第一行；测算总分是做到本行和它上面各行以后的总分，到最后一行才够。"
    "先取涉及项目最少的，再取幅度合计最小的；每步是一件、一档，或比率 0.1 个百分点和正好达标的值"
    "（有分子、分母的取整例，至少一例），照此重新计分验证过。",
    "Unit, grade and points short stand in the first row of each unit; a supposed total is the one after its row and those above "
    "it, and only the last suffices. The fewest items are taken first, then the least sum of changes. A step is one thing, one "
    "answer, or 0.1 of a rate and the value that just meets a target (of a rate with 分子 and 分母 whole cases, one at least); "
    "each way was scored again.",
)
_HIGHEST = Words("已得最高等级：{units}", "The highest grade is earned already: {units}")
_NO_WAY = Words(
    "{unit}{looked}各项都做到最好也只有 {most} 分，到不了{grade}（{bound} 分）",
    "{unit}: with everything{looked} at its best {most} points, short of grade {grade} ({bound})",
)
_NOT_LOOKED = Words(
    "没有测算怎样升级，因为没有可以考虑的数据：{units}",
    "How a better grade could be had was not worked out, for no figure could be taken in: {units}",
)
_TAKEN_IN = Words("考虑到的", " that was taken in")
_VETOED = Words(
    "{unit}的等级由一票否决定为{grade}，数据再好也不能升级；表中是否决前等级的做法",
    "{unit}: a veto holds the grade at {grade}, however good the data; the way is that of the grade before the veto",
)
_UNPROVED = Words("{unit}的做法可行，但未能证明是最省的", "{unit}: this way suffices, but that it is the cheapest was not proved")
_SEVERAL = Words(
    "以上做法没有考虑这些数据（牵涉几个组，或如上没有查看）：{codes}",
    "These figures are left out of the ways (they feed several groups, or were not examined, as above): {codes}",
)
_LACKING = Words(
    "{unit}升到{grade}，除总分外还要求每项得分率达到 {share}；现在不够的：{items}",
    "{unit}: grade {grade} asks, beside its total, {share} of the points of each indicator; now short of it: {items}",
)
_STUCK = Words(
    "{unit}到不了{grade}：这些项目查看过的数据再好也达不到要求的得分率：{items}",
    "{unit}: short of grade {grade}, for with no figure that was examined these earn the share it asks: {items}",
)


def ways_blocks(study: Robustness, lang: Lang) -> Iterator[Block]:
    """The table and how a way is chosen, where there is one; who needs no way or has none."""
    if any(w.steps for w in study.ways):
        yield _table(study.ways, lang)
        yield Note(_COST.of(lang))
    going = {w.unit.unit.name.zh for w in study.ways}
    there = [f.unit.unit.name for f in study.flips if f.unit.unit.name.zh not in going]
    if there:
        yield Note(_HIGHEST.of(lang, units=joined([n.of(lang) for n in there], lang)))
    blind = [w.unit.unit.name for w in study.ways if not w.looked]
    if blind:
        yield Note(_NOT_LOOKED.of(lang, units=joined([n.of(lang) for n in blind], lang)))
    for way in study.ways:
        yield from _of_way(way, lang)
    codes = dict.fromkeys(m.id for w in study.ways if w.looked for m in w.left_out)
    if codes:
        yield Note(_SEVERAL.of(lang, codes=" ".join(codes)))


def _table(ways: Sequence[Way], lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(Words("升至", "To grade").of(lang)),
        Column(Words("还差", "Points short").of(lang), rank=3, align="right"),
        *item_columns(lang),
        Column(TOTAL_THEN.of(lang), align="right"),
    )
    return Table(_WAYS.of(lang), columns, tuple(row for w in ways for row in _rows(w, lang)))


def _rows(way: Way, lang: Lang) -> Iterator[tuple[str, ...]]:
    """A row for each step; what they have in common stands in the first alone, so that none is taken for a way of its own."""
    whose: tuple[str, ...] = way.unit.unit.name.of(lang), way.grade.grade, show(max(way.need, NOTHING))
    for step, total in zip(way.steps, way.totals, strict=True):
        yield (*whose, *item_cells(step, lang), str(total))
        whose = "", "", ""


def _of_way(way: Way, lang: Lang) -> Iterator[Note]:
    held = way.unit.grade.grade if way.unit.grade else ""
    grade = grade_zh(way.grade.grade) if lang == "zh" else way.grade.grade
    fields = {"unit": way.unit.unit.name.of(lang), "most": way.total, "bound": way.grade.at_least}
    if way.lacking and way.grade.each:
        items, share = joined([x.indicator.id for x in way.lacking], lang), f"{show(100 * way.grade.each.share)}%"
        yield Note(_LACKING.of(lang, grade=grade, share=share, items=items, **fields))
    if way.stuck and way.looked:
        items = joined([x.indicator.id for x in way.stuck], lang)
        yield Note(_STUCK.of(lang, grade=grade, items=items, **fields))
    elif not way.steps and way.looked:
        looked = _TAKEN_IN.of(lang) if way.left_out else ""
        yield Note(_NO_WAY.of(lang, grade=grade, looked=looked, **fields))
    elif way.vetoed:
        yield Note(_VETOED.of(lang, grade=held, **fields))
    if not way.proved:
        yield Note(_UNPROVED.of(lang, **fields))
