"""What a total is the sum of, piece by piece: lines, moved points, bonuses and deductions; and two results held side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment, ExtraLine, GroupResult, Line, UnitResult


class Item(NamedTuple):
    """One piece of a total, by the id it has in the result; ``of`` is the line, the group whose points moved, or the extra."""

    id: str
    points: Decimal
    of: Line | GroupResult | ExtraLine


def items(unit: UnitResult) -> dict[str, Item]:
    """The pieces of a unit's total by id, in the order of its card; they add up to the total exactly."""
    found: list[Item] = []
    for group in unit.counted:
        found += [Item(line.indicator.id, line.points, line) for line in group.lines]
        found += [Item(group.moved_id, group.moved.points, group)] if group.moved else []
    found += [Item(line.extra.id, line.points, line) for line in unit.extras]
    return {each.id: each for each in found}


class ItemMove(NamedTuple):
    """A piece before and after; None where there was or is none."""

    id: str
    before: Item | None
    after: Item | None

    @property
    def piece(self) -> Item:
        """The piece as it is now, or as it was last."""
        piece = self.after or self.before
        assert piece is not None  # noqa: S101 -- a piece of neither result is not made
        return piece

    @property
    def change(self) -> Decimal:
        """Points gained, or lost where below 0."""
        return (self.after.points if self.after else NOTHING) - (self.before.points if self.before else NOTHING)


class UnitMove(NamedTuple):
    """A unit before and after, with the pieces that differ."""

    before: UnitResult
    after: UnitResult
    items: tuple[ItemMove, ...]

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.after.unit.name.zh

    @property
    def change(self) -> Decimal:
        """What the total gained, or lost where below 0."""
        return self.after.total - self.before.total


def moves(before: Assessment, after: Assessment) -> tuple[UnitMove, ...]:
    """The units of which anything differs: points, place, grade, what follows; in the order of ``after``."""
    old = {u.unit.name.zh: u for u in before.units}
    found = []
    for unit in after.units:
        was = old.get(unit.unit.name.zh)
        if was is not None:
            changed = UnitMove(was, unit, moved_items(was, unit))
            found += [changed] if changed.items or _standing(was) != _standing(unit) else []
    return tuple(found)


def moved_items(before: UnitResult, after: UnitResult) -> tuple[ItemMove, ...]:
    """The pieces that have other points, or another state, than before."""
    old, new = items(before), items(after)
    pairs = (ItemMove(i, old.get(i), new.get(i)) for i in [*new, *(i for i in old if i not in new)])
    return tuple(p for p in pairs if p.change or _state(p.before) != _state(p.after))


def _state(item: Item | None) -> object:
    return getattr(item.of, "state", None) if item else None


def _standing(unit: UnitResult) -> tuple[object, ...]:
    return unit.rank, unit.grade, unit.is_open, [c.id for c in unit.consequences]
