"""What was meant by what was written: only ever said in a message, never read in its place."""

from __future__ import annotations

import pytest

from loudi_qa.scheme import meant


def test_every_word_of_the_tables_stands_for_something_that_may_be_written() -> None:
    keys = set(meant.known_keys())
    assert not [(word, k) for word, means in meant._KEYS.items() for k in means if k not in keys]


def test_a_chinese_word_for_two_keys_is_the_one_that_is_missing() -> None:
    assert meant.key("单位", ["units", "departments"]) == "units"
    assert meant.key("单位", ["unit"]) == "unit"
    assert meant.key("得分", ["expect"]) == "expect"


@pytest.mark.parametrize("text", ["很多", "3至5", "一百二十", "1,5", "12,34", "", "分", "3.5.1", "P01"])
def test_no_number_is_made_up_where_none_is_plain(text: str) -> None:
    assert meant.number(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("0.50分", "0.50"), ("-3%", "-3"), ("１００", "100"), ("约20家", "20"), ("12,345.6", "12345.6")]
)
def test_a_number_keeps_its_digits(text: str, number: str) -> None:
    assert meant.number(text) == number


def test_an_id_with_other_figures_is_not_offered_for_one_that_was_deleted() -> None:
    assert meant.name("P03-2020", ["P02-2020", "T03-2020", "P04-2020"]) is None, "it would lead to a wrong score"
    assert meant.name("P3-2020", ["P02-2020", "P03-2020"]) == "P03-2020"
    assert meant.name("p03", ["P03"]) == "P03"
