"""Findings by the thousand: one headline a kind, the first of them in full, every one counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loudi_qa.findings import Finding
from loudi_qa.report.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.words import Lang


def missing(row: int, what: str = "填数字") -> Finding:
    fields = {"name": "合格率", "what": what, "reasons": ""}
    return Finding("E204", "全国.xlsx", "指标数据", f"E{row}", f"县{row}", "P01", fields=fields)


def silent(number: int) -> Finding:
    return Finding("E203", "全国.xlsx", "指标数据", unit=f"县{number}")


def lines(findings: Iterable[Finding], lang: Lang = "zh", *, verbose: bool = False) -> list[str]:
    return [note.text for note in told(findings, lang, levels=("error",), verbose=verbose)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said_of_a_nation_fits_a_screen(lang: Lang) -> None:
    said = lines([f for row in range(2, 20_002, 2) for f in (missing(row), silent(row))], lang)
    assert len(said) <= 40
    assert max(map(len, said)) <= 400, "one line of ten thousand cells hides everything else"
    counts = [line for line in said if "10000" in line]
    assert len(counts) == 3, "both headlines, and the places, tell how many there are"


def test_the_first_cells_are_listed_and_all_are_counted() -> None:
    place = lines([missing(row) for row in range(2, 20_002, 2)])[1]
    assert place.startswith("  --> 全国.xlsx 指标数据!E2, E4, E6, ")
    assert place.endswith(", E80 等 10000 处")


def test_every_cell_of_a_form_is_listed() -> None:
    said = lines([missing(row) for row in range(2, 82, 2)])
    assert said[1] == "  --> 全国.xlsx 指标数据!" + ", ".join(f"E{row}" for row in range(2, 82, 2))
    assert "  另有 32 处，位置已列在上面；逐条看加 -v" in said


def test_cells_that_are_not_listed_are_not_said_to_be() -> None:
    said = lines([missing(row) for row in range(2, 20_002, 2)])
    assert "  另有 9992 处；逐条看加 -v" in said


def test_units_that_have_no_cell_are_named_while_they_are_few() -> None:
    few, many = lines(map(silent, range(20))), lines(map(silent, range(21)))
    assert sum(line.startswith("  县") for line in few) == 20
    assert not any("另有" in line for line in few)
    assert sum(line.startswith("  县") for line in many) == 20
    assert "  另有 1 处；逐条看加 -v" in many


@pytest.mark.parametrize(("lang", "begins"), [("zh", "  县0的品牌有"), ("en", "  县0: 5 points of")])
def test_a_unit_is_named_once_in_its_line(lang: Lang, begins: str) -> None:
    fields = {"share": 5, "group": "品牌", "cap": 0, "of": 8}
    found = [Finding("E501", "2019.xlsx", unit=f"县{n}", fields=fields) for n in range(3)]
    said = [note.text for note in told(found, lang, levels=("warning",))]
    assert said[2].startswith(begins)


def test_a_mend_that_differs_in_one_of_thousands_is_not_told_for_all() -> None:
    alike = [missing(row) for row in range(2, 2002)]
    assert sum("改法" in line for line in lines(alike)) == 1
    assert sum("改法" in line for line in lines([*alike, missing(2002, "填整数")])) == 8


def test_whoever_asks_for_each_gets_each() -> None:
    assert sum("错误[E204]" in line for line in lines([missing(row) for row in range(2, 1002)], verbose=True)) == 1000
