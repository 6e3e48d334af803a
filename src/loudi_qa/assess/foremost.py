"""Which differences between two results matter most: totals and grades before words, findings last of all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.assess.differences import Difference

_STANDING = ("units", "total", "grade", "grade_before_veto", "rank")
"""What a unit stands by, in the order in which it is told; ``units`` is a unit that only one of the two results has."""
_FOLLOWS = {"vetoes", "consequences"}
_WHOLE_LINE = "indicators"
_FIRST_STEP = re.compile(r"[^.\[]*")


def foremost_first(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences by what they mean for a unit; what means as much stays in the order of the result.

    Totals, grades and places; vetoes and consequences; points of lines; all else of lines and groups; the rest; findings.
    """
    return tuple(sorted(found, key=_weight))


def in_findings(found: Difference) -> bool:
    """Whether a difference lies in the findings alone, which carry no points."""
    return found.unit is None and _first_step(found) == "findings"


def _weight(found: Difference) -> tuple[int, int]:
    step = _first_step(found)
    if found.indicator is not None:
        return (2 if found.key in {"points", _WHOLE_LINE} else 3), 0
    if found.unit is not None and found.key in _STANDING:
        return 0, _STANDING.index(found.key)
    if found.key == "units.order":
        return 0, len(_STANDING)
    if found.unit is not None and step in _FOLLOWS:
        return 1, 0
    if found.unit is not None and step == "groups":
        return 3, 0
    return (5 if in_findings(found) else 4), 0


def _first_step(found: Difference) -> str:
    step = _FIRST_STEP.match(found.key)
    return step[0] if step else ""
