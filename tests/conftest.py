"""What every test may ask for: the small scheme with every rule kind, and the rules as they are shipped."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

import pytest
import typer.main
from hypothesis import settings

from loudi_qa.scheme.load import Rules, load

ROOT = Path(__file__).parents[1]
TINY = Path(__file__).parent / "scheme" / "tiny"

gc.set_threshold(100_000, 50, 100)  # thousands of small tests: the collector took a tenth of their time
typer.main.get_command = cache(typer.main.get_command)  # built anew by each of a thousand runs it cost more than most of them
settings.register_profile("house", deadline=None, derandomize=True, database=None)  # the same cases on every machine
settings.load_profile("house")


@pytest.fixture(scope="session")
def tiny() -> Rules:
    """Two units, two groups, four kinds of rule: figures that add up in the head."""
    return load(TINY / "indicators.yaml", TINY / "responsibilities.yaml")


@pytest.fixture(scope="session")
def shipped() -> Rules:
    """The rules of Loudi at the top of the repository."""
    return load(ROOT / "indicators.yaml", ROOT / "responsibilities.yaml")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample workbooks."""
    return ROOT / "samples"
