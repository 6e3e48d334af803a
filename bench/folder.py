"""Time a folder of forms, checked and collected by several processes, beside openpyxl loading them one by one.

    python bench/folder.py [--forms 500] [--jobs 2] [--runs 3] [--processor] [--keep DIR]

Whole processes in turn, A B A B; the ratio is the median pair by pair. With ``--processor`` the work of all processes is
compared, which more of them do not lessen. Forms that are in DIR already are taken as they are.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import forms
from timing import PROGRAM, Pair, add_options, print_header, print_pair

from loudi_qa.scheme.load import RESPONSIBILITIES

ONE_BY_ONE = """
import sys, pathlib, openpyxl
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    openpyxl.load_workbook(path)
"""

ANEW = (
    "import os, subprocess, sys; os.path.exists(sys.argv[1]) and os.remove(sys.argv[1]); sys.exit(subprocess.call(sys.argv[2:]))"
)
"""A year that is there already would be carried on, which is another work."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, runs=3)
    parser.add_argument("--forms", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the forms here and leave them")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        if not (folder / forms.FORMS).exists():
            forms.write(folder, arguments.forms, arguments.jobs)
        print_header()
        for pair in pairs(folder, Path(scratch), arguments.jobs):
            print_pair(pair, arguments.runs, processor=arguments.processor)


def pairs(folder: Path, scratch: Path, jobs: int) -> list[Pair]:
    """Checking, and collecting, by one process and by several."""
    path = str(folder / forms.FORMS)
    rules = ["--responsibilities", str(folder / RESPONSIBILITIES), "--quiet"]
    year = scratch / "collected.xlsx"
    one_by_one = [sys.executable, "-c", ONE_BY_ONE, path]
    made = []
    for n in sorted({1, jobs}):
        work = ["--jobs", str(n)]
        validate, collect = (
            [*PROGRAM, "validate", path, *rules, *work],
            [*PROGRAM, "collect", path, *rules, *work, "-o", str(year)],
        )
        made.append(Pair(f"validate, {n} at work", validate, one_by_one, "load_workbook, one by one"))
        anew = [sys.executable, "-c", ANEW, str(year), *collect]
        made.append(Pair(f"collect, {n} at work", anew, one_by_one, "load_workbook, one by one"))
    return made


if __name__ == "__main__":
    main()
