"""Writes the sample workbooks from the tables in samples/data, byte for byte the same each time.

Run: python samples/make.py [-o DIR]
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
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
from loudi_qa.workbook.write import Value, fit_page, put, put_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.workbook.layout import SheetLayout

HERE = Path(__file__).resolve().parent
OFFICE = "市质量强市领导小组办公室"
FICTIONAL = "示例数据（虚构）"
BROKEN_UNIT = "双峰县"
PLAIN, PERCENT, PHONE = "0.00", "0.00%", "0738-0000000"

WIDTHS = {
    layout.UNIT: 13, layout.CODE: 7, layout.NAME: 46, layout.UNIT_OF_MEASURE: 10, layout.REASON: 20,
    layout.EVIDENCE: 22, layout.REMARK: 34, layout.SCOPE: 44, layout.SOURCE: 42, layout.ITEM: 44,
    layout.GROUNDS: 40, layout.KIND: 30, layout.FOUND_BY: 38, layout.DESCRIPTION: 58,
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A number with the format that its cell shows it in."""

    number: float
    number_format: str


Row = dict[str, "Value | Shown"]
"""What stands in a row, by column title."""


class Sample:
    """A sample year: its tables, and the rows that come of them."""

    def __init__(self, rules: Rules, year: str) -> None:
        self.rules, self.common, self.own = rules, _table("common"), _table(year)
        self.units: list[str] = self.common["units"].split()
        self.measures = rules.scheme.measures
        self.quotas = {m: self._by_unit(line.split()) for m, line in self.common["quotas"].items()}
        lines = self.own["rates"] | self.own["counts"]
        self.values = {m: self._by_unit(line.split()) for m, line in lines.items()}
        self.values |= {m: self._by_unit(list(line)) for m, line in self.own["duties"].items()}
        self.verified = {(unit, m): (value, why) for unit, m, value, why in self.own["verified"]}
        groups = {i.measure: i.group for i in rules.scheme.indicators}
        self.evidence = {m.id: self.common["evidence"][groups[m.id]] for m in self.measures}

    def _by_unit(self, values: list[str]) -> dict[str, str]:
        return dict(zip(self.units, values, strict=True))

    def cover(self, unit: str | None = None) -> list[tuple[str, Value]]:
        """The keys of the cover: of a unit's form, or of the year's workbook."""
        scheme = self.rules.scheme
        values = [self.own["year"], unit or OFFICE, "填报员甲（示例）", PHONE, self.own["date"], "审核员乙（示例）",
                  f"{scheme.scheme} {scheme.edition} {self.rules.sha256[:12]}"]  # fmt: skip
        return [*zip(layout.COVER_KEYS, values, strict=True), (layout.DATA_NOTICE, self.own["notice"])]

    def data(self, unit: str, *, verified: bool) -> Iterator[Row]:
        """The unit's rows of 指标数据; a form has nothing of what the departments add later."""
        for measure in self.measures:
            row: Row = {layout.UNIT: unit, **_named(measure), **self._sent(measure, unit)}
            if len(row) > len(_named(measure)) + 1 and not row.get(layout.REASON):
                row[layout.EVIDENCE] = self.evidence[measure.id]
            if verified and (unit, measure.id) in self.verified:
                row[layout.VERIFIED], row[layout.REMARK] = self.verified[unit, measure.id]
            yield row

    def _sent(self, measure: Measure, unit: str) -> Row:
        """What a unit fills in, from its word in the table."""
        word = self.values[measure.id][unit]
        if word == ".":
            return {}
        if word == "n/a":
            return {layout.REASON: measure.na[0]}
        if measure.answers:
            return {layout.VALUE: next(a for a in measure.answers if word in a)}
        if "/" in word:
            good, of = map(int, word.split("/"))
            return {layout.VALUE: self._shown(unit, good, of), layout.NUMERATOR: good, layout.DENOMINATOR: of}
        return {layout.VALUE: int(word) if word.isdecimal() else word}

    def _shown(self, unit: str, good: int, of: int) -> Shown:
        percent = rounded(Fraction(100 * good, of), 2)
        if unit == self.common["percent_cells"]:
            return Shown(float(percent.scaleb(-2)), PERCENT)
        return Shown(float(percent), PLAIN)

    def previous(self) -> Iterator[Row]:
        """The year's numbers as 上年数据 of the next: what was verified, else what was sent."""
        for unit in self.units:
            for measure in self.measures:
                word = self.values[measure.id][unit]
                if measure.answers or word in {".", "n/a"}:
                    continue
                if "/" in word:
                    number: Value = float(rounded(Fraction(word) * 100, 2))
                else:
                    number = self.verified.get((unit, measure.id), (int(word), ""))[0]
                yield {layout.UNIT: unit, layout.CODE: measure.id, layout.LAST_YEAR: number}

    def office(self, before: Sample | None) -> dict[SheetLayout, list[Row]]:
        """The rows of the five sheets that the office fills."""
        return {
            layout.QUOTAS: list(self._quotas()),
            layout.AVERAGES: list(self._averages()),
            layout.PREVIOUS: list(before.previous()) if before else [],
            layout.EXTRAS: list(self._extras()),
            layout.INCIDENTS: [dict(zip(layout.INCIDENTS.columns, x, strict=True)) for x in self.own["incidents"]],
        }

    def _quotas(self) -> Iterator[Row]:
        for unit in self.units:
            for measure in self.measures:
                quota = int(self.quotas.get(measure.id, {}).get(unit, 0))
                if quota:
                    yield {layout.UNIT: unit, **_named(measure), layout.QUOTA: quota}

    def _averages(self) -> Iterator[Row]:
        for code, group, average, scope, *source in self.own["averages"]:
            yield {
                **_named(self.rules.scheme.measure[code]),
                layout.GROUP: group,
                layout.AVERAGE: average,
                layout.SCOPE: scope,
                layout.SOURCE: source[0] if source else FICTIONAL,
            }

    def _extras(self) -> Iterator[Row]:
        names = {e.id: e.name.zh for e in self.rules.scheme.extras}
        for unit, code, count, grounds in self.own["extras"]:
            yield dict(zip(layout.EXTRAS.columns, (unit, code, names[code], count, grounds), strict=True))


