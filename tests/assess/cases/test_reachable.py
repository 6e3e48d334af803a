"""Where totals are a short list, a bound between two of them decides nothing, and nobody is sent to look for a case of it."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from loudi_qa.assess.cases.coverage import gaps
from loudi_qa.assess.cases.mutants import spots
from loudi_qa.assess.cases.reachable import NO_TOTAL_BETWEEN, NOTHING_TO_ROUND, never, never_differs
from loudi_qa.assess.cases.ready import ready
from loudi_qa.assess.cases.run import Runner
from loudi_qa.scheme.cases import read_cases
from loudi_qa.scheme.lint.totals import totals_remarks
from loudi_qa.scheme.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Scheme

POINTS = (10, 4, 6, 6)
SUMS = {sum(some) for n in range(len(POINTS) + 1) for some in combinations(POINTS, n)}
ALL_OR_NOTHING = "{kind: reach, at_most: quota, short: zero}"
HEAD = """
scheme: small
name: 小体系
edition: "2017"
source: {document: 试, title: 试行, issuer: 某省, date: "2017"}
points: {places: 2, full: 26}
rank: {ties: competition}
na: {points_go_to: %s, at_most: 1}
near_bound: 0
assumptions: []
groups:
- {id: water, name: 用水, points: 26}
grades:
- {grade: 优, at_least: 23.4, name: 优}
- {grade: 良, at_least: 20, name: 良}
- {grade: 差, at_least: 0, name: 差}
measures:
"""
BONUS = """
extras:
- {id: X1, name: 奖励, unit: 项, effect: bonus, basis: assumed, rule: {kind: tally, each: 1, cap: 2}}
"""
MANDATE = """
scheme: small
benchmark_groups: [{id: all, name: 全部, basis: assumed}]
units: [{name: 甲县, group: all, leaders: 领导班子}]
departments: [{name: 水利局}]
duties: [{clause: 一, title: 用水, units: [水利局], indicators: [W1, W2, W3, W4]}]
owners: [{department: 水利局, measures: [W1, W2, W3, W4]}]
consequences: []
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "responsibilities.yaml").write_text(MANDATE, encoding="utf-8")
    return tmp_path


def small(folder: Path, first: str = ALL_OR_NOTHING, go_to: str = "none", more: str = "") -> Rules:
    """Four indicators of 10, 4, 6 and 6 points, all or nothing but for the rule of the first."""
    text = HEAD % go_to
    text += "".join(f"- {{id: W{n}, name: 水量, unit: 方, range: [0, 999], places: 2, count: 全年}}\n" for n in range(1, 5))
    text += "indicators:\n"
    for n, points in enumerate(POINTS, start=1):
        rule = first if n == 1 else ALL_OR_NOTHING
        text += f"- {{id: W{n}, group: water, measure: W{n}, points: {points}, basis: assumed, rule: {rule}}}\n"
    (folder / "indicators.yaml").write_text(text + more, encoding="utf-8")
    return load(folder / "indicators.yaml", folder / "responsibilities.yaml")


def excused(scheme: Scheme, *path: str | int) -> list[object]:
    """Of the changes at a place of the scheme, why each makes no difference."""
    return [never_differs(mutant, scheme) for spot in spots(scheme) if spot.path == path for mutant in spot.mutants()]


def test_the_totals_of_all_or_nothing_are_the_sums_of_some_of_the_points(folder: Path) -> None:
    scheme = small(folder).scheme
    for total in range(28):
        at, next_ = Decimal(total), Decimal(total) + Decimal("0.01")
        assert never(scheme, at, next_) is (total not in SUMS)
        assert never(scheme, next_, at + 1)


def test_every_place_gives_an_amount_of_its_own(folder: Path) -> None:
    scheme = small(folder, "{kind: places, best: highest, less: 0.35}").scheme  # 10, 6.5, 3, nothing
    assert not never(scheme, Decimal("22.5"), Decimal("22.51"))
    assert not never(scheme, Decimal(19), Decimal("19.01"))
    assert never(scheme, Decimal("22.51"), Decimal(26))


def test_nobody_is_sent_to_look_for_a_total_that_cannot_be(folder: Path) -> None:
    found = {gap.item.id: [s.zh for s in gap.untried] for gap in gaps(small(folder), [])}
    assert "grade 优" not in found  # neither 23.40 nor 23.39 can come out
    assert found["grade 良"] == ["总分正好在下限"]


def test_a_bound_that_moves_past_no_total_decides_nothing_and_one_that_passes_a_total_does(folder: Path) -> None:
    scheme = small(folder).scheme
    assert excused(scheme, "grades", 0, "at_least") == [NO_TOTAL_BETWEEN, NO_TOTAL_BETWEEN]
    assert excused(scheme, "grades", 1, "at_least") == [NO_TOTAL_BETWEEN, None]  # 20.00 would be no 良 any more


def test_whole_points_are_the_same_however_they_are_rounded(folder: Path) -> None:
    scheme = small(folder).scheme
    assert excused(scheme, "points", "rounding") == [NOTHING_TO_ROUND]
    assert excused(scheme, "points", "places") == [NOTHING_TO_ROUND, NOTHING_TO_ROUND]


def test_one_digit_less_would_change_the_points_of_a_place(folder: Path) -> None:
    scheme = small(folder, "{kind: places, best: highest, less: 0.055}").scheme  # second 9.45
    fewer, more = excused(scheme, "points", "places")
    assert fewer is None
    assert more == NOTHING_TO_ROUND


@pytest.mark.parametrize(
    "changed",
    [
        {"first": "{kind: reach, at_least: quota, short: proportional}"},
        {"go_to": "group"},
        {"more": BONUS},
    ],
)
def test_where_points_can_be_anything_nothing_is_excused(folder: Path, changed: dict[str, str]) -> None:
    scheme = small(folder, **changed).scheme
    assert not never(scheme, Decimal("23.39"), Decimal("23.4"))
    assert excused(scheme, "grades", 0, "at_least") == [None, None]
    assert excused(scheme, "points", "rounding") == [None]


def test_a_total_that_moved_points_bring_is_not_said_to_be_out_of_reach(folder: Path) -> None:
    """Without a quota 10 points move at the rate of 10 of 16: 16.25, which no sum of points is."""
    rules = small(folder, go_to="group")
    grades = [
        g.model_copy(update={"at_least": Decimal(bound)})
        for g, bound in zip(rules.scheme.grades, ("20", "16.25", "0"), strict=True)
    ]
    rules = rules._replace(scheme=rules.scheme.model_copy(update={"grades": tuple(grades)}))
    cases = folder / "cases.yaml"
    met = "{values: {W1: 1, W2: 1, W3: 9, W4: 1}, quotas: {W2: 1, W3: 1, W4: 1}}"
    cases.write_text(
        "scheme: small\nyear: 2017\ncases:\n"
        f"- {{name: 一, units: {{甲县: {met}}}, expect: {{甲县: {{total: 16.25, grade: 良}}}}}}\n",
        encoding="utf-8",
    )
    (case,) = ready(read_cases(cases, rules), rules)
    assert Runner(rules).run(case).passed
    assert not never(rules.scheme, Decimal("16.25"), Decimal("16.26"))
    assert [*totals_remarks(rules.scheme)] == []
