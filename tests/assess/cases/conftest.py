"""Cases in a test: written as an official writes them, read, and run by the engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.assess.cases.ready import ready
from loudi_qa.assess.cases.run import Runner
from loudi_qa.scheme.cases import read_cases
from loudi_qa.scheme.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.assess.cases.ready import Ready
    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.scheme.load import Rules

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@pytest.fixture(scope="session")
def varied() -> Rules:
    """A made-up scheme with whatever the scheme of Loudi does not use."""
    return load(HERE / "indicators.yaml", HERE / "responsibilities.yaml")


@pytest.fixture(scope="session")
def varied_cases(varied: Rules) -> tuple[Ready, ...]:
    """Its cases, worked out by hand."""
    return ready(read_cases(HERE / "cases.yaml", varied), varied)


@pytest.fixture(scope="session")
def shipped_cases(shipped: Rules) -> tuple[Ready, ...]:
    """The cases of Loudi, as they are shipped."""
    return ready(read_cases(ROOT / "cases.yaml", shipped), shipped)


@pytest.fixture
def run(tmp_path: Path, tiny: Rules) -> Callable[..., list[Outcome]]:
    """Run cases of the small scheme."""

    def ran(cases: str, head: str = "", rules: Rules = tiny) -> list[Outcome]:
        path = tmp_path / "cases.yaml"
        path.write_text(f"scheme: {rules.scheme.scheme}\nyear: 2019\n{head}cases:\n{cases}", encoding="utf-8")
        runner = Runner(rules)
        return [runner.run(case) for case in ready(read_cases(path, rules), rules)]

    return ran
