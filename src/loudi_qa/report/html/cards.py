"""The card of each unit: how it stands, what it lost, what follows, and every line with every step to its points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.report.because import because, because_moved, value_text
from loudi_qa.report.deadline import deadline
from loudi_qa.report.explained import LABELS
from loudi_qa.report.html.geometry import length, written
from loudi_qa.report.html.heat import shade, state_of
from loudi_qa.report.html.ranking import anchors, colour
from loudi_qa.report.losses import losses
from loudi_qa.report.overview import basis_text, department_name, grade_text, signed
from loudi_qa.report.stand import stand
from loudi_qa.report.withheld import withheld_note

if TYPE_CHECKING:
    from loudi_qa.assess.result import GroupResult, Line, UnitResult
    from loudi_qa.report.derivation import Derivation
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.losses import Loss
    from loudi_qa.report.working import Step
    from loudi_qa.words import Lang

ROOM = 160
_MOST_LOST = 8
"""So many losses stand on the face of a card; all of them are among its lines."""


class Told(NamedTuple):
    """A step of a derivation: its label and its sentence."""

    label: str
    text: str


class CardLine(NamedTuple):
    """One line of a unit, folded over its steps."""

    id: str
    name: str
    points: str
    of: str
    value: str
    shade: str
    state: str
    because: str
    steps: tuple[Told, ...]


class CardGroup(NamedTuple):
    """A group of a unit with its lines."""

    name: str
    colour: str
    points: str
    of: str
    width: str
    lines: tuple[CardLine, ...]


class Follows(NamedTuple):
    """What follows for a unit."""

    do: str
    until: str
    to: str
    basis: str


class Card(NamedTuple):
    """Everything about one unit."""

    anchor: str
    name: str
    total: str
    of: str
    rank: str
    tied: bool
    grade: str
    open: bool
    vetoes: tuple[str, ...]
    withheld: str
    """Why it has not the grade that its total reaches; empty where it has."""
    standing: tuple[Told, ...]
    groups: tuple[CardGroup, ...]
    extras: tuple[CardLine, ...]
    lost: tuple[Loss, ...]
    more_lost: int
    departments: tuple[tuple[str, str, str], ...]
    follows: tuple[Follows, ...]

    @property
    def line_count(self) -> int:
        """How many lines it has."""
        return sum(len(g.lines) for g in self.groups) + len(self.extras)


def cards(dossier: Dossier, lang: Lang) -> tuple[Card, ...]:
    """The card of every unit, in the order of the ranking."""
    places = anchors(dossier.result)
    return tuple(_card(dossier, u, places[u.unit.name.zh], lang) for u in dossier.result.units)


def _card(dossier: Dossier, unit: UnitResult, anchor: str, lang: Lang) -> Card:
    known, lost = dossier.derivations(unit), losses(dossier.result, unit)
    day = dossier.day
    return Card(
        anchor,
        unit.unit.name.of(lang),
        str(unit.total),
        show(unit.of),
        "" if unit.rank is None else str(unit.rank),
        sum(u.rank == unit.rank for u in dossier.result.units) > 1,
        grade_text(unit, lang),
        unit.is_open,
        tuple(f"{v.veto.name.of(lang)} {v.incident.date} {v.incident.description}".strip() for v in unit.vetoes),
        withheld_note([unit], lang),
        _told(stand(dossier.result, unit), lang),
        tuple(_group(g, n, known, lang) for n, g in enumerate(unit.groups) if g.declared),
        tuple(_extra(known[e.extra.id], lang) for e in unit.extras),
        lost[:_MOST_LOST],
        max(0, len(lost) - _MOST_LOST),
        tuple((department_name(x.department, lang), str(x.points), " ".join(x.indicators)) for x in unit.lost),
        tuple(
            Follows(c.do.of(lang), deadline(c.within, day).of(lang), c.to.of(lang), basis_text(c.basis, lang))
            for c in unit.consequences
        ),
    )


def _told(steps: tuple[Step, ...], lang: Lang) -> tuple[Told, ...]:
    return tuple(Told(LABELS[step.key].of(lang), step.text.of(lang)) for step in steps)


def _group(group: GroupResult, number: int, known: dict[str, Derivation], lang: Lang) -> CardGroup:
    lines = [_line(line, known[line.indicator.id], lang) for line in group.lines]
    if group.moved:
        lines.append(_moved(group, known[group.moved_id], lang))
    width = written(length(group.points, group.of, ROOM) if group.of else Fraction(0))
    return CardGroup(group.group.name.of(lang), colour(number), str(group.points), show(group.of), width, tuple(lines))


def _line(line: Line, derivation: Derivation, lang: Lang) -> CardLine:
    return CardLine(
        derivation.id,
        derivation.name.of(lang),
        str(line.points),
        show(line.of),
        value_text(line),
        shade(line),
        state_of(line),
        because(line, lang),
        _told(derivation.steps, lang),
    )


def _moved(group: GroupResult, derivation: Derivation, lang: Lang) -> CardLine:
    moved = group.moved
    assert moved is not None  # noqa: S101 -- only a group with moved points comes here
    full = "h4" if moved.points == moved.of else "h3"
    name, steps = derivation.name.of(lang), _told(derivation.steps, lang)
    return CardLine(derivation.id, name, str(moved.points), show(moved.of), "", full, "scored", because_moved(moved, lang), steps)


def _extra(derivation: Derivation, lang: Lang) -> CardLine:
    points, steps = signed(derivation.points), _told(derivation.steps, lang)
    return CardLine(derivation.id, derivation.name.of(lang), points, "", "", "hn", "scored", "", steps)
