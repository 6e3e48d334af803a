"""Whatever stands in whatever cell: a value or a finding, never an exception."""

from __future__ import annotations

import string
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.submission.books import DATA, Book, tell
from tests.submission.faults import HERE, LAST_YEAR, SENT, THERE, filled, rules, verified

from loudi_qa.submission.normalise import is_empty
from loudi_qa.submission.round import round_of
from loudi_qa.submission.since import since
from loudi_qa.submission.submit import submit
from loudi_qa.submission.year import Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook import layout
from loudi_qa.workbook.facts import SheetFacts, key
from loudi_qa.workbook.layout import address
from loudi_qa.workbook.read import CellError, NoResult, Sheet, Workbook, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules

Tables = dict[str, list[list[Any]]]


def held(tables: Mapping[str, list[list[Any]]], shown: str = "", look: str = "percent", name: str = "表.xlsx") -> Workbook:
    """A workbook in memory, one of its cells shown as a percentage or under a percent sign that is mere text."""
    sheets = {}
    for title, rows in tables.items():
        facts = SheetFacts()
        for number, row in enumerate(rows, start=1):
            facts.cells[number] = ["" if v is None else float(v) if type(v) is int else v for v in row]
            for column in range(len(row)):
                if f"{title}!{address(number, column)}" == shown:
                    (facts.percent if look == "percent" else facts.literal_percent).add(key(number, column))
        sheets[title] = Sheet(title, facts)
    return Workbook(name, "0" * 64, sheets)


@cache
def form_rows(of: str = HERE) -> Tables:
    """The cells of a form, or of a department's verification form, as a spreadsheet program hands them out."""
    book = load_workbook(BytesIO(verified() if of == "department" else filled(of)))
    return {s.title: [list(row) for row in s.values] for s in (book[layout.COVER], book[layout.DATA.name])}


def form_with(changes: Iterable[tuple[str, Any]], of: str = HERE) -> Tables:
    tables = {title: [list(row) for row in rows] for title, rows in form_rows(of).items()}
    for where, value in changes:
        title, _, at = where.partition("!")
        row, column = PLACE_OF[at]
        tables[title][row][column] = value
    return tables


PLACE_OF = {address(r + 1, c): (r, c) for r in range(20) for c in range(20)}

TYPED = st.text(string.digits + ".,%％+-eE_/— 　\u200b０９．，约以上无項项建成甲区區R1=年#", max_size=12)
CELLS = st.one_of(
    TYPED, st.text(), st.floats(), st.integers(-(10**20), 10**20).map(float), st.booleans(), st.dates(), st.datetimes(),
    st.times(), st.timedeltas(), st.sampled_from(["#DIV/0!", "#N/A", "#####", ""]).map(CellError),
    st.just(NoResult()), st.just(""),
)  # fmt: skip
LOOKS = st.sampled_from(["", "percent", "literal"])
"""How the changed cell shows its number: plainly, as a percentage, or under a percent sign that is mere text."""
YEAR_PLACES = [
    f"{name}!{address(r + 1, c)}" for name, rows in Book().sheets.items() for r in range(len(rows)) for c in range(len(rows[0]))
]


def places_of(of: str) -> list[str]:
    tables = form_rows(of)
    return [f"{t}!{address(r + 1, c)}" for t, rows in tables.items() for r in range(len(rows)) for c in range(len(rows[0]))]


def told_in_words(findings: Iterable[Finding]) -> None:
    for finding in findings:
        for lang in ("zh", "en"):
            assert finding.message(lang)
            assert finding.fix(lang)
        assert finding.identity


@given(st.lists(st.tuples(st.sampled_from(YEAR_PLACES), CELLS), min_size=1, max_size=4), LOOKS)
@example(changes=[("指标数据!C2", 1e200)], look="")
@settings(max_examples=250)
def test_no_cell_of_a_years_workbook_can_stop_the_program(tiny: Rules, changes: list[tuple[str, Any]], look: str) -> None:
    book = Book()
    for where, value in changes:
        book.put(where, value)
    sent = submit(held(book.sheets, changes[0][0] if look else "", look), tiny)
    assert sent.year is not None or any(f.code == "E208" for f in sent.findings)
    told_in_words(sent.findings)


