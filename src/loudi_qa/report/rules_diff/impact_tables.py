"""A workbook under both editions of the rules: the units, and each line with other points and the changes it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import Line
from loudi_qa.numbers import quantise, show
from loudi_qa.report import heading
from loudi_qa.report.change import NONE, grade_or_none, item_name, rank_text, signed, step
from loudi_qa.report.document import Block, Column, Note, Table
from loudi_qa.report.overview import GRADE, OPEN, RANK, TOTAL, UNIT
from loudi_qa.report.rules_diff.impact import causes
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.editions import UnderBoth, Unheld
    from loudi_qa.assess.items import Item, ItemMove
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.report.rules_diff.impact import Impact
    from loudi_qa.scheme.diff.change import Changes
    from loudi_qa.words import Lang

_UNITS = Words("{year} 年度数据按两版规则：各单位", "The data of {year} under both editions: units")
_LINES = Words("得分有变的各项", "Lines with other points")
_DATA = Words(
    "数据：{file}（sha256 {digest}），只供比较，不是考核结果。", "Data: {file} (sha256 {digest}); for comparison, no result."
)
_UNHELD = Words(
    "按{which}规则的总分{most}少算 {points} 分：{file} 没有 {measures} 的数据（{other}规则不要求填），按未填计 0。",
    "Totals under the {which} rules are short by {most}{points}: {file} has no data of {measures}, which the {other} rules do "
    "not ask for, so that it counts as left empty, 0.",
)
_MOST = Words("至多", "at most ")
_NO_DATA = Words("无数据", "no data")
_NO_LINES = Words("各单位各项得分都不变。", "No line of any unit has other points.")
_ONLY_OLD, _ONLY_NEW = (
    Words("（新规则无此单位）", " (not in the new rules)"),
    Words("（旧规则无此单位）", " (not in the old rules)"),
)
_STANDING = Words("按{which}规则：{line}", "under the {which} rules: {line}")
_SIDES = (Words("旧", "old"), Words("新", "new"))
_STATES = {
    "missing": Words("未填", "missing"),
    "not_applicable": Words("不适用", "n/a"),
    "not_due": Words("未到期", "not due"),
    "open": Words("待定", "open"),
}


def impact_blocks(changes: Changes, made: Impact, lang: Lang) -> Iterator[Block]:
    """The units, then every line that has other points."""
    year = made.after.year
    yield _units(made, lang)
    yield Note(_DATA.of(lang, file=year.file, digest=year.sha256[:12]))
    for which, result in zip(_SIDES, (made.before, made.after), strict=True):
        yield from (Note(_STANDING.of(lang, which=which.of(lang), line=line)) for line in heading.standing(result, lang))
    yield from _unheld(made, lang)
    rows = tuple(_line(changes, made, unit, move, lang) for unit in made.units for move in unit.items)
    yield Table(_LINES.of(lang), _columns(lang), rows) if rows else Note(_NO_LINES.of(lang))


def _unheld(made: Impact, lang: Lang) -> Iterator[Note]:
    """What the totals lack only because the workbook cannot hold it: no effect of the rules, and no fault of anyone."""
    for n, (which, found) in enumerate(zip(_SIDES, made.unheld, strict=True)):
        if found is not None:
            fields = {"which": which.of(lang), "other": _SIDES[1 - n].of(lang), "file": made.after.year.file}
            measures = ("、" if lang == "zh" else ", ").join(found.measures)
            result = (made.before, made.after)[n]
            most = _MOST.of(lang) if _differs(result, found) else ""
            yield Note(_UNHELD.of(lang, most=most, points=show(found.points), measures=measures, **fields))


def _differs(result: Assessment, found: Unheld) -> bool:
    """Whether units lack different points: not all are assessed on the same, or one has sent nothing at all."""
    lines = ([x for x in u.lines if x.state == "missing" and x.indicator.measure in found.measures] for u in result.units)
    return len({sum(x.of for x in own) for own in lines}) > 1


def _units(made: Impact, lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(TOTAL.of(lang), align="right"),
        Column(Words("变动", "Change").of(lang), align="right"),
        Column(GRADE.of(lang), rank=1),
        Column(RANK.of(lang), rank=2),
    )
    return Table(_UNITS.of(lang, year=made.after.year.year), columns, tuple(_unit(u, lang) for u in made.units))


def _unit(unit: UnderBoth, lang: Lang) -> tuple[str, ...]:
    before, after = unit.before, unit.after
    aside = "" if before and after else (_ONLY_NEW if after else _ONLY_OLD).of(lang)
    return (
        unit.unit.unit.name.of(lang) + aside,
        step(_total(before, lang), _total(after, lang)),
        NONE if unit.change is None else signed(unit.change),
        step(grade_or_none(before, lang), grade_or_none(after, lang)),
        step(rank_text(before), rank_text(after)),
    )


def _total(unit: UnitResult | None, lang: Lang) -> str:
    if unit is None:
        return NONE
    return f"{unit.total}({OPEN.of(lang)})" if unit.is_open else str(unit.total)


def _columns(lang: Lang) -> tuple[Column, ...]:
    return (
        Column(UNIT.of(lang), free=True, floor=8),
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=2, free=True),
        Column(Words("得分", "Points").of(lang), align="right"),
        Column(Words("变动", "Change").of(lang), rank=1, align="right"),
        Column(Words("变动序号", "Change no.").of(lang)),
    )


def _line(changes: Changes, made: Impact, unit: UnderBoth, move: ItemMove, lang: Lang) -> tuple[str, ...]:
    sides = ((move.before, made.before), (move.after, made.after))
    points = [_points(item, result, unheld, lang) for (item, result), unheld in zip(sides, made.unheld, strict=True)]
    name = item_name(made.after if move.after else made.before, move.piece).of(lang)
    numbers = ("、" if lang == "zh" else ", ").join(str(c.n) for c in causes(changes, unit, move))
    return unit.unit.unit.name.of(lang), move.id, name, step(*points), signed(move.change), numbers or NONE


def _points(item: Item | None, result: Assessment, unheld: Unheld | None, lang: Lang) -> str:
    """The points of a line; one that is not scored says why."""
    if item is None:
        return NONE
    state = _STATES.get(getattr(item.of, "state", ""))
    if unheld and isinstance(item.of, Line) and item.of.state == "missing" and item.of.indicator.measure in unheld.measures:
        state = _NO_DATA
    points = str(quantise(item.points, result.rules.scheme.points.places))
    return f"{points}({state.of(lang)})" if state else points
