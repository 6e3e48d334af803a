"""The analysis, fifth: the document's figures for the whole city, and how far the city is from each."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.assess.city import city_targets
from loudi_qa.numbers import rounded, show
from loudi_qa.report.docx.analysis.page import NOTHING, Page, listed, signed
from loudi_qa.report.docx.chart import BLUE, MOST_BARS, ORANGE, Chart, Series
from loudi_qa.report.docx.table import Column
from loudi_qa.report.views import city_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import CityTarget
    from loudi_qa.scheme.models import Measure

_YEARLY = "每年的目标"
_ELSEWHERE = "，用“loudi-qa score 工作簿 --by city”查看"


def city(page: Page) -> None:
    """Targets by the year they are set for: reached, missed, not to be told; with the gaps."""
    targets = city_targets(page.result)
    by_year: dict[str, list[CityTarget]] = {}
    for target in sorted(targets, key=_due):
        by_year.setdefault(_title(target), []).append(target)
    page.section(f"{next(iter(by_year))}完成情况" if len(by_year) == 1 else "全市目标完成情况")
    if not targets:
        page.say("规则没有全市目标。")
        return
    page.say(
        "文件对全市提出的数值，由各单位数据汇总对照：比率为各单位分子之和除以分母之和，数量为各单位之和，",
        "“每个优势产业”的数量取各单位中最小的；范围性目标以下限为准。" if _has_least(page, targets) else "范围性目标以下限为准。",
    )
    for title, own in by_year.items():
        if len(by_year) > 1:
            page.part(title)
        _of_one_year(page, title, own)


def _has_least(page: Page, targets: Sequence[CityTarget]) -> bool:
    return any(page.measure(t.indicator).city == "least" for t in targets)


def _due(target: CityTarget) -> tuple[bool, int]:
    """Yearly targets stand last."""
    city = target.indicator.city
    return (True, 0) if city is None or city.by is None else (False, city.by)


def _title(target: CityTarget) -> str:
    yearly, by = _due(target)
    return _YEARLY if yearly else f"{by}年目标"


def _of_one_year(page: Page, title: str, targets: Sequence[CityTarget]) -> None:
    reached = [t for t in targets if (gap := gap_of(t)) is not None and gap <= 0]
    short = [t for t in targets if (gap := gap_of(t)) is not None and gap > 0]
    unknown = [t for t in targets if t.value is None]
    told = [f"共{len(targets)}项，已达到{len(reached)}项，未达到{len(short)}项"]
    told.append(f"，无法得出{len(unknown)}项。" if unknown else "。")
    page.say(*told, *_unknown(page, unknown))
    rates = [t for t in targets if page.measure(t.indicator).city == "pooled"]
    counts = [t for t in targets if t not in rates]
    _table(page, f"{title}：全市比率", rates)
    _rates_chart(page, title, [t for t in rates if t.value is not None])
    _table(page, f"{title}：全市数量", counts)
    _counts_chart(page, title, [t for t in counts if t.value is not None and target_of(t) > 0])


def target_of(target: CityTarget) -> Fraction:
    """The figure that the document sets."""
    city = target.indicator.city
    assert city is not None  # noqa: S101 -- city_targets takes only indicators that have one
    return Fraction(city.at_least)


def gap_of(target: CityTarget) -> Fraction | None:
    """What is left to the target, exactly; not above 0 where it is reached, None where the city's figure cannot be had."""
    return None if target.value is None else target_of(target) - target.value


def _unknown(page: Page, targets: Sequence[CityTarget]) -> list[str]:
    """Why there is no figure for the city."""
    blocked = [f"{_name(page, t)}（{listed(t.blocked_by, 3)}）" for t in targets if t.blocked_by]
    others = [t for t in targets if not t.blocked_by]
    idle, silent = ([_name(page, t) for t in others if bool(t.expected) == asked] for asked in (False, True))
    kinds = (("缺少能代表数值的分子、分母而无法汇总的", blocked), ("对各单位都不适用的", idle), ("没有单位填报的", silent))
    return [f"{kind}：{listed(names, 4, '项')}。" for kind, names in kinds if names]


