"""``loudi-qa score --set``: a what-if beside the result."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.whatif import what_if
from loudi_qa.catalogue.system import reason
from loudi_qa.cli.bundle import NO_WHAT_IF
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.scored import is_no_workbook, scored
from loudi_qa.cli.tell import tell_findings
from loudi_qa.numbers import show
from loudi_qa.report.whatif import MARK, what_if_document, what_if_json
from loudi_qa.submission.suppose import NotSupposable, settings
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from loudi_qa.cli.options import Format
    from loudi_qa.cli.ui import Ui

LARGEST = 1_000_000
"""Bytes of a file of settings."""
_NO_FILE = Words("读不了 {file}（{why}）", "{file} cannot be read ({why})")
_NOT_TEXT = Words("{file} 不是文本文件；每行写一个 单位:编号=值", "{file} is no text file; write one UNIT:CODE=VALUE a line")
_TOO_LARGE = Words("{file} 太大（多于 {most} 字节），没有测算", "{file} is too large (over {most} bytes); nothing was scored")
_HUNDREDFOLD = Words(
    "{unit} {code} 假设为 {value}：是不是 {hundredfold}？", "{code} of {unit} is supposed to be {value}: was {hundredfold} meant?"
)
_EMPTY = Words(
    "{file} 里没有假设；每行写一个 单位:编号=值，# 后为注释",
    "nothing is supposed in {file}; write one UNIT:CODE=VALUE a line, # begins a remark",
)
_AT = Words("{file} 第 {line} 行：{why}", "{file}, line {line}: {why}")
_ALONE = Words("假设测算（--set）不与 {option} 同用", "a what-if (--set) does not go with {option}")
_REMARK = re.compile(r"(^|\s)#.*")


class Asked(NamedTuple):
    """What is supposed, of which workbook, under which rules."""

    workbook: Path
    texts: tuple[str, ...]
    set_file: Path | None
    previous: Path | None = None
    indicators: Path | None = None
    responsibilities: Path | None = None


def refuse(others: Mapping[str, object]) -> None:
    """A what-if goes with none of these; above all it never becomes a bundle."""
    for option, value in others.items():
        if value is not None:
            raise UsageError(NO_WHAT_IF if option == "--bundle" else _ALONE, option=option)


def run(ui: Ui, asked: Asked, *, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Score the year as it is and as it is supposed; the exit code is that of the data, as of ``score``."""
    if is_no_workbook(ui, asked.workbook, "score"):
        return Exit.UNREADABLE
    how = pick_format(chosen, output, as_json=as_json)
    sources = [asked.workbook, asked.set_file, asked.previous, asked.indicators, asked.responsibilities]
    check_target(output, sources, force=force)
    rules = load_rules(ui, asked.indicators, asked.responsibilities)
    typed: list[tuple[int | None, str]] = [(None, text) for text in asked.texts]
    typed += _lines(asked.set_file) if asked.set_file else []
    try:
        supposed = settings([text for _, text in typed], rules)
        assessment = scored(ui, how, output, asked.workbook, rules, asked.previous)
        told = what_if(assessment, supposed)
    except NotSupposable as error:
        line = typed[error.at][0]
        raise UsageError(error.words if line is None else _at(asked.set_file, line, error.words)) from error
    for setting in supposed:
        if setting.is_like_a_share(rules):
            value = setting.text.of(ui.lang)
            ui.tell(_HUNDREDFOLD, unit=setting.unit, code=setting.code, value=value, hundredfold=show(Decimal(value).scaleb(2)))
    emit(ui, how, output, document=lambda: what_if_document(told, ui.lang), data=lambda: what_if_json(told, ui.lang))
    tell_written(ui, output)
    tell_findings(ui, assessment.findings)
    ui.tell(MARK)
    return Exit.FINDINGS if any(f.severity == "error" for f in assessment.findings) else Exit.FINE


def _lines(file: Path) -> list[tuple[int, str]]:
    """What a file supposes, each with its line; raises :class:`UsageError` for a file that supposes nothing."""
    found = [(n, _REMARK.sub("", line).strip()) for n, line in enumerate(_text(file).splitlines(), 1)]
    said = [(n, text) for n, text in found if text]
    if not said:
        raise UsageError(_EMPTY, file=file)
    return said


def _text(file: Path) -> str:
    """A small text, in UTF-8 or in what Notepad on a Chinese Windows writes."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise UsageError(_NO_FILE, file=file, why=reason(error)) from error
    if len(data) > LARGEST:
        raise UsageError(_TOO_LARGE, file=file, most=LARGEST)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UsageError(_NOT_TEXT, file=file)


def _at(file: Path | None, line: int, words: Words) -> Words:
    return _AT.filled(file=file, line=line, why=words)
