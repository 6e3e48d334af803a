"""The sample year, scored once, and studied once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.assess.robust.study import Robustness, study
from loudi_qa.cli import way

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules

SAMPLE = Path(__file__).parents[3] / "samples" / "2019.xlsx"


@pytest.fixture(scope="session")
def year_2019(shipped: Rules) -> Assessment:
    return way.score(SAMPLE, shipped)


@pytest.fixture(scope="session")
def studied(year_2019: Assessment) -> Robustness:
    return study(year_2019)
