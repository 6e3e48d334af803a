"""Results in the order of their years, each held against the one before it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.edits import edits
from loudi_qa.assess.compare.failures import failures
from loudi_qa.assess.compare.followup import follow_ups
from loudi_qa.assess.compare.split import unit_changes

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
    """None for two tries of one year: nothing was asked between them."""
    edits: tuple[Edit, ...]
    """The cells that differ, for two tries of one year; from year to year every cell does."""

    @property
    def one_year(self) -> bool:
        """Whether these are two tries of one year."""
        return self.older.year.year == self.newer.year.year


def compare(results: Sequence[Assessment], notices: Mapping[int, date]) -> tuple[Pair, ...]:
    """Hold each result against the one before it; ``notices`` gives by year the day of its notice, as far as it is known."""
    return tuple(_pair(older, newer, notices.get(older.year.year)) for older, newer in pairwise(results))


def _pair(older: Assessment, newer: Assessment, notice: date | None) -> Pair:
    changes = unit_changes(older, newer)
    if older.year.year == newer.year.year:
        return Pair(older, newer, changes, (), (), edits(older, newer, changes))
    return Pair(older, newer, changes, failures(older, newer), follow_ups(older, newer, notice), ())
