"""The two stops between an older result and a newer one: first the data change, then the benchmarks, last the rules.

Each stop is a year scored in full, so every effect is the difference of two totals. The order is fixed and told: data under
the older benchmarks and rules, then benchmarks under the older rules, then rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.units import renamed
from loudi_qa.assess.score import assess
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Entry, Figure, Year

_OF_DATA = {layout.DATA.name, layout.EXTRAS.name, layout.INCIDENTS.name}


class Stops(NamedTuple):
    """Four results in the order of the change: older, with the newer data, with the newer benchmarks too, newer."""

    older: Assessment
    data: Assessment
    benchmarks: Assessment
    newer: Assessment


def stops(older: Assessment, newer: Assessment) -> Stops:
    """Score the years between two results; their units go by their older names."""
    shared = Shared(older.rules, newer.rules)
    with_data = _with_data(older.year, shared.in_older_names(newer.year), shared)
    with_both = _with_benchmarks(with_data, shared.in_older_names(newer.year), shared)
    return Stops(older, assess(older.rules, with_data), assess(older.rules, with_both), newer)


class Shared:
    """What two editions of the rules read alike; the rest keeps its older data until the rules change."""

    def __init__(self, older: Rules, newer: Rules) -> None:
        before, after = older.scheme, newer.scheme
        alike = (m for m in before.measures if (n := after.measure.get(m.id)) and (n.unit, n.answers) == (m.unit, m.answers))
        self.measures = frozenset(m.id for m in alike)
        self.sources = {m: before.sources_used[m] & after.sources_used[m] for m in self.measures}
        self.extras = frozenset(e.id for e in before.extras) & frozenset(e.id for e in after.extras)
        self.names = renamed(older.mandate, newer.mandate)

    def asks(self, measure: str, source: str) -> bool:
        """Whether both editions hold a measure against such a benchmark."""
        return measure in self.measures and source in self.sources[measure]

    def reads(self, field: str, code: str) -> bool:
        """Whether both editions read such a figure of a code: an extra's quantity, a quota, last year's value."""
        return code in self.extras if field == "extras" else self.asks(code, {"quotas": "quota"}.get(field, field))

    def in_older_names(self, year: Year) -> Year:
        """The newer year with the units called as the older edition calls them."""
        old = {new: name for name, new in self.names.items() if new != name}
        if not old:
            return year
        return year._replace(
            entries={old.get(u, u): own for u, own in year.entries.items()},
            quotas=_called(old, year.quotas),
            previous=_called(old, year.previous),
            extras=_called(old, year.extras),
            incidents=tuple(i._replace(unit=old.get(i.unit, i.unit)) for i in year.incidents),
            doubts=frozenset(d._replace(unit=old.get(d.unit, d.unit)) for d in year.doubts),
        )


def _called(old: Mapping[str, str], figures: Mapping[tuple[str, str], Figure]) -> dict[tuple[str, str], Figure]:
    return {(old.get(unit, unit), code): figure for (unit, code), figure in figures.items()}


def _with_data(older: Year, newer: Year, shared: Shared) -> Year:
    """The older year with the newer values, bonuses and deductions; incidents move no points."""
    entries = {u: _row(older.entries.get(u, {}), own, shared) for u, own in newer.entries.items()}
    extras = {key: f for key, f in older.extras.items() if key[1] not in shared.extras}
    extras |= {key: f for key, f in newer.extras.items() if key[1] in shared.extras}
    doubts = {d for d in newer.doubts if d.sheet in _OF_DATA} | {d for d in older.doubts if d.sheet not in _OF_DATA}
    return older._replace(
        file=newer.file, sha256=newer.sha256, entries=entries, extras=extras, incidents=(), doubts=frozenset(doubts),
        unplaced=newer.unplaced, data_read=newer.data_read,
    )  # fmt: skip


def _row(older: dict[str, Entry], newer: dict[str, Entry], shared: Shared) -> dict[str, Entry]:
    kept = {m: e for m, e in older.items() if m not in shared.measures}
    return kept | {m: e for m, e in newer.items() if m in shared.measures}


def _with_benchmarks(year: Year, newer: Year, shared: Shared) -> Year:
    """That year, held against the newer targets, averages, quotas and last year's values."""
    quotas = {k: f for k, f in year.quotas.items() if not shared.asks(k[1], "quota")}
    averages = {k: a for k, a in year.averages.items() if not shared.asks(k[0], "province")}
    previous = {k: f for k, f in year.previous.items() if not shared.asks(k[1], "previous")}
    return year._replace(
        year=newer.year,
        quotas=quotas | {k: f for k, f in newer.quotas.items() if shared.asks(k[1], "quota")},
        averages=averages | {k: a for k, a in newer.averages.items() if shared.asks(k[0], "province")},
        previous=previous | {k: f for k, f in newer.previous.items() if shared.asks(k[1], "previous")},
        doubts=newer.doubts,
    )
