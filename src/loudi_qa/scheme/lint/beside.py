"""Remarks that need something beside the rules: the quotas of a workbook, the cases that try them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.scheme.lint.provenance import stated
from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.rules import Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from loudi_qa.scheme.models import Scheme


def quota_remarks(scheme: Scheme, quotas: Mapping[tuple[str, str], Decimal], year: int) -> Iterator[Said]:
    """The quotas of a year (by unit and measure) added up, against the document's figure for the whole city."""
    for i, indicator in enumerate(scheme.indicators):
        city, rule = indicator.city, indicator.rule
        if city is None or not isinstance(rule, Reach) or rule.bound != "quota":
            continue
        own = [q for (_, measure), q in quotas.items() if measure == indicator.measure]
        target = Words("每年 {n}", "{n} a year") if city.yearly else Words("{by} 年 {n}", "{n} by {by}")
        fields = {
            "id": indicator.id, "measure": indicator.measure, "sum": show(sum(own, Decimal(0))), "year": year,
            "target": target.filled(n=show(city.at_least), by=city.by or ""),
        }  # fmt: skip
        if not own:
            message = Words(
                "{id}：{year} 年没有一个单位分到 {measure}（全市数：{target}）",
                "{id}: no unit has a quota of {measure} in {year}; the city's figure is {target}",
            )
            fix = Words("在“目标分解”里分到单位，否则这项谁都不考核", "hand it out in 目标分解, or nobody is assessed on it")
            yield Said("quota-not-set", ("indicators", i), message.filled(**fields), fix)
        elif sum(own) < city.at_least:
            due = city.yearly or (city.by is not None and year >= city.by)
            message = Words(
                "{id}：{year} 年 {measure} 的分解目标合计 {sum}，低于全市数（{target}）",
                "{id}: the quotas of {measure} for {year} add up to {sum}, below the city's figure ({target})",
            )
            fix = (
                Words("各单位都完成了，全市也达不到：增加分解数", "with every quota met the city still falls short: raise them")
                if due
                else Words("到目标年份前逐年增加即可；请核对进度", "they may grow until that year: see that they do")
            )
            yield Said("quota-below-city" if due else "quota-not-yet", ("indicators", i), message.filled(**fields), fix)


def case_remarks(scheme: Scheme, tried: Collection[str]) -> Iterator[Said]:
    """Rules that no case tries."""
    for path, item in stated(scheme):
        if item.id not in tried:
            message = Words("{id}：没有案例试过这条规则", "{id}: no case tries this rule").filled(id=item.id)
            fix = Words("在案例文件里加几行：达到、未达到、正好在界限上", "add cases: met, missed, and exactly on the bound")
            yield Said("rule-without-case", path, message, fix)
