"""Write a folder of filled forms, as the units of a nation would send them: the forms of ``template``, filled in without a fault.

    python bench/forms.py -o DIR [--units 2844] [--jobs 2]

DIR gets responsibilities.yaml and forms/, one form a unit; check them with
``loudi-qa validate DIR/forms --responsibilities DIR/responsibilities.yaml``. The same call writes the same bytes.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import national

from loudi_qa.scheme.load import RESPONSIBILITIES, Rules, load
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import unit_form
from loudi_qa.workbook.pack import pack

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMS = "forms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--units", type=int, default=national.UNITS)
    parser.add_argument("--jobs", type=int, default=2, help="processes that write")
    arguments = parser.parse_args()
    write(arguments.output, arguments.units, arguments.jobs)
    print(f"{arguments.units} forms written to {arguments.output / FORMS}")


def write(folder: Path, count: int, jobs: int) -> None:
    """The responsibilities and a form for each unit; most of a minute a thousand forms, for openpyxl writes them."""
    (folder / FORMS).mkdir(parents=True, exist_ok=True)
    national.write_rules(folder, count)
    with ProcessPoolExecutor(jobs) as pool:
        for _ in pool.map(write_form, [folder] * count, range(count), chunksize=10):
            pass


@cache
def rules_of(folder: Path) -> Rules:
    """Read once by each process."""
    return load(None, folder / RESPONSIBILITIES)


def write_form(folder: Path, number: int) -> None:
    rules = rules_of(folder)
    unit = rules.mandate.units[number]
    book = unit_form(rules, national.YEAR, unit)
    fill(book[layout.DATA.name], rules, Random(number))  # noqa: S311 -- sample data
    (folder / FORMS / f"{unit.name.zh}.xlsx").write_bytes(pack(book))


def fill(sheet: Worksheet, rules: Rules, random: Random) -> None:
    titles = [cell.value for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=2):
        row = dict(zip(titles, cells, strict=True))
        measure = rules.scheme.measure[str(row[layout.CODE].value)]
        sent = [""]
        while not any(sent):  # here nothing is left out
            sent = national.values(measure, 0.95, random, 1)
        for title, value in zip(
            (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.REASON), sent[:3] + sent[4:], strict=True
        ):
            if value != "":
                row[title].value = value
        row[layout.EVIDENCE].value = f"材料{measure.id}"


if __name__ == "__main__":
    main()
