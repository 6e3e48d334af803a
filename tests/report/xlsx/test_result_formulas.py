"""The pieces of the result's workbook that need no spreadsheet: formulas as texts, columns laid over a sheet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loudi_qa.report.xlsx.result.formulas import digits, fits, number, published, quoted
from loudi_qa.report.xlsx.result.page import Span, spread
from loudi_qa.scheme.policies import PointsPolicy


def test_a_text_in_a_formula_cannot_end_it() -> None:
    assert quoted('a"&HYPERLINK("x")&"b') == '"a""&HYPERLINK(""x"")&""b"'


@pytest.mark.parametrize(("value", "text"), [("97.50", "97.5"), ("-200", "(-200)"), ("1E+3", "1000"), ("0.000001", "0.000001")])
def test_a_number_in_a_formula_has_neither_exponent_nor_sign_that_could_be_misread(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        (["97.25", "100"], True),
        (["0.1234567891"], True),
        (["0.12345678911"], False),
        (["99999", "0.1234567891"], True),
        (["123456789.1234567"], False),
        (["123456789.12", "0.1"], True),
        (["0.1234567", "999999999"], False),
    ],
)
def test_numbers_fit_where_a_spreadsheet_tells_their_sums_apart_to_the_last_digit(numbers: list[str], kept: bool) -> None:
    """Where it cannot, a formula would quietly give other points: the line stays a value."""
    own = [Decimal(n) for n in numbers]
    assert fits(own) is kept
    step = Decimal(1).scaleb(-digits(own))
    largest = float(max(own))
    assert largest + float(step) != largest


def test_points_are_rounded_once_and_cleaned_before() -> None:
    assert published("J9", PointsPolicy()) == "ROUND(ROUND(J9,12),2)"
    assert published("J9", PointsPolicy(rounding="half_even")).endswith("/100")


def test_a_table_with_more_room_than_it_asks_for_uses_all_of_it() -> None:
    spans = spread([10] * 6, [10, 20])
    assert (spans[0].first, spans[-1].last) == (1, 6)
    assert spread([10, 10, 10], [5, 5, 5]) == [Span(1, 1), Span(2, 2), Span(3, 3)]
    assert spread([12, 40, 10, 10, 10, 50], [40, 10, 60]) == [Span(1, 2), Span(3, 3), Span(4, 6)]
