"""The change of a total, split into data, benchmarks and rules; to the last digit, line by line and in sum."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.between import stops
from loudi_qa.assess.compare.units import renamed
from loudi_qa.assess.items import items
from loudi_qa.assess.result import NOTHING, Line

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.items import Item
    from loudi_qa.assess.result import Assessment, UnitResult


class Change(NamedTuple):
    """Points gained, or lost where below 0, by what changed."""

    data: Decimal
    benchmarks: Decimal
    rules: Decimal

    @property
    def total(self) -> Decimal:
        """All of it."""
        return self.data + self.benchmarks + self.rules


class ItemChange(NamedTuple):
    """A piece of a total before and after, and why it changed; None where there was or is none."""

    id: str
    before: Item | None
    after: Item | None
    change: Change

    @property
    def piece(self) -> Item:
        """The piece as it is now, or as it was last."""
        piece = self.after or self.before
        assert piece is not None  # noqa: S101 -- a piece of neither result is not made
        return piece


class UnitChange(NamedTuple):
    """A unit before and after; without ``change`` where it is in one of the results only, or where one of its totals is open."""

    name: str
    before: UnitResult | None
    after: UnitResult | None
    change: Change | None = None
    items: tuple[ItemChange, ...] = ()
    """The pieces that moved at any step, those that moved most in sum first."""


def unit_changes(older: Assessment, newer: Assessment) -> tuple[UnitChange, ...]:
    """Every unit of either result by its newer name: those of the newer in its order, then those that are gone."""
    now = renamed(older.rules.mandate, newer.rules.mandate)
    *earlier, last = stops(older, newer)
    at = [{now.get(u.unit.name.zh, u.unit.name.zh): u for u in result.units} for result in earlier]
    at.append({u.unit.name.zh: u for u in last.units})
    names = [*at[-1], *(name for name in at[0] if name not in at[-1])]
    return tuple(_unit(name, [results.get(name) for results in at]) for name in names)


def _unit(name: str, at: list[UnitResult | None]) -> UnitChange:
    before, after = at[0], at[-1]
    if before is None or after is None or before.is_open or after.is_open:
        return UnitChange(name, before, after)
    pieces = _pieces([items(result) if result else {} for result in at])
    change = Change(*(sum((getattr(p.change, part) for p in pieces), NOTHING) for part in Change._fields))
    moved = [p for p in pieces if any(p.change)]
    moved.sort(key=lambda p: (-abs(p.change.total), -sum(map(abs, p.change)), p.id))
    return UnitChange(name, before, after, change, tuple(moved))


def _pieces(at: list[dict[str, Item]]) -> list[ItemChange]:
    """Every piece that any of the four results has."""
    ids = dict.fromkeys([*at[-1], *(i for result in at[:-1] for i in result)])
    return [_piece(i, [result.get(i) for result in at]) for i in ids]


def _piece(piece: str, at: list[Item | None]) -> ItemChange:
    """One piece; a line that is open between the two, for want of what only one edition asks for, has not moved yet."""
    points = [at[0].points if at[0] else NOTHING]
    for item in at[1:3]:
        points.append(points[-1] if item and isinstance(item.of, Line) and item.of.state == "open" else _points(item))
    points.append(_points(at[3]))
    data, benchmarks, rules = (b - a for a, b in pairwise(points))
    return ItemChange(piece, at[0], at[3], Change(data, benchmarks, rules))


def _points(item: Item | None) -> Decimal:
    return item.points if item else NOTHING
