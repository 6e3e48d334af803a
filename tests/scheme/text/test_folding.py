"""Two writings of one text are one text: whoever copies an anchor from a Traditional or a wide copy still finds the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from loudi_qa.scheme.text.folding import fold, folded

TO_TRADITIONAL = OpenCC("s2t")
SENTENCE = "每年抽查合格率达到97%以上,优于Ⅲ类水质的断面占九成,创建“示范点”5-8家。"
COMMON = "质量标准检验合格产品工程服务环境监督责任单位县区办公室达到以上每年个家项全省平均数发展强市战略农业后里面干"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("達到９７％以上", "达到97%以上"),
        ("Ш类或优于ⅲ類", "III类或优于Ⅲ类"),
        ("检 测　合\n格率\u200b", "检测合格率"),
        ("(试〔2019〕1号)", "（试[2019]1号）"),
        ("5—8家", "5-8家"),
        ("推行「河长制」", "推行“河长制”"),
        ("着力", "著力"),
        ("５А级", "5A级"),
    ],
    ids=["widths", "look-alikes", "blanks", "brackets", "dashes", "quotes", "variants", "letters"],
)
def test_two_writings_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("97%", "79%"), ("5-8家", "58家"), ("6个", "6家"), ("Ⅲ类", "Ⅱ类"), ("已完成", "未完成")]
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_character_is_folded_whatever_stands_beside_it(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(st.data(), st.text(alphabet=COMMON + "0123456789%,", min_size=1, max_size=60))
def test_an_anchor_in_traditional_script_is_found_in_the_simplified_text(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert fold(TO_TRADITIONAL.convert(text[start:end])) in fold(text)
    assert fold(text[start:end]) in fold(TO_TRADITIONAL.convert(text))


@given(st.text(max_size=60))
def test_a_run_of_the_folded_text_leads_back_to_the_original(text: str) -> None:
    made = folded(text)
    assert made.text == fold(text)
    for at in range(len(made.text)):
        start, end = made.span(at, at + 1)
        assert made.text[at] in fold(text[start:end])


def test_a_whole_sentence_is_found_in_the_other_script() -> None:
    assert fold(TO_TRADITIONAL.convert(SENTENCE)) == fold(SENTENCE)
