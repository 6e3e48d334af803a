"""A value that reaches its target and is worse than last year's earns nothing: the steps say both, and say neither wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa import api
from loudi_qa.report.explained import derivations

if TYPE_CHECKING:
    from loudi_qa.words import Lang

AIR = Path(__file__).resolve().parents[2] / "examples" / "air-2014"


@pytest.mark.parametrize(
    ("lang", "comparison", "against"),
    [
        ("zh", "14.52 ≥ 7，达到", "14.52 < 上年值 16.13，比去年差，不得分：0"),
        ("en", "14.52 ≥ 7: met", "14.52 < 16.13 of last year: worse, no points: 0"),
    ],
)
def test_a_target_that_was_reached_is_not_called_missed(lang: Lang, comparison: str, against: str) -> None:
    """Told that it missed by 0, a unit would look for the fault in the wrong place."""
    rules = api.load(AIR / "indicators.yaml", AIR / "responsibilities.yaml")
    result = api.score(api.read(AIR / "sample.xlsx", rules), rules)
    shanghai = next(u for u in result.units if u.unit.name.zh == "上海市")
    steps = {step.key: step.text.of(lang) for step in derivations(result, shanghai, None)["A1"].steps}
    assert (steps["comparison"], steps["last_year"]) == (comparison, against)
    assert "sum" not in steps
