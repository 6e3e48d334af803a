"""The places a unit can take: no weighting leaves the bounds, and each is reached by the weighting that comes with it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import good_year, years
from tests.assess.robust import weighted
from tests.assess.robust.weighted import placed, scored, share

from loudi_qa.assess.robust import places as module
from loudi_qa.assess.robust.places import SHARES, places
from loudi_qa.assess.robust.weights import Holding, holding

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.assess.robust.places import Places
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.submission.year import Year


def never_left(found: Sequence[Places], units: Sequence[UnitResult], rng: random.Random, times: int) -> None:
    for _ in range(times):
        for p in {f.share for f in found}:
            net = rng.choice([1, 3, 1000])  # at the ends, halfway, anywhere
            changes = [p * share(rng.randint(-net, net), net) for _ in units[0].lines]
            taken = weighted.places(units, changes)
            for f in found:
                if f.share == p:
                    assert f.best.place <= taken[f.unit.unit.name.zh] <= f.worst.place, "a place thought safe would be lost"


def reached(found: Places, units: Sequence[UnitResult]) -> None:
    for extreme in (found.best, found.worst):
        if extreme.exact:
            assert extreme.changes is not None
            assert all(abs(c) <= found.share for c in extreme.changes)
            taken = weighted.places(units, extreme.changes)[found.unit.unit.name.zh]
            assert taken == extreme.place, "a place would be promised that no weights give"


@settings(max_examples=12)
@given(years(), st.sampled_from([*SHARES, Fraction(2, 3)]), st.randoms(use_true_random=False))
def test_the_bounds_are_never_left_and_always_reached(year: Year, p: Fraction, rng: random.Random) -> None:
    units = placed(scored(year))
    found = places([holding(u) for u in units], [p])
    assert all(f.best.exact and f.worst.exact for f in found)
    if units:
        never_left(found, units, rng, times=6)
    for f in found:
        assert f.best.place <= (f.unit.rank or 0) <= f.worst.place
        reached(f, units)


@settings(max_examples=4)
@given(rng=st.randoms(use_true_random=False))
def test_the_bounds_of_the_sample_are_never_left(studied: Robustness, rng: random.Random) -> None:
    never_left(studied.places, placed(studied.assessment), rng, times=5)


def test_the_bounds_of_the_sample_are_reached(studied: Robustness) -> None:
    units = placed(studied.assessment)
    for found in studied.places:
        assert found.best.exact
        assert found.worst.exact
        reached(found, units)
    ranges = {(f.unit.unit.name.zh, f.share): (f.best.place, f.worst.place) for f in studied.places}
    assert ranges["双峰县", Fraction(1, 10)] == (3, 4)
    assert ranges["娄星区", Fraction(1, 4)] == (1, 1)
    assert ranges["冷水江市", Fraction(1, 4)] == (3, 5)


def units_holding(*parts: tuple[int, ...]) -> list[Holding]:
    """Units that hold so many points each, in place of those of a scored year."""
    unit = scored(good_year()).units[0]
    totals = sorted((sum(p) for p in parts), reverse=True)
    return [
        Holding(unit._replace(total=unit.total * 0 + sum(p), rank=1 + totals.index(sum(p))), tuple(map(Fraction, p)))
        for p in parts
    ]


def test_rivals_that_can_each_be_passed_but_not_together_are_not_both_passed() -> None:
    """The last needs more weight on one indicator to pass one rival, and less on it to pass the other."""
    rivals = units_holding((10, 50, 40), (50, 10, 40), (28, 28, 40))
    last = places(rivals, [Fraction(1, 4)])[-1]
    assert (last.unit.rank, last.best.place, last.best.exact) == (3, 2, True), "pair by pair it would seem to be first"


def test_a_rival_that_only_comes_level_takes_no_place_away() -> None:
    """Level now, and each rival better where the other is worse: one may pass, never both."""
    first, *_ = places(units_holding((10, 10, 10), (14, 6, 10), (6, 14, 10)), [Fraction(1, 4)])
    assert (first.best.place, first.worst.place) == (1, 2)


def test_at_the_very_limit_the_one_behind_shares_the_place_and_the_one_ahead_keeps_it() -> None:
    ahead, behind = places(units_holding((50, 0), (0, 30)), [Fraction(1, 4)])
    assert (ahead.best.place, ahead.worst.place) == (1, 1)
    assert (behind.best.place, behind.worst.place) == (1, 2)
    assert places(units_holding((50, 0), (0, 30)), [Fraction(249, 1000)])[1].best.place == 2


@pytest.mark.parametrize(("limit", "proved"), [("MOST_PROGRAMMES", 2), ("MOST_RIVALS", 1)])
def test_where_the_search_ends_early_the_bound_still_holds_and_says_so(
    limit: str, proved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rivals = units_holding((10, 50, 40), (50, 10, 40), (28, 28, 40))
    monkeypatch.setattr(module, limit, 1)
    last = places(rivals, [Fraction(1, 4)])[-1]
    assert (last.best.place, last.best.exact, last.best.changes) == (proved, False, None)


def test_of_one_unit_alone_the_same_is_said_as_among_all(year_2019: Assessment, studied: Robustness) -> None:
    unit = year_2019.units[3]
    alone = places([holding(u) for u in placed(year_2019)], only=unit)
    assert list(alone) == [f for f in studied.places if f.unit is unit]
