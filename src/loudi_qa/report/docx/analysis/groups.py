"""The analysis, second: the share of points earned in each group, its strong and weak indicators, who lost most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import plain
from loudi_qa.report.docx.analysis.page import NOTHING, Page, listed, percent_text
from loudi_qa.report.docx.chart import MOST_BARS, Chart, Series
from loudi_qa.report.docx.table import Column
from loudi_qa.report.facts import by_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.report.facts import GroupFact, IndicatorFact

_MOST_TIED = 2


def groups(page: Page) -> None:
    """The share of points earned by group, the best and the weakest indicators, the units that lost most."""
    facts = by_group(page.result)
    page.section("分组情况")
    ranked = sorted((f for f in facts if f.all.share is not None), key=lambda f: -(f.all.share or 0))
    if not ranked:
        page.say("各组均没有可以计算的得分率。")
        return
    sentences = ["得分率是各单位得分之和与应得分之和的比。"]
    if len(ranked) > 1:
        best, worst = ranked[0], ranked[-1]
        if best.all.share == worst.all.share:
            sentences.append(f"{len(ranked)}组指标的得分率均为{percent_text(best.all.share)}。")
        else:
            sentences.append(
                f"{len(ranked)}组指标中，{best.group.name.zh}得分率最高，为{percent_text(best.all.share)}；"
                f"{worst.group.name.zh}最低，为{percent_text(worst.all.share)}。"
            )
    if any(f.open for f in facts):
        sentences.append("组内有待定指标的单位不计入该组。")
    page.say(*sentences)
    _shares_chart(page, facts)
    _shares_table(page, facts)
    _indicators_table(page, facts)


def _shares_chart(page: Page, facts: Sequence[GroupFact]) -> None:
    shown = [f for f in facts if f.all.share is not None][:MOST_BARS]
    shares = tuple(100 * f.all.share for f in shown if f.all.share is not None)
    labels = tuple(f.group.name.zh for f in shown)
    chart = Chart(labels, (Series("得分率", shares),), "得分率（%）", places=1, low=0, high=100, legend=False)
    page.chart("各组得分率", chart, "；".join(f"{f.group.name.zh}{percent_text(f.all.share)}" for f in shown))


def _shares_table(page: Page, facts: Sequence[GroupFact]) -> None:
    columns = (
        Column("分组", 26),
        Column("满分", 13, "right"),
        Column("得分率", 19, "right"),
        Column("失分", 18, "right"),
        Column("得分率最高的单位", 40),
        Column("得分率最低的单位", 40),
    )
    rows = [
        (
            f.group.name.zh,
            str(plain(f.group.points)),
            percent_text(f.all.share),
            str(f.all.lost) if f.units else NOTHING,
            _extreme(f, 0),
            _extreme(f, -1),
        )
        for f in facts
    ]
    page.table("各组得分率", columns, rows)


def _extreme(fact: GroupFact, at: int) -> str:
    """The unit or units of the highest or lowest share."""
    if not fact.units:
        return NOTHING
    share = fact.units[at][1].share
    return f"{listed([u.unit.name.zh for u, t in fact.units if t.share == share], 2, '个')}（{percent_text(share)}）"


def _indicators_table(page: Page, facts: Sequence[GroupFact]) -> None:
    columns = (Column("分组", 24), Column("得分率最高的指标", 44), Column("得分率最低的指标", 44), Column("失分最多的单位", 44))
    rows = [(f.group.name.zh, *_best_and_worst(page, f), _losers(f)) for f in facts if f.indicators]
    page.table("各组的强项、弱项和失分", columns, rows)


def _best_and_worst(page: Page, fact: GroupFact) -> tuple[str, str]:
    best, worst = fact.indicators[0].all.share, fact.indicators[-1].all.share
    if best == worst:
        return f"各项相同（{percent_text(best)}）", NOTHING
    return _tied(page, fact.indicators, best), _tied(page, fact.indicators, worst)


def _tied(page: Page, facts: Sequence[IndicatorFact], share: object) -> str:
    tied = [f for f in facts if f.all.share == share]
    return f"{listed([page.name(f.indicator) for f in tied], _MOST_TIED, '项')}（{percent_text(tied[0].all.share)}）"


def _losers(fact: GroupFact) -> str:
    losers = sorted((x for x in fact.units if x[1].lost > 0), key=lambda x: -x[1].lost)[:_MOST_TIED]
    return "；".join(f"{u.unit.name.zh}失{t.lost}分" for u, t in losers) or "无"
