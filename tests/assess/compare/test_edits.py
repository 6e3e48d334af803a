"""Two tries of one year: every cell that differs is named, with the points that hang on it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.assess.drawn import CELL, NAMES, RULES, figure, good_year, incident, with_state

from loudi_qa.assess.compare.comparison import compare
from loudi_qa.assess.score import assess
from loudi_qa.submission.year import Average, Entry, Given, Missing, NotApplicable, Unclear

if TYPE_CHECKING:
    from loudi_qa.assess.compare.edits import Edit
    from loudi_qa.submission.year import State, Year

FIRST = NAMES[0]


def edited(before: Year, after: Year) -> tuple[Edit, ...]:
    (pair,) = compare([assess(RULES, before), assess(RULES, after)], {})
    assert pair.one_year
    assert (pair.failures, pair.follow_ups) == ((), ())
    return pair.edits


def entry(year: Year, **fields: object) -> Year:
    """The year with other fields in the row of the first unit's pass rate."""
    row = year.entries[FIRST]["R1"]._replace(**fields)  # type: ignore[arg-type]  # as the caller names them
    return year._replace(entries=year.entries | {FIRST: year.entries[FIRST] | {"R1": row}})


def test_a_changed_value_is_named_with_its_cell_and_its_points() -> None:
    (edit,) = edited(good_year(), with_state(good_year(), FIRST, "R1", Given(Decimal(98), CELL)))
    assert (edit.sheet, edit.unit, edit.code, edit.column) == ("指标数据", FIRST, "R1", "填报值")
    assert (edit.before, edit.after, edit.points) == ("100", "98", Decimal(-10))
    assert edit.cell == CELL


def test_the_same_workbook_twice_has_no_edits() -> None:
    assert edited(good_year(), good_year()) == ()


def test_counts_are_named_and_the_points_of_a_row_stand_once() -> None:
    before = entry(good_year(), numerator=Decimal(9), denominator=Decimal(10))
    after = entry(with_state(good_year(), FIRST, "R1", Given(Decimal(90), CELL)), numerator=Decimal(8), denominator=Decimal(10))
    edits = edited(before, after)
    assert [(e.column, e.before, e.after) for e in edits] == [("填报值", "100", "90"), ("分子", "9", "8")]
    assert [e.points for e in edits] == [Decimal(-30), None]


def test_states_become_what_stands_in_their_cells() -> None:
    states: list[State] = [Missing(CELL), NotApplicable("当年未抽查", CELL), Unclear("约97", CELL)]
    columns = []
    for state in states:
        edits = edited(good_year(), with_state(good_year(), FIRST, "R1", state))
        columns.append({e.column: e.after for e in edits})
    assert columns == [{"填报值": ""}, {"填报值": "", "不适用原因": "当年未抽查"}, {"填报值": "约97"}]


def test_an_open_total_hangs_no_points_on_an_edit() -> None:
    (edit,) = edited(good_year(), with_state(good_year(), FIRST, "R1", Unclear("约97", CELL)))
    assert edit.points is None


def test_a_verified_value_beside_the_same_value_sent_is_one_edit() -> None:
    sent = entry(good_year(), sent=Decimal(100))
    (edit,) = edited(sent, entry(sent, state=Given(Decimal(98), CELL, verified=True)))
    assert (edit.column, edit.before, edit.after, edit.points) == ("核定值", "", "98", Decimal(-10))


def test_figures_of_the_office_are_named_and_an_average_counts_for_all_it_is_held_against() -> None:
    year = good_year(R1=Decimal(98))
    quotas = dict(year.quotas) | {(FIRST, "C1"): figure(Decimal(18))}
    averages = {("R1", "*"): Average(Decimal(97), "另一口径", "公报", CELL)}
    changed = year._replace(quotas=quotas, averages=averages, extras={(FIRST, "X1"): figure(Decimal(1))})
    found = {(e.sheet, e.column): e for e in edited(year, changed)}
    assert found["目标分解", "年度目标"].points == Decimal(-5)
    assert found["全省平均", "全省平均"].points == 10 * len(NAMES)
    assert found["全省平均", "统计口径"].points is None
    assert (found["加分扣分", "数量"].before, found["加分扣分", "数量"].points) == ("", Decimal("0.5"))


def test_incidents_that_come_or_go_are_named() -> None:
    struck = good_year()._replace(incidents=(incident(FIRST),))
    (came,), (went,) = edited(good_year(), struck), edited(struck, good_year())
    assert (came.before, went.after) == ("", "")
    assert came.after == went.before == "2019-05-01 食品"


def test_an_incident_that_only_moved_to_another_row_is_no_edit() -> None:
    moved = incident(FIRST)._replace(cell=CELL._replace(row=9))
    assert edited(good_year()._replace(incidents=(incident(FIRST),)), good_year()._replace(incidents=(moved,))) == ()


def test_a_unit_that_sent_nothing_before_is_named_cell_by_cell() -> None:
    year = good_year()
    without = year._replace(entries={u: own for u, own in year.entries.items() if u != FIRST})
    assert {e.unit for e in edited(without, year)} == {FIRST}
    assert all(isinstance(e, Entry) for e in year.entries[FIRST].values())
