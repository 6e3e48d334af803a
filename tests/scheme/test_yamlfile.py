"""The strict reader of YAML: what stands in the file is what is read, with its line, or it is a fault."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.yamlfile import LARGEST, Document, parse, read

if TYPE_CHECKING:
    from loudi_qa.scheme.fault import Fault

FILE = Path("rules.yaml")


def document(text: str) -> Document:
    return parse(text.encode(), FILE)


def value(text: str) -> Any:
    return document(text).value


def complaint(text: str) -> tuple[int, str]:
    with pytest.raises(RulesError) as caught:
        document(text)
    (fault,) = caught.value.faults
    return fault.line, fault.text("en")


@pytest.mark.parametrize(
    ("text", "number"),
    [("97", 97), ("-3", -3), ("0", 0), ("97.30", Decimal("97.30")), ("0.1", Decimal("0.1")), ("-0.5", Decimal("-0.5"))],
)
def test_a_number_keeps_every_digit_that_was_written(text: str, number: int | Decimal) -> None:
    got = value(f"a: {text}")["a"]
    assert (str(got), type(got)) == (str(number), type(number))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_any_decimal_is_read_back_as_it_was_written(number: Decimal) -> None:
    assert value(f"a: {number:f}")["a"] == number


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('"2.10"', "2.10"),
        ("'yes'", "yes"),
        ('"2019-01-01"', "2019-01-01"),
        ("已完成", "已完成"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("[]", []),
        ("{}", {}),
        ("1e3", "1e3"),
    ],
)
def test_plain_values_are_what_they_look_like(text: str, plain: object) -> None:
    assert value(f"a: {text}") == {"a": plain}


def test_a_year_as_a_key_is_a_number_and_any_other_key_is_text() -> None:
    assert value('{2019: a, "2020": b, on: c, 2.10: d}') == {2019: "a", "2020": "b", "on": "c", "2.10": "d"}


@pytest.mark.parametrize(
    "text", ["yes", "No", "on", "OFF", "True", "12:30", "2019-01-01", "0101", "0x1F", "1_000", "+5", ".5", "5.", ".inf"]
)
def test_what_yaml_would_turn_into_something_else_is_refused(text: str) -> None:
    line, said = complaint(f"a: 1\nb: {text}\n")
    assert line == 2
    assert f'"{text}"' in said, "the message shows how to write it"


@pytest.mark.parametrize("text", ["7_0", "+0.5", ".5", "0x10", "7.0e+1", ".inf"])
def test_a_number_badly_written_is_not_said_to_be_text(text: str) -> None:
    _, said = complaint(f"points: {text}")
    assert "0.5" in said, "quotes alone would lead to the next fault: a number is needed"


def test_lines_are_those_an_editor_shows() -> None:
    found = document("# a comment\na:\n- {b: 1,\n   c: 2}\n- d\n")
    assert found.line(("a",)) == 2
    assert found.line(("a", 0)) == 3
    assert found.line(("a", 0, "c")) == 4
    assert found.line(("a", 1)) == 5


def test_the_line_of_what_is_missing_is_that_of_what_surrounds_it() -> None:
    found = document("a:\n  b: 1\n")
    assert found.line(("a", "c", "d")) == 1
    assert found.line(("nowhere",)) == 1
    assert found.line(("a", "b")) == 2


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = document("a: 1\nb: [x]\n")
    other = parse(b"\xef\xbb\xbfa: 1\r\nb: [x]\r\n", FILE)
    assert other.value == plain.value
    assert [other.line(path) for path in ((), ("a",), ("b", 0))] == [1, 1, 2]


def test_the_digest_is_that_of_the_bytes_on_the_disk() -> None:
    data = b"\xef\xbb\xbfa: 1\r\n"
    assert parse(data, FILE).sha256 == hashlib.sha256(data).hexdigest()


def test_every_fault_of_a_file_is_told_at_once() -> None:
    with pytest.raises(RulesError) as caught:
        document("a: yes\nb: 0101\na: 2\n")
    assert [f.line for f in caught.value.faults] == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    ["a: &x [1]\nb: *x", "a: &x {k: 1}\nb: *x", "a: &x 1\nb: *x", "a: &x 甲\nb: *x", "a: 1\nb: &x [*x]"],
    ids=["list", "mapping", "number", "text", "itself"],
)
def test_an_alias_of_anything_is_refused(text: str) -> None:
    line, said = complaint(text)
    assert line == 2
    assert "alias" in said


def test_a_thousandfold_alias_is_refused_before_it_grows() -> None:
    levels = "\n".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, 12))
    with pytest.raises(RulesError, match="alias"):
        document(f"l0: &l0 [x]\n{levels}\n")


@pytest.mark.parametrize("text", ["!!str 2.10", "!secret 甲", "!!set {甲}", "!!python/tuple []", "! 7"])
def test_a_tag_is_refused(text: str) -> None:
    assert complaint(f"a: {text}")[0] == 1


def test_a_merge_key_is_refused_and_named() -> None:
    assert "<<" in complaint("a: 1\n<<: {b: 2}")[1]


def test_a_list_as_a_key_is_refused() -> None:
    assert "key" in complaint("a: 1\n? [x, y]\n: 2")[1]


def test_nesting_without_end_is_a_fault_and_no_crash() -> None:
    with pytest.raises(RulesError):
        document("[" * 500 + "]" * 500)


def test_nesting_without_end_does_not_take_the_program_down() -> None:
    deep = "from pathlib import Path; from loudi_qa.scheme.yamlfile import parse; parse(b'[' * 100_000, Path('x'))"
    done = subprocess.run([sys.executable, "-c", deep], capture_output=True, text=True, check=False)
    assert done.returncode == 1, "a stack overflow kills the process by a signal"
    assert "RulesError" in done.stderr


def test_a_file_larger_than_rules_ever_are_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(RulesError, match=str(LARGEST)):
        read(big)


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="cannot be read"):
        read(tmp_path)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_end_in_anything_but_a_document_or_a_fault(data: bytes) -> None:
    faults: tuple[Fault, ...] = ()
    line = 0
    try:
        line = parse(data, FILE).line(())
    except RulesError as error:
        faults = error.faults
    assert bool(faults) != bool(line)
    assert all(f.line >= 1 and f.text("zh") and f.text("en") for f in faults)
