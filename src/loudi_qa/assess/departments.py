"""Who answers for what was lost: the lead of the duty that answers for the indicator, by its name of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING, LostPoints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import GroupResult, Line
    from loudi_qa.scheme.mandate import Department, Mandate


def leads(mandate: Mandate, year: int) -> dict[str, Department]:
    """By indicator, the lead department of its duty, as it is called at the end of the year assessed."""
    return {indicator: mandate.as_of(duty.units[0], year) for indicator, duty in mandate.answers_for.items()}


def answerable(mandate: Mandate, indicator: str, year: int) -> tuple[Department, ...]:
    """Who answers for an indicator by their names at the end of the year, each once: the lead, then who supports it."""
    found = (mandate.as_of(name, year) for name in mandate.answers_for[indicator].units)
    return tuple({department.name.zh: department for department in found}.values())


def lost_points(groups: Sequence[GroupResult], lead: dict[str, Department]) -> tuple[LostPoints, ...]:
    """The lost points of one unit by department, most first; together with the moved points they are all that was lost."""
    found: dict[str, list[Line]] = {}
    moved = NOTHING
    for group in groups:
        if group.moved:
            moved += group.moved.of - group.moved.points
        for line in group.lines:
            if line.points < line.of and line.state != "open":
                found.setdefault(lead[line.indicator.id].name.zh, []).append(line)
    lost = [_lost(lead[lines[0].indicator.id], lines) for lines in found.values()]
    lost.sort(key=lambda x: (-x.points, x.department.name.zh if x.department else ""))
    return (*lost, LostPoints(None, moved, ())) if moved else tuple(lost)


def _lost(department: Department, lines: Sequence[Line]) -> LostPoints:
    return LostPoints(department, sum((x.lost for x in lines), NOTHING), tuple(x.indicator.id for x in lines))
