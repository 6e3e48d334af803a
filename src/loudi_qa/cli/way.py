"""The way of a workbook through the program: guard -> read -> bind -> check -> score -> consequences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.score import assess
from loudi_qa.cli.exits import UsageError
from loudi_qa.submission.bind import bind, reporting_unit
from loudi_qa.submission.check import check
from loudi_qa.words import Words
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules


_NOT_LAST_YEAR = Words(
    "--previous 应是上一年度的工作簿：{file} 是 {got} 年度的，本次考核 {year} 年度",
    "--previous must be last year's workbook: {file} is of {got}, this one of {year}",
)


class NoYear(Exception):
    """The workbook does not say which year it is of; nothing can be scored, but what was found can be told."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("no year")
        self.findings = tuple(findings)


def limits(rules: Rules) -> Limits:
    """How large a workbook may be under these rules."""
    return Limits.declared(len(rules.mandate.units), len(rules.scheme.measures))


def score(path: Path, rules: Rules, previous: Path | None = None) -> Assessment:
    """Workbook in, assessment out; raises :class:`~loudi_qa.findings.Unreadable` or :class:`NoYear`."""
    book = read(path, limits(rules))
    year, findings = bind(book, rules)
    if year is None:
        raise NoYear(findings)
    findings += check(year, rules, missing="warning")
    last_year = score(previous, rules) if previous else None
    if last_year and last_year.year.year != year.year - 1:
        raise UsageError(_NOT_LAST_YEAR, file=last_year.year.file, got=last_year.year.year, year=year.year)
    return assess(rules, year, findings, last_year)


def validate(path: Path, rules: Rules) -> list[Finding]:
    """A form or a year's workbook in, findings out; a missing value is an error here."""
    book = read(path, limits(rules))
    form_of = reporting_unit(book, rules)
    year, findings = bind(book, rules, form=form_of is not None)
    if year is not None:
        findings += check(year, rules, missing="error", form_of=form_of)
    return findings
