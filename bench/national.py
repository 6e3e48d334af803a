"""Write a year of the size of the nation: 2,844 units, every measure, with the responsibilities that name them.

    python bench/national.py -o DIR [--units 2844] [--strings shared|inline]

DIR gets national.xlsx and responsibilities.yaml; score it with
``loudi-qa score DIR/national.xlsx --responsibilities DIR/responsibilities.yaml``. A text stands once for all cells that hold it,
as Excel and WPS save it, or in every cell anew, as openpyxl saves it. Everything in it is invented, and the cover says so. The
same call writes the same bytes.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Literal, get_args

import xlsxwriter
import yaml

from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.load import RESPONSIBILITIES, Rules, load, packaged
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loudi_qa.scheme.models import Measure

UNITS = 2844
YEAR = 2019
NAME = "national.xlsx"
Row = list[Any]
Strings = Literal["shared", "inline"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--strings", choices=get_args(Strings), default="shared")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    write(arguments.output, arguments.units, arguments.strings)
    print(f"{arguments.units} units written to {arguments.output}")


def write(folder: Path, count: int, strings: Strings = "shared") -> Rules:
    """The year and its responsibilities in a folder; returns the rules they make."""
    rules = write_rules(folder, count)
    write_year(folder / NAME, rules, strings)
    return rules


def write_rules(folder: Path, count: int, indicators: Path | None = None, times: int = 1) -> Rules:
    """Responsibilities that name so many units, beside the shipped indicators, or others that hold them so many times."""
    responsibilities = folder / RESPONSIBILITIES
    data = yamlfile.read(packaged(RESPONSIBILITIES)).value
    data["units"] = [unit(i) for i in range(count)]
    data["shared"] = []  # the figures that the seven units share
    for owner in data["owners"]:
        owner["measures"] = copies(owner["measures"], times)
    for duty in data["duties"]:
        if "indicators" in duty:
            duty["indicators"] = copies(duty["indicators"], times)
    responsibilities.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load(indicators, responsibilities)


def copies(ids: Iterable[str], times: int) -> list[str]:
    """The ids of things and of their copies: P01, P01x1, P01x2."""
    return [f"{i}x{n}" if n else i for i in ids for n in range(times)]


def write_year(path: Path, rules: Rules, strings: Strings = "shared", year: int = YEAR) -> None:
    """The year's workbook under these rules."""
    with xlsxwriter.Workbook(path, {"constant_memory": strings == "inline"}) as book:
        book.set_properties({"created": datetime(2020, 1, 1)})
        percent = book.add_format({"num_format": "0.00%"})
        for name, rows in sheets(rules, year).items():
            fill(book.add_worksheet(name), rows, percent)


def fill(sheet: Any, rows: Iterable[Row], percent: Any) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, Decimal):  # a rate that the cell shows as a percentage
                sheet.write_number(number, column, float(value) / 100, percent)
            elif isinstance(value, str):
                if value:
                    sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, value)


def unit(number: int) -> dict[str, Any]:
    name = f"示例县{number + 1:04d}"
    return {
        "name": {"zh": name, "en": f"Sample County {number + 1:04d}"},
        "aliases": [f"{name}人民政府"],
        "group": "urban" if number % 3 == 0 else "county_town",
        "leaders": {"zh": "县委县政府领导班子", "en": "leaders of the county"},
    }


def sheets(rules: Rules, year: int = YEAR) -> dict[str, Iterator[Row]]:
    """Every sheet of the year, titles first; a rate that is shown as a percentage is a Decimal."""
    struck = [rules.mandate.units[-1].name.zh, f"{year}-06-11", rules.scheme.vetoes[0].name.zh, "建筑施工", "示例", "示例"]
    tables: dict[layout.SheetLayout, Iterator[Row]] = {
        layout.DATA: data_rows(rules, year),
        layout.QUOTAS: quota_rows(rules),
        layout.AVERAGES: average_rows(rules),
        layout.PREVIOUS: iter(()),
        layout.EXTRAS: extra_rows(rules),
        layout.INCIDENTS: iter([struck]),
    }
    titled = {sheet.name: chain([list(sheet.columns)], rows) for sheet, rows in tables.items()}
    return {layout.COVER: iter(cover(rules, year)), **titled}


def cover(rules: Rules, year: int) -> list[Row]:
    scheme = f"{rules.scheme.scheme} {rules.scheme.edition}"
    return [[layout.YEAR, year], [layout.SCHEME, scheme], [layout.DATA_NOTICE, "示例数据：全部虚构，仅供测量速度"]]


def data_rows(rules: Rules, seed: int) -> Iterator[Row]:
    random = Random(seed)  # noqa: S311 -- sample data
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
