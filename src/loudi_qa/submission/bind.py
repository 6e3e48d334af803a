"""Bind a workbook to the rules: which unit, which measure, which value; and a finding for each cell that will not bind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.findings import Finding
from loudi_qa.numbers import show
from loudi_qa.scheme.ask import told
from loudi_qa.submission import office
from loudi_qa.submission.cover import read_cover
from loudi_qa.submission.normalise import CODE_LOOKS, LONGEST_READ, NO_REASON, clean, is_empty, prose_of, text_of
from loudi_qa.submission.plain import PlainWay
from loudi_qa.submission.recorder import Recorder
from loudi_qa.submission.table import by_folded, find_table, is_foreign, unknown_code
from loudi_qa.submission.units import UnitNames
from loudi_qa.submission.values import Values, impossible, says_nothing
from loudi_qa.submission.year import ANY, Doubt, Entry, Given, Missing, NotApplicable, Unclear, Year
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.cover import Cover
    from loudi_qa.submission.year import State
    from loudi_qa.workbook.facts import Cells
    from loudi_qa.workbook.read import Workbook


def bind(book: Workbook, rules: Rules, cover: Cover | None = None, *, form: bool = False) -> tuple[Year | None, list[Finding]]:
    """The year that a workbook tells, with what was found on the way; None where it does not say which year.

    A form is held to the cover and the data only: the office's sheets are not the sender's to fill.
    """
    cover = cover or read_cover(book, rules)
    if is_foreign(book):
        return None, [*cover.findings]  # that the other sheets are missing too is said there, once
    data, missing = find_table(book, layout.DATA, whole=form and cover.sender.kind == "unit")
    findings = [*cover.findings, *missing]
    entries: dict[str, dict[str, Entry]] = {}
    unplaced: list[tuple[str, str]] = []
    if data:
        binder = _DataBinder(Recorder(book.name, data, rules, findings), cover, form=form)
        entries = binder.run()
        unplaced = binder.unplaced
    doubts = {Doubt(layout.DATA.name, unit, code) for unit, code in unplaced}
    sheets = office.OfficeSheets() if form else office.bind(book, rules, findings)
    if cover.year is None:
        if cover.sheet is not None:
            read, cell = cover.values.get(layout.YEAR, ""), cover.at.get(layout.YEAR)
            findings.append(Finding("E208", book.name, cover.sheet, cell, read=read, column=layout.YEAR))
        return None, findings
    year = Year(
        year=cover.year,
        file=book.name,
        sha256=book.sha256,
        notice=cover.notice,
        entries=entries,
        quotas=sheets.quotas,
        averages=sheets.averages,
        previous=sheets.previous,
        extras=sheets.extras,
        incidents=tuple(sheets.incidents),
        doubts=frozenset(doubts | sheets.doubts),
        unplaced=tuple(unplaced),
        data_read=data is not None,
    )
    return year, findings


_EMPTY = Words("空着", "left empty")
_FILLED = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.VERIFIED, layout.REASON)
"""A row without a code in which none of these is filled in is a remark, a heading or a sum line left empty."""
_OF_OTHERS = {"E209", "E214", "E215"}
"""Said of a cover where the form was printed from other rules or for another year: what was printed then was not changed."""


class _DataBinder:
    """Walks the rows of 指标数据 once: of a form, or of the year's workbook."""

    def __init__(self, recorder: Recorder, cover: Cover, *, form: bool) -> None:
        self.recorder, self.rules, self.table = recorder, recorder.rules, recorder.table
        self.sender = cover.sender if form else None
        self.of_unit, of_department = form and cover.sender.kind == "unit", form and cover.sender.kind == "department"
        self.year = cover.year
        self.of_these_rules = not _OF_OTHERS & {f.code for f in cover.findings}
        self.values = Values(recorder)
        self.sending = Values(recorder.silent()) if of_department else self.values
        """Reads what units sent; in a department's form that is a locked copy, told to the unit and not once more."""
        self.units = UnitNames(recorder, cover.sender.name if self.of_unit else None)
        self.names = {m.name.zh: m.id for m in self.rules.scheme.measures}
        self.codes = by_folded(self.rules.scheme.measure)
        self.printed = {m.id: self._printed(m) for m in self.rules.scheme.measures}
        """By measure, titles of the columns that a sender has no business in, with what stands in them."""
        self.plain = PlainWay(self.table)
        unverified = [(layout.VERIFIED, "")] if self.of_unit else []
        self.known = {
            m.id: self.plain.known([*self.printed[m.id], (layout.NAME, m.name.zh), *unverified])
            for m in self.rules.scheme.measures
        }
        self.filled_at = [self.table.columns[t] for t in _FILLED if t in self.table.columns]
        self.unplaced: list[tuple[str, str]] = []

    def run(self) -> dict[str, dict[str, Entry]]:
        """Every unit's entries by measure; a unit whose rows are all blank sent nothing, and is left out."""
        measures, code_at = self.rules.scheme.measure, self.table.columns[layout.CODE]
        entries: dict[str, dict[str, Entry]] = {}
        rows_of: dict[str, list[int]] = {}
        for row, cells in self.table.rows():
            cell = cells[code_at]
            measure = measures.get(cell) if isinstance(cell, str) else None
            measure = measure or self._measure(row, cells, text_of(cell))
            if measure is None:
                continue
            unit = self.units.unit(row, cells)
            if unit is None:
                self.unplaced.append((ANY, measure.id))
                continue
            if self.of_unit:
                rows_of.setdefault(unit, []).append(row)
            own = entries.setdefault(unit, {})
            if measure.id in own:
                own[measure.id] = self._twice(row, cells, unit, measure, own[measure.id])
            else:
                own[measure.id] = self._entry(row, cells, unit, measure)
        self.units.settle()
        self._foreign_rows(rows_of)
        return {u: own for u, own in entries.items() if any(not isinstance(e.state, Missing) for e in own.values())}

    def _measure(self, row: int, cells: Cells, code: str) -> Measure | None:
        """The measure of a row whose code is not written as in the rules; a row without code and value is a remark."""
        column = self.table.columns[layout.CODE]
        known = self.codes.get(code.casefold())
        if known:
            self.recorder.mend(row, column, None, known, read=code, taken_as=known, rules=(CODE_LOOKS,))
            return self.rules.scheme.measure[known]
        if code == layout.CODE or self._is_a_remark(cells, code):
            return None
        unit = self.units.unit(row, cells) if code else None
        self.unplaced.append((unit or ANY, ANY))
        hint = unknown_code(code, self.rules.scheme.measure)
        self.recorder.add("E206", row, column, unit, read=code[:LONGEST_READ], what=hint["what"], near=hint["near"])
        return None

    def _is_a_remark(self, cells: Cells, code: str) -> bool:
        """Whether a row holds no value and names no unit or no code: a remark, a signature, a sum line left empty."""
        unnamed = not code or is_empty(cells[self.units.column])
        return unnamed and all(is_empty(cells[at]) for at in self.filled_at)

    def _foreign_rows(self, rows_of: dict[str, list[int]]) -> None:
        """In a unit's form, the rows of other units."""
        if not (self.sender and self.of_unit and self.sender.name):
            return
        column = self.table.columns[layout.UNIT]
        for unit, rows in rows_of.items():
            if unit != self.sender.name:
                where = layout.areas(rows, column)
                self.recorder.add("E213", rows[0], column, unit, sender=self.sender.name, rows=len(rows), where=where)

    def _twice(self, row: int, cells: Cells, unit: str, measure: Measure, first: Entry) -> Entry:
        """Two rows for one thing: no one can say which counts, unless both say the same."""
        column = self.table.columns[layout.CODE]
        self.recorder.add("E207", row, column, unit, measure.id, first=str(first.state.cell))
        second = self._entry(row, cells, unit, measure)
        same = first.state._replace(cell=None) == second.state._replace(cell=None)  # type: ignore[arg-type]  # compared, not kept
        return first if same else Entry(Unclear(f"{first.state.cell} ≠ {second.state.cell}", self.recorder.cell(row, column)))

    def _printed(self, measure: Measure) -> list[tuple[str, str]]:
        printed = [(layout.UNIT_OF_MEASURE, measure.unit or "")]
        if self.of_unit and self.year and self.of_these_rules:
            told_here = told(self.rules, measure, self.year)
            printed += [(layout.COUNT, told_here.explanation), (layout.VERIFIER, told_here.verifier)]
        return printed

    def _entry(self, row: int, cells: Cells, unit: str, measure: Measure) -> Entry:
        """The plain way where all in the row is known, else the way that looks at every cell."""
        known = self.known[measure.id]
        entry = self.plain.entry(row, cells, known)
        if entry is None:
            before = self._found()
            entry = self._looked_at(row, cells, unit, measure)
            if self._found() == before:
                self.plain.learn(row, cells, known, entry)
        return entry

    def _found(self) -> int:
        return len(self.recorder.findings) + len(self.sending.recorder.findings)

    def _looked_at(self, row: int, cells: Cells, unit: str, measure: Measure) -> Entry:
        columns, sending = self.table.columns, self.sending
        other = self._name_of_another(row, cells, unit, measure)
        verified = self._verified(row, cells, unit, measure)
        given = isinstance(verified, Given)
        level: Level | None = "warning" if given else None
        sent_at, reason = columns[layout.VALUE], cells[columns[layout.REASON]]
        has_reason = not is_empty(reason) and not says_nothing(reason)
        if not has_reason and not is_empty(reason):
            read = text_of(reason)
            sending.recorder.mend(row, columns[layout.REASON], unit, measure.id, read=read, taken_as="", rules=(NO_REASON,))
        sent: State = sending.state(row, sent_at, cells[sent_at], unit, measure, beside_a_reason=has_reason, level=level)
        state = verified or (sending.not_applicable(row, sent, reason, unit, measure) if has_reason else sent)
        good = sending.count(row, cells, layout.NUMERATOR, unit, measure, level=level)
        of_all = sending.count(row, cells, layout.DENOMINATOR, unit, measure, level=level)
        if impossible(good, of_all):
            column = columns[layout.NUMERATOR if good is not None else layout.DENOMINATOR]
            sending.recorder.add("E312", row, column, unit, measure.id, level=level, good=_shown(good), all=_shown(of_all))
        if isinstance(state, NotApplicable) and (good or of_all):
            counts = f"{_both(good)}/{_both(of_all)}"
            reason_at, said = columns[layout.REASON], text_of(reason)[:LONGEST_READ]
            sending.recorder.add("E311", row, reason_at, unit, measure.id, read=counts, level="warning", reason=said)
        value = sent.value if isinstance(sent, Given) else None
        instead = (text_of(reason) if has_reason else text_of(cells[sent_at])) if given and value is None else None
        evidence, remark, grounds, last = self.plain.beside(cells)
        return Entry(other or state, value, good, of_all, evidence, remark, grounds, last, instead)

    def _verified(self, row: int, cells: Cells, unit: str, measure: Measure) -> State | None:
        """What a department verified; a unit may not verify itself."""
        column = self.table.columns.get(layout.VERIFIED)
        if column is None or is_empty(cells[column]):
            return None
        if self.of_unit:
            self.recorder.add("E322", row, column, unit, measure.id, read=text_of(cells[column]))
            return None
        return self.values.state(row, column, cells[column], unit, measure, verified=True)

    def _name_of_another(self, row: int, cells: Cells, unit: str, measure: Measure) -> Unclear | None:
        """The name beside the code: changed is said; the name of another measure leaves open what the row is about."""
        for title, expected in self.printed[measure.id]:
            self._changed(row, cells, title, unit, measure, expected)
        column = self.table.columns.get(layout.NAME)
        name = cells[column] if column is not None else ""
        if column is None or name == measure.name.zh or is_empty(name):
            return None
        read = prose_of(name)
        other = self.names.get(read)
        if other and other != measure.id:
            self.recorder.add("E217", row, column, unit, measure.id, read=read, other=other)
            return Unclear(read, self.recorder.cell(row, column))
        self._changed(row, cells, layout.NAME, unit, measure, measure.name.zh)
        return None

    def _changed(self, row: int, cells: Cells, title: str, unit: str, measure: Measure, expected: str) -> None:
        """A locked cell that was written over: a rate asked for in percent is another number in per mille."""
        column = self.table.columns.get(title)
        if column is None or cells[column] == expected or is_empty(cells[column]):
            return
        read = prose_of(cells[column])
        if clean(read) != clean(expected):
            self.recorder.add("E218", row, column, unit, measure.id, read=read[:LONGEST_READ], expected=expected[:LONGEST_READ])


def _both(count: Decimal | None) -> str:
    return "" if count is None else show(count)


def _shown(count: Decimal | None) -> str | Words:
    return _EMPTY if count is None else show(count)
