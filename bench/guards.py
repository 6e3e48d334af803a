"""Measure the gate: the hostile files of the tests, each given to a whole process of ``loudi-qa validate``.

    python bench/guards.py [NAME ...] [--patience 60] [--keep DIR]

Files are built as tests/workbook/test_hostile_attacks.py builds them, swelling parts in full size. For each the table tells
how large the file is, how long the process took, how much memory it had at most, and the code of the refusal. The first two
lines are an honest form and an honest year, to compare with. Ends with 1 where a file was let in, or not refused in time.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from timing import PROGRAM, ROOT, SAMPLE, SAMPLES, run

sys.path.insert(0, str(ROOT))  # the tests are found only from the root

from tests.workbook.test_hostile_attacks import ATTACKS, FULL_SIZE

HONEST = {"a form": SAMPLES / "forms-2019" / "双峰县.xlsx", "a year": SAMPLE}


class Measured(NamedTuple):
    seconds: float
    mebibytes: float
    code: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only the guards whose name holds one of these")
    parser.add_argument("--patience", type=float, default=60, help="seconds after which a process is ended")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the files there")
    arguments = parser.parse_args()
    wanted = [n for n in ATTACKS if not arguments.names or any(part in n for part in arguments.names)]
    print("| guard | file, KiB | seconds | peak, MiB | code |\n|---|--:|--:|--:|---|")
    for name, path in HONEST.items():
        row(name, path, measure(path, arguments.patience))
    let_in = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for number, name in enumerate(wanted):
            path = folder / f"{number:02}.xlsx"
            path.write_bytes(ATTACKS[name].build(FULL_SIZE))
            measured = measure(path, arguments.patience)
            row(name, path, measured)
            let_in += measured.code not in ATTACKS[name].codes.split()
            if not arguments.keep:
                path.unlink()
    return 1 if let_in else 0


def row(name: str, path: Path, measured: Measured) -> None:
    size = path.stat().st_size / 1024
    print(f"| {name} | {size:,.1f} | {measured.seconds:.2f} | {measured.mebibytes:.0f} | {measured.code} |", flush=True)


def measure(path: Path, patience: float) -> Measured:
    done = run([*PROGRAM, "validate", "--lang", "en", str(path)], patience=patience, kept=2000)
    if done.code == 3 and (refused := re.search(r"error\[(E1\d\d)\]", done.said)):
        return Measured(done.seconds, done.mebibytes, refused[1])
    code = "read" if done.code in {0, 1} else "no end" if done.code is None else f"ended with {done.code}"
    return Measured(done.seconds, done.mebibytes, code)


if __name__ == "__main__":
    sys.exit(main())
