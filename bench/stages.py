"""Tell where the time of ``score`` goes: processor seconds a stage, in one process, and the memory held at most by then.

    python bench/stages.py WORKBOOK [--responsibilities FILE] [--format csv] [--top N]

The command itself runs, as it does for a user; a clock stands before and behind each step of the straight line of
docs/architecture.md. Each is also told as a share of openpyxl's read-only way through the same file, which is measured first.
With ``--top`` the profiler looks instead, which slows all down: it tells the N functions in which the time was spent.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from timing import READ_ONLY, timed

STAGES = {
    "rules": "loudi_qa.cli.score:load_rules",
    "read": "loudi_qa.cli.way:read",
    "cover": "loudi_qa.api:read_cover",
    "bind": "loudi_qa.api:bind",
    "contradicted": "loudi_qa.api:contradicted",
    "told once": "loudi_qa.api:once",
    "check": "loudi_qa.api:check",
    "assess": "loudi_qa.api:assess",
    "print": "loudi_qa.cli.score:emit",
    "tell findings": "loudi_qa.cli.score:tell_findings",
}
"""Each stage, and the name under which its caller knows the function."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbook")
    parser.add_argument("--responsibilities")
    parser.add_argument("--format", default="csv")
    parser.add_argument("--top", type=int, default=0)
    arguments = parser.parse_args()
    rules = ["--responsibilities", arguments.responsibilities] if arguments.responsibilities else []
    with tempfile.TemporaryDirectory() as scratch:
        output = ["--format", arguments.format, "--output", str(Path(scratch) / "result"), "--quiet"]
        command = ["score", arguments.workbook, *rules, *output]
        if arguments.top:
            profile(command, arguments.top)
        else:
            stages(command, timed([*READ_ONLY, arguments.workbook]).processor)


def stages(command: list[str], bare: float) -> None:
    gc.disable()  # as the program does
    print(f"{'':20}{'seconds':>10}{'share':>8}{'peak MiB':>10}")
    begin = time.process_time()
    run, spent = import_module("loudi_qa.cli.main").run, 0.0

    def row(name: str, seconds: float) -> None:
        print(f"{name:20}{seconds:9.2f}s{seconds / bare:8.3f}{peak():10.0f}", flush=True)

    def clocked(name: str, function: Any) -> Any:
        def stage(*args: Any, **kwargs: Any) -> Any:
            nonlocal spent
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent += time.process_time() - start
                row(name, time.process_time() - start)

        return stage

    for name, place in STAGES.items():
        module, _, function = place.partition(":")
        setattr(import_module(module), function, clocked(name, getattr(import_module(module), function)))
    run(command)
    total = time.process_time() - begin
    row("imports, the rest", total - spent)
    row("all", total)


def peak() -> float:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024 if sys.platform != "darwin" else 1024 * 1024)


def profile(command: list[str], top: int) -> None:
    gc.disable()
    run = import_module("loudi_qa.cli.main").run
    with cProfile.Profile() as seen:
        run(command)
    pstats.Stats(seen).strip_dirs().sort_stats("tottime").print_stats(top)


if __name__ == "__main__":
    main()
