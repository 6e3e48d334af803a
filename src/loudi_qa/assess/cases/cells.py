"""The values of a case, read as a cell is read: what ``validate`` would refuse is a fault of the case."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.submission.recorder import Recorder
from loudi_qa.submission.table import Table
from loudi_qa.submission.values import Values
from loudi_qa.submission.year import Entry, Missing
from loudi_qa.words import Words
from loudi_qa.workbook import layout
from loudi_qa.workbook.facts import SheetFacts
from loudi_qa.workbook.read import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure

    Complain = Callable[[Words, dict[str, object]], None]

_WHO = Words("案例", "the case")
_OUT_OF_RANGE = Words("{key}：{id} 读到 {got}，应在 {low} 至 {high} 之间", "{key}: {id} reads {got}, outside {low} to {high}")
_TOO_SMALL = Words("{key}：{id} 读到 {got}，不能小于 {low}", "{key}: {id} reads {got}, it must not be below {low}")
_COLUMNS = {title: place for place, title in enumerate((layout.VALUE, layout.REASON))}
_TABLE = Table(Sheet(layout.DATA.name, SheetFacts()), 1, _COLUMNS)


class Reader:
    """Reads what stands in a case under a measure, by the same steps as a workbook's cell."""

    def __init__(self, rules: Rules) -> None:
        self._findings: list[Finding] = []
        self._values = Values(Recorder("", _TABLE, rules, self._findings))

    def entry(self, measure: Measure, value: Decimal | str | None, reason: str | None, row: int, complain: Complain) -> Entry:
        """The row of a measure; ``row`` is the line of the case, by which its cell goes."""
        self._findings.clear()
        text = "" if value is None else show(value) if isinstance(value, Decimal) else value
        state = self._values.state(row, 0, text, _WHO.zh, measure, beside_a_reason=reason is not None)
        if reason is not None:
            state = self._values.not_applicable(row, state, reason, _WHO.zh, measure)
        for finding in self._findings:
            if finding.severity == "error":
                said = finding._replace(fields={**finding.fields, "name": _WHO})
                complain(Words(said.message("zh"), said._replace(unit=_WHO.en).message("en")), {})
        return Entry(state, sent=None if isinstance(state, Missing) else value)


def benchmark(measure: Measure, key: str, number: Decimal, complain: Complain) -> None:
    """Hold a quota, an average or last year's value to the range that the office's sheets hold it to."""
    low, high = measure.range or (Decimal(0), number)
    fields: dict[str, object] = {"key": key, "id": measure.id, "got": show(number), "low": show(low), "high": show(high)}
    if number < low:
        complain(_TOO_SMALL if key.startswith("quota") else _OUT_OF_RANGE, fields)
    elif number > high and not key.startswith("quota"):
        complain(_OUT_OF_RANGE, fields)


def count(code: str, key: str, number: Decimal, complain: Complain) -> None:
    """Hold the number of things behind a bonus or a deduction to what can be counted."""
    if number < 0:
        complain(_TOO_SMALL, {"key": key, "id": code, "got": show(number), "low": 0})
