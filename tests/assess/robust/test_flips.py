"""The nearest flips, checked by making them: each turns a place or grade, and nothing nearer does."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import CELL, NAMES, RULES, changed, good_year, incident, with_state, years
from tests.assess.robust.weighted import after, placed, scored

from loudi_qa.assess.lines import LineScorer
from loudi_qa.assess.robust.flips import Flip, flips
from loudi_qa.assess.robust.levers import Grid, levers
from loudi_qa.assess.robust.rescore import Rescorer
from loudi_qa.submission.year import Entry, Figure, Given, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.assess.robust.flips import Flips
    from loudi_qa.assess.robust.levers import Lever, Value
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year


def of(assessment: Assessment, name: str) -> Flips:
    units = {u.unit.name.zh: u for u in placed(assessment)}
    scorer = LineScorer(assessment.rules.scheme, assessment.year)
    return flips(Rescorer(units[name], scorer), [u.total for n, u in units.items() if n != name])


def standing(unit: UnitResult, rules: Rules = RULES) -> tuple[int, int]:
    """Place and grade, both counted from the best."""
    assert unit.grade
    assert unit.rank
    return unit.rank, [g.grade for g in rules.scheme.grades].index(unit.grade.grade)


def turns(unit: UnitResult, then: UnitResult, *, better: bool, rules: Rules = RULES) -> bool:
    before, now = standing(unit, rules), standing(then, rules)
    return any(b > a if better else b < a for b, a in zip(before, now, strict=True))


def nearer(lever: Lever, than: Fraction, *, better: bool) -> Iterator[Value]:
    """Values of the cell that lie nearer: the furthest of them, for a better value never gives fewer points."""
    values = lever.towards(better=better)
    listed = [values.value(i) for i in range(values.size)] if isinstance(values, Grid) else [*values]
    yield from [v for v in listed if lever.share(v) < than][-1:]


def checked(assessment: Assessment, unit: UnitResult, found: Flip, *, better: bool) -> None:
    rules, year = assessment.rules, assessment.year
    then = after(year, unit, [(found.lever, found.to)], rules)
    assert (then.total, then.rank, then.grade) == (found.total, found.place, found.grade)
    assert turns(unit, then, better=better, rules=rules), "a change would be named that changes nothing"


@settings(max_examples=12)
@given(years(), st.sampled_from(NAMES), st.booleans())
def test_a_flip_that_is_made_turns_place_or_grade_and_nothing_nearer_does(year: Year, name: str, better: bool) -> None:
    assessment = scored(year)
    unit = next(u for u in assessment.units if u.unit.name.zh == name)
    if unit.is_open:
        return
    flip = of(assessment, name).better if better else of(assessment, name).worse
    reach = Fraction(10**6) if flip is None else flip.share
    if flip is not None:
        checked(assessment, unit, flip, better=better)
    for lever in levers(unit, RULES.scheme, year):
        for value in nearer(lever, reach, better=better):
            assert not turns(unit, after(year, unit, [(lever, value)]), better=better), "a nearer change would be kept quiet"


def test_the_flips_of_the_sample_turn_places_and_grades_and_one_digit_less_does_not(studied: Robustness) -> None:
    found = [(f.unit, x, better) for f in studied.flips for x, better in ((f.better, True), (f.worse, False)) if x]
    assert len(found) == 9
    for unit, flip, better in found:
        checked(studied.assessment, unit, flip, better=better)
        back = Decimal("0.01") * (1 if (Fraction(flip.to) > Fraction(flip.lever.start)) else -1)
        less = [(flip.lever, Decimal(flip.to) - back)]
        then = after(studied.assessment.year, unit, less, studied.assessment.rules)
        assert not turns(unit, then, better=better, rules=studied.assessment.rules)


def test_what_was_not_filled_in_counts_as_missing_and_its_change_from_the_end_without_points() -> None:
    year = with_state(good_year(), "甲区", "L1", Missing(CELL))  # complaints, of which none is best and 99 the most
    flip = of(scored(year), "甲区").better
    assert flip
    assert (flip.lever.code, flip.lever.now, flip.to, flip.place) == ("L1", None, Decimal(4), 1)
    assert flip.share == Fraction(95, 4), "95 of 99 down, on a target of 4"


def test_of_an_extra_the_quantity_rises_or_falls_by_whole_things() -> None:
    bonus = good_year()._replace(extras={("乙县", "X1"): Figure(Decimal(1), CELL)})
    flip = of(scored(bonus), "甲区").better
    assert flip
    assert (flip.lever.code, flip.lever.now, flip.lever.cell, flip.to, flip.share) == (
        "X1", Decimal(0), None, Decimal(1), Fraction(1, 4),
    )  # fmt: skip
    deduction = good_year()._replace(extras={("甲区", "X2"): Figure(Decimal(3), CELL)})
    flip = of(scored(deduction), "甲区").better
    assert flip
    assert (flip.lever.code, flip.lever.cell, flip.to, flip.share) == ("X2", CELL, Decimal(0), Fraction(1))


def test_a_veto_keeps_the_grade_whatever_the_data_and_the_place_may_still_turn() -> None:
    year = with_state(good_year(), "甲区", "A1", Given("未建", CELL))._replace(incidents=(incident("甲区"),))
    flip = of(scored(year), "甲区").better
    assert flip
    assert (flip.lever.code, flip.to, flip.place, flip.grade.grade) == ("A1", "建成", 1, "D")
    alone = year._replace(entries={"甲区": year.entries["甲区"]})
    assert of(scored(alone), "甲区")[1:3] == (None, None), "with no other unit there is neither place nor grade to turn"


def test_a_better_answer_is_a_step_of_one_by_the_number_of_answers_less_one() -> None:
    year = with_state(good_year(), "甲区", "A1", Given("在建", CELL))
    flip = of(scored(year), "甲区").better
    assert flip
    assert (flip.lever.answers, flip.to, flip.share) == (("未建", "在建", "建成"), "建成", Fraction(1, 2))


def test_a_measure_whose_indicators_pull_in_opposite_directions_is_named_and_not_examined() -> None:
    scheme = RULES.scheme
    rule = next(i.rule for i in scheme.indicators if i.id == "L1-most")
    twisted = tuple(changed(i, rule=rule) if i.id == "R1-avg" else i for i in scheme.indicators)
    rules = RULES._replace(scheme=changed(scheme, indicators=twisted))
    assert [m.id for m in of(scored(good_year(), rules), "甲区").unexamined] == ["R1"]


def test_a_measure_that_would_be_open_once_filled_in_is_named_and_not_examined() -> None:
    year = with_state(good_year(), "甲区", "Y1", Missing(CELL))
    year = year._replace(previous={k: v for k, v in year.previous.items() if k[0] != "甲区"})
    found = of(scored(year), "甲区")
    assert [m.id for m in found.unexamined] == ["Y1"]


def test_a_value_with_more_digits_than_the_measure_moves_to_the_next_that_can_be_written() -> None:
    year = with_state(good_year(), "甲区", "R1", Given(Decimal("96.97"), CELL))
    flip = of(scored(year), "甲区").better
    assert flip
    assert (flip.lever.code, flip.to, flip.grade.grade) == ("R1", Decimal("97.0"), "A"), "written with one digit"
    assert flip.share == Fraction("0.03") / Fraction("98.5"), "of its two targets the larger counts"


def test_the_row_that_was_verified_is_changed_where_its_verified_value_stands() -> None:
    year = good_year()
    entries = year.entries | {"甲区": year.entries["甲区"] | {"A1": Entry(Given("在建", CELL, verified=True), sent="建成")}}
    flip = of(scored(year._replace(entries=entries)), "甲区").better
    assert flip
    assert (flip.lever.now, flip.lever.cell, flip.to) == ("在建", CELL, "建成")
