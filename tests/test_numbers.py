"""Exact numbers: what the clerk typed is what is read, and the last digit is right by 四舍五入."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loudi_qa.numbers import MOST_DIGITS, from_cell, from_text, percent, plain, quantise, rounded, rounded_ratio, show

if TYPE_CHECKING:
    from loudi_qa.numbers import Rounding

VALUES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=6)
PLACES = st.integers(0, 6)


def quantum(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [(97.3, "97.3"), (0.1, "0.1"), (0.57, "0.57"), (1e-7, "1E-7"), (60.0, "60")],
)
def test_a_cell_is_read_as_its_author_typed_it(stored: float, typed: str) -> None:
    assert str(from_cell(stored)) == typed


def test_a_cell_with_the_binary_neighbour_of_a_number_is_that_number() -> None:
    assert str(from_cell(float("97.299999999999997"))) == "97.3", "what the file stores for a typed 97.3"


def test_what_is_no_number_comes_back_for_the_caller_to_refuse() -> None:
    assert from_cell(float("nan")).is_nan()
    assert from_cell(float("-inf")).is_infinite()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=4))
def test_any_number_survives_the_spreadsheet(typed: Decimal) -> None:
    assert from_cell(float(typed)) == typed


@pytest.mark.parametrize("text", ["97.30", "-3", "+3", ".5", "5.", "0", "007"])
def test_a_plain_number_is_read_from_text(text: str) -> None:
    assert from_text(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    ["", ".", "-", "1e5", "1E5", "1_000", "1,000", "nan", "inf", "Infinity", " 97", "97 ", "97%", "９７", "九七", "--1"],
)
def test_what_is_no_plain_number_is_never_guessed_at(text: str) -> None:
    assert from_text(text) is None


def test_more_digits_than_a_spreadsheet_stores_are_no_measured_value() -> None:
    assert from_text("9" * MOST_DIGITS) == Decimal("9" * MOST_DIGITS)
    assert from_text("9" * (MOST_DIGITS + 1)) is None
    assert from_text("0." + "3" * MOST_DIGITS) is None


@pytest.mark.parametrize(("share", "shown"), [("0.57", "57"), ("0.975", "97.5"), ("1", "100"), ("0.0001", "0.01"), ("0", "0")])
def test_a_share_is_a_percentage_without_the_noise_of_binary_fractions(share: str, shown: str) -> None:
    assert str(percent(Decimal(share))) == shown
    assert str(percent(from_cell(float(share)))) == shown


def test_binary_fractions_would_have_been_wrong_here() -> None:
    assert 0.57 * 100 != 57
    assert percent(from_cell(0.57)) == 57


@given(VALUES)
def test_a_percentage_is_exactly_a_hundred_times_the_share(share: Decimal) -> None:
    assert Fraction(percent(share)) == 100 * Fraction(share)


@pytest.mark.parametrize(
    ("number", "written"),
    [("97.50", "97.5"), ("1E+2", "100"), ("100", "100"), ("0.00", "0"), ("-0.10", "-0.1"), ("1E-7", "1E-7")],
)
def test_a_number_is_written_without_trailing_zeros_or_thousands_as_powers(number: str, written: str) -> None:
    assert str(plain(Decimal(number))) == written


@pytest.mark.parametrize(
    ("value", "places", "half_up", "half_even"),
    [
        ("0.125", 2, "0.13", "0.12"),
        ("0.135", 2, "0.14", "0.14"),
        ("-0.125", 2, "-0.13", "-0.12"),
        ("2.675", 2, "2.68", "2.68"),
        ("0.5", 0, "1", "0"),
        ("1.5", 0, "2", "2"),
        ("2.5", 0, "3", "2"),
        ("0.1249999", 2, "0.12", "0.12"),
        ("0.1250001", 2, "0.13", "0.13"),
        ("99.995", 2, "100.00", "100.00"),
    ],
)
def test_an_exact_final_five_goes_up_by_default_and_to_the_even_digit_on_request(
    value: str, places: int, half_up: str, half_even: str
) -> None:
    assert str(rounded(Fraction(value), places)) == half_up
    assert str(rounded(Fraction(value), places, "half_even")) == half_even


def test_a_number_is_rounded_once_and_never_in_stages() -> None:
    once = rounded(Fraction("0.4445"), 0)
    staged = rounded(Fraction(rounded(Fraction(rounded(Fraction("0.4445"), 3)), 2)), 0)
    assert once == staged == 0
    assert rounded(Fraction("2.4449"), 1) == Decimal("2.4")


@given(VALUES, PLACES)
def test_rounding_agrees_with_the_decimal_module(value: Decimal, places: int) -> None:
    assert rounded(Fraction(value), places) == value.quantize(quantum(places), ROUND_HALF_UP)
    assert rounded(Fraction(value), places, "half_even") == value.quantize(quantum(places), ROUND_HALF_EVEN)


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=999), PLACES)
def test_a_rounded_number_is_off_by_half_a_digit_at_most_and_has_its_places(value: Fraction, places: int) -> None:
    near = rounded(value, places)
    assert abs(Fraction(near) - value) <= Fraction(quantum(places)) / 2
    assert near.as_tuple().exponent == -places


@given(VALUES, PLACES)
def test_rounding_twice_to_the_same_places_changes_nothing(value: Decimal, places: int) -> None:
    near = rounded(Fraction(value), places)
    assert rounded(Fraction(near), places) == near


@given(st.fractions(max_denominator=999), st.fractions(max_denominator=999), PLACES)
def test_rounding_never_turns_an_order_round(one: Fraction, other: Fraction, places: int) -> None:
    assume(one <= other)
    assert rounded(one, places) <= rounded(other, places)


@pytest.mark.parametrize(("noisy", "places", "clean"), [("96.99999999999999", 2, "97.00"), ("0.30000000000000004", 1, "0.3")])
def test_the_noise_of_a_formula_is_taken_away(noisy: str, places: int, clean: str) -> None:
    assert str(quantise(Decimal(noisy), places)) == clean


def test_a_value_with_more_digits_than_decimal_keeps_by_default_is_still_exact() -> None:
    assert quantise(Decimal("1234567890123456789012345678901.235"), 2) == Decimal("1234567890123456789012345678901.24")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("97.50"), "97.5"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.0000001"), "0.0000001"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 3), "≈0.3333"),
        (Fraction(2, 3), "≈0.6667"),
        (Fraction(-1, 3), "≈-0.3333"),
        (Fraction(0), "0"),
        (Fraction(100), "100"),
    ],
)
def test_a_number_is_shown_as_a_person_writes_it(value: Decimal | Fraction, shown: str) -> None:
    assert show(value) == shown


@given(VALUES)
def test_what_is_shown_of_a_decimal_is_the_same_number_again(value: Decimal) -> None:
    assert from_text(show(value)) == value


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=999))
def test_a_fraction_is_marked_as_about_exactly_when_it_is(value: Fraction) -> None:
    text = show(value)
    assert (Fraction(text.removeprefix("≈")) == value) == (not text.startswith("≈"))


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(1, 50), PLACES, st.sampled_from(["half_up", "half_even"]))
def test_a_ratio_that_was_not_reduced_is_rounded_as_its_fraction(
    above: int, below: int, times: int, places: int, rounding: Rounding
) -> None:
    assert rounded_ratio(above * times, below * times, places, rounding) == rounded(Fraction(above, below), places, rounding)
    assert abs(Fraction(rounded_ratio(above, below, places, rounding)) - Fraction(above, below)) <= Fraction(quantum(places)) / 2
