"""What may be supposed: a what-if takes what a cell takes, and says of the rest what would do."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from loudi_qa.submission.suppose import PROVINCE, NotSupposable, settings, supposed
from loudi_qa.submission.year import Average, Cell, Doubt, Entry, Figure, Given, Missing, NotApplicable, Year

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

AT = Cell("指标数据", 7, 4)


@pytest.mark.parametrize(
    ("typed", "unit", "code", "value"),
    [
        ("甲区:R1=98.2", "甲区", "R1", "98.2"),
        ("甲:R1=98.2%", "甲区", "R1", "98.2"),
        ("甲区：r1＝９８．２％", "甲区", "R1", "98.2"),
        (" Jia District : R1 = 98.2 ", "甲区", "R1", "98.2"),
        ("甲区:C1=3项", "甲区", "C1", "3"),
        ("甲区:A1=在建", "甲区", "A1", "在建"),
        ("甲区:A1=在建 ", "甲区", "A1", "在建"),
    ],
)
def test_a_value_is_read_as_its_cell_would_be(tiny: Rules, typed: str, unit: str, code: str, value: str) -> None:
    (found,) = settings([typed], tiny)
    assert (found.unit, found.code, found.text.zh) == (unit, code, value)


def test_nothing_and_a_reason_are_two_states_and_neither_is_zero(tiny: Rules) -> None:
    missing, reason, zero = settings(["甲区:R1=", "乙县:R1=当年未抽查", "甲区:C1=0"], tiny)
    assert missing.value == Missing()
    assert reason.value == NotApplicable("当年未抽查")
    assert isinstance(zero.value, Given)
    assert zero.value.value == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("甲区 R1 98", ["单位:编号=值", "甲区 R1 98"]),
        ("甲区:R1", ["单位:编号=值"]),
        (":R1=3", ["单位:编号=值"]),
        ("甲:Z9=3", ["Z9"]),
        ("甲:RI=3", ["RI", "R1"]),
        ("丙区:R1=3", ["丙区"]),
        ("甲区:R1=101", ["101", "0 至 100"]),
        ("甲区:C1=1.5", ["1.5", "整数"]),
        ("甲区:R1=约97", ["约97", "0 至 100"]),
        ("甲区:R1=停办", ["停办", "当年未抽查"]),
        ("甲区:A1=完工", ["完工", "建成、在建、未建"]),
        ("甲区:X1=-1", ["-1", "整数"]),
        ("甲区:X1=", ["X1", "整数"]),
        ("全省平均:C1=3", ["C1", "全省平均"]),
        ("全省平均:R1=300", ["300", "0 至 100"]),
        ("全省平均:R1=", ["R1", "0 至 100"]),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_do(tiny: Rules, typed: str, words: list[str]) -> None:
    with pytest.raises(NotSupposable) as refused:
        settings([typed], tiny)
    for word in words:
        assert word in refused.value.words.zh
    assert refused.value.words.en.isprintable()
    assert refused.value.at == 0


def test_two_values_for_one_cell_are_refused_and_the_same_one_twice_is_not(tiny: Rules) -> None:
    assert len(settings(["甲区:R1=98", "甲:R1=98"], tiny)) == 1
    with pytest.raises(NotSupposable) as refused:
        settings(["甲区:C1=1", "甲区:R1=98", "甲:R1=97"], tiny)
    assert refused.value.at == 2


def year(**entries: Entry) -> Year:
    return Year(
        2019, "x.xlsx", "0", None, {"甲区": dict(entries)},
        averages={("R1", "urban"): Average(Decimal(97), "口径", "公报", AT)},
        extras={("甲区", "X1"): Figure(Decimal(1), AT)},
    )  # fmt: skip


def test_only_what_is_supposed_changes(tiny: Rules) -> None:
    before = year(R1=Entry(Given(Decimal(90), AT, verified=True), Decimal(91), Decimal(9), Decimal(10)), C1=Entry(Missing(AT)))
    after = supposed(before, settings(["甲区:R1=98", "甲区:X1=3", "全省平均:R1=95.5"], tiny))
    entry = after.entries["甲区"]["R1"]
    assert entry.state == Given(Decimal(98), AT, verified=True), "it stands in for the 核定值, in the same cell"
    assert entry.numerator is None, "counts that make another value would contradict it"
    assert after.entries["甲区"]["C1"] == before.entries["甲区"]["C1"]
    assert after.extras["甲区", "X1"].value == 3
    assert dict(after.averages) == {("R1", "*"): Average(Decimal("95.5"), "口径", "公报", AT)}, "for every group"
    assert before.entries["甲区"]["R1"].state == Given(Decimal(90), AT, verified=True), "the year that stands is not touched"


def test_a_unit_that_sent_nothing_cannot_be_supposed_into_a_result(tiny: Rules) -> None:
    with pytest.raises(NotSupposable) as refused:
        supposed(year(), settings(["乙县:R1=98"], tiny))
    assert "乙县" in refused.value.words.zh


def test_an_average_that_is_not_there_is_supposed_for_every_group(tiny: Rules) -> None:
    bare = year()._replace(averages={})
    (found,) = supposed(bare, settings([f"{PROVINCE}:R1=95"], tiny)).averages.items()
    assert (found[0], found[1].value) == (("R1", "*"), Decimal(95))


def test_what_a_supposed_value_answers_is_no_doubt_any_more(tiny: Rules) -> None:
    doubts = frozenset({Doubt("全省平均", "urban", "R1"), Doubt("加分扣分", "甲区", "X1"), Doubt("加分扣分", "甲区", "X2")})
    unread = year(R1=Entry(Missing(AT)))._replace(doubts=doubts)
    after = supposed(unread, settings(["全省平均:R1=95", "甲区:X1=1"], tiny))
    assert after.doubts == {Doubt("加分扣分", "甲区", "X2")}


def test_the_text_that_is_wrong_is_told_by_its_number(tiny: Rules) -> None:
    with pytest.raises(NotSupposable) as refused:
        supposed(year(R1=Entry(Missing(AT))), settings(["甲区:R1=98", "乙县:R1=98"], tiny))
    assert refused.value.at == 1
