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
    before = {known_as(u.unit.name.zh, mandate): u for u in previous.units} if previous else {}
    behind = Behind(units)
    found = []
    for unit in units:
        below, last_year = behind.count(unit), before.get(unit.unit.name.zh)
        follows = (c for c in mandate.consequences if unit.grade and applies(c.when, unit, below, last_year))
        found.append(unit._replace(consequences=tuple(follows)))
    return found


def known_as(name: str, mandate: Mandate) -> str:
    """The name that a unit goes by under a mandate; one that it does not know stays as it is."""
    unit = mandate.unit.get(name)
    return unit.name.zh if unit else name


class Behind:
    """How many units a unit leaves behind; not known while any total is open."""

    def __init__(self, units: Sequence[UnitResult]) -> None:
        self._totals = None if any(u.is_open for u in units) else sorted(u.total for u in units)

    def count(self, unit: UnitResult) -> int | None:
        """The number of units with a lower total."""
        return None if self._totals is None else bisect_left(self._totals, unit.total)


def applies(when: When, unit: UnitResult, below: int | None, before: UnitResult | None) -> bool:
    """Whether a condition holds of a unit that leaves ``below`` others behind, and was ``before`` a year ago."""
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
