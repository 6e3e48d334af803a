"""JSON that is written while it is made is, character for character, the JSON that was written in one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.report.json_text import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
KEYS = st.text(max_size=4) | st.integers()
DATA = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=20,
)


def whole(data: Any, *, ascii_only: bool) -> str:
    return json.dumps(data, ensure_ascii=ascii_only, indent=1) + "\n"


@given(DATA, st.booleans())
def test_every_character_is_where_the_standard_library_puts_it(data: Any, ascii_only: bool) -> None:
    assert "".join(pieces(data, ascii_only=ascii_only)) == whole(data, ascii_only=ascii_only), "verify compares these bytes"


@given(st.dictionaries(st.text(max_size=4), st.lists(DATA, max_size=4), max_size=4), st.booleans())
def test_a_list_that_is_made_on_the_way_reads_as_one_that_was_there(data: dict[str, list[Any]], ascii_only: bool) -> None:
    streamed = {key: iter(entries) for key, entries in data.items()}
    assert "".join(pieces(streamed, ascii_only=ascii_only)) == whole(data, ascii_only=ascii_only)


def test_an_entry_is_written_before_the_next_is_made() -> None:
    made: list[int] = []

    def entries() -> Iterator[dict[str, int]]:
        for number in range(1000):
            made.append(number)
            yield {"number": number}

    assert any('"number": 500' in text for text in pieces({"units": entries()}))
    assert len(made) == 501, "a nation of units would have to be in memory at once"
