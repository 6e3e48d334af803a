"""The sample year, scored once for all tests of its reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.cli import way

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def sample(shipped: Rules) -> Assessment:
    """2019 of the samples, with 2018 before it."""
    return way.score(SAMPLES / "2019.xlsx", shipped, SAMPLES / "2018.xlsx")
