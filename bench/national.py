"""Write a year of the size of the nation: 2,844 units, every measure, with the responsibilities that name them.

    python bench/national.py -o DIR [--units 2844]

DIR gets national.xlsx and responsibilities.yaml; score it with
``loudi-qa score DIR/national.xlsx --responsibilities DIR/responsibilities.yaml``. Everything in it is invented, and the
cover says so. The same call writes the same data.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import xlsxwriter
import yaml

from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.load import RESPONSIBILITIES, Rules, load, packaged
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.models import Measure

UNITS = 2844
Row = list[Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--units", type=int, default=UNITS)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    write(arguments.output, arguments.units)
    print(f"{arguments.units} units written to {arguments.output}")


def write(folder: Path, count: int) -> None:
    responsibilities = folder / RESPONSIBILITIES
    data = yamlfile.read(packaged(RESPONSIBILITIES)).value
    data["units"] = [unit(i) for i in range(count)]
    data["shared"] = []  # the figures that the seven units share
    responsibilities.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    rules = load(None, responsibilities)
    with xlsxwriter.Workbook(folder / "national.xlsx", {"constant_memory": True}) as book:
        book.set_properties({"created": datetime(2020, 1, 1)})
        percent = book.add_format({"num_format": "0.00%"})
        fill(book, layout.COVER, cover(rules))
        for sheet, rows in sheets(rules).items():
            fill(book, sheet.name, ([list(sheet.columns)], rows), percent)


def unit(number: int) -> dict[str, Any]:
    name = f"示例县{number + 1:04d}"
    return {
        "name": {"zh": name, "en": f"Sample County {number + 1:04d}"},
        "aliases": [f"{name}人民政府"],
        "group": "urban" if number % 3 == 0 else "county_town",
        "leaders": {"zh": "县委县政府领导班子", "en": "leaders of the county"},
    }


def cover(rules: Rules) -> tuple[list[Row], Iterator[Row]]:
    scheme = f"{rules.scheme.scheme} {rules.scheme.edition}"
    rows: list[Row] = [[layout.YEAR, 2019], [layout.SCHEME, scheme], [layout.DATA_NOTICE, "示例数据：全部虚构，仅供测量速度"]]
    return rows, iter(())


def fill(book: Any, name: str, parts: tuple[list[Row], Iterator[Row]], percent: Any = None) -> None:
    sheet = book.add_worksheet(name)
    header, rows = parts
    number = -1
    for number, row in enumerate(header):
        sheet.write_row(number, 0, row)
    for row in rows:
        number += 1
        for column, value in enumerate(row):
            if isinstance(value, Decimal):  # a rate that the cell shows as a percentage
                sheet.write_number(number, column, float(value) / 100, percent)
            elif value != "":
                sheet.write(number, column, value)


def sheets(rules: Rules) -> dict[layout.SheetLayout, Iterator[Row]]:
    return {
        layout.DATA: data_rows(rules),
        layout.QUOTAS: quota_rows(rules),
        layout.AVERAGES: average_rows(rules),
        layout.PREVIOUS: iter(()),
        layout.EXTRAS: extra_rows(rules),
        layout.INCIDENTS: iter(
            [[rules.mandate.units[-1].name.zh, "2019-06-11", rules.scheme.vetoes[0].name.zh, "建筑施工", "示例", "示例"]]
        ),
    }


def data_rows(rules: Rules) -> Iterator[Row]:
    random = Random(2019)  # noqa: S311 -- sample data
    for number, county in enumerate(rules.mandate.units):
        level = random.uniform(0.82, 1.0)
        for measure in rules.scheme.measures:
            row = [county.name.zh, measure.id, measure.name.zh, measure.unit or "", *values(measure, level, random, number)]
            yield [*row, f"材料{measure.id}", ""]


def values(measure: Measure, level: float, random: Random, number: int) -> Row:
    """填报值, 分子, 分母, 核定值, 不适用原因."""
    if measure.na and random.random() < 0.02:
        return ["", "", "", "", measure.na[0]]
    if random.random() < 0.001:
        return [""] * 5
    if measure.answers:
        return [measure.answers[min(int(random.expovariate(3)), 2)], "", "", "", ""]
    if measure.is_percent:
        base = random.choice((200, 400, 500, 1000, 2000))
        good = round(base * min(level + random.uniform(-0.02, 0.1), 1))
        rate: Any = round(100 * good / base, 2)
        return [Decimal(str(rate)) if number % 4 == 0 else rate, good, base, "", ""]
    return [random.randint(0, 12), "", "", "", ""]


def quota_rows(rules: Rules) -> Iterator[Row]:
    random = Random(17)  # noqa: S311 -- sample data
    asked = [m for m in rules.scheme.measures if "quota" in rules.scheme.sources_used[m.id]]
    for county in rules.mandate.units:
        for measure in random.sample(asked, len(asked) * 2 // 3):
            yield [county.name.zh, measure.id, measure.name.zh, measure.unit or "", random.randint(1, 10)]


def average_rows(rules: Rules) -> Iterator[Row]:
    for measure in rules.scheme.measures:
        if "province" in rules.scheme.sources_used[measure.id]:
            for group, average in zip(rules.mandate.benchmark_groups, (93.5, 95.25), strict=True):
                yield [measure.id, measure.name.zh, measure.unit or "", group.name.zh, average, "示例口径", "示例数据（虚构）"]


def extra_rows(rules: Rules) -> Iterator[Row]:
    extra = rules.scheme.extras[0]
    for county in rules.mandate.units[::50]:
        yield [county.name.zh, extra.id, extra.name.zh, 1, "示例"]


if __name__ == "__main__":
    main()
