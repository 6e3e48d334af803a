"""The cells of a year that bear on its result, as people write them, and where they differ from those of another try."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.submission.year import Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.year import Average, Cell, Entry, Figure, Incident, Year

UNPLACED: Mapping[str, Mapping[str, int]] = MappingProxyType({})
"""The columns of a year whose workbook is not at hand."""


class Try(NamedTuple):
    """A year, and by sheet and title where the columns of its workbook stand, from 0."""

    year: Year
    columns: Mapping[str, Mapping[str, int]] = UNPLACED

    def place(self, cell: Cell | None, title: str) -> str | None:
        """The address of the cell under a title in the row of another one."""
        column = self.columns.get(cell.sheet, {}).get(title) if cell else None
        return None if cell is None or column is None else layout.address(cell.row, column)

    def title(self, cell: Cell) -> str | None:
        """The title over a cell."""
        return next((t for t, column in self.columns.get(cell.sheet, {}).items() if column == cell.column), None)


class Difference(NamedTuple):
    """One cell that differs; an empty text is an empty cell. What is ``gone`` stood there in the older workbook."""

    column: str
    before: str
    after: str
    cell: str | None
    gone: bool = False


def row_differences(before: Entry | None, after: Entry | None, measure: Measure, tries: tuple[Try, Try]) -> list[Difference]:
    """The cells of a row of 指标数据 that differ."""
    was, now = (_row(e, measure, t) for e, t in zip((before, after), tries, strict=True))
    gone = after is None
    entry = after or before
    place, cell = tries[0 if gone else 1], entry.state.cell if entry else None
    return [
        Difference(title, was.get(title, ""), now.get(title, ""), place.place(cell, title), gone)
        for title in dict.fromkeys([*was, *now])
        if was.get(title, "") != now.get(title, "")
    ]


def _row(entry: Entry | None, measure: Measure, of: Try) -> dict[str, str]:
    """The cells of a row that bear on its points, by title."""
    if entry is None:
        return {}
    found = {layout.VALUE: _text(entry.sent)}
    if entry.instead:  # beside a 核定值: what stood there was no value of this measure, or a reason not to apply
        found[layout.REASON if entry.instead in measure.na else layout.VALUE] = entry.instead
    match entry.state:
        case Given(value, verified=True):
            found[layout.VERIFIED] = _text(value)
        case Given(value):
            found[layout.VALUE] = _text(value)
        case NotApplicable(reason):
            found[layout.REASON] = reason
        case Unclear(text, cell):
            found[of.title(cell) or layout.VALUE] = text
        case Missing():
            pass
    counts = {layout.NUMERATOR: entry.numerator, layout.DENOMINATOR: entry.denominator}
    return found | {title: _text(count) for title, count in counts.items()}


def figure_differences(before: Figure | None, after: Figure | None, title: str, tries: tuple[Try, Try]) -> list[Difference]:
    """A number of the office that differs, or none."""
    was, now = (_text(f.value) if f else "" for f in (before, after))
    if was == now:
        return []
    figure, place = (after, tries[1]) if after else (before, tries[0])
    return [Difference(title, was, now, place.place(figure.cell, title) if figure else None, after is None)]


def average_differences(before: Average | None, after: Average | None, tries: tuple[Try, Try]) -> list[Difference]:
    """What differs of an average: a scope is as telling as a number."""
    was, now = ((_text(a.value), a.scope, a.source) if a else ("",) * 3 for a in (before, after))
    average, place = (after, tries[1]) if after else (before, tries[0])
    return [
        Difference(title, a, b, place.place(average.cell, title) if average else None, after is None)
        for title, a, b in zip((layout.AVERAGE, layout.SCOPE, layout.SOURCE), was, now, strict=True)
        if a != b
    ]


def incident_differences(
    before: Sequence[Incident], after: Sequence[Incident], tries: tuple[Try, Try]
) -> Iterator[tuple[Incident, Difference]]:
    """Incidents that came or went, each with what is told of it; one that only stands elsewhere is no difference."""
    old, new = ({_told(i): i for i in incidents} for incidents in (before, after))
    for told, incident in old.items():
        if told not in new:
            cell = tries[0].place(incident.cell, layout.KIND)
            yield incident, Difference(layout.KIND, " ".join(told[2:]), "", cell, gone=True)
    for told, incident in new.items():
        if told not in old:
            yield incident, Difference(layout.KIND, "", " ".join(told[2:]), tries[1].place(incident.cell, layout.KIND))


def _told(incident: Incident) -> tuple[str, ...]:
    texts = incident.date, incident.field, incident.found_by, incident.description
    return incident.unit, incident.veto, *(t for t in texts if t)


def _text(value: Decimal | str | None) -> str:
    return show(value) if isinstance(value, Decimal) else value or ""
