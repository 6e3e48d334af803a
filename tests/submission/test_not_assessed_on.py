"""Where points differ by group of units, a unit is asked for what it is assessed on and for nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa import api
from loudi_qa.submission.check import check
from loudi_qa.submission.year import Entry, Missing
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import unit_form

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year

AIR = Path(__file__).resolve().parents[2] / "examples" / "air-2014"


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Eleven provinces, of which 重庆市 is assessed on the air alone."""
    return api.load(AIR / "indicators.yaml", AIR / "responsibilities.yaml")


@pytest.fixture(scope="module")
def year(rules: Rules) -> Year:
    return api.read(AIR / "sample.xlsx", rules).year


def told(year: Year, rules: Rules) -> set[tuple[str, str | None, str | None]]:
    return {(f.code, f.unit, f.measure) for f in check(year, rules, missing="error")}


def test_a_unit_is_not_told_to_fill_in_what_it_is_not_assessed_on(year: Year, rules: Rules) -> None:
    empty = [code for code, entry in year.entries["重庆市"].items() if isinstance(entry.state, Missing)]
    assert len(empty) == 17, "the rows are there and left empty"
    assert told(year, rules) == set()


def test_a_row_that_a_unit_need_not_have_is_not_missed(year: Year, rules: Rules) -> None:
    own = {"PM25": year.entries["重庆市"]["PM25"]}
    assert told(year._replace(entries={**year.entries, "重庆市": own}), rules) == set()


def test_what_a_unit_is_assessed_on_is_missed_as_before(year: Year, rules: Rules) -> None:
    beijing = {**year.entries["北京市"], "T3a": Entry(Missing())}
    del beijing["T1"]
    found = told(year._replace(entries={**year.entries, "北京市": beijing}), rules)
    assert found == {("E204", "北京市", "T3a"), ("E211", "北京市", "T1")}


def test_a_year_for_which_no_share_of_the_target_is_written_is_an_error(year: Year, rules: Rules) -> None:
    """Without it the totals would be open and nobody would be told why."""
    assert {(code, unit) for code, unit, _ in told(year._replace(year=2017), rules)} == {("E403", None)}
    assert told(year._replace(year=2013), rules) == set(), "before the first year nothing is due"


@pytest.mark.parametrize(("unit", "lacking"), [("重庆市", {"T1", "T3a"}), ("山西省", {"T3a", "T3c", "T7c"})])
def test_a_form_has_no_rows_for_it(rules: Rules, unit: str, lacking: set[str]) -> None:
    book = unit_form(rules, 2015, rules.mandate.unit[unit])
    sheet = book[layout.DATA.name]
    codes = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "PM25" in codes
    assert not lacking & codes
    steps = str([[cell.value for cell in row] for row in book[layout.INSTRUCTIONS].iter_rows()])
    assert f"共 {18 - len(lacking) if unit != '重庆市' else 1} 项" in steps
