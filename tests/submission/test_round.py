"""The round of forms: who is missing, which of several counts, whose figures disagree; whatever order the files come in."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.submission.books import Book
from tests.submission.faults import BUREAU, HERE, THERE, rules
from tests.submission.test_any_cell import form_with, held

from loudi_qa.submission.cover import Sender
from loudi_qa.submission.round import most_common_year, round_of
from loudi_qa.submission.submit import submit
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from loudi_qa.submission.round import Round
    from loudi_qa.submission.submit import Submission

OURS, THEIRS = Sender("unit", HERE), Sender("unit", THERE)


@cache
def form(unit: str = HERE, name: str = "", day: str | None = None, year: Any = 2019, **cells: Any) -> Submission:
    """A form as it was sent; cells by their address in the data sheet."""
    tables = form_with([(f"指标数据!{at}", value) for at, value in cells.items()], unit)
    for row in tables[layout.COVER]:
        row[1] = {layout.YEAR: year, layout.FILLED_ON: day}.get(str(row[0]), row[1])
    return submit(held(tables, name=name or f"{unit}.xlsx"), rules())


def whole(*forms: Submission, year: int | None = None) -> Round:
    return round_of(forms, rules(), year=year)


def told(*forms: Submission, year: int | None = None) -> list[str]:
    return [f.code for f in whole(*forms, year=year).findings]


def test_a_round_in_which_each_unit_sent_one_form_has_nothing_to_be_said_of() -> None:
    complete = whole(form(), form(THERE))
    assert complete.findings == ()
    assert {s: f.file for s, f in complete.counted.items()} == {OURS: "甲区.xlsx", THEIRS: "乙县.xlsx"}


def test_a_form_whose_cover_names_nobody_counts_for_the_unit_of_its_rows() -> None:
    tables = form_with([], HERE)
    for row in tables[layout.COVER]:
        row[1] = "某局" if row[0] == layout.REPORTING_UNIT else row[1]
    nameless = submit(held(tables), rules())
    assert [f.code for f in nameless.findings] == ["E212"]
    complete = whole(nameless, form(THERE))
    assert complete.findings == ()
    assert complete.counted[OURS] is nameless


def test_each_unit_that_sent_nothing_is_named() -> None:
    assert [(f.code, f.unit) for f in whole().findings] == [("E601", HERE), ("E601", THERE)]
    assert [(f.code, f.unit) for f in whole(form(THERE)).findings] == [("E601", HERE)]


def test_departments_are_missed_once_one_of_them_has_sent() -> None:
    department = submit(held(form_with([], "department")), rules())
    complete = whole(form(), form(THERE), department)
    assert [(f.code, f.unit) for f in complete.findings] == [("E601", "市环保局")]
    assert complete.expected == 4
    assert complete.counted[Sender("department", BUREAU)] is department


def test_the_years_workbook_among_the_forms_is_no_form() -> None:
    assert told(submit(held(Book().sheets), rules()), form(), form(THERE)) == []


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        (("2020-01-10", "2020-01-15"), 1),
        (("2020年1月15日", "2020.1.9"), 0),
        (("2020/01/10", "2020/01/10"), None),
        ((None, None), None),
        ((None, "2020-01-15"), None),
        (("一月", "2020-01-15"), None),
        (("2020-13-45", "2020-01-15"), None),
    ],
)
def test_of_two_forms_the_later_by_its_cover_counts_and_without_two_dates_neither(
    days: tuple[str | None, str | None], counts: int | None
) -> None:
    pair = [form(name="一.xlsx", day=days[0]), form(name="二.xlsx", day=days[1], H8=6)]
    result = whole(*pair, form(THERE))
    if counts is None:
        assert [f.code for f in result.findings] == ["E603"]
        assert result.undecided == (OURS,)
        assert OURS not in result.counted
    else:
        assert [f.code for f in result.findings] == ["E602"]
        assert result.counted[OURS] is pair[counts]


def test_of_two_with_the_same_content_either_counts_whatever_their_dates() -> None:
    result = whole(form(name="一.xlsx", day="2020-01-10"), form(name="二.xlsx"), form(THERE))
    assert [(f.code, f.severity) for f in result.findings] == [("E605", "note")]
    assert result.counted[OURS].file == "一.xlsx", "the one that says when it was filled in"


def test_a_unit_that_sent_twice_without_a_decision_is_not_missing() -> None:
    assert told(form(), form(name="二.xlsx", H8=6), form(THERE)) == ["E603"]


def test_a_form_of_another_year_is_told_and_its_unit_is_still_to_send() -> None:
    result = whole(form(), form(THERE, year=2018))
    years = [f for f in result.findings if f.code == "E214"]
    assert [(f.file, f.unit, f.cell, f.read) for f in years] == [("乙县.xlsx", THERE, "B4", "2018")]
    assert THEIRS not in result.counted


def test_the_year_of_a_round_is_the_one_most_forms_give_unless_it_is_said() -> None:
    forms = [form(year=2018), form(THERE, year=2019), form(THERE, name="又.xlsx", year=2018)]
    assert most_common_year(forms) == 2018
    assert most_common_year(forms[:2]) == 2019, "the later of two"
    assert most_common_year([]) is None
    assert told(form(), form(THERE), year=2020).count("E214") == 2


def test_a_shared_figure_told_differently_names_who_told_what() -> None:
    (finding,) = whole(form(), form(THERE, H4=85)).findings
    assert (finding.code, finding.measure, finding.read) == ("E604", "B1", "乙县 85、甲区 84")
    assert "乙县、甲区共用" in finding.message("zh")


@pytest.mark.parametrize("other", [84.0, "84", "８４", "84%"])
def test_a_shared_figure_told_alike_in_other_letters_is_alike(other: Any) -> None:
    assert told(form(), form(THERE, H4=other)) == []


def test_a_shared_figure_that_one_of_them_left_out_is_no_disagreement() -> None:
    assert told(form(), form(THERE, H4=None)) == []


FORMS = st.builds(
    form,
    st.sampled_from([HERE, THERE]),
    st.sampled_from(["一.xlsx", "二.xlsx", "三.xlsx"]),
    st.sampled_from([None, "2020-01-10", "2020-01-15"]),
    st.sampled_from([2019, 2019, 2018]),
    H8=st.sampled_from([5, 6]),
)


def outcome(forms: tuple[Submission, ...]) -> object:
    """What a round comes to: whose content counts, who is undecided, and which codes were told of whom."""
    result = whole(*forms, year=2019)
    content = {s: str(f.year.entries[s.name]) for s, f in result.counted.items() if f.year}
    deciding = sorted((f.code, f.unit or "") for f in result.findings if f.code != "E605")
    return content, set(result.undecided), deciding


@given(st.lists(FORMS, max_size=4))
@settings(max_examples=60)
def test_what_a_round_comes_to_does_not_depend_on_the_order_of_the_files(forms: list[Submission]) -> None:
    first = outcome(tuple(forms))
    for order in permutations(forms):
        assert outcome(order) == first


@given(st.lists(FORMS, max_size=5))
@settings(max_examples=100)
def test_every_unit_counts_or_is_undecided_or_missing(forms: list[Submission]) -> None:
    result = whole(*forms, year=2019)
    missing = {f.unit for f in result.findings if f.code == "E601"}
    missing |= {f.unit for f in result.findings if f.code == "E214"} - {s.name for s in (*result.counted, *result.undecided)}
    counted, undecided = {s.name for s in result.counted}, {s.name for s in result.undecided}
    assert counted | undecided | missing == {HERE, THERE}
    assert len(counted) + len(undecided) + len(missing) == 2
