"""Hold the program against validators that do less: frictionless, pandera with pandas, pydantic over openpyxl.

    make peers                    # makes an environment for them, and runs this
    python bench/peers.py --python PEERS/bin/python [--runs 5] [--units 2844] [--province 122] [--processor] [--only WHAT]

Each validates the rows of 指标数据: types, what must be filled in, ranges, answers and reasons by measure, keys. ``score`` reads
and checks all sheets, scores, and prints; it is timed against each of them on the sample and on the nation, whole processes in
turn. Then faults are planted into a copy of the sample and of a province's year, and a table tells who finds which: at its cell,
in its row, somewhere in the file, or not. Ends with 1 where another finds a planted fault that loudi-qa does not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import national
from faults import ALLOWED, SHEETS, Planted, plant_cells, plant_gap, plant_sheet
from timing import PROGRAM, ROOT, SAMPLE, Pair, add_options, print_header, print_pair

from loudi_qa.scheme.ask import quota_only
from loudi_qa.scheme.load import RESPONSIBILITIES, Rules, load
from loudi_qa.workbook import layout

HERE = Path(__file__).resolve().parent
OURS = "loudi-qa"
PEERS = {
    "frictionless": ["frictionless_rows.py"],
    "pandera": ["pandera_rows.py"],
    "pandera, calamine": ["pandera_rows.py", "calamine"],
    "pydantic": ["pydantic_rows.py"],
}
MARKS = {"cell": "cell", "row": "row", "file": "file", "": "-"}


class Report(NamedTuple):
    """One thing that a validator says: row, title, and the unit and the measure that it names."""

    row: int | None
    title: str | None
    kind: str
    unit: str | None = None
    measure: str | None = None


class Year(NamedTuple):
    """A year's workbook with its rules, as both sides are given it."""

    name: str
    path: Path
    rules: Rules
    responsibilities: Path
    what: Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", required=True, help="the interpreter of an environment with peers-requirements.txt")
    add_options(parser)
    parser.add_argument("--units", type=int, default=national.UNITS)
    parser.add_argument("--province", type=int, default=122, help="units of the year into which faults are planted too")
    parser.add_argument("--only", choices=("timing", "faults"), help="how fast each is, or who finds what")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sample = described("sample", SAMPLE, load(ROOT / "indicators.yaml", ROOT / RESPONSIBILITIES), ROOT, folder)
        missed = 0
        if arguments.only != "faults":
            print_header()
            for year in (sample, invented("nation", arguments.units, folder)):
                time_all(arguments, year)
        if arguments.only != "timing":
            for year in (sample, invented("province", arguments.province, folder)):
                missed += compare(arguments.python, year, folder)
        return 1 if missed else 0


def invented(name: str, units: int, scratch: Path) -> Year:
    folder = scratch / name
    folder.mkdir()
    return described(name, folder / national.NAME, national.write(folder, units), folder, folder)


def described(name: str, path: Path, rules: Rules, home: Path, scratch: Path) -> Year:
    """A year, and a file that tells the peers what its cells may hold."""
    optional = quota_only(rules.scheme)
    measures = {
        m.id: {
            "low": float(m.range[0]) if m.range else 0,
            "high": float(m.range[1]) if m.range else 0,
            "places": m.places,
            "answers": m.answers,
            "reasons": m.na,
            "required": m.id not in optional,
        }
        for m in rules.scheme.measures
    }
    units = [called for unit in rules.mandate.units for called in (unit.name.zh, *unit.aliases)]
    what = scratch / "what.json"
    what.write_text(json.dumps({"columns": layout.DATA.columns, "units": units, "measures": measures}), encoding="utf-8")
    return Year(name, path, rules, home / RESPONSIBILITIES, what)


def ours(command: str, year: Year, path: Path) -> list[str]:
    return [*PROGRAM, command, str(path), "--responsibilities", str(year.responsibilities), "--quiet"]


