"""The nearest name, doubts and what findings share: as before, where there are thousands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.submission.books import Book

from loudi_qa.submission.table import nearest
from loudi_qa.submission.year import ANY, Doubt, Year

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.submission.books import Told

NAMES = st.text("县区市甲乙01", max_size=6)
SHEETS, UNITS, CODES = ["指标数据", "目标分解"], ["甲区", "乙县", ANY], ["R1", "C1", ANY]


@given(NAMES, st.lists(NAMES, max_size=12))
def test_the_name_that_was_likely_meant_is_the_one_difflib_finds(name: str, known: list[str]) -> None:
    found = get_close_matches(name, [k for k in known if k], n=1, cutoff=0.5)
    assert nearest(name, known) == (found[0] if found else None)


@given(
    st.frozensets(st.builds(Doubt, st.sampled_from(SHEETS), st.sampled_from(UNITS), st.sampled_from(CODES))),
    st.sampled_from(SHEETS), st.sampled_from(UNITS[:2]), st.sampled_from(CODES),
)  # fmt: skip
def test_a_figure_is_doubtful_if_a_doubt_may_be_about_it(doubts: frozenset[Doubt], sheet: str, unit: str, code: str) -> None:
    year = Year(2019, "年度.xlsx", "", None, {}, doubts=doubts)
    about = [d for d in doubts if d.sheet == sheet and d.unit in {unit, ANY} and (code == ANY or d.code in {code, ANY})]
    assert year.doubtful(sheet, unit, code) == bool(about)


def test_findings_that_say_the_same_share_it(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C2", "97.5").put("指标数据!C9", "95").put("指标数据!C3", "").put("指标数据!C10", ""))
    for code in ("E310", "E204"):
        first, second = (f for f in result.findings if f.code == code)
        assert first.fields is second.fields, "a nation's findings, one in every row, would fill the memory"
