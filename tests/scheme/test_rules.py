"""The kinds of rule: laws that hold for every number, and examples worked by hand.

The worked examples are the cases of the scoring notes of this project (a pass rate of 5 points held to 97, four of six
sites, air in bands) and of the small scheme; their arithmetic stands beside them.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from loudi_qa.numbers import rounded
from loudi_qa.scheme.rules import Bands, Levels, PerStep, Ramp, Reach, Tally

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.rules import Award

D = Decimal
PLACES = 2
DIGIT = D(1).scaleb(-PLACES)

VALUES = st.decimals(min_value=0, max_value=200, places=PLACES, allow_nan=False)
BOUNDS = st.decimals(min_value=D("0.01"), max_value=100, places=PLACES, allow_nan=False)
POINTS = st.decimals(min_value=D("0.5"), max_value=5, places=1, allow_nan=False)
STEPS = st.fixed_dictionaries(
    {
        "per": st.decimals(min_value=D("0.01"), max_value=10, places=2),
        "lose": st.decimals(min_value=D("0.1"), max_value=5, places=1),
        "count": st.sampled_from(["exact", "full", "started"]),
    }
)
FLOORS = st.fixed_dictionaries({"zero_at": st.decimals(min_value=0, max_value=150, places=2)})
UPWARD = st.sampled_from(["zero", "proportional"]) | STEPS | FLOORS
DOWNWARD = st.just("zero") | STEPS | FLOORS


def reach(**keys: Any) -> Reach:
    return Reach.model_validate({"kind": "reach", **keys})


@st.composite
def reaches(draw: st.DrawFn) -> Reach:
    """A reach rule in either direction, with any short form, against a bound from the workbook."""
    if draw(st.booleans()):
        return reach(at_least="province", short=draw(UPWARD))
    return reach(at_most="province", short=draw(DOWNWARD))


def better(rule: Reach, value: Decimal, other: Decimal) -> bool:
    return value >= other if rule.at_least is not None else value <= other


@given(reaches(), VALUES, BOUNDS, POINTS)
def test_a_reach_gives_no_more_than_its_points_and_no_less_than_none(
    rule: Reach, value: Decimal, bound: Decimal, points: Decimal
) -> None:
    assert 0 <= rule.award(value, bound, points).points <= points


@given(reaches(), VALUES, VALUES, BOUNDS, POINTS)
def test_a_better_value_never_scores_less(rule: Reach, value: Decimal, other: Decimal, bound: Decimal, points: Decimal) -> None:
    assume(better(rule, value, other))
    assert rule.award(value, bound, points).points >= rule.award(other, bound, points).points


@given(reaches(), BOUNDS, POINTS)
def test_a_value_on_the_bound_is_met_and_earns_everything(rule: Reach, bound: Decimal, points: Decimal) -> None:
    award = rule.award(bound, bound, points)
    assert award.met
    assert award.points == points
    assert award.short == 0


@given(reaches(), BOUNDS, POINTS)
def test_one_last_digit_short_of_the_bound_is_not_met(rule: Reach, bound: Decimal, points: Decimal) -> None:
    value = bound - DIGIT if rule.at_least is not None else bound + DIGIT
    award = rule.award(value, bound, points)
    assert not award.met
    assert award.short == Fraction(DIGIT)
    assert award.points <= points
    full_steps = isinstance(rule.short, PerStep) and rule.short.count == "full"
    assert award.points < points or full_steps, "only whole steps forgive the last digit"


@given(reaches(), VALUES, BOUNDS, POINTS)
def test_met_means_beyond_the_bound_and_nothing_else(rule: Reach, value: Decimal, bound: Decimal, points: Decimal) -> None:
    award = rule.award(value, bound, points)
    assert award.met == better(rule, value, bound)
    assert award.target == Fraction(bound)
    assert (award.short == 0) == award.met


@given(reaches(), VALUES, BOUNDS, POINTS, st.decimals(min_value=0, max_value=10, places=1))
def test_plus_moves_the_target_and_nothing_else(
    rule: Reach, value: Decimal, bound: Decimal, points: Decimal, plus: Decimal
) -> None:
    moved = rule.model_copy(update={"plus": plus})
    assert moved.award(value, bound, points) == rule.award(value, bound + plus, points)


@given(FLOORS, VALUES, BOUNDS, POINTS, st.booleans())
def test_at_its_floor_and_beyond_a_ramp_gives_nothing(
    short: dict[str, Decimal], value: Decimal, bound: Decimal, points: Decimal, upward: bool
) -> None:
    rule = reach(at_least="province", short=short) if upward else reach(at_most="province", short=short)
    assume(not better(rule, value, bound) and better(rule, short["zero_at"], value))
    assert rule.award(value, bound, points).points == 0, "even where the average of the year lies beyond the floor"


@given(STEPS, VALUES, BOUNDS, POINTS)
def test_started_steps_cost_most_and_full_steps_least(
    short: dict[str, Any], value: Decimal, bound: Decimal, points: Decimal
) -> None:
    started, exact, full = (
        reach(at_least="quota", short={**short, "count": count}).award(value, bound, points)
        for count in ("started", "exact", "full")
    )
    assert started.points <= exact.points <= full.points
    if not full.met:
        assert full.steps is not None
        assert exact.steps is not None
        assert started.steps is not None
        assert full.steps <= exact.steps <= started.steps < full.steps + 2


@given(VALUES, BOUNDS, POINTS)
def test_a_proportion_is_the_share_that_is_there(value: Decimal, bound: Decimal, points: Decimal) -> None:
    assume(value <= bound)
    award = reach(at_least="quota", short="proportional").award(value, bound, points)
    assert award.points == Fraction(points) * Fraction(value) / Fraction(bound)


def test_a_proportion_of_a_value_below_nothing_is_nothing() -> None:
    assert reach(at_least="previous", short="proportional").award(D(-3), D(5), D(2)).points == 0


def test_a_proportion_of_a_target_of_nothing_is_no_division_by_nothing() -> None:
    rule = reach(at_least="previous", short="proportional")
    assert rule.award(D(0), D(0), D(2)).points == 2
    assert rule.award(D(-1), D(0), D(2)).points == 0


@st.composite
def bands(draw: st.DrawFn) -> tuple[Bands, Decimal]:
    """Bands that loading would accept, with the points of the highest."""
    size = draw(st.integers(1, 5))
    lowers = sorted(draw(st.lists(VALUES, min_size=size, max_size=size, unique=True)), reverse=True)
    given_ = sorted(draw(st.lists(VALUES, min_size=size, max_size=size, unique=True)), reverse=True)
    return Bands.model_validate({"kind": "bands", "bands": list(zip(lowers, given_, strict=True))}), given_[0]


@given(bands(), VALUES, VALUES)
def test_a_higher_band_never_scores_less_and_no_band_more_than_the_first(
    rule_and_points: tuple[Bands, Decimal], one: Decimal, other: Decimal
) -> None:
    rule, points = rule_and_points
    low, high = sorted((one, other))
    assert 0 <= rule.award(low, points).points <= rule.award(high, points).points <= points


@given(bands())
def test_a_band_is_closed_below(rule_and_points: tuple[Bands, Decimal]) -> None:
    rule, points = rule_and_points
    for lower, earned in rule.bands:
        assert rule.award(lower, points).points == earned
        assert rule.award(lower - DIGIT, points).points < earned or earned == 0
    assert rule.award(rule.bands[0][0], points).met
    assert not rule.award(rule.bands[0][0] - DIGIT, points).met


@given(st.decimals(min_value=0, max_value=1, places=2), POINTS)
def test_an_answer_earns_its_share(share: Decimal, points: Decimal) -> None:
    award = Levels.model_validate({"kind": "levels", "levels": {"建成": 1, "在建": share}}).award("在建", points)
    assert award.points == Fraction(share) * Fraction(points)
    assert award.met == (share == 1)


@given(st.integers(0, 1000), st.integers(0, 1000), POINTS, POINTS)
def test_a_tally_grows_with_the_count_up_to_its_cap(one: int, other: int, each: Decimal, cap: Decimal) -> None:
    rule = Tally.model_validate({"kind": "tally", "each": each, "cap": cap})
    few, many = sorted((one, other))
    assert 0 <= rule.award(D(few)).points <= rule.award(D(many)).points <= cap
    assert rule.award(D(many)).met == (many * Fraction(each) >= cap)


# Five points for a rate held to 97, one lost for every half point short.
HALVES = {"per": D("0.5"), "lose": 1}
THIRDS = {"per": D("0.3"), "lose": 1}


@pytest.mark.parametrize(
    ("rule", "value", "bound", "points", "earned"),
    [
        pytest.param(reach(at_least=97, short={**HALVES, "count": "started"}), "96.4", "97", "5", "3", id="2-started-halves"),
        pytest.param(reach(at_least=97, short={**HALVES, "count": "started"}), "97", "97", "5", "5", id="on-the-target"),
        pytest.param(reach(at_least=97, short={**HALVES, "count": "started"}), "96.96", "97", "5", "4", id="never-rounded-up"),
        pytest.param(reach(at_least=97, short={**HALVES, "count": "started"}), "96.5", "97", "5", "4", id="1-half-exactly"),
        pytest.param(reach(at_least=97, short={**HALVES, "count": "full"}), "96.4", "97", "5", "4", id="1-full-half"),
        pytest.param(reach(at_least=97, short={**HALVES, "count": "exact"}), "96.4", "97", "5", "3.8", id="1.2-halves"),
        pytest.param(reach(at_least=97, short={**HALVES, "count": "started"}), "90", "97", "5", "0", id="14-halves-cost-all"),
        pytest.param(reach(at_least=97, short={**THIRDS, "count": "full"}), "96.4", "97", "5", "3", id="0.6-is-2-times-0.3"),
        pytest.param(reach(at_least="province"), "99.7", "99.7", "3", "3", id="a-tie-with-the-province"),
        pytest.param(reach(at_least="province"), "99.69", "99.7", "3", "0", id="just-below-the-province"),
        pytest.param(reach(at_least="quota", short="proportional"), "4", "6", "4", "2.67", id="4-of-6-sites"),
        pytest.param(reach(at_least="quota", short="proportional"), "9", "6", "4", "4", id="9-of-6-sites-earn-no-more"),
        pytest.param(
            reach(at_least="previous", plus=1, short={"zero_at": 0}), "74", "73", "3", "3", id="1-better-than-last-year"
        ),
        pytest.param(reach(at_least="previous", plus=1, short={"zero_at": 0}), "37", "73", "3", "1.5", id="half-way-up-the-ramp"),
        pytest.param(reach(at_least=D("99.3"), short={"zero_at": 95}), "97.15", "99.3", "3.5", "1.75", id="2.15-of-4.3"),
        pytest.param(reach(at_most=4, short={"zero_at": 10}), "4", "4", "10", "10", id="4-complaints-are-allowed"),
        pytest.param(reach(at_most=4, short={"zero_at": 10}), "6", "4", "10", "6.67", id="2-of-6-too-many"),
        pytest.param(reach(at_most=4, short={"zero_at": 10}), "10", "4", "10", "0", id="10-complaints-cost-all"),
        pytest.param(reach(at_most=4, short={"per": 2, "lose": 3}), "7", "4", "10", "5.5", id="1.5-times-3-lost"),
    ],
)
def test_a_worked_example_of_a_reach(rule: Reach, value: str, bound: str, points: str, earned: str) -> None:
    award = rule.award(D(value), D(bound), D(points))
    assert rounded(award.points, 2) == D(earned)


def test_a_rule_says_how_many_steps_it_took_off() -> None:
    award: Award = reach(at_least=97, short={**HALVES, "count": "started"}).award(D("96.4"), D(97), D(5))
    assert award.short == Fraction(3, 5)
    assert award.steps == Fraction(2)
    assert not award.met


@pytest.mark.parametrize(
    ("value", "earned"), [("90", 4), ("83", 4), ("82.99", 3), ("80", 3), ("79.99", 1), ("75", 1), ("74.99", 0), ("0", 0)]
)
def test_a_worked_example_of_bands(value: str, earned: int) -> None:
    rule = Bands.model_validate({"kind": "bands", "bands": [[83, 4], [80, 3], [75, 1]]})
    assert rule.award(D(value), D(4)).points == earned


@pytest.mark.parametrize(("count", "earned"), [("0", "0"), ("1", "0.5"), ("6", "3"), ("7", "3")])
def test_a_worked_example_of_a_tally(count: str, earned: str) -> None:
    rule = Tally.model_validate({"kind": "tally", "each": D("0.5"), "cap": 3})
    assert rule.award(D(count)).points == Fraction(earned)


@pytest.mark.parametrize(("answer", "earned"), [("建成", "15"), ("在建", "7.5"), ("未建", "0")])
def test_a_worked_example_of_levels(tiny: Rules, answer: str, earned: str) -> None:
    indicator = next(i for i in tiny.scheme.indicators if i.id == "A1-duty")
    assert isinstance(indicator.rule, Levels)
    assert indicator.rule.award(answer, indicator.points).points == Fraction(earned)


def test_a_bound_is_what_was_declared(tiny: Rules) -> None:
    bounds = {i.id: i.rule.bound for i in tiny.scheme.indicators if isinstance(i.rule, Reach)}
    assert bounds == {
        "R1-2020": 97,
        "R1-avg": "province",
        "C1-quota": "quota",
        "L1-most": {2019: 4, 2020: 3},
        "Y1-better": "previous",
    }


@pytest.mark.parametrize("number", [0.5, "0.5", True, None, 1e3])
def test_a_number_that_is_not_exact_is_no_number(number: object) -> None:
    with pytest.raises(ValidationError):
        Ramp.model_validate({"zero_at": number})


def test_a_rule_cannot_be_changed_once_it_is_read() -> None:
    rule = reach(at_least=97)
    with pytest.raises(ValidationError):
        setattr(rule, "plus", D(1))  # noqa: B010 -- a plain assignment would be refused by the type checker already


def test_short_of_the_bound_nothing_is_given_unless_the_rule_says_so() -> None:
    assert reach(at_least=97).award(D("96.99"), D(97), D(5)).points == 0
