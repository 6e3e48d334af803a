"""What is told of two results besides the split of totals: what failed again, what was followed up, which cells were changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report.change import NONE, grade_or_none, signed, step
from loudi_qa.report.document import Block, Column, Note, Table
from loudi_qa.report.overview import GRADE, UNIT, within_text
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.compare.edits import Edit
    from loudi_qa.assess.compare.failures import Failure
    from loudi_qa.words import Lang

_AGAIN = Words("{older} 年度未达标的指标，{newer} 年度怎样了", "What failed in {older}, and how it stands in {newer}")
_FOLLOWED = Words("{older} 年度的要求，{newer} 年度结果如何", "What was asked after {older}, and what {newer} shows")
_RESULT_ONLY = Words(
    "状态只看结果：当年引出这项要求的情形还在不在。报告、方案等材料是否按时报送，结果看不出，请另查台账。",
    "The state tells of results only: whether what led to it is there again. "
    "Whether papers were handed in on time no result can show.",
)
_WORKING_DAYS = Words(
    "以工作日计的期限请按国务院办公厅当年的放假安排推算。",
    "Deadlines in working days depend on the holidays announced for the year: count them by hand.",
)
_BY_DEPARTMENT = Words("{older} 年度未达标的指标，按牵头部门", "What failed in {older}, by lead department")
_EDITS = Words("改动的单元格", "Cells that were changed")
_NO_EDITS = Words("两份工作簿中影响得分的内容完全相同。", "Nothing that bears on the points differs between the two workbooks.")
STATES = {
    "closed": Words("情形已消除", "closed"),
    "open": Words("情形仍在", "still open"),
    "escalated": Words("再次不合格，按规则升级", "failed again, escalated"),
    "unknown": Words("待定", "not known"),
}
OUTCOMES = {
    "closed": Words("已达标", "reached now"),
    "open": Words("再次未达标", "failed again"),
    "unknown": Words("待定", "not known"),
}
_BY = Words("{due} 前", "by {due}")
_EMPTY = Words("（空）", "(empty)")
_GONE = Words("原 {cell}", "was {cell}")
ALL_GROUPS = Words("全部单位", "all units")


class Shown(NamedTuple):
    """How much of a comparison is told: of one unit everything, of all units the main things."""

    lang: Lang
    unit: str | None = None


def unit_name(pair: Pair, name: str, lang: Lang) -> str:
    """A unit's name in the newer rules, else in the older ones."""
    for result in (pair.newer, pair.older):
        if name in result.rules.mandate.unit:
            return result.rules.mandate.unit[name].name.of(lang)
    return name


def later(pair: Pair, shown: Shown) -> Iterator[Block]:
    """What is told besides: of two tries the cells, of two years what failed again and what became of what was asked."""
    lang = shown.lang
    if pair.one_year:
        yield _edits(pair, lang) if pair.edits else Note(_NO_EDITS.of(lang))
        return
    yield from _one_by_one(pair, lang) if shown.unit else _again(pair, lang)
    if pair.follow_ups:
        yield _follow_ups(pair, lang)
        yield Note(_RESULT_ONLY.of(lang))
        if any(f.consequence.within and f.consequence.within.working_days for f in pair.follow_ups):
            yield Note(_WORKING_DAYS.of(lang))
    if not shown.unit:
        yield from _departments(pair, lang)


def _years(title: Words, pair: Pair, lang: Lang) -> str:
    return title.of(lang, older=pair.older.year.year, newer=pair.newer.year.year)


def _again(pair: Pair, lang: Lang) -> Iterator[Table]:
    """By unit: how many of its failures are closed, and which stand again."""
    columns = (
        Column(UNIT.of(lang), free=True, floor=8),
        Column(Words("原未达标", "Failed before").of(lang), rank=1, align="right"),
        Column(Words("已达标", "Reached now").of(lang), rank=2, align="right"),
        Column(Words("再次未达标", "Failed again").of(lang), align="right"),
        Column(Words("待定", "Not known").of(lang), rank=3, align="right"),
        Column(Words("再次未达标的指标", "Which failed again").of(lang), free=True, floor=24),
    )
    rows = []
    for unit in dict.fromkeys(f.unit for f in pair.failures):
        own = [f for f in pair.failures if f.unit == unit]
        count = Counter(f.outcome for f in own)
        again = " ".join(f.before.indicator.id for f in own if f.outcome == "open")
        counts = (str(count[outcome]) for outcome in ("closed", "open", "unknown"))
        rows.append((unit_name(pair, unit, lang), str(len(own)), *counts, again))
    if rows:
        yield Table(_years(_AGAIN, pair, lang), columns, tuple(rows))


