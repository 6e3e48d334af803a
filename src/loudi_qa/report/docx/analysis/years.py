"""The analysis, fourth: this year beside the last one, where its workbook was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.docx.analysis.city import city_text
from loudi_qa.report.docx.analysis.page import NOTHING, Page, listed, signed
from loudi_qa.report.docx.chart import BLUE, GREY, MOST_BARS, ORANGE, Chart, Series
from loudi_qa.report.docx.table import Column
from loudi_qa.report.facts_years import city_courses, courses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.compare.split import Change, UnitChange
    from loudi_qa.assess.result import UnitResult
    from loudi_qa.report.facts_years import CityCourse, Course

_PARTS = (("data", "数据", BLUE), ("benchmarks", "基准", ORANGE), ("rules", "规则", GREY))
_MOST_COURSES = 12


def years(page: Page) -> None:
    """The change of totals and where it comes from, what was mended, and the city's own figures."""
    pair = page.dossier.pair
    page.section("与上年对照")
    if pair is None or pair.one_year:
        page.say("没有提供上年工作簿，本年度不作对照。")
        return
    _totals(page, pair)
    _courses(page, pair)
    _city(page, pair)


def _totals(page: Page, pair: Pair) -> None:
    page.part("总分变动")
    changes = [(c, c.change) for c in pair.changes if c.change is not None]
    up, down = (sum(sign * change.total > 0 for _, change in changes) for sign in (1, -1))
    told = [f"{pair.older.year.year}、{pair.newer.year.year}两个年度都有总分的单位{len(changes)}个，上升{up}个，下降{down}个"]
    told.append(f"，不变{len(changes) - up - down}个。" if len(changes) > up + down else "。")
    page.say(*told, *_furthest(changes), *_left_out(pair))
    if not changes:
        return
    page.say(
        "变动按固定顺序分为三部分：先换数据（填报值、核定值、加分扣分），再换基准（目标、全省平均、分解目标、上年值），最后换规则。",
        "三部分相加等于总分变动。",
    )
    _totals_chart(page, changes)
    _totals_table(page, pair)


def _furthest(changes: Sequence[tuple[UnitChange, Change]]) -> list[str]:
    if len(changes) < 2:
        return []
    most = max(changes, key=lambda x: x[1].total)
    least = min(changes, key=lambda x: x[1].total)
    if most[1].total == least[1].total:
        return [f"各单位均{_moved(most[1].total)}。"]
    return [f"变动的两端是{most[0].name}（{_moved(most[1].total)}）和{least[0].name}（{_moved(least[1].total)}）。"]


def _moved(change: Decimal) -> str:
    return f"上升{change}分" if change > 0 else f"下降{-change}分" if change else "不变"


def _left_out(pair: Pair) -> list[str]:
    missing = [c.name for c in pair.changes if c.change is None]
    return [f"{listed(missing)}只在一个年度有总分或总分待定，没有对照。"] if missing else []


def _totals_chart(page: Page, changes: Sequence[tuple[UnitChange, Change]]) -> None:
    shown = changes[:MOST_BARS]
    series = tuple(
        Series(name, tuple(getattr(change, part) for _, change in shown), colour)
        for part, name, colour in _PARTS
        if any(getattr(change, part) for _, change in shown)
    )
    told = "；".join(f"{unit.name}{signed(change.total)}分" for unit, change in shown)
    chart = Chart(tuple(u.name for u, _ in shown), series, "总分变动（分）", form="stacked", signed=True)
    more = f"（前{MOST_BARS}个单位）" if len(changes) > MOST_BARS else ""
    if series:
        page.chart(f"总分变动的来源{more}", chart, told)


