"""A letter speaks of its own unit alone: in what people wrote, the names of other units are taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.report.docx.text import clean

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, UnitResult

OTHER = "其他单位"


class Discretion:
    """Takes other units' names out of a text, the names of the unit itself left as they are."""

    def __init__(self, result: Assessment, unit: UnitResult) -> None:
        self._own = _names(unit)
        others = {name for u in result.units if u.unit.name.zh != unit.unit.name.zh for name in _names(u)}
        every = sorted(others | self._own, key=lambda name: (-len(name), name))
        self._name = re.compile("|".join(map(re.escape, every)))  # the longest first: 新化县城关镇 is not 新化县

    def __call__(self, text: str) -> str:
        """The text without them."""
        return self._name.sub(lambda found: found[0] if found[0] in self._own else OTHER, clean(text))


def _names(unit: UnitResult) -> set[str]:
    """What a unit is called, on an envelope and for short too; an alias of one character is too common a word."""
    own = unit.unit
    addressee = {own.addressee.zh} if own.addressee else set()
    return {clean(name) for name in (own.name.zh, *addressee, *(alias for alias in own.aliases if len(alias) > 1))} - {""}
