"""What every paper of a year is made from: the one result, who signs, and what was there before."""

from __future__ import annotations

from functools import cached_property
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


class Unsettled(NamedTuple):
    """What of a result is not settled, counted over all units."""

    errors: int
    open: int
    """Units whose total is open."""
    missing: int
    """Values that are missing and count 0 for now."""


class _Given(NamedTuple):
    """What a dossier is put together from."""

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


class Dossier(_Given):
    """The result of a year with all that its papers say besides; every paper is a function of it."""

    @property
    def year(self) -> int:
        """The year that was assessed."""
        return self.result.year.year

    @cached_property
    def unsettled(self) -> Unsettled:
        """Counted once for all papers: every letter says it, and a nation has as many letters as units."""
        result = self.result
        return Unsettled(
            errors=sum(f.severity == "error" for f in result.findings),
            open=sum(u.is_open for u in result.units),
            missing=sum(line.state == "missing" for u in result.units for line in u.lines),
        )

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why these papers may not go out as they are, the gravest first."""
        found: dict[Doubt, bool] = {
            "errors": self.unsettled.errors > 0,
            "open": self.unsettled.open > 0,
            "missing": self.unsettled.missing > 0,
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
