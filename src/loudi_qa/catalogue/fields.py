"""What the fields of the sentences stand for, so that a sentence can be shown before anything has filled it in."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.words import Lang

FIELDS: dict[str, Words] = {
    "against": Words("〈对照的文件〉", "〈what it is held against〉"),
    "all": Words("〈分母〉", "〈denominator〉"),
    "allowed": Words("〈可填的内容〉", "〈what is allowed〉"),
    "before": Words("〈原报的值〉", "〈value sent before〉"),
    "area": Words("〈区域〉", "〈area〉"),
    "bound": Words("〈下限〉", "〈bound〉"),
    "cap": Words("〈可转的分值〉", "〈points that may move〉"),
    "column": Words("〈列标题〉", "〈column title〉"),
    "counts": Words("〈文件〉", "〈file〉"),
    "exact": Words("〈算出的比率〉", "〈exact rate〉"),
    "expected": Words("〈应有的内容〉", "〈what was expected〉"),
    "file": Words("〈文件〉", "〈file〉"),
    "files": Words("〈各文件〉", "〈files〉"),
    "first": Words("〈单元格〉", "〈cell〉"),
    "good": Words("〈分子〉", "〈numerator〉"),
    "got": Words("〈实际数〉", "〈what it is〉"),
    "grade": Words("〈等级〉", "〈grade〉"),
    "group": Words("〈组〉", "〈group〉"),
    "high": Words("〈最大值〉", "〈greatest〉"),
    "hint": Words("，是否为〈移动小数点后的数〉？", ": was 〈number with its point moved〉 meant?"),
    "how": Words("〈截去尾数或少写位数〉", "〈cut off or with fewer digits〉"),
    "hundredfold": Words("〈一百倍的数〉", "〈a hundred times that〉"),
    "indicator": Words("〈指标〉", "〈indicator〉"),
    "kind": Words("〈类型〉", "〈kind〉"),
    "last": Words("〈上年值〉", "〈last year's value〉"),
    "limit": Words("〈上限〉", "〈limit〉"),
    "low": Words("〈最小值〉", "〈least〉"),
    "measure": Words("〈编号〉", "〈code〉"),
    "more": Words("（〈行数〉行：〈单元格〉）", " (〈number of〉 rows: 〈cells〉)"),
    "n": Words("〈份数〉", "〈number〉"),
    "name": Words("〈指标名称〉", "〈name of the measure〉"),
    "names": Words("〈各单位〉", "〈units〉"),
    "near": Words("，是不是“〈相近的名称〉”？", "; did you mean 〈the nearest〉?"),
    "of": Words("〈满分〉", "〈what it counts〉"),
    "other": Words("〈另一编号〉", "〈another code〉"),
    "owner": Words("〈核验部门〉", "〈department that verifies it〉"),
    "places": Words("〈小数位数〉", "〈number of〉"),
    "read": Words("〈读到的内容〉", "〈what was read〉"),
    "reason": Words("〈原因〉", "〈reason〉"),
    "reasons": Words("，或在“不适用原因”中写：〈允许的原因〉", ", or under 不适用原因: 〈allowed reasons〉"),
    "rows": Words("〈行数〉", "〈number of〉"),
    "rule": Words("〈所用的规则〉", "〈rule〉"),
    "sender": Words("〈填报单位或部门〉", "〈sender〉"),
    "sent": Words("〈填报值〉", "〈value sent〉"),
    "share": Words("〈幅度〉", "〈share〉"),
    "sheet": Words("〈表名〉", "〈sheet〉"),
    "shown": Words("〈显示的百分数〉", "〈percentage shown〉"),
    "short": Words("〈差的分数〉", "〈points short〉"),
    "taken_as": Words("〈读作的数〉", "〈number taken〉"),
    "total": Words("〈总分〉", "〈total〉"),
    "unit": Words("〈单位〉", "〈unit〉"),
    "units": Words("〈各单位〉", "〈units〉"),
    "verified": Words("〈核定值〉", "〈verified value〉"),
    "what": Words("〈内容〉", "〈content〉"),
    "where": Words("〈单元格〉", "〈cells〉"),
    "why": Words("〈原因〉", "〈reason〉"),
    "year": Words("〈年度〉", "〈year〉"),
}

OWN_FIELDS: dict[tuple[str, str], Words] = {
    ("E109", "what"): Words("〈字节数、行数等〉", "〈size, number of rows or the like〉"),
    ("E110", "why"): Words("〈内存不够等〉", "〈out of memory or the like〉"),
    ("E206", "what"): Words("〈不认识的编号，或没有编号〉", "〈unknown code, or none〉"),
    ("E223", "what"): Words("〈工作表或列〉", "〈sheet or column〉"),
    ("E223", "where"): Words("〈两处〉", "〈both places〉"),
    ("E204", "what"): Words("〈数值或答案〉", "〈value or answer〉"),
    ("E211", "what"): Words("〈数值或答案〉", "〈value or answer〉"),
    ("E213", "unit"): Words("〈另一单位〉", "〈another unit〉"),
    ("E220", "what"): Words("〈行、列或工作表〉", "〈rows, columns or sheets〉"),
    ("E221", "what"): Words("〈保护或下拉列表〉", "〈protection or drop-downs〉"),
    ("E302", "name"): Words("〈单位〉", "〈unit〉"),
    ("E309", "hint"): Words("〈乘以 100 的数〉", "〈the number times 100〉"),
    ("E309", "name"): Words("〈单位〉", "〈unit〉"),
    ("E314", "reasons"): Words(
        "；不适用的清空此格，在“不适用原因”选：〈允许的原因〉",
        "; if it does not apply, empty the cell and choose under 不适用原因: 〈allowed reasons〉",
    ),
    ("E316", "hint"): Words(
        "；漏乘了 100 的，应填〈乘以 100 的数〉", "; if it was not multiplied by 100: write 〈the number times 100〉"
    ),
    ("E317", "what"): Words("〈分子或分母〉", "〈分子 or 分母〉"),
    ("E405", "what"): Words("〈统计口径或来源〉", "〈scope or source〉"),
    ("E406", "names"): Words("〈全部和各适用组〉", "〈全部 and the benchmark groups〉"),
    ("E407", "names"): Words("〈各类事件〉", "〈the kinds of incidents〉"),
    ("E408", "what"): Words("〈列标题〉", "〈column title〉"),
    ("E501", "share"): Words("〈不适用的分值〉", "〈how many〉"),
}
"""Fields that stand for something else in the sentences of one code."""

_CHINESE = "\u2018-\u201d\u3001-\u9fff\uff01-\uff60"
_SPACED = re.compile(f"(?<=〉) (?=[{_CHINESE}])|(?<=[{_CHINESE}]) (?=〈)")
"""The space that parts a Chinese character from a number is one too many beside a bracket."""


def fields(words: Words) -> set[str]:
    """The names of the fields of a sentence, in both languages together."""
    return {name for phrase in words for _, name, _, _ in Formatter().parse(phrase) if name}


def unfilled(code: str, words: Words, lang: Lang) -> str:
    """A sentence of a code with names in place of its fields: no unit, no cell, only what would stand there."""
    shown = {name: OWN_FIELDS.get((code, name), FIELDS[name]).of(lang) for name in fields(words)}
    text = words.of(lang, **shown)
    return _SPACED.sub("", text) if lang == "zh" else text
