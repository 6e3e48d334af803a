"""What cannot be read on the office's sheets is open: taken for nothing, it would move grades and lift vetoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.conftest import ROOT

from loudi_qa.cli import way

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.scheme.load import Rules


def scored(folder: Path, rules: Rules, change: Callable[[Workbook], None]) -> Assessment:
    """The sample year after a change made to its workbook."""
    book = openpyxl.load_workbook(ROOT / "samples" / "2019.xlsx")
    change(book)
    book.save(folder / "2019.xlsx")
    return way.score(folder / "2019.xlsx", rules)


def unit(assessment: Assessment, name: str) -> UnitResult:
    return next(u for u in assessment.units if u.unit.name.zh == name)


def write(sheet: str, cell: str, value: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize("sheet", ["目标分解", "加分扣分", "质量安全事件", "全省平均"])
def test_without_a_sheet_of_the_office_no_unit_has_a_grade(sheet: str, tmp_path: Path, shipped: Rules) -> None:
    assessment = scored(tmp_path, shipped, lambda book: book.remove(book[sheet]))
    assert {(u.is_open, u.rank, u.grade) for u in assessment.units} == {(True, None, None)}
    assert not any(u.consequences for u in assessment.units), "what follows must not rest on half a workbook"


def test_a_quota_that_is_no_number_leaves_its_own_line_open_and_no_other(tmp_path: Path, shipped: Rules) -> None:
    assessment = scored(tmp_path, shipped, write("目标分解", "E3", "三项"))
    open_lines = {(u.unit.name.zh, x.indicator.id) for u in assessment.units for x in u.lines if x.state == "open"}
    assert len(open_lines) == 1
    assert sum(u.is_open for u in assessment.units) == 1


def test_an_incident_of_a_misspelt_kind_lifts_no_veto(tmp_path: Path, shipped: Rules) -> None:
    assessment = scored(tmp_path, shipped, write("质量安全事件", "C2", "区域性质量事件"))
    struck = unit(assessment, "新化县")
    assert struck.is_open
    assert struck.grade is None, "a typing error must not turn a D into a C"
    assert unit(assessment, "娄星区").grade is not None, "the incident is not theirs"


def test_an_incident_of_a_misspelt_unit_may_be_anyones(tmp_path: Path, shipped: Rules) -> None:
    assessment = scored(tmp_path, shipped, write("质量安全事件", "A2", "新花县"))
    assert all(u.is_open for u in assessment.units)


def test_a_row_of_data_with_a_misspelt_unit_is_no_missing_value(tmp_path: Path, shipped: Rules) -> None:
    assessment = scored(tmp_path, shipped, write("指标数据", "A2", "娄兴区"))
    lines = [x for x in unit(assessment, "娄星区").lines if x.indicator.measure == "P01"]
    assert {x.state for x in lines} == {"open"}, "the value is there; only whose it is cannot be read"


def test_two_rows_that_differ_leave_open_which_of_them_counts(tmp_path: Path, shipped: Rules) -> None:
    def twice(book: Workbook) -> None:
        row = [c.value for c in book["指标数据"][2]]
        row[4] = 12.5
        book["指标数据"].append(row)

    lines = [x for x in unit(scored(tmp_path, shipped, twice), "娄星区").lines if x.indicator.measure == "P01"]
    assert {x.state for x in lines} == {"open"}


def test_a_row_that_only_repeats_another_changes_no_point(tmp_path: Path, shipped: Rules) -> None:
    def repeat(book: Workbook) -> None:
        book["指标数据"].append([c.value for c in book["指标数据"][2]])

    assessment = scored(tmp_path, shipped, repeat)
    assert not assessment.is_open
    assert "E207" in {f.code for f in assessment.findings}, "it is an error all the same"
