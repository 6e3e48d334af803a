"""The log of corrections: what was put right in the cells of a form, as the year's workbook keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.submission.recorder import MENDED
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.submission.submit import Submission


def mends(form: Submission) -> Iterator[tuple[str | None, ...]]:
    """What was put right in cells that the sender fills in: of a department those of 核定值."""
    of_department = form.sender.kind == "department"
    for f in form.findings:
        if f.code == MENDED and (f.column == layout.VERIFIED or not of_department):
            rule = f.fields["rule"]
            said = rule.zh if isinstance(rule, Words) else str(rule)
            yield f.unit or form.sender.name, f.measure, file_name(form.file), f.cell, f.column, f.read, f.taken_as, said


def file_name(path: str) -> str:
    """The name of a file by its path, on any system."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]
