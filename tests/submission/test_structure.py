"""What a workbook hides or has lost, and what of it is no one's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.submission.books import DATA, Book
from tests.submission.faults import HERE, rules
from tests.submission.test_any_cell import form_rows, held

from loudi_qa.submission.cover import Sender
from loudi_qa.submission.structure import structure
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from loudi_qa.findings import Finding
    from loudi_qa.workbook.facts import SheetFacts
    from loudi_qa.workbook.read import Workbook

FORM = Sender("unit", HERE)


def form(**facts: object) -> Workbook:
    """A form whose data sheet has these facts."""
    book = held(form_rows())
    for name, value in facts.items():
        setattr(data(book), name, value)
    return book


def data(book: Workbook) -> SheetFacts:
    return book.sheets[DATA].facts


def found(**facts: object) -> list[Finding]:
    return structure(form(**facts), rules(), FORM)


def test_a_form_as_it_was_made_has_nothing_to_be_said_of() -> None:
    assert found() == []


@pytest.mark.parametrize("reference", ["H3:H4", "H1:H3", "G5:H5", "L2:L8", "K4:K4000", "B2:B3"])
def test_a_merge_that_swallows_an_input_is_told_where_the_input_stands(reference: str) -> None:
    (finding,) = found(merges=[reference])
    assert finding.code == "E219"
    assert f"合并单元格 {reference}，" in finding.message("zh")
    assert finding.cell is not None
    assert finding.cell[0] in reference.replace("G5", "H5")
    assert int(finding.cell[1:]) >= 2


@pytest.mark.parametrize("reference", ["H1:I1", "A2:A8", "C3:D3", "E2:G4", "M2:N8", "A20:N22", "H3", "H3:H3", "T2:T9"])
def test_a_merge_that_swallows_nothing_is_left_alone(reference: str) -> None:
    assert found(merges=[reference]) == []


def test_merged_units_of_a_years_workbook_are_told_for_they_name_the_row() -> None:
    book = held(Book().sheets)
    data(book).merges = ["A2:A8"]
    (finding,) = structure(book, rules(), None)
    assert (finding.code, finding.cell, finding.column) == ("E219", "A2", layout.UNIT)


def test_hidden_rows_are_told_together_and_empty_ones_not_at_all() -> None:
    (finding,) = found(hidden_rows=[3, 4, 5, 8, 400])
    assert finding.code == "E220"
    assert "行：3:5, 8" in finding.message("zh")
    assert found(hidden_rows=[9, 10, 400]) == []


def test_a_hidden_column_is_told_where_it_is_one_that_is_read() -> None:
    assert [(f.code, f.cell, f.column) for f in found(hidden_columns=[(11, 11)])] == [("E220", "L1", layout.REASON)]
    assert {f.column for f in found(hidden_columns=[(8, 9)])} == {layout.NUMERATOR, layout.DENOMINATOR}
    assert found(hidden_columns=[(4, 4)]) == [], "the target is there to be read by people"
    assert found(hidden_columns=[(40, 16383)]) == []


def test_a_hidden_sheet_of_ours_is_told_and_the_lists_behind_the_drop_downs_are_not() -> None:
    (finding,) = found(hidden=True)
    assert (finding.code, finding.sheet, finding.cell) == ("E220", DATA, None)
    tables = {**form_rows(), layout.LISTS: [["a"]]}
    book = held(tables)
    book.sheets[layout.LISTS].facts.hidden = True
    assert structure(book, rules(), FORM) == []


def test_a_hidden_cover_is_told() -> None:
    book = form()
    book.sheets[layout.COVER].facts.hidden = True
    assert [(f.code, f.sheet) for f in structure(book, rules(), FORM)] == [("E220", layout.COVER)]


def test_what_a_form_of_ours_has_lost_is_a_note_and_a_form_of_others_never_had_it() -> None:
    ours = form()._replace(properties={layout.IDENTITY.sender: HERE})
    lost = structure(ours, rules(), FORM)
    assert [(f.code, f.severity) for f in lost] == [("E221", "note"), ("E221", "note")]
    data(ours).protected, data(ours).lists = True, 5
    assert structure(ours, rules(), FORM) == []


def test_a_link_to_another_file_is_told_once() -> None:
    assert [f.code for f in structure(form()._replace(links_out=True), rules(), FORM)] == ["E216"]
