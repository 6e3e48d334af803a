"""``loudi-qa rules check``: what is wrong with the rules, or doubtful, and whether the document bears them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.catalogue.system import reason
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import is_folder, stat_of
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.report.rulebook.book import usual_year
from loudi_qa.report.rules_checked import RulesChecked, rules_checked_document, rules_checked_table
from loudi_qa.report.rules_checked_json import rules_checked_json
from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.lint.edition import case_year_remarks
from loudi_qa.scheme.lint.look import Beside, fault_remarks, in_order, look
from loudi_qa.scheme.lint.provenance import stated
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, find
from loudi_qa.words import Words

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.document import Document
    from loudi_qa.scheme.lint.remark import Remark
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.text.clauses import Parted

_LARGEST = 2_000_000
"""Bytes of a document's text."""
_NO_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<html", b"<!DOCTYPE")
_NOT_TEXT = Words(
    "{file} 不是纯文本；在 Word 或 WPS 里打开，另存为 .txt 再用",
    "{file} is no plain text: open it in Word or WPS and save it as .txt",
)
_NO_FILE = Words("找不到 {file}；核对文件名和所在文件夹", "there is no {file}: look at the name and the folder")
_NOT_READ = Words("读不了 {file}：{why}", "{file} cannot be read: {why}")
_TOO_LARGE = Words("{file} 过大，不会是一份文件的原文", "{file} is too large to be the text of a document")
_A_FOLDER = Words("{file} 是文件夹；请给一个文件", "{file} is a folder; name one file")
_YEARS = range(1949, 3000)
_NO_YEAR = Words(
    "--year {year} 不是年份；写四位数，如 --year 2019", "--year {year} is no year; give four digits, as in --year 2019"
)
_OTHER_YEAR = Words(
    "--year 是 {year}，工作簿是 {got} 年度的；两者应一致", "--year is {year}, the workbook is of {got}; they must agree"
)


class Asked(NamedTuple):
    """What was typed."""

    text: Path | None
    workbook: Path | None
    cases: Path | None
    year: int | None
    strict: bool
    indicators: Path | None
    responsibilities: Path | None

    @property
    def sources(self) -> list[Path | None]:
        """Every file that is read."""
        return [self.text, self.workbook, self.cases, self.indicators, self.responsibilities]


class _Unreadable(Exception):
    """The document's text cannot be read; says why."""

    def __init__(self, words: Words, **fields: object) -> None:
        super().__init__(words.of("en", **fields))
        self.words = words.filled(**fields)


def run(ui: Ui, asked: Asked, *, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Check both files and print what was found; with errors the exit code is that of wrong rules."""
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, asked.sources, force=force)
    try:
        checked = _checked(ui, asked)
    except _Unreadable as error:
        ui.tell(error.words)
        from loudi_qa.cli.beside import tell_near

        tell_near(ui, [asked.text] if asked.text else [])
        return Exit.UNREADABLE
    emit(
        ui,
        how,
        output,
        document=lambda: _document(ui, how, checked),
        data=lambda: rules_checked_json(checked, ui.lang),
    )
    tell_written(ui, output)
    if checked.count("error"):
        return Exit.USAGE
    return Exit.FINDINGS if asked.strict and checked.count("warning") else Exit.FINE


def _document(ui: Ui, how: Format, checked: RulesChecked) -> Document:
    if how in {Format.csv, Format.md}:
        return rules_checked_table(checked, ui.lang)
    return rules_checked_document(checked, ui.lang, quiet=ui.quiet, verbose=ui.verbose)


def _checked(ui: Ui, asked: Asked) -> RulesChecked:
    text = _parted(asked.text) if asked.text else None
    try:
        rules = load_rules(ui, asked.indicators, asked.responsibilities)
    except RulesError as error:
        first = find(INDICATORS, asked.indicators), find(RESPONSIBILITIES, asked.responsibilities)
        return RulesChecked(in_order(fault_remarks(error.faults), first))
    year, quotas = _year(asked, rules)
    tried, faults = _tried(asked, rules)
    looked = look(rules, year, Beside(quotas, tried, (asked.text, text) if asked.text and text else None))
    remarks = in_order([*looked.remarks, *faults], [rules.indicators, rules.responsibilities])
    return RulesChecked(remarks, rules.scheme, year, looked.held)


def _year(asked: Asked, rules: Rules) -> tuple[int, dict[tuple[str, str], Decimal] | None]:
    """The year to look at: the workbook's, else the one typed, else that of the rules; and the quotas there are."""
    if asked.year is not None and asked.year not in _YEARS:
        raise UsageError(_NO_YEAR, year=asked.year)
    if asked.workbook is None:
        return asked.year or usual_year(rules.scheme) or _year_of_document(rules), None
    if is_folder(asked.workbook):
        raise UsageError(_A_FOLDER, file=asked.workbook)
    from loudi_qa import api

    year = api.read(asked.workbook, rules).year
    if asked.year not in {None, year.year}:
        raise UsageError(_OTHER_YEAR, year=asked.year, got=year.year)
    return year.year, {at: figure.value for at, figure in year.quotas.items()}


def _year_of_document(rules: Rules) -> int:
    """Of rules that hold in every year and are dated nowhere: the year of their document, else the first there may be."""
    told = re.search(r"(?:19|20)\d\d", rules.scheme.source.date)
    return int(told[0]) if told else _YEARS.start


def _tried(asked: Asked, rules: Rules) -> tuple[frozenset[str] | None, list[Remark]]:
    """What cases try, None where there are none, and what is said of their file; one with faults tries nothing."""
    from loudi_qa.scheme.cases import CASES, read_cases, tried

    path = asked.cases or rules.indicators.with_name(CASES)
    if asked.cases is None and stat_of(path) is None:
        return None, []
    try:
        cases = read_cases(path, rules)
        return tried(cases.file, rules.scheme), [*case_year_remarks(cases, rules.scheme)]
    except RulesError as error:
        everything = frozenset(item.id for _, item in stated(rules.scheme))  # what the cases try is not known: not a word of it
        return everything, fault_remarks(error.faults, of_cases=True)


def _parted(path: Path) -> Parted:
    """The clauses of the document's text; raises :class:`_Unreadable`."""
    from loudi_qa.scheme.text.clauses import parted, text_of

    if is_folder(path):
        raise _Unreadable(_A_FOLDER, file=path)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise _Unreadable(_NO_FILE, file=path) from error
    except OSError as error:
        raise _Unreadable(_NOT_READ, file=path, why=reason(error)) from error
    if len(data) > _LARGEST:
        raise _Unreadable(_TOO_LARGE, file=path)
    text = None if data.lstrip().startswith(_NO_TEXT) else text_of(data)
    if text is None:
        raise _Unreadable(_NOT_TEXT, file=path)
    return parted(text)
