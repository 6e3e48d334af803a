"""The way of a workbook through a command: the calls that scripts make too, with last year's workbook read before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa import api
from loudi_qa.cli.exits import UsageError
from loudi_qa.words import Words
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.workbook.read import Workbook

NOT_LAST_YEAR = Words(
    "--previous 应是上一年度的工作簿：{file} 是 {got} 年度的，本次考核 {year} 年度",
    "--previous must be last year's workbook: {file} is of {got}, this one of {year}",
)


def score(path: Path, rules: Rules, previous: Path | None = None) -> Assessment:
    """Workbook in, assessment out; raises :class:`~loudi_qa.findings.Unreadable` or :class:`~loudi_qa.findings.NoYear`."""
    book = read(path, api.limits(rules))
    return score_book(book, rules, score(previous, rules) if previous else None, forget=True)


def score_book(book: Workbook, rules: Rules, last_year: Assessment | None = None, *, forget: bool = False) -> Assessment:
    """A workbook that was read; ``last_year`` must be of the year before, else :class:`UsageError`.

    Where nobody asks for the cells any more, ``forget`` makes their place free for the result.
    """
    try:
        year = api.year_in(book, rules)
        if forget:
            book.forget_cells()
        return api.score(year, rules, last_year)
    except api.WrongYear as error:
        last = error.last.year
        raise UsageError(NOT_LAST_YEAR, file=last.file, got=last.year, year=error.year.year) from error
