"""What a round of forms puts into the year's workbook: rows as cells by column title, and what changes by it."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.findings import Finding
from loudi_qa.numbers import plain, show
from loudi_qa.submission.corrections import file_name, mends
from loudi_qa.submission.normalise import NOISE_PLACES, is_empty, text_of
from loudi_qa.submission.year import Given, NotApplicable, Unclear
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.submit import Submission
    from loudi_qa.submission.year import Entry, Year
    from loudi_qa.workbook.facts import CellValue

Value = Decimal | str | int | None
Key = tuple[str, str]
"""A unit and a measure."""

_NO_RESULT = Words("（公式没有结果）", "(a formula without a result)")
_UNKNOWN_ROW = Words("（原表有一行认不出单位或编号）", "(a row of the form names no known unit or measure)")
_MOST_DIGITS = 15
"""Digits that every spreadsheet keeps of a number; one with more stays the text it was typed as."""

_SENT = (
    layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.REASON, layout.EVIDENCE, layout.REMARK,
    layout.FILE, layout.FILE_SHA256, layout.FILE_ROW,
)  # fmt: skip
"""What a unit's form says anew; 核定值 and 依据 are the department's and stay."""
_VALUES = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.REASON)
_NOT_THE_DEPARTMENTS = {*_VALUES, layout.EVIDENCE, layout.REMARK}
"""Columns that a verification form only shows: what was found there was told of the unit's own form."""
_UNREADABLE = {"E301", "E302", "E303", "E304", "E305", "E306", "E307", "E308", "E314"}


NO_DIGESTS: Mapping[Key, str] = MappingProxyType({})


class Row(NamedTuple):
    """A row of 指标数据 as it is to be: cells by column title; what is not named stays as it is."""

    key: Key
    cells: dict[str, Value]
    problems: tuple[str, ...] = ()
    """Errors that were let in, as a sender is told of them."""
    verification: bool = False
    """Whether this comes from a department, whose problems stand beside the unit's."""


class Plan(NamedTuple):
    """Everything that a round of forms puts into a year."""

    rows: tuple[Row, ...]
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

    def replaces(self, unit: object, code: object, column: object) -> bool:
        """Whether what the log says of a cell is said anew: by the unit's form, of 核定值 by the department's."""
        if column == layout.VERIFIED:
            return any(row.key == (unit, code) and layout.VERIFIED in row.cells for row in self.rows if row.verification)
        return any(row.key[0] == unit for row in self.rows if not row.verification)


