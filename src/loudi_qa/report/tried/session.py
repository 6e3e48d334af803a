"""Everything that a run of cases has found, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.cases.coverage import Gap
    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.assess.cases.survivors import Mutation
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.yamlfile import Document


class Coverage(NamedTuple):
    """What no case tries."""

    rules: Document
    """The text of ``indicators.yaml``, which knows on which line everything stands."""
    gaps: tuple[Gap, ...]
    mutation: Mutation | None
    """None where a case failed: rules that are not as the cases have them tell nothing of changed ones."""

    @property
    def is_complete(self) -> bool:
        """Whether every situation is tried and every change noticed."""
        return not self.gaps and self.mutation is not None and not self.mutation.survivors


class Session(NamedTuple):
    """One run of cases."""

    rules: Rules
    files: tuple[tuple[Path, tuple[Outcome, ...]], ...]
    """Every file with what came of its cases; of the cases that were asked for, where not all were."""
    left_out: int = 0
    """Cases that were not asked for."""
    coverage: Coverage | None = None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All cases of all files."""
        return tuple(outcome for _, outcomes in self.files for outcome in outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The cases that did not come out as they must."""
        return tuple(outcome for outcome in self.outcomes if not outcome.passed)
