"""The cheapest ways, checked by going them, and against every other way of as few changes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import CELL, NAMES, RULES, changed, good_year, with_state, years
from tests.assess.robust.weighted import after, scored

from loudi_qa.assess.lines import LineScorer
from loudi_qa.assess.robust import search
from loudi_qa.assess.robust import steps as steps_module
from loudi_qa.assess.robust.levers import levers
from loudi_qa.assess.robust.rescore import Rescorer
from loudi_qa.assess.robust.steps import Step, steps
from loudi_qa.assess.robust.ways import Way, way
from loudi_qa.cli.way import score
from loudi_qa.numbers import rounded
from loudi_qa.scheme.load import load
from loudi_qa.scheme.models import Measure
from loudi_qa.submission.year import Entry, Given, Missing, NotApplicable

if TYPE_CHECKING:
    import pytest

    from loudi_qa.assess.result import Assessment
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import State, Year

EXAMPLES = Path(__file__).parents[3] / "examples"


def rescorer(assessment: Assessment, name: str) -> Rescorer:
    unit = next(u for u in assessment.units if u.unit.name.zh == name)
    return Rescorer(unit, LineScorer(assessment.rules.scheme, assessment.year, assessment.rules.mandate.units))


def of(year: Year, name: str = "甲区", rules: Rules = RULES) -> Way | None:
    return way(rescorer(scored(year, rules), name))


def gone(found: Way, year: Year, rules: Rules = RULES) -> None:
    """The way, gone: it must lead where it says."""
    then = after(year, found.unit, [(s.lever, s.to) for s in found.steps], rules)
    assert then.total == found.total == found.totals[-1]
    so_far = [
        after(year, found.unit, [(s.lever, s.to) for s in found.steps[:n]], rules).total for n in range(len(found.steps) + 1)
    ]
    assert so_far == [found.unit.total, *found.totals], "a total would stand in the wrong row"
    assert all(t < found.grade.at_least for t in so_far[:-1]), "a step more than is needed"
    assert then.grade_before_veto == found.grade, "a county would do all this and not get the grade"


def offered(again: Rescorer) -> list[list[Step]]:
    return [own for x in levers(again.unit, again.scorer.scheme, again.scorer.year) if (own := steps(x, again))]


def suffices(again: Rescorer, taken: tuple[Step, ...], bound: Decimal) -> bool:
    return again.total([(s.lever, s.to) for s in taken]) >= bound


@settings(max_examples=12)
@given(years(), st.sampled_from(NAMES))
def test_a_way_leads_to_the_grade_and_none_of_fewer_changes_does(year: Year, name: str) -> None:
    again = rescorer(scored(year), name)
    if again.unit.is_open:
        return
    found = way(again)
    if found is None:
        assert again.unit.grade_before_veto == RULES.scheme.grades[0]
        return
    best = [own[-1] for own in offered(again)]
    if not found.steps:
        assert found.total == again.total([(s.lever, s.to) for s in best]) < found.grade.at_least
        return
    gone(found, year)
    assert found.proved
    for taken in combinations(best, len(found.steps) - 1):
        assert not suffices(again, taken, found.grade.at_least), "fewer changes would do"


def near_a_grade(year: Year, states: list[tuple[str, State]]) -> Year:
    for measure, state in states:
        year = with_state(year, "甲区", measure, state)
    return year


FEW = st.lists(
    st.sampled_from([
        ("R1", Given(Decimal("95.4"), CELL)), ("R1", Given(Decimal("97.2"), CELL)), ("C1", Given(Decimal(2), CELL)),
        ("B1", Given(Decimal("79.31"), CELL)), ("L1", Given(Decimal(7), CELL)), ("Y1", Given(Decimal("33.3"), CELL)),
        ("Y1", NotApplicable("无固废", CELL)), ("R1", NotApplicable("当年未抽查", CELL)), ("A1", Given("未建", CELL)),
        ("T1", Given(Decimal(2), CELL)), ("T1", Missing(CELL)),
    ]),
    min_size=4, max_size=6, unique_by=lambda s: s[0],
)  # fmt: skip


@settings(max_examples=12)
@given(FEW)
def test_of_all_ways_of_as_few_changes_none_is_cheaper(states: list[tuple[str, State]]) -> None:
    again = rescorer(scored(near_a_grade(good_year(), states)), "甲区")
    found = way(again)
    if found is None or not 1 <= len(found.steps) <= 2:
        return
    for parts in combinations(offered(again), len(found.steps)):
        if suffices(again, tuple(own[-1] for own in parts), found.grade.at_least):
            for taken in product(*parts):
                if sum(s.share for s in taken) < found.share:
                    assert not suffices(again, taken, found.grade.at_least), "a cheaper way would be kept quiet"


def test_the_ways_of_the_sample_lead_where_they_say(studied: Robustness) -> None:
    year, rules = studied.assessment.year, studied.assessment.rules
    found = {w.unit.unit.name.zh: w for w in studied.ways}
    assert "娄星区" not in found, "it has the highest grade"
    for each in found.values():
        assert each.steps
        gone(each, year, rules)
    assert (found["冷水江市"].need, len(found["冷水江市"].steps), found["冷水江市"].grade.grade) == (Decimal("0.47"), 1, "B")
    assert [u for u, w in found.items() if w.vetoed] == ["新化县"]


def test_one_change_is_enough_where_one_will_do_and_its_step_is_the_least_that_will() -> None:
    year = near_a_grade(good_year(), [("R1", Given(Decimal("96.4"), CELL))])  # 82 points: 8 by the target, 10 by the average lost
    found = of(year)
    assert found
    assert [(s.lever.code, s.to, s.gain) for s in found.steps] == [("R1", Decimal("97.0"), Decimal("8.00"))]
    assert found.share == Fraction("0.6") / Fraction("98.5")


def test_a_rate_with_counts_moves_by_whole_cases_and_says_how_many() -> None:
    year = good_year()
    row = Entry(Given(Decimal("96.4"), CELL), numerator=Decimal(107), denominator=Decimal(111))
    year = year._replace(entries=year.entries | {"甲区": year.entries["甲区"] | {"R1": row}})
    found = of(year)
    assert found
    assert [(s.lever.code, s.to, s.cases) for s in found.steps] == [("R1", Decimal("97.3"), 1)], "108 of 111 are 97.3"
    many = row._replace(numerator=Decimal(9640), denominator=Decimal(10000))
    found = of(year._replace(entries=year.entries | {"甲区": year.entries["甲区"] | {"R1": many}}))
    assert found
    assert [(s.to, s.cases) for s in found.steps] == [(Decimal("97.0"), 55)], "9695 of 10,000 are 97.0, and 9694 are not"


def test_counts_that_a_verified_value_has_replaced_are_no_steps() -> None:
    year = good_year()
    row = Entry(Given(Decimal("96.4"), CELL, verified=True), numerator=Decimal(107), denominator=Decimal(111))
    found = of(year._replace(entries=year.entries | {"甲区": year.entries["甲区"] | {"R1": row}}))
    assert found
    assert [(s.to, s.cases) for s in found.steps] == [(Decimal("97.0"), None)]


def test_where_nothing_suffices_the_most_that_can_be_reached_is_told() -> None:
    scheme = changed(
        RULES.scheme, grades=(changed(RULES.scheme.grades[0], grade="S", at_least=Decimal(103)), *RULES.scheme.grades)
    )
    found = of(good_year(), rules=RULES._replace(scheme=scheme))
    assert found
    assert (found.steps, found.total, found.grade.grade) == ((), Decimal("102.00"), "S"), "a full bonus is 2 points"


def test_a_measure_that_feeds_two_groups_is_left_out_and_named() -> None:
    moved = tuple(changed(i, measure="R1") if i.id == "Y1-better" else i for i in RULES.scheme.indicators)
    rules = RULES._replace(scheme=changed(RULES.scheme, indicators=moved))
    year = near_a_grade(good_year(), [("C1", Given(Decimal(0), CELL)), ("T1", Given(Decimal(0), CELL))])
    previous = {(n, "R1"): f for (n, _), f in year.previous.items()}
    found = of(year._replace(previous=previous), rules=rules)
    assert found
    assert [m.id for m in found.left_out] == ["R1"]
    assert found.steps


def test_a_search_that_was_thinned_still_finds_a_way_and_does_not_call_it_the_cheapest(monkeypatch: pytest.MonkeyPatch) -> None:
    year = near_a_grade(good_year(), [(m, Missing(CELL)) for m in ("R1", "B1", "L1", "Y1", "T1")])
    full = of(year)
    monkeypatch.setattr(search, "MOST_POINTS", 3)
    thinned = of(year)
    assert full
    assert thinned
    gone(thinned, year)
    assert (full.proved, thinned.proved) == (True, False)
    assert (len(full.steps), full.share) <= (len(thinned.steps), thinned.share)


def test_a_way_that_only_the_rounding_of_the_moved_points_makes_possible_is_not_given_up() -> None:
    """One event more gives a point, and brings the moved points from 7.44 to 7.78: 0.34 where the rate is a third."""
    year = near_a_grade(
        good_year(),
        [("Y1", NotApplicable("无固废", CELL)), ("L1", Given(Decimal(8), CELL)), ("T1", Given(Decimal(4), CELL))],
    )
    scheme = changed(RULES.scheme, grades=(changed(RULES.scheme.grades[0], at_least=Decimal("91.11")), *RULES.scheme.grades[1:]))
    found = of(year, rules=RULES._replace(scheme=scheme))
    assert found
    assert (found.need, found.total) == (Decimal("1.34"), Decimal("91.11"))
    assert [(s.lever.code, s.to) for s in found.steps] == [("T1", Decimal(5))]


def test_a_range_of_a_hundred_thousand_is_not_walked_tenth_by_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Water used per ten thousand yuan: 999,000 tenths lie between the worst value there can be and its target."""
    asked: list[Fraction] = []

    def counted(value: Fraction, places: int) -> Decimal:
        asked.append(value)
        return rounded(value, places)

    monkeypatch.setattr(steps_module, "rounded", counted)
    home = EXAMPLES / "irrigation-2017"
    rules = load(home / "indicators.yaml", home / "responsibilities.yaml")
    found = score(home / "sample.xlsx", rules)
    assert any(way(rescorer(found, u.unit.name.zh)) for u in found.units if not u.is_open)
    assert 0 < len(asked) < 5000, "a county of four would wait half a minute"


