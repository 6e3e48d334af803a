"""Start whole processes and measure them: what every measurement of this folder shares."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
SAMPLE, LAST_YEAR = SAMPLES / "2019.xlsx", SAMPLES / "2018.xlsx"
PROGRAM = [sys.executable, "-m", "loudi_qa"]
FULL = [sys.executable, "-c", "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"]
READ_ONLY = [
    sys.executable,
    "-c",
    """
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets:
    for row in sheet.iter_rows(values_only=True):
        pass
""",
]
"""openpyxl's two ways through a workbook; the path follows."""

LAUNCH = """
import json, resource, subprocess, sys, time
patience, kept, *command = sys.argv[1:]
out = subprocess.PIPE if int(kept) else subprocess.DEVNULL
start = time.perf_counter()
try:
    done = subprocess.run(command, stdout=out, stderr=out, timeout=float(patience) or None)
    code, said = done.returncode, (done.stdout or b"").decode(errors="replace")[:int(kept)]
except subprocess.TimeoutExpired:
    code, said = None, ""
seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, said, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""A small launcher starts the program, for a child's peak counts its parent's too."""


class Run(NamedTuple):
    """One process: how it ended (None where patience ran out), what it said, and what it took."""

    code: int | None
    said: str
    seconds: float
    processor: float
    mebibytes: float


class Pair(NamedTuple):
    """Two commands that are run in turn."""

    name: str
    ours: Sequence[str]
    theirs: Sequence[str]
    against: str


def run(command: Sequence[str], *, patience: float = 0, kept: int = 0) -> Run:
    """One whole process; the first ``kept`` characters of its output are kept, and it is ended after ``patience`` seconds."""
    launcher = [sys.executable, "-S", "-c", LAUNCH, str(patience), str(kept), *command]
    environment = {**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode; else each start would compile anew
    told = subprocess.run(launcher, capture_output=True, encoding="utf-8", env=environment, check=True)
    code, said, seconds, processor, peak = json.loads(told.stdout)
    return Run(code, said, seconds, processor, peak / (1024 if sys.platform != "darwin" else 1024 * 1024))


def timed(command: Sequence[str], fine: Sequence[int] = (0, 1)) -> Run:
    """As :func:`run`, for a command that comes to its end: an exit code that is not ``fine`` ends the measurement."""
    done = run(command)
    if done.code not in fine:
        raise SystemExit(f"{' '.join(command)} ended with {done.code}")
    return done


def add_options(parser: ArgumentParser, runs: int = 5) -> None:
    """What each measurement lets one choose."""
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument("--processor", action="store_true", help="compare processor time: for a machine that others use too")


def print_header() -> None:
    print(f"{'':34}{'ours':>9}{'theirs':>9}   ratio (least to most)      peak MiB ours/theirs", flush=True)


def print_pair(pair: Pair, runs: int, *, processor: bool = False) -> None:
    """Run a pair in turn, A B A B, so that a machine that slows down slows both, and print the medians.

    The ratio is the median of the ratios pair by pair, with the least and the most; the memory is the larger process's peak.
    """
    timed(pair.ours), timed(pair.theirs)  # warm the caches
    both = [(timed(pair.ours), timed(pair.theirs)) for _ in range(runs)]
    took = [(a.processor, b.processor) if processor else (a.seconds, b.seconds) for a, b in both]
    ratios = sorted(a / b for a, b in took)
    ours, theirs = median(a for a, _ in took), median(b for _, b in took)
    memory = f"{max(a.mebibytes for a, _ in both):.0f}/{max(b.mebibytes for _, b in both):.0f}"
    spread = f"{median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    print(f"{pair.name:34}{ours:8.3f}s{theirs:8.3f}s   {spread:26} {memory:12} against {pair.against}", flush=True)
