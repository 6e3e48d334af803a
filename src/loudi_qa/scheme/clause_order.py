"""The order in which a document has its clauses, from nothing but how they are numbered.

A clause is written as ``一·产品质量``, ``二(一)1``, ``附件1·一(三)4¶2``: numbers of several kinds, Chinese ones among them, and
titles. What stands in the body comes before the annexes, a clause before its parts, its paragraphs before its items. Titles
have no order of their own: they keep that in which they are first met.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_COUNTED = "一二三四五六七八九十百零〇"
_TOKEN = re.compile(
    rf"附件\s*(?P<annex>[\d{_COUNTED}]*)|¶\s*(?P<paragraph>\d+)"
    rf"|第?(?P<chinese>[{_COUNTED}]+)(?:[章节条款项]|(?=\W|\d|$))|第?(?P<number>\d+)[章节条款项]?"
    r"|(?P<title>[^·.、（）()\s\d¶]+)"
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_TENS = {"十": 10, "百": 100}

_PARAGRAPH, _NUMBER, _TITLE, _ANNEX = range(4)

Key = tuple[tuple[int, int], ...]


def in_order(clauses: Iterable[str]) -> tuple[str, ...]:
    """The clauses, each once, in the order of the document.

    >>> in_order(["附件1·一(二)1", "二(十)", "二(二)1", "二(二)10", "二(二)2", "一·产品", "一·工程", "一", "二(二)2¶2"])
    ('一', '一·产品', '一·工程', '二(二)1', '二(二)2', '二(二)2¶2', '二(二)10', '二(十)', '附件1·一(二)1')
    """
    once = list(dict.fromkeys(clauses))
    titles: dict[str, int] = {}
    return tuple(sorted(once, key=lambda clause: _key(clause, titles)))


def _key(clause: str, titles: dict[str, int]) -> Key:
    parts: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(clause):
        kind = token.lastgroup
        if token[0].startswith("附件"):
            parts.append((_ANNEX, number(token["annex"])))
        elif kind == "paragraph":
            parts.append((_PARAGRAPH, int(token["paragraph"])))
        elif kind == "chinese":
            parts.append((_NUMBER, number(token["chinese"])))
        elif kind == "number":
            parts.append((_NUMBER, number(token["number"])))
        elif kind == "title":
            parts.append((_TITLE, titles.setdefault(token["title"], len(titles))))
    return tuple(parts)


def number(chinese: str) -> int:
    """A number as a clause writes it: in digits, or in Chinese below a thousand; nothing is 0.

    >>> [number(n) for n in ("三", "十", "十二", "二十", "五十四", "一百零二", "12", "")]
    [3, 10, 12, 20, 54, 102, 12, 0]
    """
    if chinese.isdecimal():
        return int(chinese)
    total, digit = 0, 0
    for char in chinese:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
