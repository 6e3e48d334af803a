"""What an assumption bears on: an auditor who doubts one must find every point that hangs on it, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import TINY

from loudi_qa.scheme.bearing import FEATURES, bearing
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, load
from loudi_qa.scheme.models import Assumption
from loudi_qa.scheme.terms import Text

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Scheme

YEAR = 2019


@pytest.fixture(scope="module")
def tiny() -> Scheme:
    return load(TINY / INDICATORS, TINY / RESPONSIBILITIES).scheme


def on(scheme: Scheme, *names: str, year: int = YEAR) -> list[str]:
    """The ids of what an assumption with these names bears on."""
    found = bearing(scheme, Assumption(id="a", text=Text(zh="甲", en="a"), bears_on=names), year)
    return [i.id for i in found.indicators] + [e.id for e in found.extras] + [v.id for v in found.vetoes]


@pytest.mark.parametrize(
    ("feature", "ids"),
    [
        ("province", ["R1-avg"]),
        ("quota", ["C1-quota"]),
        ("previous", ["Y1-better"]),
        ("early", ["R1-2020"]),
        ("zero_at", ["L1-most", "Y1-better"]),
        ("proportional", ["C1-quota"]),
        ("per", ["R1-2020"]),
        ("bands", ["B1-bands"]),
        ("levels", ["A1-duty"]),
        ("tally", ["T1-each"]),
        ("places", []),
        ("count", ["C1-quota", "L1-most", "T1-each"]),
        ("na", ["R1-2020", "R1-avg", "Y1-better"]),
        ("extras", ["X1", "X2"]),
        ("vetoes", ["V1"]),
        ("grades", []),
    ],
)
def test_a_feature_finds_its_indicators(tiny: Scheme, feature: str, ids: list[str]) -> None:
    assert on(tiny, feature) == ids


@pytest.mark.parametrize(
    ("feature", "ids"),
    [
        ("previous", ["D1-due"]),
        ("share", ["D1-due"]),
        ("no_worse_than", ["D1-due"]),
        ("several", ["J1-stage"]),
        ("places", ["R1-place", "W1-place"]),
    ],
)
def test_a_feature_of_rules_that_other_cities_need_finds_its_indicators(feature: str, ids: list[str]) -> None:
    varied = TINY.parent / "varied"
    assert on(load(varied / INDICATORS, varied / RESPONSIBILITIES).scheme, feature) == ids


def test_an_assumption_on_the_points_bears_on_every_indicator(tiny: Scheme) -> None:
    assert on(tiny, "points") == [i.id for i in tiny.indicators]


def test_in_the_year_of_the_target_nothing_is_early_any_more(tiny: Scheme) -> None:
    assert on(tiny, "early", year=2020) == []


def test_ids_and_features_add_up_and_nothing_is_counted_twice(tiny: Scheme) -> None:
    assert on(tiny, "quota", "proportional", "A1-duty", "X2") == ["C1-quota", "A1-duty", "X2"]


def test_only_grades_say_that_they_bear_on_grades(tiny: Scheme) -> None:
    assumption = Assumption(id="a", text=Text(zh="甲", en="a"), bears_on=("grades",))
    assert bearing(tiny, assumption, YEAR).grades
    assert not bearing(tiny, assumption.model_copy(update={"bears_on": ("points",)}), YEAR).grades


def test_an_assumption_that_names_nothing_bears_on_nothing(tiny: Scheme) -> None:
    assert on(tiny) == []


def test_every_shipped_assumption_says_what_it_bears_on(shipped: Rules) -> None:
    for assumption in shipped.scheme.assumptions:
        found = bearing(shipped.scheme, assumption, YEAR)
        assert found.indicators or found.extras or found.vetoes or found.grades, assumption.id


def test_every_indicator_but_those_of_no_feature_is_borne_on_by_more_than_the_points(shipped: Rules) -> None:
    features = [f for name, f in FEATURES.items() if name != "points"]
    for i in shipped.scheme.indicators:
        assert any(f(i, shipped.scheme.measure[i.measure], YEAR) for f in features), i.id
