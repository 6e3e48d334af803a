"""What a reader is offered in the open cells of the trial: lists on a hidden sheet, and the drop-downs that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.fields import fields_of
from loudi_qa.report.xlsx.result.formulas import Answers
from loudi_qa.scheme.rules import Levels
from loudi_qa.words import Words
from loudi_qa.workbook.write import put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.report.xlsx.result.formulas import States
    from loudi_qa.scheme.models import Scheme
    from loudi_qa.words import Lang
    from loudi_qa.workbook.write import Value

Key = tuple[tuple[str, str], ...]
"""Answers with their shares; indicators with the same ones share a list."""

_NUMBER = Words(
    "写一个数；清空为未填报；点箭头可选一种状态。", "Write a number; empty means missing; the arrow offers the states."
)
_ANSWER = Words("点箭头选一个；清空为未填报。", "Choose one with the arrow; empty means missing.")
_GRADE = Words("一票否决所定的等级；清空为没有否决。", "The grade that a veto sets; empty means no veto.")
_COUNT = Words("写数量；清空为没有。", "Write how many; empty means none.")
_REFUSED = Words("这里不能这样写。", "This cannot stand here.")


class Choices(NamedTuple):
    """Where lists stand: the states, and answers with the states below them."""

    states: str
    answers: Mapping[Key, Answers]
    offered: Mapping[Key, str]
    fields: Mapping[str, str]
    """By indicator scored by place, the values of all units."""


def key_of(rule: Levels) -> Key:
    """The key of a rule's answers."""
    return tuple((answer, str(share)) for answer, share in rule.levels.items())


def add_choices(book: Workbook, scheme: Scheme, units: int, lang: Lang, states: States) -> Choices:
    """Add the hidden sheet; so many units are assessed."""
    sheet: Worksheet = book.create_sheet(names.CHOICES.of(lang))
    sheet.sheet_state = "hidden"
    answers: dict[Key, Answers] = {}
    offered: dict[Key, str] = {}
    column = 3
    for rule in (i.rule for i in scheme.indicators):
        if not isinstance(rule, Levels) or key_of(rule) in answers:
            continue
        more = [word for word in states.writable if word not in rule.levels]
        texts, shares = _list(sheet, column, [*rule.levels]), _list(sheet, column + 1, [*rule.levels.values()])
        offered[key_of(rule)] = _list(sheet, column, [*rule.levels, *more])
        answers[key_of(rule)] = Answers(texts, shares)
        column += 3
    return Choices(_list(sheet, 1, states.writable), answers, offered, fields_of(sheet, scheme, units))


def _list(sheet: Worksheet, column: int, values: Sequence[Value]) -> str:
    for row, value in enumerate(values, start=1):
        put(sheet, row, column, value)
    letter = get_column_letter(column)
    return f"'{sheet.title}'!${letter}$1:${letter}${len(values)}"


class Offer(NamedTuple):
    """What a cell offers: a list, or a count when there is none; whether it takes anything else."""

    kind: Literal["number", "answer", "grade", "count"]
    source: str = ""


_PROMPTS = {"number": _NUMBER, "answer": _ANSWER, "grade": _GRADE, "count": _COUNT}


def add_drop_downs(sheet: Worksheet, column: int, offers: Mapping[Offer, Sequence[int]], lang: Lang) -> None:
    """Put drop-downs on cells of a column, by their rows; a number may be written beside those that a list offers."""
    letter = get_column_letter(column)
    for offer, rows in offers.items():
        counted = offer.kind == "count"
        validation = DataValidation(
            type="decimal" if counted else "list",
            operator="greaterThanOrEqual" if counted else None,
            formula1="0" if counted else offer.source,
            allow_blank=True,
            showErrorMessage=offer.kind != "number",
            error=_REFUSED.of(lang),
            showInputMessage=True,
            prompt=_PROMPTS[offer.kind].of(lang),
            sqref=" ".join(_runs(letter, sorted(rows))),
        )
        sheet.add_data_validation(validation)


def _runs(letter: str, rows: Sequence[int]) -> Iterable[str]:
    """Rows of a column as few ranges."""
    start = last = rows[0]
    for row in [*rows[1:], 0]:
        if row == last + 1:
            last = row
            continue
        yield f"{letter}{start}:{letter}{last}" if last != start else f"{letter}{start}"
        start = last = row
