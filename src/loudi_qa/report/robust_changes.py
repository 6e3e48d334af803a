"""Of how firmly a result stands, what changes of the data themselves would do: the nearest flips, the cheapest ways."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import rounded, show
from loudi_qa.report.change import NONE, step
from loudi_qa.report.document import Block, Column, Note, Table
from loudi_qa.report.overview import GRADE, RANK, TOTAL, UNIT
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.flips import Flip, Flips
    from loudi_qa.assess.robust.levers import Lever, Value
    from loudi_qa.assess.robust.steps import Step
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.assess.robust.ways import Way

_ITEM, _NAME = Words("项目", "Item"), Words("名称", "Name")
_NOW, _TO, _BY, _CELL = Words("现值", "Now"), Words("改为", "To"), Words("幅度", "By"), Words("单元格", "Cell")
_MISSING = Words("未填", "missing")
_FLIPS = Words(
    "最近的变动：只改一格，改到多少位次或等级就变", "Nearest flip: the one cell whose least change turns a place or a grade"
)
_UP, _DOWN = Words("升", "up"), Words("降", "down")
_NO_RISE = Words(
    "只改一格升不了位次和等级的（含已在最前的）：{units}",
    "No single cell lifts the place or grade (or there is nothing above): {units}",
)
_NO_FALL = Words(
    "只改一格降不了位次和等级的：{units}",
    "No single cell lowers the place or grade: {units}",
)
_YARDSTICK = Words(
    "幅度是改动量占目标值的百分比，对照几个目标的按最大的算；答案从最低到最高为 100%，加减分从零到封顶数量为 100%，"
    "未填的从得分最低的一端算起。只改本单位的数，其他单位总分不变；与前一名同分即算位次上升。",
    "By is the change as a percentage of the target, of several the largest; for answers the way from the lowest to the highest "
    "is 100 %, for extras that from none to the cap; what is missing counts from the end with the fewest points. Only the unit's "
    "own figure changes, the totals of others stand; level with the unit above is a better place.",
)
_SHARED = Words(
    "{code} 是{units}共用的一个数：这里只算本单位，实际要一起改。",
    "{code} is one figure shared by {units}: here it changes for the unit alone, in fact for all of them.",
)
_UNEXAMINED = Words(
    "没有查看的数据（几项指标要求相反，或填了也没有基准）：{codes}",
    "not examined (indicators that pull in opposite directions, or a benchmark that is not there): {codes}",
)
_WAYS = Words("升一级最省的做法", "The cheapest way to the next grade")
_COST = Words(
    "先取改动项目最少的，再取幅度合计最小的；每步是一件、一档、分子一例，或比率 0.1 个百分点和正好达标的值，照此重新计分验证过。",
    "The fewest items first, then the least sum of By. A step is one thing, one answer, one case of 分子, or 0.1 of a rate and "
    "the value that just meets a target; each way was scored again.",
)
_HIGHEST = Words("已得最高等级：{units}", "The highest grade is earned already: {units}")
_NO_WAY = Words(
    "{unit}各项都做到最好也只有 {most} 分，到不了{grade}级（{bound} 分）",
    "{unit}: with everything at its best {most} points, short of grade {grade} ({bound})",
)
_VETOED = Words(
    "{unit}的等级由一票否决定为{grade}，改数据升不了；表中是否决前等级的做法",
    "{unit}: a veto holds the grade at {grade} and no figures lift it; the way is that of the grade before the veto",
)
_UNPROVED = Words("{unit}的做法可行，但未能证明是最省的", "{unit}: this way suffices, but that it is the cheapest was not proved")
_SEVERAL = Words("不考虑牵涉几个组的数据：{codes}", "Figures that feed several groups are left out: {codes}")


def changes(study: Robustness, lang: Lang) -> list[Block]:
    """Flips and ways, each with what has to be said of them."""
    return [
        _flips(study.flips, lang),
        *_of_flips(study.flips, lang),
        Note(_YARDSTICK.of(lang)),
        _ways(study.ways, lang),
        *_of_ways(study, lang),
        Note(_COST.of(lang)),
        *_shared(study, lang),
    ]


def joined(names: Sequence[str], lang: Lang) -> str:
    """Names in a row."""
    return ("、" if lang == "zh" else ", ").join(names)


def value_text(value: Value | None, lang: Lang) -> str:
    """A value as a person writes it; what is missing is said to be."""
    if value is None:
        return _MISSING.of(lang)
    return show(value) if isinstance(value, Decimal) else value


def percent_text(share: Fraction) -> str:
    """A share in percent, to two digits."""
    return f"{rounded(100 * share, 2)}%"


def _flips(flips: Sequence[Flips], lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(Words("方向", "Turn").of(lang)),
        Column(_ITEM.of(lang)),
        Column(_NAME.of(lang), rank=4, free=True),
        Column(_NOW.of(lang), align="right"),
        Column(_TO.of(lang), align="right"),
        Column(_BY.of(lang), rank=2, align="right"),
        Column(_CELL.of(lang), rank=5),
        Column(TOTAL.of(lang), rank=3, align="right"),
        Column(RANK.of(lang), align="right"),
        Column(GRADE.of(lang)),
    )
    rows = [
        _flip(f.unit, flip, turn, lang) for f in flips for flip, turn in ((f.better, _UP), (f.worse, _DOWN)) if flip is not None
    ]
    return Table(_FLIPS.of(lang), columns, tuple(rows))


def _flip(unit: UnitResult, flip: Flip, turn: Words, lang: Lang) -> tuple[str, ...]:
    return (
        unit.unit.name.of(lang),
        turn.of(lang),
        *_item(flip.lever, flip.to, lang),
        percent_text(flip.share),
        _cell(flip.lever),
        str(flip.total),
        step(str(unit.rank), str(flip.place)),
        step(unit.grade.grade if unit.grade else NONE, flip.grade.grade),
    )


def _item(lever: Lever, to: Value, lang: Lang) -> tuple[str, ...]:
    return lever.code, lever.of.name.of(lang), value_text(lever.now, lang), value_text(to, lang)


def _cell(lever: Lever) -> str:
    return str(lever.cell) if lever.cell else ""


def _of_flips(flips: Sequence[Flips], lang: Lang) -> Iterator[Note]:
    for words, stuck in (
        (_NO_RISE, [f.unit for f in flips if f.better is None]),
        (_NO_FALL, [f.unit for f in flips if f.worse is None]),
    ):
        if stuck:
            yield Note(words.of(lang, units=joined([u.unit.name.of(lang) for u in stuck], lang)))
    codes = dict.fromkeys(m.id for f in flips for m in f.unexamined)
    if codes:
        yield Note(_UNEXAMINED.of(lang, codes=" ".join(codes)))


def _ways(ways: Sequence[Way], lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(Words("升至", "Grade").of(lang)),
        Column(Words("还差", "Short").of(lang), rank=3, align="right"),
        Column(_ITEM.of(lang)),
        Column(_NAME.of(lang), rank=4, free=True),
        Column(_NOW.of(lang), align="right"),
        Column(_TO.of(lang), align="right"),
        Column(Words("分子", "分子").of(lang), rank=1, align="right"),
        Column(_BY.of(lang), rank=2, align="right"),
        Column(_CELL.of(lang), rank=5),
        Column(Words("改后总分", "Total then").of(lang), align="right"),
    )
    return Table(_WAYS.of(lang), columns, tuple(_step(w, s, lang) for w in ways for s in w.steps))


def _step(way: Way, step: Step, lang: Lang) -> tuple[str, ...]:
    return (
        way.unit.unit.name.of(lang),
        way.grade.grade,
        show(way.need),
        *_item(step.lever, step.to, lang),
        "" if step.cases is None else f"{step.cases:+}",
        percent_text(step.share),
        _cell(step.lever),
        str(way.total),
    )


def _of_ways(study: Robustness, lang: Lang) -> Iterator[Note]:
    going = {w.unit.unit.name.zh for w in study.ways}
    there = [f.unit.unit.name for f in study.flips if f.unit.unit.name.zh not in going]
    if there:
        yield Note(_HIGHEST.of(lang, units=joined([n.of(lang) for n in there], lang)))
    for way in study.ways:
        held = way.unit.grade.grade if way.unit.grade else ""
        fields = {"unit": way.unit.unit.name.of(lang), "most": way.total, "bound": way.grade.at_least}
        if not way.steps:
            yield Note(_NO_WAY.of(lang, grade=way.grade.grade, **fields))
        elif way.vetoed:
            yield Note(_VETOED.of(lang, grade=held, **fields))
        if not way.proved:
            yield Note(_UNPROVED.of(lang, **fields))
    codes = dict.fromkeys(m.id for w in study.ways for m in w.left_out)
    if codes:
        yield Note(_SEVERAL.of(lang, codes=" ".join(codes)))


def _shared(study: Robustness, lang: Lang) -> Iterator[Note]:
    """Figures that several units have in common, where a change of one was told."""
    told = {(f.unit.unit.name.zh, x.lever.code) for f in study.flips for x in (f.better, f.worse) if x}
    told |= {(w.unit.unit.name.zh, s.lever.code) for w in study.ways for s in w.steps}
    units = study.assessment.rules.mandate.unit
    for shared in study.assessment.rules.mandate.shared:
        if any((name, shared.measure) in told for name in shared.units):
            names = joined([units[name].name.of(lang) for name in shared.units], lang)
            yield Note(_SHARED.of(lang, code=shared.measure, units=names))
