"""What to do about a group whose points do not add up: which of its indicators has how many, so that nobody adds by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.scheme import yamlfile
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.fault import Fault

_OF_A_SUM = frozenset({"id", "points", "total"})
"""The fields that only a fault of a group's sum has together."""
_FIX = Words(
    "这一组有 {items}；改其中的分值，或改这一组的 points",
    "the group has {items}: change one of these, or the points of the group",
)


def sum_fix(fault: Fault) -> Words | None:
    """The indicators of a group with their points, as the file has them; None for a fault of another kind."""
    if not fault.fields.keys() >= _OF_A_SUM:
        return None
    items = [*_items(yamlfile.read(fault.path).value, str(fault.fields["id"]))]
    return _FIX.filled(items=Words("、".join(items), ", ".join(items))) if items else None


def _items(file: object, group: str) -> Iterator[str]:
    entries = file.get("indicators") if isinstance(file, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("group") == group:
            yield f"{entry.get('id')} {_points(entry.get('points'))}"


def _points(points: object) -> str:
    """Plain points, or those of each year or group of units: ``2014: 12, 2015: 10``."""
    if isinstance(points, dict):
        return "(" + ", ".join(f"{key}: {_points(own)}" for key, own in points.items()) + ")"
    return show(points) if isinstance(points, Decimal) else str(points)
