"""The trial of a result as LibreOffice works it out, and what the engine says in its place."""

from __future__ import annotations

import random
import subprocess
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook, load_workbook
from tests.assess.made_up import MadeUpYear, made_up_mandate, made_up_scheme
from tests.assess.made_wider import wider_scheme
from tests.assess.reader import Rules as ReadRules

from loudi_qa.assess.lines import NOT_THEIRS
from loudi_qa.assess.score import assess
from loudi_qa.cli import way
from loudi_qa.numbers import from_cell, plain, quantise, rounded
from loudi_qa.report.dossier import Dossier
from loudi_qa.report.xlsx.result.trial import add_trial
from loudi_qa.report.xlsx.result.trial_rows import Column
from loudi_qa.scheme.load import load
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import Cell, Entry, Figure, Given, Missing, NotApplicable, Unclear
from loudi_qa.workbook.pack import pack

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.assess.result import Assessment, Line
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.year import State
    from loudi_qa.words import Lang

Content = str | float | None
Points = dict[tuple[str, str], Decimal | str | int | None]
"""By unit and code: points, totals, grades and places."""

CELL = Cell("指标数据", 2, 4)
SHEETS = {"zh": "试算", "en": "Try it"}
WIDER = 200
_OPEN = {"待定", "open"}


class Said(NamedTuple):
    """What the sheet says after every formula was worked out."""

    points: Points
    check: str
    differing: int


def dossier_of(result: Assessment) -> Dossier:
    return Dossier(result, result.rules.mandate.papers)


def made_up(seed: int, folder: Path) -> Assessment:
    """A year made up from a seed, under rules made up from it as well; from ``WIDER`` on with all that other places need."""
    rng = random.Random(seed)  # noqa: S311 -- cases, not secrets
    scheme = wider_scheme(rng) if seed >= WIDER else made_up_scheme(rng)
    files = folder / f"{seed}-indicators.yaml", folder / f"{seed}-responsibilities.yaml"
    for path, text in zip(files, (scheme, made_up_mandate(scheme)), strict=True):
        path.write_text(text, encoding="utf-8")
    MadeUpYear(seed, ReadRules(*files), (2018, 2019, 2020, 2019, 2021)[seed % 5]).save(folder / f"{seed}.xlsx")
    return way.score(folder / f"{seed}.xlsx", load(*files))


def recomputed(folder: Path, books: dict[str, bytes]) -> dict[str, Workbook]:
    """Every workbook as LibreOffice saves it after it has worked out all formulas; one run of it, since that takes seconds."""
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    files = [str(folder / f"{name}.xlsx") for name in books]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    return {name: load_workbook(folder / "out" / f"{name}.xlsx", data_only=True) for name in books}


def changed(data: bytes, values: dict[tuple[str, str], Content]) -> bytes:
    """The workbook with other values on its trial, by unit and code."""
    book = load_workbook(BytesIO(data))
    rows = rows_of(book["试算"])
    for key, value in values.items():
        book["试算"].cell(rows[key], Column.VALUE).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def only_trial(dossier: Dossier, lang: Lang = "zh") -> bytes:
    """The trial without the sheets that it does not look at: half of them need not be made, and LibreOffice has less to open."""
    book = Workbook()
    book.remove(book.worksheets[0])
    add_trial(book, dossier, lang)
    return pack(book)


def rows_of(sheet: Worksheet) -> dict[tuple[str, str], int]:
    """The row of each line of the trial, by unit and code; the sum of a group by the group's name."""
    found = {}
    for row in range(body(sheet), sheet.max_row + 1):
        unit, group, code = (sheet.cell(row, c).value for c in (Column.UNIT, Column.GROUP, Column.CODE))
        found[str(unit), str(code or group)] = row
    return found


def body(sheet: Worksheet) -> int:
    """The first row below the header."""
    return next(r for r in range(1, 40) if sheet.cell(r, Column.DIFFERENCE).value in {"差", "Difference"}) + 1


