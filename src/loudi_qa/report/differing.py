"""The table of the places where a stored result and the recomputed one differ, in words with the keys beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.report.document import Column, Table
from loudi_qa.report.result_keys import way_in_words
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.assess.differences import Difference
    from loudi_qa.assess.verdict import Verdict
    from loudi_qa.words import Lang

MOST_SHOWN = 20

_PLACES = Words("结果不同之处", "Where the results differ")
_MORE = Words("共 {n} 处不同，只列前 {shown} 处", "{n} places differ, the first {shown} are listed")
_IN_FINDINGS = Words("；这 {all} 处中有 {n} 处只在“问题”（findings）里", "; {n} of the {all} are in findings alone")
_ABSENT, _THERE = Words("（没有）", "(not there)"), Words("（有）", "(there)")
_WITHOUT_TEXT = {"{…}", "[…]"}
_YES_OR_NO = {"true": Words("是", "yes"), "false": Words("否", "no"), "null": Words("（空）", "(none)")}
_DIGEST = re.compile("[0-9a-f]{64}")
_START = 12
"""So many digits of a digest tell two files apart; the whole stands in the table of files."""


def differing(verdict: Verdict, lang: Lang) -> Table:
    """The foremost places; the rest are counted."""
    columns = (
        Column(Words("单位", "Unit").of(lang), free=True, floor=10),
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("项目", "What").of(lang), free=True, floor=14),
        Column(Words("JSON 键", "Key").of(lang), rank=1, free=True, floor=10),
        Column(Words("包内结果", "Stored").of(lang), free=True),
        Column(Words("重新计算", "Recomputed").of(lang), free=True),
    )
    rows = tuple(_row(d, lang) for d in verdict.differences[:MOST_SHOWN])
    return Table(_PLACES.of(lang), columns, rows, _more(verdict, lang))


def _more(verdict: Verdict, lang: Lang) -> str:
    count, in_findings = len(verdict.differences), verdict.in_findings
    if count <= MOST_SHOWN:
        return ""
    more = _IN_FINDINGS.of(lang, n=in_findings, all=count) if in_findings else ""
    return _MORE.of(lang, n=count, shown=MOST_SHOWN) + more


def _row(found: Difference, lang: Lang) -> tuple[str, ...]:
    one_has_it = found.stored is None or found.recomputed is None
    values = (_value(v, lang, one_has_it=one_has_it) for v in (found.stored, found.recomputed))
    return found.unit or "", found.indicator or "", way_in_words(found.key, lang), found.key, *values


def _value(value: str | None, lang: Lang, *, one_has_it: bool) -> str:
    if value is None:
        return _ABSENT.of(lang)
    if one_has_it and value in _WITHOUT_TEXT:
        return _THERE.of(lang)
    if value in _YES_OR_NO:
        return _YES_OR_NO[value].of(lang)
    return f"{value[:_START]}…" if _DIGEST.fullmatch(value) else value
