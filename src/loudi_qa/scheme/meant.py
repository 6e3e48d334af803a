"""What was meant by what was written: the key behind a Chinese word, the number behind ``97%``, the date behind 2024年3月1日.

Everything here only goes into a message. Nothing is read as what it was probably meant to be.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from loudi_qa.scheme.rules import Model

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

# The words of docs/indicators.md and of the forms, for the keys they stand for; where there are two, the place decides.
_KEYS: dict[str, tuple[str, ...]] = {
    "编号": ("id",), "代码": ("id",), "名称": ("name",), "案例": ("cases",), "版本": ("edition",), "来源": ("source",),
    "分值": ("points",), "分数": ("points",), "得分": ("points", "expect"), "score": ("points",), "weight": ("points",),
    "组": ("group",), "指标组": ("group", "groups"), "分组": ("group", "groups"), "等级": ("grade", "grades"),
    "填报项": ("measure", "measures"), "指标": ("indicators", "indicator"), "加减分": ("extras",), "一票否决": ("vetoes",),
    "条款": ("clause",), "出处": ("clause",), "原文": ("anchor",), "依据": ("basis",), "规则": ("rule",), "全市": ("city",),
    "类型": ("kind",), "计分方式": ("kind",), "目标": ("at_least",), "目标值": ("at_least",), "target": ("at_least",),
    "不低于": ("at_least",), "下限": ("at_least",), "min": ("at_least",), "不高于": ("at_most",),
    "上限": ("at_most", "cap"), "max": ("at_most",), "不足": ("short",), "零分": ("zero_at",), "封顶": ("cap",),
    "分档": ("bands",), "档次": ("levels",), "计量单位": ("unit",), "单位": ("unit", "units"), "范围": ("range",),
    "小数": ("places",), "小数位": ("places",), "小数位数": ("places",), "口径": ("count",),
    "说明": ("count", "why", "text"), "不适用": ("na",), "答案": ("answers",), "答复": ("answers",), "选项": ("answers",),
    "中文": ("zh",), "cn": ("zh",), "英文": ("en",), "假设": ("assumptions",), "部门": ("department", "departments"),
    "别名": ("aliases",), "简称": ("aliases",), "责任": ("duties",), "后果": ("consequences",), "日期": ("date", "from"),
    "起": ("from",), "承接": ("successors",), "领导": ("leaders",), "预期": ("expect",), "应得": ("expect",),
    "给定": ("given",), "值": ("value",), "数值": ("value", "values"), "年度": ("year",), "年份": ("year",),
    "理由": ("why",),
}  # fmt: skip

_VALUES = {
    "达标": "reach", "分档": "bands", "按答复": "levels", "答复": "levels", "计件": "tally", "按件": "tally",
    "名次": "places", "位次": "places", "全省平均": "province", "省平均": "province", "平均": "province", "目标": "quota",
    "分解目标": "quota", "上年": "previous", "去年": "previous", "原文": "text", "文件": "text", "推出": "derived",
    "推定": "derived", "设定": "assumed", "自定": "assumed", "四舍五入": "half_up", "四舍六入": "half_even",
    "按比例": "proportional", "比例": "proportional", "不得分": "zero", "零分": "zero", "加分": "bonus",
    "扣分": "deduction", "求和": "sum", "合计": "sum", "汇总": "pooled", "最小": "least", "不合并": "none",
    "未填": "missing", "缺失": "missing", "不适用": "not_applicable", "未到期": "not_due", "待定": "open", "是": "true",
    "否": "false", "有": "true", "无": "false", "对": "true", "错": "false", "yes": "true", "no": "false", "on": "true",
    "off": "false", "最高": "highest", "最低": "lowest", "每满": "full", "不满": "started",
}  # fmt: skip

INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xA0, 0x3000))
"""Spaces that look like others or like nothing; for ``str.translate``."""
_DASHES = str.maketrans("—–－―−‐", "------")
_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_AROUND = re.compile(r"^[≥≤＞＜><=约]*|(?:[;,%％分个项家起年月日位次人张]|百分点|个月|工作日|以上|以下|及以上)+$")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?", re.ASCII)
_SPAN = re.compile(r"(-?\d+(?:\.\d+)?)\s*[%％]?\s*(?:[-~～—–至到,，、]+)\s*(\d+(?:\.\d+)?)\s*[%％]?", re.ASCII)
_IDS = re.compile(r"([A-Za-z]\w*?)[-~](\w+)", re.ASCII)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,31}")


@cache
def known_keys() -> tuple[str, ...]:
    """Every key that some part of the rules may have."""
    from loudi_qa.scheme import cases, mandate, models  # noqa: F401 -- their parts are what is looked through

    keys: set[str] = set()
    todo = list(Model.__subclasses__())
    while todo:
        model = todo.pop()
        todo += model.__subclasses__()
        keys.update(f.alias or name for name, f in model.model_fields.items())
    return tuple(sorted(keys))


def key(written: str, missing: Collection[str] = ()) -> str | None:
    """The key that was meant; one that is missing beside it comes before any other.

    >>> key("Points"), key("at least"), key("下限")
    ('points', 'at_least', 'at_least')
    """
    plain = re.split(r"[:：=＝]", written.translate(INVISIBLE).strip().casefold())[0].translate(_DASHES)
    plain = re.sub(r"[-\s]", "_", plain)
    candidates = _KEYS.get(plain, ())
    if candidates:
        return next((c for c in candidates if c in missing), candidates[0])
    for known in (missing, known_keys()):
        if near := _close(plain, known):
            return near[0]
    return None


def choice(written: str, allowed: Sequence[str]) -> str | None:
    """The one of the allowed words that was meant, or None.

    >>> choice("原文", ["text", "derived"]), choice("Reach", ["reach"]), choice("甲", ["reach"])
    ('text', 'reach', None)
    """
    word = written.strip().casefold()
    if _VALUES.get(word) in allowed:
        return _VALUES[word]
    return next(iter(_close(word.replace("-", "_"), allowed)), None)


def number(written: str, *, share: bool = False) -> str | None:
    """The number that was meant, as the file should have it; of a share, 50% is 0.5.

    >>> number("97%"), number("３分"), number("1,500"), number("两位"), number("97。5"), number("50%", share=True)
    ('97', '3', '1500', '2', '97.5', '0.5')
    """
    text = unicodedata.normalize("NFKC", written.translate(INVISIBLE)).strip("\"'“”‘’ ").replace("。", ".").translate(_DASHES)
    if "," in text and _THOUSANDS.fullmatch(_AROUND.sub("", text)):
        text = text.replace(",", "")
    percent = text.endswith("%")
    text = _AROUND.sub("", text).strip()
    if text in _NUMERALS:
        text = str(_NUMERALS[text])
    if not _NUMBER.fullmatch(text):
        return None
    if not (percent and share):
        return text
    from decimal import Decimal

    return f"{(Decimal(text) / 100).normalize():f}"


def day(written: str) -> str | None:
    """The date that was meant, as the file should have it; None where there is no such day.

    >>> day("2024年3月1日"), day("2024/3/1"), day("2024-02-30")
    ('2024-03-01', '2024-03-01', None)
    """
    if found := _DAY.fullmatch(written.strip()):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            return None
    return None


def identifier(written: str) -> str | None:
    """The id, or ids, that were meant, with plain letters, dashes and commas.

    >>> identifier("P01—2020"), identifier("S03、B14"), identifier("农产品")
    ('P01-2020', 'S03, B14', None)
    """
    parts = [
        re.sub(r"\s+", "-", unicodedata.normalize("NFKC", p.translate(INVISIBLE)).translate(_DASHES).strip())
        for p in re.split(r"[、，,]", written)
    ]
    return ", ".join(parts) if all(_ID.fullmatch(p) for p in parts) else None


def listed(written: str) -> str | None:
    """The list that was meant: two numbers, or words between their commas.

    >>> listed("0-100"), listed("【0，100】"), listed("娄星、娄星区"), listed("A")
    ('[0, 100]', '[0, 100]', '[娄星, 娄星区]', '[A]')
    """
    inside = unicodedata.normalize("NFKC", written).strip("[]【】() ")
    if span := _SPAN.fullmatch(inside):
        return f"[{span[1]}, {span[2]}]"
    parts = [p.strip() for p in re.split(r"[、，,;；/]", inside)]
    return f"[{', '.join(parts)}]" if all(parts) and not any(re.search(r"[\s:{}]", p) for p in parts) else None


def name(written: str, known: Collection[str]) -> str | None:
    """The name nearest to one that leads nowhere; of two ids with other figures or letters, neither is meant by the other.

    >>> name("P2", ["P02", "P03"]), name("P03", ["P02", "W03"]), name("市科学局", ["市科技局", "市财政局"])
    ('P02', None, '市科技局')
    >>> name("P01-P03", ["P01", "P02", "P03", "P04"])
    'P01, P02, P03'
    """
    if (span := _IDS.fullmatch(written)) and span[1] in known and span[2] in known:
        ordered = list(known)
        return ", ".join(ordered[ordered.index(span[1]) : ordered.index(span[2]) + 1]) or None
    folded: Mapping[str, str] = {n.casefold(): n for n in known}
    for near in _close(written.casefold(), folded, 3):
        if not _ID.fullmatch(written) or _figures(near) == _figures(written.casefold()):
            return folded[near]
    return None


def _close(word: str, known: Collection[str], most: int = 1) -> list[str]:
    from difflib import get_close_matches  # only where something is wrong

    return get_close_matches(word, known, n=most)


def _figures(code: str) -> tuple[str, list[str]]:
    """What tells ids apart: the first letter, and the figures before the dash without zeros."""
    figures = sorted(re.sub(r"[^1-9]", "", code.split("-", maxsplit=1)[0]))
    return (code[0], figures) if figures else ("", figures)
