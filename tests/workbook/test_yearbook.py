"""The year's workbook: prepared for the office, and rows put into whatever the office has made of it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from tests.workbook.filled import columns, rows

from loudi_qa.workbook import layout
from loudi_qa.workbook.edit import save_book
from loudi_qa.workbook.yearbook import ADDED, MEND_COLUMNS, new_year
from loudi_qa.workbook.yearrows import (
    NEW,
    Merged,
    Place,
    new_last_year,
    new_mends,
    new_rows,
    put_last_year,
    put_mends,
    put_rows,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.scheme.load import Rules
    from loudi_qa.workbook.yearbook import NewYear

KEY, OTHER = ("甲区", "R1"), ("乙县", "R1")
HERE = Place(layout.DATA.name, 3, {layout.UNIT: 1, layout.CODE: 2, layout.VALUE: 3}, {KEY: 5})
"""A table that begins in B3, with one row in the fifth."""


@pytest.fixture
def sheet() -> Worksheet:
    """A sheet that someone made: a title, the header in the third row, a note beside it."""
    book = Workbook()
    made = book.worksheets[0]
    made.title = layout.DATA.name
    made["B1"].value = "二〇一九年"
    for cell, value in zip(made["B3:D3"][0], (layout.UNIT, layout.CODE, layout.VALUE), strict=True):
        cell.value = value
    made["B5"].value, made["C5"].value, made["D5"].value = "甲区", "R1", 90
    made["F5"].value = "旁注"
    return made


def row(*told: Any, key: tuple[str, str] = KEY, of_department: bool = False, **cells: Any) -> Any:
    """A row to put, with what was wrong in it."""
    return key, {layout.UNIT: key[0], layout.CODE: key[1], **cells}, told, of_department


def put(sheet: Worksheet, *told: Any, place: Place = HERE, percent: Any = ()) -> None:
    book = sheet.parent
    assert isinstance(book, Workbook)
    put_rows(book, place, told, percent)


def opened(year: NewYear) -> Workbook:
    """What a program finds that opens the file of a new year."""
    return load_workbook(BytesIO(save_book(year.book, tables=year.tables)))


class TestNewYear:
    @pytest.fixture
    def year(self, tiny: Rules) -> Workbook:
        return opened(new_year(tiny, 2019, "", "示例数据"))

    def test_every_sheet_of_the_layout_is_there_with_its_columns(self, year: Workbook) -> None:
        for sheet in layout.SHEETS:
            titles = [cell.value for cell in year[sheet.name][1]]
            assert titles == [*sheet.columns, *(ADDED if sheet is layout.DATA else ())]
        assert year.sheetnames[0] == layout.COVER

    def test_quotas_and_averages_have_a_row_for_all_that_is_to_be_looked_up(self, year: Workbook) -> None:
        quotas = [(r[0], r[1]) for r in year[layout.QUOTAS.name].iter_rows(min_row=2, values_only=True)]
        assert quotas == [("甲区", "C1"), ("乙县", "C1")]
        averages = [(r[0], r[3]) for r in year[layout.AVERAGES.name].iter_rows(min_row=2, values_only=True)]
        assert averages == [("R1", "城区组"), ("R1", "县城组")]

    def test_the_offices_lists_offer_the_names_of_the_rules(self, year: Workbook) -> None:
        offered = {r.formula1 for r in year[layout.INCIDENTS.name].data_validations.dataValidation}
        assert offered == {'"甲区,乙县"', '"重大事故"'}

    def test_the_cover_names_the_rules_and_carries_what_is_said_of_the_data(self, year: Workbook) -> None:
        told = {row[0]: row[1] for row in year[layout.COVER].iter_rows(max_col=2, values_only=True)}
        assert told[layout.YEAR] == 2019
        assert str(told[layout.SCHEME]).startswith("tiny 2019 ")
        assert told[layout.DATA_NOTICE] == "示例数据"

    def test_it_prints_on_one_page_across_with_its_head_on_every_page(self, year: Workbook) -> None:
        sheet = year[layout.DATA.name]
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "D2"

    def test_a_row_is_as_high_as_its_longest_text(self, tiny: Rules) -> None:
        book = new_year(tiny, 2019, "", None).book
        put_rows(book, NEW, [row(备注="很长的说明" * 9), row(key=OTHER)])
        heights = [book[layout.DATA.name].row_dimensions[r].height for r in (2, 3)]
        assert heights == [90, None]

    SENT: ClassVar = [
        row(指标名称="抽查合格率", 填报值=Decimal("97.50"), 分子=195, 分母=200, 核定值=None, 佐证材料=" 〔2019〕1号 ", 来源行=2),
        row("E301 应填数字", "E319 没有佐证", key=OTHER, 填报值='约 <97> & "多"', 备注="很长的说明\r\n" * 9, 佐证材料=""),
        row(key=("甲区", "R2"), 填报值="=1+1", 佐证材料="_x000D_\x07", 来源摘要="ab" * 32),
    ]
    VERIFIED: ClassVar = [
        row("E302 超出", key=OTHER, of_department=True, 核定值=Decimal("96.1"), 依据="现场核查" * 12),
        row(of_department=True, 核定值="未核"),
        row("E608 不归本部门", key=("乙县", "R2"), of_department=True),
        row("E303 错误值", key=OTHER, of_department=True, 核定值=Decimal("96.2")),
    ]
    MENDS: ClassVar = [("甲区", "R1", "甲区.xlsx", "E2", "填报值", "９７．５", "97.5", "全角" * 30), ("乙县", "R1", *[None] * 6)]

    def test_rows_that_go_straight_into_the_file_are_those_that_openpyxl_would_write(self, tiny: Rules) -> None:
        straight, slow = new_year(tiny, 2019, "", None), new_year(tiny, 2019, "", None)
        new_rows(straight, self.SENT, self.VERIFIED, 4)
        new_last_year(straight, {KEY: Decimal(93), OTHER: Decimal("0.1")})
        new_mends(straight, self.MENDS)
        put_rows(slow.book, NEW, [*self.SENT, *self.VERIFIED], {"R1"})
        put_last_year(slow.book, {KEY: Decimal(93), OTHER: Decimal("0.1")}, None, (), {"R1"})
        put_mends(slow.book, lambda *_: False, self.MENDS)
        ours, theirs = opened(straight), opened(slow)
        assert ours.sheetnames == theirs.sheetnames
        for sheet in ours.worksheets:
            assert everything(sheet) == everything(theirs[sheet.title]), sheet.title

    def test_a_table_of_another_length_than_its_head_says_is_never_written(self, tiny: Rules) -> None:
        year = new_year(tiny, 2019, "", None)
        new_rows(year, self.SENT, (), 4)
        with pytest.raises(ValueError, match="4 rows were announced, 3 came"):
            opened(year)


def everything(sheet: Worksheet) -> dict[str, Any]:
    """What a sheet holds and how it looks."""
    looks = (repr((c.alignment, c.fill, c.font, c.number_format)) for line in sheet for c in line)
    cells: dict[str, Any] = {c.coordinate: (c.value, c.data_type, next(looks)) for line in sheet for c in line}
    heights = {n: d.height for n, d in sheet.row_dimensions.items() if d.height}
    return cells | {"filter": sheet.auto_filter.ref, "size": sheet.calculate_dimension(), "heights": heights}


class TestRows:
    def test_a_row_that_is_there_is_written_over_and_its_other_cells_stay(self, sheet: Worksheet) -> None:
        put(sheet, row(填报值=Decimal("97.5")))
        assert [c.value for c in sheet[5]][:6] == [None, "甲区", "R1", Decimal("97.5"), None, "旁注"]

    def test_a_new_row_comes_below_everything_that_stands_there(self, sheet: Worksheet) -> None:
        sheet["B9"].value = "说明：由市质量办汇总"
        put(sheet, row(key=OTHER, 填报值=1))
        assert [c.value for c in sheet[10]][1:4] == ["乙县", "R1", 1]

    def test_a_new_column_comes_to_the_right_of_everything_that_stands_there(self, sheet: Worksheet) -> None:
        put(sheet, row(依据="现场核查", 备注=None))
        assert (sheet["G3"].value, sheet["G5"].value) == (layout.GROUNDS, "现场核查")
        assert sheet.max_column == 7, "nothing to say asks for no column"
        assert sheet["F5"].value == "旁注"

    @pytest.mark.parametrize(
        ("shown", "percent", "stored"),
        [("0.0%", {"R1"}, Decimal("0.975")), ("0.00", {"R1"}, Decimal("97.5")), ("General", {"R1"}, Decimal("97.5"))],
    )
    def test_a_rate_goes_into_a_percent_cell_as_a_share(
        self, shown: str, percent: set[str], stored: Decimal, sheet: Worksheet
    ) -> None:
        sheet["D5"].number_format = shown
        put(sheet, row(填报值=Decimal("97.5")), percent=percent)
        assert (sheet["D5"].value, sheet["D5"].number_format) == (stored, shown)

    @pytest.mark.parametrize("shown", ["yyyy-mm-dd", "0%"])
    def test_a_count_becomes_neither_a_date_nor_a_percentage(self, shown: str, sheet: Worksheet) -> None:
        sheet["D5"].number_format = shown
        put(sheet, row(填报值=Decimal(5)))
        assert sheet["D5"].number_format == "General"

    @pytest.mark.parametrize("text", ["=1+1", "+86", "@a", "-", '=HYPERLINK("x","y")'])
    def test_a_text_stays_a_text(self, text: str, sheet: Worksheet) -> None:
        put(sheet, row(填报值=text))
        assert (sheet["D5"].value, sheet["D5"].data_type) == (text, "s")

    def test_a_cell_under_a_merged_area_is_refused(self, sheet: Worksheet) -> None:
        sheet.merge_cells("C5:D5")
        with pytest.raises(Merged, match="指标数据!D5"):
            put(sheet, row(填报值=1))

    def test_a_merged_note_under_the_table_is_no_obstacle(self, sheet: Worksheet) -> None:
        sheet["B7"].value = "说明"
        sheet.merge_cells("B7:F9")
        put(sheet, row(key=OTHER, 填报值=1))
        assert sheet["B10"].value == "乙县"

    def test_problems_are_marked_and_go_when_they_are_mended(self, sheet: Worksheet) -> None:
        place = HERE._replace(columns={**HERE.columns, layout.FOUND: 6})
        put(sheet, row("E301 应填数字"), place=place)
        put(sheet, row("E302 超出", of_department=True), place=place)
        assert sheet["G5"].value == "E301 应填数字\n核验：E302 超出"
        assert sheet["G5"].fill.fill_type == "solid"
        put(sheet, row(), place=place)
        assert sheet["G5"].value == "核验：E302 超出"
        put(sheet, row(of_department=True), place=place)
        assert (sheet["G5"].value, sheet["G5"].fill.fill_type) == (None, None)

    def test_a_colour_of_the_offices_own_is_not_taken_away(self, sheet: Worksheet) -> None:
        sheet["G5"].fill = PatternFill("solid", fgColor="FFEE99")
        put(sheet, row(), place=HERE._replace(columns={**HERE.columns, layout.FOUND: 6}))
        assert sheet["G5"].fill.fgColor.rgb == "00FFEE99"

    @pytest.mark.parametrize(("before", "after"), [("B3:F5", "B3:F6"), ("B3:F90", "B3:F90"), ("A1:C2", "A1:C2"), (None, None)])
    def test_the_filter_over_the_table_takes_in_new_rows_and_begins_where_it_began(
        self, before: str | None, after: str | None, sheet: Worksheet
    ) -> None:
        sheet.auto_filter.ref = before
        put(sheet, row(key=OTHER, 填报值=1))
        assert sheet.auto_filter.ref == after


class TestLastYear:
    def test_only_what_is_not_there_is_put(self, tiny: Rules) -> None:
        book = new_year(tiny, 2019, "", None).book
        values = {KEY: Decimal(93), OTHER: Decimal(94)}
        put_last_year(book, values, None, {OTHER}, {"R1"})
        assert list(book[layout.PREVIOUS.name].iter_rows(min_row=2, values_only=True)) == [("甲区", "R1", 93)]

    def test_a_year_without_the_sheet_gets_it_and_only_where_there_is_something_to_put(self, sheet: Worksheet) -> None:
        book = sheet.parent
        assert isinstance(book, Workbook)
        put_last_year(book, {}, None, (), ())
        assert layout.PREVIOUS.name not in book.sheetnames
        put_last_year(book, {KEY: Decimal(93)}, None, (), ())
        assert rows(book[layout.PREVIOUS.name]) == {KEY: 2}


class TestMends:
    FIRST = ("甲区", "C1", "甲区.xlsx", "C3", "填报值", "３", "3", "全角转半角")
    SECOND = ("乙县", "C1", "乙县.xlsx", "C3", "填报值", "３", "3", "全角转半角")

    @staticmethod
    def told(book: Workbook, sheet: str = layout.MENDS) -> list[tuple[Any, ...]]:
        return [r[:8] for r in book[sheet].iter_rows(min_row=2, values_only=True)]

    @pytest.fixture
    def book(self) -> Workbook:
        book = Workbook()
        put_mends(book, lambda *_: False, [self.FIRST, self.SECOND])
        return book

    def test_the_log_comes_with_the_first_correction(self, book: Workbook) -> None:
        assert self.told(book) == [self.FIRST, self.SECOND]
        assert tuple(columns(book[layout.MENDS])) == MEND_COLUMNS
        without = Workbook()
        put_mends(without, lambda *_: True, [])
        assert layout.MENDS not in without.sheetnames

    def test_what_is_said_anew_takes_the_place_of_what_was_said(self, book: Workbook) -> None:
        anew = (*self.FIRST[:1], "L1", *self.FIRST[2:])
        put_mends(book, lambda unit, *_: unit == "甲区", [anew, self.FIRST])
        assert self.told(book) == [anew, self.SECOND, self.FIRST]

    def test_what_is_not_said_again_goes_and_what_others_said_stays(self, book: Workbook) -> None:
        put_mends(book, lambda unit, *_: unit == "甲区", [])
        assert self.told(book) == [self.SECOND]

    def test_it_is_found_where_the_office_moved_it(self, book: Workbook) -> None:
        book[layout.MENDS].insert_rows(1, 2)
        book[layout.MENDS].insert_cols(1)
        put_mends(book, lambda unit, *_: unit == "甲区", [self.FIRST])
        assert [r[1:9] for r in book[layout.MENDS].iter_rows(min_row=4, values_only=True)] == [self.FIRST, self.SECOND]

    def test_a_sheet_of_the_offices_own_with_that_name_is_left_alone(self) -> None:
        book = Workbook()
        book.worksheets[0].title = layout.MENDS
        book.worksheets[0]["A1"].value = "我的更正"
        for _ in range(2):
            put_mends(book, lambda *_: True, [self.FIRST])
        assert book[layout.MENDS]["A1"].value == "我的更正"
        assert self.told(book, book.sheetnames[-1]) == [self.FIRST]
        assert len(book.sheetnames) == 2
