"""What an indicator is called where several are scored on one measure: with what this one is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme.rules import Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.scheme.models import Indicator, Scheme

_SOURCES = {
    "province": Words("全省平均", "provincial average"),
    "quota": Words("分解目标", "quota"),
    "previous": Words("上年", "last year"),
}
_BY = Words("{by}年目标", "target of {by}")
_TARGET = Words("目标", "target")
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
    bound = indicator.rule.bound if isinstance(indicator.rule, Reach) else None
    if isinstance(bound, str):
        return _SOURCES[bound]
    by = indicator.city.by if indicator.city else None
    return _BY.filled(by=by) if by else _TARGET
