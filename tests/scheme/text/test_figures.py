"""Statements of figures are found, and nothing that only looks like one: else the list of what is uncovered is noise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.scheme.text.figures import figures
from loudi_qa.scheme.text.folding import fold


def found(text: str) -> list[str]:
    return [f.text for f in figures(fold(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("合格率达到97%以上", ["97%"]),
        ("验收合格率９９.３％", ["99.3%"]),
        ("创建示范点30个以上,每年5-8家", ["30个", "5-8家"]),
        ("争取2至4家落户", ["2至4家"]),
        ("床位4500张,标准1,500项", ["4500张", "1,500项"]),
        ("提高3个百分点", ["3个百分点"]),
        ("投入2.5亿元,面积30万亩", ["2.5亿元", "30万亩"]),
        ("得分不低于85以上", ["85"]),
        ("创建5A级景区1个、4A级景区5个", ["1个", "5个"]),
        ("每低1个百分点扣0.5分", ["1个百分点", "0.5分"]),
        ("覆盖率达到百分之九十五,建成三十个", ["百分之九十五", "三十个"]),
        ("噪声在5%-8%之间", ["5%-8%"]),
        ("竞争力指数达到86,投诉降到0.5以下", ["86", "0.5"]),
        ("满分为100分,A级(90分及以上)、B级(80-89分)", ["100分", "90分", "80-89分"]),
    ],
)
def test_a_statement_of_a_figure_is_found(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "到2020年全面推进", "2017年10月16日印发", "某政发〔2017〕28号", "近5年内", "1.大力提升", "第3条", "第2项",
        "拨打12345热线",         "3·15活动", "5A级景区", "《指引(2016版)》", "政府和社会资本合作(PPP)", "一批企业", "第一责任人",
        "六大工程", "十三五期间",
        "一、二、三产业", "电话0738-8312345", "达到2020年水平", "超过5A级", "B2C平台",
    ],
)  # fmt: skip
def test_dates_numbers_of_documents_names_and_lists_are_no_figures(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("97%", "97", None), ("5-8家", "5", "8"), ("30万亩", "300000", None), ("1,500项", "1500", None), ("5%至8%", "5", "8")],
)
def test_a_figure_is_known_by_its_numbers(text: str, low: str, high: str | None) -> None:
    (figure,) = figures(fold(text))
    assert (figure.low, figure.high) == (Decimal(low), None if high is None else Decimal(high))


@given(st.integers(0, 99999), st.sampled_from(["%", "个", "家", "项", "张", "万元"]), st.sampled_from(["", "以上", "左右"]))
def test_a_number_with_a_unit_is_always_found_whatever_it_is(number: int, unit: str, after: str) -> None:
    (figure,) = figures(f"达到{number}{unit}{after}")
    assert figure.text == f"{number}{unit}"


@given(st.text(alphabet="0123456789年月日号第.,-万亿%个家项以上至到(〔A", max_size=25))
def test_figures_never_overlap_and_stand_where_they_say(text: str) -> None:
    last = 0
    for figure in figures(text):
        assert figure.start >= last
        assert text[figure.start : figure.end] == figure.text
        last = figure.end
