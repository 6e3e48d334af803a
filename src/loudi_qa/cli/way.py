"""The way of a workbook through the program: guard -> read -> bind -> check -> score -> consequences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.score import assess
from loudi_qa.cli.exits import NoYear, UsageError
from loudi_qa.findings import Finding
from loudi_qa.submission.bind import bind
from loudi_qa.submission.check import check
from loudi_qa.submission.cover import read_cover
from loudi_qa.submission.sense import contradicted
from loudi_qa.words import Words
from loudi_qa.workbook import layout
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year
    from loudi_qa.workbook.read import Workbook


NOT_LAST_YEAR = Words(
    "--previous 应是上一年度的工作簿：{file} 是 {got} 年度的，本次考核 {year} 年度",
    "--previous must be last year's workbook: {file} is of {got}, this one of {year}",
)


_SOMEONE = Words("某单位", "a unit")


def limits(rules: Rules) -> Limits:
    """How large a workbook may be under these rules."""
    return Limits.declared(len(rules.mandate.units), len(rules.scheme.measures))


def score(path: Path, rules: Rules, previous: Path | None = None) -> Assessment:
    """Workbook in, assessment out; raises :class:`~loudi_qa.findings.Unreadable` or :class:`NoYear`."""
    book = read(path, limits(rules))
    return score_book(book, rules, score(previous, rules) if previous else None)


def score_book(book: Workbook, rules: Rules, last_year: Assessment | None = None) -> Assessment:
    """A workbook that was read; ``last_year`` must be of the year before, else :class:`UsageError`."""
    year, findings = year_of(book, rules)
    if last_year and last_year.year.year != year.year - 1:
        raise UsageError(NOT_LAST_YEAR, file=last_year.year.file, got=last_year.year.year, year=year.year)
    return assess(rules, year, findings, last_year)


def year_of(book: Workbook, rules: Rules) -> tuple[Year, list[Finding]]:
    """The year that a workbook holds, and what was found in it; raises :class:`NoYear` for a form, or a cover without one."""
    cover = read_cover(book, rules)
    if cover.sender.kind != "office":
        raise NoYear([Finding("E222", book.name, layout.COVER, fields={"sender": cover.sender.name or _SOMEONE})])
    year, findings = bind(book, rules, cover)
    if year is None:
        raise NoYear(findings)
    return year, [*findings, *check(year, rules, missing="warning"), *contradicted(year, rules)]
