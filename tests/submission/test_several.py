"""How many things stand at each answer, told in one cell in whatever way a clerk writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.scheme.spread import spread, written
from loudi_qa.submission.several import several_of

ANSWERS = ("建成", "在建", "未动工", "建成投产")


@pytest.mark.parametrize(
    "text",
    [
        "建成 10，在建 20",
        "建成10在建20",
        "在建20个、建成10个",
        "建成：10；在建：20",
        "建成10,在建20,未动工0",
        "建成×10 在建×20",
        "建成 10\n在建20",
        "建成１０，在建２０",
        "建成9，在建20，建成1",
        "建成 10 項，在建 20 項",
    ],
)
def test_a_clerk_may_write_it_in_many_ways_and_it_is_one_value(text: str) -> None:
    found = several_of(text, ANSWERS)
    assert found is not None
    assert found[0] == "建成 10，在建 20"


def test_an_answer_without_a_number_is_one_and_the_longer_answer_is_meant() -> None:
    found = several_of("建成投产、在建、在建", ANSWERS)
    assert found is not None
    assert found[0] == "在建 2，建成投产 1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "建成，10个在建",
        "建成、10在建、20",
        "建成 10，停工 3",
        "建成 0",
        "建成 -1",
        "约建成 10",
        "建成 1.5",
        "建成 1234567",
    ],
)
def test_what_is_no_such_list_is_never_guessed_at(text: str) -> None:
    assert several_of(text, ANSWERS) is None, "a project that is dropped in silence moves the share of all others"


@given(st.dictionaries(st.sampled_from(ANSWERS), st.integers(1, 999), min_size=1))
def test_what_was_written_is_read_again_as_it_was(counts: dict[str, int]) -> None:
    value = written((a, counts.get(a, 0)) for a in ANSWERS)
    assert dict(spread(value)) == counts
    assert several_of(value, ANSWERS) == (value, ())
