"""The nearest flips, as a table and what has to be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.change import NONE, step
from loudi_qa.report.document import Block, Column, Note, Table
from loudi_qa.report.overview import GRADE, RANK, UNIT
from loudi_qa.report.robust_item import TOTAL_THEN, item_cells, item_columns, joined
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.flips import Flip, Flips
    from loudi_qa.words import Lang

_FLIPS = Words(
    "最近的变动：只有一项实绩变化时，到多少位次或等级就变",
    "Nearest flip: if one figure alone changed, from where on a place or a grade would be another",
)
_UP, _DOWN = Words("升", "up"), Words("降", "down")
_NO_RISE = Words(
    "任何一项{looked}单独再好，位次和等级也升不了的（含已在最前的）：{units}",
    "However good any one figure{looked} were, neither place nor grade would rise (or there is nothing above): {units}",
)
_NO_FALL = Words(
    "任何一项{looked}单独再差，位次和等级也降不了的：{units}",
    "However poor any one figure{looked} were, neither place nor grade would fall: {units}",
)
_NOTHING_EXAMINED = Words(
    "没有测算单项变动，因为各项数据都不在查看之列：{units}",
    "What one figure alone would change was not worked out, for none could be examined: {units}",
)
_EXAMINED = Words("（查看过的）", " that was examined")
_YARDSTICK = Words(
    "幅度是变动量占目标值的百分比，对照几个目标的按最大的算；答案从最低到最高为 100%，加减分从零到封顶数量为 100%。"
    "比率有分子、分母且与数值相符的，按分子增减整数算。还没有填报的没有现值，从该项最差的值算起，这不等于认定它最差。"
    "只看本单位的数，其他单位总分不变；与前一名同分即算位次上升。",
    "Size of change: as a percentage of the target, of several the largest; for answers the way from the lowest to the highest "
    "is 100 %, for extras that from none to the cap. A rate that agrees with its 分子 and 分母 moves by whole cases of 分子. "
    "What was not reported has no present value: its change is counted from the worst there can be, which is not to say that it "
    "is the worst. Only the unit's own figure differs, the totals of others stand; level with the unit above is a better place.",
)
_UNEXAMINED = Words(
    "没有查看的数据（几项指标要求相反，填了也没有基准，按名次计分而牵动别的单位，或一个值分列几处）：{codes}",
    "not examined (indicators that pull in opposite directions, a benchmark that is not there, points by place, which move other "
    "units too, or a value that tells of several things): {codes}",
)


def flips_blocks(flips: Sequence[Flips], lang: Lang) -> Iterator[Block]:
    """The table; whose place and grade nothing turns; how it is measured how far a change goes."""
    if any(f.better or f.worse for f in flips):
        yield _table(flips, lang)
    for words, stuck in (
        (_NO_RISE, [f.unit for f in flips if f.better is None and f.examined]),
        (_NO_FALL, [f.unit for f in flips if f.worse is None and f.examined]),
        (_NOTHING_EXAMINED, [f.unit for f in flips if not f.examined]),
    ):
        if stuck:
            looked = _EXAMINED.of(lang) if any(f.unexamined for f in flips) else ""
            yield Note(words.of(lang, looked=looked, units=joined([u.unit.name.of(lang) for u in stuck], lang)))
    codes = dict.fromkeys(m.id for f in flips for m in f.unexamined)
    if codes:
        yield Note(_UNEXAMINED.of(lang, codes=" ".join(codes)))
    if any(f.examined for f in flips):
        yield Note(_YARDSTICK.of(lang))


def _table(flips: Sequence[Flips], lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(Words("方向", "Up or down").of(lang)),
        *item_columns(lang),
        Column(TOTAL_THEN.of(lang), rank=3, align="right"),
        Column(RANK.of(lang), align="right"),
        Column(GRADE.of(lang)),
    )
    turns = ((f.unit, flip, turn) for f in flips for flip, turn in ((f.better, _UP), (f.worse, _DOWN)))
    return Table(_FLIPS.of(lang), columns, tuple(_row(u, flip, turn, lang) for u, flip, turn in turns if flip is not None))


def _row(unit: UnitResult, flip: Flip, turn: Words, lang: Lang) -> tuple[str, ...]:
    return (
        unit.unit.name.of(lang),
        turn.of(lang),
        *item_cells(flip, lang),
        str(flip.total),
        step(str(unit.rank), str(flip.place)),
        step(unit.grade.grade if unit.grade else NONE, flip.grade.grade),
    )
