"""The programme behind the places: whatever it grants is granted, and what it refuses no point of the square grants."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from loudi_qa.assess.robust.margin import Wish, margin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Point = tuple[Fraction, ...]


def wishes(variables: int, most: int) -> st.SearchStrategy[list[Wish]]:
    swings = st.tuples(*[st.integers(-6, 6)] * variables)
    return st.lists(st.builds(Wish, st.integers(-9, 6), swings), min_size=1, max_size=most)


def leeway(wish: Wish, at: Sequence[Fraction]) -> Fraction:
    return wish.gap + sum((s * x for s, x in zip(wish.swings, at, strict=True)), Fraction(0))


def crossing(one: Wish, other: Wish) -> Point | None:
    """Where two lines of no leeway cross."""
    (a, b), (c, d) = one.swings, other.swings
    area = a * d - b * c
    if not area:
        return None
    return Fraction(b * other.gap - d * one.gap, area), Fraction(c * one.gap - a * other.gap, area)


def corners(asked: Sequence[Wish]) -> Iterator[Point]:
    """Every point that can be a corner of what the wishes leave of the square."""
    edges = [Wish(1, (1, 0)), Wish(1, (-1, 0)), Wish(1, (0, 1)), Wish(1, (0, -1))]
    for one, other in combinations([*asked, *edges], 2):
        at = crossing(one, other)
        if at is not None and all(-1 <= x <= 1 for x in at):
            yield at


@settings(max_examples=70)
@given(wishes(2, 5))
def test_in_the_plane_it_grants_exactly_what_some_corner_grants(asked: list[Wish]) -> None:
    possible = any(all(leeway(w, at) >= 0 for w in asked) for at in corners(asked))
    assert (margin(asked, strict=False).at is not None) == possible


@settings(max_examples=70)
@given(wishes(4, 6), st.booleans())
def test_a_point_that_is_found_grants_every_wish_and_lies_within_the_bounds(asked: list[Wish], strict: bool) -> None:
    at = margin(asked, strict=strict).at
    if at is not None:
        assert all(-1 <= x <= 1 for x in at)
        least = min(leeway(w, at) for w in asked)
        assert least > 0 if strict else least >= 0


@settings(max_examples=30)
@given(wishes(3, 6), st.booleans())
def test_a_core_alone_is_refused_and_no_point_of_a_fine_net_grants_it(asked: list[Wish], strict: bool) -> None:
    outcome = margin(asked, strict=strict)
    if outcome.at is None:
        core = [asked[i] for i in outcome.core]
        assert core
        assert margin(core, strict=strict).at is None
        for at in product([Fraction(n, 4) for n in range(-4, 5)], repeat=3):
            least = min(leeway(w, at) for w in core)
            assert least <= 0 if strict else least < 0


def test_wishes_that_can_only_be_met_between_the_corners_are_met() -> None:
    """x + y = 0 and both of x - y = 1: no corner of the square, and no edge, will do."""
    asked = [Wish(0, (1, 1)), Wish(0, (-1, -1)), Wish(-1, (1, -1)), Wish(1, (-1, 1))]
    assert margin(asked, strict=False).at == (Fraction(1, 2), Fraction(-1, 2))
    assert margin(asked, strict=True).at is None


def test_a_variable_that_went_to_its_other_end_and_came_back_is_counted_from_the_right_end() -> None:
    asked = [Wish(0, (3, 2)), Wish(-1, (-1, -2))]
    at = margin(asked, strict=True).at
    assert at == (Fraction(3, 4), Fraction(-1))
    assert [leeway(w, at) for w in asked] == [Fraction(1, 4), Fraction(1, 4)]
