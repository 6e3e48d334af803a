"""Who is assessed, who answers, who verifies: looked up by any name, in any year of the reform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from loudi_qa.scheme.mandate import Department, Mandate, Successor, When

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules


def department(name: str, *successors: tuple[str, str] | tuple[str, str, str]) -> dict[str, Any]:
    """A department; a successor is its name and day, and the part it takes where that is only a part."""
    found = []
    for to, day, *part in successors:
        found.append({"name": to, "from": day, "evidence": "general"} | ({"takes": part[0]} if part else {}))
    return {"name": name, "successors": found}


def mandate(*departments: dict[str, Any]) -> Mandate:
    return Mandate.model_validate(
        {
            "scheme": "tiny",
            "benchmark_groups": [{"id": "urban", "name": "城区组", "basis": "derived"}],
            "units": [{"name": "甲区", "group": "urban", "leaders": "区领导班子"}],
            "departments": departments,
            "duties": [],
            "owners": [],
            "consequences": [],
        }
    )


def test_a_unit_is_found_by_each_of_its_names(tiny: Rules) -> None:
    units = tiny.mandate.unit
    assert {units[name].name.zh for name in ("甲区", "甲", "甲区政府")} == {"甲区"}
    assert set(units) == {"甲区", "甲", "甲区政府", "乙县", "乙", "乙县政府"}


def test_a_department_is_found_by_each_of_its_names(tiny: Rules) -> None:
    departments = tiny.mandate.department
    assert departments["市质量局"] is departments["市质监局"]


def test_each_indicator_has_one_duty_and_each_measure_one_verifier(tiny: Rules) -> None:
    assert {i: d.clause for i, d in tiny.mandate.answers_for.items()} == {
        "R1-2020": "一·产品",
        "R1-avg": "一·产品",
        "C1-quota": "一·产品",
        "T1-each": "一·产品",
        "B1-bands": "二(一)1",
        "L1-most": "二(一)1",
        "Y1-better": "二(一)1",
        "A1-duty": "二(一)2",
    }
    assert tiny.mandate.verifier["R1"] == "市质监局"
    assert set(tiny.mandate.verifier) == set(tiny.scheme.measure)


@pytest.mark.parametrize(
    ("name", "year", "called"),
    [
        ("市质监局", 2018, "市质监局"),
        ("市质监局", 2019, "市市场监管局"),
        ("市质监局", 2030, "市市场监管局"),
        ("市质量局", 2019, "市市场监管局"),
        ("市环保局", 2019, "市环保局"),
        ("市市场监管局", 2018, "市市场监管局"),
    ],
)
def test_a_department_is_called_what_it_is_called_at_the_end_of_the_year(tiny: Rules, name: str, year: int, called: str) -> None:
    assert tiny.mandate.as_of(name, year).name.zh == called


@pytest.mark.parametrize(("day", "called"), [("2019-12-31", "新局"), ("2020-01-01", "老局")])
def test_a_successor_of_the_last_day_of_the_year_counts_for_that_year(day: str, called: str) -> None:
    assert mandate(department("老局", ("新局", day)), department("新局")).as_of("老局", 2019).name.zh == called


def test_a_successor_of_a_part_takes_nothing_of_the_rest() -> None:
    parts = mandate(department("商粮局", ("发改委", "2019-03-01", "粮食")), department("发改委"))
    assert parts.as_of("商粮局", 2019).name.zh == "商粮局"
    both = mandate(
        department("商粮局", ("发改委", "2019-03-01", "粮食"), ("商务局", "2019-03-01")),
        department("发改委"),
        department("商务局"),
    )
    assert both.as_of("商粮局", 2019).name.zh == "商务局", "the order of the list decides nothing"


def test_two_reforms_in_turn_are_followed_through() -> None:
    found = mandate(department("甲局", ("乙局", "2018-07-01")), department("乙局", ("丙局", "2020-03-01")), department("丙局"))
    assert [found.as_of("甲局", year).name.zh for year in (2017, 2018, 2019, 2020)] == ["甲局", "乙局", "乙局", "丙局"]


def test_the_latest_of_two_main_successors_is_the_one_of_today() -> None:
    found = mandate(department("甲局", ("丙局", "2020-03-01"), ("乙局", "2018-07-01")), department("乙局"), department("丙局"))
    assert [found.as_of("甲局", year).name.zh for year in (2019, 2020)] == ["乙局", "丙局"]


def test_a_circle_of_successors_comes_to_an_end() -> None:
    found = mandate(department("甲局", ("乙局", "2018-07-01")), department("乙局", ("甲局", "2018-07-01")))
    assert found.as_of("甲局", 2019).name.zh == "乙局"


def test_a_department_that_nobody_knows_is_an_error_and_no_guess(tiny: Rules) -> None:
    with pytest.raises(KeyError):
        tiny.mandate.as_of("市统计局", 2019)


def test_a_name_may_be_chinese_alone_or_have_english_beside_it() -> None:
    plain = Department.model_validate({"name": "市统计局"})
    assert (plain.name.of("zh"), plain.name.of("en")) == ("市统计局", "市统计局")
    both = Department.model_validate({"name": {"zh": "市统计局", "en": "Statistics"}})
    assert (both.name.of("zh"), both.name.of("en")) == ("市统计局", "Statistics")


@pytest.mark.parametrize("day", ["2019", "2019-3-1", "01.03.2019", "2019-13-01", "2019-02-30", "20190301"])
def test_a_day_that_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        Successor.model_validate({"name": "新局", "from": day, "evidence": "general"})


@pytest.mark.parametrize(
    "when",
    [{"last": 0}, {"last": -1}, {"grade": []}, {"repeat": []}, {"last": "1"}, {"veto": 1}, {"veto": False}, {"any": False}],
)
def test_a_condition_that_can_never_hold_is_refused(when: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        When.model_validate(when)