def _totals_table(page: Page, pair: Pair) -> None:
    older, newer = pair.older.year.year, pair.newer.year.year
    columns = (
        Column("单位", 30),
        Column(f"{older}年", 18, "right"),
        Column(f"{newer}年", 18, "right"),
        Column("变动", 18, "right"),
        *(Column(name, 18, "right") for _, name, _ in _PARTS),
        Column("位次", 18, "center"),
    )
    rows = []
    for c in pair.changes:
        parts = [signed(getattr(c.change, part)) if c.change else NOTHING for part, _, _ in _PARTS]
        total = signed(c.change.total) if c.change else NOTHING
        rows.append((c.name, _total(c.before), _total(c.after), total, *parts, f"{_rank(c.before)}→{_rank(c.after)}"))
    page.table("总分变动及其来源（分）", columns, rows)


def _total(unit: UnitResult | None) -> str:
    return NOTHING if unit is None else "待定" if unit.is_open else str(unit.total)


def _rank(unit: UnitResult | None) -> str:
    return NOTHING if unit is None or unit.rank is None else str(unit.rank)


def _courses(page: Page, pair: Pair) -> None:
    """What was mended and what was not, over all units."""
    found = courses(pair)
    outcomes = [f.outcome for f in pair.failures]
    page.part("上年未达标指标的变化")
    if not found and not outcomes:
        page.say("两个年度都没有未达标的指标。")
        return
    closed, again, unknown = (outcomes.count(o) for o in ("closed", "open", "unknown"))
    anew = sum(len(c.anew) for c in found)
    told = [f"上年未达标{len(outcomes)}项次，本年已达标{closed}项次，再次未达标{again}项次"]
    told.append(f"，本年不计分、无法判断{unknown}项次。" if unknown else "。")
    page.say(*told, f"上年达标而本年未达标的{anew}项次。")
    _courses_table(page, found)


def _courses_table(page: Page, found: Sequence[Course]) -> None:
    columns = (
        Column("指标", 64),
        Column("新达标", 18, "center"),
        Column("再次未达标", 24, "center"),
        Column("新出现未达标", 30, "center"),
        Column("净变化", 20, "center"),
    )
    ordered = sorted(found, key=lambda c: -(len(c.closed) + len(c.anew)))
    moved = [c for c in ordered if c.closed or c.anew]
    rows = [
        (
            page.name(c.indicator),
            str(len(c.closed)),
            str(len(c.again)),
            str(len(c.anew)),
            _net(len(c.closed) - len(c.anew)),
        )
        for c in moved[:_MOST_COURSES]
    ]
    more = f"（变化最多的{_MOST_COURSES}项）" if len(moved) > _MOST_COURSES else ""
    page.table(f"达标单位数的变化{more}（个）", columns, rows)


def _net(change: int) -> str:
    return f"{change:+}" if change else "0"


def _city(page: Page, pair: Pair) -> None:
    """The rates of the city in both years, and how many of its counts rose or fell."""
    page.part("全市数值的变化")
    found = city_courses(pair)
    if not found:
        page.say("没有两个年度都能得出的全市数值。")
        return
    rates = [c for c in found if page.measure(c.after.indicator).city == "pooled"]
    counts = [c for c in found if c not in rates]
    page.say(_counted("比率", rates), _counted("数量", counts))
    columns = (
        Column("指标", 68),
        Column(f"{pair.older.year.year}年", 28, "right"),
        Column(f"{pair.newer.year.year}年", 28, "right"),
        Column("变化", 32, "right"),
    )
    rows = []
    for course in rates:
        measure = page.measure(course.after.indicator)
        change = f"{signed(course.change, 2)}个百分点" if course.change else "持平"
        rows.append((measure.name.zh, *(city_text(t.value, measure) for t in (course.before, course.after)), change))
    page.table("全市比率的变化", columns, rows)
    if rates:
        page.note("变化按未修约的数值计算，取两位小数。")


def _counted(kind: str, found: Sequence[CityCourse]) -> str:
    if not found:
        return ""
    up, down = (sum(sign * c.change > 0 for c in found) for sign in (1, -1))
    return f"两个年度都能得出的全市{kind}{len(found)}项，上升{up}项，下降{down}项，持平{len(found) - up - down}项。"
