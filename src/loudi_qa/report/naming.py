"""What an indicator is called where several are scored on one measure: with what this one is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import percent, show
from loudi_qa.scheme.rules import Places, Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from loudi_qa.scheme.models import Indicator, Scheme

_SOURCES = {
    "province": Words("全省平均", "provincial average"),
    "quota": Words("分解目标", "quota"),
    "previous": Words("上年", "last year"),
}
_BY = Words("{by}年目标", "target of {by}")
_TARGET, _PLACE = Words("目标", "target"), Words("名次", "place")
_SHARE_OF = Words("{of}的{share}%", "{share} % of the {of}")
_BOTH = Words("{name}（{against}）", "{name} ({against})")


def indicator_name(scheme: Scheme, indicator: Indicator) -> Words:
    """The name of the measure; where several indicators share it, with what this one is held against, else with its id."""
    name = scheme.measure[indicator.measure].name.words
    same = [i for i in scheme.indicators if i.measure == indicator.measure]
    if len(same) == 1:
        return name
    against = _against(indicator)
    alone = sum(_against(i) == against for i in same) == 1
    return _BOTH.filled(name=name, against=against if alone else indicator.id)


def _against(indicator: Indicator) -> Words:
    """What an indicator is held against, in a word."""
    rule = indicator.rule
    if isinstance(rule, Places):
        return _PLACE
    bound = rule.bound if isinstance(rule, Reach) else None
    by = indicator.city.by if indicator.city else None
    against = _SOURCES[bound] if isinstance(bound, str) else _BY.filled(by=by) if by else _TARGET
    if not isinstance(rule, Reach) or isinstance(rule.share, dict) or rule.due == 1:
        return against
    return _SHARE_OF.filled(of=against, share=show(percent(rule.due)))


def points_range(points: Iterable[Decimal]) -> str:
    """The full points of an indicator: one number, or from the least to the most where they differ between groups of units."""
    found = sorted({p for p in points if p})
    if not found:
        return show(NOTHING)
    return show(found[0]) if len(found) == 1 else f"{show(found[0])}-{show(found[-1])}"