def theirs(python: str, peer: str, year: Year, path: Path) -> list[str]:
    script, *more = PEERS[peer]
    return [python, str(HERE / "peer" / script), str(path), str(year.what), *more]


def time_all(arguments: argparse.Namespace, year: Year) -> None:
    for peer in PEERS:
        other = theirs(arguments.python, peer, year, year.path)
        pair = Pair(f"score, {year.name}", ours("score", year, year.path), other, peer)
        print_pair(pair, arguments.runs, processor=arguments.processor)


def compare(python: str, year: Year, folder: Path) -> int:
    """The table of who finds what in a year; returns how many faults only another found."""
    tools = [OURS, *PEERS]

    def told(path: Path) -> dict[str, set[Report]]:
        return {OURS: ask_us(year, path)} | {peer: ask(theirs(python, peer, year, path)) for peer in PEERS}

    clean = told(year.path)
    print(f"\n{year.name}: {len(year.rules.mandate.units)} units\n| fault | {' | '.join(tools)} |\n|---|{'---|' * len(tools)}")
    missed = 0
    target = folder / f"{year.name}-faults.xlsx"
    planted = plant_cells(year.path, target, year.rules)
    after = told(target)
    for fault in planted:
        missed += row_of(fault.name, [how(fault, after[t] - clean[t]) for t in tools])
    gap = plant_gap(year.path, target, year.rules)
    after = told(target)
    missed += row_of(gap.name, [how(gap, after[t] - clean[t]) for t in tools])
    for name, (title, change) in SHEETS.items():
        plant_sheet(year.path, target, change)
        after = told(target)
        missed += row_of(name, [how(Planted(name, None, title), after[t] - clean[t]) for t in tools])
    print(f"\nNo faults, for the layout allows them:\n| | {' | '.join(tools)} |\n|---|{'---|' * len(tools)}")
    for name, change in ALLOWED.items():
        plant_sheet(year.path, target, change)
        after = told(target)
        print(f"| {name} | {' | '.join('said' if len(after[t]) > len(clean[t]) else '-' for t in tools)} |", flush=True)
    return missed


def row_of(name: str, found: list[str]) -> bool:
    """Print one fault; whether another found it and we did not."""
    missed = not found[0] and any(found[1:])
    print(f"| {name} | {' | '.join(MARKS[how] for how in found)} |{' MISSED' if missed else ''}", flush=True)
    return missed


def how(fault: Planted, said: set[Report]) -> str:
    """How a fault was found: at its cell (or by its unit and measure, or its title), in its row, in the file, or not at all."""
    there = [r for r in said if fault.row in {None, r.row}]
    named = fault.unit and any((r.unit, r.measure) == (fault.unit, fault.measure) for r in said)
    if named or (fault.title and any(r.title == fault.title for r in there)):
        return "cell"
    return "" if not there else "file" if fault.row is None else "row"


def ask(command: list[str]) -> set[Report]:
    """What another validator says; one that breaks off says that the file is wrong, and no more."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        return {Report(None, None, done.stderr.strip().splitlines()[-1])}
    return {Report(*found) for found in json.loads(done.stdout)}


def ask_us(year: Year, path: Path) -> set[Report]:
    """What loudi-qa validate says: by cell, by unit and measure, or by the words of its sentence."""
    command = [*ours("validate", year, path), "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr}")
    return reports(done.stdout)


def reports(printed: str) -> set[Report]:
    """What ``validate --format json`` printed, as reports."""
    return {report(finding) for finding in json.loads(printed)["findings"]}


def report(finding: dict[str, Any]) -> Report:
    place = layout.cell_of(finding["cell"].split(":")[0]) if finding["cell"] else None
    title = next((t for t in layout.DATA.columns if t in finding["message"]), None)  # of a fault in the titles
    if place and place[0] > 1 and place[1] < len(layout.DATA.columns):
        title = layout.DATA.columns[place[1]]
    return Report(place[0] if place else None, title, finding["code"], finding["unit"], finding["measure"])


if __name__ == "__main__":
    sys.exit(main())