@given(years(), st.sampled_from(NAMES))
def test_the_values_a_county_is_shown_grow_by_a_step_at_most_and_pass_no_target(year: Year, name: str) -> None:
    for lever in rescorer(scored(year), name).levers:
        size, value = steps_module._values(lever)
        shares = [lever.share(value(i)[0]) for i in range(size)]
        assert shares == sorted({*shares}), "the nearest first, each once"
        if not lever.answers and lever.counts is None:
            step = Fraction(1, 10 if isinstance(lever.of, Measure) and lever.of.places else 1) / lever.yardstick
            assert all(b - a <= step for a, b in pairwise(shares)), "a value between is left out"


def test_targets_between_the_tenths_stand_where_they_come_and_one_on_a_tenth_once() -> None:
    lever = next(x for x in rescorer(scored(good_year()), NAMES[0]).levers if not x.answers)._replace(now=Decimal(0))
    tenths = steps_module._Apart(Fraction(0), Fraction(1, 10), range(1, 6), 2)
    both = tenths.with_others([Decimal("0.42"), Decimal("0.30"), Decimal("0.27")], lever)
    listed = [str(both.value(i)) for i in range(both.size)]
    assert listed == ["0.10", "0.20", "0.27", "0.30", "0.40", "0.42", "0.50"]
