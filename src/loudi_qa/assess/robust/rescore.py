"""One unit scored again with some of its own values changed."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING
from loudi_qa.assess.robust.levers import levers, unexamined
from loudi_qa.assess.score import extra_line, group_of
from loudi_qa.assess.standing import earned
from loudi_qa.scheme.models import Measure
from loudi_qa.submission.year import Cell, Entry, Figure, Given, Missing
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from loudi_qa.assess.lines import LineScorer
    from loudi_qa.assess.result import GroupResult, Line, Moved, UnitResult
    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.values import Value

NOWHERE = Cell(layout.DATA.name, 0, 0)
"""Stands in for the cell of a value that is only supposed."""
_FINE = Decimal("1e-6")


class After(NamedTuple):
    """A unit's total with other values, and its groups."""

    total: Decimal
    groups: Sequence[GroupResult]


class Rescorer:
    """Scores a unit again, line by line and group by group, as :func:`loudi_qa.assess.score.assess` does."""

    def __init__(self, unit: UnitResult, scorer: LineScorer) -> None:
        self.unit, self.scorer = unit, scorer
        self._extras = {e.extra.id: e.points for e in unit.extras}
        self._rates = {g.group.id: _at_most(g.moved) for g in unit.groups if g.moved}
        self._digit = Decimal(1).scaleb(-scorer.scheme.points.places)

    @cached_property
    def levers(self) -> list[Lever]:
        """Every cell that could change the unit's total; found once for all that is asked of the unit."""
        return [*levers(self.unit, self.scorer.scheme, self.scorer.year)]

    @cached_property
    def unexamined(self) -> tuple[Measure, ...]:
        """Measures whose changes cannot be told from the unit alone; found once likewise."""
        return unexamined(self.unit, self.scorer.scheme)

    def total(self, changes: Iterable[tuple[Lever, Value]]) -> Decimal:
        """The published total with these values."""
        return self.after(changes).total

    def after(self, changes: Iterable[tuple[Lever, Value]]) -> After:
        """The published total with these values, and the groups behind it."""
        lines: dict[str, Line] = {}
        total = self.unit.extra_points
        for lever, value in changes:
            if isinstance(lever.of, Measure):
                lines |= {x.indicator.id: x for x in self.lines(lever, value)}
            else:
                total += self.gain(lever, value)
        touched = {x.indicator.group for x in lines.values()}
        groups = [self._group(g, lines) if g.group.id in touched else g for g in self.unit.groups]
        return After(total + earned(groups, self.scorer.scheme), groups)

    def _group(self, group: GroupResult, lines: Mapping[str, Line]) -> GroupResult:
        """A group with some of its lines changed."""
        return group_of(group.group, [lines.get(x.indicator.id, x) for x in group.lines], self.scorer.scheme)

    def gain(self, lever: Lever, value: Value) -> Decimal:
        """By how much the lever's own lines, or its extra, change: without the points that move in their groups."""
        if isinstance(lever.of, Measure):
            return sum((x.points for x in self.lines(lever, value)), NOTHING) - sum((x.points for x in lever.lines), NOTHING)
        figure = Figure(Decimal(value), NOWHERE)
        return extra_line(lever.of, figure, self.scorer.scheme).points - self._extras.get(lever.code, NOTHING)

    def room(self, lever: Lever, *, better: bool) -> Decimal:
        """No less than what any value of the cell can bring or cost: what its lines lack, or have, with what moves in the group.

        The rounding of the moved points may add one last digit in each group.
        """
        if not isinstance(lever.of, Measure):
            return lever.of.rule.cap
        found = NOTHING
        for line in lever.lines:
            own = line.of - line.points if better else line.points
            found += own * self._rates.get(line.indicator.group, 1) + self._digit
        return found

    def lines(self, lever: Lever, value: Value) -> list[Line]:
        """The lever's lines with another value."""
        entry = supposed(lever.entry, value)
        return [self.scorer.line_of(x.indicator, self.unit.unit, entry) for x in lever.lines]


def _at_most(moved: Moved) -> Decimal:
    """No less than what a point of a group brings with the points that move at its rate: a decimal that is never too small."""
    return 1 + (moved.of / moved.available).quantize(_FINE, ROUND_UP) + _FINE


def supposed(entry: Entry | None, value: Value) -> Entry:
    """A row as it would be with another value in the cell that counts."""
    state = (entry or Entry(Missing())).state
    verified = isinstance(state, Given) and state.verified
    given = Given(value, state.cell or NOWHERE, verified)
    return entry._replace(state=given) if entry else Entry(given)
