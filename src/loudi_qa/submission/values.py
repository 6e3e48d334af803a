"""One cell under one measure: a value, nothing, or a finding that says why it is neither."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.submission.normalise import (
    LONGEST_READ,
    NOTHING,
    NOTHING_BESIDE,
    Trouble,
    is_empty,
    number,
    one_of,
    prose_of,
    text_of,
)
from loudi_qa.submission.several import several_of
from loudi_qa.submission.year import Given, Missing, NotApplicable, Unclear
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.normalise import Reading
    from loudi_qa.submission.recorder import Recorder
    from loudi_qa.submission.year import State
    from loudi_qa.workbook.facts import Cells, CellValue

SEVERAL = Words("{answers}，各写几个，如“建成 10，在建 20”那样", "{answers}, each with how many, as 建成 10，在建 20")
_AGREED = Words("；同意填报值的，核定值留空", "; to agree with the value sent leave 核定值 empty")
_NO_HINT = Words("", "")
_MUST_BE_FILLED = Words("（没有；此项必须填写）", "(none: a value is needed)")


def answered(measure: Measure, text: str) -> tuple[str, tuple[Words, ...]] | None:
    """The answer that a text means, or the answers of several things, and what was put right; None where it is none."""
    return _answered(text, measure.answers or (), several=measure.several)


@lru_cache(maxsize=4096)
def _answered(text: str, answers: tuple[str, ...], *, several: bool) -> tuple[str, tuple[Words, ...]] | None:
    return several_of(text, answers) if several else one_of(text, answers)


def says_nothing(value: CellValue) -> bool:
    """Whether the cell holds what people write for nothing."""
    return isinstance(value, str) and text_of(value) in NOTHING


class Values:
    """Reads the values of a table's rows; a ``level`` lowers what is found in cells that do not count."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.sheet, self.columns = recorder.table.sheet, recorder.table.columns

    def state(
        self, row: int, column: int, value: CellValue, unit: str, measure: Measure,
        *, beside_a_reason: bool = False, verified: bool = False, level: Level | None = None,
    ) -> State:  # fmt: skip
        """The state of a value's cell."""
        cell = self.recorder.cell(row, column)
        if is_empty(value):
            return Missing(cell)
        if says_nothing(value):
            return self._nothing(row, column, text_of(value), unit, measure, beside_a_reason=beside_a_reason, level=level)
        if measure.answers is not None:
            return self._answer(row, column, value, unit, measure, verified=verified, level=level)
        return self._number(row, column, value, unit, measure, verified=verified, level=level)

    def _nothing(
        self, row: int, column: int, value: str, unit: str, measure: Measure, *, beside_a_reason: bool, level: Level | None
    ) -> State:
        """A dash: nothing beside a reason, without one no one knows whether it is zero."""
        read = value[:LONGEST_READ]
        if beside_a_reason:
            self.recorder.mend(row, column, unit, measure.id, read=read, taken_as="", rules=(NOTHING_BESIDE,))
            return Missing(self.recorder.cell(row, column))
        listed, reasons = "、".join(measure.na), _NO_HINT
        if listed and self.columns.get(layout.VALUE) == column:
            reasons = Words(
                f"；不适用的清空此格，在“不适用原因”选：{listed}",
                f"; if it does not apply, empty the cell and choose under 不适用原因: {listed}",
            )
        self.recorder.add("E314", row, column, unit, measure.id, read=read, level=level, reasons=reasons)
        return Unclear(read, self.recorder.cell(row, column))

    def _answer(
        self, row: int, column: int, value: CellValue, unit: str, measure: Measure, *, verified: bool, level: Level | None
    ) -> State:
        cell, answers = self.recorder.cell(row, column), measure.answers or ()
        text = value if isinstance(value, str) else text_of(value)
        if found := answered(measure, text):
            self.recorder.mend(row, column, unit, measure.id, read=text[:LONGEST_READ], taken_as=found[0], rules=found[1])
            return Given(found[0], cell, verified)
        read = prose_of(text)[:LONGEST_READ]
        allowed = SEVERAL.filled(answers="、".join(answers)) if measure.several else Words.same("、".join(answers))
        self.recorder.add("E305", row, column, unit, measure.id, read=read, level=level, allowed=allowed)
        return Unclear(read, cell)

    def _number(
        self, row: int, column: int, value: CellValue, unit: str, measure: Measure, *, verified: bool, level: Level | None
    ) -> State:
        cell, shown = self.recorder.cell(row, column), self.sheet.is_percent(row, column)
        reading = number(value, shown_as_percent=shown, unit=measure.unit)
        if isinstance(reading, Trouble):
            self._trouble(reading, row, column, unit, measure, level)
            return Unclear(reading.read, cell)
        if shown and not measure.is_percent:
            self._shown_as_percent(reading.number, row, column, unit, measure, level)
            return Unclear(show(reading.number), cell)
        if not self._sensible(reading.number, row, column, unit, measure, level):
            return Unclear(show(reading.number), cell)
        if reading.mends:
            self._mended(reading, row, column, value, unit, measure)
        if measure.is_percent and not shown:
            if self.sheet.is_literal_percent(row, column):
                read = show(reading.number)
                self.recorder.add("E313", row, column, unit, measure.id, read=read, taken_as=read, level=level)
            if 0 < reading.number <= 1:
                read, hint = show(reading.number), show(reading.number.scaleb(2))
                self.recorder.add("E309", row, column, unit, measure.id, read=read, level=level, name=unit, hint=hint)
        return Given(reading.number, cell, verified)

    def _mended(self, reading: Reading, row: int, column: int, value: CellValue, unit: str, measure: Measure) -> None:
        before = value[:LONGEST_READ] if isinstance(value, str) else text_of(value)
        self.recorder.mend(row, column, unit, measure.id, read=before, taken_as=show(reading.number), rules=reading.mends)

    def _sensible(self, value: Decimal, row: int, column: int, unit: str, measure: Measure, level: Level | None) -> bool:
        low, high = measure.range or (value, value)
        if not low <= value <= high:
            read, hint = show(value), _point_moved(value, low, high)
            self.recorder.add(
                "E302", row, column, unit, measure.id, read=read, level=level, name=unit, low=low, high=high, hint=hint
            )
            return False
        if measure.places == 0 and value != value.to_integral_value():
            self.recorder.add("E308", row, column, unit, measure.id, read=show(value), level=level)
            return False
        return True

    def not_applicable(self, row: int, sent: State, value: CellValue, unit: str, measure: Measure) -> State:
        """The state of a row that gives a reason not to apply."""
        column = self.columns[layout.REASON]
        cell, reason = self.recorder.cell(row, column), text_of(value)
        if isinstance(sent, Given):
            read = sent.value if isinstance(sent.value, str) else show(sent.value)
            self.recorder.add("E311", row, column, unit, measure.id, read=read, reason=reason[:LONGEST_READ])
            return Unclear(reason, cell)
        if isinstance(sent, Unclear):
            return sent
        found = one_of(value if isinstance(value, str) else reason, measure.na)
        if not found:
            allowed: object = "、".join(measure.na) or _MUST_BE_FILLED
            self.recorder.add("E306", row, column, unit, measure.id, read=reason[:LONGEST_READ], allowed=allowed)
            return Unclear(reason, cell)
        self.recorder.mend(row, column, unit, measure.id, read=reason, taken_as=found[0], rules=found[1])
        return NotApplicable(found[0], cell)

    def _shown_as_percent(self, number: Decimal, row: int, column: int, unit: str, measure: Measure, level: Level | None) -> None:
        """A count in a percent cell: 319 typed there is stored as 3.19 by some programs and as 319 by others."""
        read, hundredfold = show(number), show(number.scaleb(2))
        self.recorder.add(
            "E323", row, column, unit, measure.id,
            read=read, level=level, shown=f"{hundredfold}%", hundredfold=hundredfold,
        )  # fmt: skip

    def count(
        self, row: int, cells: Cells, title: str, unit: str, measure: Measure, *, level: Level | None = None
    ) -> Decimal | None:
        """A count behind a rate; a dash is none."""
        column = self.columns.get(title)
        if column is None or is_empty(cells[column]) or says_nothing(cells[column]):
            return None
        value = cells[column]
        reading = number(value)
        if isinstance(reading, Trouble):
            self._trouble(reading, row, column, unit, measure, level)
            return None
        if self.sheet.is_percent(row, column):
            self._shown_as_percent(reading.number, row, column, unit, measure, level)
            return None
        if reading.mends:
            self._mended(reading, row, column, value, unit, measure)
        return reading.number

    def _trouble(self, trouble: Trouble, row: int, column: int, unit: str, measure: Measure, level: Level | None) -> None:
        verified = self.columns.get(layout.VERIFIED) == column
        self.recorder.add(
            trouble.code, row, column, unit, measure.id,
            read=trouble.read, level=level, kind=trouble.kind, hint=_AGREED if verified else _NO_HINT,
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _point_moved(value: Decimal, low: Decimal, high: Decimal) -> Words:
    """Whether a tenth or a hundredth of the value would be in range; the same slip is told in the same words."""
    tenth = next((value.scaleb(-n) for n in (1, 2) if low <= value.scaleb(-n) <= high), None)
    return _NO_HINT if tenth is None else Words(f"，是否为 {show(tenth)}？", f": was {show(tenth)} meant?")


def impossible(good: Decimal | None, of_all: Decimal | None) -> bool:
    """Whether no count can be so: below zero, of nothing, or more than all."""
    if (good is not None and good < 0) or (of_all is not None and of_all <= 0):
        return True
    return good is not None and of_all is not None and good > of_all
