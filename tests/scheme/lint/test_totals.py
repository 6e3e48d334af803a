"""Grades that no sum of points falls into: found where every rule knows only a few points, and never guessed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.scheme.lint.test_odd import SOUND

from loudi_qa.scheme.lint.look import Beside, look
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, Rules, load
from loudi_qa.scheme.totals import possible_totals

if TYPE_CHECKING:
    from pathlib import Path

HALVES = """scheme: sound
name: 两项
edition: "2019"
source: {document: 试〔2019〕1号, title: 试行办法, issuer: 某市, date: "2019-01-01"}
points: {places: 2}
rank: {"on": published}
na: {at_most: 0.5}
near_bound: 0.5
assumptions: [{id: points, bears_on: [points], text: 设定}]
groups: [{id: all, name: 全部, points: 100}]
grades:
- {grade: A, at_least: 90, name: 优}
- {grade: B, at_least: 60, name: 中}
- {grade: C, at_least: 0, name: 差}
measures:
- {id: R1, name: 合格率, unit: "%", range: [0, 100], places: 1, count: 合格比抽查}
- {id: A1, name: 基地, answers: [建成, 未建], count: 是否建成}
indicators:
- {id: R1-97, group: all, measure: R1, points: 50, basis: assumed, rule: {kind: reach, at_least: 97, short: zero}}
- {id: A1-duty, group: all, measure: A1, points: 50, basis: assumed, rule: {kind: levels, levels: {建成: 1, 未建: 0}}}
"""

BONUS = "- {id: X1, name: 奖, unit: 项, effect: bonus, basis: assumed, rule: {kind: tally, each: 1, cap: 5}}"


VETO = "- {id: V1, name: 造假, definition: 查实, basis: assumed, grade: B}"


def rules(folder: Path, said: str) -> Rules:
    mandate = (SOUND / RESPONSIBILITIES).read_text(encoding="utf-8")
    duties = "duties: [{clause: 一, title: 全部, units: [市环保局], indicators: [R1-97, A1-duty]}]\n"
    owners = "owners: [{department: 市环保局, measures: [R1, A1]}]\n"
    head, tail = mandate.split("duties:\n")[0], mandate[mandate.index("consequences:") :]
    (folder / INDICATORS).write_text(said, encoding="utf-8")
    (folder / RESPONSIBILITIES).write_text(head + duties + owners + tail, encoding="utf-8")
    return load(folder / INDICATORS, folder / RESPONSIBILITIES)


def kinds(read: Rules) -> list[tuple[str, int]]:
    return [(r.kind, r.line) for r in look(read, 2019, Beside()).remarks if r.level == "error"]


def test_a_grade_between_all_and_half_is_out_of_reach(tmp_path: Path) -> None:
    read = rules(tmp_path, HALVES)
    totals = possible_totals(read.scheme)
    assert totals is not None
    assert totals.bits == 1 | 1 << 5000 | 1 << 10000, "0.00, 50.00 and 100.00"
    assert totals.below(read.scheme.grades[1].at_least) == 50
    assert kinds(read) == [("grade-out-of-reach", 13)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("未建: 0}", "未建: 0.5}"),
        ("short: zero", "short: {zero_at: 50}"),
        ("answers: [建成, 未建],", "answers: [建成, 未建], na: [没有],"),
        ("at_least: 97", "at_least: quota"),
        ("at_least: 97", "at_least: {2020: 97}"),
        ("at_least: 97", "at_least: 97, share: {2020: 1}"),
        ("name: 优}", "each: {group: all, share: 1}, name: 优}"),
        ("indicators:\n", f"vetoes:\n{VETO}\nindicators:\n"),
        ("at_least: 60", "at_least: 50"),
        ("indicators:\n", f"extras:\n{BONUS}\nindicators:\n"),
    ],
    ids=[
        "an answer between", "points in proportion", "what does not apply", "no quota", "no target yet", "no share yet",
        "a better grade that asks for more", "an incident", "a bound on a total", "bonuses",
    ],
)  # fmt: skip
def test_whatever_can_fill_the_gap_is_allowed_for(tmp_path: Path, was: str, now: str) -> None:
    assert was in HALVES
    assert kinds(rules(tmp_path, HALVES.replace(was, now))) == []


def test_two_bounds_with_no_total_between_are_told_unless_the_better_grade_asks_for_more(tmp_path: Path) -> None:
    close = HALVES.replace("at_least: 60", "at_least: 89.999")
    assert ("grade-out-of-reach", 13) in kinds(rules(tmp_path, close))
    asked = close.replace("name: 优}", "each: {group: all, share: 1}, name: 优}")
    assert kinds(rules(tmp_path, asked)) == []


def test_where_points_go_to_nobody_what_does_not_apply_earns_nothing_and_fills_no_gap(tmp_path: Path) -> None:
    kept = HALVES.replace("na: {at_most: 0.5}", "na: {points_go_to: none, at_most: 0.5}").replace(
        "at_least: 97", "at_least: quota"
    )
    assert kinds(rules(tmp_path, kept)) == [("grade-out-of-reach", 13)]


def test_points_by_group_of_units_are_sums_too(tmp_path: Path) -> None:
    """What is not on a unit's card moves nowhere, so that the totals are still those of its own points."""
    first, second = HALVES.split("- {id: A1-duty")
    first = first.replace("points: 50, ", "points: {urban: 50, county_town: 100}, ")
    second = second.replace("points: 50, ", "points: {urban: 50, county_town: 0}, ")
    said = f"{first}- {{id: A1-duty{second}"
    assert kinds(rules(tmp_path, said)) == [("grade-out-of-reach", 13)]


def test_a_list_too_long_to_be_made_is_given_up(tmp_path: Path) -> None:
    """A full score of a billion: what would be claimed is not worth the wait."""
    large = HALVES.replace("{places: 2}", "{places: 2, full: 1000000000}").replace("points: 100}", "points: 1000000000}")
    read = rules(tmp_path, large.replace("points: 50,", "points: 500000000,"))
    assert possible_totals(read.scheme) is None
