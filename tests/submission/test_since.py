"""The last try against this one: every finding is mended, left or new, by what it is and not by the row it stood in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.submission.books import Book
from tests.submission.faults import Fault, changed, data, found, put, rules
from tests.submission.faults_values import DOUBTFUL, SENSE
from tests.submission.test_any_cell import held

from loudi_qa.findings import Finding
from loudi_qa.submission.since import since
from loudi_qa.submission.submit import submit
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACED = st.builds(
    Finding,
    st.sampled_from(["E204", "E301", "E309", "E310", "E319"]),
    st.sampled_from(["一.xlsx", "二.xlsx"]),
    st.just("指标数据"),
    st.sampled_from(["H2", "H3", "H4"]),
    st.sampled_from(["甲区", None]),
    st.sampled_from(["R1", "C1", None]),
    st.sampled_from(["约97", None]),
    column=st.sampled_from([layout.VALUE, layout.EVIDENCE]),
)
TRY = st.lists(PLACED, max_size=12)


def counted(findings: list[Finding] | tuple[Finding, ...]) -> Counter[tuple[str | None, ...]]:
    return Counter(f.identity for f in findings if f.severity != "note")


@given(TRY, TRY)
def test_what_was_is_mended_or_left_and_what_is_is_left_or_new(before: list[Finding], now: list[Finding]) -> None:
    result = since(before, now)
    mended, left, new = map(counted, result)
    assert mended + left == counted(before)
    assert left + new == counted(now)
    assert not mended & new


@given(TRY)
def test_the_same_try_again_leaves_everything(findings: list[Finding]) -> None:
    again = [f._replace(cell="H99", file="三.xlsx") for f in findings]
    result = since(findings, again)
    assert (result.mended, result.new) == ((), ())
    assert counted(result.left) == counted(findings)


@given(TRY, TRY)
def test_to_go_back_swaps_what_is_mended_and_what_is_new(before: list[Finding], now: list[Finding]) -> None:
    there, back = since(before, now), since(now, before)
    assert (counted(there.mended), counted(there.new)) == (counted(back.new), counted(back.mended))


def test_notes_ask_for_nothing_and_are_left_out() -> None:
    note = Finding("E310", "甲.xlsx", "指标数据", "H2", "甲区", "R1")
    assert since([note], []) == since([], [note]) == ((), (), ())


def test_another_wrong_number_in_the_same_place_is_not_mended() -> None:
    first = Finding("E301", "甲.xlsx", "指标数据", "H2", "甲区", "R1", read="约97", column=layout.VALUE)
    assert since([first], [first._replace(read="97左右", cell="H7")]).left


def test_one_mistake_mended_for_another_is_one_mended_and_one_new() -> None:
    first = Finding("E301", "甲.xlsx", "指标数据", "H2", "甲区", "R1", read="约97", column=layout.VALUE)
    result = since([first], [first._replace(code="E302", read="975")])
    assert ([f.code for f in result.mended], result.left, [f.code for f in result.new]) == (["E301"], (), ["E302"])


OF_ONE_FORM = [f for f in [*DOUBTFUL, *SENSE] if f.codes and "stored" not in f.en]  # openpyxl stores no nan


@pytest.mark.parametrize("fault", OF_ONE_FORM, ids=lambda f: f.en)
def test_rows_that_move_down_make_nothing_new(fault: Fault, tmp_path: Path) -> None:
    before = found(fault, tmp_path)
    (path,) = tmp_path.iterdir()

    def moved(folder: Path) -> Sequence[Path]:
        return changed(lambda book: data(book).insert_rows(2, 3), of=path.read_bytes, name=path.name)(folder)

    with TemporaryDirectory() as folder:
        now = found(fault._replace(make=moved), Path(folder))
    result = since(before, now)
    assert (result.mended, result.new) == ((), ())
    assert len(result.left) == sum(f.severity != "note" for f in before)


def test_nine_of_twelve_mended() -> None:
    def tried(wrong: range) -> tuple[Finding, ...]:
        book = Book()
        for row in wrong:
            book.put(f"指标数据!C{row}", "约5")
        return submit(held(book.sheets), rules()).findings

    result = since(tried(range(2, 14)), tried(range(11, 14)))
    assert (len(result.mended), len(result.left), len(result.new)) == (9, 3, 0)


def test_an_error_that_hid_another_is_mended_and_the_other_is_new(tmp_path: Path) -> None:
    hidden = changed(put("R1", "约97"), put("R1", None, layout.EVIDENCE))
    before, now = (found(Fault("", "", "", make), tmp_path) for make in (hidden, changed(put("R1", None, layout.EVIDENCE))))
    result = since(before, now)
    assert ([f.code for f in result.mended], result.left, [f.code for f in result.new]) == (["E301"], (), ["E319"])
