"""What every paper of a year is made from: the one result, who signs, and what was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.report.explained import derivations
from loudi_qa.scheme.placeholder import source_is_left

if TYPE_CHECKING:
    from datetime import date

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.report.derivation import Derivation
    from loudi_qa.scheme.mandate import Papers
    from loudi_qa.submission.origin import Origins
    from loudi_qa.submission.past import Past

Doubt = Literal["errors", "open", "missing", "repeat", "sample", "source", "issuer", "number", "day"]
"""Why a paper is a draft: errors in the data; a total that is open; a value that is missing and counts 0 for now; failing twice
not examined for want of last year; sample data; the document, who signs, to whom, 文号 or 日期 still to be given."""


class Dossier(NamedTuple):
    """The result of a year with all that its papers say besides; every paper is a function of it."""

    result: Assessment
    papers: Papers
    """Who signs, under which number, to whom: as the rules have it, the options of the command put in."""
    day: date | None = None
    """The day of the notice, from which deadlines run; None leaves its place blank."""
    last_day: date | None = None
    """The day of last year's notice, from which last year's deadlines ran."""
    origins: Origins | None = None
    """Where the values stand in the workbook, as they were written there."""
    pair: Pair | None = None
    """Last year's result and this one, where last year's workbook was given."""
    past: Past | None = None
    """What people wrote into the ledger before this one: last year's, or an earlier try of this year's."""

    @property
    def year(self) -> int:
        """The year that was assessed."""
        return self.result.year.year

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why these papers may not go out as they are, the gravest first."""
        found: dict[Doubt, bool] = {
            "errors": any(f.severity == "error" for f in self.result.findings),
            "open": self.result.is_open,
            "missing": any(line.state == "missing" for unit in self.result.units for line in unit.lines),
            "repeat": self.result.previous is None and any(c.when.repeat for c in self.result.rules.mandate.consequences),
            "sample": bool(self.result.year.notice),
            "source": source_is_left(self.result.rules.scheme.source),
            "issuer": not {"issuer", "addressees"} <= self.papers.model_fields_set,
            "number": not self.papers.number,
            "day": self.day is None,
        }
        return tuple(doubt for doubt, holds in found.items() if holds)

    def derivations(self, unit: UnitResult) -> dict[str, Derivation]:
        """Every line of a unit by its id, with every step to its points."""
        return derivations(self.result, unit, self.origins)
