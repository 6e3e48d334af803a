"""What failed in the older year and what the newer one shows of it, by unit and by the department that leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.assess.compare.units import renamed
from loudi_qa.assess.departments import leads

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, Line
    from loudi_qa.scheme.mandate import Department

Outcome = Literal["closed", "open", "unknown"]
"""Reached now; failed again; or no longer scored, so that no one can tell."""


class Failure(NamedTuple):
    """An indicator that a unit failed, and what became of it; unit and department by their names of the newer year."""

    unit: str
    before: Line
    after: Line | None
    outcome: Outcome
    department: Department


def failures(older: Assessment, newer: Assessment) -> tuple[Failure, ...]:
    """Every failure of the older year, unit by unit in its order."""
    now = {u.unit.name.zh: {x.indicator.id: x for x in u.lines} for u in newer.units}
    names = renamed(older.rules.mandate, newer.rules.mandate)
    lead = leads(older.rules.mandate, newer.year.year) | leads(newer.rules.mandate, newer.year.year)
    found = []
    for unit in older.units:
        name = names.get(unit.unit.name.zh, unit.unit.name.zh)
        after = now.get(name, {})
        for line in unit.lines:
            if failed(line):
                other = after.get(line.indicator.id)
                found.append(Failure(name, line, other, _outcome(other), lead[line.indicator.id]))
    return tuple(found)


def failed(line: Line) -> bool:
    """Whether an indicator was not reached: scored below its target, or nothing filled in; a place behind the first is none."""
    if line.award is None:
        return line.state == "missing"
    return not line.award.met and line.award.place is None


def _outcome(line: Line | None) -> Outcome:
    if line is None or line.state not in {"scored", "missing"}:
        return "unknown"
    return "open" if failed(line) else "closed"
