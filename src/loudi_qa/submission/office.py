"""The sheets that the office fills: quotas, provincial averages, last year, extras, incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.submission.normalise import Trouble, clean, is_empty, number, text_of
from loudi_qa.submission.recorder import Recorder
from loudi_qa.submission.table import by_folded, find_table, near, unknown_code
from loudi_qa.submission.units import UnitNames
from loudi_qa.submission.year import ANY, EVERY_GROUP, Average, Cell, Doubt, Figure, Incident
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.table import Table
    from loudi_qa.workbook.facts import Cells, CellValue
    from loudi_qa.workbook.layout import SheetLayout
    from loudi_qa.workbook.read import Workbook

Row = tuple[int, "Cells"]


class OfficeSheets:
    """What the five sheets say."""

    def __init__(self) -> None:
        self.quotas: dict[tuple[str, str], Figure] = {}
        self.averages: dict[tuple[str, str], Average] = {}
        self.previous: dict[tuple[str, str], Figure] = {}
        self.extras: dict[tuple[str, str], Figure] = {}
        self.incidents: list[Incident] = []
        self.doubts: set[Doubt] = set()


def bind(book: Workbook, rules: Rules, findings: list[Finding]) -> OfficeSheets:
    """Read the five sheets; findings are added to the list. A sheet that no rule asks for may be absent."""
    scheme = rules.scheme
    used = set().union(*scheme.sources_used.values())
    wanted = {
        layout.QUOTAS: "quota" in used,
        layout.AVERAGES: "province" in used,
        layout.PREVIOUS: "previous" in used,
        layout.EXTRAS: bool(scheme.extras),
        layout.INCIDENTS: bool(scheme.vetoes),
    }
    sheets = OfficeSheets()
    for sheet, asked_for in wanted.items():
        table, missing = find_table(book, sheet)
        if table is not None:
            _Sheet(book.name, sheet, table, rules, findings, sheets.doubts).read_into(sheets)
        elif asked_for:
            findings += missing
            sheets.doubts.add(Doubt(sheet.name))
    return sheets


class _Sheet:
    """One of the office's sheets, with what is needed to say where something is wrong."""

    def __init__(
        self, file: str, sheet: SheetLayout, table: Table, rules: Rules, findings: list[Finding], doubts: set[Doubt]
    ) -> None:
        self.layout, self.table, self.rules, self.doubts = sheet, table, rules, doubts
        self.recorder = Recorder(file, table, rules, findings)
        self.units = UnitNames(self.recorder) if layout.UNIT in table.columns else None
        self.read: dict[tuple[str, bool, CellValue, bool], Decimal] = {}
        """As what cells were read of which nothing was to be said; a truth value is set apart, for it equals 1 or 0."""

    def read_into(self, sheets: OfficeSheets) -> None:
        """Read the rows into their place."""
        self._read(sheets)
        if self.units:
            self.units.settle()

    def _read(self, sheets: OfficeSheets) -> None:
        scheme = self.rules.scheme
        if self.layout is layout.AVERAGES:
            sheets.averages.update(self._averages())
        elif self.layout is layout.INCIDENTS:
            sheets.incidents += self._incidents()
        elif self.layout is layout.EXTRAS:
            sheets.extras.update(self._figures(layout.QUANTITY, [e.id for e in scheme.extras], add=True))
        elif self.layout is layout.QUOTAS:
            sheets.quotas.update(self._figures(layout.QUOTA, scheme.measure))
        else:
            sheets.previous.update(self._figures(layout.LAST_YEAR, scheme.measure))

    def _rows(self, *keys: str) -> Iterator[Row]:
        """The rows in which anything stands under one of the given titles."""
        at = [self.table.columns[k] for k in keys if k in self.table.columns]
        for row, cells in self.table.rows():
            if not all(is_empty(cells[i]) for i in at):
                yield row, cells

    def _figures(self, title: str, codes: Iterable[str], *, add: bool = False) -> dict[tuple[str, str], Figure]:
        """Numbers by unit and code; ``add`` says that several rows of one code add up."""
        found: dict[tuple[str, str], Figure] = {}
        keys = (layout.UNIT, layout.CODE, title, layout.ITEM, layout.GROUNDS) if add else (layout.UNIT, layout.CODE, title)
        for row, cells in self._rows(*keys):
            column = self.table.columns[title]
            if is_empty(cells[column]) and not add:  # prepared for every unit, and not handed out to this one
                continue
            unit, code = self._unit(row, cells), self._code(row, cells, codes)
            value = self._number(row, column, cells, unit, code, title) if unit and code else None
            if unit is None or code is None or value is None:
                self._doubt(unit, code)
                continue
            before = found.get((unit, code))
            if before and not add:
                self.recorder.add("E207", row, column, unit, code, first=str(before.cell))
                if before.value != value.value:
                    self._doubt(unit, code)
            elif before:
                found[unit, code] = Figure(before.value + value.value, before.cell)
            else:
                found[unit, code] = value
        return found

    def _averages(self) -> dict[tuple[str, str], Average]:
        groups = {n: g.id for g in self.rules.mandate.benchmark_groups for n in (g.id, g.name.zh, g.name.en)}
        groups |= {layout.ALL_GROUPS: EVERY_GROUP, "": EVERY_GROUP}
        found: dict[tuple[str, str], Average] = {}
        for row, cells in self._rows(layout.CODE, layout.AVERAGE):
            code = self._code(row, cells, self.rules.scheme.measure)
            group, column = self.table.text(cells, layout.GROUP), self.table.columns[layout.AVERAGE]
            if group not in groups:
                known = "、".join((layout.ALL_GROUPS, *(g.name.zh for g in self.rules.mandate.benchmark_groups)))
                where = self.table.columns[layout.GROUP]
                self.recorder.add("E406", row, where, None, code, read=group, near=near(group, groups), names=known)
                self._doubt(None, code)
                continue
            if is_empty(cells[column]):
                continue
            value = self._number(row, column, cells, None, code, layout.AVERAGE) if code else None
            if code is None or value is None:
                self._doubt(groups[group], code)
                continue
            key = code, groups[group]
            if key in found:
                self.recorder.add("E404", row, column, None, code, first=str(found[key].cell))
                if found[key].value != value.value:
                    self._doubt(groups[group], code)
                continue
            found[key] = average = Average(
                value.value, self.table.prose(cells, layout.SCOPE), self.table.prose(cells, layout.SOURCE), value.cell
            )
            if not (average.scope and average.source):
                what = Words(layout.SOURCE, "source") if average.scope else Words(layout.SCOPE, "scope")
                self.recorder.add("E405", row, column, None, code, what=what)
        return found

    def _incidents(self) -> Iterator[Incident]:
        kinds = {clean(v.name.zh): v.id for v in self.rules.scheme.vetoes}
        dated = self.table.columns.get(layout.DATE)
        for row, cells in self._rows(*self.layout.columns):
            unit, kind = self._unit(row, cells), self.table.text(cells, layout.KIND)
            column = self.table.columns[layout.KIND]
            if kind not in kinds:
                self.recorder.add("E407", row, column, unit, read=kind, near=near(kind, kinds), names="、".join(kinds))
            if unit is None or kind not in kinds:
                self._doubt(unit)
            else:
                yield Incident(
                    unit=unit,
                    veto=kinds[kind],
                    date=self.table.text(cells, layout.DATE),
                    field=self.table.prose(cells, layout.FIELD),
                    found_by=self.table.prose(cells, layout.FOUND_BY),
                    description=self.table.prose(cells, layout.DESCRIPTION),
                    cell=Cell(self.table.sheet.name, row, column),
                    date_cell=Cell(self.table.sheet.name, row, dated) if dated is not None else None,
                )

    def _doubt(self, unit: str | None, code: str | None = None) -> None:
        self.doubts.add(Doubt(self.layout.name, unit or ANY, code or ANY))

    def _unit(self, row: int, cells: Cells) -> str | None:
        return self.units.unit(row, cells) if self.units else None

    def _code(self, row: int, cells: Cells, codes: Iterable[str]) -> str | None:
        column = self.table.columns[layout.CODE]
        text = text_of(cells[column])
        code = text if text in codes else by_folded(codes).get(text.casefold())
        if code is None:
            hint = unknown_code(text, codes)
            self.recorder.add("E206", row, column, read=text, what=hint["what"], near=hint["near"])
        return code

    def _number(self, row: int, column: int, cells: Cells, unit: str | None, code: str, what: str) -> Figure | None:
        cell, shown = cells[column], self.table.sheet.is_percent(row, column)
        key = code, shown, cell, isinstance(cell, bool)
        value = self.read.get(key)
        if value is None:
            before = len(self.recorder.findings)
            value = self._looked_at(row, column, cell, unit, code, what, shown=shown)
            if value is not None and len(self.recorder.findings) == before:
                self.read[key] = value
        return None if value is None else Figure(value, Cell(self.table.sheet.name, row, column))

    def _looked_at(
        self, row: int, column: int, cell: CellValue, unit: str | None, code: str, what: str, *, shown: bool
    ) -> Decimal | None:
        measure = self.rules.scheme.measure.get(code)
        reading = number(cell, shown_as_percent=shown, unit=measure.unit if measure else None)
        if isinstance(reading, Trouble) and reading.code in {"E303", "E304"}:
            self.recorder.add(reading.code, row, column, unit, code, read=reading.read)
            return None
        low, high = (measure.range if measure else None) or (0, None)
        if isinstance(reading, Trouble) or reading.number < low:
            self.recorder.add("E408", row, column, unit, code, read=text_of(cell), what=what)
            return None
        if high is not None and self.layout is not layout.QUOTAS and reading.number > high:
            read, name = text_of(cell), unit or what
            self.recorder.add("E302", row, column, unit, code, read=read, name=name, low=low, high=high, hint=Words("", ""))
            return None
        if measure and measure.is_percent and 0 < reading.number <= 1 and not shown:
            hint = show(reading.number.scaleb(2))
            self.recorder.add("E309", row, column, unit, code, read=show(reading.number), name=unit or what, hint=hint)
        return reading.number
