"""Statements of figures in a text: numbers with what they count. Dates, numbers of documents and parts of names are none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_UNIT = (
    "%|‰|个百分点|平方公里|平方米|立方米|公里|千米|公斤|千克|毫克|微克|千瓦时|千瓦|小时|分钟|万元|亿元|元|美元|公顷|亩|吨|"
    "人次|件次|户次|批次|工作日|分(?![解别布类散配期])|[个项家张件起次人户台套处条名批种座所辆间份场组支篇册只头倍成天米岁例辈片株艘部门床]"
)
_NUMBER = r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?"
_ALONE = "以上|以下|以内|左右"
_ARABIC = re.compile(
    rf"(?<![A-Za-z0-9.第])({_NUMBER})(?:[%个项家])?(?:(?:-|至|到)({_NUMBER}))?"
    rf"([万亿]?(?:{_UNIT})|(?=[万亿]?(?:{_ALONE})))(?![A-Za-z])"
)
_HAN = "零一二三四五六七八九十百千万亿两"
_IN_WORDS = re.compile(
    rf"百分之[{_HAN}]+(?:点[{_HAN}]+)?|(?<![第{_HAN}、])(?=[{_HAN}]*[十百千万])[{_HAN}]{{2,}}(?:[个项家张件起户人次亩吨]|万元|亿元)"
)

_BARE = re.compile(rf"(?:达到|超过|提高到|降到|降至|不低于|不高于|不少于|不超过|控制在)({_NUMBER})(?=[,。;、)以]|$)")
"""A number without a unit, where the verb before it says that it is to be reached: an index of 86."""


class Figure(NamedTuple):
    """A number with its unit, where it stands in a folded text; of a range both ends, in words neither."""

    start: int
    end: int
    text: str
    low: Decimal | None = None
    high: Decimal | None = None


def figures(text: str) -> tuple[Figure, ...]:
    """The statements of figures in a folded text, in order.

    >>> [f.text for f in figures("到2020年达到97%以上,每年5-8家,(2017)28号,5A级景区1个")]
    ['97%', '5-8家', '1个']
    """
    found = [_arabic(m) for m in _ARABIC.finditer(text)]
    found += [Figure(m.start(), m.end(), m[0]) for m in _IN_WORDS.finditer(text)]
    taken = {f.start for f in found}
    found += [
        Figure(m.start(1), m.end(1), m[1], Decimal(m[1].replace(",", "")))
        for m in _BARE.finditer(text)
        if m.start(1) not in taken
    ]
    return tuple(sorted(found, key=lambda f: f.start))


def _arabic(match: re.Match[str]) -> Figure:
    low, high, unit = match.groups()
    scale = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}.get(unit[:1], Decimal(1)) if len(unit) > 1 else Decimal(1)
    first = Decimal(low.replace(",", "")) * scale
    second = Decimal(high.replace(",", "")) * scale if high else None
    return Figure(match.start(), match.end(), match[0], first, second)
