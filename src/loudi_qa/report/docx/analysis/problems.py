"""The analysis, sixth and seventh: where points were lost and who leads there, vetoes, and what is to be done by when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loudi_qa.assess.city import city_targets
from loudi_qa.assess.departments import leads
from loudi_qa.assess.result import NOTHING as NO_POINTS
from loudi_qa.report.deadline import day_zh, deadline
from loudi_qa.report.docx.analysis.page import NOTHING, Page, listed, unit_names
from loudi_qa.report.docx.chart import ORANGE, Chart, Series
from loudi_qa.report.docx.table import Column
from loudi_qa.report.facts import by_department, by_indicator
from loudi_qa.report.facts_years import courses
from loudi_qa.report.followed import STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.report.facts import DepartmentFact, IndicatorFact

_MOST_INDICATORS = 10
_MOST_DEPARTMENTS = 15
_LOWEST_ONLY = "总分只取得分最低的一组，本部分的失分只计各单位作为总分的那一组；“分组情况”中的失分按各组分别计。"
_EVERY = "全部{n}个单位"


def problems(page: Page) -> None:
    """The indicators on which most was lost, the departments that lead there, vetoes, what failed for two years."""
    page.section("主要问题和责任")
    if page.result.rules.scheme.points.total == "lowest_group":
        page.say(_LOWEST_ONLY)
    page.part("失分最多的指标")
    _indicators(page)
    page.part("牵头部门")
    _departments(page)
    page.part("一票否决事项")
    _vetoes(page)
    pair = page.dossier.pair
    if pair is not None and not pair.one_year:
        page.part("连续两年未达标的指标")
        _again(page)


def _indicators(page: Page) -> None:
    facts = sorted((f for f in by_indicator(page.result, counted=True) if f.losers), key=lambda f: -f.all.lost)
    if not facts:
        page.say("各单位没有失分的指标。")
        return
    whole = sum((f.all.lost for f in facts), NO_POINTS)
    page.say(f"{len(facts)}项指标有单位失分，合计{whole}分（不含不适用分值折算）。")
    shown = facts[:_MOST_INDICATORS]
    told = "；".join(f"{page.name(f.indicator)}{f.all.lost}分" for f in shown)
    series = (Series("失分", tuple(f.all.lost for f in shown), ORANGE),)
    chart = Chart(tuple(page.name(f.indicator) for f in shown), series, "各单位合计失分（分）", low=0, legend=False)
    first = f"（前{len(shown)}项）" if len(facts) > len(shown) else ""
    page.chart(f"失分最多的指标{first}", chart, told)
    columns = (Column("指标", 56), Column("合计失分", 20, "right"), Column("失分单位", 44), Column("牵头部门", 36))
    lead = leads(page.result.rules.mandate, page.result.year.year)
    rows = [(page.name(f.indicator), str(f.all.lost), _losers(f), lead[f.indicator.id].name.zh) for f in shown]
    page.table(f"失分最多的指标{first}", columns, rows)


def _losers(fact: IndicatorFact) -> str:
    return f"{len(fact.losers)}个：{listed([u.unit.name.zh for u, _ in fact.losers], 3, '')}"


def _departments(page: Page) -> None:
    facts = by_department(page.result)
    if not facts:
        page.say("没有需要落实到部门的失分。")
        return
    page.say(
        f"失分按条款的第一责任单位归集，部门名称为{page.result.year.year}年末的名称。条款与指标的对应为设定；",
        "失分多少与牵头指标的多少和分值有关，不等于对部门工作的评价。",
    )
    columns = (
        Column("牵头部门", 44),
        Column("失分", 18, "right"),
        Column("涉及单位", 20, "center"),
        Column("失分较多的指标", 74),
    )
    named = [f for f in facts if f.department]
    rows = [_department(page, f) for f in (*named[:_MOST_DEPARTMENTS], *(f for f in facts if f.department is None))]
    page.table("各部门牵头指标的失分（分）", columns, rows)
    if len(named) > _MOST_DEPARTMENTS:
        page.note(f"另有{len(named) - _MOST_DEPARTMENTS}个部门未列出，见整改清单。")


def _department(page: Page, fact: DepartmentFact) -> tuple[str, str, str, str]:
    names = {i.id: page.name(i) for i in page.result.rules.scheme.indicators}
    main = "；".join(f"{names[i]} {lost}" for i, lost in fact.indicators[:2])
    name = fact.department.name.zh if fact.department else "不适用分值折算"
    return name, str(fact.lost), str(len(fact.units)), main or "不归部门"


def _vetoes(page: Page) -> None:
    struck = [(u, v) for u in page.result.units for v in u.vetoes]
    if not struck:
        page.say("本年度没有一票否决事项。")
        return
    kinds = Counter(v.veto.name.zh for _, v in struck)
    fields = Counter(v.incident.field or "领域未注明" for _, v in struck)
    units = len({u.unit.name.zh for u, _ in struck})
    page.say(
        f"{units}个单位发生{len(struck)}起：",
        "、".join(f"{kind}{n}起" for kind, n in kinds.items()),
        "；涉及领域：",
        listed([f"{field}{n}起" for field, n in fields.most_common()], 6, "个领域"),
        "。",
    )
    columns = (
        Column("单位", 22),
        Column("日期", 27, "center"),
        Column("类别", 32),
        Column("领域", 15, "center"),
        Column("认定依据", 28),
        Column("说明", 32),
    )
    rows = [
        (
            u.unit.name.zh,
            v.incident.date,
            v.veto.name.zh,
            v.incident.field or NOTHING,
            v.incident.found_by or NOTHING,
            v.incident.description or NOTHING,
        )
        for u, v in struck
    ]
    page.table("一票否决事项", columns, rows)


def _again(page: Page) -> None:
    pair = page.dossier.pair
    assert pair is not None  # noqa: S101 -- asked above
    found = sorted((c for c in courses(pair) if c.again), key=lambda c: -len(c.again))
    if not found:
        page.say("没有连续两年未达标的指标。")
        return
    times = sum(len(c.again) for c in found)
    page.say(f"{len(found)}项指标有单位连续两年未达标，共{times}项次。")
    lead = leads(page.result.rules.mandate, page.result.year.year)
    columns = (Column("指标", 60), Column("单位数", 16, "center"), Column("单位", 44), Column("牵头部门", 36))
    shown = found[:_MOST_INDICATORS]
    of_all = len(page.result.units)
    rows = [
        (
            page.name(c.indicator),
            str(len(c.again)),
            _EVERY.format(n=of_all) if 1 < of_all == len(c.again) else listed(c.again, 3, ""),
            lead[c.indicator.id].name.zh,
        )
        for c in shown
    ]
    first = f"（单位最多的{len(shown)}项）" if len(found) > len(shown) else ""
    page.table(f"连续两年未达标的指标{first}", columns, rows)


def ahead(page: Page) -> None:
    """What follows from data and rules, by when: rectification, objections, consequences, what is still to be filled in."""
    dossier, papers = page.dossier, page.dossier.papers
    page.section("下一步")
    told = []
    if any(u.lost for u in page.result.units):
        told.append(f"各单位对照整改清单逐项整改，{deadline(papers.rectify, dossier.day).zh}完成。")
    if asked := papers.objections:
        told.append(f"对结果有异议的，{deadline(asked.within, dossier.day).zh}向{asked.to.zh}提出。")
    page.say(*told)
    _consequences(page)
    page.say(*_to_fill_in(page))
    _followed(page)


def _consequences(page: Page) -> None:
    """What is asked of whom, by when; in the order of the rules."""
    asked: dict[str, list[UnitResult]] = {}
    for unit in page.result.units:
        for consequence in unit.consequences:
            asked.setdefault(consequence.id, []).append(unit)
    rows = [
        (_whom(asked[c.id], len(page.result.units)), c.do.zh, deadline(c.within, page.dossier.day).zh, c.to.zh)
        for c in page.result.rules.mandate.consequences
        if c.id in asked
    ]
    columns = (Column("对象单位", 30), Column("措施", 52), Column("期限", 42, "center"), Column("报送或办理", 32))
    page.table("结果运用的措施", columns, rows)
    if page.result.is_open:
        page.say("按位次引出的措施，待全部单位总分确定后才能得出。")


def _whom(units: Sequence[UnitResult], of_all: int) -> str:
    return _EVERY.format(n=of_all) if 1 < of_all == len(units) else unit_names(units, 3)


def _to_fill_in(page: Page) -> list[str]:
    """What the data still lack; each with its number."""
    lines = Counter(x.state for u in page.result.units for x in u.lines)
    blocked = [t for t in city_targets(page.result) if t.blocked_by]
    told = []
    if lines["open"]:
        told.append(f"待定的{lines['open']}项次补齐数据或基准后重新计分。")
    if lines["missing"]:
        told.append(f"未填报的{lines['missing']}项次已计0分。")
    if blocked:
        told.append(f"{len(blocked)}项全市比率缺少部分单位的分子、分母，补齐后才能得出。")
    return told


def _followed(page: Page) -> None:
    """What became of what was asked last year."""
    pair = page.dossier.pair
    follow_ups = pair.follow_ups if pair else ()
    if not follow_ups or pair is None:
        return
    counts: Counter[str] = Counter(f.state for f in follow_ups)
    page.say(
        f"{pair.older.year.year}年度提出的限期要求{len(follow_ups)}项：",
        "；".join(f"{STATES[s].zh}的{counts[s]}项" for s in STATES if counts[s]),
        "。状态只看结果，材料是否按时报送另查台账。",
    )
    columns = (Column("单位", 24), Column("要求", 62), Column("期限", 38, "center"), Column("状态", 32, "center"))
    rows = [
        (f.unit, f.consequence.do.zh, day_zh(f.due) if f.due else deadline(f.consequence.within, None).zh, STATES[f.state].zh)
        for f in follow_ups
    ]
    page.table("上年度限期要求的状态", columns, rows, "，用loudi-qa compare查看")
