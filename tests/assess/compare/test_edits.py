"""Two tries of one year: every cell that differs is named, and the points of the changes add up to what moved."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.compare.editions import LATER, later_years
from tests.assess.drawn import CELL, NAMES, RULES, changed, figure, good_year, incident, with_state, years

from loudi_qa.assess.compare.comparison import Compared, Pair, compare
from loudi_qa.assess.score import assess
from loudi_qa.scheme.rules import Places
from loudi_qa.scheme.terms import Text
from loudi_qa.submission.year import Average, Cell, Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.assess.compare.edits import Edit
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import State, Year

FIRST = NAMES[0]
COLUMNS: Mapping[str, Mapping[str, int]] = {
    layout.DATA.name: {t: n for n, t in enumerate(layout.DATA.columns)},
    layout.AVERAGES.name: {t: n for n, t in enumerate(layout.AVERAGES.columns)},
}
HERE = Cell(layout.DATA.name, 7, layout.DATA.columns.index(layout.VALUE))


def pair_of(before: Year, after: Year, older: Rules = RULES, newer: Rules = RULES) -> Pair:
    earlier, later = Compared(assess(older, before), COLUMNS), Compared(assess(newer, after), COLUMNS)
    (pair,) = compare([earlier, later], {})
    assert pair.one_year
    assert (pair.failures, pair.follow_ups) == ((), ())
    return pair


def edited(before: Year, after: Year) -> tuple[Edit, ...]:
    return pair_of(before, after).edits


def row(year: Year, state: State, **fields: object) -> Year:
    """The year with another row for the first unit's pass rate."""
    entry = year.entries[FIRST]["R1"]._replace(state=state, **fields)  # type: ignore[arg-type]  # as the caller names them
    return year._replace(entries=year.entries | {FIRST: year.entries[FIRST] | {"R1": entry}})


def cells(edits: tuple[Edit, ...]) -> dict[str, tuple[str, str, str | None]]:
    return {e.difference.column: (e.difference.before, e.difference.after, e.difference.cell) for e in edits}


def test_a_changed_value_is_named_with_its_cell_and_its_points() -> None:
    (edit,) = edited(row(good_year(), Given(Decimal(100), HERE)), row(good_year(), Given(Decimal(98), HERE)))
    assert (edit.sheet, edit.unit, edit.group, edit.code) == ("指标数据", FIRST, None, "R1")
    assert edit.difference == ("填报值", "100", "98", "E7", False)
    assert edit.points == -10


def test_the_same_workbook_twice_has_no_edits() -> None:
    assert edited(good_year(), good_year()) == ()


def test_counts_are_named_in_their_own_cells_and_the_points_of_a_row_stand_once() -> None:
    before = row(good_year(), Given(Decimal(100), HERE), numerator=Decimal(9), denominator=Decimal(10))
    after = row(good_year(), Given(Decimal(90), HERE), numerator=Decimal(8), denominator=Decimal(10))
    edits = edited(before, after)
    assert cells(edits) == {"填报值": ("100", "90", "E7"), "分子": ("9", "8", "F7")}
    assert [e.points for e in edits] == [Decimal(-30), None]


def test_every_state_is_told_in_the_column_it_stands_in() -> None:
    before = row(good_year(), Given(Decimal(100), HERE), sent=Decimal(100))
    reason = HERE._replace(column=layout.DATA.columns.index(layout.REASON))
    assert cells(edited(before, row(good_year(), Missing(HERE)))) == {"填报值": ("100", "", "E7")}
    left_out = row(good_year(), NotApplicable("当年未抽查", reason))
    assert cells(edited(before, left_out)) == {"填报值": ("100", "", "E7"), "不适用原因": ("", "当年未抽查", "I7")}
    unclear = row(good_year(), Unclear("约97", HERE))
    assert cells(edited(before, unclear)) == {"填报值": ("100", "约97", "E7")}
    both = row(good_year(), Unclear("当年未抽查", reason), sent=Decimal(100))
    assert cells(edited(before, both)) == {"不适用原因": ("", "当年未抽查", "I7")}, "the value beside the reason did not change"


