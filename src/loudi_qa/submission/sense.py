"""Whether values that can be read make sense: against their counts, last year, the evidence, and what was verified.

Nothing here changes a value or leaves it open: a doubt is told, and a person decides.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.findings import Finding
from loudi_qa.numbers import rounded, rounded_ratio, show
from loudi_qa.submission.normalise import Reading, is_empty, number
from loudi_qa.submission.year import Given
from loudi_qa.words import NO_FIELDS, Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.scheme.policies import Checks
    from loudi_qa.submission.cover import Sender
    from loudi_qa.submission.year import Entry, Year
    from loudi_qa.workbook.facts import CellValue

NO_COLUMNS: Mapping[str, int] = MappingProxyType({})
TRUNCATED = Words("截尾", "cut off")
FEWER_DIGITS = Words("少取位数", "rounded to fewer digits")
ROUNDED_UP = Words("只入不舍", "rounded up")


class _Row(NamedTuple):
    """One entry with what its findings need."""

    year: Year
    unit: str
    measure: Measure
    entry: Entry
    columns: Mapping[str, int]

    def find(self, code: str, column: str, read: str | None = None, fields: Mapping[str, object] = NO_FIELDS) -> Finding:
        at = self.entry.state.cell
        cell = layout.address(at.row, self.columns.get(column, at.column)) if at else None
        place = at.sheet if at else layout.DATA.name, cell, self.unit, self.measure.id
        found = Finding(code, self.year.file, *place, read=read, fields=fields, column=column)
        return found._replace(level="warning") if self.verified and found.severity == "error" else found

    @property
    def verified(self) -> bool:
        """Whether a department has settled the value: then a doubt about what was sent is no error any more."""
        return getattr(self.entry.state, "verified", False)


def sense(
    year: Year, rules: Rules, sender: Sender | None, columns: Mapping[str, int] = NO_COLUMNS,
    last_year: Mapping[tuple[str, str], Decimal] | None = None,
) -> list[Finding]:  # fmt: skip
    """Doubts about a form or a year; ``columns`` is where each title of 指标数据 stands, to name the cell.

    Last year's values come from the sheet 上年数据, else from the form itself, where none are given.
    """
    last = {k: f.value for k, f in year.previous.items()} | dict(last_year or {})
    of_department = sender is not None and sender.kind == "department"
    found: list[Finding] = []
    for unit, entries in year.entries.items():
        for measure in rules.scheme.measures:
            entry = entries.get(measure.id)
            if entry is None or not isinstance(entry.state, Given):
                continue
            row = _Row(year, unit, measure, entry, columns)
            found += _verified(row, of_department=of_department)
            if not of_department:
                found += _counts(row)
                found += _jump(row, rules.scheme.checks, last.get((unit, measure.id), _printed(entry)))
                found += () if row.verified else _evidence(row, asked=sender is not None)
    return found


def contradicted(year: Year, rules: Rules) -> list[Finding]:
    """Rates that are scored and that their own counts contradict: a result may not pass over them in silence.

    The other doubts are for whoever checks the year; one that a department has settled is none.
    """
    shares = [(m.id, m.places, m) for m in rules.scheme.measures if m.has_counts]
    found: list[Finding] = []
    for unit, entries in year.entries.items():
        for id_, places, measure in shares:
            entry = entries.get(id_)
            if entry is None or not isinstance(entry.state, Given) or entry.state.verified or _as_counted(entry, places):
                continue
            found += _against_counts(_Row(year, unit, measure, entry, NO_COLUMNS))
    return [f._replace(level="warning") for f in found if f.code == "E316"]


def _as_counted(entry: Entry, places: int) -> bool:
    """Whether the rate is what its counts make it, rounded as it is asked for: so it is in nearly every row."""
    good, of_all, sent = entry.numerator, entry.denominator, entry.sent
    if good is None or of_all is None or not isinstance(sent, Decimal) or not 0 <= good <= of_all or not of_all:
        return False
    return sent == rounded_ratio(*_percentage(good, of_all), places)


def _percentage(good: Decimal, of_all: Decimal) -> tuple[int, int]:
    """The exact rate in percent as a ratio of integers: a ``Fraction`` of it takes four times as long."""
    (above, over), (below, under) = good.as_integer_ratio(), of_all.as_integer_ratio()
    return 100 * above * under, over * below


def _blank(value: CellValue | None) -> bool:
    return value is None or is_empty(value)


def _verified(row: _Row, *, of_department: bool) -> Iterator[Finding]:
    """A verified value in place of another one, of a reason not to apply, or of nothing.

    A department's form may have been made without the year: there nothing was sent means nothing is known.
    """
    state, sent, instead = row.entry.state, row.entry.sent, row.entry.instead
    if not isinstance(state, Given) or not state.verified or sent == state.value or (of_department and instead == ""):
        return
    without = _blank(row.entry.grounds) and _blank(row.entry.remark)
    before = _text(sent) if sent is not None else instead or _EMPTY
    yield row.find("E321" if without else "E320", layout.VERIFIED, _text(state.value), {"sent": before})


_EMPTY = Words("空", "nothing")


def _text(value: Decimal | str) -> str:
    return value if isinstance(value, str) else show(value)


def _counts(row: _Row) -> Iterator[Finding]:
    """The rate that was sent and its counts: whether they are there, and whether they agree."""
    good, of_all, sent = row.entry.numerator, row.entry.denominator, row.entry.sent
    if not (row.measure.is_percent and isinstance(sent, Decimal)):
        return
    lacking = [t for t, count in ((layout.NUMERATOR, good), (layout.DENOMINATOR, of_all)) if count is None]
    if len(lacking) == 1 or (lacking and row.measure.has_counts):
        yield row.find("E317", lacking[0], fields={"what": "、".join(lacking)})
    if not _as_counted(row.entry, row.measure.places):
        yield from _against_counts(row)


def _against_counts(row: _Row) -> Iterator[Finding]:
    """The rate that was sent against numerator and denominator."""
    good, of_all, sent = row.entry.numerator, row.entry.denominator, row.entry.sent
    if not isinstance(sent, Decimal) or good is None or of_all is None or not 0 <= good <= of_all or not of_all:
        return
    exact = Fraction(*_percentage(good, of_all))
    shown = rounded(exact, max(row.measure.places, 2))
    fields: dict[str, object] = {"good": show(good), "all": show(of_all), "exact": show(shown)}
    how = _how_rounded(sent, exact, row.measure.places)
    if how is None:
        yield _contradiction(row, sent, exact, fields)
    elif how is not RIGHT:
        asked = rounded(exact, row.measure.places)
        fields |= {"how": how, "places": row.measure.places, "exact": show(asked)}
        yield row.find("E315", layout.VALUE, show(sent), fields)


def _contradiction(row: _Row, sent: Decimal, exact: Fraction, fields: dict[str, object]) -> Finding:
    """A rate that no rounding of its counts gives; a share in place of a percentage says what to write, and never waits."""
    places = row.measure.places
    is_share = 0 < sent <= 1 and _how_rounded(sent.scaleb(2), exact, places) is not None
    hint = _HUNDREDFOLD.filled(exact=show(rounded(exact, places))) if is_share else Words("", "")
    found = row.find("E316", layout.VALUE, show(sent), {**fields, "hint": hint})
    return found._replace(level=found.severity) if is_share else found


_HUNDREDFOLD = Words("；看来漏乘了 100，应填 {exact}", "; it seems not to be multiplied by 100: write {exact}")
RIGHT = Words("四舍五入", "rounded half up")


def _how_rounded(sent: Decimal, exact: Fraction, places: int) -> Words | None:
    """How the rate came from its exact value: 319 of 345 is 92.46 rounded, 92.4 cut off; None for what no rounding gives.

    More digits than the measure asks for are fine; fewer ones are not, for 92.5 may meet a bound that 92.46 misses.
    """
    digits = max(0, -int(sent.as_tuple().exponent))
    if sent in {rounded(exact, n) for n in {places, max(digits, places)}}:
        return RIGHT
    for n in sorted({digits, places}, reverse=True):
        scaled = exact * 10**n
        whole = scaled.numerator // scaled.denominator
        if sent == rounded(exact, n):
            return FEWER_DIGITS
        if sent.scaleb(n) == whole:
            return TRUNCATED
        if scaled != whole and sent.scaleb(n) == whole + 1:  # 195 of 200 is 97.5: nothing rounds it to 97.6
            return ROUNDED_UP
    return None


def _printed(entry: Entry) -> Decimal | None:
    """Last year's value as the form prints it."""
    reading = number(entry.last_value) if entry.last_value is not None else None
    return reading.number if isinstance(reading, Reading) else None


