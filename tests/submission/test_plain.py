"""The plain way of a row gives what a look at every cell gives: the same year, the same findings in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.submission.books import Book
from tests.submission.faults import HERE, rules
from tests.submission.test_any_cell import CELLS, PLACE_OF, form_rows, held, places_of

from loudi_qa.submission.bind import bind
from loudi_qa.submission.plain import PlainWay
from loudi_qa.workbook.facts import key
from loudi_qa.workbook.layout import DATA, address

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules
    from loudi_qa.workbook.read import Workbook

ROWS = range(7)
"""One for each measure; 甲区 has them from row 2 on, 乙县 from row 9 on, so that what is learned of one meets the other."""
FIRST_OF = {"甲区": 2, "乙县": 9}
MAYBE_KNOWN = st.sampled_from(
    [97.5, 95.0, 0.975, 1.0, 0.0, -0.0, True, False, "97.5", "建成", "在建", "无固废", "-", "", " ", 200.0, 3.0]
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(ROWS), st.sampled_from("CDEFG"), st.one_of(MAYBE_KNOWN, CELLS), st.sampled_from(["甲区", "乙县", "both"])
    ),
    max_size=8,
)
SHOWN = st.lists(
    st.tuples(
        st.sampled_from(ROWS), st.integers(2, 5), st.sampled_from(["percent", "literal_percent"]), st.sampled_from(list(FIRST_OF))
    ),
    max_size=4,
)

KNOWN = [(0, "C", 97.5, "both"), (0, "D", 195.0, "both"), (0, "E", 200.0, "both")]
NOT_APPLICABLE = [(4, "C", "", "both"), (4, "G", "无固废", "both")]
"""Rows of both units, in which there is nothing to find: then each cell of the second is known, and a change of it counts."""


def year_of(changes: list[tuple[int, str, Any, str]], shown: list[tuple[int, int, str, str]]) -> Workbook:
    book = Book()
    for row, column, value, whose in changes:
        for unit in FIRST_OF if whose == "both" else [whose]:
            book.put(f"指标数据!{column}{FIRST_OF[unit] + row}", value)
    year = held(book.sheets)
    for row, at, look, unit in shown:
        getattr(year.sheets[DATA.name].facts, look).add(key(FIRST_OF[unit] + row, at))
    return year


def told_both_ways(book: Workbook, rules: Rules, *, form: bool = False) -> tuple[Any, Any]:
    """What is made of a workbook, with the plain way and without; written out, for 1 and 1.0 and True are equal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainWay, "entry", lambda *_: None)
        looked_at = repr(bind(book, rules, form=form))
    return repr(bind(book, rules, form=form)), looked_at


@given(CHANGES, SHOWN)
@example(changes=[(1, "C", 1.0, "甲区"), (1, "C", True, "乙县")], shown=[])
@example(changes=[(0, "D", 1.0, "甲区"), (0, "E", 1.0, "甲区"), (0, "D", True, "乙县")], shown=[])
@example(changes=[(0, "C", 0.975, "both")], shown=[(0, 2, "percent", "甲区")])
@example(changes=KNOWN, shown=[(0, 2, "literal_percent", "乙县")])
@example(changes=KNOWN, shown=[(0, 2, "percent", "乙县")])
@example(changes=KNOWN, shown=[(0, 3, "percent", "乙县")])
@example(changes=[*KNOWN, (0, "D", 200.0, "乙县"), (0, "E", 195.0, "乙县")], shown=[])
@example(changes=[*KNOWN, (0, "C", "", "乙县"), (0, "F", 97.5, "乙县")], shown=[])
@example(changes=[*NOT_APPLICABLE, (4, "D", 195.0, "乙县"), (4, "E", 200.0, "乙县")], shown=[])
@settings(max_examples=200)
def test_a_year_is_the_same_by_the_plain_way(
    tiny: Rules, changes: list[tuple[int, str, Any, str]], shown: list[tuple[int, int, str, str]]
) -> None:
    plain, looked_at = told_both_ways(year_of(changes, shown), tiny)
    assert plain == looked_at


@given(
    st.sampled_from([HERE, "department"]).flatmap(
        lambda of: st.tuples(
            st.just(of),
            st.lists(
                st.tuples(st.sampled_from([p for p in places_of(of) if p.startswith(DATA.name)]), st.one_of(MAYBE_KNOWN, CELLS)),
                max_size=6,
            ),
        )
    )
)
@settings(max_examples=100)
def test_a_form_is_the_same_by_the_plain_way(of_and_changes: tuple[str, list[tuple[str, Any]]]) -> None:
    of, changes = of_and_changes
    tables = {title: [list(row) for row in rows] for title, rows in form_rows(of).items()}
    for where, value in changes:
        row, column = PLACE_OF[where.partition("!")[2]]
        tables[DATA.name][row][column] = value
    data = tables[DATA.name]
    data += [[*row] for row in data[1:]]  # each row once more: what was learned of the first meets the second
    plain, looked_at = told_both_ways(held(tables), rules(), form=True)
    assert plain == looked_at


def test_what_a_departments_form_says_of_a_locked_copy_is_not_known_of_what_the_department_writes() -> None:
    tables = {title: [list(row) for row in rows] for title, rows in form_rows("department").items()}
    title_of = {title: place for place, title in enumerate(next(r for r in tables[DATA.name] if "核定值" in r))}
    header = next(n for n, r in enumerate(tables[DATA.name]) if "核定值" in r)
    first = tables[DATA.name][header + 1]
    first[title_of["填报值"]], first[title_of["核定值"]] = "97.5", ""
    again = [*first]
    again[title_of["核定值"]] = "97.5"
    tables[DATA.name] += [again]
    plain, looked_at = told_both_ways(held(tables), rules(), form=True)
    assert plain == looked_at
    assert f"{address(len(tables[DATA.name]), title_of['核定值'])}'" in plain, "a number typed as text is told"


def test_most_rows_of_a_sound_year_go_the_plain_way(tiny: Rules) -> None:
    looked_at: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        entry = PlainWay.entry

        def noted(way: PlainWay, row: int, cells: Any, known: Any) -> Any:
            made = entry(way, row, cells, known)
            looked_at.extend([row] if made is None else [])
            return made

        patch.setattr(PlainWay, "entry", noted)
        book = Book()
        for row in ROWS:
            for column in "CDEFG":
                book.put(f"指标数据!{column}{9 + row}", book.sheets[DATA.name][1 + row][" ABCDEFG".index(column) - 1])
        bind(held(book.sheets), tiny)
    assert looked_at == [*range(2, 9)], "乙县 sent what 甲区 sent, and nothing was found there"