def _one_by_one(pair: Pair, lang: Lang) -> Iterator[Table]:
    """Of one unit every failure by its name, and what became of it."""
    columns = (
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=1, free=True),
        Column(Words("状态", "State").of(lang)),
        Column(Words("得分", "Points").of(lang), rank=3, align="right"),
        Column(Words("牵头部门", "Lead").of(lang), rank=2, free=True),
    )
    rows = [
        (
            f.before.indicator.id,
            pair.older.rules.scheme.measure[f.before.indicator.measure].name.of(lang),
            OUTCOMES[f.outcome].of(lang),
            step(str(f.before.points), str(f.after.points) if f.after else NONE),
            f.department.name.of(lang),
        )
        for f in sorted(pair.failures, key=lambda f: f.outcome != "open")
    ]
    if rows:
        yield Table(_years(_AGAIN, pair, lang), columns, tuple(rows))


def _follow_ups(pair: Pair, lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang), free=True, floor=8),
        Column(Words("要求的措施", "What was asked").of(lang), free=True, floor=20),
        Column(Words("期限", "When").of(lang), rank=1),
        Column(Words("对象", "Addressed to").of(lang), rank=4, free=True),
        Column(Words("状态", "State").of(lang), free=True, floor=8),
        Column(GRADE.of(lang), rank=2),
        Column(Words("升级后的措施", "What follows now").of(lang), rank=3, free=True, floor=16),
    )
    rows = [
        (
            unit_name(pair, f.unit, lang),
            f.consequence.do.of(lang),
            _BY.of(lang, due=f.due.isoformat()) if f.due else within_text(f.consequence.within, lang),
            f.consequence.to.of(lang),
            STATES[f.state].of(lang),
            step(grade_or_none(f.before, lang), grade_or_none(f.after, lang)),
            "; ".join(c.do.of(lang) for c in f.further),
        )
        for f in pair.follow_ups
    ]
    return Table(_years(_FOLLOWED, pair, lang), columns, tuple(rows))


def _departments(pair: Pair, lang: Lang) -> Iterator[Table]:
    """By department, those with most open ones first."""
    columns = (
        Column(Words("部门", "Department").of(lang), free=True),
        Column(Words("原未达标", "Failed before").of(lang), align="right"),
        Column(OUTCOMES["closed"].of(lang), align="right"),
        Column(OUTCOMES["open"].of(lang), align="right"),
        Column(Words("待定", "Not known").of(lang), rank=2, align="right"),
        Column(Words("再次未达标的指标（单位数）", "Which failed again (units)").of(lang), rank=1, free=True, floor=24),
    )
    own: dict[str, list[Failure]] = {}
    for failure in pair.failures:
        own.setdefault(failure.department.name.of(lang), []).append(failure)
    rows = []
    for name, its in own.items():
        count = Counter(f.outcome for f in its)
        which = Counter(f.before.indicator.id for f in its if f.outcome == "open")
        listed = " ".join(f"{i}({n})" for i, n in sorted(which.items(), key=lambda x: (-x[1], x[0])))
        rows.append((name, str(len(its)), str(count["closed"]), str(count["open"]), str(count["unknown"]), listed))
    rows.sort(key=lambda r: (-int(r[3]), -int(r[1]), r[0]))
    if rows:
        yield Table(_years(_BY_DEPARTMENT, pair, lang), columns, tuple(rows))


def _edits(pair: Pair, lang: Lang) -> Table:
    columns = (
        Column(Words("工作表", "Sheet").of(lang), rank=2),
        Column(UNIT.of(lang), free=True, floor=8),
        Column(Words("编号", "Code").of(lang)),
        Column(Words("列", "Column").of(lang)),
        Column(Words("原来", "Before").of(lang), free=True, floor=8),
        Column(Words("现在", "Now").of(lang), free=True, floor=8),
        Column(Words("得分变动", "Points").of(lang), align="right"),
        Column(Words("单元格", "Cell").of(lang), rank=1),
    )
    return Table(_EDITS.of(lang), columns, tuple(_edit_row(pair, e, lang) for e in pair.edits))


def _edit_row(pair: Pair, edit: Edit, lang: Lang) -> tuple[str, ...]:
    cell = edit.difference
    before, after = (text or _EMPTY.of(lang) for text in (cell.before, cell.after))
    points = "" if edit.points is None else signed(edit.points)
    place = _GONE.of(lang, cell=cell.cell) if cell.gone and cell.cell else cell.cell or ""
    return edit.sheet, whose(pair, edit).of(lang), edit.code, cell.column, before, after, points, place


def whose(pair: Pair, edit: Edit) -> Words:
    """Whose cell it is: a unit's, or of an average that of a benchmark group."""
    if edit.unit is not None:
        return pair.newer.rules.mandate.unit[edit.unit].name.words
    groups = {g.id: g.name.words for result in (pair.older, pair.newer) for g in result.rules.mandate.benchmark_groups}
    return groups.get(edit.group or "", ALL_GROUPS)
