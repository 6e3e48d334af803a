"""Writes the sample year of every example: examples/<id>/sample.xlsx from examples/<id>/sample.yaml, the same bytes each time.

Run: python examples/make.py [ID...] [-o DIR]

sample.yaml has the year, the notice that goes on the cover, and by unit what cases.yaml writes in the same words: values,
quotas, averages, previous, extras, incidents. A value is a number, an answer, [分子, 分母], or {na: reason}; what is not
written is left empty.
"""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from loudi_qa.numbers import rounded
from loudi_qa.scheme.load import load
from loudi_qa.workbook import layout
from loudi_qa.workbook.pack import FIXED, pack
from loudi_qa.workbook.write import fit_page, put
from loudi_qa.workbook.yearbook import Cells, add_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure

HERE = Path(__file__).resolve().parent
GROUNDS = "示例"


class Sample:
    """A sample year: its table, and the rows that come of it."""

    def __init__(self, rules: Rules, own: dict[str, Any]) -> None:
        self.rules, self.own = rules, own

    def book(self) -> Workbook:
        """The year's workbook."""
        book = Workbook()
        book.remove(book.worksheets[0])
        book.properties.creator, book.properties.created = "loudi-qa", FIXED
        self._cover(book)
        tables: dict[layout.SheetLayout, Callable[[], Iterator[Cells]]] = {
            layout.DATA: self._data, layout.QUOTAS: self._quotas, layout.AVERAGES: self._averages,
            layout.PREVIOUS: self._previous, layout.EXTRAS: self._extras, layout.INCIDENTS: self._incidents,
        }  # fmt: skip
        for table, rows in tables.items():
            add_table(book, table.name, table.columns, [*rows()])
        return book

    def _cover(self, book: Workbook) -> None:
        scheme = self.rules.scheme
        edition = f"{scheme.scheme} {scheme.edition} {self.rules.sha256[: layout.DIGEST_DIGITS]}"
        values = [self.own["year"], self.own["office"], "填报员甲（示例）", "", self.own["date"], "审核员乙（示例）", edition]
        sheet = book.create_sheet(layout.COVER)
        rows = [*zip(layout.COVER_KEYS, values, strict=True), (layout.DATA_NOTICE, self.own["notice"])]
        for number, (key, value) in enumerate(rows, start=1):
            put(sheet, number, 1, key).font = Font(bold=True)
            put(sheet, number, 2, value).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 64
        sheet.row_dimensions[len(rows)].height = 64  # the notice takes three or four lines
        fit_page(sheet)

    def _by_unit(self, key: str) -> Iterator[tuple[str, str, Any]]:
        for unit, given in self.own["units"].items():
            for code, value in given.get(key, {}).items():
                yield unit, code, value

    def _data(self) -> Iterator[Cells]:
        for unit, given in self.own["units"].items():
            for measure in self.rules.scheme.measures:
                filled = _filled(measure, given["values"].get(measure.id))
                evidence = {layout.EVIDENCE: GROUNDS} if layout.VALUE in filled else {}
                yield {layout.UNIT: unit, **_named(measure), **filled, **evidence}

    def _quotas(self) -> Iterator[Cells]:
        for unit, code, value in self._by_unit("quotas"):
            yield {layout.UNIT: unit, **_named(self.rules.scheme.measure[code]), layout.QUOTA: value}

    def _averages(self) -> Iterator[Cells]:
        mandate = self.rules.mandate
        groups = {g.id: g.name.zh for g in mandate.benchmark_groups}
        rows: dict[tuple[str, str], Cells] = {}
        for unit, code, value in self._by_unit("averages"):
            measure, group = self.rules.scheme.measure[code], groups[mandate.unit[unit].group]
            told = {layout.GROUP: group, layout.AVERAGE: value, layout.SCOPE: measure.count.zh, layout.SOURCE: GROUNDS}
            rows[code, group] = {**_named(measure), **told}
        yield from rows.values()

    def _previous(self) -> Iterator[Cells]:
        for unit, code, value in self._by_unit("previous"):
            yield {layout.UNIT: unit, layout.CODE: code, layout.LAST_YEAR: value}

    def _extras(self) -> Iterator[Cells]:
        names = {e.id: e.name.zh for e in self.rules.scheme.extras}
        for unit, code, count in self._by_unit("extras"):
            yield dict(zip(layout.EXTRAS.columns, (unit, code, names[code], count, GROUNDS), strict=True))

    def _incidents(self) -> Iterator[Cells]:
        vetoes = {v.id: v for v in self.rules.scheme.vetoes}
        for unit, given in self.own["units"].items():
            for code in given.get("incidents", ()):
                row = (unit, f"{self.own['year']}-09-15", vetoes[code].name.zh, GROUNDS, GROUNDS, GROUNDS)
                yield dict(zip(layout.INCIDENTS.columns, row, strict=True))


def _named(measure: Measure) -> Cells:
    return {layout.CODE: measure.id, layout.NAME: measure.name.zh, layout.UNIT_OF_MEASURE: measure.unit}


def _filled(measure: Measure, value: Any) -> Cells:
    match value:
        case None:
            return {}
        case {"na": reason}:
            return {layout.REASON: reason}
        case [good, of]:
            percent = float(rounded(Fraction(100 * good, of), measure.places))
            return {layout.VALUE: percent, layout.NUMERATOR: good, layout.DENOMINATOR: of}
        case _:
            return {layout.VALUE: value}


def make(ids: Sequence[str] = (), folder: Path | None = None) -> list[Path]:
    """Write the samples of these examples, or of all of them, and say which; into ``folder`` as <id>.xlsx if one is given."""
    made = []
    for table in sorted(HERE.glob("*/sample.yaml")):
        home = table.parent
        if ids and home.name not in ids:
            continue
        rules = load(home / "indicators.yaml", home / "responsibilities.yaml")
        own = yaml.safe_load(table.read_text(encoding="utf-8"))
        path = folder / f"{home.name}.xlsx" if folder else home / "sample.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pack(Sample(rules, own).book()))
        made.append(path)
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the sample years of the examples.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="only these examples")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="default: each example's own folder")
    asked = parser.parse_args()
    for written in make(asked.ids, asked.output):
        print(written)