def test_a_verified_value_is_told_beside_what_was_sent() -> None:
    verified = HERE._replace(column=layout.DATA.columns.index(layout.VERIFIED))
    sent = row(good_year(), Given(Decimal(100), HERE), sent=Decimal(100))
    settled = row(sent, Given(Decimal(98), verified, verified=True))
    assert cells(edited(sent, settled)) == {"核定值": ("", "98", "H7")}
    assert cells(edited(settled, sent)) == {"核定值": ("98", "", "H7")}
    reason = HERE._replace(column=layout.DATA.columns.index(layout.REASON))
    left_out = row(good_year(), NotApplicable("当年未抽查", reason))
    over = row(good_year(), Given(Decimal(98), verified, verified=True), instead="当年未抽查")
    assert cells(edited(left_out, over)) == {"核定值": ("", "98", "H7")}, "the reason is still there"


def test_a_row_that_is_gone_is_placed_where_it_stood() -> None:
    before = row(good_year(), Given(Decimal(100), HERE))
    after = good_year()
    after.entries[FIRST].pop("R1")
    (edit,) = edited(before, after)
    assert edit.difference == ("填报值", "100", "", "E7", True)
    assert edit.points == -30


def test_a_change_carries_the_points_that_move_with_it() -> None:
    left_out = with_state(good_year(R1=Decimal(90)), FIRST, "R1", NotApplicable("当年未抽查", CELL))
    pair = pair_of(good_year(R1=Decimal(90)), left_out)
    change = next(c.change for c in pair.changes if c.name == FIRST)
    assert change is not None
    assert sum(e.points for e in pair.edits if e.points is not None) == change.total != 0


def test_an_open_total_hangs_no_points_on_an_edit() -> None:
    unclear = with_state(good_year(), FIRST, "R1", Unclear("约97", CELL))
    assert {e.points for e in edited(good_year(), unclear)} == {None}
    quotas = dict(unclear.quotas) | {(FIRST, "C1"): figure(Decimal(18))}
    assert {e.points for e in edited(unclear, unclear._replace(quotas=quotas))} == {None}
    averages = {("R1", "*"): Average(Decimal(0), "同口径", "公报", CELL)}
    assert {e.points for e in edited(unclear, unclear._replace(averages=averages))} == {None}, "a sum without it would mislead"


def test_averages_of_groups_replaced_by_one_for_all_are_one_change() -> None:
    year = good_year(R1=Decimal(98))
    by_group = {("R1", g): Average(Decimal(99), "同口径", "公报", CELL) for g in ("urban", "county_town")}
    for_all = {("R1", "*"): Average(Decimal(97), "同口径", "公报", CELL)}
    edits = edited(year._replace(averages=by_group), year._replace(averages=for_all))
    assert [e.group for e in edits] == ["urban"] * 3 + ["county_town"] * 3 + ["*"] * 3
    assert [e.points for e in edits if e.points is not None] == [10 * len(NAMES)]


def test_another_scope_is_named_though_no_points_hang_on_it() -> None:
    other = {("R1", "*"): Average(Decimal("98.5"), "另一口径", "公报", CELL)}
    (edit,) = edited(good_year(), good_year()._replace(averages=other))
    assert edit.difference[:3] == ("统计口径", "同口径", "另一口径")
    assert edit.points == 0


def test_incidents_that_come_or_go_are_named_and_those_that_moved_to_another_row_are_not() -> None:
    struck = good_year()._replace(incidents=(incident(FIRST),))
    (came,), (went,) = edited(good_year(), struck), edited(struck, good_year())
    assert (came.difference.before, went.difference.after) == ("", "")
    assert came.difference.after == went.difference.before == "2019-05-01 食品 通报"
    assert went.difference.gone
    elsewhere = good_year()._replace(incidents=(incident(FIRST)._replace(cell=CELL._replace(row=9)),))
    assert edited(struck, elsewhere) == ()


@settings(max_examples=25)
@given(years(), years())
def test_the_points_of_the_changes_add_up_to_what_data_and_benchmarks_moved(before: Year, after: Year) -> None:
    check_sums(pair_of(before, after._replace(year=before.year)))


