"""The analysis, first and second: how the units stand, and what each group of indicators shows."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Literal

from loudi_qa.numbers import plain, show
from loudi_qa.report.docx.analysis.page import MOST_SIDE_BY_SIDE, NOTHING, Page, listed, signed, unit_names
from loudi_qa.report.docx.chart import MOST_BARS, PALETTE, Chart, Series
from loudi_qa.report.docx.style import WIDTH_MM
from loudi_qa.report.docx.table import Column
from loudi_qa.report.facts import spread, states, verified
from loudi_qa.report.grounds import grounds, is_silent, points_by_basis
from loudi_qa.report.overview import grade_text
from loudi_qa.report.withheld import withheld_zh
from loudi_qa.scheme.called import grade_zh
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.findings import Finding

_MOST_GROUPS = len(PALETTE)
"""Groups beyond this have no room beside one another."""
_MOST_NEAR = _MOST_WITHHELD = 4


def overall(page: Page) -> None:
    """Units by grade, the spread of totals, the states of the lines, what rests on assumptions."""
    result = page.result
    page.section("总体情况")
    page.say(
        f"本年度考核{len(result.units)}个单位、{len(result.rules.scheme.indicators)}项指标。",
        *_grades(page),
        _open_units(result.units),
    )
    page.say(_spread(page), *_near_grade(page))
    page.say(*_states(page))
    page.say(_assumptions(page))
    _totals_table(page)
    _totals_chart(page)


def _grades(page: Page) -> list[str]:
    """A sentence on the units of each grade, in the order of their ranks."""
    told = []
    for grade in page.result.rules.scheme.grades:
        units = [u for u in page.result.units if u.grade == grade]
        if units:
            told.append(f"{grade_zh(grade.grade)}{len(units)}个：{unit_names(units, 10)}")
        else:
            told.append(f"{grade_zh(grade.grade)}：无")
    vetoed = [
        f"{u.unit.name.zh}（按得分为{grade_zh(u.grade_before_veto.grade)}）"
        for u in page.result.units
        if u.vetoes and u.grade and u.grade_before_veto and u.grade != u.grade_before_veto
    ]
    withheld = [f"{u.unit.name.zh}{withheld_zh(page.result, u)}" for u in page.result.units if u.withheld]
    return [
        "；".join(told) + "。",
        f"因一票否决定级的：{listed(vetoed, 4)}。" if vetoed else "",
        f"{'；'.join(withheld[:_MOST_WITHHELD])}{'等' if len(withheld) > _MOST_WITHHELD else ''}。" if withheld else "",
    ]


def _open_units(units: Sequence[UnitResult]) -> str:
    found = [u for u in units if u.is_open]
    if not found:
        return ""
    rest = "，其余单位的位次为暂定" if len(found) < len(units) else ""
    return f"待定{len(found)}个：{unit_names(found)}，所依据的数据或基准不全，没有等级和位次{rest}。"


def _spread(page: Page) -> str:
    found = spread(page.result)
    if found is None:
        return "各单位总分均待定。"
    highest, lowest = found.highest[0], found.lowest[0]
    if highest.total == lowest.total:
        return f"总分为{highest.total}分。"
    return (
        f"总分最高{highest.total}分（{unit_names(found.highest, 3)}），最低{lowest.total}分（{unit_names(found.lowest, 3)}），"
        f"相差{found.range}分，中位数{show(found.median)}分。"
    )


def _near_grade(page: Page) -> list[str]:
    """Units just below the bound of a better grade, as the findings of the result have it."""
    near = [f for f in page.result.findings if f.code == "E502"]
    told = [f"{f.unit}（{f.fields['total']}分，距{_near(f)}差{f.fields['short']}分）" for f in near]
    bound = show(page.result.rules.scheme.near_bound)
    return [f"距上一等级下限不超过{bound}分的：{listed(told, _MOST_NEAR)}。"] if told else []


def _near(finding: Finding) -> str:
    """The better grade, as a finding has it."""
    grade = finding.fields["grade"]
    return grade.zh.replace(" ", "") if isinstance(grade, Words) else str(grade)


def _totals_table(page: Page) -> None:
    """Units side by side with the points of each group where they fit, else one under the other without the groups."""
    units, groups = page.result.units, page.result.rules.scheme.groups
    if len(units) <= MOST_SIDE_BY_SIDE:
        columns = [Column("", 42), *(Column(u.unit.name.zh, (WIDTH_MM - 42) / len(units), "center") for u in units)]
        told: list[tuple[str, Callable[[UnitResult], str]]] = [("位次", _rank), ("等级", _grade), ("总分", _total)]
        told += [(f"{g.name.zh}（{plain(g.points)}分）", partial(_points, i)) for i, g in enumerate(groups)]
        told += [("加减分", _extras)]
        page.table("各单位总分和各组得分（分）", columns, [(title, *(of(u) for u in units)) for title, of in told])
    else:
        columns = [
            Column("位次", 18, "center"),
            Column("单位", 66),
            Column("等级", 24, "center"),
            Column("总分", 24, "center"),
            Column("加减分", 24, "center"),
        ]
        rows = [(_rank(u), u.unit.name.zh, _grade(u), _total(u), _extras(u)) for u in units]
        page.table("各单位总分（分）", columns, rows)
    page.note(
        "".join(
            text
            for text, holds in (
                ("等级带*的由一票否决确定，括号内为按得分的等级。", any(u.vetoes for u in units)),
                (
                    "等级带#的因有指标没有达到要求的得分率而低于按总分的等级，按总分的等级在括号内。",
                    any(u.withheld for u in units),
                ),
                ("“待定”单位的总分只是已计分部分。", any(u.is_open for u in units)),
            )
            if holds
        )
    )


def _rank(unit: UnitResult) -> str:
    return NOTHING if unit.rank is None else str(unit.rank)


def _total(unit: UnitResult) -> str:
    return str(unit.total)


def _points(group: int, unit: UnitResult) -> str:
    own = unit.groups[group]
    return str(own.points) if own.declared else NOTHING


def _extras(unit: UnitResult) -> str:
    return signed(unit.extra_points)


def _grade(unit: UnitResult) -> str:
    return grade_text(unit, "zh")


def _totals_chart(page: Page) -> None:
    units, groups, policy = page.result.units[:MOST_BARS], page.result.rules.scheme.groups, page.result.rules.scheme.points
    labels = tuple(f"{u.unit.name.zh}　{u.grade.grade if u.grade else '待定'}" for u in units)
    what = "各组得分合计" if policy.total == "sum" else "最低一组得分"
    if len(groups) <= _MOST_GROUPS and policy.total == "sum":
        parts = tuple(Series(g.name.zh, tuple(u.groups[i].points for u in units), PALETTE[i]) for i, g in enumerate(groups))
    else:
        parts = (Series(what, tuple(u.total - u.extra_points for u in units)),)
    told = "；".join(f"{u.unit.name.zh}{u.total - u.extra_points}分" for u in units)
    more = f"（前{MOST_BARS}个单位）" if len(page.result.units) > MOST_BARS else ""
    form: Literal["stacked", "single"] = "stacked" if len(parts) > 1 else "single"
    chart = Chart(labels, parts, "得分（分），不含加减分", form=form, low=0, high=ceil(policy.full), legend=len(parts) > 1)
    page.chart(f"各单位得分构成{more}", chart, f"{what}：{told}")


def _states(page: Page) -> list[str]:
    counted = states(page.result)
    names = {
        "scored": "计分{}项次",
        "missing": "未填报{}项次（计0分）",
        "not_applicable": "不适用{}项次",
        "not_theirs": "不考核{}项次",
        "not_due": "未到考核期{}项次",
        "open": "待定{}项次（尚未计分）",
    }
    parts = [text.format(counted[state]) for state, text in names.items() if counted[state]]  # type: ignore[index]  # the states
    told = [f"各单位各项指标合计{counted.total()}项次，其中" + "，".join(parts) + "。"]
    missing = [f"{u.unit.name.zh}的{page.name(x.indicator)}" for u in page.result.units for x in u.lines if x.state == "missing"]
    told += [f"未填报的是{listed(missing, 4, '项次')}。"] if missing else []
    count, of = verified(page.result)
    return [*told, f"计分所用的{of}个数值中，{count}个经部门核定，其余按填报值。"] if count < of else told


def _assumptions(page: Page) -> str:
    bases = points_by_basis(page.result)
    if not is_silent(page.result):
        return f"{grounds(page.result).zh.replace(' ', '')}。"
    return (
        f"文件没有规定分值、等级和后果，{sum(bases.values())}分的分值均为本办设定；其中指标数值出自文件的{bases['text']}分，"
        f"由文件推出的{bases['derived']}分，由本办设定的{bases['assumed']}分。"
    )
