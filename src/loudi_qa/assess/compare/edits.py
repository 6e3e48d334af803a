"""Two tries of one year: every cell that was changed, and the points that hang on it.

The changes are made one row after the other, in the order in which they are listed, and what rests on each is scored again:
the lines of its measure in the units concerned, their groups, the total; so the points of the rows add up to what data and
benchmarks changed in sum, moved points and rounding included. A value that is scored by its place concerns every unit: it may
push others up or down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.between import Shared
from loudi_qa.assess.compare.cells import (
    Try,
    average_differences,
    figure_differences,
    incident_differences,
    row_differences,
)
from loudi_qa.assess.lines import LineScorer
from loudi_qa.assess.result import NOTHING
from loudi_qa.assess.score import extra_lines, group_of
from loudi_qa.assess.standing import earned
from loudi_qa.scheme.rules import Places
from loudi_qa.submission.year import EVERY_GROUP
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from loudi_qa.assess.compare.cells import Difference
    from loudi_qa.assess.result import Assessment, GroupResult
    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.submission.year import Figure, Year


class Edit(NamedTuple):
    """One cell that differs: of a unit, by its newer name, or of a benchmark group's average (``*`` for all groups).

    ``points`` are those of the whole change that the cell belongs to, a row or the averages of a measure; they stand with its
    first cell. None where they stand with another cell, where none can hang on it, or where a total is open.
    """

    sheet: str
    unit: str | None
    group: str | None
    code: str
    difference: Difference
    points: Decimal | None = None


def edits(older: Assessment, newer: Assessment, tries: tuple[Try, Try]) -> tuple[Edit, ...]:
    """Every difference of two workbooks that bears on the units of both, sheet by sheet."""
    shared = Shared(older.rules, newer.rules)
    after = shared.in_older_names(newer.year)
    tries = tries[0], tries[1]._replace(year=after)
    open_now = {u.unit.name.zh for u in newer.units if u.is_open}
    steps = _Steps(older, shared, {name for name, new in shared.names.items() if new not in open_now})
    return (
        *_data(steps, tries),
        *_figures(layout.EXTRAS, layout.QUANTITY, "extras", steps, tries),
        *_figures(layout.QUOTAS, layout.QUOTA, "quotas", steps, tries),
        *_averages(steps, tries),
        *_figures(layout.PREVIOUS, layout.LAST_YEAR, "previous", steps, tries),
        *_incidents(steps, tries),
    )


class _Steps:
    """The older year on its way to the newer one, one change after the other, with the totals so far."""

    def __init__(self, older: Assessment, shared: Shared, closed_later: set[str]) -> None:
        self.shared, self.scheme = shared, older.rules.scheme
        units = {u.unit.name.zh: u for u in older.units if u.unit.name.zh in shared.names}
        self.units: dict[str, Unit] = {name: u.unit for name, u in units.items()}
        self.totals = {n: u.total for n, u in units.items() if n in closed_later and not u.is_open}
        self.groups = {n: units[n].groups for n in self.totals}
        self.entries = {u: dict(own) for u, own in older.year.entries.items()}
        self.figures = {
            "quotas": dict(older.year.quotas),
            "extras": dict(older.year.extras),
            "previous": dict(older.year.previous),
        }
        self.averages = dict(older.year.averages)
        self.by_place = {i.measure for i in self.scheme.indicators if isinstance(i.rule, Places)}
        self.fed = {(i.group, i.measure) for i in self.scheme.indicators}
        self.scorer = LineScorer(self.scheme, older.year._replace(doubts=frozenset()), [u.unit for u in older.units])

    def points(self, units: Iterable[str], code: str) -> Decimal | None:
        """What the change just made on a code did to these units; None where one of their totals is open at either end."""
        year = self.scorer.year._replace(entries=self.entries, averages=self.averages, **self.figures)  # type: ignore[arg-type]  # three fields by name
        scorer = self.scorer.on(year)
        gains: list[Decimal | None] = []
        for name in units:
            total = self._total(name, code, scorer) if name in self.totals else None
            gains.append(None if total is None else total - self.totals[name])
            if total is not None:
                self.totals[name] = total
        known = [g for g in gains if g is not None]
        return sum(known, NOTHING) if len(known) == len(gains) else None

    def _total(self, name: str, code: str, scorer: LineScorer) -> Decimal | None:
        """The total of a unit with the lines of one measure scored again; None while any of its lines is open."""
        unit = self.units[name]
        self.groups[name] = groups = tuple(self._group(g, unit, code, scorer) for g in self.groups[name])
        if any(g.is_open for g in groups):
            return None
        return sum((e.points for e in extra_lines(unit, self.scheme, scorer.year)), earned(groups, self.scheme))

    def _group(self, group: GroupResult, unit: Unit, code: str, scorer: LineScorer) -> GroupResult:
        if (group.group.id, code) not in self.fed:
            return group
        lines = [scorer.line(x.indicator, unit) if x.indicator.measure == code else x for x in group.lines]
        return group_of(group.group, lines, self.scheme)


def _edits(
    sheet: str, unit: str | None, group: str | None, code: str, found: Sequence[Difference], points: Decimal | None
) -> Iterator[Edit]:
    """The cells of one change; its points stand with the first."""
    for n, difference in enumerate(found):
        yield Edit(sheet, unit, group, code, difference, points if n == 0 else None)


def _data(steps: _Steps, tries: tuple[Try, Try]) -> Iterator[Edit]:
    before, after = (t.year.entries for t in tries)
    for unit, name in steps.shared.names.items():
        old, new = before.get(unit, {}), after.get(unit, {})
        for code in [c for c in dict.fromkeys([*old, *new]) if c in steps.shared.measures]:
            found = row_differences(old.get(code), new.get(code), steps.scheme.measure[code], tries)
            if found:
                own = steps.entries.setdefault(unit, {})
                if code in new:
                    own[code] = new[code]
                else:
                    own.pop(code, None)
                concerned = [*steps.units] if code in steps.by_place else [unit]
                yield from _edits(layout.DATA.name, name, None, code, found, steps.points(concerned, code))


def _figures(sheet: layout.SheetLayout, title: str, field: str, steps: _Steps, tries: tuple[Try, Try]) -> Iterator[Edit]:
    before, after = (_of(t.year, field) for t in tries)
    for unit, code in dict.fromkeys([*before, *after]):
        found = figure_differences(before.get((unit, code)), after.get((unit, code)), title, tries)
        if found and unit in steps.shared.names and steps.shared.reads(field, code):
            own = steps.figures[field]
            own.pop((unit, code), None)
            own |= {(unit, code): after[unit, code]} if (unit, code) in after else {}
            yield from _edits(sheet.name, steps.shared.names[unit], None, code, found, steps.points([unit], code))


def _of(year: Year, field: str) -> Mapping[tuple[str, str], Figure]:
    figures: Mapping[tuple[str, str], Figure] = getattr(year, field)
    return figures


def _averages(steps: _Steps, tries: tuple[Try, Try]) -> Iterator[Edit]:
    """All averages of a measure at once: one of a group steps in where that for all units goes."""
    before, after = (t.year.averages for t in tries)
    for measure in dict.fromkeys(code for code, _ in [*before, *after]):
        groups = dict.fromkeys(g for code, g in [*before, *after] if code == measure)
        found = {g: average_differences(before.get((measure, g)), after.get((measure, g)), tries) for g in groups}
        changed = [g for g, differences in found.items() if differences]
        if not changed or not steps.shared.asks(measure, "province"):
            continue
        units = [n for n, u in steps.units.items() if EVERY_GROUP in changed or u.group in changed]
        steps.averages = {k: a for k, a in steps.averages.items() if k[0] != measure} | {
            k: a for k, a in after.items() if k[0] == measure
        }
        points = steps.points(units, measure)
        for group in changed:
            yield from _edits(layout.AVERAGES.name, None, group, measure, found[group], points)
            points = None


def _incidents(steps: _Steps, tries: tuple[Try, Try]) -> Iterator[Edit]:
    """Incidents move no points, but grades."""
    for incident, difference in incident_differences(tries[0].year.incidents, tries[1].year.incidents, tries):
        if incident.unit in steps.shared.names:
            yield Edit(layout.INCIDENTS.name, steps.shared.names[incident.unit], None, incident.veto, difference)
