"""What the tests of the Word papers share: years with other units, the text of a paper, its pages laid out by LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from loudi_qa.assess.score import assess
from loudi_qa.report.dossier import Dossier
from loudi_qa.scheme.mandate import Papers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
with_pages = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice (soffice) or pdftotext is not installed here",
)


def without_data(sample: Assessment, *absent: str) -> Assessment:
    """The sample year as if some units had sent nothing: their totals are open."""
    entries = {name: rows for name, rows in sample.year.entries.items() if name not in absent}
    return assess(sample.rules, sample.year._replace(entries=entries), previous=sample.previous)


def plain_dossier(result: Assessment) -> Dossier:
    """Papers of which the rules say nothing: no issuer, no number, no day."""
    return Dossier(result, Papers())


def unit(result: Assessment, name: str) -> UnitResult:
    return next(u for u in result.units if u.unit.name.zh == name)


def part(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return ET.fromstring(parts.read(name))  # noqa: S314 -- our own file


def paragraphs(data: bytes) -> list[str]:
    """Every paragraph of the body, those of tables too, as text."""
    body = part(data, "word/document.xml")
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


def everything(data: bytes) -> str:
    """All the text of all parts: body, heads and feet, properties; and every attribute, where a name might hide as well."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        roots = [ET.fromstring(parts.read(n)) for n in parts.namelist() if n.endswith((".xml", ".rels"))]  # noqa: S314
    said = [x for root in roots for e in root.iter() for x in (e.text or "", *e.attrib.values())]
    return "\n".join([*said, *paragraphs(data)])


def tables(data: bytes) -> list[list[list[str]]]:
    """Tables, rows, cells."""
    body = part(data, "word/document.xml")
    return [
        [["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in body.iter(f"{W}tbl")
    ]


def table_under(data: bytes, *titles: str) -> list[list[str]]:
    """The rows of the table whose head has these titles, the head left out; none where there is no such table."""
    return next((rows[1:] for rows in tables(data) if set(titles) <= set(rows[0])), [])


class Word(NamedTuple):
    """A run of text on a page, its place in points from the top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


class Layout(NamedTuple):
    """A paper as LibreOffice lays it out."""

    words: list[Word]
    pages: int

    def page(self, number: int) -> str:
        return "".join(w.text for w in self.words if w.page == number)


def lay_out(folder: Path, papers: Mapping[str, bytes]) -> dict[str, Layout]:
    """The pages of several papers, by one run of LibreOffice."""
    for name, data in papers.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile, sources = f"-env:UserInstallation={(folder / 'profile').as_uri()}", [str(folder / f"{n}.docx") for n in papers]
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: _layout(folder / f"{name}.pdf") for name in papers}


_PAGE, _WORD = re.compile(r"<page "), re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


def _layout(pdf: Path) -> Layout:
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout  # noqa: S607
    words, page = [], 0
    for line in told.splitlines():
        page += bool(_PAGE.search(line))
        if found := _WORD.search(line):
            left, top, right, bottom = map(float, found.groups()[:4])
            words.append(Word(page, left, top, right, bottom, found[5]))
    return Layout(words, page)
