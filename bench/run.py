"""Time the program beside bare openpyxl on the same files, and its answers beside its score: whole processes, one run.

    python bench/run.py [--runs 5] [--units 2844] [--keep DIR]

The commands of a pair run in turn, A B A B, so that a machine that slows down slows both; what is printed is the median
of each and of the ratios pair by pair, with the least and the most, and the peak memory of the larger process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

import national

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
SAMPLE, LAST_YEAR = SAMPLES / "2019.xlsx", SAMPLES / "2018.xlsx"
FULL = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"
READ_ONLY = """
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets:
    for row in sheet.iter_rows(values_only=True):
        pass
"""
PROGRAM = [sys.executable, "-m", "loudi_qa"]


class Run(NamedTuple):
    seconds: float
    mebibytes: float


class Pair(NamedTuple):
    name: str
    ours: list[str]
    theirs: list[str]
    against: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--units", type=int, default=national.UNITS)
    parser.add_argument("--keep", type=Path, help="write the national year here and leave it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        national.write(folder, arguments.units)
        print(f"{'':34}{'ours':>9}{'theirs':>9}   ratio (least to most)      peak MiB ours/theirs")
        for pair in [*pairs(folder, arguments.units), *answers(folder)]:
            report(pair, arguments.runs)


def pairs(folder: Path, units: int) -> list[Pair]:
    python = sys.executable
    nation = str(folder / "national.xlsx")
    score = [*PROGRAM, "score", nation, "--responsibilities", str(folder / "responsibilities.yaml"), "--quiet"]
    bare = [python, "-c", FULL, str(SAMPLE)]
    read_only = [python, "-c", READ_ONLY, nation]
    return [
        Pair("--version", [*PROGRAM, "--version"], [python, "-c", "import openpyxl"], "import openpyxl"),
        Pair("score, seven units", [*PROGRAM, "score", str(SAMPLE)], bare, "load_workbook"),
        Pair("score, seven units, in colour", [*PROGRAM, "score", str(SAMPLE), "--color", "always"], bare, "load_workbook"),
        Pair(f"score, {units} units", score, read_only, "read-only, every row"),
        Pair(f"score, {units} units, csv", [*score, "--format", "csv"], read_only, "read-only, every row"),
    ]


def answers(folder: Path) -> list[Pair]:
    """What is asked after the result, each against the bare result of the same year."""
    bundle = folder / "result.zip"
    subprocess.run([*PROGRAM, "score", str(SAMPLE), "--bundle", str(bundle), "--force", "-q"], check=True, capture_output=True)
    score = [*PROGRAM, "score", str(SAMPLE)]
    (folder / "rules").mkdir(exist_ok=True)
    for name in ("indicators.yaml", "responsibilities.yaml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        (folder / "rules" / name).write_text(text.replace("grade: A, at_least: 90", "grade: A, at_least: 92"), encoding="utf-8")
    commands = {
        "explain a unit": ["explain", str(SAMPLE), "双峰县"],
        "explain a line": ["explain", str(SAMPLE), "双峰县", "E01-2020"],
        "score --set": ["score", str(SAMPLE), "--set", "双峰县:P06=93.4"],
        "robust": ["robust", str(SAMPLE)],
        "compare two years": ["compare", str(LAST_YEAR), str(SAMPLE)],
        "verify": ["verify", str(bundle)],
        "report, all papers": ["report", str(SAMPLE), "--previous", str(LAST_YEAR), "-o", str(folder / "out"), "--force"],
        "report --html": ["report", str(SAMPLE), "--html", "-o", str(folder / "page"), "--force"],
        "rules show": ["rules", "show"],
        "rules check": ["rules", "check", "--workbook", str(SAMPLE)],
        "rules test": ["rules", "test"],
        "rules test --coverage": ["rules", "test", "--coverage"],
        "rules diff, with a workbook": ["rules", "diff", str(ROOT), str(folder / "rules"), "--workbook", str(SAMPLE)],
    }
    return [Pair(name, [*PROGRAM, *words], score, "score") for name, words in commands.items()]


def report(pair: Pair, runs: int) -> None:
    run(pair.ours), run(pair.theirs)  # warm the caches
    both = [(run(pair.ours), run(pair.theirs)) for _ in range(runs)]
    ratios = sorted(a.seconds / b.seconds for a, b in both)
    ours, theirs = median(a.seconds for a, _ in both), median(b.seconds for _, b in both)
    memory = f"{max(a.mebibytes for a, _ in both):.0f}/{max(b.mebibytes for _, b in both):.0f}"
    spread = f"{median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    print(f"{pair.name:34}{ours:8.3f}s{theirs:8.3f}s   {spread:26} {memory:12} against {pair.against}", flush=True)


LAUNCH = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - start
print(json.dumps([code, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


def run(command: list[str]) -> Run:
    """One whole process, its output thrown away. A small launcher starts it, for a child's peak counts its parent's too."""
    launcher = [sys.executable, "-S", "-c", LAUNCH, *command]
    told = subprocess.run(launcher, capture_output=True, encoding="utf-8", env={**os.environ, "COLUMNS": "100"}, check=True)
    code, seconds, peak = json.loads(told.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Run(seconds, peak / (1024 if sys.platform != "darwin" else 1024 * 1024))


if __name__ == "__main__":
    main()
