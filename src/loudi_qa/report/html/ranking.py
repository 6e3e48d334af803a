"""The ranking as stacked bars: what each group gave to a total, and where the grades begin."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.report.fit import cells
from loudi_qa.report.html.geometry import length, written
from loudi_qa.report.overview import grade_text, group_text, moves, signed

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.words import Lang

ROOM = 600
"""Pixels that a total of full points takes; a bonus may go a little beyond."""
_LETTER = 8
"""Pixels of a letter of a grade; a Chinese character takes two of them."""
_LABEL = 34
"""Pixels that a number needs inside its piece of the bar."""


class Piece(NamedTuple):
    """One piece of a bar: a group, or the bonuses."""

    colour: str
    """The class of its colour: ``g0`` to ``g7``; ``gx`` for the bonuses."""
    name: str
    points: str
    x: str
    width: str
    label_at: str
    """Where its number is written; nowhere where it has no room."""


class Bound(NamedTuple):
    """Where a grade begins."""

    grade: str
    x: str
    label_x: str
    """The middle of its name, which stays within the picture."""


class Ranked(NamedTuple):
    """A unit in the ranking."""

    anchor: str
    rank: str
    name: str
    grade: str
    vetoed: bool
    total: str
    pieces: tuple[Piece, ...]
    deduction: str
    groups: tuple[str, ...]
    extras: str
    without_moved: str
    """The total without moved points; empty where none move under the rules."""


class Ranking(NamedTuple):
    """All units by rank, the bounds of the grades, and how wide the picture is."""

    units: tuple[Ranked, ...]
    bounds: tuple[Bound, ...]
    groups: tuple[tuple[str, str, str], ...]
    """Colour, name and full points of each group."""
    width: int


def anchors(result: Assessment) -> dict[str, str]:
    """By unit, what its card is called in the page: no name of a person's making is an address."""
    return {u.unit.name.zh: f"u{n}" for n, u in enumerate(result.units, start=1)}


def ranking(result: Assessment, lang: Lang) -> Ranking:
    """The picture's numbers, unit by unit."""
    groups = result.rules.scheme.groups
    full = result.rules.scheme.points.full
    most = max([full, *(u.total for u in result.units)])
    room = int(Fraction(most) / Fraction(full) * ROOM) + 1
    places = anchors(result)
    bounds = [(g.grade, g.at_least) for g in result.rules.scheme.grades if 0 < g.at_least <= full]
    return Ranking(
        tuple(_unit(u, places[u.unit.name.zh], full, lang, moving=moves(result)) for u in result.units),
        tuple(_bound(grade, length(at, full, ROOM), room) for grade, at in bounds),
        tuple((colour(n), g.name.of(lang), show(g.points)) for n, g in enumerate(groups)),
        room,
    )


def colour(number: int) -> str:
    """The class of a group's colour; there are eight, then they begin again."""
    return f"g{number % 8}"


def _bound(grade: str, x: Fraction, room: int) -> Bound:
    """A bound with its name over it; a name that would reach beyond the edge ends there."""
    return Bound(grade, written(x), written(min(x, room - Fraction(cells(grade) * _LETTER, 2))))


def _unit(unit: UnitResult, anchor: str, full: Decimal, lang: Lang, *, moving: bool) -> Ranked:
    return Ranked(
        anchor,
        "" if unit.rank is None else str(unit.rank),
        unit.unit.name.of(lang),
        grade_text(unit, lang),
        bool(unit.vetoes),
        str(unit.total),
        tuple(_pieces(unit, full, lang)),
        signed(unit.extra_points) if unit.extra_points < 0 else "",
        tuple(group_text(g) for g in unit.groups),
        signed(unit.extra_points),
        str(unit.total - unit.moved_points) if moving else "",
    )


def _pieces(unit: UnitResult, full: Decimal, lang: Lang) -> list[Piece]:
    """What makes the total: all groups, or the lowest alone where that counts, and the bonuses."""
    parts = [(colour(n), g.group.name.of(lang), g.points) for n, g in enumerate(unit.groups) if g in unit.counted]
    if unit.extra_points > 0:
        parts.append(("gx", "", unit.extra_points))
    found, x = [], Fraction(0)
    for shade, name, points in parts:
        width = Fraction(points) / Fraction(full) * ROOM if points > 0 else Fraction(0)
        label = written(x + width / 2) if width >= _LABEL else ""
        if width:
            found.append(Piece(shade, name, str(points), written(x), written(width), label))
        x += width
    return found
