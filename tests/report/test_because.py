"""Why a line has its points, of rules that Loudi does not use: what is too much is not told as too little."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa import api
from loudi_qa.report.because import because
from loudi_qa.report.explained import derivations

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def result_of(example: str) -> Assessment:
    home = EXAMPLES / example
    rules = api.load(home / "indicators.yaml", home / "responsibilities.yaml")
    return api.score(api.read(home / "sample.xlsx", rules), rules)


@pytest.fixture(scope="module")
def water() -> Assessment:
    """All points within the target of the year, none above it."""
    return result_of("irrigation-2017")


@pytest.fixture(scope="module")
def growth() -> Assessment:
    """Points by place, for those above 8 % alone."""
    return result_of("county-ranking")


def told(result: Assessment, unit: str, indicator: str) -> tuple[str, str, list[str]]:
    """The sentence in both languages, and the steps in Chinese from the comparison to the points."""
    own = next(u for u in result.units if u.unit.name.zh == unit)
    line = next(x for x in own.lines if x.indicator.id == indicator)
    steps = [s.text.zh for s in derivations(result, own, None)[indicator].steps if s.key in {"comparison", "share", "sum"}]
    return because(line, "zh"), because(line, "en"), steps


def test_water_above_its_ceiling_is_told_as_too_much(water: Assessment) -> None:
    zh, en, steps = told(water, "乙县", "W2")
    assert zh == "12.7 超过分解目标 12.37，多 0.33，不得分"
    assert en == "12.7 is above the quota 12.37 by 0.33: no points"
    assert steps == ["12.7 > 12.37，超过 0.33", "超过不得分：0"]


def test_water_on_its_ceiling_is_not_above_it(water: Assessment) -> None:
    zh, en, steps = told(water, "丙区", "W1")
    assert zh == "6.4 没有超过分解目标 6.4，得满分"
    assert en == "6.4 keeps within the quota 6.4: all points"
    assert steps == ["6.4 ≤ 6.4，没有超过，得满分"]


def test_a_floor_is_still_missed_and_reached(water: Assessment) -> None:
    assert told(water, "丁市", "W3")[0] == "0.528 未达到分解目标 0.53，差 0.002，不得分"
    assert told(water, "丙区", "W3")[0] == "0.531 达到分解目标 0.53，得满分"


def test_a_place_is_told_with_the_share_that_it_leaves(growth: Assessment) -> None:
    zh, _, steps = told(growth, "乙县", "S01-place")
    assert zh == "8.2 排第 3 位：0.9 × 6 = 5.40"
    assert steps == ["8.2 排第 3 位", "1 － 2 × 0.05 = 0.9", "0.9 × 6 = 5.4"]


def test_who_is_not_above_the_entry_bound_is_told_so(growth: Assessment) -> None:
    zh, en, steps = told(growth, "丙县", "S01-place")
    assert zh == "8 没有高于 8，不排位，不得分"
    assert en == "8 is not above 8: no place, no points"
    assert steps == ["8 没有高于 8，不排位：0"]
