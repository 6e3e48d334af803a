"""The facts of a year over all units, on years small enough to reckon by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tests.assess.drawn import CELL, NAMES, RULES, changed, good_year, with_state

from loudi_qa.assess.compare.comparison import Compared, compare
from loudi_qa.assess.score import assess
from loudi_qa.report.facts import against_province, by_department, by_group, by_indicator, spread, states
from loudi_qa.report.facts_years import city_courses, courses
from loudi_qa.submission.year import Average, Given, Missing, Unclear


def test_the_middle_of_an_even_number_of_totals_lies_between_two_of_them() -> None:
    rules = RULES._replace(mandate=changed(RULES.mandate, units=RULES.mandate.units[:4]))
    year = with_state(with_state(good_year(), NAMES[0], "A1", Given("未建", CELL)), NAMES[1], "A1", Given("在建", CELL))
    result = assess(rules, year)
    low, middle, *high = sorted(u.total for u in result.units)
    found = spread(result)
    assert found is not None
    assert found.median == (Fraction(middle) + Fraction(high[0])) / 2
    assert [u.unit.name.zh for u in found.lowest] == [NAMES[0]]
    assert len(found.highest) == 2, "a tie has no single best"
    assert found.range == high[-1] - low


def test_open_units_are_in_no_spread_and_open_lines_in_no_share() -> None:
    result = assess(RULES, with_state(good_year(), NAMES[0], "A1", Unclear("约", CELL)))
    found = spread(result)
    assert found is not None
    assert NAMES[0] not in {u.unit.name.zh for u in (*found.highest, *found.lowest)}
    assert states(result)["open"] == 1
    whole = {f.group.id: f for f in by_group(result)}
    (open_in,) = (f for f in whole.values() if f.open)
    assert [u.unit.name.zh for u in open_in.open] == [NAMES[0]]
    assert len(open_in.units) == len(NAMES) - 1
    assert all(f.all.share == 1 for f in whole.values())
    assert spread(assess(RULES, good_year()._replace(entries={}))) is None


def test_what_was_lost_is_told_by_indicator_and_by_who_leads_there() -> None:
    result = assess(RULES, with_state(good_year(), NAMES[2], "A1", Missing(CELL)))
    (lost,) = (f for f in by_indicator(result) if f.losers)
    assert [u.unit.name.zh for u, _ in lost.losers] == [NAMES[2]]
    assert lost.all.lost == lost.losers[0][1] == lost.indicator.points
    (led,) = by_department(result)
    assert (led.lost, led.indicators) == (lost.all.lost, ((lost.indicator.id, lost.all.lost),))


def test_each_unit_is_held_against_the_average_of_its_own_group() -> None:
    own = RULES.mandate.unit[NAMES[0]].group
    averages = {("R1", "*"): Average(Decimal(90), "全部", "公报", CELL), ("R1", own): Average(Decimal(101), "本组", "公报", CELL)}
    facts = against_province(assess(RULES, good_year()._replace(averages=averages)))
    assert [f.average.scope for f in facts if f.average] == ["全部", "本组"]
    met = {f.group: {(c.unit.unit.name.zh, c.deviation, c.met) for c in f.compared} for f in facts}
    assert met["*"] == {(n, Decimal(10), True) for n in NAMES if RULES.mandate.unit[n].group != own}
    assert met[own] == {(n, Decimal(-1), False) for n in NAMES if RULES.mandate.unit[n].group == own}


def test_of_two_years_it_is_told_what_was_mended_what_failed_again_and_what_failed_anew() -> None:
    states_then = {NAMES[0]: "未建", NAMES[1]: "未建"}
    states_now = {NAMES[1]: "在建", NAMES[2]: "未建"}
    then, now = good_year(), good_year(T1=Decimal(12))._replace(year=2020)
    for unit, answer in states_then.items():
        then = with_state(then, unit, "A1", Given(answer, CELL))
    for unit, answer in states_now.items():
        now = with_state(now, unit, "A1", Given(answer, CELL))
    (pair,) = compare([Compared(assess(RULES, then)), Compared(assess(RULES, now))], {})
    (course,) = (c for c in courses(pair) if RULES.scheme.measure[c.indicator.measure].id == "A1")
    assert (course.closed, course.again, course.anew) == ((NAMES[0],), (NAMES[1],), (NAMES[2],))
    for city in city_courses(pair):
        assert city.before.value is not None
        assert city.after.value is not None
        assert city.change == city.after.value - city.before.value
