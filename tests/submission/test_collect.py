"""What a round puts into a year: what was sent, unchanged, whatever the forms are called and whatever order they come in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.submission.faults import BUREAU, HERE, THERE, TINY
from tests.workbook.filled import cell, fill

from loudi_qa.cli import forms
from loudi_qa.cli.main import run
from loudi_qa.numbers import rounded
from loudi_qa.scheme.load import Rules, load
from loudi_qa.submission.bind import bind
from loudi_qa.submission.collect import plan
from loudi_qa.submission.cover import Cover, Sender
from loudi_qa.submission.normalise import text_of
from loudi_qa.submission.submit import Submission
from loudi_qa.submission.year import Cell, Entry, Given, NotApplicable, Unclear, Year
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import unit_form
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.submission.collect import Plan

Row = dict[str, Any]
TITLES = (layout.UNIT, layout.CODE, layout.VALUE, layout.VERIFIED, layout.REASON)
COLUMN = {title: i for i, title in enumerate(TITLES)}


@cache
def rules() -> Rules:
    return load(TINY / "indicators.yaml", TINY / "responsibilities.yaml")


@cache
def empty_form(unit: str) -> bytes:
    return pack(unit_form(rules(), 2019, rules().mandate.unit[unit]))


# A valid year, of every kind of value, in every form that people give it.


def percentages(places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, 100 * 10**places).map(lambda n: Decimal(n).scaleb(-places))


FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def as_typed(value: Decimal) -> st.SearchStrategy[Any]:
    """A number as a spreadsheet stores it, or as a text with what people leave around it."""
    return st.sampled_from([float(value), str(value), f" {value} ", f"{value:f}".translate(FULL_WIDTH)])


@st.composite
def rates(draw: st.DrawFn) -> Row:
    of_all = draw(st.integers(1, 10**6))
    good = draw(st.integers(0, of_all))
    places = draw(st.integers(1, 3))
    rate = rounded(Fraction(100 * good, of_all), places)
    return {layout.VALUE: draw(as_typed(rate)), layout.NUMERATOR: good, layout.DENOMINATOR: draw(as_typed(Decimal(of_all)))}


def counted(high: int) -> st.SearchStrategy[Row]:
    return st.integers(0, high).flatmap(lambda n: as_typed(Decimal(n))).map(lambda v: {layout.VALUE: v})


def excused(reason: str) -> st.SearchStrategy[Row]:
    return st.sampled_from([{layout.REASON: reason}, {layout.REASON: f" {reason}\u200b", layout.VALUE: "—"}])


ROWS: Mapping[str, st.SearchStrategy[Row]] = {
    "R1": rates() | excused("当年未抽查"),
    "C1": counted(99) | st.just({}),
    "B1": percentages(2).flatmap(as_typed).map(lambda v: {layout.VALUE: v}),
    "L1": counted(99),
    "Y1": percentages(1).flatmap(as_typed).map(lambda v: {layout.VALUE: v}) | excused("无固废"),
    "A1": st.sampled_from(["建成", "在建", "未建", " 在建 "]).map(lambda v: {layout.VALUE: v}),
    "T1": counted(99),
}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).filter(lambda t: "_x" not in t)
EVIDENCE = TEXTS.map(lambda text: f"附件{text}") | st.integers(0, 10**8) | st.just(date(2019, 5, 1))


@st.composite
def filled_rows(draw: st.DrawFn) -> dict[str, Row]:
    return {m: draw(row) | {layout.EVIDENCE: draw(EVIDENCE), layout.REMARK: draw(TEXTS)} for m, row in ROWS.items()}


def saved(folder: Path, unit: str, told: Mapping[str, Row]) -> Path:
    book = load_workbook(BytesIO(empty_form(unit)))
    for measure, row in told.items():
        fill(book, unit, measure, **row)
        for title in (layout.EVIDENCE, layout.REMARK):
            if isinstance(row[title], str):
                cell(book, unit, measure, title).data_type = "s"
    book.save(folder / f"{unit}.xlsx")
    return folder / f"{unit}.xlsx"


def said(own: Mapping[str, Entry]) -> dict[str, tuple[object, ...]]:
    """What a unit sent, wherever it stands; what people wrote for people as its text."""
    found: dict[str, tuple[object, ...]] = {}
    for measure, entry in own.items():
        state: Any = entry.state
        texts = ("" if text is None else text_of(text) for text in (entry.evidence, entry.remark))
        found[measure] = (state._replace(cell=None), entry.sent, entry.numerator, entry.denominator, *texts)
    return found


def year_in(path: Path) -> Year:
    year, _ = bind(read(path), rules())
    assert year is not None
    return year


@settings(max_examples=12)
@given(filled_rows(), filled_rows())
def test_a_valid_year_survives_template_filling_and_collecting_unchanged(here: dict[str, Row], there: dict[str, Row]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = [saved(folder, HERE, here), saved(folder, THERE, there)]
        sent: dict[str, dict[str, tuple[object, ...]]] = {}
        for path in paths:
            form = forms.submission(path, rules())
            assert form.errors == 0, [f.message("en") for f in form.findings if f.severity == "error"]
            assert form.year is not None
            sent |= {unit: said(own) for unit, own in form.year.entries.items()}
        target = folder / "2019.xlsx"
        command = ["-o", str(target), "-q", "--indicators", str(TINY / "indicators.yaml")]
        command += ["--responsibilities", str(TINY / "responsibilities.yaml")]
        assert run(["collect", *map(str, paths), *command]) == 0
        assert {unit: said(own) for unit, own in year_in(target).entries.items()} == sent
        first = target.read_bytes()
        assert run(["collect", *map(str, paths[::-1]), *command, "--force"]) == 0
        assert target.read_bytes() == first


# What the plan says, of forms told in a line.


def form(kind: Any, name: str, *entries: tuple[str, str, Entry], file: str = "") -> Submission:
    """A form in memory, as it was read."""
    told: dict[str, dict[str, Entry]] = {}
    for unit, measure, entry in entries:
        told.setdefault(unit, {})[measure] = entry
    sender = Sender(kind, name)
    titles = {column: title for title, column in COLUMN.items()}
    year = Year(2019, file or f"{name}.xlsx", "0" * 64, None, told)
    return Submission(file or f"{name}.xlsx", "0" * 64, sender, Cover({}, {}, 2019, sender, (), layout.COVER), year, (), titles)


def at(title: str) -> Cell:
    return Cell(layout.DATA.name, 2, COLUMN[title])


def sent(value: int | None, verified: int | None = None, grounds: str | None = None) -> Entry:
    number = None if value is None else Decimal(value)
    if verified is not None:
        return Entry(Given(Decimal(verified), at(layout.VERIFIED), verified=True), number, grounds=grounds)
    assert number is not None
    return Entry(Given(number, at(layout.VALUE)), number)


def of_unit(entry: Entry, unit: str = HERE) -> Submission:
    return form("unit", unit, (unit, "T1", entry))


def of_department(entry: Entry, name: str = BUREAU) -> Submission:
    return form("department", name, (HERE, "T1", entry))


def held(entry: Entry) -> Year:
    return Year(2019, "2019.xlsx", "0" * 64, None, {HERE: {"T1": entry}})


def codes(planned: Plan) -> list[str]:
    return [f.code for f in planned.findings]


def test_units_come_in_the_order_of_the_mandate_whatever_their_files_are_called() -> None:
    planned = plan([of_department(sent(5, 4)), of_unit(sent(5), THERE), of_unit(sent(5))], rules(), None)
    assert list(dict.fromkeys(row.key[0] for row in planned.rows)) == [HERE, THERE]
    assert [row.verification for row in planned.rows if row.key == (HERE, "T1")] == [False, True]


def test_a_unit_has_a_row_for_every_measure_even_those_its_form_lost() -> None:
    planned = plan([of_unit(sent(5))], rules(), None)
    assert [row.key[1] for row in planned.rows] == [m.id for m in rules().scheme.measures]
    assert all(row.cells[layout.FILE] for row in planned.rows)


def test_of_a_unit_that_sends_again_only_what_differs_is_counted() -> None:
    assert plan([of_unit(sent(5))], rules(), held(sent(5))).changed == {HERE: 0}
    assert plan([of_unit(sent(6))], rules(), held(sent(5))).changed == {HERE: 1}
    excused_now = Entry(NotApplicable("无", at(layout.REASON)))
    assert plan([of_unit(excused_now)], rules(), held(sent(5))).changed == {HERE: 1}


def test_the_same_unreadable_text_again_is_no_change() -> None:
    about = Entry(Unclear("约5", at(layout.VALUE)))
    assert plan([of_unit(about)], rules(), held(about)).changed == {HERE: 0}


def test_a_unit_of_which_only_verified_values_are_there_had_not_sent() -> None:
    planned = plan([of_unit(sent(5))], rules(), held(sent(None, 4)))
    assert (planned.changed, planned.held) == ({}, frozenset())


def test_a_value_sent_anew_after_its_verification_is_told_with_both() -> None:
    (found,) = plan([of_unit(sent(9))], rules(), held(sent(5, 4))).findings
    assert (found.code, found.read, found.fields["before"], found.fields["verified"]) == ("E607", "9", "5", "4")


def test_the_same_value_sent_again_after_its_verification_is_not() -> None:
    assert codes(plan([of_unit(sent(5))], rules(), held(sent(5, 4)))) == []


def test_another_reason_not_to_apply_after_the_verification_is_told_and_the_same_one_is_not() -> None:
    verified = sent(None, 4)._replace(instead="无活动")
    for reason, expected in (("无活动", []), ("停办", ["E607"])):
        again = Entry(NotApplicable(reason, at(layout.REASON)))
        assert codes(plan([of_unit(again)], rules(), held(verified))) == expected


def test_a_value_that_the_department_has_seen_and_verified_anew_is_not_told_as_changed() -> None:
    assert codes(plan([of_unit(sent(9)), of_department(sent(9, 8))], rules(), held(sent(5, 4)))) == []


def test_a_department_that_verified_an_older_value_is_told_of_the_new_one() -> None:
    late = of_department(sent(5, 4))
    for planned in (plan([of_unit(sent(9)), late], rules(), None), plan([late], rules(), held(sent(9)))):
        (found,) = planned.findings
        assert (found.code, found.read, found.fields["before"]) == ("E607", "9", "5")


def test_a_department_that_had_not_seen_the_value_is_told_where_its_own_differs() -> None:
    assert codes(plan([of_department(sent(None, 4))], rules(), held(sent(9)))) == ["E321"]
    assert codes(plan([of_department(sent(None, 4, "现场核查"))], rules(), held(sent(9)))) == ["E320"]
    assert codes(plan([of_department(sent(None, 9))], rules(), held(sent(9)))) == []


def test_a_verified_value_that_the_form_no_longer_has_is_kept_and_named() -> None:
    planned = plan([of_department(sent(5))], rules(), held(sent(5, 4)))
    assert planned.kept == ((HERE, "T1"),)
    assert list(planned.rows) == []
