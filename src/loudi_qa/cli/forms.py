"""The way of a form through the program: guard -> read -> bind -> structure -> check -> sense; and of many, over the cores."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli.cores import Lost, processes, spread
from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.progress import counted
from loudi_qa.findings import Finding, Unreadable
from loudi_qa.report.checked import CheckedFile
from loudi_qa.submission.bind import bind
from loudi_qa.submission.cover import read_cover
from loudi_qa.submission.submit import Submission, submit
from loudi_qa.submission.year import Given
from loudi_qa.words import Words
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.scheme.load import Rules

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""What the cover of a form is read back as."""
_NO_SUCH_YEAR = Words("年度应在 {first} 至 {last} 之间，读到 {year}", "the year must lie from {first} to {last}, not {year}")
_A_FORM = Words(
    "--previous 应是上一年度的工作簿：{file} 是{sender}的表",
    "--previous must be last year's workbook: {file} is the form of {sender}",
)
_NO_MEMORY = Words("内存不够", "out of memory")
_ENDED = Words(
    "读它的进程被系统结束了（{code}），多半是内存不够",
    "the process that read it was ended by the system ({code}), most likely for want of memory",
)
_WITHOUT_YEAR = Words(
    "--previous 应是上一年度的工作簿：{file} 的封面没有写明考核年度",
    "--previous must be last year's workbook: the cover of {file} does not give its year",
)


def submission(path: Path, rules: Rules, last_year: Mapping[tuple[str, str], Decimal] | None = None) -> Submission:
    """A form or a year's workbook in, and all that can be said of it out; the file goes by its path as it was given."""
    return submit(read(path, Limits.under(rules), str(path)), rules, last_year)


class Check(NamedTuple):
    """The check of a file as it is sent to other processes: once what all files are held against, then paths."""

    rules: Rules
    last_year: Mapping[tuple[str, str], Decimal] | None = None
    with_values: bool = True
    """Whether the values are wanted too; without them a tenth of the bytes comes back and stays in memory."""

    def __call__(self, path: Path) -> CheckedFile:
        """What there is to say of one file, or why it cannot be read."""
        file = str(path)
        try:
            sent = submission(path, self.rules, self.last_year)
        except Unreadable as error:
            return CheckedFile(file, None, (error.finding,))
        except (MemoryError, RecursionError):
            return _unread(file, _NO_MEMORY)
        if sent.year is not None and not self.with_values:
            sent = sent._replace(year=sent.year._replace(entries={}))
        return CheckedFile(file, sent, sent.findings)


def check_all(ui: Ui, paths: Sequence[Path], check: Check, doing: Words, jobs: int | None) -> tuple[CheckedFile, ...]:
    """Every file checked, in the order of the paths, in as many processes as asked for or as is worth while."""
    with counted(ui, len(paths), doing) as done:
        found = spread(check.__call__, paths, processes(jobs, paths), done)
    return tuple(_unread(str(p), _ended(f)) if isinstance(f, Lost) else f for p, f in zip(paths, found, strict=True))


def _ended(lost: Lost) -> Words:
    return _ENDED.filled(code=lost.exit_code)


def _unread(file: str, why: Words) -> CheckedFile:
    return CheckedFile(file, None, (Finding("E110", file, fields={"why": why}),))


class LastYear(NamedTuple):
    """The numbers that counted in a year's workbook, by unit and measure, to hold the next year against."""

    file: Path
    year: int
    values: dict[tuple[str, str], Decimal]

    def before(self, year: int) -> dict[tuple[str, str], Decimal]:
        """The numbers, if they are of the year before this one; else raises :class:`UsageError`."""
        if self.year != year - 1:
            from loudi_qa.cli.way import NOT_LAST_YEAR

            raise UsageError(NOT_LAST_YEAR, file=self.file, got=self.year, year=year)
        return self.values


def read_last_year(path: Path, rules: Rules) -> LastYear:
    """Last year's workbook, where the year to hold against it is not known yet; a form, or a book without a year, is none."""
    book = read(path, Limits.under(rules))
    cover = read_cover(book, rules)
    if cover.sender.kind != "office":
        raise UsageError(_A_FORM, file=path, sender=cover.sender.name or "?")
    year, _ = bind(book, rules, cover)
    if year is None:
        raise UsageError(_WITHOUT_YEAR, file=path)
    states = {(u, m): e.state for u, own in year.entries.items() for m, e in own.items()}
    numbers = {k: s.value for k, s in states.items() if isinstance(s, Given) and isinstance(s.value, Decimal)}
    return LastYear(path, year.year, numbers)


def last_year(path: Path, rules: Rules, year: int) -> dict[tuple[str, str], Decimal]:
    """The numbers of the year before this one, by unit and measure; raises :class:`UsageError` for any other workbook."""
    return read_last_year(path, rules).before(year)


def check_year(year: int) -> None:
    """Refuse a year that no cover could give."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageError(_NO_SUCH_YEAR, first=FIRST_YEAR, last=LAST_YEAR, year=year)
