"""A nation repeats itself: what was found for one unit is not worked out again for the next, and still nothing is mixed up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from unittest.mock import create_autospec

import pytest
from tests.assess.compare.test_edits import pair_of
from tests.assess.drawn import CELL, NAMES, RULES, good_year, with_state

from loudi_qa.assess.lines import LineScorer
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import Entry, Figure, Given

if TYPE_CHECKING:
    from loudi_qa.scheme.models import Indicator

QUOTA = next(i for i in RULES.scheme.indicators if isinstance(i.rule, Reach) and i.rule.at_least == "quota")


def scored(indicator: Indicator, quotas: dict[str, str], value: str, *, compare: str) -> list[bool]:
    """Whether each unit meets its quota, one after the other, all with the same value."""
    scheme = RULES.scheme.model_copy(update={"compare": compare})
    figures = {(name, indicator.measure): Figure(Decimal(q), CELL) for name, q in quotas.items()}
    scorer = LineScorer(scheme, good_year()._replace(quotas=figures), RULES.mandate.units)
    entry = Entry(Given(Decimal(value), CELL))
    awards = (scorer.line_of(indicator, RULES.mandate.unit[name], entry).award for name in quotas)
    return [award is not None and award.met for award in awards]


@pytest.mark.parametrize("order", [("5", "5.0"), ("5.0", "5")])
def test_values_rounded_to_a_quotas_digits_do_not_borrow_from_a_unit_whose_quota_has_others(order: tuple[str, str]) -> None:
    """4.6 rounds to 5 beside a quota of 5, and stays 4.6 beside 5.0; whoever is scored first must not settle it for both."""
    quotas = dict(zip(NAMES, order, strict=False))
    assert scored(QUOTA, quotas, "4.6", compare="rounded") == [quota == "5" for quota in order]
    assert scored(QUOTA, quotas, "4.6", compare="exact") == [False, False]


def test_the_same_value_is_worked_out_once_for_all_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a nation costs as much for its thousandth unit as for its first."""
    worked = create_autospec(Reach.award, side_effect=Reach.award)
    monkeypatch.setattr(Reach, "award", worked)
    assert scored(QUOTA, dict.fromkeys(NAMES, "5"), "4", compare="exact") == [False] * len(NAMES)
    assert worked.call_count == 1


def test_a_changed_cell_scores_the_lines_of_its_measure_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else two tries of a province's year cost every line of a unit at each of its thousands of changed cells."""
    before = good_year()
    after = with_state(before, NAMES[0], QUOTA.measure, Given(Decimal(1), CELL))
    scored_again = create_autospec(LineScorer.line, side_effect=LineScorer.line)
    monkeypatch.setattr(LineScorer, "line", scored_again)
    assert pair_of(before, after).edits
    measures = [call.args[1].measure for call in scored_again.call_args_list]
    assert set(measures) == {QUOTA.measure}
    assert len(measures) <= sum(i.measure == QUOTA.measure for i in RULES.scheme.indicators)
