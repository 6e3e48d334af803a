"""``loudi-qa rules show``: the rules as tables for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.options import Format, RulesFormat, RulesView
from loudi_qa.cli.output import check_target, emit, tell_written, write_file
from loudi_qa.cli.output import pick_format as pick_usual
from loudi_qa.cli.rules import load_rules
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, find
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.rulebook.book import Rulebook
    from loudi_qa.scheme.models import Scheme

_PAGES = {".html": RulesFormat.html, ".htm": RulesFormat.html, ".xlsx": RulesFormat.xlsx}
_WHOLE = {RulesFormat.html, RulesFormat.xlsx}
_BAD_SUFFIX = Words(
    "不认识的文件后缀 {suffix}；可用：.md .html .xlsx .csv .json .txt",
    "unknown suffix {suffix}; use .md .html .xlsx .csv .json .txt",
)
_TWO_FORMATS = Words("--json 与 --format {format} 只能用一个", "use either --json or --format {format}, not both")
_NEEDS_FILE = Words(
    "{format} 要写入文件：加 -o，如 -o rules.{format}", "{format} is written to a file: add -o, as in -o rules.{format}"
)
_WHICH_YEAR = Words(
    "规则里看不出是哪一年（edition 写的是“{edition}”，也没有按年份写的目标或分值）；请加 --year，如 --year 2019",
    "the rules do not tell a year (edition is “{edition}”, no target or points are dated); add --year, as in --year 2019",
)
_NO_YEAR = Words(
    "--year {year} 不是年份；写四位数，如 --year 2019", "--year {year} is no year; give four digits, as in --year 2019"
)
_NO_POINTS = Words(
    "规则没有 {year} 年度的分值；有分值的年度：{years}", "the rules have no points for {year}; they have some for {years}"
)
_FIRST_YEAR, _LAST_YEAR = 1949, 9999


class Asked(NamedTuple):
    """What is to be shown, of which rules."""

    by: RulesView = RulesView.group
    year: int | None = None
    indicators: Path | None = None
    responsibilities: Path | None = None


def run(ui: Ui, asked: Asked, *, chosen: RulesFormat | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Show the rules; a page and a workbook hold all views with the one asked for first, other formats that one alone."""
    how = _format(chosen, output, as_json=as_json)
    if how in _WHOLE and output is None:
        raise UsageError(_NEEDS_FILE, format=how.value)
    sources = find(INDICATORS, asked.indicators), find(RESPONSIBILITIES, asked.responsibilities)
    check_target(output, sources, force=force)
    book = _book(ui, asked)
    if how in _WHOLE and output is not None:
        write_file(output, _bytes(book, how, asked, ui))
    else:
        _emit(ui, book, Format(how.value), asked, output)
    tell_written(ui, output)
    return Exit.FINE


def _format(chosen: RulesFormat | None, output: Path | None, *, as_json: bool) -> RulesFormat:
    if as_json and chosen not in {None, RulesFormat.json}:
        raise UsageError(_TWO_FORMATS, format=chosen)
    if as_json:
        return RulesFormat.json
    if chosen is not None:
        return chosen
    if output is None:
        return RulesFormat.table
    suffix = output.suffix.lower()
    if suffix in _PAGES:
        return _PAGES[suffix]
    try:
        return RulesFormat(pick_usual(None, output, as_json=False).value)
    except UsageError as error:
        raise UsageError(_BAD_SUFFIX, suffix=suffix or output.name) from error


def _book(ui: Ui, asked: Asked) -> Rulebook:
    from loudi_qa.report.rulebook.book import rulebook

    rules = load_rules(ui, asked.indicators, asked.responsibilities)
    return rulebook(rules, _year(rules.scheme, asked.year))


def _year(scheme: Scheme, given: int | None) -> int:
    """The year to show; raises :class:`UsageError` where none can be told, or the rules have no points for it."""
    from loudi_qa.report.rulebook.book import usual_year

    year = usual_year(scheme) if given is None else given
    if year is None:
        raise UsageError(_WHICH_YEAR, edition=scheme.edition)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UsageError(_NO_YEAR, year=year)
    if scheme.years is not None and year not in scheme.years:
        raise UsageError(_NO_POINTS, year=year, years=listed(sorted(scheme.years)))
    return year


def _bytes(book: Rulebook, how: RulesFormat, asked: Asked, ui: Ui) -> bytes:
    if how is RulesFormat.html:
        from loudi_qa.report.rulebook.page import page

        return page(book, asked.by.value, ui.lang)
    from loudi_qa.report.rulebook.workbook import workbook

    return workbook(book, asked.by.value, ui.lang)


def _emit(ui: Ui, book: Rulebook, how: Format, asked: Asked, output: Path | None) -> None:
    from loudi_qa.report.rulebook.json import rulebook_json
    from loudi_qa.report.rulebook.views import FLAT, READ

    makers = FLAT if how is Format.csv else READ
    quiet = ui._replace(quiet=True) if how is Format.csv else ui  # its one table holds every row: nothing is left out
    emit(
        quiet,
        how,
        output,
        document=lambda: makers[asked.by.value](book, ui.lang),
        data=lambda: rulebook_json(book, ui.lang),
    )
