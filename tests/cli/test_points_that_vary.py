"""A whole round under points by year and by group of units: nothing is asked for that nobody is assessed on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.cli.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet
    from tests.cli.conftest import Ran

VARIED = ROOT / "tests" / "scheme" / "varied"
VALUES: dict[str, float | str] = {"D1": 7.5, "R1": 9, "J1": "建成 2，在建 8", "W1": 5}


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The varied scheme with a provincial average that only 2020 asks for, and a quota that only urban units have."""
    text = (VARIED / "indicators.yaml").read_text(encoding="utf-8")
    text = text.replace("points: {2019: 12, 2020: 15}", "points: {2019: 12, 2020: 10}")
    text = text.replace("points: {urban: 20, county: 10}", "points: {urban: 20, county: 0}")
    text = text.replace("points: {urban: 10, county: 20}", "points: {urban: 10, county: 30}")
    text += """- {id: W1-avg, group: work, measure: W1, points: {2019: 0, 2020: 5}, clause: 二, basis: text,
   rule: {kind: reach, at_most: province}}
"""
    (tmp_path / "indicators.yaml").write_text(text, encoding="utf-8")
    text = (VARIED / "responsibilities.yaml").read_text(encoding="utf-8")
    (tmp_path / "responsibilities.yaml").write_text(text.replace("W1-place]", "W1-place, W1-avg]"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cells(sheet: Worksheet) -> tuple[dict[str, int], list[tuple[int, dict[str, Any]]]]:
    titles = {str(c.value): n for n, c in enumerate(sheet[1], start=1) if c.value}
    rows = [(r, {t: sheet.cell(r, c).value for t, c in titles.items()}) for r in range(2, sheet.max_row + 1)]
    return titles, [(r, row) for r, row in rows if row.get("编号")]


def fill(path: Path, sheet: str, column: str, values: Mapping[str, float | str]) -> set[str]:
    """Fill a column by 编号; gives back the rows there were, by unit and 编号."""
    book = openpyxl.load_workbook(path)
    titles, rows = cells(book[sheet])
    for number, row in rows:
        if str(row["编号"]) in values:
            book[sheet].cell(number, titles[column], values[str(row["编号"])])
    book.save(path)
    return {f"{row.get('单位') or row.get('适用组')} {row['编号']}" for _, row in rows}


def a_round(ask: Callable[..., Ran], folder: Path, year: int) -> Path:
    assert ask("template", year, "-o", folder / "forms").code == 0
    asked = {row for form in sorted((folder / "forms").glob("*.xlsx")) for row in fill(form, "指标数据", "填报值", VALUES)}
    assert asked == {"甲区 D1", *(f"{u} {m}" for u in ("甲区", "乙县", "丙县") for m in ("R1", "J1", "W1"))}, "a county has no D1"
    book = folder / f"{year}.xlsx"
    assert ask("collect", folder / "forms", "--allow-errors", "-o", book).code in {0, 1}
    return book


def test_what_nobody_is_assessed_on_in_the_year_is_neither_asked_for_nor_missed(ask: Callable[..., Ran], rules: Path) -> None:
    book = a_round(ask, rules, 2019)
    assert fill(book, "目标分解", "年度目标", {"D1": 20}) == {"甲区 D1"}
    assert fill(book, "全省平均", "全省平均", {}) == set(), "an average that no indicator of 2019 is held against"
    previous = openpyxl.load_workbook(book)
    previous["上年数据"].append(["甲区", "D1", 3])
    previous.save(book)
    ran = ask("score", book, "--json")
    assert ran.code == 0, ran.err
    result = json.loads(ran.out)
    assert [f["code"] for f in result["findings"] if f["level"] != "note"] == []
    assert {u["total"] for u in result["units"]} == {"46.80"}  # 20 + 10 or 30, (2 + 4) ÷ 10 × 8 = 4.8, 12


def test_in_the_year_that_asks_for_it_a_missing_average_is_an_error(ask: Callable[..., Ran], rules: Path) -> None:
    book = a_round(ask, rules, 2020)
    ran = ask("score", book, "--json")
    assert ran.code == 1
    assert {f["code"] for f in json.loads(ran.out)["findings"]} >= {"E401", "E402", "E410"}


def test_no_forms_are_made_and_nothing_is_scored_for_a_year_without_points(ask: Callable[..., Ran], rules: Path) -> None:
    made = ask("template", 2021)
    assert (made.code, list(rules.glob("forms*"))) == (2, [])
    assert "没有 2021 年的分值，只有 2019、2020 年的" in made.err
    book = a_round(ask, rules, 2019)
    changed = openpyxl.load_workbook(book)
    next(c for row in changed["封面"].iter_rows() for c in row if c.value == 2019).value = 2021
    changed.save(book)
    ran = ask("score", book)
    assert ran.code == 2
    assert "没有 2021 年的分值" in ran.err
