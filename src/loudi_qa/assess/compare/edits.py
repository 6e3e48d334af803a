"""What was changed from one workbook to the next, cell by cell, and the points that hang on it: two tries of one year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING, Line
from loudi_qa.numbers import show
from loudi_qa.submission.year import EVERY_GROUP, Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loudi_qa.assess.compare.split import UnitChange
    from loudi_qa.assess.result import Assessment
    from loudi_qa.submission.year import Average, Cell, Entry, Figure, Incident, Year

_EMPTY = ""


class Edit(NamedTuple):
    """One cell that differs; an empty text is an empty cell.

    ``points`` is what the change of this row did: to the unit, or of an average to all units together. It stands once for the
    cells of a row, and is None where no points hang on the cell or a total is open.
    """

    sheet: str
    unit: str
    """Of an average the benchmark group, ``*`` for all units."""
    code: str
    column: str
    before: str
    after: str
    cell: Cell | None
    points: Decimal | None = None


def edits(older: Assessment, newer: Assessment, changes: Sequence[UnitChange]) -> tuple[Edit, ...]:
    """Every difference of two workbooks that bears on a result, sheet by sheet."""
    before, after = older.year, newer.year
    effects = _Effects(changes)
    return (
        *_data(before, after, effects),
        *_figures(layout.QUOTAS, layout.QUOTA, before.quotas, after.quotas, effects.benchmarks),
        *_averages(before, after, newer, effects),
        *_figures(layout.PREVIOUS, layout.LAST_YEAR, before.previous, after.previous, effects.benchmarks),
        *_figures(layout.EXTRAS, layout.QUANTITY, before.extras, after.extras, effects.extras),
        *_incidents(before.incidents, after.incidents),
    )


class _Effects:
    """Points by unit and measure, from the split of the totals."""

    def __init__(self, changes: Sequence[UnitChange]) -> None:
        self.known = {c.name for c in changes if c.change}
        self.data: dict[tuple[str, str], Decimal] = {}
        self.benchmarks: dict[tuple[str, str], Decimal] = {}
        self.extras: dict[tuple[str, str], Decimal] = {}
        for unit in changes:
            for item in unit.items:
                source = item.after or item.before
                if source is not None and isinstance(source.of, Line):
                    key = unit.name, source.of.indicator.measure
                    self.data[key] = self.data.get(key, NOTHING) + item.change.data
                    self.benchmarks[key] = self.benchmarks.get(key, NOTHING) + item.change.benchmarks
                else:
                    self.extras[unit.name, item.id] = item.change.data

    def of(self, effects: Mapping[tuple[str, str], Decimal], unit: str, code: str) -> Decimal | None:
        """What a change of a unit's row did; None where its total is open."""
        return effects.get((unit, code), NOTHING) if unit in self.known else None


def _data(before: Year, after: Year, effects: _Effects) -> Iterator[Edit]:
    for unit in dict.fromkeys([*before.entries, *after.entries]):
        old, new = before.entries.get(unit, {}), after.entries.get(unit, {})
        for measure in dict.fromkeys([*old, *new]):
            was, now = (_cells(own.get(measure)) for own in (old, new))
            differ = [c for c in dict.fromkeys([*was, *now]) if was.get(c, _EMPTY) != now.get(c, _EMPTY)]
            cell = (new.get(measure) or old[measure]).state.cell
            for n, column in enumerate(differ):
                points = effects.of(effects.data, unit, measure) if n == 0 else None
                yield Edit(
                    layout.DATA.name, unit, measure, column, was.get(column, _EMPTY), now.get(column, _EMPTY), cell, points
                )


def _cells(entry: Entry | None) -> dict[str, str]:
    """The cells of a row that bear on its points, as people write them."""
    if entry is None:
        return {}
    state = entry.state
    found = {layout.VALUE: _text(entry.sent) or entry.instead or _EMPTY}
    match state:
        case Given(value, verified=True):
            found[layout.VERIFIED] = _text(value)
        case Given(value):
            found[layout.VALUE] = _text(value)
        case NotApplicable(reason):
            found[layout.REASON] = reason
        case Unclear(text):
            found[layout.VALUE] = text
        case Missing():
            pass
    counts = {layout.NUMERATOR: entry.numerator, layout.DENOMINATOR: entry.denominator}
    return found | {column: _text(count) for column, count in counts.items()}


def _text(value: Decimal | str | None) -> str:
    return show(value) if isinstance(value, Decimal) else value or _EMPTY


def _figures(
    sheet: layout.SheetLayout, column: str, before: Mapping[tuple[str, str], Figure], after: Mapping[tuple[str, str], Figure],
    effects: Mapping[tuple[str, str], Decimal],
) -> Iterator[Edit]:  # fmt: skip
    for unit, code in dict.fromkeys([*before, *after]):
        was, now = before.get((unit, code)), after.get((unit, code))
        old, new = (_text(f.value) if f else _EMPTY for f in (was, now))
        if old != new:
            place = now or was
            yield Edit(
                sheet.name, unit, code, column, old, new, place.cell if place else None, effects.get((unit, code), NOTHING)
            )


def _averages(before: Year, after: Year, newer: Assessment, effects: _Effects) -> Iterator[Edit]:
    for measure, group in dict.fromkeys([*before.averages, *after.averages]):
        was, now = before.averages.get((measure, group)), after.averages.get((measure, group))
        points: Decimal | None = _of_group(measure, group, newer, effects)
        for column, old, new in _of_average(was, now):
            place = now or was
            yield Edit(layout.AVERAGES.name, group, measure, column, old, new, place.cell if place else None, points)
            points = None


def _of_group(measure: str, group: str, newer: Assessment, effects: _Effects) -> Decimal:
    """What an average did to the units that are held against it: those of its group, or those whose group has none of its own."""
    own = {g for m, g in newer.year.averages if m == measure}
    units = [u.unit for u in newer.units if u.unit.group == group or (group == EVERY_GROUP and u.unit.group not in own)]
    return sum((effects.benchmarks.get((u.name.zh, measure), NOTHING) for u in units), NOTHING)


def _of_average(was: Average | None, now: Average | None) -> Iterator[tuple[str, str, str]]:
    """What differs of an average: a scope is as telling as a number."""
    old, new = ((_text(a.value), a.scope, a.source) if a else (_EMPTY,) * 3 for a in (was, now))
    for column, a, b in zip((layout.AVERAGE, layout.SCOPE, layout.SOURCE), old, new, strict=True):
        if a != b:
            yield column, a, b


def _incidents(before: Sequence[Incident], after: Sequence[Incident]) -> Iterator[Edit]:
    """Incidents that came or went; they move no points, but grades."""
    old, new = ({i._replace(cell=None): i for i in incidents} for incidents in (before, after))  # type: ignore[arg-type]  # compared, not kept
    for incident in [*(i for k, i in old.items() if k not in new), *(i for k, i in new.items() if k not in old)]:
        told = f"{incident.date} {incident.field} {incident.description}".strip()
        gone = incident._replace(cell=None) in old  # type: ignore[arg-type]  # as above
        was, now = (told, _EMPTY) if gone else (_EMPTY, told)
        yield Edit(layout.INCIDENTS.name, incident.unit, incident.veto, layout.KIND, was, now, incident.cell)