def said(sheet: Worksheet) -> Said:
    points: Points = {}
    differing = 0
    for key, row in rows_of(sheet).items():
        value: Any = sheet.cell(row, Column.POINTS).value
        own = None if value in _OPEN else value
        points[key] = from_cell(own) if isinstance(own, int | float) else own
        differing += bool(sheet.cell(row, Column.DIFFERENCE).value)
    return Said(points, str(sheet.cell(body(sheet) - 2, 2).value), differing)


def expected(result: Assessment, lang: Lang = "zh") -> Points:
    """The same from the engine."""
    found: Points = {}
    total, grade, rank = ("总分", "等级", "位次") if lang == "zh" else ("Unit total", "Grade", "Rank")
    places = result.rules.scheme.points.places
    for unit in result.units:
        name = unit.unit.name.of(lang)
        found[name, total] = unit.total
        found[name, grade] = unit.grade.grade if unit.grade else None
        found[name, rank] = unit.rank
        extras = {e.extra.id: e.points for e in unit.extras}
        found |= {(name, e.id): extras.get(e.id, Decimal(0)) for e in result.rules.scheme.extras}
        for group in unit.groups:
            found[name, group.group.name.of(lang)] = group.points
            found |= {(name, x.indicator.id): x.points for x in group.lines}
            if result.rules.scheme.na.points_go_to == "group":
                found[name, group.moved_id] = group.moved.points if group.moved else Decimal(0)
    return {k: quantise(v, places).normalize() if isinstance(v, Decimal) else v for k, v in found.items()}


def differences(got: Points, wanted: Points) -> dict[tuple[str, str], object]:
    """Where the two part."""
    return {k: (got.get(k), wanted.get(k)) for k in got.keys() | wanted.keys() if got.get(k) != wanted.get(k)}


class Changed(NamedTuple):
    """A result with values changed on its sheet, and what the engine makes of a year with the same changes."""

    book: bytes
    result: Assessment


def changed_at_random(result: Assessment, data: bytes, seed: int) -> Changed:
    """Many values changed at once: beside a bound and on it, to nothing, to not applicable; quotas, averages, extras as well."""
    change = _Change(result, data, random.Random(seed))  # noqa: S311 -- cases, not secrets
    change.values()
    change.benchmarks()
    change.extras()
    return change.done()


def _no_share(line: Line) -> bool:
    """Whether the rules give no share of the target for the year: then the line is a value, whatever is written."""
    return isinstance(getattr(line.indicator.rule, "share", None), dict)


