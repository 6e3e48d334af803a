"""The order of the clauses: an auditor reads the list beside the document, and finds each clause where the document has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.scheme.clause_order import in_order, number

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

DOCUMENT = (
    "一", "一·产品质量", "一·工程质量", "二(一)1", "二(一)2", "二(一)10", "二(二)1", "二(十)1", "三(一)", "三(三)",
    "附件1·一(一)", "附件1·一(三)4", "附件1·一(三)4¶2", "附件1·一(三)4¶3", "附件1·一(三)5", "附件1·二(一)",
    "附件2·一(一)", "附件10·一",
)  # fmt: skip


@given(st.permutations([c for c in DOCUMENT if "质量" not in c]))
def test_however_the_rules_name_them_clauses_come_in_the_order_of_the_document(named: list[str]) -> None:
    assert in_order(named) == tuple(c for c in DOCUMENT if "质量" not in c)


def test_titles_without_a_number_keep_the_order_in_which_they_are_first_met() -> None:
    assert in_order(["一·工程质量", "一·产品质量", "一"]) == ("一", "一·工程质量", "一·产品质量")


def test_a_clause_named_by_many_indicators_stands_once() -> None:
    assert in_order(["二(一)1", "一", "二(一)1"]) == ("一", "二(一)1")


@pytest.mark.parametrize(
    "ordered",
    [
        ("第二条", "第二条第一款", "第二条第三款", "第三条", "第十二条"),
        ("1", "1.2", "1.10", "2"),
        ("一、（一）1", "一、（一）2", "一、（二）1", "附件一", "附件二"),
        ("三、总则", "四、附则"),
    ],
)
def test_other_documents_number_otherwise(ordered: tuple[str, ...]) -> None:
    assert in_order(reversed(ordered)) == ordered


def test_a_title_that_begins_with_a_numeral_is_a_title() -> None:
    assert in_order(["一·二手车市场", "一·三农"]) == ("一·二手车市场", "一·三农"), "二手车 is not the number two"


@given(st.integers(min_value=1, max_value=999))
def test_chinese_numbers_are_read_as_they_are_written(value: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    written = f"{digits[hundreds]}百" if hundreds else ""
    written += f"{digits[tens]}十" if tens else "零" if hundreds and ones else ""
    written += digits[ones] if ones else ""
    assert number(written) == value
    assert number(written.removeprefix("一") if written.startswith("一十") else written) == value


def test_the_shipped_clauses_are_all_told_apart(shipped: Rules) -> None:
    clauses = [d.clause for d in shipped.mandate.duties]
    assert in_order(reversed(clauses)) == tuple(clauses), "the file has the duties in the order of the document"
