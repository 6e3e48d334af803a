"""The same points to the last digit at every size: the samples, and invented years of 7 units, of a province's 122 and of the
nation's 2,844. What is kept was made by the program as it was before any of it was made faster.

UPDATE_GOLDEN=1 writes the files anew, to be read before they are kept.
"""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import national
import pytest
from tests.workbook import packages

from loudi_qa.cli import way
from loudi_qa.cli.main import run
from loudi_qa.report.json import finding_json, unit_json
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules

GOLDEN = Path(__file__).parent / "golden"
EVERY = 50
"""Of the nation every so many units are held whole, in JSON; of all of them rank, totals, grade and each line."""


@pytest.mark.parametrize("units", [7, 122])
def test_an_invented_year_is_scored_as_it_was(units: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    national.write(tmp_path, units)
    hold(f"{units}.csv", without_digests(score(tmp_path, "csv", capsys)))
    hold(f"{units}.json.sha256", of_json(score(tmp_path, "json", capsys)))


@pytest.mark.parametrize("year", ["2018", "2019"])
def test_a_sample_year_is_scored_as_it_was(year: str, samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(samples / f"{year}.xlsx"), "--json", "-q"]) == 0
    hold(f"{year}.json.sha256", of_json(capsys.readouterr().out))


def test_the_nation_is_scored_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_fast(tmp_path / national.NAME, national.write_rules(tmp_path, national.UNITS))
    results: list[Assessment] = []

    def kept(*given: Any) -> Assessment:
        results.append(real(*given))
        return results[-1]

    real = way.score
    monkeypatch.setattr(way, "score", kept)
    ranking = without_digests(score(tmp_path, "csv", capsys))
    lines = ranking.splitlines(keepends=True)
    hold("2844-ends.csv", "".join([*lines[:4], *lines[-3:]]))
    parts = {
        "ranking": [ranking],
        "lines": each_line(results[0]),
        "units": (as_text(unit_json(u, results[0], "zh")) for u in results[0].units[::EVERY]),
        "findings": (as_text(finding_json(f, "zh")) for f in results[0].findings),
    }
    hold("2844.sha256", "".join(f"{digest(texts)}  {name}\n" for name, texts in parts.items()))


def score(folder: Path, form: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command line prints of the invented year in a folder."""
    rules = ["--responsibilities", str(folder / "responsibilities.yaml")]
    assert run(["score", str(folder / national.NAME), *rules, "--format", form, "-q"]) == 0
    return capsys.readouterr().out


def each_line(result: Assessment) -> Iterable[str]:
    """Unit by unit each indicator: its state, its points, what could be earned, and the cell it rests on."""
    for unit in result.units:
        for line in unit.lines:
            cell = line.entry and line.entry.state.cell
            yield f"{unit.unit.name.zh} {line.indicator.id} {line.state} {line.points} {line.of} {cell}\n"


def without_digests(text: str) -> str:
    """The digests go: they change with every word of the rules, and other tests hold them."""
    return re.sub(r"\b[0-9a-f]{12,}\b", "<digest>", text)


def of_json(printed: str) -> str:
    """The digests of what a result says of its units, and of what was found."""
    data = json.loads(printed)
    return "".join(f"{digest([as_text(data[part])])}  {part}\n" for part in ("units", "findings"))


def as_text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def digest(texts: Iterable[str]) -> str:
    whole = sha256()
    for text in texts:
        whole.update(text.encode())
    return whole.hexdigest()


def hold(name: str, got: str) -> None:
    """What came out against what is kept."""
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(got.encode())
    assert golden.read_bytes().decode() == got, f"if this is meant: UPDATE_GOLDEN=1, then read {name}"


def write_fast(path: Path, rules: Rules) -> None:
    """The nation's year in raw XML with shared strings: a third of the time that xlsxwriter takes for the same cells."""
    texts: dict[str, int] = {}

    def row_xml(number: int, row: national.Row) -> str:
        cells = "".join(cell_xml(f"{layout.letters(i)}{number}", value) for i, value in enumerate(row) if value != "")
        return f'<row r="{number}">{cells}</row>'

    def cell_xml(place: str, value: Any) -> str:
        if isinstance(value, str):
            return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
        if isinstance(value, Decimal):
            return f'<c r="{place}" s="1"><v>{float(value) / 100!r}</v></c>'
        return f'<c r="{place}"><v>{value}</v></c>'

    tables = national.sheets(rules)
    made = [packages.worksheet("".join(row_xml(n, row) for n, row in enumerate(rows, 1))) for rows in tables.values()]
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    changed = {
        "xl/workbook.xml": packages.workbook(*tables),
        "xl/sharedStrings.xml": f'<sst xmlns="{packages.MAIN}">{strings}</sst>',
    }
    path.write_bytes(packages.xlsx(*made, changed=changed))
