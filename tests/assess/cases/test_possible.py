"""What cannot happen is not asked for: a gap that no case can ever close would make ``rules test --coverage`` fail for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loudi_qa.assess.cases.coverage import items
from loudi_qa.assess.cases.ready import ready
from loudi_qa.assess.cases.survivors import NO_POINTS_THEN, mutation
from loudi_qa.scheme.cases import read_cases
from loudi_qa.scheme.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules

HEAD = """
scheme: odd
name: 怪
edition: "1"
source: {document: d, title: t, issuer: i, date: "2020-01-01"}
points: {places: 2}
rank: {ties: competition}
na: {points_go_to: group, at_most: 0.5}
near_bound: 0
assumptions: []
groups:
- {id: g1, name: 一组, points: 60}
- {id: g2, name: 二组, points: 40}
grades:
- {grade: A, at_least: 90, name: 优}
- {grade: B, at_least: 0, name: 差}
measures:
- {id: M1, name: 一, unit: "%", range: [0, 100], places: PLACES, count: x}
- {id: M2, name: 二, unit: "%", range: [0, 100], places: 0, count: x}
indicators:
"""
MANDATE = """
scheme: odd
benchmark_groups: [{id: n, name: 北, basis: assumed}, {id: s, name: 南, basis: assumed}]
units: [{name: 甲县, group: n, leaders: 领导}, {name: 乙县, group: s, leaders: 领导}]
departments: [{name: 一局}]
duties: [{clause: 一, title: 事, units: [一局], indicators: [IDS]}]
owners: [{department: 一局, measures: [M1, M2]}]
consequences: []
"""
PLAIN = "{kind: reach, at_least: 90, short: zero}"


def written(folder: Path, *indicators: tuple[str, str, str, str], places: int = 0, na: bool = False) -> Rules:
    """Rules with indicators of id, measure, points and rule; the first letter of an id says the group."""
    head = HEAD.replace("PLACES", str(places)).replace("count: x}", "count: x, na: [没有]}" if na else "count: x}")
    groups = {"A": "g1", "B": "g2"}
    text = head + "".join(
        f"- {{id: {id_}, group: {groups[id_[0]]}, measure: {measure}, points: {points}, basis: assumed, rule: {rule}}}\n"
        for id_, measure, points, rule in indicators
    )
    (folder / "indicators.yaml").write_text(text, encoding="utf-8")
    ids = ", ".join(id_ for id_, *_ in indicators)
    (folder / "responsibilities.yaml").write_text(MANDATE.replace("IDS", ids), encoding="utf-8")
    return load(folder / "indicators.yaml", folder / "responsibilities.yaml")


def asked(rules: Rules) -> dict[str, list[str]]:
    """What cases are asked for, by item."""
    return {item.id: [s.zh for s in item.situations] for item in items(rules)}


def of_rule(folder: Path, rule: str, places: int = 0) -> list[str]:
    """What is asked of an indicator of 60 points with a rule, its measure from 0 to 100."""
    return asked(written(folder, ("A1", "M1", "60", rule), ("B1", "M2", "40", PLAIN), places=places))["A1"][:-1]


@pytest.mark.parametrize(
    ("rule", "places", "situations"),
    [
        ("{kind: reach, at_least: 90.5, short: zero}", 0, ["超过目标", "未达到目标"]),
        ("{kind: reach, at_least: 90.5, short: zero}", 1, ["超过目标", "正好在目标上", "未达到目标"]),
        ("{kind: reach, at_least: 90, share: 0.35, short: zero}", 0, ["超过目标", "未达到目标"]),
        ("{kind: reach, at_least: 100, short: zero}", 0, ["正好在目标上", "未达到目标"]),
        ("{kind: reach, at_most: 0, short: zero}", 0, ["正好在目标上", "未达到目标"]),
        ("{kind: reach, at_least: 0, short: zero}", 0, ["超过目标", "正好在目标上"]),
        ("{kind: reach, at_least: province, plus: 0.5, short: zero}", 0, ["超过目标", "正好在目标上", "未达到目标"]),
    ],
    ids=["between whole numbers", "a digit more", "a part", "nothing above", "nothing below", "none short", "unknown"],
)  # fmt: skip
def test_a_target_is_met_exactly_or_beyond_only_where_there_are_such_values(
    tmp_path: Path, rule: str, places: int, situations: list[str]
) -> None:
    assert of_rule(tmp_path, rule, places) == situations


@pytest.mark.parametrize(
    ("short", "is_asked"),
    [
        ("{per: 10, lose: 1, count: full}", False),  # at most 9 of 60
        ("{per: 10, lose: 6.67, count: full}", True),  # 60.03
        ("{per: 10, lose: 6.66, count: full}", False),  # 59.94
        ("{per: 10, lose: 6, count: started}", True),  # the tenth has begun
        ("{zero_at: 0}", True),
    ],
)
def test_all_is_lost_only_where_the_range_is_wide_enough(tmp_path: Path, short: str, *, is_asked: bool) -> None:
    found = of_rule(tmp_path, f"{{kind: reach, at_least: 90.5, short: {short}}}")
    assert bool({"扣到零分", "到零分线"} & {*found}) is is_asked


def test_a_quota_may_lie_above_the_range_so_that_all_may_be_lost(tmp_path: Path) -> None:
    assert "扣到零分" in of_rule(tmp_path, "{kind: reach, at_least: quota, short: {per: 10, lose: 1}}")
    assert "扣到零分" not in of_rule(tmp_path, "{kind: reach, at_least: province, short: {per: 10, lose: 1}}")
    assert "扣到零分" in of_rule(tmp_path, "{kind: reach, at_least: province, short: {per: 10, lose: 6}}")


def test_a_band_that_begins_between_whole_numbers_is_never_begun_exactly(tmp_path: Path) -> None:
    found = of_rule(tmp_path, "{kind: bands, bands: [[90, 60], [80.5, 30]]}")
    assert found == ["正好在 90 档的下限", "不到最低一档"]


def test_a_cap_beyond_all_that_can_be_counted_is_not_reached(tmp_path: Path) -> None:
    assert of_rule(tmp_path, "{kind: tally, each: 0.6, cap: 60}") == ["未到上限", "正好到上限"]
    assert of_rule(tmp_path, "{kind: tally, each: 1, cap: 60}") == ["未到上限", "正好到上限", "超过上限"]


DATED = (
    ("A1", "M1", "60", PLAIN),
    ("B1", "M2", "{2018: 0, 2019: 40}", "{kind: reach, at_least: 90, share: {2018: 0.505, 2019: 1}, short: zero}"),
    ("B2", "M2", "{2018: 40, 2019: 0}", PLAIN),
)


def test_a_year_in_which_an_indicator_has_no_points_is_asked_of_nobody(tmp_path: Path) -> None:
    """Reading cases refuses it: ``在 2018 年没有分值``."""
    found = asked(written(tmp_path, *DATED))
    assert found["B1"] == ["超过目标", "正好在目标上", "未达到目标", "2019 年", "未填"]
    assert found["B2"] == ["超过目标", "正好在目标上", "未达到目标", "未填", "2018 年"]


def test_a_year_without_points_does_not_make_an_indicator_wait_for_its_target(tmp_path: Path) -> None:
    first, second, third = DATED
    late = (*second[:3], "{kind: reach, at_least: {2019: 90}, short: zero}")
    assert "未到考核期" not in asked(written(tmp_path, first, late, third))["B1"]
    early = (*second[:2], "{2018: 30, 2019: 40}", "{kind: reach, at_least: {2019: 90}, short: zero}")
    rest = (*third[:2], "{2018: 10, 2019: 0}", PLAIN)
    assert "未到考核期" in asked(written(tmp_path, first, early, rest))["B1"]


def test_a_share_of_a_year_without_points_is_a_number_that_decides_nothing(tmp_path: Path) -> None:
    rules = written(tmp_path, *DATED)
    cases = tmp_path / "cases.yaml"
    cases.write_text(
        "scheme: odd\nyear: 2019\ncases:\n- {name: 一, indicator: B1, given: {value: 90}, expect: 40}\n", encoding="utf-8"
    )
    found = mutation(rules, ready(read_cases(cases, rules), rules))
    of_share = [x.mutant.path[-1] for x in found.excused if "share" in x.mutant.path and x.why == NO_POINTS_THEN]
    assert of_share == [2018] * 3  # a little less, a little more, and the year before
    assert [m.path[-1] for m in found.survivors if "share" in m.path and m.path[-1] == 2018] == []
    assert any(m.path[-1] == 2019 for m in found.survivors if "at_least" not in m.path), "of a year with points it is asked"


def test_points_move_only_where_one_unit_has_something_idle_and_something_left(tmp_path: Path) -> None:
    """Each unit has one indicator in the group: if it does not apply, nothing is left at whose rate points could move."""
    rules = written(
        tmp_path, ("A1", "M1", "{n: 60, s: 0}", PLAIN), ("A2", "M1", "{n: 0, s: 60}", PLAIN), ("B1", "M2", "40", PLAIN), na=True
    )
    assert "g1-na" not in asked(rules)


def test_two_indicators_of_one_measure_do_not_apply_together(tmp_path: Path) -> None:
    same = ("A1", "M1", "40", PLAIN), ("A2", "M1", "20", "{kind: reach, at_least: 80, short: zero}"), ("B1", "M2", "40", PLAIN)
    assert "g1-na" not in asked(written(tmp_path, *same, na=True))
    apart = same[0], (*same[1][:1], "M2", *same[1][2:]), same[2]
    assert asked(written(tmp_path, *apart, na=True))["g1-na"] == ["不适用分值转移", "转移到上限为止"]
