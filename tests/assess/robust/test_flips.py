"""The nearest flips, checked by making them: each turns a place or grade, and nothing nearer does."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import CELL, NAMES, RULES, changed, good_year, incident, with_state, years
from tests.assess.robust.weighted import after, placed, scored

from loudi_qa.assess.lines import LineScorer
from loudi_qa.assess.robust.flips import Flip, flips
from loudi_qa.assess.robust.levers import levers
from loudi_qa.assess.robust.rescore import Rescorer
from loudi_qa.numbers import rounded
from loudi_qa.submission.year import Entry, Figure, Given, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.assess.robust.flips import Flips
    from loudi_qa.assess.robust.levers import Lever
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.assess.robust.values import Value
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year


def of(assessment: Assessment, name: str) -> Flips:
    units = {u.unit.name.zh: u for u in placed(assessment)}
    scorer = LineScorer(assessment.rules.scheme, assessment.year, assessment.rules.mandate.units)
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
    listed = [values.value(i) for i in range(values.size)]
    yield from [v for v in listed if lever.share(v) < than][-1:]


def rated(year: Year, good: int, of_all: int, *, verified: bool = False) -> Year:
    """The year with so many of so many for 甲区."""
    value = rounded(Fraction(100 * good, of_all), 1)
    row = Entry(Given(value, CELL, verified), numerator=Decimal(good), denominator=Decimal(of_all))
    return year._replace(entries=year.entries | {"甲区": year.entries["甲区"] | {"R1": row}})


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
        less = [(flip.lever, nearest)] if (nearest := one_less(flip)) is not None else []
        then = after(studied.assessment.year, unit, less, studied.assessment.rules)
        assert not turns(unit, then, better=better, rules=studied.assessment.rules)


def one_less(flip: Flip) -> Decimal | None:
    """The rate of one case less than the flip takes; None where it takes but one."""
    entry, cases = flip.lever.entry, flip.cases
    assert entry
    assert entry.numerator
    assert entry.denominator
    assert cases
    back = cases - (1 if cases > 0 else -1)
    return rounded(100 * Fraction(entry.numerator + back) / Fraction(entry.denominator), 2) if back else None


COUNTS = st.integers(1, 400).flatmap(lambda of_all: st.tuples(st.integers(0, of_all), st.just(of_all)))


def rate_lever(year: Year) -> Lever:
    unit = next(u for u in scored(year).units if u.unit.name.zh == "甲区")
    return next(x for x in levers(unit, RULES.scheme, year) if x.code == "R1")


@settings(max_examples=16)
@given(COUNTS, st.booleans())
def test_a_rate_that_rests_on_counts_is_turned_by_the_fewest_whole_cases(counts: tuple[int, int], better: bool) -> None:
    good, of_all = counts
    year = rated(good_year(C1=Decimal(4), T1=Decimal(3)), good, of_all)
    unit = next(u for u in scored(year).units if u.unit.name.zh == "甲区")
    flip = of(scored(year), "甲区").better if better else of(scored(year), "甲区").worse
    most = of_all - good if better else good
    if flip is not None and flip.lever.code == "R1":
        assert flip.cases
        assert flip.to == rounded(Fraction(100 * (good + flip.cases), of_all), 1), "a rate that no count gives"
        most = abs(flip.cases) - 1
    lever = rate_lever(year)
    rates = [rounded(Fraction(100 * (good + (k if better else -k)), of_all), 1) for k in range(1, most + 1)]
    fewer = [rate for rate in rates if flip is None or lever.share(rate) < flip.share][-1:]
    for rate in fewer:
        assert not turns(unit, after(year, unit, [(lever, rate)]), better=better), "fewer cases would do"


def test_one_case_of_one_is_lost_whole_or_not_at_all() -> None:
    lost = rate_lever(rated(good_year(), 1, 1)).towards(better=False)
    assert [(lost.value(i), lost.cases(i)) for i in range(lost.size)] == [(Decimal("0.0"), -1)], "no third of a case"


def test_of_two_million_cases_the_fewest_are_still_found() -> None:
    flip = of(scored(rated(good_year(), 2_000_000, 2_000_001)), "甲区").worse
    assert flip
    assert (flip.lever.code, flip.to, flip.cases) == ("R1", Decimal("98.4"), -31000), "one case less is 98.45, and still 98.5"


def test_a_value_of_more_digits_than_are_asked_for_never_moves_by_no_case() -> None:
    year = rated(good_year(), 31, 32)
    row = year.entries["甲区"]["R1"]._replace(state=Given(Decimal("96.875"), CELL))
    lever = rate_lever(year._replace(entries=year.entries | {"甲区": year.entries["甲区"] | {"R1": row}}))
    assert [(v.value(0), v.cases(0)) for v in (lever.towards(better=b) for b in (True, False))] == [
        (Decimal("100.0"), 1), (Decimal("93.8"), -1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        Entry(Given(Decimal("96.9"), CELL, verified=True), numerator=Decimal(31), denominator=Decimal(32)),
        Entry(Given(Decimal("96.5"), CELL), numerator=Decimal(31), denominator=Decimal(32)),
        Entry(Given(Decimal("96.9"), CELL), numerator=Decimal("9690.5"), denominator=Decimal(10000)),
        Entry(Given(Decimal("96.9"), CELL), numerator=None, denominator=Decimal(32)),
    ],
    ids=["verified", "another value", "no whole cases", "one count alone"],
)
def test_counts_that_do_not_stand_behind_the_value_leave_it_to_move_by_its_last_digit(row: Entry) -> None:
    year = good_year()
    year = year._replace(entries=year.entries | {"甲区": year.entries["甲区"] | {"R1": row}})
    flip = of(scored(year), "甲区").better
    assert flip
    assert (flip.lever.code, flip.to, flip.cases) == ("R1", Decimal("97.0"), None)


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
