"""What a round of forms puts into the year's workbook: rows as cells by column title, and what changes by it."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.findings import Finding
from loudi_qa.numbers import show
from loudi_qa.submission.corrections import mends
from loudi_qa.submission.sent import VALUES, Row, Rows, named, problems_of, said_text, sent_rows, storable, unread
from loudi_qa.submission.year import Given, NotApplicable, Unclear
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.sent import Key, Value
    from loudi_qa.submission.submit import Submission
    from loudi_qa.submission.year import Entry, Year

_NOT_THE_DEPARTMENTS = {*VALUES, layout.EVIDENCE, layout.REMARK}
"""Columns that a verification form only shows: what was found there was told of the unit's own form."""
NO_DIGESTS: Mapping[Key, str] = MappingProxyType({})


class Plan(NamedTuple):
    """Everything that a round of forms puts into a year."""

    sent: Rows
    """The rows of the units' forms."""
    verified: tuple[Row, ...]
    """Those of the departments', which lie over them."""
    anew: frozenset[str]
    """The units of which rows are put in."""
    mends: tuple[tuple[Value, ...], ...]
    """The log of corrections: unit, measure, file, cell, column, before, after, rule."""
    findings: tuple[Finding, ...]
    changed: dict[str, int]
    """By unit, how many values differ from what the year held; a unit that had sent nothing before is not named."""
    held: frozenset[str]
    """The units whose data the year held before."""
    kept: tuple[Key, ...]
    """Verified values of the year that stay although the department's form has none there."""
    emptied: tuple[Key, ...]
    """Values of the year that the form sent now leaves empty."""

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, in the order in which they are put in."""
        return chain(self.sent, self.verified)

    def replaces(self) -> Callable[[object, object, object], bool]:
        """Whether what the log says of a cell is said anew: by the unit's form, of 核定值 by the department's."""
        verified = {row.key for row in self.verified if layout.VERIFIED in row.cells}
        return lambda unit, code, column: (unit, code) in verified if column == layout.VERIFIED else unit in self.anew


def plan(accepted: Sequence[Submission], rules: Rules, existing: Year | None, digests: Mapping[Key, str] = NO_DIGESTS) -> Plan:
    """Lay the accepted forms over a year that may be there already: units send values, departments verify them.

    ``digests`` tells of which form each row of the year is: rows of the very same form are left alone, for what differs there
    by now was written by the office. Rows come in the order of the mandate, whatever order the files are in.
    """
    place = {u.name.zh: i for i, u in enumerate(rules.mandate.units)}
    of_units = sorted((s for s in accepted if s.sender.kind == "unit" and s.year), key=lambda s: place[s.sender.name])
    of_departments = sorted((s for s in accepted if s.sender.kind == "department" and s.year), key=lambda s: s.sender.name)
    before = existing.entries if existing else {}

    def sent(form: Submission) -> Iterator[Row]:
        return (row for row in sent_rows(form, rules) if not _as_collected(row, form, before, digests))

    held = frozenset(unit for unit, own in before.items() if any(_said(entry) is not None for entry in own.values()))
    anew = frozenset(form.sender.name for form in of_units if next(sent(form), None))
    changes = {u: list(_differing(sent(form), before[u])) for form in of_units if (u := form.sender.name) in before}
    verified = tuple(_verified_rows(of_departments, rules))
    findings: list[Finding] = []
    now: dict[Key, Value] = {}
    if of_departments:
        now = {(u, m): _said(e) for u, own in before.items() for m, e in own.items()}
        now |= {row.key: _says(row) for form in of_units for row in sent(form)}
    by_department = {row.key for row in verified if layout.VERIFIED in row.cells}
    for form in of_units:
        changed = (row for row in changes.get(form.sender.name, ()) if row.key not in by_department)
        findings += _changed_after_verification(form, changed, before.get(form.sender.name, {}))
    for form in of_departments:
        findings += _verified_something_else(form, now)
    return Plan(
        sent=Rows(lambda: (row for form in of_units for row in sent(form))),
        verified=verified,
        anew=anew,
        mends=tuple(m for form in (*(f for f in of_units if f.sender.name in anew), *of_departments) for m in mends(form)),
        findings=tuple(findings),
        changed={unit: len(rows) for unit, rows in changes.items() if unit in held},
        held=held,
        kept=tuple(key for form in of_departments for key in _left_empty(form, before)),
        emptied=tuple(row.key for rows in changes.values() for row in rows if _says(row) is None),
    )


def _as_collected(row: Row, form: Submission, before: Mapping[str, Mapping[str, Entry]], digests: Mapping[Key, str]) -> bool:
    """Whether the year holds this row of the very same form already; one that was emptied or spoilt since is filled in again."""
    unit, code = row.key
    entry = before.get(unit, {}).get(code)
    readable = entry is not None and not isinstance(entry.state, Unclear)
    return readable and digests.get(row.key) == form.sha256 and _said(entry) is not None


def _verified_rows(forms: Iterable[Submission], rules: Rules) -> Iterator[Row]:
    """What departments verified; rows they left empty say nothing, and of a measure its own department's word alone counts."""
    for form in forms:
        for (unit, code), entry, state, problems in _verified(form):
            cells = named(unit, rules.scheme.measure[code])
            if not any(p.startswith("E608") for p in problems):
                cells[layout.VERIFIED] = storable(state.value) if isinstance(state, Given) else unread(state.text)
                cells |= {layout.GROUNDS: grounds} if (grounds := said_text(entry.grounds)) else {}
            yield Row((unit, code), cells, tuple(problems), verification=True)


