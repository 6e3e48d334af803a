"""Bind a workbook to the rules: which unit, which measure, which value; and a finding for each cell that will not bind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.findings import Finding
from loudi_qa.numbers import show
from loudi_qa.submission import office
from loudi_qa.submission.normalise import Trouble, clean, is_empty, number, prose_of, text_of
from loudi_qa.submission.table import MOST_NAMES, find_sheet, find_table, missing_sheet, near_code, near_unit
from loudi_qa.submission.year import ANY, Cell, Doubt, Entry, Given, Missing, NotApplicable, Unclear, Year
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.table import Table
    from loudi_qa.submission.year import State
    from loudi_qa.workbook.read import Workbook
    from loudi_qa.workbook.scan import Cells, CellValue


def bind(book: Workbook, rules: Rules, *, form: bool = False) -> tuple[Year | None, list[Finding]]:
    """The year that a workbook tells, with what was found on the way; None where it does not say which year.

    A form is held to the cover and the data only: the office's sheets are not the unit's to fill.
    """
    cover, findings = _cover(book, rules)
    data, missing = find_table(book, layout.DATA)
    findings += missing
    entries: dict[str, dict[str, Entry]] = {}
    doubts: set[Doubt] = set()
    if data:
        binder = _DataBinder(book.name, data, rules)
        entries = binder.run()
        findings += binder.findings
        doubts = binder.doubts
    sheets = office.OfficeSheets() if form else office.bind(book, rules, findings)
    if not (match := re.search(r"(?<!\d)(19|20)\d\d(?!\d)", clean(cover.get(layout.YEAR, "")))):
        findings.append(Finding("E208", book.name, sheet=layout.COVER, read=cover.get(layout.YEAR, "")))
        return None, findings
    year = Year(
        year=int(match[0]),
        file=book.name,
        sha256=book.sha256,
        notice=cover.get(layout.DATA_NOTICE) or None,
        entries=entries,
        quotas=sheets.quotas,
        averages=sheets.averages,
        previous=sheets.previous,
        extras=sheets.extras,
        incidents=tuple(sheets.incidents),
        doubts=frozenset(doubts | sheets.doubts),
    )
    return year, findings


def reporting_unit(book: Workbook, rules: Rules) -> str | None:
    """The unit whose form this is, by its cover; None for the year's workbook."""
    cover, _ = _cover(book, rules)
    unit = rules.mandate.unit.get(clean(cover.get(layout.REPORTING_UNIT, "")))
    return unit.name.zh if unit else None


def _cover(book: Workbook, rules: Rules) -> tuple[dict[str, str], list[Finding]]:
    """The keys of the cover with what stands to their right."""
    sheet = find_sheet(book, layout.COVER)
    if sheet is None:
        return {}, [missing_sheet(book, layout.COVER)]
    found: dict[str, str] = {}
    for _, cells in sheet.rows():
        filled = [c for c in cells if not is_empty(c)]
        if len(filled) > 1:
            found.setdefault(text_of(filled[0]).removesuffix(":"), prose_of(filled[1]))
    made_for, ours = found.get(layout.SCHEME), f"{rules.scheme.scheme} {rules.scheme.edition}"
    if made_for and not f"{made_for} ".startswith(f"{ours} "):
        return found, [Finding("E209", book.name, sheet=layout.COVER, read=made_for, fields={"expected": ours})]
    return found, []


