"""What people do to forms: each fault as a sentence, the files that show it, and the codes that must be told of them.

A fault is done to a form that this program made and that has been filled in without one: 甲区.xlsx of the tiny scheme.
"""

from __future__ import annotations

import zipfile
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook
from tests.submission.books import Book
from tests.workbook.filled import cell, columns, fill

from loudi_qa import api
from loudi_qa.cli import way
from loudi_qa.findings import Finding, NoYear, Unreadable
from loudi_qa.scheme.load import Rules, load
from loudi_qa.submission.round import round_of
from loudi_qa.submission.submit import submit
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import unit_form
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.read import read
from loudi_qa.workbook.verification import Sent, verification_form, verifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    Make = Callable[[Path], Sequence[Path]]
    """Writes the files of a fault into a folder and says which are to be looked at."""
    Change = Callable[[Workbook], object]

TINY = Path(__file__).parents[1] / "scheme" / "tiny"
HERE, THERE, BUREAU = "甲区", "乙县", "市市场监管局"
SHARED = "{measure: B1, units: [甲区, 乙县], why: {zh: 同一监测点, en: one station}, basis: assumed}"
LAST_YEAR = {(HERE, "R1"): Decimal(96), (HERE, "T1"): Decimal(4)}
SENT: dict[str, dict[str, Any]] = {
    "R1": {"填报值": 97.5, "分子": 195, "分母": 200},
    "C1": {"填报值": 3},
    "B1": {"填报值": 84},
    "L1": {"填报值": 4},
    "Y1": {"填报值": 60},
    "A1": {"填报值": "建成"},
    "T1": {"填报值": 5},
}


class Fault(NamedTuple):
    """What someone did, in both languages; the codes it must lead to, and no others; the files that show it."""

    zh: str
    en: str
    codes: str
    """In the order of their numbers, each as often as it is told; empty where nothing is to be said."""
    make: Make
    how: str = "validate"
    """How the files are looked at: validate, round or score."""
    lowered: str = ""
    """Errors that are mere warnings here, for a department has settled the value."""
    raised: str = ""
    """Codes that are errors here, though they usually only warn."""


@cache
def rules() -> Rules:
    """The tiny rules, with a jump that asks for a remark, a figure that both units share, and a count beyond a thousand."""
    text = (TINY / "indicators.yaml").read_text(encoding="utf-8")
    mandate = (TINY / "responsibilities.yaml").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        bent, bent_mandate = Path(folder, "indicators.yaml"), Path(folder, "responsibilities.yaml")
        text = text.replace("unit: 项, range: [0, 99], city", "unit: 项, range: [0, 9999], city")
        bent.write_text(f"{text}checks: {{jump: {{percent: 0.2, count: 2}}}}\n", encoding="utf-8")
        bent_mandate.write_text(f"{mandate}shared:\n- {SHARED}\n", encoding="utf-8")
        return load(bent, bent_mandate)


@cache
def filled(unit: str = HERE, year: int = 2019) -> bytes:
    """The form of a unit, filled in and without a fault."""
    book = unit_form(rules(), year, rules().mandate.unit[unit])
    for measure, values in SENT.items():
        fill(book, unit, measure, **values, 佐证材料="附件1")
    return pack(book)


@cache
def verified() -> bytes:
    """The form of a department, agreed to in every row."""
    sent = {
        (u.name.zh, m): Sent(v["填报值"], v.get("分子"), v.get("分母"), evidence="附件1")
        for u in rules().mandate.units
        for m, v in SENT.items()
    }
    return pack(verification_form(rules(), 2019, BUREAU, verifiers(rules(), 2019)[BUREAU], sent))


def data(book: Workbook) -> Worksheet:
    """The sheet with the values."""
    return book[layout.DATA.name]


def changed(*changes: Change, of: Callable[[], bytes] = filled, name: str = "甲区.xlsx") -> Make:
    """A form with changes made in a spreadsheet program."""

    def make(folder: Path) -> list[Path]:
        book = load_workbook(BytesIO(of()))
        for change in changes:
            change(book)
        book.save(folder / name)
        return [folder / name]

    return make


def put(measure: str, value: Any, title: str = layout.VALUE, number_format: str | None = None, unit: str = HERE) -> Change:
    """Something else in a cell of a measure's row."""

    def change(book: Workbook) -> None:
        at = cell(book, unit, measure, title)
        at.value = value
        if number_format:
            at.number_format = number_format

    return change


