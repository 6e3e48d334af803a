"""The result that a command is about; where there is none, JSON on standard output still says why."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from loudi_qa.cli import way
from loudi_qa.cli.files import is_folder
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import emit
from loudi_qa.findings import NoYear, Unreadable
from loudi_qa.report.document import Document
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules

_A_FOLDER = Words(
    "{file} 是文件夹；{command} 只看一个年度工作簿。里面是填报表的，先汇总：loudi-qa collect {file} -o 2019.xlsx",
    "{file} is a folder; {command} takes one year's workbook: loudi-qa collect joins the forms first",
)


def is_no_workbook(ui: Ui, workbook: Path, command: str) -> bool:
    """Whether a folder was given for a year; says so."""
    if not is_folder(workbook):
        return False
    ui.tell(_A_FOLDER, file=workbook, command=command)
    return True


def scored(ui: Ui, how: Format, output: Path | None, workbook: Path, rules: Rules, previous: Path | None) -> Assessment:
    """The result of a workbook; raises :class:`NoYear` or :class:`Unreadable` after telling a script why there is none."""
    with told_if_none(ui, how, output):
        return way.score(workbook, rules, previous)


@contextmanager
def told_if_none(ui: Ui, how: Format, output: Path | None) -> Iterator[None]:
    """Tell a script why there is no result, in JSON, before the exception goes on."""
    try:
        yield
    except NoYear as nothing:
        _findings_alone(ui, how, output, nothing.findings)
        raise
    except Unreadable as error:
        _findings_alone(ui, how, output, [error.finding])
        raise


def _findings_alone(ui: Ui, how: Format, output: Path | None, findings: Sequence[Finding]) -> None:
    """A file is not made where there is no result."""
    if how is Format.json and output is None:
        from loudi_qa.report.json import findings_json

        emit(ui, how, output, document=lambda: Document("", (), ()), data=lambda: findings_json(findings, ui.lang))
