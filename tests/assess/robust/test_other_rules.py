"""Flips and ways under rules such as other places have: the lowest group, a share of each indicator, points by place.

Whatever is found is made and scored in full; and what lies nearer, or takes fewer changes, is tried and must not do.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import CELL, NAMES, RULES, changed, good_year, with_state, years
from tests.assess.robust.test_flips import checked, nearer, turns
from tests.assess.robust.test_flips import of as flips_of
from tests.assess.robust.test_ways import FEW, near_a_grade, offered, rescorer
from tests.assess.robust.weighted import after, scored

from loudi_qa.assess.robust.levers import levers
from loudi_qa.assess.robust.policies import unrounded
from loudi_qa.assess.robust.study import study
from loudi_qa.assess.robust.ways import Way, way
from loudi_qa.assess.standing import failing
from loudi_qa.report.document import Note
from loudi_qa.report.robust import robust
from loudi_qa.report.robust_json import robust_json
from loudi_qa.scheme.models import Each
from loudi_qa.scheme.rules import Places
from loudi_qa.submission.year import Given

if TYPE_CHECKING:
    from loudi_qa.assess.robust.rescore import Rescorer
    from loudi_qa.assess.robust.steps import Step
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Grade
    from loudi_qa.submission.year import State, Year


def graded(bounds: list[int], each: dict[int, Each]) -> tuple[Grade, ...]:
    grades = RULES.scheme.grades
    return tuple(changed(g, at_least=Decimal(b), each=each.get(n)) for n, (g, b) in enumerate(zip(grades, bounds, strict=True)))


def with_rule(indicator: str, **fields: object) -> Rules:
    own = tuple(
        changed(i, rule=changed(i.rule, **fields) if "kind" not in fields else Places(**fields)) if i.id == indicator else i
        for i in RULES.scheme.indicators
    )
    return RULES._replace(scheme=changed(RULES.scheme, indicators=own))


LOWEST = RULES._replace(
    scheme=changed(
        RULES.scheme,
        points=changed(RULES.scheme.points, total="lowest_group"),
        grades=graded([36, 30, 20, 0], {}),
    )
)
EACH = RULES._replace(
    scheme=changed(
        RULES.scheme,
        grades=graded(
            [90, 80, 60, 0],
            {0: Each(group="work", share=Decimal("0.6")), 1: Each(group="goods", share=Decimal("0.5"))},
        ),
    )
)
BOTH = LOWEST._replace(
    scheme=changed(LOWEST.scheme, grades=graded([36, 30, 20, 0], {0: Each(group="work", share=Decimal("0.6"))}))
)
FALLEN = with_rule("Y1-better", share=Decimal("0.8"), no_worse_than="previous")
PLACED = with_rule("T1-each", kind="places", less=Decimal("0.3"))
ALL = {"lowest": LOWEST, "each": EACH, "both": BOTH, "fallen": FALLEN, "placed": PLACED}


def some_rules(name: str) -> Rules:
    return ALL[name]


@settings(max_examples=25)
@given(years(), st.sampled_from(NAMES), st.booleans(), st.sampled_from([*ALL]))
def test_a_flip_that_is_made_turns_place_or_grade_and_nothing_nearer_does(
    year: Year, name: str, better: bool, which: str
) -> None:
    rules = some_rules(which)
    assessment = scored(year, rules)
    unit = next(u for u in assessment.units if u.unit.name.zh == name)
    if unit.is_open:
        return
    flip = flips_of(assessment, name).better if better else flips_of(assessment, name).worse
    if flip is not None:
        checked(assessment, unit, flip, better=better)
    for lever in levers(unit, rules.scheme, year):
        for value in nearer(lever, Fraction(10**6) if flip is None else flip.share, better=better):
            then = after(year, unit, [(lever, value)], rules)
            assert not turns(unit, then, better=better, rules=rules), "a nearer change would be kept quiet"


def suffices(again: Rescorer, taken: tuple[Step, ...], grade: Grade) -> bool:
    then = again.after([(s.lever, s.to) for s in taken])
    return then.total >= grade.at_least and not failing(grade, then.groups, again.scorer.scheme)


def gone(found: Way, year: Year, rules: Rules) -> None:
    then = after(year, found.unit, [(s.lever, s.to) for s in found.steps], rules)
    assert then.total == found.total == found.totals[-1]
    grades = rules.scheme.grades
    assert then.grade_before_veto
    assert grades.index(then.grade_before_veto) <= grades.index(found.grade), "a county would do all this and not get the grade"


@settings(max_examples=40)
@given(years(), st.sampled_from(NAMES), st.sampled_from([*ALL]))
def test_a_way_leads_to_the_grade_and_none_of_fewer_changes_does(year: Year, name: str, which: str) -> None:
    rules = some_rules(which)
    again = rescorer(scored(year, rules), name)
    if again.unit.is_open or (found := way(again)) is None:
        return
    best = [own[-1] for own in offered(again)]
    if not found.steps:
        assert not suffices(again, tuple(best), found.grade), "there is a way, and none is told"
        return
    gone(found, year, rules)
    assert found.proved
    for taken in combinations(best, len(found.steps) - 1):
        assert not suffices(again, taken, found.grade), "fewer changes would do"


@settings(max_examples=25)
@given(FEW, st.sampled_from([*ALL]))
def test_of_all_ways_of_as_few_changes_none_is_cheaper(states: list[tuple[str, State]], which: str) -> None:
    again = rescorer(scored(near_a_grade(good_year(), states), some_rules(which)), "甲区")
    found = way(again)
    if found is None or not 1 <= len(found.steps) <= 2:
        return
    for parts in combinations(offered(again), len(found.steps)):
        if suffices(again, tuple(own[-1] for own in parts), found.grade):
            for taken in product(*parts):
                if sum(s.share for s in taken) < found.share:
                    assert not suffices(again, taken, found.grade), "a cheaper way would be kept quiet"


def test_a_key_item_below_its_share_has_to_rise_although_the_total_is_enough() -> None:
    year = near_a_grade(good_year(), [("T1", Given(Decimal(2), CELL))])  # 97 points, but events have earned two fifths
    again = rescorer(scored(year, EACH), "甲区")
    assert again.unit.grade
    assert again.unit.grade.grade == "B"
    found = way(again)
    assert found
    assert [(s.lever.code, s.to) for s in found.steps] == [("T1", Decimal(3))]
    assert (found.need, [x.indicator.id for x in found.lacking]) == (Decimal(-7), ["T1-each"])


def test_a_grade_falls_by_a_key_item_while_the_total_would_keep_it() -> None:
    year = near_a_grade(good_year(), [("Y1", Given(Decimal("30.7"), CELL))])  # 30.7 of 51 are 6.02 points, of which 6 are asked
    fall = flips_of(scored(year, EACH), "甲区").worse
    assert fall
    assert (fall.lever.code, fall.to, fall.total, fall.grade.grade) == ("Y1", Decimal("30.5"), Decimal("95.98"), "B")


def test_where_the_lowest_group_counts_points_in_another_group_are_no_way() -> None:
    year = near_a_grade(good_year(), [("B1", Given(Decimal(80), CELL)), ("A1", Given("未建", CELL))])
    found = way(rescorer(scored(year, LOWEST), "甲区"))
    assert found
    assert [(s.lever.code, s.to) for s in found.steps] == [("A1", "在建")], "five points of goods bring the total nothing"
    assert found.total == Decimal("32.50")


def test_under_the_lowest_group_no_weights_are_told_and_it_is_said_why() -> None:
    found = study(scored(good_year(), LOWEST))
    assert (found.pairs, found.places) == ((), ())
    printed = "\n".join(b.text for b in robust(found, "zh").blocks if isinstance(b, Note))
    assert "取最低一组" in printed
    assert robust_json(found, "zh")["untold"]
    assert "权重即" not in printed, "what weights are needs no telling where none are varied"


def test_values_that_are_scored_by_place_are_named_and_not_examined() -> None:
    found = study(scored(good_year(), PLACED))
    assert all([m.id for m in f.unexamined] == ["T1"] for f in found.flips)
    assert robust_json(found, "zh")["untold"] == []


def test_a_line_that_is_no_part_of_a_units_card_is_no_cell_to_change() -> None:
    points = {"urban": 0, "county": 15}
    own = [changed(i, declared=points) if i.id == "A1-duty" else i for i in RULES.scheme.indicators]
    rules = RULES._replace(scheme=changed(RULES.scheme, indicators=tuple(own)))
    assessment = scored(with_state(good_year(), "甲区", "A1", Given("未建", CELL)), rules)
    unit = next(u for u in assessment.units if u.unit.name.zh == "甲区")
    assert unit.total == Decimal(85), "15 of a hundred are not on its card"
    assert "A1" not in [x.code for x in levers(unit, rules.scheme, assessment.year)]


@pytest.mark.parametrize("which", ALL)
def test_the_unrounded_total_is_that_of_the_lowest_group_unrounded(which: str) -> None:
    rules = some_rules(which)
    year = near_a_grade(good_year(), [("Y1", Given(Decimal("45.5"), CELL)), ("C1", Given(Decimal(1), CELL))])
    unit = next(u for u in scored(year, rules).units if u.unit.name.zh == "甲区")
    assert abs(unrounded(unit, rules.scheme) - Fraction(unit.total)) < Fraction(1, 20)
