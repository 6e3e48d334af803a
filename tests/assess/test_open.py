"""What cannot be read on the office's sheets is open: taken for nothing, it would move grades and lift vetoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.conftest import ROOT

from loudi_qa.assess.cases.anew import anew
from loudi_qa.assess.city import city_targets
from loudi_qa.cli import way
from loudi_qa.cli.exits import UsageError
from loudi_qa.report.because import because

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


@pytest.mark.parametrize(("sheet", "cell"), [("目标分解", "E3"), ("全省平均", "E2")])
def test_an_open_line_names_the_sheet_that_cannot_be_read(sheet: str, cell: str, tmp_path: Path, shipped: Rules) -> None:
    assessment = scored(tmp_path, shipped, write(sheet, cell, "约88"))
    told = {because(x, "zh") for u in assessment.units for x in u.lines if x.state == "open"}
    assert told == {f"待定：“{sheet}”表有读不出的内容"}


def test_that_points_cannot_move_is_not_said_before_it_is_known_where_they_could(tmp_path: Path, shipped: Rules) -> None:
    """The averages come last: until then nothing is available in a group that rests on them, and nothing is amiss."""
    own = {i.id: i for i in shipped.scheme.indicators}
    two = (own["P06-avg"], own["T12-quota"].model_copy(update={"group": own["P06-avg"].group}))
    rules = shipped._replace(scheme=anew(shipped.scheme, indicators=two))

    def told(average: int | None) -> set[str]:
        def change(book: Workbook) -> None:
            for row in book["目标分解"].iter_rows(min_row=2):
                row[4].value = None
            for row in book["全省平均"].iter_rows(min_row=2):
                row[4].value = average if row[0].value == "P06" else row[4].value

        return {f.code for f in scored(tmp_path, rules, change).findings} & {"E401", "E501"}

    assert told(None) == {"E401"}
    assert told(92) == set(), "all of it may move"


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


def test_an_average_that_is_no_number_is_not_replaced_by_another(tmp_path: Path, shipped: Rules) -> None:
    def both(book: Workbook) -> None:
        sheet = book["全省平均"]
        row = next(r for r in sheet.iter_rows(min_row=2) if r[0].value == "N03" and r[3].value == "城区组")
        sheet.append([*(c.value for c in row[:3]), "全部", 70, "口径", "来源"])
        row[4].value = "约83"

    lines = {x.indicator.id: x.state for x in unit(scored(tmp_path, shipped, both), "娄星区").lines}
    assert lines["N03-avg"] == "open", "the average for all would give points nobody has earned"


def test_two_quotas_that_differ_leave_the_line_open(tmp_path: Path, shipped: Rules) -> None:
    def twice(book: Workbook) -> None:
        row = [c.value for c in book["目标分解"][2]]
        row[4] = 9999
        book["目标分解"].append(row)

    assert sum(u.is_open for u in scored(tmp_path, shipped, twice).units) == 1


def test_a_deduction_whose_count_was_cleared_is_open_and_not_forgiven(tmp_path: Path, shipped: Rules) -> None:
    def clear(book: Workbook) -> None:
        row = next(r for r in book["加分扣分"].iter_rows(min_row=2) if r[1].value == "X06")
        row[3].value = None

    assert unit(scored(tmp_path, shipped, clear), "冷水江市").grade is None


def test_an_incident_without_unit_and_kind_is_still_an_incident(tmp_path: Path, shipped: Rules) -> None:
    def clear(book: Workbook) -> None:
        book["质量安全事件"]["A2"] = book["质量安全事件"]["C2"] = None

    assert all(u.is_open for u in scored(tmp_path, shipped, clear).units)


def test_a_form_that_came_back_blank_is_a_missing_unit(tmp_path: Path, shipped: Rules) -> None:
    def blank(book: Workbook) -> None:
        for row in book["指标数据"].iter_rows(min_row=2):
            if row[0].value == "双峰县":
                for cell in row[4:9]:
                    cell.value = None

    assessment = scored(tmp_path, shipped, blank)
    assert unit(assessment, "双峰县").rank is None, "nothing sent is not seventy zeros"
    assert "E203" in {f.code for f in assessment.findings}


def test_counts_that_cannot_stand_for_the_rate_make_no_rate_of_the_city(tmp_path: Path, shipped: Rules) -> None:
    assessment = scored(tmp_path, shipped, write("指标数据", "F2", "99999"))
    target = next(t for t in city_targets(assessment) if t.indicator.measure == "P01")
    assert (target.value, target.blocked_by) == (None, ("娄星区",))
    assert "E312" in {f.code for f in assessment.findings}


def test_only_the_year_before_can_be_the_year_before(shipped: Rules) -> None:
    sample = ROOT / "samples" / "2019.xlsx"
    with pytest.raises(UsageError, match="must be last year's workbook"):
        way.score(sample, shipped, sample)
    with pytest.raises(UsageError, match="must be last year's workbook"):
        way.score(ROOT / "samples" / "2018.xlsx", shipped, sample)
