"""Names of files that come from outside: whatever they are made of, they lead into no folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.workbook.names import LONGEST, distinct_names, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("双峰县", "双峰县"),
        ("娄底经开区-2", "娄底经开区-2"),
        ("../../etc/passwd", "etc_passwd"),
        ("..", "无名"),
        ("", "无名"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("C:\\Windows\\双峰县", "C_Windows_双峰县"),
        ("NUL", "NUL_"),
        ("com1", "com1_"),
        ("COM¹", "COM¹_"),
        ("CONTROL", "CONTROL"),
        ('=HYPERLINK("http://x","y")', "HYPERLINK_http_x_y"),
        ("a\nb\x00c\u202e", "a_b_c"),
    ],
)
def test_a_name_keeps_what_is_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text())
def test_no_name_leaves_its_folder_on_any_system(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe) <= LONGEST
    assert len(f".{safe}.xlsx.1234567.part".encode()) <= 255, "a file system counts bytes"
    assert safe[0] not in ".-"
    for path in (PurePosixPath(safe), PureWindowsPath(safe)):
        assert path.parts == (safe,)
        assert not path.is_absolute()


@given(st.text(alphabet="市县区ABC-_12", min_size=1, max_size=LONGEST).filter(lambda t: t == t.strip("_-")))
def test_a_harmless_name_stays_as_it_is_but_for_devices(name: str) -> None:
    assert safe_name(name) in {name[: len(safe_name(name))], f"{name}_"}


def test_a_name_can_be_written(tmp_path: Path) -> None:
    for name in ("长" * 400, "𠀀" * 80, "a" * 400):
        (tmp_path / f".{safe_name(name)}.xlsx.1234567.part").write_bytes(b"")


@given(st.lists(st.text(max_size=6)))
def test_two_things_never_share_a_file_on_any_system(texts: list[str]) -> None:
    names = distinct_names(texts)
    assert len({normalize("NFD", name).casefold() for name in names}) == len(texts)


def test_one_character_or_two_for_the_same_letter_is_one_name() -> None:
    assert distinct_names(["é", "e\u0301"]) == ["é", "é-2"]
