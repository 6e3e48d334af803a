"""Reading an earlier ledger: whatever a clerk or LibreOffice made of it, what was written is found, or told where it is not."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from loudi_qa.submission.past import NoLedger, PastEntry, ledger_limits, read_past
from loudi_qa.workbook import ledger
from loudi_qa.workbook.guard import LEAST_CELLS
from loudi_qa.workbook.read import opened

if TYPE_CHECKING:
    from loudi_qa.submission.past import Past

Lines = list[list[Any]]
TITLES = ["单位", "编号", "指标名称", "整改措施", "责任人", "完成日期", "整改状态", "备注"]
ROW = ["甲区", "R1-avg", "抽查合格率", "加密抽查", "张三", date(2020, 5, 6), "整改中", "无"]
ENTRY = PastEntry("加密抽查", "张三", "2020-05-06", "整改中", "无")


def book(**sheets: Lines) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return made


def read(made: Workbook, name: str = "清单.xlsx") -> Past:
    out = BytesIO()
    made.save(out)
    return read_past(opened(out.getvalue(), name))


def of(lines: Lines, **more: Lines) -> Past:
    return read(book(按单位=lines, 说明=[["考核年度", 2019]], **more))


def test_a_row_is_read_with_the_day_as_a_day() -> None:
    found = of([TITLES, ROW])
    assert (found.year, [(r.unit, r.code, r.entry) for r in found.rows]) == (2019, [("甲区", "R1-avg", ENTRY)])
    assert found.rows[0].told == {"指标名称": "抽查合格率"}


def test_columns_may_stand_in_any_order_and_the_header_below_a_title() -> None:
    found = of([["整改清单"], [], TITLES[::-1], ROW[::-1]])
    assert found.rows[0].entry == ENTRY


def test_titles_names_and_sheets_may_be_spaced_out() -> None:
    made = book(
        **{" 按单位　": [["单 位", "编　号", "整改 措施", "整改状态"], ["甲区　", " R1-avg", "做", "整改中"]]},
        说明=[["考核年度", "2019年"]],
    )
    found = read(made)
    assert [(r.unit, r.code, r.entry.measures) for r in found.rows] == [("甲区", "R1-avg", "做")]


def test_a_sheet_that_was_renamed_is_known_by_its_titles() -> None:
    found = read(book(三季度更新=[TITLES, ROW], 说明=[["考核年度", 2019]]))
    assert found.rows[0].entry == ENTRY
    assert found.rows[0].sheet == ledger.BY_UNIT.name
    assert not found.unread


def test_the_sheet_by_department_is_never_taken_for_the_one_by_unit() -> None:
    shown = [*TITLES, ledger.WRITTEN_IN]
    found = read(book(部门分工=[shown, [*ROW[:3], "旧的", *ROW[4:], 5]], 更新=[TITLES, ROW], 说明=[["考核年度", 2019]]))
    assert [r.entry.measures for r in found.rows] == ["加密抽查"]


def test_lines_of_a_text_and_columns_of_ones_own_are_kept() -> None:
    line = [*ROW[:3], "一、甲\n二、乙", *ROW[4:], "0738-1", "没有列名"]
    found = of([[*TITLES, "联系电话"], line]).rows[0].entry
    assert found.measures == "一、甲\n二、乙"
    assert found.more == (("联系电话", "0738-1"), ("J列", "没有列名"))


def test_of_two_columns_of_one_title_neither_is_lost() -> None:
    found = of([[*TITLES, "备注"], [*ROW, "又一句"]]).rows[0].entry
    assert found.remark == "无\n又一句"


def test_rows_without_anything_are_no_rows() -> None:
    assert of([["序号", *TITLES], [1], [None, *ROW], ["没有整改事项"]]).rows[0].entry == ENTRY
    assert len(of([["序号", *TITLES], [1], [None, *ROW], ["没有整改事项"]]).rows) == 1


@pytest.mark.parametrize(
    ("entry", "is_written"),
    [
        (PastEntry(), False),
        (PastEntry(state="待整改"), False),
        (PastEntry(state="待定"), False),
        (PastEntry(state="整改中"), True),
        (PastEntry(extended_to="2020-09-01"), True),
        (PastEntry(more=(("电话", "1"),)), True),
    ],
)
def test_a_state_that_the_program_wrote_is_nothing_that_a_person_wrote(entry: PastEntry, is_written: bool) -> None:
    assert entry.is_written is is_written


def test_the_year_is_that_of_the_property_else_of_the_guide_else_of_the_title() -> None:
    made = book(按单位=[TITLES, ROW], 说明=[["考核年度", 2018]])
    made.custom_doc_props.append(StringProperty(name=ledger.YEAR_PROPERTY, value="2019"))  # type: ignore[attr-defined]  # not in the stubs
    assert read(made).year == 2019
    assert read(book(按单位=[TITLES, ROW], 说明=[["这份清单"], ["考 核 年 度", None, "2018年"]])).year == 2018
    assert read(book(按单位=[["2017年度质量工作考核整改清单（按单位）"], TITLES, ROW])).year == 2017


def test_a_ledger_of_no_year_says_what_to_do() -> None:
    with pytest.raises(NoLedger) as told:
        read(book(按单位=[TITLES, ROW]))
    assert "考核年度" in told.value.words.of("zh", file=told.value.file)
    assert "which year" in str(told.value)


@pytest.mark.parametrize("sheets", [{"指标数据": [["单位", "编号", "填报值"]]}, {"按单位": [["单位", "编号"]]}, {"说明": [[]]}])
def test_what_is_no_ledger_is_told_in_both_languages(sheets: dict[str, Lines]) -> None:
    with pytest.raises(NoLedger) as told:
        read(book(**sheets), "2019.xlsx")
    assert told.value.words.of("zh", file=told.value.file).startswith("2019.xlsx 不是整改清单")
    assert str(told.value).startswith("2019.xlsx is no ledger")


def test_a_formula_without_its_result_is_told_where_people_write_and_only_there() -> None:
    found = of([["期限提示", *TITLES], ["=TODAY()", *ROW[:3], "=A1", *ROW[4:]]])
    assert [w.zh.split("：")[0] for w in found.unread] == ["按单位!E2"]


def test_a_sheet_of_ones_own_is_told_an_empty_one_is_not() -> None:
    found = of([TITLES, ROW], 会议记录=[["甲"]], Sheet1=[[]], 按部门=[["牵头部门"]])
    assert [w.of("zh") for w in found.unread] == ["工作表“会议记录”不是整改清单的表，没有带过来；需要的请自行复制"]


def test_a_ledger_of_a_nation_may_be_read() -> None:
    assert ledger_limits(7, 73).cells == LEAST_CELLS
    assert ledger_limits(3000, 73).cells > 60 * 3000 * 73
