"""What-if: what would move is what does move when the workbook says so, and nothing moves by supposing what is so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import CELL, MEASURES, NAMES, RULES, changed, good_year, states, with_state, years

from loudi_qa.assess.items import items, moves
from loudi_qa.assess.score import assess
from loudi_qa.assess.whatif import what_if
from loudi_qa.scheme.mandate import When
from loudi_qa.submission.suppose import Setting
from loudi_qa.submission.year import Given, Missing, Unclear

if TYPE_CHECKING:
    from loudi_qa.submission.year import Year

FEW = settings(max_examples=30)


@FEW
@given(years())
def test_the_pieces_of_a_total_add_up_to_it(year: Year) -> None:
    for unit in assess(RULES, year).units:
        assert sum(i.points for i in items(unit).values()) == unit.total


@FEW
@given(years(), years())
def test_the_moves_of_a_unit_add_up_to_the_change_of_its_total(before: Year, after: Year) -> None:
    for move in moves(assess(RULES, before), assess(RULES, after)):
        assert sum(i.change for i in move.items) == move.change


@FEW
@given(years(), st.data())
def test_what_would_move_is_what_moves_when_the_workbook_says_so(year: Year, data: st.DataObject) -> None:
    unit, measure = data.draw(st.sampled_from(NAMES)), data.draw(st.sampled_from([*MEASURES]))
    state = data.draw(states(measure).filter(lambda s: not isinstance(s, Unclear)))
    result = assess(RULES, year)
    told = what_if(result, [Setting(unit, measure, state)])
    really = assess(RULES, with_state(year, unit, measure, state._replace(cell=CELL)))
    assert told.moves == moves(result, really)
    assert {m.name for m in told.moves if m.change} <= {unit}, "a unit's own value is no one else's points"


@FEW
@given(years())
def test_supposing_what_is_so_moves_nothing(year: Year) -> None:
    result = assess(RULES, year)
    so = [Setting(u, m, e.state) for u, own in year.entries.items() for m, e in own.items() if not isinstance(e.state, Unclear)]
    assert what_if(result, so).moves == ()


@FEW
@given(years(complete=True))
def test_a_supposed_average_moves_every_unit_it_is_held_against(year: Year) -> None:
    result = assess(RULES, year)
    told = what_if(result, [Setting("全省平均", "R1", Decimal(0))])
    for move in told.moves:
        assert {i.id for i in move.items} <= {"R1-avg", "goods-na"}
        assert move.change >= 0, "an average of nothing is met by everyone"


def test_what_is_supposed_keeps_the_year_before() -> None:
    worst = good_year(R1=Decimal(0), C1=Decimal(0), B1=Decimal(0), L1=Decimal(90), Y1=Decimal(0), A1="未建", T1=Decimal(0))
    result = assess(RULES, worst, (), assess(RULES, worst._replace(year=2018)))
    name = NAMES[0]
    told = what_if(result, [Setting(name, "T1", Given(Decimal(5), CELL))])
    (move,) = [m for m in told.moves if m.name == name]
    assert move.change == 5
    assert any(c.when.repeat for c in move.after.consequences), "D twice in a row stays D twice in a row under a what-if"


def test_filling_in_a_nought_is_told_though_no_points_move() -> None:
    result = assess(RULES, with_state(good_year(), NAMES[0], "A1", Missing(CELL)))
    (move,) = what_if(result, [Setting(NAMES[0], "A1", Given("未建", CELL))]).moves
    assert [(i.id, i.change) for i in move.items] == [("A1-duty", Decimal(0))]


def test_a_consequence_that_comes_with_neither_points_nor_place_is_told() -> None:
    worst_two = tuple(changed(c, when=When(last=2)) if c.when.last else c for c in RULES.mandate.consequences)
    rules = RULES._replace(mandate=changed(RULES.mandate, consequences=worst_two))
    year = with_state(good_year(), NAMES[0], "T1", Given(Decimal(4), CELL))
    unclear = with_state(with_state(year, NAMES[1], "T1", Given(Decimal(0), CELL)), NAMES[1], "R1", Unclear("约", CELL))
    told = what_if(assess(rules, unclear), [Setting(NAMES[1], "R1", Given(Decimal(0), CELL))])
    (move,) = [m for m in told.moves if m.name == NAMES[0]]
    assert not move.items
    assert {c.id for c in move.after.consequences} - {c.id for c in move.before.consequences} == {"last"}