def _jump(row: _Row, checks: Checks | None, last: Decimal | None) -> Iterator[Finding]:
    """A change against last year beyond the declared share, without a remark; from nothing there is no share."""
    state = row.entry.state
    limits = checks.jump if checks else None
    limit = None if limits is None else limits.percent if row.measure.is_percent else limits.count
    if limit is None or not last or not isinstance(state, Given) or not isinstance(state.value, Decimal):
        return
    if row.measure.is_percent and 0 < state.value <= 1 < last:
        return  # a share where a percentage is asked for; that is told already
    if abs(state.value - last) > abs(last) * limit and _blank(row.entry.remark):
        share = f"{show(limit * 100)}%"
        yield row.find("E318", layout.VALUE, show(state.value), {"last": show(last), "share": share})


def _evidence(row: _Row, *, asked: bool) -> Iterator[Finding]:
    if lacks_evidence(row.entry, asked=asked):
        yield row.find("E319", layout.EVIDENCE)


def lacks_evidence(entry: Entry, *, asked: bool = False) -> bool:
    """Whether a row names no evidence; of a form it is ``asked`` for even where the column was deleted."""
    evidence = entry.evidence
    return asked if evidence is None else is_empty(evidence)


def once(findings: Iterable[Finding], doubts: Iterable[Finding]) -> list[Finding]:
    """What was found, without the question whether a share was meant where the counts have answered it."""
    answered = {(f.sheet, f.cell) for f in doubts if f.code == "E316"}
    return [f for f in findings if f.code != "E309" or (f.sheet, f.cell) not in answered]


def share_is_meant(entry: Entry) -> bool:
    """Whether a percentage of 1 or less is no slip: its counts give it, or a remark says so."""
    if isinstance(entry.remark, str) and not is_empty(entry.remark):
        return True
    good, of_all, sent = entry.numerator, entry.denominator, entry.sent
    if good is None or not of_all or not isinstance(sent, Decimal):
        return False
    return Fraction(good) / Fraction(of_all) * 100 <= 1
