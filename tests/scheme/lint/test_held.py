"""The scheme against its document: what covers a figure, what merely stands near it, and what is left is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from opencc import OpenCC
from tests.scheme.lint.test_odd import SOUND, TEXT, YEAR

from loudi_qa.scheme.lint.look import Beside, look
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, load
from loudi_qa.scheme.text.clauses import parted

if TYPE_CHECKING:
    from loudi_qa.scheme.lint.held import Held

SAID = TEXT.read_text(encoding="utf-8")


def held(text: str) -> Held:
    rules = load(SOUND / INDICATORS, SOUND / RESPONSIBILITIES)
    found = look(rules, YEAR, Beside(text=(Path("other.txt"), parted(text)))).held
    assert found
    return found


def kinds(text: str) -> list[str]:
    return [r.kind for r in held(text).remarks]


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
def test_the_text_may_be_in_traditional_script(script: str) -> None:
    assert kinds(OpenCC(script).convert(SAID)) == []


def test_the_text_may_be_in_full_width() -> None:
    wide = SAID.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)} | {ord("%"): "％", ord(","): "，"})
    assert kinds(wide) == []


def test_every_figure_and_clause_of_the_document_is_accounted_for() -> None:
    found = held(SAID)
    assert len(found.placed) == found.anchors == 9
    assert [(f.figure.text, f.standing, f.by) for f in found.figures] == [
        ("6个", "covered", ("C1-quota",)),
        ("97%", "covered", ("R1-2020",)),
        ("83%", "covered", ("B1-bands",)),
        ("4件", "covered", ("L1-most",)),
        ("2次", "listed", ()),
    ]
    assert {c.clause.name: c.standing for c in found.clauses} == {
        "一": "covered", "一·产品质量": "covered", "一·环境质量": "covered", "二(一)1": "covered", "二(一)2": "covered",
        "二(二)": "covered", "三(一)": "listed",
    }  # fmt: skip


def test_a_title_told_again_by_the_page_is_no_second_place_for_an_anchor() -> None:
    assert kinds("建成示范点6个的城市\n" + SAID + "建成示范点6个\n") == []


def test_a_figure_beside_an_anchor_is_not_covered_by_standing_in_one_sentence_with_it() -> None:
    found = held(SAID.replace("建成示范点6个以上", "建成示范点6个以上,培训500人"))
    assert [(r.kind, r.line) for r in found.remarks] == [("figure-uncovered", 7)]
    assert "500人" in found.remarks[0].message.zh
    assert found.remarks[0].file == Path("other.txt")


def test_a_figure_that_an_anchor_touches_is_covered_by_it() -> None:
    assert kinds(SAID.replace("都要建成培训基地", "都要建成培训基地1个")) == []


def test_the_upper_end_of_a_range_is_held_against_the_rules_too() -> None:
    assert kinds(SAID.replace("示范点6个", "示范点6-8个")) == ["anchor-not-found"]
    assert "6-8个" in held(SAID.replace("示范点6个", "示范点6-8个")).remarks[0].fix.zh


def test_an_anchor_that_is_not_in_the_text_covers_nothing() -> None:
    found = held(SAID.replace("合格率达到97%以上", "合格率要达97%以上"))
    assert [r.kind for r in found.remarks] == ["anchor-not-found"], "one slip is told once"
    (figure,) = [f for f in found.figures if f.figure.text == "97%"]
    assert (figure.standing, figure.by, figure.near) == ("left", (), ("R1-2020",))


def test_what_is_listed_comes_with_its_reason() -> None:
    found = held(SAID)
    assert {c.clause.name: c.why.zh for c in found.clauses if c.why} == {"三(一)": "是附则"}
    assert {f.figure.text: f.why.zh for f in found.figures if f.why} == {"2次": "是内部会议"}


def test_a_clause_that_tells_what_follows_from_a_result_needs_no_other_reason(tmp_path: Path) -> None:
    files = [(SOUND / name).read_text(encoding="utf-8") for name in (INDICATORS, RESPONSIBILITIES)]
    listed = "- {clause: 三(一), why: {zh: 是附则, en: A closing rule}}\n"
    assert listed in files[0]
    (tmp_path / INDICATORS).write_text(files[0].replace(listed, ""), encoding="utf-8")
    (tmp_path / RESPONSIBILITIES).write_text(files[1].replace("source: 设定", "source: 三(一)"), encoding="utf-8")
    rules = load(tmp_path / INDICATORS, tmp_path / RESPONSIBILITIES)
    told = look(rules, YEAR, Beside(text=(TEXT, parted(SAID)))).held
    assert told
    assert told.remarks == ()
    assert next(c for c in told.clauses if c.clause.name == "三(一)").standing == "listed"


def test_a_document_without_numbers_is_told_instead_of_every_anchor() -> None:
    assert kinds("这是一段没有编号的话。") == ["text-without-clauses"]


def test_an_anchor_on_another_page_than_the_clauses_is_not_found() -> None:
    (remark,) = held(SAID.replace("都要建成培训基地", "都要有基地") + "建成培训基地\n").remarks
    assert remark.kind == "anchor-not-found"


def test_the_clause_that_a_text_lacks_is_told_once() -> None:
    text = SAID.replace("(二)做好宣传。每年2次例会,并组织宣传活动。\n", "")
    assert kinds(text) == ["anchor-not-found", "anchor-not-found"]
