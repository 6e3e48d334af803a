"""How far all weights may vary before two neighbours change places.

What a unit holds of an indicator is its published points there: the weight times the share it earned. The points that moved
in a group belong to the indicators that do not apply, each by its weight. So what a unit holds, and its extras, add up to
exactly its published total; with other weights each holding grows or shrinks with its weight, and the extras stay.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import IDLE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from loudi_qa.assess.result import GroupResult, UnitResult
    from loudi_qa.assess.robust.ties import Tie


class Holding(NamedTuple):
    """A unit that has a place, and what it holds of each indicator, in points, in the order of its lines."""

    unit: UnitResult
    parts: tuple[Fraction, ...]


class Pair(NamedTuple):
    """Two neighbours; ``turns_at`` is the share by which weights must vary before they stand level, as a fraction of 1."""

    above: UnitResult
    below: UnitResult
    gap: Decimal
    """Points between them."""
    swing: Fraction
    """The sum of what they differ by on each indicator, in points, whatever the sign."""
    turns_at: Fraction | None
    """None where no change of weights below 100 % can turn them; 0 where they stand level now."""
    tie: Tie | None = None
    """Of two on the same total, what tells them apart; added once the other policies are known."""


def holding(unit: UnitResult) -> Holding:
    """What a unit holds of each indicator."""
    return Holding(unit, tuple(part for group in unit.groups for part in _parts(group)))


def neighbours(holdings: Sequence[Holding], only: UnitResult | None = None) -> tuple[Pair, ...]:
    """Each unit with the one placed next to it, or one unit with both of its neighbours; ``holdings`` stand by rank."""
    return tuple(pair(a, b) for a, b in pairwise(holdings) if only is None or a.unit is only or b.unit is only)


def pair(above: Holding, below: Holding) -> Pair:
    """How firmly ``above`` stands before ``below``: the gap over the swing, p* = (Σ w·d + Δ extras) / Σ w·|d|."""
    gap = above.unit.total - below.unit.total
    swing = sum((abs(a - b) for a, b in zip(above.parts, below.parts, strict=True)), Fraction(0))
    turns_at = Fraction(gap) / swing if swing else None
    return Pair(above.unit, below.unit, gap, swing, None if turns_at is None or turns_at > 1 else turns_at)


def _parts(group: GroupResult) -> list[Fraction]:
    idle = group.idle_points
    moved = Fraction(group.moved.points) / Fraction(idle) if group.moved else Fraction(0)
    return [moved * Fraction(x.indicator.points) if x.state in IDLE else Fraction(x.points) for x in group.lines]
