"""What follows from a result, as ``responsibilities.yaml`` declares it; every match applies."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.scheme.mandate import Mandate, When


def with_consequences(units: Sequence[UnitResult], mandate: Mandate, previous: Assessment | None) -> list[UnitResult]:
    """Every unit with what follows for it; nothing while its total is open, nothing by place while any total is."""
    before = {u.unit.name.zh: u for u in previous.units} if previous else {}
    complete = not any(u.is_open for u in units)
    totals = sorted(u.total for u in units)
    found = []
    for unit in units:
        below = bisect_left(totals, unit.total) if complete else None
        last_year = before.get(unit.unit.name.zh)
        applies = (c for c in mandate.consequences if unit.grade and _applies(c.when, unit, below, last_year))
        found.append(unit._replace(consequences=tuple(applies)))
    return found


def _applies(when: When, unit: UnitResult, below: int | None, before: UnitResult | None) -> bool:
    grade = unit.grade.grade if unit.grade else None
    if when.grade is not None:
        return grade in when.grade
    if when.veto is not None:
        return bool(unit.vetoes)
    if when.last is not None:
        return below is not None and below < when.last
    if when.repeat is not None:
        return grade in when.repeat and before is not None and before.grade is not None and before.grade.grade in when.repeat
    return bool(when.any)
