"""A document is parted as it numbers itself, however it came: from a web page, broken at a width, in another encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.scheme.text.clauses import parted, text_of
from loudi_qa.scheme.text.folding import fold

PLAN = """某市质量工作方案
2025-06-08 已有97人看过
某市质量工作方案
(试〔2019〕1号)
为做好工作,制定本方案。
一、目标
到2020年,工作走在前列。
产品质量方面。合格率达到97%以上。
二、任务
(一)打好基础
1.建好基地。各地都要有基地。(责任单位:市质监局)
2.减少投诉。
投诉件数逐年下降。
有关单位配合。
(二)做好宣传。一、二、三产业都要参加。
附件:1.宣传计划
2.基地名单
某市人民政府
2019年1月1日
附件1
宣传计划
一、安排
(一)上半年。办好两次活动。
附件2
基地名单
一、说明
(一)名单每年更新。
相关阅读
某市质量工作方案
"""


def names(text: str) -> list[str]:
    return [c.name for c in parted(text).clauses]


def test_a_document_is_parted_as_it_numbers_itself() -> None:
    assert names(PLAN) == [
        "一", "一·产品质量", "二(一)1", "二(一)2", "二(一)2¶2", "二(一)2¶3", "二(二)", "附件1·一(一)", "附件2·一(一)",
    ]  # fmt: skip


def test_titles_signatures_and_what_a_page_adds_belong_to_no_clause() -> None:
    lines = PLAN.splitlines()
    apart = {lines[n - 1] for n in parted(PLAN).apart}
    assert {"某市质量工作方案", "2025-06-08 已有97人看过", "附件:1.宣传计划", "某市人民政府", "2019年1月1日", "相关阅读"} <= apart
    assert not any("合格率" in line or "名单每年" in line for line in apart)


def test_a_heading_alone_is_no_clause_but_stands_for_those_under_it() -> None:
    plan = parted(PLAN)
    assert plan.headings == {"二", "二(一)", "附件1·一", "附件2·一"}
    assert plan.within("二(一)1", "二(一)")
    assert not plan.within("二(二)", "二(一)")
    assert plan.has("附件1·一")
    assert not plan.has("附件3·一")


def test_a_heading_does_not_stand_for_a_longer_number() -> None:
    items = (
        "".join(f"{n}、第{n}件\n(一)各地照办。\n" for n in "一二三四五六七八九")
        + "十、末件\n(一)各地照办。\n十一、又一件\n(一)各地照办。\n"
    )
    plan = parted(items)
    assert plan.has("十一(一)")
    assert not plan.within("十一(一)", "十")
    assert plan.within("十(一)", "十")


@pytest.mark.parametrize("name", ["二（一）1", "二(一)１", " 二(一)1"])
def test_a_name_is_known_however_it_is_typed(name: str) -> None:
    assert parted(PLAN).has(name)


def test_a_traditional_document_has_the_same_names() -> None:
    assert names("一、目標\n總體向好。\n產品質量方面。合格率達到97%以上。\n") == ["一", "一·产品质量"]


def test_articles_are_numbered_through_their_chapters() -> None:
    rules = (
        "第一章 总则\n第一条 为做好工作,制定本办法。\n第二条 考核每年一次。\n(一)上半年自评。\n(二)下半年核定。\n"
        "第二章 附则\n第三条 本办法自发布起施行。\n解释权在市质量办。\n"
    )
    assert names(rules) == ["第一条", "第二条", "第二条(一)", "第二条(二)", "第三条", "第三条¶2"]


def test_a_year_or_a_number_at_the_head_of_a_line_begins_no_clause() -> None:
    text = "一、目标\n1.打好基础。\n2020年前全部完成。\n99.3%以上的工程合格。\n5.这是引文。\n2.做好宣传。\n"
    assert names(text) == ["一1", "一1¶2", "一1¶3", "一1¶4", "一2"]


def test_lines_broken_at_a_width_are_joined_again() -> None:
    whole = "(一)各地都要按照本方案的要求把抽查合格率稳定在97%以上并逐年有所提高,同时做好记录和公开,接受社会监督,每年报告一次。"
    other = "(二)市级有关部门要加强指导和协调,把任务分解到科室和个人,按季度调度,年底进行总结,对做得好的单位和个人给予表扬和奖励。"
    broken = "\n".join(["一、任务", *(line[i : i + 20] for line in (whole, other) for i in range(0, len(line), 20))])
    made = parted(broken)
    assert [(c.name, c.text) for c in made.clauses] == [("一(一)", whole), ("一(二)", other)]
    assert [c.line for c in made.clauses] == [2, 6]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le-bom"])
def test_the_text_is_read_in_the_encodings_that_offices_save(encoding: str) -> None:
    data = b"\xff\xfe" + PLAN.encode("utf-16-le") if encoding == "utf-16-le-bom" else PLAN.encode(encoding)
    assert text_of(data) == PLAN


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", b"\xff\xff\xff", b"\x89PNG\r\n\x1a\n\x00"], ids=["zeros", "no bytes of text", "a picture"]
)
def test_what_is_no_text_is_not_read_as_one(data: bytes) -> None:
    assert text_of(data) is None


def test_an_excerpt_is_short_and_stands_in_the_text() -> None:
    for clause in parted(PLAN).clauses:
        excerpt = clause.excerpt(0, len(clause.folded.text))
        assert len(excerpt) <= 20
        assert excerpt in clause.text


@pytest.mark.parametrize("text", ["", "\n\n", "没有编号的一段话。", "标题\n落款"])
def test_a_text_without_numbers_has_no_clauses(text: str) -> None:
    assert parted(text).clauses == ()


LINE = st.text(alphabet="一二三十百（）()第条附件1234567890１.．、:：。质量方面 \t　\u200bＡ", max_size=14)


@given(st.lists(LINE, max_size=12))
def test_whatever_is_read_no_line_is_lost_and_none_counts_twice(lines: list[str]) -> None:
    made = parted("\n".join(lines))
    begun = [c.line for c in made.clauses]
    assert begun == sorted(set(begun))
    assert not set(begun) & set(made.apart)
    assert all(c.name == fold(c.name) and c.folded.text == fold(c.text) for c in made.clauses)
    said = "".join(c.text for c in made.clauses)
    for number, line in enumerate(lines, start=1):
        if line.strip().endswith("。") and number not in made.apart:
            assert line.strip() in said
