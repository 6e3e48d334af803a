"""Whatever stands in whatever cell: a value or a finding, never an exception."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.submission.books import DATA, Book, tell

from loudi_qa.submission.bind import bind
from loudi_qa.submission.check import check
from loudi_qa.submission.normalise import is_empty
from loudi_qa.submission.year import Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook.layout import address
from loudi_qa.workbook.read import CellError, NoResult, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules


class Held(NamedTuple):
    """A sheet in memory; a reader may hand out what no file should hold."""

    name: str
    cells: list[list[Any]]
    percent: str
    """The one cell shown as a percentage, if any."""

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        for number, row in enumerate(self.cells, start=1):
            yield number, ["" if v is None else float(v) if type(v) is int else v for v in row]

    def is_percent(self, row: int, column: int) -> bool:
        return f"{self.name}!{address(row, column)}" == self.percent


def opened(book: Book, percent: str) -> Workbook:
    """The workbook as if it had been read from a file."""
    sheets: Any = {name: Held(name, rows, percent) for name, rows in book.sheets.items()}
    return Workbook("年度.xlsx", "0" * 64, sheets)


TYPED = st.text(string.digits + ".,%％+-eE_ 　\u200b０９．，约以上项建成甲区R1=年#", max_size=12)
CELLS = st.one_of(
    TYPED, st.text(), st.floats(), st.integers(-(10**20), 10**20).map(float), st.booleans(), st.dates(), st.datetimes(),
    st.times(), st.timedeltas(), st.sampled_from(["#DIV/0!", "#N/A", "#####", ""]).map(CellError),
    st.just(NoResult()), st.just(""),
)  # fmt: skip
PLACES = [
    f"{name}!{address(r + 1, c)}" for name, rows in Book().sheets.items() for r in range(len(rows)) for c in range(len(rows[0]))
]


def told_in_words(findings: list[Finding]) -> None:
    for finding in findings:
        for lang in ("zh", "en"):
            assert finding.message(lang)
            assert finding.fix(lang)


@given(st.lists(st.tuples(st.sampled_from(PLACES), CELLS), min_size=1, max_size=4), st.booleans())
@example(changes=[("指标数据!C2", 1e200)], percent=False)
@settings(max_examples=250)
def test_no_cell_of_any_sheet_can_stop_the_program(tiny: Rules, changes: list[tuple[str, Any]], percent: bool) -> None:
    book = Book()
    for where, value in changes:
        book.put(where, value)
    year, findings = bind(opened(book, changes[0][0] if percent else ""), tiny)
    assert year is not None or any(f.code == "E208" for f in findings)
    if year is not None:
        findings += check(year, tiny, missing="warning")
    told_in_words(findings)


@given(st.sampled_from([2, 3, 4, 5, 6, 7, 8]), st.sampled_from("CF"), CELLS, st.booleans())
@example(row=2, column="C", value=1e200, percent=False)
@settings(max_examples=250)
def test_what_stands_for_a_value_is_a_value_or_nothing_or_has_its_finding(
    tiny: Rules, row: int, column: str, value: Any, percent: bool
) -> None:
    where = f"指标数据!{column}{row}"
    year, findings = bind(opened(Book().put(where, value), where if percent else ""), tiny)
    assert year is not None
    measure = Book().sheets[DATA][row - 1][1]
    state = year.entries["甲区"][measure].state
    at_the_cell = [f for f in findings if f.cell == f"{column}{row}"]
    match state:
        case Given(number):
            assert number.is_finite() if not isinstance(number, str) else number in {"建成", "在建", "未建"}
        case Unclear():
            assert [f for f in at_the_cell if f.severity == "error"], f"{value!r} was thrown away in silence"
        case Missing():
            assert (column, is_empty(value)) == ("C", True)
        case NotApplicable():
            raise AssertionError("no reason was given")


STORED = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FA1F, exclude_categories=["Cs"]), max_size=20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(min_value=date(1900, 3, 1)),
)


@given(st.sampled_from([p for p in PLACES if not p.startswith("封面")]), STORED)
@example(where="目标分解!C2", value=1e200)
@settings(max_examples=50)
def test_what_a_file_can_hold_is_read_from_it(tiny: Rules, where: str, value: Any) -> None:
    with TemporaryDirectory() as folder:
        result = tell(Book().put(where, value), tiny, Path(folder))
    assert result.year is not None
    told_in_words(result.findings)
