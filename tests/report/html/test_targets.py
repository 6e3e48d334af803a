"""The way to the city's targets: nothing that is short of one, by however little, is shown as reached."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.report.docx.analysis.page import signed
from loudi_qa.report.html.targets import targets
from loudi_qa.report.views import city_value

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment


def test_a_rate_just_short_of_its_target_has_digits_enough_to_be_seen_short(sample: Assessment) -> None:
    rate = next(m for m in sample.rules.scheme.measures if m.city == "pooled")
    assert city_value(Fraction("96.998"), rate, Decimal(97)) == "96.998"
    assert city_value(Fraction("96.998"), rate) == "97"
    assert signed(Fraction("-0.002"), 2) == "-0.002", "a shortfall with a plus would be an insult"


def test_only_what_is_reached_is_a_hundred_percent(sample: Assessment) -> None:
    listed = targets(sample, "zh")
    assert any(t.reached for t in listed)
    for target in listed:
        share = Decimal(target.share.removesuffix("%") or 0)
        assert (share >= 100) == target.reached, target.id
