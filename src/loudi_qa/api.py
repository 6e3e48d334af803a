"""The same way from a workbook to an explained result, for those who write scripts: four calls, and the objects of the commands.

>>> from loudi_qa import api
>>> rules = api.load()                                    # doctest: +SKIP
>>> year = api.read("2019.xlsx", rules)                   # doctest: +SKIP
>>> result = api.score(year, rules)                       # doctest: +SKIP
>>> api.explain(result, "双峰县", "P05-2020", year)[0].points  # doctest: +SKIP
Decimal('2.00')

``docs/api.md`` walks through them. What a command prints is a function of the same :class:`~loudi_qa.assess.result.Assessment`.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.score import assess
from loudi_qa.findings import Finding, NoYear
from loudi_qa.scheme import load as rule_files
from loudi_qa.submission.bind import bind
from loudi_qa.submission.check import check
from loudi_qa.submission.cover import read_cover
from loudi_qa.submission.normalise import clean
from loudi_qa.submission.sense import contradicted, once
from loudi_qa.words import Words
from loudi_qa.workbook import layout
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.read import read as read_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.report.derivation import Derivation
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year
    from loudi_qa.workbook.read import Workbook

__all__ = ["WrongYear", "YearRead", "explain", "limits", "load", "read", "score", "year_in"]

_SOMEONE = Words("某单位", "a unit")


class WrongYear(ValueError):
    """A result that is handed over as last year's is of another year."""

    def __init__(self, last: Assessment, year: Year) -> None:
        super().__init__(f"{last.year.file} is of {last.year.year}, not of the year before {year.year}")
        self.last, self.year = last, year


class YearRead(NamedTuple):
    """A year's workbook as it was read: its values, what was found in it, and its cells for an explanation."""

    year: Year
    findings: tuple[Finding, ...]
    book: Workbook


def load(indicators: str | Path | None = None, responsibilities: str | Path | None = None) -> Rules:
    """The rules: the files given, else those of the working folder, else those that came with the program.

    Raises :class:`~loudi_qa.scheme.fault.RulesError`, which holds every fault with its file and line.
    """
    given = (None if path is None else Path(path) for path in (indicators, responsibilities))
    return rule_files.load(*given)


def read(path: str | Path, rules: Rules) -> YearRead:
    """Read a year's workbook under the rules.

    Raises :class:`~loudi_qa.findings.Unreadable` for a file that cannot be read, :class:`~loudi_qa.findings.NoYear` for one that
    is no year (a form, or a cover without a year), :class:`~loudi_qa.scheme.fault.RulesError` where the rules give its year no
    points.
    """
    return year_in(read_workbook(Path(path), limits(rules)), rules)


def score(year: YearRead, rules: Rules, previous: Assessment | None = None) -> Assessment:
    """Score a year; ``previous`` is the result of the year before, for what follows from repeated failure.

    The result holds the findings: one with an error is not fit to publish. Raises :class:`WrongYear` for a ``previous`` of
    another year, :class:`~loudi_qa.scheme.fault.RulesError` where the rules give the year no points.
    """
    if previous is not None and previous.year.year != year.year.year - 1:
        raise WrongYear(previous, year.year)
    return assess(rules, year.year, year.findings, previous)


def explain(result: Assessment, unit: str, line: str | None = None, year: YearRead | None = None) -> tuple[Derivation, ...]:
    """How a unit came by its points, line by line; ``line`` is an indicator, an extra, or a group's moved points (``work-na``).

    With ``year``, the workbook that was read, each derivation also tells the cells as they stand there. Raises
    :class:`KeyError` for a unit or a line that is not there, with the nearest name.
    """
    from loudi_qa.report.explained import derivations
    from loudi_qa.submission.origin import Origins

    found = derivations(result, _unit(result, unit), Origins(year.book) if year else None)
    if line is None:
        return tuple(found.values())
    if line not in found:
        raise KeyError(_unknown("line", line, {i: i for i in found}))
    return (found[line],)


def _unit(result: Assessment, name: str) -> UnitResult:
    mandate = result.rules.mandate
    known = mandate.unit | {u.name.en: u for u in mandate.units}
    if clean(name) not in known:
        raise KeyError(_unknown("unit", name, {called: u.name.zh for called, u in known.items()}))
    meant = known[clean(name)].name.zh
    return next(u for u in result.units if u.unit.name.zh == meant)


def _unknown(what: str, name: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"there is no {what} {name}" + (f"; did you mean {known[near[0]]}?" if near else "")


def limits(rules: Rules) -> Limits:
    """How large a workbook may be under these rules."""
    return Limits.under(rules)


def year_in(book: Workbook, rules: Rules) -> YearRead:
    """The year that an opened workbook holds, under the rules of that year; raises as :func:`read` does."""
    cover = read_cover(book, rules)
    if cover.sender.kind != "office":
        raise NoYear([Finding("E222", book.name, layout.COVER, fields={"sender": cover.sender.name or _SOMEONE})])
    rules = rules if cover.year is None else rules.in_year(cover.year)
    year, findings = bind(book, rules, cover)
    if year is None:
        raise NoYear(findings)
    doubts = contradicted(year, rules)
    return YearRead(year, (*once(findings, doubts), *check(year, rules, missing="warning"), *doubts), book)
