"""One workbook as it was sent: read, bound, checked; and all that was found in it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.submission.bind import bind
from loudi_qa.submission.check import check
from loudi_qa.submission.cover import Cover, Sender, read_cover
from loudi_qa.submission.sense import once, sense, share_is_meant
from loudi_qa.submission.structure import structure, under_a_merge
from loudi_qa.submission.table import find_table
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year
    from loudi_qa.workbook.read import Workbook


class Submission(NamedTuple):
    """A form, or a year's workbook, with what was found in it."""

    file: str
    sha256: str
    sender: Sender
    cover: Cover
    year: Year | None
    findings: tuple[Finding, ...]
    titles: Mapping[int, str]
    """The title of each column of 指标数据, by its place from 0."""

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(f.severity == "error" for f in self.findings)

    @property
    def filled_on(self) -> date | None:
        """The day the cover gives, in any of the ways people write a day."""
        match = re.search(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})", self.cover.values.get(layout.FILLED_ON, ""))
        try:
            return date(*map(int, match.groups())) if match else None
        except ValueError:
            return None


def submit(book: Workbook, rules: Rules, last_year: Mapping[tuple[str, str], Decimal] | None = None) -> Submission:
    """Everything there is to say about one workbook by itself; a missing value is an error here."""
    cover = read_cover(book, rules)
    rules = rules.as_of(cover.year)
    form = None if cover.sender.kind == "office" else cover.sender
    year, findings = bind(book, rules, cover, form=form is not None)
    table, _ = find_table(book, layout.DATA)
    findings += structure(book, rules, form, table)
    columns = table.columns if table else {}
    if year is not None:
        missing = check(year, rules, missing="error", sender=form)
        findings += [f for f in missing if f.code != "E204" or not under_a_merge(book, f)]
        findings = [f for f in findings if not _is_meant(year, f)]
        unread = {f.cell for f in findings if f.severity == "error" and f.column}
        doubts = sense(year, rules, form, columns, last_year)
        doubts = [f for f in doubts if f.cell not in unread and not under_a_merge(book, f)]  # one cause, one finding
        findings = settled([*once(findings, doubts), *doubts], rules, year.year)
    titles = {column: title for title, column in columns.items()}
    return Submission(book.name, book.sha256, cover.sender, cover, year, tuple(findings), titles)


def _is_meant(year: Year, finding: Finding) -> bool:
    entry = year.entries.get(finding.unit or "", {}).get(finding.measure or "")
    return finding.code == "E309" and entry is not None and share_is_meant(entry)


def settled(findings: Iterable[Finding], rules: Rules, year: int) -> list[Finding]:
    """The findings at their level of the year: what the rules let wait is a warning until then, unless its level is set."""
    waiting = rules.scheme.checks.warn_until if rules.scheme.checks else {}
    return [
        f._replace(level="warning") if f.code in waiting and year <= waiting[f.code] and f.level is None else f for f in findings
    ]
