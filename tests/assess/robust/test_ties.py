"""Units on one total, told apart by what the same year gives under the other policies."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.assess.drawn import CELL, RULES, changed, good_year, with_state
from tests.assess.robust.weighted import scored

from loudi_qa.assess.robust.study import study
from loudi_qa.submission.year import Figure, Given, NotApplicable

if TYPE_CHECKING:
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.assess.robust.ties import Lead, Tie


def told(lead: Lead | None) -> tuple[str | None, Fraction] | None:
    return None if lead is None else (lead.unit.unit.name.zh if lead.unit else None, lead.by)


def tie_of(studied: Robustness, name: str = "甲区") -> Tie:
    """The tie of a unit with one of its neighbours."""
    found = [p.tie for p in studied.pairs if p.tie and name in {p.above.unit.name.zh, p.below.unit.name.zh}]
    assert found
    return found[0]


def test_of_two_on_one_total_it_is_told_who_is_ahead_unrounded_and_by_how_much() -> None:
    year = good_year(C1=Decimal(2))  # 2 of a quota of 3 are 6.666… of 10 points, printed as 6.67
    year = year._replace(quotas={k: Figure(Decimal(3), CELL) for k in year.quotas})
    assert told(tie_of(study(scored(year))).unrounded) == (None, Fraction(0)), "neither is ahead"
    quotas = {**year.quotas, ("甲区", "C1"): Figure(Decimal(3000), CELL)}
    ahead = with_state(year, "甲区", "C1", Given(Decimal(2001), CELL))._replace(quotas=quotas)
    lead = tie_of(study(scored(ahead))).unrounded
    assert told(lead) == ("甲区", Fraction(20010, 3000) - Fraction(20, 3)), "6.67 of both, 0.00333… apart"


def test_points_that_came_from_what_is_not_applicable_are_told_apart() -> None:
    year = with_state(good_year(), "甲区", "Y1", NotApplicable("无固废", CELL))
    found = study(scored(year))
    tie = tie_of(found)
    assert told(tie.unrounded) == (None, Fraction(0))
    unit = next(u for u in found.assessment.units if u.unit.name.zh == "甲区")
    other, by = told(tie.without_moved) or (None, Fraction(0))
    assert other != "甲区"
    assert by == Fraction(unit.moved_points) > 0


def test_where_the_rules_move_nothing_nothing_is_said_of_it_and_of_a_gap_nothing_at_all() -> None:
    rules = RULES._replace(scheme=changed(RULES.scheme, na=changed(RULES.scheme.na, points_go_to="none")))
    year = with_state(good_year(), "甲区", "T1", Given(Decimal(1), CELL))
    pairs = study(scored(year, rules)).pairs
    assert [p.tie.without_moved for p in pairs if p.tie] == [None] * 3
    assert [p.tie is None for p in pairs] == [False, False, False, True], "the last is behind by points"


def test_of_the_sample_the_two_third_places_are_told_apart(studied: Robustness) -> None:
    (pair,) = (p for p in studied.pairs if p.tie)
    assert pair.tie
    policies = {p.name: {s.unit.unit.name.zh: Fraction(s.total) for s in p.shifts} for p in studied.policies}
    without, unrounded = policies["none"], policies["unrounded"]
    assert told(pair.tie.unrounded) == ("涟源市", unrounded["涟源市"] - unrounded["双峰县"])
    assert told(pair.tie.without_moved) == ("涟源市", without["涟源市"] - without["双峰县"])
    assert told(pair.tie.without_moved) == ("涟源市", Fraction("1.03"))
