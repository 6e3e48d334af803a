"""The heat map: every indicator of every unit, its points, and how much of them was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report.because import because
from loudi_qa.report.html.ranking import anchors, colour
from loudi_qa.report.naming import indicator_name, points_range

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, Line
    from loudi_qa.words import Lang


class Spot(NamedTuple):
    """One cell: the address of its derivation, points, and the class of its shade; ``mark`` names a state that is no number."""

    anchor: str
    points: str
    shade: str
    state: str
    because: str


class Row(NamedTuple):
    """One indicator over all units."""

    id: str
    name: str
    of: str
    spots: tuple[Spot, ...]


class HeatGroup(NamedTuple):
    """The rows of a group."""

    name: str
    colour: str
    rows: tuple[Row, ...]


def heat(result: Assessment, lang: Lang) -> tuple[HeatGroup, ...]:
    """The map, group by group, its columns in the order of the ranking."""
    scheme, places = result.rules.scheme, anchors(result)
    lines = {u.unit.name.zh: {x.indicator.id: x for x in u.lines} for u in result.units}
    found = []
    for number, group in enumerate(scheme.groups):
        rows = []
        for indicator in scheme.by_group[group.id]:
            full = points_range(lines[u][indicator.id].indicator.points for u in lines)
            spots = tuple(_spot(lines[u][indicator.id], places[u], lang) for u in lines)
            name = indicator_name(scheme, indicator).of(lang)
            rows.append(Row(indicator.id, name, full, spots))
        found.append(HeatGroup(group.name.of(lang), colour(number), tuple(rows)))
    return tuple(found)


def shade(line: Line) -> str:
    """The class of a line's shade: ``h4`` for all points down to ``h0`` for none; of a state without points its own."""
    if line.state in {"not_applicable", "not_due", "open"}:
        return "hn" if line.state != "open" else "ho"
    if line.of <= 0 or line.points >= line.of:
        return "h4"
    return next((name for tenths, name in _SHADES if 10 * line.points >= tenths * line.of), "h1") if line.points else "h0"


_SHADES = ((8, "h3"), (5, "h2"))
"""From so many tenths of full points on."""


def _spot(line: Line, unit: str, lang: Lang) -> Spot:
    return Spot(f"{unit}-{line.indicator.id}", str(line.points), shade(line), state_of(line), because(line, lang))


def state_of(line: Line) -> str:
    """The state as the page calls it: that of a line on which units of a group are not assessed is one of its own."""
    return line.state if line.theirs else "not_theirs"
