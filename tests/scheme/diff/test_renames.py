"""What only goes by another name is told once: not as one thing gone and another come, nor again wherever the name stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from loudi_qa.scheme.diff.change import Changes, changes
from loudi_qa.scheme.load import from_bytes

TINY = Path(__file__).parents[1] / "tiny"
FILES = tuple((TINY / name).read_text(encoding="utf-8") for name in ("indicators.yaml", "responsibilities.yaml"))


def between(*edits: tuple[str, str], old: tuple[tuple[str, str], ...] = ()) -> Changes:
    """The small rules against themselves with some words replaced throughout; ``old`` changes the older ones."""
    return changes(from_bytes(*edited(*old)), from_bytes(*edited(*edits)))


def edited(*edits: tuple[str, str]) -> tuple[bytes, bytes]:
    indicators, responsibilities = FILES
    for before, after in edits:
        assert before in indicators + responsibilities, before
        indicators, responsibilities = indicators.replace(before, after), responsibilities.replace(before, after)
    return indicators.encode(), responsibilities.encode()


def places(found: Changes) -> list[tuple[str, str, str]]:
    return [(c.difference.section, c.difference.key, c.difference.field) for c in found.every]


RENAMED = (("zh: 市环保局", "zh: 市环境局"), ("en: Environment Bureau}", "en: Environment Bureau}, aliases: [市环X局]"))
EVERYWHERE = (("市环保局", "市环境局"), ("市环X局", "市环保局"))


def test_a_bureau_renamed_throughout_is_one_change() -> None:
    found = between(*RENAMED, *EVERYWHERE)
    assert places(found) == [("departments", "市环境局", "name")]
    assert found.following == 4, "its alias, two duties and what it verifies follow from it"


def test_without_its_old_name_as_an_alias_it_may_be_another_bureau() -> None:
    found = between(("市环保局", "市环境局"))
    assert ("departments", "市环境局", "") in places(found)
    assert ("departments", "市环保局", "") in places(found)


def test_a_unit_keeps_its_identity_by_its_old_name() -> None:
    found = between(("zh: 乙县", "zh: 乙市"), ("aliases: [乙,", "aliases: [乙县, 乙,"))
    assert places(found) == [("units", "乙市", "name")]
    assert found.every[0].effect == "practice", "no point moves by it"


def test_duties_that_pass_to_the_successor_the_older_rules_name_are_no_news() -> None:
    gone = "- {name: {zh: 市质监局, en: Quality Bureau}, aliases: [市质量局],\n"
    gone += '   successors: [{name: 市市场监管局, from: "2019-03-01", evidence: confirmed}]}\n'
    found = between((gone, ""), ("市质监局", "市市场监管局"))
    assert places(found) == [("departments", "市质监局", "")]
    assert found.following >= 3


def test_an_indicator_with_another_number_is_renumbered_and_its_duty_follows() -> None:
    found = between(("R1-avg", "R1-province"))
    assert places(found) == [("indicators", "R1-province", "id")]
    assert found.following == 1


def test_a_measure_with_another_number_takes_its_indicators_and_its_verifier_along() -> None:
    found = between(("id: A1,", "id: A7,"), ("measure: A1", "measure: A7"), ("C1, A1, T1", "C1, A7, T1"))
    assert places(found) == [("measures", "A7", "id")]


def test_two_alike_are_not_guessed_at() -> None:
    both = (("R1-avg, group: goods, measure: R1, points: 10,", "R1-a, group: goods, measure: R1, points: 5,"),)
    again = "\n- {id: R1-b, group: goods, measure: R1, points: 5, basis: derived, clause: 二,"
    again += " rule: {kind: reach, at_least: province, short: zero}}"
    short = "   rule: {kind: reach, at_least: province, short: zero}}"
    found = between(*both, (short, short + again), ("R1-avg", "R1-a, R1-b"))
    assert {("indicators", "R1-a", ""), ("indicators", "R1-b", ""), ("indicators", "R1-avg", "")} <= set(places(found))


@pytest.mark.parametrize(
    ("edit", "effect"),
    [
        (("compare: exact", "compare: rounded"), "points"),
        (("at_most: 0.5}", "at_most: 0.4}"), "points"),
        (("na: [当年未抽查]", "na: [未抽查]"), "points"),
        (("grade: A, at_least: 90", "grade: A, at_least: 91"), "grades"),
        (("basis: assumed, grade: D}", "basis: assumed, grade: C}"), "grades"),
        (("within: {months: 1}", "within: {months: 2}"), "practice"),
        (("zh: 抽查合格率", "zh: 监督抽查合格率"), "wording"),
        (("en: Pass rate", "en: Rate"), "wording"),
        (("zh: 合格批次比抽查批次。", "zh: 合格样品比抽查样品。"), "practice"),
        (("en: Passed batches over batches checked.", "en: Passed over checked."), "wording"),
        (("near_bound: 0.5", "near_bound: 1"), "practice"),
    ],
    ids=lambda v: v[1] if isinstance(v, tuple) else v,
)
def test_what_a_change_bears_on(edit: tuple[str, str], effect: str) -> None:
    assert [c.effect for c in between(edit).every] == [effect]


def test_points_are_those_of_the_newer_edition_and_of_every_indicator_of_a_measure() -> None:
    (change,) = between(
        ('unit: "%", range: [0, 100], places: 1, city: pooled', 'unit: "%", range: [0, 99], places: 1, city: pooled')
    ).every
    assert (change.indicators, str(change.points)) == (("R1-2020", "R1-avg"), "30")


def test_order_alone_is_told_as_words() -> None:
    extras = [line for line in FILES[0].splitlines() if line.startswith("- {id: X")]
    found = between(("\n".join(extras), "\n".join(reversed(extras))))
    assert [c.effect for c in found.every] == ["wording"]


def test_another_way_of_writing_the_same_is_no_change() -> None:
    found = between(("points: 20,", "points: 20.0,"), ("# A small scheme", "# The small scheme"))
    assert not found.every
    assert not found.same_files
