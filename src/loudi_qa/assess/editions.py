"""One workbook under two editions of the rules: what each unit has under the one and under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.consequences import known_as
from loudi_qa.assess.items import ItemMove, items, moved_items
from loudi_qa.assess.result import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from loudi_qa.assess.items import Item
    from loudi_qa.assess.result import Assessment, UnitResult


class UnderBoth(NamedTuple):
    """A unit under both editions; None where only one of them has it."""

    before: UnitResult | None
    after: UnitResult | None
    items: tuple[ItemMove, ...]
    """The pieces that differ, each under its number in the newer edition."""

    @property
    def unit(self) -> UnitResult:
        """The unit as the newer edition has it, or else as the older had it."""
        unit = self.after or self.before
        assert unit is not None  # noqa: S101 -- a unit of neither edition is not made
        return unit

    @property
    def change(self) -> Decimal | None:
        """What the total gained; None where it cannot be told."""
        if self.before is None or self.after is None or self.before.is_open or self.after.is_open:
            return None
        return self.after.total - self.before.total


def under_both(before: Assessment, after: Assessment, numbers: Mapping[str, str]) -> tuple[UnderBoth, ...]:
    """Every unit of both; ``numbers`` leads from an old number of an indicator, bonus or group to the new one."""
    mandate = after.rules.mandate
    old = {known_as(u.unit.name.zh, mandate): u for u in before.units}
    found = []
    for unit in after.units:
        was = old.pop(unit.unit.name.zh, None)
        found.append(UnderBoth(was, unit, _joined(was, unit, numbers) if was else ()))
    return (*found, *(UnderBoth(unit, None, ()) for unit in old.values()))


class Unheld(NamedTuple):
    """Measures that the workbook was not made to hold, since one edition alone asks for them."""

    measures: tuple[str, ...]
    points: Decimal
    """What a unit is without only for that, at most: these lines count as left empty."""


def unheld(result: Assessment, other: Assessment) -> Unheld | None:
    """What ``result`` counts as left empty only because the data are those of the ``other`` edition; None for nothing."""
    there = {code for entries in result.year.entries.values() for code in entries}
    asked = {m.id for m in result.rules.scheme.measures} - {m.id for m in other.rules.scheme.measures} - there
    by_unit = [[x for x in u.lines if x.state == "missing" and x.indicator.measure in asked] for u in result.units]
    met = {line.indicator.measure for lines in by_unit for line in lines}
    measures = tuple(m.id for m in result.rules.scheme.measures if m.id in met)
    return Unheld(measures, max(sum((x.of for x in lines), NOTHING) for lines in by_unit)) if measures else None


def _joined(was: UnitResult, unit: UnitResult, numbers: Mapping[str, str]) -> tuple[ItemMove, ...]:
    """The pieces that differ; one that was only renumbered is one piece, not one gone and another come."""
    before, after = items(was), items(unit)
    moves = {m.id: m for m in moved_items(was, unit)}
    for number, now in numbers.items():
        if number in before and number not in after:
            moves.pop(number, None)
            moves[now] = ItemMove(now, before[number], after.get(now))
    order = [*after, *before]
    return tuple(sorted((m for m in moves.values() if _differs(m)), key=lambda m: order.index(_place(m, order, numbers))))


def _place(move: ItemMove, order: list[str], numbers: Mapping[str, str]) -> str:
    return move.id if move.id in order else next(old for old, new in numbers.items() if new == move.id)


def _differs(move: ItemMove) -> bool:
    return bool(move.change) or _state(move.before) != _state(move.after)


def _state(item: Item | None) -> object:
    return getattr(item.of, "state", None) if item else None
