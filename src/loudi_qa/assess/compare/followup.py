"""Accountability over time: what the consequences of one year asked, by when, and whether the next result shows it done.

A result shows outcomes, not papers: whether what led to the consequence is mended. Whether a report was handed in on
time it cannot show, and does not claim to.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.assess.compare.units import renamed
from loudi_qa.assess.consequences import Behind, applies

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.scheme.mandate import Consequence, Within

State = Literal["closed", "open", "escalated", "unknown"]
"""What led to it is gone; is there again; is there again and the rules say what more follows; or no one can tell yet."""


class FollowUp(NamedTuple):
    """A consequence of the older year with a deadline, and what the newer year shows of it."""

    unit: str
    consequence: Consequence
    due: date | None
    state: State
    before: UnitResult
    after: UnitResult | None
    further: tuple[Consequence, ...] = ()
    """What follows now because it failed twice, as ``responsibilities.yaml`` declares."""


def follow_ups(older: Assessment, newer: Assessment, notice: date | None) -> tuple[FollowUp, ...]:
    """Every consequence of the older year that set a deadline; ``notice`` is the day of its notice, from which deadlines run."""
    now = {u.unit.name.zh: u for u in newer.units}
    names = renamed(older.rules.mandate, newer.rules.mandate)
    behind = Behind(newer.units)
    found = []
    for unit in older.units:
        name = names.get(unit.unit.name.zh, unit.unit.name.zh)
        after = now.get(name)
        for asked in unit.consequences:
            if asked.within is not None:
                again = _again(asked, unit, after, behind)
                further = _further(asked, unit, after) if again else ()
                state: State = "unknown" if again is None else "escalated" if further else "open" if again else "closed"
                found.append(FollowUp(name, asked, due(asked.within, notice), state, unit, after, further))
    return tuple(found)


def due(within: Within, notice: date | None) -> date | None:
    """The day by which, counted from the notice; a day that a month does not have is its last.

    None for working days: which days those are is announced year by year, and left to the office; and beyond the calendar.

    >>> from loudi_qa.scheme.mandate import Within
    >>> due(Within(months=1), date(2019, 1, 31))
    datetime.date(2019, 2, 28)
    """
    if notice is None or within.months is None:
        return None
    year, month = divmod(notice.year * 12 + notice.month - 1 + within.months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(notice.day, calendar.monthrange(year, month + 1)[1]))


def _again(asked: Consequence, before: UnitResult, after: UnitResult | None, behind: Behind) -> bool | None:
    """Whether what led to a consequence is there again, by the condition as it was then; None where no one can tell."""
    if after is None or after.grade is None:
        return None
    below = behind.count(after)
    return None if asked.when.last is not None and below is None else applies(asked.when, after, below, before)


def _further(asked: Consequence, before: UnitResult, after: UnitResult | None) -> tuple[Consequence, ...]:
    """What follows from the same grade twice, for a consequence of that grade."""
    grade = before.grade.grade if before.grade else None
    if after is None or asked.when.grade is None:
        return ()
    return tuple(c for c in after.consequences if c.when.repeat and grade in c.when.repeat)