class _Change:
    def __init__(self, result: Assessment, data: bytes, rng: random.Random) -> None:
        self.result, self.rng, self.year = result, rng, result.year
        self.book = load_workbook(BytesIO(data))
        self.sheet = self.book["试算"]
        self.rows = rows_of(self.sheet)

    def values(self) -> None:
        entries = {u: dict(own) for u, own in self.year.entries.items()}
        for unit in self.result.units:
            name = unit.unit.name.zh
            for measure in self.result.rules.scheme.measures if name in entries else ():
                lines = [x for x in unit.lines if x.indicator.measure == measure.id]
                if self.rng.random() < 0.4 and not measure.several and not any(_no_share(x) for x in lines):
                    state, shown = self._state(measure, lines)
                    entries[name][measure.id] = Entry(state)
                    for line in (x for x in lines if x.reason != NOT_THEIRS):
                        self._set(name, line.indicator.id, Column.VALUE, shown)
        self.year = self.year._replace(entries=entries, doubts=frozenset(d for d in self.year.doubts if d.sheet != "指标数据"))

    def _state(self, measure: Measure, lines: list[Line]) -> tuple[State, Content]:
        chance = self.rng.random()
        if chance < 0.08:
            return Missing(), self.rng.choice([None, " "])
        if chance < 0.16:
            return NotApplicable("停办"), "不适用"
        if chance < 0.2:
            return Unclear("约", CELL), self.rng.choice(["约九成", "待定"])
        if measure.answers:
            answer = self.rng.choice(measure.answers)
            return Given(answer, CELL), answer
        assert measure.range
        low, high = measure.range
        bounds = [rounded(b.award.target, 4) for b in lines if b.award and b.award.target is not None] or [low]
        bounds = [*bounds, *(b.last.value for b in lines if b.last)]
        places = self.rng.choice([0, 1, 2, 2, 3])
        value = self.rng.choice(bounds) + Decimal(self.rng.randrange(-300, 300)).scaleb(-places) * self.rng.choice([0, 1, 1, 1])
        value = min(max(value, low), high)
        return Given(value, CELL), float(value)

    def benchmarks(self) -> None:
        quotas, previous = dict(self.year.quotas), dict(self.year.previous)
        for unit in self.result.units:
            for line in unit.lines:
                bound = getattr(line.indicator.rule, "bound", None)
                own = {"quota": quotas, "previous": previous}.get(bound) if isinstance(bound, str) else None
                if (
                    own is None
                    or line.reason == NOT_THEIRS
                    or _no_share(line)
                    or (bound == "previous" and self._in_formulas(line.indicator.measure))
                    or self.rng.random() > 0.3
                    or self.year.doubtful("目标分解", unit.unit.name.zh, line.indicator.measure)
                ):
                    continue
                value = Decimal(self.rng.randrange(0, 40)) / self.rng.choice([1, 2])
                key = unit.unit.name.zh, line.indicator.measure
                own[key] = Figure(value, CELL)
                for each in unit.lines:
                    own_bound, apart = getattr(each.indicator.rule, "bound", None), each.reason == NOT_THEIRS
                    if own_bound == bound and each.indicator.measure == key[1] and not apart:
                        self._set(key[0], each.indicator.id, Column.BENCHMARK, float(value))
        self.year = self.year._replace(quotas=quotas, previous=previous)
        self._averages()

    def _in_formulas(self, measure: str) -> bool:
        """Whether last year's value stands in a formula, where no one can change it."""
        rules = [i.rule for i in self.result.rules.scheme.indicators if i.measure == measure and isinstance(i.rule, Reach)]
        return any(r.no_worse_than and r.bound != "previous" for r in rules)

    def _averages(self) -> None:
        """Each provincial average where it stands once for all."""
        shared, averages = self.book["对照值"], dict(self.year.averages)
        cells = {str(average.cell): key for key, average in averages.items()}
        for row in range(1, shared.max_row + 1):
            source = str(shared.cell(row, 5).value)
            key = next((key for cell, key in cells.items() if source.endswith(f"（{cell}）")), None)
            if key is not None and self.rng.random() < 0.5:
                value = plain(averages[key].value + Decimal(self.rng.randrange(-20, 20)) / 10)  # a cell keeps no zeros
                averages[key] = averages[key]._replace(value=value)
                shared.cell(row, 4, float(value))
        self.year = self.year._replace(averages=averages)

    def extras(self) -> None:
        extras = dict(self.year.extras)
        for unit in self.result.units:
            for extra in self.result.rules.scheme.extras:
                if self.rng.random() < 0.3:
                    count = self.rng.randrange(5)
                    extras[unit.unit.name.zh, extra.id] = Figure(Decimal(count), CELL)
                    self._set(unit.unit.name.zh, extra.id, Column.VALUE, count)
        self.year = self.year._replace(extras=extras)

    def done(self) -> Changed:
        saved = BytesIO()
        self.book.save(saved)
        return Changed(saved.getvalue(), assess(self.result.rules, self.year))

    def _set(self, unit: str, code: str, column: Column, value: Content) -> None:
        self.sheet.cell(self.rows[unit, code], column).value = value