@given(
    st.sampled_from([HERE, "department"]).flatmap(
        lambda of: st.tuples(st.just(of), st.lists(st.tuples(st.sampled_from(places_of(of)), CELLS), min_size=1, max_size=4))
    ),
    LOOKS,
)
@example(of_and_changes=(HERE, [("指标数据!H2", 1e308), ("指标数据!I2", 5e-324), ("指标数据!J2", 1e308)]), look="")
@example(of_and_changes=(HERE, [("指标数据!I2", 0.0), ("指标数据!J2", -0.0)]), look="")
@settings(max_examples=150)
def test_no_cell_of_a_form_can_stop_the_program_nor_its_round(
    of_and_changes: tuple[str, list[tuple[str, Any]]], look: str
) -> None:
    of, changes = of_and_changes
    plain = submit(held(form_with([], of)), rules(), LAST_YEAR)
    sent = submit(held(form_with(changes, of), changes[0][0] if look else "", look), rules(), LAST_YEAR)
    assert sent.year is not None or any(f.code == "E208" for f in sent.findings)
    told_in_words(sent.findings)
    whole = round_of([sent, submit(held(form_rows(THERE)), rules(), LAST_YEAR), plain], rules())
    told_in_words(whole.findings)
    compared = since(plain.findings, sent.findings)
    assert len(compared.left) + len(compared.new) == sum(f.severity != "note" for f in sent.findings)


ROWS = dict(enumerate(SENT, start=2))
INPUTS = {"填报值": "H", "不适用原因": "L"}


def state_of(row: int, column: str, value: Any, look: str) -> tuple[Any, list[Finding]]:
    """What counts in a row of the form, and what was found at the cell that was changed."""
    where = f"指标数据!{column}{row}"
    sent = submit(held(form_with([(where, value)]), where if look else "", look), rules(), LAST_YEAR)
    assert sent.year is not None
    entries = sent.year.entries[HERE]
    return entries[ROWS[row]].state, [f for f in sent.findings if f.cell == f"{column}{row}"]


@given(st.sampled_from(list(ROWS)), st.sampled_from(list(INPUTS)), CELLS, LOOKS)
@example(row=2, title="填报值", value=1e200, look="")
@settings(max_examples=300)
def test_what_stands_for_a_value_is_a_value_or_nothing_or_has_its_finding(row: int, title: str, value: Any, look: str) -> None:
    state, at_the_cell = state_of(row, INPUTS[title], value, look)
    match state:
        case Given(number):
            assert number.is_finite() if not isinstance(number, str) else number in {"建成", "在建", "未建"}
        case Unclear():
            assert [f for f in at_the_cell if f.severity == "error"], f"{value!r} was thrown away in silence"
        case Missing():
            assert (title, is_empty(value)) == ("填报值", True)
        case NotApplicable():
            raise AssertionError("a value stands beside it")


@given(st.sampled_from("IJ"), CELLS)
@settings(max_examples=150)
def test_what_stands_for_a_count_never_changes_the_value(column: str, value: Any) -> None:
    state, at_the_cell = state_of(2, column, value, "")
    assert str(state.value) == "97.5"
    told_in_words(at_the_cell)


STORED = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FA1F, exclude_categories=["Cs"]), max_size=20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(min_value=date(1900, 3, 1)),
)


@given(st.sampled_from([p for p in YEAR_PLACES if not p.startswith("封面")]), STORED)
@example(where="目标分解!C2", value=1e200)
@settings(max_examples=30)
def test_what_a_file_can_hold_is_read_from_it(tiny: Rules, where: str, value: Any) -> None:
    with TemporaryDirectory() as folder:
        result = tell(Book().put(where, value), tiny, Path(folder))
    assert result.year is not None
    told_in_words(result.findings)


@given(st.sampled_from([p for p in places_of(HERE) if p.startswith(DATA)]), STORED)
@settings(max_examples=20)
def test_what_a_form_can_hold_is_read_from_its_file(where: str, value: Any) -> None:
    book = load_workbook(BytesIO(filled()))
    title, _, at = where.partition("!")
    book[title][at].value = value
    with TemporaryDirectory() as folder:
        path = Path(folder, "甲区.xlsx")
        book.save(path)
        told_in_words(submit(read(path), rules(), LAST_YEAR).findings)