def _table(name: str) -> Any:
    return yaml.safe_load((HERE / "data" / f"{name}.yaml").read_text(encoding="utf-8"))


def _named(measure: Measure) -> Row:
    return {layout.CODE: measure.id, layout.NAME: measure.name.zh, layout.UNIT_OF_MEASURE: measure.unit}


def year_book(sample: Sample, before: Sample | None) -> Workbook:
    """The year's workbook: every unit, and the office's sheets."""
    book = _book(sample.cover())
    _add(book, layout.DATA, [row for unit in sample.units for row in sample.data(unit, verified=True)])
    for sheet, rows in sample.office(before).items():
        _add(book, sheet, rows)
    return book


def form_book(sample: Sample, unit: str) -> Workbook:
    """The form of one unit; the office's sheets are not the unit's to fill and stay away."""
    book = _book(sample.cover(unit))
    _add(book, layout.DATA, list(sample.data(unit, verified=False)))
    return book


def broken_book(sample: Sample) -> Workbook:
    """The form of one unit with the mistakes that people make."""
    book = form_book(sample, BROKEN_UNIT)
    sheet = book[layout.DATA.name]
    column = {title: i for i, title in enumerate(layout.DATA.columns, start=1)}
    rows = {measure.id: i for i, measure in enumerate(sample.measures, start=2)}
    for mistake in _table("broken"):
        row = rows[mistake["row"]]
        if mistake.get("twice"):
            sheet.append([cell.value for cell in sheet[row]])
        for title in column.keys() & mistake.keys():
            # the value goes in as openpyxl takes it: "=..." becomes a formula without a result, "#DIV/0!" an error
            sheet.cell(row, column[title]).value = mistake[title]
    return book


def _book(cover: Sequence[tuple[str, Value]]) -> Workbook:
    book = Workbook()
    book.properties.creator, book.properties.created = "loudi-qa", FIXED
    sheet = book.active
    assert sheet is not None  # noqa: S101 -- a new workbook has one sheet
    sheet.title = layout.COVER
    for number, (key, value) in enumerate(cover, start=1):
        _put(sheet, number, 1, key).font = Font(bold=True)
        _put(sheet, number, 2, value).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 64
    sheet.row_dimensions[len(cover)].height = 48  # the notice takes three lines
    fit_page(sheet)
    return book


def _add(book: Workbook, table: SheetLayout, rows: Sequence[Row]) -> None:
    """One sheet: a bold header that stays in sight, then the rows."""
    sheet = book.create_sheet(table.name)
    put_header(sheet, table.columns, WIDTHS)
    sheet.freeze_panes = "D2" if layout.NAME in table.columns else "A2"
    for number, row in enumerate(rows, start=2):
        for i, title in enumerate(table.columns, start=1):
            value = row.get(title)
            if value is not None:
                _put(sheet, number, i, value)
    sheet.print_title_rows = "1:1"
    fit_page(sheet)


def _put(sheet: Worksheet, row: int, column: int, value: Value | Shown) -> Cell:
    """Write a cell, in its own format where it has one."""
    if not isinstance(value, Shown):
        return put(sheet, row, column, value)
    cell = put(sheet, row, column, value.number)
    cell.number_format = value.number_format
    return cell


def make(folder: Path) -> list[Path]:
    """Write every sample into the folder and say which."""
    rules = load(HERE.parent / "indicators.yaml", HERE.parent / "responsibilities.yaml")
    older, newer = Sample(rules, "2018"), Sample(rules, "2019")
    books = {
        "2018.xlsx": year_book(older, None),
        "2019.xlsx": year_book(newer, older),
        "broken.xlsx": broken_book(newer),
        **{f"forms-2019/{unit}.xlsx": form_book(newer, unit) for unit in newer.units},
    }
    for name, book in books.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pack(book))
    return [folder / name for name in books]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the sample workbooks.")
    parser.add_argument("-o", "--output", type=Path, default=HERE, metavar="DIR", help="default: the samples folder")
    for written in make(parser.parse_args().output):
        print(written)
