"""The rows that a unit's form becomes in the year's workbook: cells by column title, as they were sent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import plain, show
from loudi_qa.submission.corrections import file_name
from loudi_qa.submission.normalise import NOISE_PLACES, is_empty, text_of
from loudi_qa.submission.year import NotApplicable, Unclear
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.submit import Submission
    from loudi_qa.submission.year import Entry
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
VALUES = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.REASON)
_UNREADABLE = {"E301", "E302", "E303", "E304", "E305", "E306", "E307", "E308", "E314"}


class Row(NamedTuple):
    """A row of 指标数据 as it is to be: cells by column title; what is not named stays as it is."""

    key: Key
    cells: dict[str, Value]
    problems: tuple[str, ...] = ()
    """Errors that were let in, as a sender is told of them."""
    verification: bool = False
    """Whether this comes from a department, whose problems stand beside the unit's."""


class Rows:
    """Rows that are made anew each time they are walked: those of a nation would take 160 MB if they were kept."""

    def __init__(self, make: Callable[[], Iterator[Row]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return self._make()


def named(unit: str, measure: Measure) -> dict[str, Value]:
    """What a row is about, as the rules say it."""
    of_measure = {layout.CODE: measure.id, layout.NAME: measure.name.zh, layout.UNIT_OF_MEASURE: measure.unit}
    return {layout.UNIT: unit, **of_measure}


def sent_rows(form: Submission, rules: Rules) -> Iterator[Row]:
    """The rows of a unit's form, as they were read; one that the form lost is there and empty, unless it may be misspelt."""
    assert form.year is not None  # noqa: S101 -- plan() has looked
    unit, year = form.sender.name, form.year
    own, problems = year.entries.get(unit, {}), problems_of(form)
    unknown = [f"{f.code} {f.message('zh')}" for f in form.findings if f.code in {"E205", "E206"}]
    for measure in rules.scheme.measures:
        key, entry = (unit, measure.id), own.get(measure.id)
        cells: dict[str, Value] = named(unit, measure) | dict.fromkeys(_SENT)
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
        layout.VALUE: storable(entry.sent),
        layout.NUMERATOR: storable(entry.numerator),
        layout.DENOMINATOR: storable(entry.denominator),
        layout.EVIDENCE: said_text(entry.evidence),
        layout.REMARK: said_text(entry.remark),
        layout.FILE_ROW: state.cell.row if state.cell else None,
    }
    match state:
        case NotApplicable(reason):
            cells[layout.REASON] = reason
        case Unclear(text, cell):
            title = form.titles.get(cell.column, layout.VALUE)
            cells[title if title in {layout.REASON, layout.NAME} else layout.VALUE] = unread(text)
    for f in form.findings:
        if (f.unit, f.measure) == key and f.column in VALUES and f.code in _UNREADABLE and cells.get(f.column) is None:
            cells[f.column] = unread(f.read)
    return cells


def unread(text: str | None) -> str:
    """What could not be read, as it was read; never nothing."""
    return text or _NO_RESULT.zh


def storable(value: Decimal | str | None) -> Value:
    """A number as a number, unless a spreadsheet would not keep every digit of it."""
    if not isinstance(value, Decimal):
        return value
    digits, exponent = plain(value).as_tuple()[1:]
    kept = len(digits) <= _MOST_DIGITS and isinstance(exponent, int) and -exponent <= NOISE_PLACES
    return value if kept else show(value)


def said_text(cell: CellValue | None) -> str | None:
    """What people wrote for people, as they wrote it; never nothing where something stands."""
    if cell is None or is_empty(cell):
        return None
    return cell.replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else unread(text_of(cell))


def problems_of(form: Submission, but_for: Collection[str | None] = ()) -> dict[Key, list[str]]:
    """The errors of each row, code and sentence, but for those in columns that are not the sender's."""
    found: dict[Key, list[str]] = {}
    for f in form.findings:
        if f.severity == "error" and f.unit and f.measure and f.column not in but_for:
            found.setdefault((f.unit, f.measure), []).append(f"{f.code} {f.message('zh')}")
    return found
