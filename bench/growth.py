"""Show how the cost of ``score`` grows: units doubled three times, then measures and indicators doubled three times.

    python bench/growth.py [--units 2844] [--indicators-units 122] [--runs 3] [--processor]

Each size is scored by a whole process, output as csv. The table tells the median, the ratio to the size before it, which is about
2 where the cost grows as the work, what a row of 指标数据 costs once seven units, which are hardly more than start-up, are taken
off, and the peak memory. Beside it stand ``robust`` and ``compare`` of a province's 122 units, which no one should have to wait
for.

More indicators are copies of the shipped ones under new ids, with points that still add up to the hundred.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import national
from timing import PROGRAM, Run, add_options, timed

from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, packaged

PROVINCE = 122


class Size(NamedTuple):
    """A year of some size: how it is called, the rows of its data, its folder, and its own indicators if it has any."""

    name: str
    rows: int
    folder: Path
    indicators: Path | None = None

    def command(self, what: str, *more: str) -> list[str]:
        rules = ["--responsibilities", str(self.folder / RESPONSIBILITIES)]
        rules += ["--indicators", str(self.indicators)] if self.indicators else []
        return [*PROGRAM, what, str(self.folder / national.NAME), *rules, "--quiet", *more]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, runs=3)
    parser.add_argument("--units", type=int, default=national.UNITS, help="the largest number of units")
    parser.add_argument("--indicators-units", type=int, default=PROVINCE, help="units of the years with more indicators")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        by_units = [units(folder, arguments.units // part) for part in (8, 4, 2, 1)]
        by_indicators = [indicators(folder, arguments.indicators_units, times) for times in (1, 2, 4, 8)]
        small = units(folder, 7)
        for sizes in (by_units, by_indicators):
            table(sizes, small, arguments.runs, processor=arguments.processor)
        province = units(folder, PROVINCE)
        last = national.write_rules(folder, PROVINCE)  # the same rules; the year before has another number on its cover
        national.write_year(folder / "last.xlsx", last, year=2018)
        print()
        for name, command in {
            "robust": province.command("robust"),
            "compare": [*PROGRAM, "compare", str(folder / "last.xlsx"), *province.command("compare")[len(PROGRAM) + 1 :]],
        }.items():
            print(f"{name + f', {PROVINCE} units':24}{took([timed(command) for _ in range(arguments.runs)], arguments):9.2f}s")


def took(runs: list[Run], arguments: argparse.Namespace) -> float:
    return median(r.processor if arguments.processor else r.seconds for r in runs)


def table(sizes: list[Size], small: Size, runs: int, *, processor: bool) -> None:
    def seconds(run: Run) -> float:
        return run.processor if processor else run.seconds

    start = median(seconds(timed(small.command("score", "--format", "csv"))) for _ in range(runs))
    rounds = [[timed(size.command("score", "--format", "csv")) for size in sizes] for _ in range(runs)]  # in turn
    print(f"\n{'':24}{'rows':>9}{'seconds':>10}{'ratio (least to most)':>26}{'a row':>12}{'peak MiB':>10}")
    for place, size in enumerate(sizes):
        own = [seconds(turn[place]) for turn in rounds]
        ratios = sorted(seconds(turn[place]) / seconds(turn[place - 1]) for turn in rounds) if place else []
        spread = f"{median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})" if ratios else ""
        each = f"{(median(own) - start) / (size.rows - small.rows) * 1e6:.1f} µs"
        peak = max(turn[place].mebibytes for turn in rounds)
        print(f"{size.name:24}{size.rows:9,}{median(own):9.2f}s{spread:>26}{each:>12}{peak:10.0f}", flush=True)


def units(scratch: Path, count: int) -> Size:
    folder = scratch / f"units-{count}"
    folder.mkdir(exist_ok=True)
    rules = national.write(folder, count)
    return Size(f"{count} units", count * len(rules.scheme.measures), folder)


def indicators(scratch: Path, count: int, times: int) -> Size:
    folder = scratch / f"indicators-{times}"
    folder.mkdir()
    path = folder / INDICATORS
    path.write_text(json.dumps(more_indicators(times), ensure_ascii=False, default=float), encoding="utf-8")  # all JSON is YAML
    rules = national.write_rules(folder, count, path, times)
    national.write_year(folder / national.NAME, rules)
    return Size(f"{len(rules.scheme.indicators)} indicators", count * len(rules.scheme.measures), folder, path)


def more_indicators(times: int) -> dict[str, Any]:
    """The shipped indicators so many times, each copy on copies of its measures, for its share of the points."""
    data = yamlfile.read(packaged(INDICATORS)).value
    measures = [{**m, "id": name} for m in data["measures"] for name in national.copies([m["id"]], times)]
    indicators = []
    for indicator in data["indicators"]:
        own, on = (national.copies([indicator[key]], times) for key in ("id", "measure"))
        parts = shares(Decimal(str(indicator["points"])), times)
        indicators += [{**indicator, "id": i, "measure": m, "points": p} for i, m, p in zip(own, on, parts, strict=True)]
    return {**data, "measures": measures, "indicators": indicators}


def shares(points: Decimal, times: int) -> list[Decimal]:
    """Points in so many parts of two places that add up to them."""
    share = (points / times).quantize(Decimal("0.01"), ROUND_DOWN)
    return [points - share * (times - 1), *[share] * (times - 1)]


if __name__ == "__main__":
    main()