def plan(accepted: Sequence[Submission], rules: Rules, existing: Year | None, digests: Mapping[Key, str] = NO_DIGESTS) -> Plan:
    """Lay the accepted forms over a year that may be there already: units send values, departments verify them.

    ``digests`` tells of which form each row of the year is: rows of the very same form are left alone, for what differs there
    by now was written by the office. Rows come in the order of the mandate, whatever order the files are in.
    """
    units = [u.name.zh for u in rules.mandate.units]
    of_units = sorted((s for s in accepted if s.sender.kind == "unit" and s.year), key=lambda s: units.index(s.sender.name))
    of_departments = sorted((s for s in accepted if s.sender.kind == "department" and s.year), key=lambda s: s.sender.name)
    before = existing.entries if existing else {}
    held = frozenset(unit for unit, own in before.items() if any(_said(entry) is not None for entry in own.values()))
    sent = {s.sender.name: [r for r in _sent_rows(s, rules) if not _as_collected(r, s, before, digests)] for s in of_units}
    changes = {unit: list(_differing(rows, before[unit])) for unit, rows in sent.items() if unit in before}
    verified = list(_verified_rows(of_departments, rules))
    findings: list[Finding] = []
    now = {(u, m): _said(e) for u, own in before.items() for m, e in own.items()}
    now |= {row.key: _says(row) for rows in sent.values() for row in rows}
    anew = {row.key for row in verified if layout.VERIFIED in row.cells}
    for form in of_units:
        changed = (row for row in changes.get(form.sender.name, ()) if row.key not in anew)
        findings += _changed_after_verification(form, changed, before.get(form.sender.name, {}))
    for form in of_departments:
        findings += _verified_something_else(form, now)
    return Plan(
        rows=(*(row for rows in sent.values() for row in rows), *verified),
        mends=tuple(m for form in (*of_units, *of_departments) if sent.get(form.sender.name, True) for m in mends(form)),
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


def _named(unit: str, measure: Measure) -> dict[str, Value]:
    """What a row is about, as the rules say it."""
    of_measure = {layout.CODE: measure.id, layout.NAME: measure.name.zh, layout.UNIT_OF_MEASURE: measure.unit}
    return {layout.UNIT: unit, **of_measure}


def _sent_rows(form: Submission, rules: Rules) -> Iterator[Row]:
    """The rows of a unit's form, as they were read; one that the form lost is there and empty, unless it may be misspelt."""
    assert form.year is not None  # noqa: S101 -- plan() has looked
    unit, year = form.sender.name, form.year
    own, problems = year.entries.get(unit, {}), _problems(form)
    unknown = [f"{f.code} {f.message('zh')}" for f in form.findings if f.code in {"E205", "E206"}]
    for measure in rules.scheme.measures:
        key, entry = (unit, measure.id), own.get(measure.id)
        cells: dict[str, Value] = _named(unit, measure) | dict.fromkeys(_SENT)
        cells |= {layout.FILE: file_name(form.file), layout.FILE_SHA256: form.sha256}
        found = problems.get(key, [])
        if entry is not None:
            cells |= _sent_cells(form, key, entry)
        elif year.doubtful(layout.DATA.name, unit, measure.id):
            cells[layout.VALUE] = _UNKNOWN_ROW.zh
            found = [*found, *unknown]
        yield Row(key, cells, tuple(found))


def _sent_cells(form: Submission, key: Key, entry: Entry) -> dict[str, Value]:
    """The cells of one row. What could not be read goes in as the text it was read as, so that it stays unreadable."""
    state = entry.state
    cells: dict[str, Value] = {
        layout.VALUE: _storable(entry.sent),
        layout.NUMERATOR: _storable(entry.numerator),
        layout.DENOMINATOR: _storable(entry.denominator),
        layout.EVIDENCE: _text(entry.evidence),
        layout.REMARK: _text(entry.remark),
        layout.FILE_ROW: state.cell.row if state.cell else None,
    }
    match state:
        case NotApplicable(reason):
            cells[layout.REASON] = reason
        case Unclear(text, cell):
            title = form.titles.get(cell.column, layout.VALUE)
            cells[title if title in {layout.REASON, layout.NAME} else layout.VALUE] = _unread(text)
    for f in form.findings:
        if (f.unit, f.measure) == key and f.column in _VALUES and f.code in _UNREADABLE and cells.get(f.column) is None:
            cells[f.column] = _unread(f.read)
    return cells


def _unread(text: str | None) -> str:
    return text or _NO_RESULT.zh


def _storable(value: Decimal | str | None) -> Value:
    """A number as a number, unless a spreadsheet would not keep every digit of it."""
    if not isinstance(value, Decimal):
        return value
    digits, exponent = plain(value).as_tuple()[1:]
    kept = len(digits) <= _MOST_DIGITS and isinstance(exponent, int) and -exponent <= NOISE_PLACES
    return value if kept else show(value)


def _text(cell: CellValue | None) -> str | None:
    """What people wrote for people, as they wrote it; never nothing where something stands."""
    if cell is None or is_empty(cell):
        return None
    return cell.replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else _unread(text_of(cell))


def _verified_rows(forms: Iterable[Submission], rules: Rules) -> Iterator[Row]:
    """What departments verified; rows they left empty say nothing, and of a measure its own department's word alone counts."""
    for form in forms:
        for (unit, code), entry, state, problems in _verified(form):
            cells = _named(unit, rules.scheme.measure[code])
            if not any(p.startswith("E608") for p in problems):
                cells[layout.VERIFIED] = _storable(state.value) if isinstance(state, Given) else _unread(state.text)
                cells |= {layout.GROUNDS: grounds} if (grounds := _text(entry.grounds)) else {}
            yield Row((unit, code), cells, tuple(problems), verification=True)


def _verified(form: Submission) -> Iterator[tuple[Key, Entry, Given | Unclear, list[str]]]:
    """The rows of a department's form in which something was verified, or would have been but for an error."""
    found = _problems(form, _NOT_THE_DEPARTMENTS)
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


def _problems(form: Submission, but_for: Collection[str | None] = ()) -> dict[Key, list[str]]:
    """The errors of each row, code and sentence, but for those in columns that are not the sender's."""
    found: dict[Key, list[str]] = {}
    for f in form.findings:
        if f.severity == "error" and f.unit and f.measure and f.column not in but_for:
            found.setdefault((f.unit, f.measure), []).append(f"{f.code} {f.message('zh')}")
    return found


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
            code = "E321" if _text(entry.grounds) is None and _text(entry.remark) is None else "E320"
            place, fields = (layout.DATA.name, state.cell.address, *key), {"sent": _shown(now[key])}
            yield Finding(code, form.file, *place, _shown(state.value), fields=fields, column=layout.VERIFIED)


def _not_what_was_verified(form: Submission, key: Key, sent: Value, before: Value, verified: Value) -> Finding:
    fields = {"before": _shown(before), "verified": _shown(verified)}
    return Finding("E607", form.file, layout.DATA.name, None, *key, read=_shown(sent), fields=fields)


def _shown(value: Value) -> str:
    return "空" if value is None else show(value) if isinstance(value, Decimal) else str(value)
