"""Whatever one key does to a rule file, the answer is the rules or a sentence: never the parser's own words, never a crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, from_bytes
from loudi_qa.scheme.yamlfile import parse

if TYPE_CHECKING:
    from loudi_qa.scheme.fault import Fault

TINY = Path(__file__).parent / "tiny"
FILES = [(TINY / name).read_text(encoding="utf-8") for name in (INDICATORS, RESPONSIBILITIES)]
KEYS = "：，｛｝［］“”\"'{}[],:;#-—*&!%@|>\t \u3000=、。3一a\n"


def fault_of(text: str) -> tuple[int, str]:
    """The line and the sentence of the one fault of a file."""
    try:
        parse(text.encode(), Path("rules.yaml"))
    except RulesError as error:
        (fault,) = error.faults
        return fault.line, fault.sentence("zh")
    raise AssertionError("nothing was complained of")


def faults_of(files: list[str]) -> tuple[Fault, ...]:
    """The faults of two files, if there are any."""
    try:
        from_bytes(files[0].encode(), files[1].encode())
    except RulesError as error:
        return error.faults
    return ()


@given(st.sampled_from([0, 1]), st.integers(min_value=0), st.sampled_from(KEYS), st.sampled_from([0, 1]))
def test_one_key_pressed_by_mistake_is_told_in_few_sentences(which: int, at: int, key: str, replaced: int) -> None:
    text = FILES[which]
    at %= len(text)
    files = list(FILES)
    files[which] = text[:at] + key + text[at + replaced :]
    faults = faults_of(files)
    said = [fault.sentence(lang) for fault in faults for lang in ("zh", "en")]
    assert all(said)
    assert not [s for s in said if "did not find" in s or "could not find" in s or "mapping values" in s]
    assert all(fault.line >= 1 for fault in faults)


def test_the_line_that_stands_out_is_named_and_not_the_one_where_it_shows() -> None:
    assert fault_of("a:\n  b: 1\nc: 2\n  d: 3\n  e: 4\n")[0] == 3, "c lost its indent; YAML stumbles over d"


def test_a_quote_left_open_far_above_is_named_where_it_was_opened() -> None:
    line, said = fault_of('a: "x\nb: 1\nc: 2\nd: "y"\n')
    assert line == 1
    assert "引号" in said


def test_a_long_line_is_shown_where_it_is_wrong() -> None:
    _, said = fault_of("a: {" + ", ".join(f"k{n}: {n}" for n in range(90)) + ", x: [1}, y: 2}\n")
    assert "x: [1" in said or "少一个" in said
    assert len(said) < 150


def test_full_width_marks_within_a_text_are_not_taken_for_the_mistake() -> None:
    line, said = fault_of("a: {zh: 一，二：三（四）【五】, en: x y: 2}\n")
    assert line == 1
    assert "全角" not in said.split("：请")[0]
