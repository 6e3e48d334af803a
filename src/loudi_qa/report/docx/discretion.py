"""A letter speaks of its own unit alone: in what people wrote, the names of other units are taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.report.docx.text import clean

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, UnitResult

OTHER = "其他单位"
_COMMON = 3
"""A name so short that ends like a kind of place, such as 经开区, others have as well: 涟源经开区 is another one."""
_BEGINS = r"(?:^|(?<=[\W的和与及同或在等有是将由为对向从于给至到]))"
_WITHIN_A_WORD = {"化": "(?![验工学肥纤妆石解])"}
"""By the last character of a short name, what follows where it is none: 更新化验 is not 新化."""


class Discretion:
    """Takes other units' names out of a text, the names of the unit itself left as they are."""

    def __init__(self, result: Assessment, unit: UnitResult, names: re.Pattern[str] | None = None) -> None:
        self._own, self._name = _names(unit), names or any_name(result)

    def __call__(self, text: str) -> str:
        """The text without them."""
        return self._name.sub(lambda found: found[0] if found[0] in self._own else OTHER, clean(text))


def any_name(result: Assessment) -> re.Pattern[str]:
    """Where a text names any unit: the same for every letter, and with a nation's names the larger part of one."""
    every = sorted({name for u in result.units for name in _names(u)}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_pattern, every)))  # the longest first: 新化县城关镇 is not 新化县


def _pattern(name: str) -> str:
    """Where a name is one; in doubt it is, for a name too many harms more than one too few."""
    if len(name) > _COMMON:
        return re.escape(name)
    begins = _BEGINS if name.endswith(("区", "县", "市")) and len(name) == _COMMON else ""
    return begins + re.escape(name) + _WITHIN_A_WORD.get(name[-1], "")


def _names(unit: UnitResult) -> set[str]:
    """What a unit is called, on an envelope and for short too; an alias of one character is too common a word."""
    own = unit.unit
    addressee = {own.addressee.zh} if own.addressee else set()
    return {clean(name) for name in (own.name.zh, *addressee, *(alias for alias in own.aliases if len(alias) > 1))} - {""}
