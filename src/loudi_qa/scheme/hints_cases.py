"""What an editor shows beside each key of ``cases.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.scheme.hints import Hints

_NAME = Words("案例名称：试的是什么", "name of the case: what it tries")
_WHY = Words("为什么该得这个数", "why this must come out")
_YEAR = Words("考核年度；不写用文件开头的", "the year assessed; else that of the file")
_NA = Words("不适用原因", "the reason not to apply")
_EXPECTED = Words(
    "应得分，或 missing 未填、not_applicable 不适用、not_due 尚未考核、open 待定",
    "points as published, or a state: missing, not_applicable, not_due, open",
)

CASES: Hints = {
    "CaseFile": {
        "scheme": Words("指标体系的编号，与 indicators.yaml 相同", "id of the scheme, as in indicators.yaml"),
        "year": Words("案例的考核年度", "the year of every case that gives none"),
        "bases": Words("可供多个案例使用的一整年数据", "years of a unit that whole cases start from"),
        "cases": Words("案例，一个一行", "the cases, one a line"),
    },
    "LineCase": {
        "name": _NAME,
        "why": _WHY,
        "indicator": Words("试哪项指标或加减分", "id of the indicator, bonus or deduction"),
        "year": _YEAR,
        "group": Words("单位属于哪个适用组", "id of the unit's benchmark group"),
        "given": Words("填什么；{} 为没有填", "what goes in; {} is left empty"),
        "expect": _EXPECTED,
    },
    "Inputs": {
        "value": Words("填报值：数字或答复", "the value: a number or an answer"),
        "na": _NA,
        "province": Words("全省平均", "the provincial average"),
        "quota": Words("分解到本单位的目标", "the unit's quota"),
        "previous": Words("上年数", "last year's value"),
        "others": Words("其他单位的数，按名次计分时用", "the values of the other units, for points by place"),
    },
    "Unfilled": {"na": _NA},
    "WholeCase": {
        "name": _NAME,
        "why": _WHY,
        "year": _YEAR,
        "units": Words("各单位填什么", "by unit, what goes in"),
        "expect": Words("各单位应得什么", "by unit, what must come out"),
    },
    "UnitInputs": {
        "base": Words("以 bases 中哪一份为底", "the base it starts from"),
        "values": Words("填报值：{编号: 数}", "values by measure"),
        "quotas": Words("分解目标：{编号: 数}", "quotas by measure"),
        "averages": Words("全省平均：{编号: 数}", "provincial averages by measure"),
        "previous": Words("上年数：{编号: 数}", "last year's values by measure"),
        "extras": Words("加分扣分的件数：{编号: 件数}", "how many of each bonus and deduction"),
        "incidents": Words("发生的一票否决事件，如 [V01]", "vetoes that struck, as [V01]"),
    },
    "UnitExpected": {
        "total": Words("总分", "the total"),
        "grade": Words("等级", "the grade"),
        "rank": Words("名次", "the place"),
        "points": Words("各项指标应得分：{编号: 分}", "points by indicator"),
    },
}
