"""The analysis, third: the indicators that are held against the provincial average of the year."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.numbers import plain
from loudi_qa.report.docx.analysis.page import MOST_SIDE_BY_SIDE, NOTHING, Page, listed, percent_text, signed
from loudi_qa.report.docx.chart import BLUE, GREY, MOST_BARS, ORANGE, Chart, Series
from loudi_qa.report.docx.style import WIDTH_MM
from loudi_qa.report.docx.table import Column
from loudi_qa.report.facts import against_province
from loudi_qa.scheme.ask import with_unit
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import EVERY_GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.report.facts import ProvinceFact
    from loudi_qa.scheme.models import Indicator

_STATES = {"missing": "缺报", "not_applicable": "不适用", "not_theirs": "不考核", "not_due": "未到期", "open": "待定"}


def province(page: Page) -> None:
    """How many units are at the average, above or below, by how much, and where the averages come from."""
    facts = against_province(page.result)
    page.section("与全省平均对照")
    if not facts:
        page.say("本年度规则没有以全省平均为准的指标。")
        return
    page.say(*_summary(page, facts))
    _met_chart(page, facts)
    _met_table(page, facts)
    if len(page.result.units) <= MOST_SIDE_BY_SIDE:
        _deviations_table(page, facts)
    else:
        _extremes_table(page, facts)


def _summary(page: Page, facts: Sequence[ProvinceFact]) -> list[str]:
    indicators = {f.indicator.id: f.indicator for f in facts}
    compared, met = sum(len(f.compared) for f in facts), sum(f.met for f in facts)
    told = [f"{len(indicators)}项指标以当年全省平均为准，"]
    if compared:
        told.append(
            f"共比较{compared}项次，达到{met}项次，未达到{compared - met}项次，达到率{percent_text(Fraction(met, compared))}。"
        )
    else:
        told.append("没有可以比较的数值。")
    others: Counter[str] = Counter(state for f in facts for _, state in f.others)
    if others:
        told.append("未比较的有：" + "，".join(f"{_STATES[s]}{others[s]}项次" for s in _STATES if others[s]) + "。")
    return [*told, *_extremes(page, facts)]


def _extremes(page: Page, facts: Sequence[ProvinceFact]) -> list[str]:
    """The indicators that every unit reached, and those that most missed."""
    missed: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    for fact in facts:
        missed[fact.indicator.id] += len(fact.compared) - fact.met
        compared[fact.indicator.id] += len(fact.compared)
    names = {f.indicator.id: page.measure(f.indicator).name.zh for f in facts}
    everywhere = [names[i] for i in names if compared[i] and not missed[i]]
    worst = [i for i in names if missed[i] and missed[i] == max(missed.values())]
    told = [f"参加比较的单位全部达到的是{listed(everywhere, 4, '项')}。"] if everywhere else []
    if worst:
        told.append(f"未达到的单位最多的是{listed([names[i] for i in worst], 3, '项')}，有{missed[worst[0]]}个单位。")
    return told


def _names(page: Page, facts: Sequence[ProvinceFact]) -> dict[str, str]:
    """By indicator the name of its measure; its own where two of them are held against an average of one measure."""
    own = {fact.indicator.id: fact.indicator for fact in facts}
    shared = Counter(i.measure for i in own.values())
    return {i.id: page.measure(i).name.zh if shared[i.measure] == 1 else page.name(i) for i in own.values()}


def _met_chart(page: Page, facts: Sequence[ProvinceFact]) -> None:
    """How many units reached the average, by indicator."""
    counts: dict[str, list[int]] = {}
    names = _names(page, facts)
    for fact in facts:
        own = counts.setdefault(names[fact.indicator.id], [0, 0, 0])
        own[0], own[1], own[2] = own[0] + fact.met, own[1] + len(fact.compared) - fact.met, own[2] + len(fact.others)
    shown = dict(list(counts.items())[:MOST_BARS])
    kinds = (("达到", BLUE), ("未达到", ORANGE), ("未比较", GREY))
    series = tuple(
        Series(name, tuple(Decimal(own[i]) for own in shown.values()), colour)
        for i, (name, colour) in enumerate(kinds)
        if any(own[i] for own in shown.values())
    )
    told = "；".join(f"{name}达到{own[0]}个、未达到{own[1]}个、未比较{own[2]}个" for name, own in shown.items())
    chart = Chart(tuple(shown), series, "单位数（个）", places=0, form="stacked", low=0)
    page.chart("各项指标达到全省平均的单位数", chart, told)


def _met_table(page: Page, facts: Sequence[ProvinceFact]) -> None:
    columns = (
        Column("指标", 35),
        Column("适用组", 18, "center"),
        Column("全省平均", 19, "right"),
        Column("统计口径；来源", 40),
        Column("达到", 13, "center"),
        Column("未达到", 15, "center"),
        Column("未比较", 16, "center"),
    )
    rows = [
        (
            _name(page, f.indicator),
            _group(page, f.group),
            with_unit(f.average.value, page.measure(f.indicator)) if f.average else "缺",
            f"{f.average.scope or '口径未注明'}；{f.average.source or '来源未注明'}" if f.average else NOTHING,
            str(f.met),
            str(len(f.compared) - f.met),
            str(len(f.others)),
        )
        for f in facts
    ]
    page.table("全省平均和达到的单位数（个）", columns, rows)


def _name(page: Page, indicator: Indicator) -> str:
    """The measure's name, with what the rule adds to the average."""
    plus = indicator.rule.plus if isinstance(indicator.rule, Reach) else 0
    return page.measure(indicator).name.zh + (f"（按全省平均{plus:+}判定）" if plus else "")


def _group(page: Page, group: str) -> str:
    names = {g.id: g.name.zh for g in page.result.rules.mandate.benchmark_groups}
    return "全部" if group == EVERY_GROUP else names[group]


def _deviations_table(page: Page, facts: Sequence[ProvinceFact]) -> None:
    """Every unit's value less the average, where the units fit side by side."""
    units = page.result.units
    each = (WIDTH_MM - 38) / len(units)
    columns = (Column("指标", 38), *(Column(u.unit.name.zh, each, "center") for u in units))
    rows: dict[str, dict[str, str]] = {}
    for fact in facts:
        own = rows.setdefault(fact.indicator.id, {"": page.measure(fact.indicator).name.zh})
        own |= {c.unit.unit.name.zh: signed(plain(c.deviation)) + ("" if c.met else "*") for c in fact.compared}
        own |= {u.unit.name.zh: _STATES[state] for u, state in fact.others}
    cells = [(own[""], *(own[u.unit.name.zh] for u in units)) for own in rows.values()]
    page.table("各单位与全省平均的差", columns, cells)
    page.note("差为单位数值减去全省平均，比率的差以百分点计；带*的为未达到。")


def _extremes_table(page: Page, facts: Sequence[ProvinceFact]) -> None:
    """The ends of the deviations, where the units are too many for columns."""
    columns = (Column("指标", 52), Column("适用组", 20, "center"), Column("最高的单位", 42), Column("最低的单位", 42))
    rows = [(page.measure(f.indicator).name.zh, _group(page, f.group), _end(f, 0), _end(f, -1)) for f in facts if f.compared]
    page.table("与全省平均相差最多的单位", columns, rows)
    page.note("差为单位数值减去全省平均，比率的差以百分点计；带*的为未达到。")


def _end(fact: ProvinceFact, at: int) -> str:
    found = fact.compared[at]
    return f"{found.unit.unit.name.zh} {signed(plain(found.deviation))}{'' if found.met else '*'}"
