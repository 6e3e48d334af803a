"""Every finding that a workbook can lead to: the smallest fault, and that it is told with its place, in both languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.submission.books import AVERAGES, COVER, DATA, EXTRAS, INCIDENTS, PREVIOUS, QUOTAS, Book, Shown

from loudi_qa.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.submission.books import Told


class Fault(NamedTuple):
    """A cell that is changed, the finding it must lead to, and words (parted by |) that its sentences must hold."""

    code: str
    where: str
    value: Any
    at: str
    read: str | None
    zh: str
    en: str


HERE = AS_PUT = "="
"""Told at the cell that was changed; and with the text that was put there."""


FAULTS = [
    Fault("E202", "指标数据!C1", "填报数值", DATA, None, "缺少列“填报值”|是不是“填报数值”", "no column 填报值|填报数值"),
    Fault("E204", "指标数据!C2", None, HERE, AS_PUT, "甲区的 R1 抽查合格率没有填", "甲区 has left R1 Pass rate"),
    Fault("E205", "指标数据!A2", "甲曲", HERE, AS_PUT, "不认识的单位“甲曲”|是不是“甲区”", "unknown unit 甲曲|甲区"),
    Fault("E206", "指标数据!B2", "R11", HERE, AS_PUT, "不认识的编号“R11”|是不是“R1”", "unknown code R11|R1?"),
    Fault("E207", "指标数据!B3", "R1", HERE, None, "R1 有两行|指标数据!C2", "stands twice|first in 指标数据!C2"),
    Fault("E208", "封面!B1", "本年", HERE, AS_PUT, "考核年度|本年", "the year assessed|本年"),
    Fault("E209", "封面!B3", "tiny 2018", HERE, AS_PUT, "tiny 2018|现用的是“tiny 2019”", "in use are tiny 2019"),
    Fault("E301", "指标数据!C2", "约97", HERE, AS_PUT, "R1：填报值应填数字|约97", "填报值 of R1 of 甲区 must|约97"),
    Fault("E302", "指标数据!C2", 975, HERE, "975", "超出 0 至 100|是否为 97.5", "outside 0 to 100|was 97.5 meant"),
    Fault("E303", "指标数据!C2", "#DIV/0!", HERE, AS_PUT, "错误值 #DIV/0!", "the error #DIV/0!"),
    Fault("E304", "指标数据!C2", "=D2/E2", HERE, "", "没有保存计算结果", "no stored result"),
    Fault("E305", "指标数据!C7", "快了", HERE, AS_PUT, "快了|建成、在建、未建", "reads 快了|建成、在建、未建"),
    Fault("E306", "指标数据!G13", "不想填", HERE, AS_PUT, "不能因“不想填”|无固废", "cannot be left out|无固废"),
    Fault("E307", "指标数据!C2", True, HERE, "TRUE", "R1：填报值应填数字|逻辑值 TRUE", "填报值 of R1|a truth value: TRUE"),
    Fault("E308", "指标数据!C3", 2.5, HERE, "2.5", "只能是整数", "a whole number"),
    Fault("E309", "指标数据!C4", 0.84, HERE, "0.84", "是否漏乘了 100|填 84", "multiplied by 100|write 84"),
    Fault("E310", "指标数据!C2", "９７．５", HERE, AS_PUT, "读作 97.5", "is read as 97.5"),
    Fault("E311", "指标数据!G2", "当年未抽查", HERE, "97.5", "既填了 97.5|当年未抽查", "both a value, 97.5|当年未抽查"),
    Fault("E223", "指标数据!D1", "填报值", DATA, None, "列“填报值”出现了两次（C1、D1）", "填报值 stands twice (C1、D1)"),
    Fault("E323", "指标数据!C3", Shown(3.19, "0%"), HERE, "3.19", "C1：填报值|（319%）|3.19 还是 319", "(319%)|3.19 or 319"),
    Fault("E210", "指标数据!F1", "核定数", DATA, None, "没有列“核定值”|是不是“核定数”", "no column 核定值|核定数"),
    Fault("E312", "指标数据!D2", 999, HERE, None, "分子 999 与分母 200 不合", "a numerator of 999|denominator of 200"),
    Fault("E402", "上年数据!C2", None, PREVIOUS, AS_PUT, "甲区没有 Y1 利用率的上年值", "no value of last year for Y1"),
    Fault("E403", "封面!B1", 2021, "", None, "L1-most 没有 2021 年的目标值", "L1-most has no target for 2021"),
    Fault("E404", "全省平均!B3", "城区组", "全省平均!C3", None, "R1 的全省平均有两行|全省平均!C2", "stands twice|全省平均!C2"),
    Fault("E405", "全省平均!E2", None, "全省平均!C2", AS_PUT, "没有写明来源", "does not give its source"),
    Fault("E406", "全省平均!B2", "市区组", HERE, AS_PUT, "不认识的适用组“市区组”|城区组", "benchmark group 市区组"),
    Fault("E407", "质量安全事件!C2", "大事故", HERE, AS_PUT, "事件类别“大事故”|重大事故", "kind of incident"),
    Fault("E409", "质量安全事件!B2", "2017-08-23", HERE, AS_PUT, "2017-08-23|2019", "dated 2017-08-23|2019"),
    Fault("E408", "目标分解!C2", "三", HERE, AS_PUT, "“目标分解”表的“年度目标”|“三”", "年度目标 in 目标分解|reads 三"),
]  # fmt: skip


def place(sheet: str | None, cell: str | None) -> str:
    return f"{sheet}!{cell}" if cell else sheet or ""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.code)
def test_a_fault_is_told_once_where_it_stands_and_in_words(fault: Fault, told: Callable[[Book], Told]) -> None:
    finding = told(Book().put(fault.where, fault.value)).one(fault.code)
    assert place(finding.sheet, finding.cell) == (fault.where if fault.at == HERE else fault.at)
    assert finding.read == (fault.value if fault.read == AS_PUT else fault.read)
    assert finding.file == "年度.xlsx"
    for lang, words in (("zh", fault.zh), ("en", fault.en)):
        said = f"{finding.message(lang)} {finding.fix(lang)}"  # type: ignore[arg-type]  # of the two literals
        assert all(w in said for w in words.split("|")), said
        assert not set("{}") & set(said), f"a field was left open: {said}"


def test_the_workbook_that_all_these_faults_are_put_into_has_none_itself(told: Callable[[Book], Told]) -> None:
    assert told(Book()).codes() == []


def test_no_finding_that_a_workbook_can_lead_to_is_left_untested() -> None:
    elsewhere = {"E201", "E203", "E401", "E410"}  # told of a sheet, a unit, a group: below
    of_forms = {c for c in CATALOGUE if "E211" <= c <= "E222" or "E313" <= c <= "E322"} | {
        "E224"
    }  # of how a form was made and makes sense
    values = {c for c in CATALOGUE if c[:2] in {"E2", "E3", "E4"}}
    assert {f.code for f in FAULTS} | elsewhere == values - of_forms


@pytest.mark.parametrize("sheet", [DATA, QUOTAS, AVERAGES, PREVIOUS, EXTRAS, INCIDENTS])
def test_a_sheet_that_is_not_there_is_missed_and_one_of_a_like_name_pointed_out(sheet: str, told: Callable[[Book], Told]) -> None:
    finding = told(Book().rename(sheet, f"{sheet}表")).one("E201")
    assert (finding.sheet, finding.cell) == (sheet, None)
    assert f"缺少工作表“{sheet}”，是不是“{sheet}表”" in finding.message("zh")
    assert f"{sheet} is missing; did you mean {sheet}表?" in finding.message("en")


def test_a_workbook_without_a_cover_has_no_year_and_says_so_once(told: Callable[[Book], Told]) -> None:
    year, findings = told(Book().drop(COVER))
    assert year is None
    assert [(f.code, f.sheet) for f in findings] == [("E201", COVER)]


def test_a_workbook_of_another_kind_is_called_that_once(told: Callable[[Book], Told]) -> None:
    """Six sheets missed one by one would send a clerk to mend a table that was never a form."""
    book = Book()
    for number, sheet in enumerate([COVER, DATA, QUOTAS, AVERAGES, PREVIOUS, EXTRAS, INCIDENTS]):
        book.rename(sheet, f"Tabelle{number}")
    finding = told(book).one("E201")
    assert told(book).codes() == ["E201"]
    assert "看来不是填报表、核验表或年度工作簿" in finding.message("zh")
    assert "another kind of workbook" in finding.message("en")


def test_a_unit_without_a_single_row_is_named_as_missing(told: Callable[[Book], Told]) -> None:
    finding = told(Book().without(DATA, *range(9, 16))).one("E203")
    assert (finding.unit, finding.sheet) == ("乙县", DATA)
    assert "没有乙县的任何数据" in finding.message("zh")
    assert "no data of 乙县" in finding.message("en")


def test_a_year_without_a_single_quota_is_asked_about(told: Callable[[Book], Told]) -> None:
    for empty in (Book().without(QUOTAS, 2, 3), Book().put("目标分解!C2", 0).put("目标分解!C3", None)):
        finding = told(empty).one("E410")
        assert (finding.sheet, finding.severity) == (QUOTAS, "warning")
        assert "一个年度目标也没有" in finding.message("zh")
        assert "no quota at all" in finding.message("en")
    assert "E410" not in told(Book().put("目标分解!C2", 0)).codes(), "one unit has its quota"
    assert "E410" not in told(Book().drop(QUOTAS)).codes(), "a sheet that is missing is told as such"


def test_a_row_with_a_value_and_without_a_code_says_so(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!B2", None)).one("E206")
    assert (finding.cell, finding.read) == ("B2", "")
    assert "这一行填了数，却没有编号" in finding.message("zh")
    assert "holds values but no code" in finding.message("en")


def test_a_date_for_a_count_names_its_column(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!E2", date(2019, 7, 18))).one("E307")
    assert "甲区的 R1：分母应填数字" in finding.message("zh")
    assert "分母 of R1 of 甲区 must be a number" in finding.message("en")


def test_an_average_is_missed_for_each_group_that_is_held_against_it(told: Callable[[Book], Told]) -> None:
    finding = told(Book().without(AVERAGES, 3)).one("E401")
    assert (finding.sheet, finding.measure) == (AVERAGES, "R1")
    assert "R1 抽查合格率在县城组的全省平均" in finding.message("zh")
    assert "R1 Pass rate for County towns" in finding.message("en")


def test_an_average_for_all_groups_serves_every_group(told: Callable[[Book], Told]) -> None:
    assert told(Book().put("全省平均!B2", "全部").without(AVERAGES, 3)).codes() == []
    assert told(Book().put("全省平均!B2", None).without(AVERAGES, 3)).codes() == []


def test_an_average_whose_scope_is_missing_says_so_and_counts_all_the_same(told: Callable[[Book], Told]) -> None:
    year, findings = told(Book().put("全省平均!D2", None))
    assert [f.message("en") for f in findings] == ["the provincial average of R1 does not give its scope"]
    assert year is not None
    assert year.average("R1", "urban") is not None


@pytest.mark.parametrize(
    ("where", "value", "code"),
    [
        ("目标分解!A2", "丙县", "E205"),
        ("目标分解!B2", "C9", "E206"),
        ("目标分解!C3", -1, "E408"),
        ("目标分解!C2", "#REF!", "E303"),
        ("目标分解!C2", "=1+2", "E304"),
        ("全省平均!A2", "R9", "E206"),
        ("全省平均!C2", 960, "E302"),
        ("全省平均!C2", date(2019, 1, 1), "E408"),
        ("上年数据!C2", "无", "E408"),
        ("上年数据!B2", "Z1", "E206"),
        ("加分扣分!B2", "X9", "E206"),
        ("加分扣分!C2", -2, "E408"),
        ("质量安全事件!A2", "丙县", "E205"),
    ],
)
def test_a_fault_in_a_sheet_of_the_office_is_told_at_its_cell(
    where: str, value: Any, code: str, told: Callable[[Book], Told]
) -> None:
    finding = told(Book().put(where, value)).one(code)
    assert place(finding.sheet, finding.cell) == where
    assert finding.severity == "error"
    assert finding.message("zh")
    assert finding.message("en")


def test_a_quota_that_stands_twice_is_told_and_the_first_counts(told: Callable[[Book], Told]) -> None:
    year, findings = told(Book().put("目标分解!A3", "甲区"))
    assert [(f.code, f.cell) for f in findings] == [("E207", "C3")]
    assert year is not None
    assert year.quotas["甲区", "C1"].value == 3


def test_a_measure_that_must_be_filled_in_says_that_no_reason_is_allowed(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!C3", None).put("指标数据!G3", "没有统计")).one("E306")
    assert "没有；此项必须填写" in finding.message("zh")
    assert "none: a value is needed" in finding.message("en")


def test_a_date_where_a_number_belongs_is_told_as_the_date_it_is(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!C3", date(2019, 12, 31))).one("E307")
    assert finding.read == "2019-12-31"
    assert "日期或时间 2019-12-31" in finding.message("zh")
    assert "a date or time: 2019-12-31" in finding.message("en")


def test_a_duplicate_of_a_unit_under_its_alias_is_still_a_duplicate(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!A16", "甲区政府").put("指标数据!B16", "r1").put("指标数据!C16", 50)).one("E207")
    assert (finding.cell, finding.unit, finding.measure) == ("B16", "甲区", "R1")


@pytest.mark.parametrize(("where", "value", "code"), [("全省平均!C2", "88%左右", "E408"), ("上年数据!C2", "约80", "E408")])
def test_a_number_that_cannot_be_read_is_not_missed_as_well(
    where: str, value: str, code: str, told: Callable[[Book], Told]
) -> None:
    assert told(Book().put(where, value)).codes() == [code], "one cell, one thing to mend"


def test_what_is_missing_elsewhere_is_told_beside_a_number_that_cannot_be_read(told: Callable[[Book], Told]) -> None:
    assert told(Book().put("全省平均!C2", "88%左右").put("全省平均!C3", None)).codes() == ["E408", "E401"]


@pytest.mark.parametrize(("read", "fix"), [("甲曲", "改为：甲区；"), ("丁戊己", "改为：甲区、乙县；")])
def test_an_unknown_unit_is_to_be_mended_to_the_one_that_is_near_else_to_one_of_all(
    read: str, fix: str, told: Callable[[Book], Told]
) -> None:
    assert told(Book().put("指标数据!A2", read)).one("E205").fix("zh").startswith(fix)
