"""Points by year: what cannot fall into one year together is not asked of the cases, nor what a year of 0 points hides."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.assess.cases.conftest import ROOT

from loudi_qa import api
from loudi_qa.assess.cases.ready import ready
from loudi_qa.assess.cases.survivors import NO_POINTS_THEN, NOTHING_COMPARED, mutation
from loudi_qa.scheme.cases import read_cases
from loudi_qa.scheme.idle import most_idle

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

BASIN = ROOT / "examples" / "basin"


@pytest.fixture(scope="module")
def basin() -> Rules:
    """Two indicators of one measure, W2-2008 until 2009 and W2-2010 from 2010 on; either may be not applicable."""
    return api.load(BASIN / "indicators.yaml", BASIN / "responsibilities.yaml")


def test_what_may_be_idle_is_counted_year_by_year(basin: Rules) -> None:
    """Both together would be 60 points and past the cap of 30: a case that no year can bring would be asked for."""
    water = next(g for g in basin.scheme.groups if g.id == "water")
    assert most_idle(water, basin.scheme) == Decimal(30)


def test_a_year_of_0_points_and_a_comparison_that_nobody_makes_are_excused_with_the_reason(basin: Rules) -> None:
    found = mutation(basin, ready(read_cases(BASIN / "cases.yaml", basin), basin))
    whys = [excused.why for excused in found.excused]
    assert whys.count(NOTHING_COMPARED) == 1
    years = sorted(str(x.mutant.line) for x in found.excused if x.why == NO_POINTS_THEN)
    assert len(years) == 4, "0 in 2008 or in 2010, once for each of four indicators"
    assert found.survivors == ()
