"""What the keys of a result's JSON are called by people, for where the result itself is the matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.words import Lang

_LINE = Words("第 {n} 行文字", "line {n} of the text")
_NAMED = Words("{word} {name}", "{word} {name}")
_BELOW = Words("：", ": ")
_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?")
_TEXT_LINE = re.compile(r"line (\d+)", re.ASCII)

_OF_THE_WHOLE = {
    "schema": Words("JSON 格式号", "form of the JSON"),
    "year": Words("年度", "year"),
    "scheme": Words("指标体系", "scheme"),
    "edition": Words("版次", "edition"),
    "responsibilities": Words("责任文件", "responsibilities"),
    "input": Words("输入工作簿", "input workbook"),
    "previous": Words("上年工作簿", "last year's workbook"),
    "file": Words("文件", "file"),
    "sha256": Words("sha256", "sha256"),
    "notice": Words("数据说明", "about the data"),
    "assumed_points": Words("依据设定的分值", "assumed points"),
    "points_by_basis": Words("按依据分的分值", "points by basis"),
    "text": Words("文字", "text"),
    "derived": Words("由文件推出", "derived"),
    "assumed": Words("设定", "assumed"),
    "policies": Words("口径", "policy"),
    "compare": Words("比较方法", "how values are compared"),
    "rounding": Words("修约方法", "rounding"),
    "places": Words("小数位数", "digits after the point"),
    "round": Words("修约时机", "when points are rounded"),
    "ties": Words("并列办法", "ties"),
    "na_points_go_to": Words("不适用分值转入", "where points not applicable go"),
    "na_at_most": Words("不适用分值上限", "the most that may move"),
    "assumptions": Words("设定", "assumption"),
    "units": Words("单位", "unit"),
    "order": Words("先后顺序", "order"),
}
_OF_A_UNIT = {
    "unit": Words("单位", "unit"),
    "rank": Words("位次", "rank"),
    "total": Words("总分", "total"),
    "of": Words("满分", "what could be earned"),
    "total_without_na_points": Words("不计转入的总分", "total without N/A points"),
    "grade": Words("等级", "grade"),
    "grade_before_veto": Words("否决前等级", "grade before the veto"),
    "withheld": Words("总分够而未定的等级", "grade withheld"),
    "share": Words("要求的得分率", "share of the points that is asked"),
    "lowest": Words("作为总分的一组", "group that makes the total"),
    "open": Words("待定", "open"),
    "doubtful_sheets": Words("有读不出内容的表", "sheets in doubt"),
    "vetoes": Words("一票否决", "veto"),
    "extras": Words("加减分", "extras"),
    "extra_lines": Words("加分扣分项", "bonus or deduction"),
    "groups": Words("分组", "group"),
    "indicators": Words("指标", "indicator"),
    "consequences": Words("后果", "consequence"),
    "lost_by_department": Words("失分责任", "lost points"),
}
_OF_A_LINE = {
    "id": Words("编号", "id"),
    "measure": Words("填报项", "measure"),
    "name": Words("名称", "name"),
    "group": Words("分组", "group"),
    "points": Words("得分", "points"),
    "declared": Words("规则所定分值", "points of the rules"),
    "state": Words("状态", "state"),
    "assessed": Words("是否考核", "whether assessed"),
    "met": Words("是否达到", "target reached"),
    "value": Words("数值", "value"),
    "benchmark": Words("对照值", "benchmark"),
    "cell": Words("单元格", "cell"),
    "clause": Words("条款", "clause"),
    "basis": Words("依据", "basis"),
    "verified": Words("是否核定值", "verified value"),
    "sent": Words("填报值", "value as sent"),
    "verified_by": Words("核验部门", "verified by"),
    "because": Words("理由", "reason"),
    "date": Words("日期", "date"),
    "field": Words("领域", "field"),
    "found_by": Words("认定依据", "found by"),
    "description": Words("说明", "description"),
    "count": Words("数量", "count"),
    "capped": Words("是否封顶", "cap reached"),
    "do": Words("措施", "what is to be done"),
    "within": Words("期限", "by when"),
    "to": Words("对象", "addressed to"),
    "department": Words("部门", "department"),
}
_OF_CITY_AND_FINDINGS = {
    "city": Words("全市目标", "target of the city"),
    "indicator": Words("指标", "indicator"),
    "target": Words("目标值", "target"),
    "up_to": Words("目标上限", "upper end"),
    "by": Words("完成年度", "by which year"),
    "gap": Words("差距", "gap"),
    "reported": Words("已报单位数", "units that reported"),
    "expected": Words("应报单位数", "units expected"),
    "blocked_by": Words("缺分子分母的单位", "units without counts"),
    "findings": Words("问题", "finding"),
    "code": Words("代码", "code"),
    "level": Words("级别", "level"),
    "sheet": Words("工作表", "sheet"),
    "message": Words("内容", "message"),
    "fix": Words("处理办法", "what to do"),
    "read": Words("单元格内容", "as it stands"),
    "as": Words("读作", "read as"),
}
KEYS = _OF_THE_WHOLE | _OF_A_UNIT | _OF_A_LINE | _OF_CITY_AND_FINDINGS
"""Every key that ``report/json.py`` writes; a test holds that none is missing."""
_WITHIN = {
    ("lost_by_department", "points"): Words("失分", "points lost"),
    ("policies", "total"): Words("总分的算法", "how the total is made"),
}
"""Keys that mean something else below another."""


def way_in_words(key: str, lang: Lang) -> str:
    """The way to a place of a result in words; a step that has none goes by its key.

    >>> way_in_words("groups[product].points", "zh"), way_in_words("line 12", "en")
    ('分组 product：得分', 'line 12 of the text')
    """
    if line := _TEXT_LINE.fullmatch(key):
        return _LINE.of(lang, n=line[1])
    steps = _STEP.findall(key)
    above = ["", *(word for word, _ in steps)]
    told = [_step(outer, step, name, lang) for outer, (step, name) in zip(above, steps, strict=False)]
    return _BELOW.of(lang).join(told) or key


def _step(outer: str, key: str, name: str, lang: Lang) -> str:
    words = _WITHIN.get((outer, key)) or KEYS.get(key)
    word = key if words is None else words.of(lang)
    return _NAMED.of(lang, word=word, name=name) if name else word
