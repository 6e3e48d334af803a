"""Other policies, held against a year that is scored under them from the start."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from tests.assess.drawn import CELL, RULES, changed, good_year, years
from tests.assess.robust.weighted import scored

from loudi_qa.assess.robust.policies import Policy, policies
from loudi_qa.submission.year import Entry, Given, Missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.assess.result import Assessment
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.submission.year import State, Year

SCHEME = RULES.scheme
OTHERS = {
    "half_even": {"points": changed(SCHEME.points, rounding="half_even")},
    "rounded": {"compare": "rounded"},
    "none": {"na": changed(SCHEME.na, points_go_to="none")},
}


def under(year: Year) -> dict[str, Policy]:
    return {p.name: p for p in policies(scored(year))}


def same(policy: Policy, other: Assessment) -> None:
    expected = {u.unit.name.zh: (u.total, u.rank, u.grade) for u in other.units}
    assert {s.unit.unit.name.zh: (s.total, s.place, s.grade) for s in policy.shifts} == expected


@settings(max_examples=8)
@given(years())
def test_a_policy_of_the_rules_gives_what_rules_with_it_give(year: Year) -> None:
    found = under(year)
    for name, fields in OTHERS.items():
        same(found[name], scored(year, RULES._replace(scheme=changed(SCHEME, **fields))))


@settings(max_examples=6)
@given(years())
def test_rules_that_have_the_other_policy_are_held_against_this_one(year: Year) -> None:
    fields = {k: v for own in OTHERS.values() for k, v in own.items()}
    rules = RULES._replace(scheme=changed(SCHEME, **fields))
    found = {p.name: p for p in policies(scored(year, rules))}
    assert {"half_up", "exact", "group"} <= found.keys()
    same(found["exact"], scored(year, rules._replace(scheme=changed(rules.scheme, compare="exact"))))


@settings(max_examples=6)
@given(years())
def test_unrounded_totals_lie_within_half_a_digit_a_line_and_rank_by_themselves(year: Year) -> None:
    policy = under(year)["unrounded"]
    open_ones = [s for s in policy.shifts if s.place is None]
    assert all(s.unit.is_open for s in open_ones)
    totals = [s.total for s in policy.shifts if s.place is not None]
    for s in policy.shifts:
        lines = len(s.unit.lines) + len(s.unit.groups) + len(s.unit.extras)
        assert abs(s.change) <= Fraction(lines, 200) + Fraction(len(s.unit.groups), 50)
        assert s.grade == s.unit.grade
        if s.place is not None:
            assert s.place == 1 + sum(t > s.total for t in totals)


def test_a_third_is_a_third_where_nothing_is_rounded() -> None:
    year = good_year(C1=Decimal(2), Y1=Decimal(0))
    year = year._replace(quotas={k: f._replace(value=Decimal(3)) for k, f in year.quotas.items()})
    shift = under(year)["unrounded"].shifts[0]
    assert (shift.unit.total, shift.total) == (Decimal("86.67"), Fraction(260, 3)), "two of three for ten points, Y1 lost"


@settings(max_examples=8)
@given(years())
def test_verified_values_alone_and_values_as_sent_are_scored_as_such_years_are(year: Year) -> None:
    sent: dict[str, Decimal | str | None] = {"R1": Decimal("95.0"), "A1": "在建", "L1": None}

    def entry(measure: str, own: Entry) -> Entry:
        if not isinstance(own.state, Given):
            return own
        if measure in sent:
            return Entry(own.state._replace(verified=True), sent=sent[measure])
        return own._replace(sent=own.state.value)

    year = year._replace(entries={u: {m: entry(m, e) for m, e in own.items()} for u, own in year.entries.items()})
    found = under(year)

    def each(state: Callable[[Entry], State]) -> Year:
        told = {u: {m: Entry(state(e)) for m, e in own.items()} for u, own in year.entries.items()}
        return year._replace(entries=told)

    same(found["verified"], scored(each(lambda e: Missing() if isinstance(e.state, Given) and not e.state.verified else e.state)))
    same(found["sent"], scored(each(lambda e: e.state if e.sent is None else Given(e.sent, CELL))))


def test_of_the_sample_the_scores_without_moved_points_are_those_the_ranking_prints(studied: Robustness) -> None:
    found = {p.name: p for p in studied.policies}
    assert [*found] == ["half_even", "rounded", "none", "unrounded", "verified", "sent"]
    for s in found["none"].shifts:
        assert s.total == s.unit.total - s.unit.moved_points
    assert found["none"].largest == Fraction("22.87")
    moved = [(s.unit.unit.name.zh, s.unit.rank, s.place) for s in found["unrounded"].shifts if s.place != s.unit.rank]
    assert moved == [("双峰县", 3, 4)], "level at 84.03, and not level before rounding"


def test_how_many_values_are_verified_is_told_with_the_policy_that_takes_no_others(studied: Robustness) -> None:
    assert {p.name: p.verified for p in studied.policies if p.verified is not None} == {"verified": 2}
    year = good_year()
    own = year.entries["甲区"] | {"A1": Entry(Given("建成", CELL, verified=True))}
    assert under(year)["verified"].verified == 0
    assert under(year._replace(entries=year.entries | {"甲区": own}))["verified"].verified == 1


def test_of_one_unit_alone_a_policy_says_what_it_says_among_all(studied: Robustness) -> None:
    unit = studied.assessment.units[2]
    for policy in studied.policies:
        assert policy.of(unit).shifts == tuple(s for s in policy.shifts if s.unit is unit)
        assert policy.of(unit).verified == policy.verified