@settings(max_examples=15)
@given(years(complete=True), later_years())
def test_they_add_up_when_the_second_try_has_other_rules(before: Year, after: Year) -> None:
    check_sums(pair_of(before, after._replace(year=before.year), newer=LATER))


def check_sums(pair: Pair) -> None:
    """Unit by unit for what is a unit's own; averages bear on several, so with them in sum."""
    shared = [e for e in pair.edits if e.unit is None]
    for unit in pair.changes:
        own = [e.points for e in pair.edits if e.unit == unit.name and e.points is not None]
        if unit.change is None:
            assert not own
        elif not shared:
            assert sum(own) == unit.change.data + unit.change.benchmarks
    if all(c.change is not None for c in pair.changes):
        moved = sum(c.change.data + c.change.benchmarks for c in pair.changes if c.change is not None)
        assert sum(e.points for e in pair.edits if e.points is not None) == moved


def test_a_unit_that_was_renamed_is_one_unit_whose_old_name_is_an_alias() -> None:
    units = tuple(
        changed(u, name=Text(zh="甲新区", en="New"), aliases=(FIRST,)) if u.name.zh == FIRST else u for u in RULES.mandate.units
    )
    renamed = RULES._replace(mandate=changed(RULES.mandate, units=units))
    before, after = good_year(R1=Decimal(90)), good_year()
    new = after._replace(
        entries={("甲新区" if u == FIRST else u): own for u, own in after.entries.items()},
        quotas={("甲新区" if u == FIRST else u, c): f for (u, c), f in after.quotas.items()},
        previous={("甲新区" if u == FIRST else u, c): f for (u, c), f in after.previous.items()},
    )
    pair = pair_of(before, new, newer=renamed)
    assert len(pair.changes) == len(NAMES)
    assert {e.unit for e in pair.edits} == {"甲新区", *NAMES[1:]}
    same = next(c for c in pair.changes if c.name == "甲新区")
    assert same.change is not None
    assert same.change.data == 30
    assert same.change.rules == 0
    assert [e.unit for e in pair.of("甲新区").edits] == ["甲新区"]


def test_what_is_told_of_one_unit_holds_the_averages_of_its_group_too() -> None:
    year = good_year(R1=Decimal(98))
    averages = {("R1", g): Average(Decimal(97), "同口径", "公报", CELL) for g in ("urban", "county_town")}
    pair = pair_of(year, with_state(year, NAMES[1], "T1", Given(Decimal(4), CELL))._replace(averages=averages))
    assert {e.group for e in pair.of(FIRST).edits} == {"urban", "*"}
    assert {e.unit for e in pair.of(FIRST).edits} == {None}


PLACED = RULES._replace(
    scheme=changed(
        RULES.scheme,
        indicators=tuple(
            changed(i, rule=Places(kind="places", less=Decimal("0.3"))) if i.id == "T1-each" else i
            for i in RULES.scheme.indicators
        ),
    )
)
LOWEST = RULES._replace(scheme=changed(RULES.scheme, points=changed(RULES.scheme.points, total="lowest_group")))


@settings(max_examples=25)
@given(years(complete=True), years(complete=True), st.sampled_from([PLACED, LOWEST]))
def test_where_one_value_moves_other_units_the_points_still_add_up(before: Year, after: Year, rules: Rules) -> None:
    """By place a county rises and another falls; the points of a change are those of all units together."""
    pair = pair_of(before, after._replace(year=before.year), rules, rules)
    told = sum((e.points for e in pair.edits if e.points is not None), Decimal(0))
    assert told == sum(c.change.data + c.change.benchmarks for c in pair.changes if c.change)


def test_a_place_lost_by_another_units_better_value_is_told_with_that_value() -> None:
    after = with_state(good_year(), FIRST, "T1", Given(Decimal(10), CELL))
    (edit,) = pair_of(good_year(), after, PLACED, PLACED).edits
    assert (edit.unit, edit.code, edit.points) == (FIRST, "T1", Decimal("-6.00")), (
        "four units fall to the second place, by 1.5 each"
    )