def typed(measure: str, value: Any, title: str = layout.VALUE, number_format: str | None = None) -> Make:
    """A form in which one cell was filled in otherwise."""
    return changed(put(measure, value, title, number_format))


def counts(value: Any, good: Any, of_all: Any) -> Make:
    """A form with this rate and these counts in the row of R1."""
    return changed(put("R1", value), put("R1", good, layout.NUMERATOR), put("R1", of_all, layout.DENOMINATOR))


def on_cover(key: str, value: Any) -> Change:
    """Something else on the cover."""

    def change(book: Workbook) -> None:
        sheet = book[layout.COVER]
        (row,) = (c.row for c in sheet["A"] if c.value == key)
        sheet.cell(row, 2).value = value

    return change


def title(old: str, new: str) -> Change:
    """Another title over a column."""

    def change(book: Workbook) -> None:
        data(book).cell(1, columns(data(book))[old]).value = new

    return change


def without(measure: str) -> Change:
    """A row deleted; those below move up."""
    return lambda book: data(book).delete_rows(cell(book, HERE, measure, layout.CODE).row)


def without_column(title: str) -> Change:
    """A column deleted; those to its right move up."""
    return lambda book: data(book).delete_cols(columns(data(book))[title])


def below(**row: Any) -> Change:
    """One more row below the table, by title, with a blank one above it."""

    def change(book: Workbook) -> None:
        places, number = columns(data(book)), data(book).max_row + 2
        for title, value in row.items():
            data(book).cell(number, places[title]).value = value

    return change


def again(measure: str, value: Any) -> Change:
    """The row of a measure once more, below all others."""

    def change(book: Workbook) -> None:
        row = [c.value for c in data(book)[cell(book, HERE, measure, layout.CODE).row]]
        row[columns(data(book))[layout.VALUE] - 1] = value
        data(book).append(row)

    return change


def rezipped(change: Callable[[dict[str, bytes]], object], of: Callable[[], bytes] = filled) -> Make:
    """A form with its parts changed by no spreadsheet program."""

    def make(folder: Path) -> list[Path]:
        with zipfile.ZipFile(BytesIO(of())) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        change(parts)
        with zipfile.ZipFile(folder / "甲区.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, part)
        return [folder / "甲区.xlsx"]

    return make


def stored(text: str) -> Make:
    """A form in which the number of R1 is stored as this text."""

    def change(parts: dict[str, bytes]) -> None:
        (part,) = (p for p, xml in parts.items() if p.startswith("xl/worksheets/") and b"<v>97.5</v>" in xml)
        parts[part] = parts[part].replace(b"<v>97.5</v>", f"<v>{text}</v>".encode())

    return rezipped(change)


def raw(content: bytes | Callable[[], bytes], name: str = "甲区.xlsx") -> Make:
    """A file of these bytes."""

    def make(folder: Path) -> list[Path]:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content())
        return [folder / name]

    return make


def year(change: Callable[[Book], object]) -> Make:
    """A year's workbook of the office with a change."""

    def make(folder: Path) -> list[Path]:
        book = Book()
        change(book)
        return [book.save(folder / "2019.xlsx")]

    return make


def both(*makes: Make) -> Make:
    """Files of several senders, or several files of one."""
    return lambda folder: [path for make in makes for path in make(folder)]


def scored(path: Path) -> Sequence[Finding]:
    """What is found in a workbook that is given to score."""
    try:
        return way.score(path, rules()).findings
    except NoYear as refused:
        return refused.findings


def found(fault: Fault, folder: Path) -> list[Finding]:
    """All that the program finds in the files of a fault."""
    paths = fault.make(folder)
    if fault.how == "score":
        return [f for p in paths for f in scored(p)]
    findings: list[Finding] = []
    sent = []
    for path in paths:
        try:
            sent.append(submit(read(path, api.limits(rules())), rules(), LAST_YEAR))
        except Unreadable as refused:
            findings.append(refused.finding)
    findings += [f for s in sent for f in s.findings]
    return findings + list(round_of(sent, rules()).findings if fault.how == "round" else ())


def renamed(properties: Mapping[str, str]) -> Change:
    """Other properties of the document: a form that was made for another year or scheme."""

    def change(book: Workbook) -> None:
        for name, value in properties.items():
            book.custom_doc_props[name].value = value  # type: ignore[attr-defined]  # not in the stubs

    return change
