"""The rules as a workbook: an auditor filters by clause and basis, adds points up, and prints what is left."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from tests.report.rulebook.books import shipped_book, varied_book

from loudi_qa.report.rulebook.book import VIEWS, Rulebook, View
from loudi_qa.report.rulebook.views import FLAT
from loudi_qa.report.rulebook.workbook import workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = {"group": "按指标组", "department": "按部门", "clause": "按条款", "assumption": "设定台账"}


@pytest.fixture(scope="module")
def made() -> Workbook:
    return opened(shipped_book())


def opened(book: Rulebook, first: View = "group") -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook(book, first, "zh")))


def rows(sheet: Worksheet) -> list[list[object]]:
    """The filtered rows of a sheet, titles first."""
    low, high = re.findall(r"[A-Z]+(\d+)", sheet.auto_filter.ref or "")
    columns = column_index_from_string(re.findall(r":([A-Z]+)", sheet.auto_filter.ref or "")[0])
    return [list(row) for row in sheet.iter_rows(int(low), int(high), 1, columns, values_only=True)]


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_a_sheet_of_everything_that_can_be_filtered(made: Workbook, view: View) -> None:
    main = FLAT[view](shipped_book(), "zh").tables[0]
    found = rows(made[SHEETS[view]])
    assert found[0] == [c.title for c in main.columns]
    sums = view == "clause"
    assert len(found) - 1 == len(main.rows) - sums, "a sum is not sorted in among the others"


def test_points_are_numbers_that_add_up_to_the_full_score(made: Workbook) -> None:
    head, *lines = rows(made["按指标组"])
    points = [line[head.index("分值")] for line in lines]
    assert sum(Decimal(str(p)) for p in points if isinstance(p, int | float)) == 100


def test_titles_stay_in_view_on_the_screen_and_on_every_printed_page(made: Workbook) -> None:
    for view, name in SHEETS.items():
        sheet = made[name]
        header = (sheet.auto_filter.ref or "").split(":")[0].removeprefix("A")
        assert str(sheet.freeze_panes).endswith(str(int(header) + 1)), view
        assert sheet.print_title_rows == f"${header}:${header}", view
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9


def test_print_on_a4_is_no_smaller_than_nine_points(made: Workbook) -> None:
    for sheet in made:
        points = sum(d.width * 7 + 5 for d in sheet.column_dimensions.values()) * 0.75
        across = (297 - 2 * 25.4 * (sheet.page_margins.left + sheet.page_margins.right) / 2) / 25.4 * 72
        assert 10 * across / points >= 9, f"{sheet.title}: of ten points {10 * across / points:.1f} are left"


def test_a_table_over_several_pages_has_its_titles_on_each(made: Workbook) -> None:
    for sheet in made:
        if sheet.print_title_rows:
            continue
        for at in sheet.row_breaks.brk:
            texts = [c.value for row in sheet.iter_rows(at.id + 1, at.id + 2) for c in row if c.value]
            assert len(texts) >= 3, f"{sheet.title}: page after row {at.id} begins without a heading and a head row"
    names = [c.value for row in made["部门一览"].iter_rows() for c in row if c.value]
    assert "各部门一览（续）" in names
    assert names.count("牵头分值") == 1 + names.count("各部门一览（续）")


@pytest.mark.parametrize("first", VIEWS)
def test_the_view_asked_for_lies_on_top(first: View) -> None:
    book = opened(varied_book(), first)
    assert book.sheetnames[0] == SHEETS[first]
    assert set(SHEETS.values()) <= set(book.sheetnames)


def test_the_same_rules_give_the_same_bytes() -> None:
    assert workbook(shipped_book(), "group", "en") == workbook(shipped_book(), "group", "en")
