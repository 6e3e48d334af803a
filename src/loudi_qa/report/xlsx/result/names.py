"""The names of the sheets: ours in the reader's language, and one for each unit, legal and unlike every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.words import Words
from loudi_qa.workbook.names import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.words import Lang

RANKING, MATRIX, LOST = Words("总表", "Ranking"), Words("矩阵", "Matrix"), Words("失分", "Lost points")
TRIAL, BENCHMARKS, CHOICES = Words("试算", "Try it"), Words("对照值", "Benchmarks"), Words("选项", "Choices")
FINDINGS, LINES = Words("问题", "Findings"), Words("逐项", "Lines")
OURS = (RANKING, MATRIX, LOST, TRIAL, BENCHMARKS, CHOICES, FINDINGS, LINES)

LONGEST = 31
"""What Excel takes; it counts a character beyond the basic plane as two."""
_KEPT_BY_EXCEL = {"history", "历史记录"}


def unit_sheets(names: Iterable[str], lang: Lang) -> list[str]:
    """For each unit the name of its sheet.

    >>> unit_sheets(["../x", "总表", "x"], "zh")
    ['x', '总表 2', 'x 2']
    """
    taken = {words.of(lang).casefold() for words in OURS} | _KEPT_BY_EXCEL
    found = []
    for name in names:
        own = _unlike(safe_name(name).replace("_", " ").strip(), taken)
        taken.add(own.casefold())
        found.append(own)
    return found


def _unlike(name: str, taken: set[str]) -> str:
    own, number = _cut(name, LONGEST), 1
    while own.casefold() in taken:
        number += 1
        own = f"{_cut(name, LONGEST - len(str(number)) - 1)} {number}"
    return own


def _cut(name: str, longest: int) -> str:
    return name.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")
