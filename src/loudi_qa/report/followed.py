"""What is told of two results besides the split of totals: what failed again, what was followed up, which cells were changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report.change import grade_or_none, signed, step
from loudi_qa.report.document import Block, Column, Note, Table
from loudi_qa.report.overview import GRADE, UNIT, within_text
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.compare.edits import Edit
    from loudi_qa.assess.compare.failures import Failure
    from loudi_qa.assess.compare.followup import FollowUp
    from loudi_qa.words import Lang

_AGAIN = Words("连续未达标的指标", "Indicators failed again")
_FOLLOWED = Words("上一年度的要求落实了没有", "What became of what was asked the year before")
_RESULT_ONLY = Words(
    "状态按两年结果判断：原因消除为“已改正”。书面材料是否按时报送，结果看不出，请另查台账。",
    "States follow from the two results: closed where the cause is gone. "
    "Whether papers were handed in on time no result can show.",
)
_WORKING_DAYS = Words(
    "以工作日计的期限请按国务院办公厅当年的放假安排推算。",
    "Deadlines in working days depend on the holidays announced for the year: count them by hand.",
)
_BY_DEPARTMENT = Words("各部门牵头的未达标指标", "Failed indicators by lead department")
_EDITS = Words("改动的单元格", "Cells that were changed")
_NO_EDITS = Words("两份工作簿中影响得分的内容完全相同。", "Nothing that bears on the points differs between the two workbooks.")
STATES = {
    "closed": Words("已改正", "closed"),
    "open": Words("未改正", "still open"),
    "escalated": Words("再次不合格，已升级", "failed again, escalated"),
    "unknown": Words("待定", "not known"),
}
_BY = Words("{due} 前", "by {due}")


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
        own = [e for e in pair.edits if shown.unit in {None, e.unit} or e.unit not in pair.newer.rules.mandate.unit]
        yield _edits(pair, own, lang) if own else Note(_NO_EDITS.of(lang))
        return
    failures = [f for f in pair.failures if shown.unit in {None, f.unit}]
    yield from _again(pair, failures, lang)
    followed = [f for f in pair.follow_ups if shown.unit in {None, f.unit}]
    if followed:
        yield _follow_ups(pair, followed, lang)
        yield Note(_RESULT_ONLY.of(lang))
        if any(f.consequence.within and f.consequence.within.working_days for f in followed):
            yield Note(_WORKING_DAYS.of(lang))
    yield from _departments(failures, lang)


def _again(pair: Pair, failures: Sequence[Failure], lang: Lang) -> Iterator[Table]:
    """By unit: how many of its failures are closed, and which stand again."""
    columns = (
        Column(UNIT.of(lang), free=True, floor=8),
        Column(Words("上年未达标", "Failed before").of(lang), rank=1, align="right"),
        Column(Words("已达标", "Reached now").of(lang), rank=2, align="right"),
        Column(Words("再次未达标", "Failed again").of(lang), align="right"),
        Column(Words("再次未达标的指标", "Which failed again").of(lang), free=True, floor=24),
    )
    rows = []
    for unit in dict.fromkeys(f.unit for f in failures):
        own = [f for f in failures if f.unit == unit]
        count = Counter(f.outcome for f in own)
        again = " ".join(f.before.indicator.id for f in own if f.outcome == "open")
        rows.append((unit_name(pair, unit, lang), str(len(own)), str(count["closed"]), str(count["open"]), again))
    if rows:
        yield Table(_AGAIN.of(lang), columns, tuple(rows))


def _follow_ups(pair: Pair, followed: Sequence[FollowUp], lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang), free=True, floor=8),
        Column(Words("上一年度的措施", "Asked the year before").of(lang), free=True, floor=20),
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
        for f in followed
    ]
    return Table(_FOLLOWED.of(lang), columns, tuple(rows))


def _departments(failures: Sequence[Failure], lang: Lang) -> Iterator[Table]:
    """By department, those with most open ones first."""
    columns = (
        Column(Words("部门", "Department").of(lang), free=True),
        Column(Words("上年未达标", "Failed before").of(lang), align="right"),
        Column(Words("已改正", "Closed").of(lang), align="right"),
        Column(Words("未改正", "Still open").of(lang), align="right"),
        Column(Words("待定", "Not known").of(lang), rank=2, align="right"),
        Column(Words("未改正的指标（单位数）", "Still open (units)").of(lang), rank=1, free=True, floor=24),
    )
    own: dict[str, list[Failure]] = {}
    for failure in failures:
        own.setdefault(failure.department.name.of(lang), []).append(failure)
    rows = []
    for name, its in own.items():
        count = Counter(f.outcome for f in its)
        which = Counter(f.before.indicator.id for f in its if f.outcome == "open")
        listed = " ".join(f"{i}({n})" for i, n in sorted(which.items(), key=lambda x: (-x[1], x[0])))
        rows.append((name, str(len(its)), str(count["closed"]), str(count["open"]), str(count["unknown"]), listed))
    rows.sort(key=lambda r: (-int(r[3]), -int(r[1]), r[0]))
    if rows:
        yield Table(_BY_DEPARTMENT.of(lang), columns, tuple(rows))


def _edits(pair: Pair, edits: Sequence[Edit], lang: Lang) -> Table:
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
    return Table(_EDITS.of(lang), columns, tuple(_edit_row(pair, e, lang) for e in edits))


def _edit_row(pair: Pair, edit: Edit, lang: Lang) -> tuple[str, ...]:
    empty = Words("（空）", "(empty)").of(lang)
    points = "" if edit.points is None else signed(edit.points)
    whose = edit_of(pair, edit).of(lang)
    cell = edit.cell.address if edit.cell else ""
    return edit.sheet, whose, edit.code, edit.column, edit.before or empty, edit.after or empty, points, cell


def edit_of(pair: Pair, edit: Edit) -> Words:
    """Whose cell it is: a unit's, or of an average that of a benchmark group."""
    groups = {g.id: g.name.words for g in pair.newer.rules.mandate.benchmark_groups}
    if edit.unit in groups:
        return groups[edit.unit]
    unit = pair.newer.rules.mandate.unit.get(edit.unit)
    return unit.name.words if unit else Words("全部", "all units")
