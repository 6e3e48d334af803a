"""How far weights may vary: no weighting within the limit turns a pair, and one at the limit brings them level."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import CELL, good_year, with_state, years
from tests.assess.robust.weighted import placed, scored, share, total

from loudi_qa.assess.robust.weights import holding, neighbours, pair
from loudi_qa.submission.year import Figure, Given

if TYPE_CHECKING:
    import random

    from loudi_qa.assess.result import Assessment
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.submission.year import Year


@settings(max_examples=12)
@given(years())
def test_what_a_unit_holds_adds_up_to_its_published_total(year: Year) -> None:
    for unit in placed(scored(year)):
        held = holding(unit)
        assert (
            sum(held.parts) + Fraction(unit.extra_points) == Fraction(unit.total) == total(unit, [Fraction(0)] * len(held.parts))
        )


@settings(max_examples=12)
@given(years(), st.randoms(use_true_random=False))
def test_no_weighting_within_the_limit_turns_a_pair(year: Year, rng: random.Random) -> None:
    holdings = [holding(u) for u in placed(scored(year))]
    for found in neighbours(holdings):
        reach = Fraction(1) if found.turns_at is None else found.turns_at
        for _ in range(4):
            changes = [reach * share(rng.choice([-999, 999, rng.randint(-999, 999)])) for _ in holdings[0].parts]
            ahead = total(found.above, changes) - total(found.below, changes)
            assert ahead > 0 or not found.gap, "a unit would be said to stand firm and be overtaken"


@settings(max_examples=12)
@given(years())
def test_the_worst_weighting_at_the_limit_brings_the_pair_level(year: Year) -> None:
    for a, b in pairwise([holding(u) for u in placed(scored(year))]):
        found = pair(a, b)
        p = Fraction(1) if found.turns_at is None else found.turns_at
        worst = [-p if x > y else p for x, y in zip(a.parts, b.parts, strict=True)]
        ahead = total(found.above, worst) - total(found.below, worst)
        assert (ahead == 0) if found.turns_at is not None else (ahead > 0 or found.swing == 0), "the limit would be too cautious"


def test_units_that_are_level_may_be_parted_by_any_weights_and_units_alike_by_none() -> None:
    alike = scored(good_year())
    first = neighbours([holding(u) for u in alike.units])[0]
    assert (first.gap, first.swing, first.turns_at) == (Decimal(0), Fraction(0), None)
    year = with_state(good_year(), "甲区", "T1", Given(Decimal(0), CELL))  # 5 points fewer each, of different indicators
    year = year._replace(extras={("乙县", "X2"): Figure(Decimal(2), CELL), ("甲区", "X1"): Figure(Decimal(4), CELL)})
    year = with_state(year, "乙县", "T1", Given(Decimal(4), CELL))
    level = neighbours([holding(u) for u in scored(year).units])[-1]
    assert (level.above.total, level.below.total) == (Decimal("97.00"), Decimal("97.00"))
    assert (level.gap, level.swing, level.turns_at) == (Decimal(0), Fraction(4), Fraction(0))


def test_a_lead_from_extras_alone_is_never_turned_by_weights() -> None:
    year = good_year()._replace(extras={("甲区", "X1"): Figure(Decimal(1), CELL)})
    lead = neighbours([holding(u) for u in scored(year).units])[0]
    assert (lead.above.unit.name.zh, lead.gap, lead.turns_at) == ("甲区", Decimal("0.50"), None)


def test_the_limits_of_the_sample_can_be_repeated_by_hand(year_2019: Assessment, studied: Robustness) -> None:
    limits = {(p.above.unit.name.zh, p.below.unit.name.zh): (p.gap, p.turns_at) for p in studied.pairs}
    assert len(limits) == len(year_2019.units) - 1
    assert limits["双峰县", "涟源市"] == (Decimal(0), Fraction(0))
    assert limits["娄星区", "娄底经开区"] == (Decimal("5.07"), Fraction(5070, 13883)), "5.07 over a swing of 13.883"
    assert limits["涟源市", "冷水江市"] == (Decimal("4.50"), Fraction(825, 4046))