def _name(page: Page, target: CityTarget) -> str:
    """The name of what the city is held to; of two figures for one, with the indicator's id."""
    measure = page.measure(target.indicator)
    twice = [i for i in page.result.rules.scheme.indicators if i.city and i.measure == measure.id]
    return measure.name.zh if len(twice) == 1 else f"{measure.name.zh}（{target.indicator.id}）"


def _rates_chart(page: Page, title: str, targets: Sequence[CityTarget]) -> None:
    """How many points each rate is above or below its target."""
    ahead = [(t, -gap) for t in targets[:MOST_BARS] if (gap := gap_of(t)) is not None]
    kinds = (("已达到", BLUE, True), ("未达到", ORANGE, False))
    series = tuple(
        Series(name, tuple(x if (x >= 0) == met else None for _, x in ahead), colour)
        for name, colour, met in kinds
        if any((x >= 0) == met for _, x in ahead)
    )
    told = "；".join(f"{_name(page, t)}{signed(x, 2)}个百分点" for t, x in ahead)
    chart = Chart(tuple(_name(page, t) for t, _ in ahead), series, "与目标相差（百分点）", signed=True)
    page.chart(f"{title}：全市比率与目标的差{_first(targets)}", chart, told)


def _counts_chart(page: Page, title: str, targets: Sequence[CityTarget]) -> None:
    """How much of each count there is."""
    done = [(t, 100 * t.value / target_of(t)) for t in targets[:MOST_BARS] if t.value is not None]
    kinds = (("已达到", BLUE, True), ("未达到", ORANGE, False))
    series = tuple(
        Series(name, tuple(x if (x >= 100) == met else None for _, x in done), colour)
        for name, colour, met in kinds
        if any((x >= 100) == met for _, x in done)
    )
    told = "；".join(f"{_name(page, t)}{rounded(x, 1)}%" for t, x in done)
    chart = Chart(tuple(_name(page, t) for t, _ in done), series, "完成目标的比例（%）", places=1, low=0)
    page.chart(f"{title}：全市数量完成的比例{_first(targets)}", chart, told)


def _first(targets: Sequence[CityTarget]) -> str:
    return f"（前{MOST_BARS}项）" if len(targets) > MOST_BARS else ""


def _table(page: Page, title: str, targets: Sequence[CityTarget]) -> None:
    columns = (
        Column("指标", 56),
        Column("目标", 25, "right"),
        Column("全市现状", 25, "right"),
        Column("与目标相差", 28, "right"),
        Column("情况", 22, "center"),
    )
    rows = []
    for target in targets:
        measure, city = page.measure(target.indicator), target.indicator.city
        upper = f"-{show(city.up_to)}" if city and city.up_to is not None else ""
        asked = f"{show(target_of(target))}{upper}{measure.unit or ''}"
        now = city_text(target.value, measure, target_of(target))
        if target.value is not None and target.reported < target.expected:
            now += f"（{target.reported}/{target.expected}）"
        rows.append((_name(page, target), asked, now, *_standing(target, measure)))
    page.table(title, columns, rows, _ELSEWHERE)
    if any("/" in row[2] for row in rows):
        page.note("括号内为填报的单位数和应填报的单位数：未填报的单位没有计入。")


def _standing(target: CityTarget, measure: Measure) -> tuple[str, str]:
    """How far the city is from a target, and what that means."""
    gap = gap_of(target)
    if gap is None:
        return NOTHING, "无法汇总" if target.blocked_by else "无填报" if target.expected else "不适用"
    ahead = signed(-gap, 2) if measure.city == "pooled" else signed(-gap)
    return (ahead if gap else "0"), "已达到" if gap <= 0 else "未达到"


def city_text(value: Fraction | None, measure: Measure, asked: Fraction | None = None) -> str:
    """A figure of the city with its unit: a rate to two digits at least, a count as it is."""
    return NOTHING if value is None else f"{city_value(value, measure, asked)}{measure.unit or ''}"
