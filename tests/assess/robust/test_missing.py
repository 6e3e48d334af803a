"""What was not reported is told with all the points that rest on it."""

from __future__ import annotations

from decimal import Decimal

from tests.assess.drawn import CELL, RULES, good_year, with_state
from tests.assess.robust.weighted import scored

from loudi_qa.assess.robust.missing import missed
from loudi_qa.assess.robust.study import study
from loudi_qa.submission.year import Missing


def test_a_measure_that_several_indicators_need_is_told_once_with_the_points_of_all_of_them() -> None:
    year = good_year()
    for measure in ("R1", "T1"):
        year = with_state(year, "甲区", measure, Missing(CELL))
    (found,) = study(scored(year)).missed
    assert found.unit.unit.name.zh == "甲区"
    assert [(i.measure.id, i.of) for i in found.items] == [("R1", Decimal("30.00")), ("T1", Decimal("5.00"))]


def test_of_a_unit_that_has_reported_everything_nothing_is_told() -> None:
    assert missed(scored(good_year()).units[0], RULES.scheme) is None