def _verified(form: Submission) -> Iterator[tuple[Key, Entry, Given | Unclear, list[str]]]:
    """The rows of a department's form in which something was verified, or would have been but for an error."""
    found = problems_of(form, _NOT_THE_DEPARTMENTS)
    for key, entry in _entries(form):
        if isinstance(state := entry.state, Given | Unclear):
            title = form.titles.get(state.cell.column)
            if title == layout.VERIFIED or (isinstance(state, Unclear) and title in {layout.NAME, layout.CODE}):
                yield key, entry, state, found.get(key, [])


def _entries(form: Submission) -> Iterator[tuple[Key, Entry]]:
    for unit, own in (form.year.entries if form.year else {}).items():
        yield from (((unit, code), entry) for code, entry in own.items())


def _left_empty(form: Submission, before: Mapping[str, Mapping[str, Entry]]) -> Iterator[Key]:
    for (unit, code), entry in _entries(form):
        held = before.get(unit, {}).get(code)
        if _is_verified(held) and not _is_verified(entry) and not isinstance(entry.state, Unclear):
            yield unit, code


def _is_verified(entry: Entry | None) -> bool:
    return entry is not None and isinstance(entry.state, Given) and entry.state.verified


def _differing(rows: Iterable[Row], before: Mapping[str, Entry]) -> Iterator[Row]:
    """The rows that say something else than the year holds; what is as unreadable as before is no change."""
    for row in rows:
        entry = before.get(row.key[1])
        as_before = entry is not None and isinstance(entry.state, Unclear) and entry.state.text in row.cells.values()
        if _says(row) != _said(entry) and not as_before:
            yield row


def _says(row: Row) -> Value:
    return row.cells[layout.VALUE] if row.cells[layout.REASON] is None else row.cells[layout.REASON]


def _said(entry: Entry | None) -> Value:
    """What the unit said in a row of the year: a value, a reason not to apply, or what no one can read."""
    match entry.state if entry else None:
        case NotApplicable(said) | Unclear(said):
            return said
    return None if entry is None else entry.instead or None if entry.sent is None else entry.sent


def _changed_after_verification(form: Submission, rows: Iterable[Row], before: Mapping[str, Entry]) -> Iterator[Finding]:
    for row in rows:
        entry = before.get(row.key[1])
        if entry is not None and isinstance(entry.state, Given) and entry.state.verified:
            yield _not_what_was_verified(form, row.key, _says(row), _said(entry), entry.state.value)


def _verified_something_else(form: Submission, now: Mapping[Key, Value]) -> Iterator[Finding]:
    """Of a department's form: what it verified against what the unit sent by now, which may not be what the form shows."""
    for key, entry in _entries(form):
        seen, state = _said(entry), entry.state
        if not (isinstance(state, Given) and state.verified) or now.get(key, seen) == seen:
            continue
        if seen is not None:
            yield _not_what_was_verified(form, key, now[key], seen, state.value)
        elif now[key] != state.value:
            code = "E321" if said_text(entry.grounds) is None and said_text(entry.remark) is None else "E320"
            place, fields = (layout.DATA.name, state.cell.address, *key), {"sent": _shown(now[key])}
            yield Finding(code, form.file, *place, _shown(state.value), fields=fields, column=layout.VERIFIED)


def _not_what_was_verified(form: Submission, key: Key, sent: Value, before: Value, verified: Value) -> Finding:
    fields = {"before": _shown(before), "verified": _shown(verified)}
    return Finding("E607", form.file, layout.DATA.name, None, *key, read=_shown(sent), fields=fields)


def _shown(value: Value) -> str:
    return "空" if value is None else show(value) if isinstance(value, Decimal) else str(value)
