"""Results in the order of their years, each held against the one before it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.cells import UNPLACED, Try
from loudi_qa.assess.compare.edits import edits
from loudi_qa.assess.compare.failures import failures
from loudi_qa.assess.compare.followup import follow_ups
from loudi_qa.assess.compare.split import unit_changes
from loudi_qa.submission.year import EVERY_GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from loudi_qa.assess.compare.edits import Edit
    from loudi_qa.assess.compare.failures import Failure
    from loudi_qa.assess.compare.followup import FollowUp
    from loudi_qa.assess.compare.split import UnitChange
    from loudi_qa.assess.result import Assessment


class Pair(NamedTuple):
    """An older and a newer result, and all that is told of the way from one to the other."""

    older: Assessment
    newer: Assessment
    changes: tuple[UnitChange, ...]
    failures: tuple[Failure, ...]
    follow_ups: tuple[FollowUp, ...]
    """Nothing for two tries of one year: between them nothing was asked."""
    edits: tuple[Edit, ...]
    """The cells that differ, for two tries of one year; from year to year every cell does."""

    def of(self, unit: str | None) -> Pair:
        """What concerns one unit: its own, and the averages of its benchmark group; all of it without a unit."""
        if unit is None:
            return self
        groups = {EVERY_GROUP, *(u.unit.group for u in self.newer.units if u.unit.name.zh == unit)}
        return self._replace(
            changes=tuple(c for c in self.changes if c.name == unit),
            failures=tuple(f for f in self.failures if f.unit == unit),
            follow_ups=tuple(f for f in self.follow_ups if f.unit == unit),
            edits=tuple(e for e in self.edits if e.unit == unit or e.group in groups),
        )

    @property
    def one_year(self) -> bool:
        """Whether these are two tries of one year."""
        return self.older.year.year == self.newer.year.year


class Compared(NamedTuple):
    """A result that is to be compared, and by sheet and title where the columns of its workbook stand."""

    result: Assessment
    columns: Mapping[str, Mapping[str, int]] = UNPLACED


def compare(results: Sequence[Compared], notices: Mapping[int, date]) -> tuple[Pair, ...]:
    """Hold each result against the one before it; ``notices`` gives by year the day of its notice, as far as it is known."""
    return tuple(_pair(older, newer, notices) for older, newer in pairwise(results))


def _pair(earlier: Compared, later: Compared, notices: Mapping[int, date]) -> Pair:
    older, newer = earlier.result, later.result
    changes = unit_changes(older, newer)
    if older.year.year == newer.year.year:
        tries = Try(older.year, earlier.columns), Try(newer.year, later.columns)
        return Pair(older, newer, changes, (), (), edits(older, newer, tries))
    followed = follow_ups(older, newer, notices.get(older.year.year))
    return Pair(older, newer, changes, failures(older, newer), followed, ())
