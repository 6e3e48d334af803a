"""Grades that no sum of points falls into: found where every rule knows only a few points, and never guessed elsewhere."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.scheme.lint.test_odd import SOUND

from loudi_qa.scheme.lint.look import Beside, look
from loudi_qa.scheme.lint.totals import possible_totals
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, Rules, load

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
    assert possible_totals(read.scheme) == frozenset(map(Decimal, (0, 50, 100)))
    assert kinds(read) == [("grade-out-of-reach", 13)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("未建: 0}", "未建: 0.5}"),
        ("short: zero", "short: {zero_at: 50}"),
        ("range: [0, 100],", "range: [0, 100], na: [没有],"),
        ("at_least: 60", "at_least: 50"),
        ("indicators:\n", f"extras:\n{BONUS}\nindicators:\n"),
    ],
    ids=["an answer between", "points in proportion", "points that move", "a bound on a total", "bonuses"],
)  # fmt: skip
def test_whatever_can_fill_the_gap_is_allowed_for(tmp_path: Path, was: str, now: str) -> None:
    assert was in HALVES
    assert kinds(rules(tmp_path, HALVES.replace(was, now))) == []