class _DataBinder:
    """Walks the rows of 指标数据 once."""

    def __init__(self, file: str, table: Table, rules: Rules) -> None:
        self.file, self.table, self.rules = file, table, rules
        self.findings: list[Finding] = []
        self.doubts: set[Doubt] = set()
        self.sheet = table.sheet.name

    def run(self) -> dict[str, dict[str, Entry]]:
        """Every unit's entries by measure; a unit whose rows are all blank sent nothing, and is left out."""
        units, measures = self.rules.mandate.unit, self.rules.scheme.measure
        column = self.table.columns
        unit_at, code_at, value_at = column[layout.UNIT], column[layout.CODE], column[layout.VALUE]
        entries: dict[str, dict[str, Entry]] = {}
        for row, cells in self.table.rows():
            unit_cell, code_cell = cells[unit_at], cells[code_at]
            unit = units.get(unit_cell) if isinstance(unit_cell, str) else None
            unit = unit or units.get(text_of(unit_cell))
            measure = measures.get(code_cell) if isinstance(code_cell, str) else None
            measure = measure or measures.get(text_of(code_cell).upper())
            if unit is None or measure is None:
                if not (is_empty(unit_cell) and is_empty(code_cell) and is_empty(cells[value_at])):
                    self._unknown(row, cells, unit, measure)
                continue
            own = entries.setdefault(unit.name.zh, {})
            if measure.id in own:
                own[measure.id] = self._twice(row, cells, unit.name.zh, measure, own[measure.id])
            else:
                own[measure.id] = self._entry(row, cells, unit.name.zh, measure)
        return {u: own for u, own in entries.items() if any(not isinstance(e.state, Missing) for e in own.values())}

    def _twice(self, row: int, cells: Cells, unit: str, measure: Measure, first: Entry) -> Entry:
        """Two rows for one thing: no one can say which counts, unless both say the same."""
        self._find("E207", row, self.table.columns[layout.CODE], unit, measure.id, first=str(first.state.cell))
        second = self._entry(row, cells, unit, measure)
        same = first.state._replace(cell=None) == second.state._replace(cell=None)  # type: ignore[arg-type]  # compared, not kept
        return (
            first
            if same
            else Entry(
                Unclear(f"{first.state.cell} ≠ {second.state.cell}", Cell(self.sheet, row, self.table.columns[layout.CODE]))
            )
        )

    def _unknown(self, row: int, cells: Cells, unit: Unit | None, measure: Measure | None) -> None:
        """A row that names no known unit or measure: what it may have filled is in doubt."""
        self.doubts.add(Doubt(self.sheet, unit.name.zh if unit else ANY, measure.id if measure else ANY))
        if unit is None:
            column, names = self.table.columns[layout.UNIT], [u.name.zh for u in self.rules.mandate.units]
            read = text_of(cells[column])
            self._find("E205", row, column, read=read, near=near_unit(read, names), names="、".join(names[:MOST_NAMES]))
        if measure is None:
            column = self.table.columns[layout.CODE]
            read = text_of(cells[column])
            self._find("E206", row, column, read=read, near=near_code(read, self.rules.scheme.measure))

    def _entry(self, row: int, cells: Cells, unit: str, measure: Measure) -> Entry:
        columns = self.table.columns
        sent_at, verified_at = columns[layout.VALUE], columns.get(layout.VERIFIED)
        reason = self.table.text(cells, layout.REASON)
        sent = self._state(row, sent_at, cells[sent_at], unit, measure)
        state = sent
        if verified_at is not None and not is_empty(cells[verified_at]):
            state = self._state(row, verified_at, cells[verified_at], unit, measure, verified=True)
        elif reason:
            state = self._not_applicable(row, sent, reason, unit, measure)
        good = self._count(row, cells, layout.NUMERATOR, unit, measure)
        of_all = self._count(row, cells, layout.DENOMINATOR, unit, measure)
        if good is not None and of_all is not None and not (0 <= good <= of_all and of_all):
            self._find("E312", row, columns[layout.NUMERATOR], unit, measure.id, good=show(good), all=show(of_all))
        return Entry(state, sent.value if isinstance(sent, Given) else None, good, of_all)

    def _not_applicable(self, row: int, sent: State, reason: str, unit: str, measure: Measure) -> State:
        at = self.table.columns[layout.REASON]
        cell = Cell(self.sheet, row, at)
        if isinstance(sent, Given):
            self._find(
                "E311",
                row,
                at,
                unit,
                measure.id,
                read=sent.value if isinstance(sent.value, str) else show(sent.value),
                reason=reason,
            )
            return Unclear(reason, cell)
        if isinstance(sent, Unclear):
            return sent
        if reason not in map(clean, measure.na):
            allowed: object = "、".join(measure.na) or Words("（没有；此项必须填写）", "(none: a value is needed)")
            self._find("E306", row, at, unit, measure.id, read=reason, allowed=allowed)
            return Unclear(reason, cell)
        return NotApplicable(reason, cell)

    def _state(self, row: int, column: int, value: CellValue, unit: str, measure: Measure, *, verified: bool = False) -> State:
        cell = Cell(self.sheet, row, column)
        if is_empty(value):
            return Missing(cell)
        if measure.answers is not None:
            answer = text_of(value)
            if answer in measure.answers:
                return Given(answer, cell, verified)
            self._find("E305", row, column, unit, measure.id, read=answer, allowed="、".join(measure.answers))
            return Unclear(answer, cell)
        reading = number(value, shown_as_percent=self.table.sheet.is_percent(row, column), unit=measure.unit)
        if isinstance(reading, Trouble):
            self._trouble(reading, row, column, unit, measure)
            return Unclear(reading.read, cell)
        if not self._sensible(reading.number, row, column, unit, measure):
            return Unclear(show(reading.number), cell)
        if reading.mended:
            self._find("E310", row, column, unit, measure.id, read=str(value), taken_as=show(reading.number))
        if measure.is_percent and 0 < reading.number <= 1 and not self.table.sheet.is_percent(row, column):
            hint = show(reading.number.scaleb(2))
            self._find("E309", row, column, unit, measure.id, read=show(reading.number), name=unit, hint=hint)
        return Given(reading.number, cell, verified)

    def _sensible(self, value: Decimal, row: int, column: int, unit: str, measure: Measure) -> bool:
        low, high = measure.range or (value, value)
        if not low <= value <= high:
            tenth = next((value.scaleb(-n) for n in (1, 2) if low <= value.scaleb(-n) <= high), None)
            hint = Words("", "") if tenth is None else Words(f"，是否为 {show(tenth)}？", f": was {show(tenth)} meant?")
            self._find("E302", row, column, unit, measure.id, read=show(value), name=unit, low=low, high=high, hint=hint)
            return False
        if measure.places == 0 and value != value.to_integral_value():
            self._find("E308", row, column, unit, measure.id, read=show(value))
            return False
        return True

    def _count(self, row: int, cells: Cells, title: str, unit: str, measure: Measure) -> Decimal | None:
        column = self.table.columns.get(title)
        if column is None or is_empty(cells[column]):
            return None
        reading = number(cells[column])
        if isinstance(reading, Trouble):
            self._trouble(reading, row, column, unit, measure)
            return None
        return reading.number

    def _trouble(self, trouble: Trouble, row: int, column: int, unit: str, measure: Measure) -> None:
        cell = Cell(self.sheet, row, column).address
        self.findings.append(
            Finding(trouble.code, self.file, self.sheet, cell, unit, measure.id, read=trouble.read, fields=trouble.fields)
        )

    def _find(
        self, code: str, row: int, column: int, unit: str | None = None, measure: str | None = None,
        *, read: str | None = None, taken_as: str | None = None, **fields: object,
    ) -> None:  # fmt: skip
        cell = Cell(self.sheet, row, column)
        self.findings.append(
            Finding(code, self.file, self.sheet, cell.address, unit, measure, read=read, taken_as=taken_as, fields=fields)
        )
