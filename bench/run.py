"""Time the program beside bare openpyxl on the same files, and its answers beside its score: whole processes, one run.

    python bench/run.py [NAME ...] [--runs 5] [--units 2844] [--processor] [--keep DIR]

The commands of a pair run in turn, A B A B, so that a machine that slows down slows both; what is printed is the median
of each and of the ratios pair by pair, with the least and the most, and the peak memory of the larger process. Names choose
pairs: those whose name holds one of them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import national
from timing import FULL, LAST_YEAR, PROGRAM, READ_ONLY, ROOT, SAMPLE, SAMPLES, Pair, add_options, print_header, print_pair

FORM = SAMPLES / "forms-2019" / "双峰县.xlsx"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    add_options(parser)
    parser.add_argument("--units", type=int, default=national.UNITS)
    parser.add_argument("--keep", type=Path, help="write the national year here and leave it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        chosen = [
            pair
            for pair in [*small(), *nation(folder, arguments.units), *answers(folder)]
            if not arguments.names or any(name in pair.name for name in arguments.names)
        ]
        if any(str(folder / national.NAME) in pair.ours for pair in chosen):
            write_both(folder, arguments.units)
        print_header()
        for pair in chosen:
            print_pair(pair, arguments.runs, processor=arguments.processor)


def small() -> list[Pair]:
    """Seven units, one form, and nothing at all."""
    importing = [sys.executable, "-c", "import openpyxl"]
    year, form = [*FULL, str(SAMPLE)], [*FULL, str(FORM)]
    score, validate = [*PROGRAM, "score", str(SAMPLE)], [*PROGRAM, "validate", str(FORM)]
    return [
        Pair("--version", [*PROGRAM, "--version"], importing, "import openpyxl"),
        Pair("--help", [*PROGRAM, "--help"], importing, "import openpyxl"),
        Pair("score, seven units", score, year, "load_workbook"),
        Pair("score, seven units, in colour", [*score, "--color", "always"], year, "load_workbook"),
        Pair("score, seven units, csv", [*score, "--format", "csv"], year, "load_workbook"),
        Pair("validate, one form", validate, form, "load_workbook"),
    ]


INLINE = "inline.xlsx"


def write_both(folder: Path, units: int) -> None:
    """The national year with shared strings, as Excel and WPS save it, and with inline strings, as openpyxl does."""
    national.write_year(folder / INLINE, national.write(folder, units), "inline")


def nation(folder: Path, units: int) -> list[Pair]:
    """The nation's year in both dialects, each against openpyxl's way through the same file."""
    pairs = []
    for dialect, name in (("shared", national.NAME), ("inline", INLINE)):
        path = str(folder / name)
        score = [*PROGRAM, "score", path, "--responsibilities", str(folder / "responsibilities.yaml"), "--quiet"]
        forms = {"": [], ", csv": ["--format", "csv"], ", json": ["--format", "json"]}
        pairs += [
            Pair(f"score, {units} units, {dialect}{what}", [*score, *more], [*READ_ONLY, path], "read-only, every row")
            for what, more in forms.items()
        ]
    return pairs


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


if __name__ == "__main__":
    main()
