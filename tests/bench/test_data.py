"""The invented data are what they are called: the same cells in both dialects, forms without a fault, points that add up."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import forms
import growth
import national
import pytest
from openpyxl import load_workbook

from loudi_qa.cli.main import run
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules

UNITS = 7


def cells(path: Path) -> dict[str, list[list[object]]]:
    """Every cell with its format, by sheet."""
    book = load_workbook(path)
    return {s.title: [[(c.value, c.number_format) for c in row] for row in s.iter_rows()] for s in book.worksheets}


def test_both_dialects_hold_the_same_cells(tmp_path: Path) -> None:
    rules = national.write(tmp_path, UNITS)
    national.write_year(tmp_path / "inline.xlsx", rules, "inline")
    assert cells(tmp_path / national.NAME) == cells(tmp_path / "inline.xlsx")


@pytest.mark.parametrize(("strings", "shared"), [("shared", True), ("inline", False)])
def test_a_dialect_is_what_it_is_called(strings: national.Strings, shared: bool, tmp_path: Path) -> None:
    national.write(tmp_path, UNITS, strings)
    with zipfile.ZipFile(tmp_path / national.NAME) as package:
        data = package.read("xl/worksheets/sheet2.xml")
    assert (b't="s"' in data, b"inlineStr" in data) == (shared, not shared)


@pytest.mark.parametrize("strings", ["shared", "inline"])
def test_the_same_call_writes_the_same_bytes(strings: national.Strings, tmp_path: Path) -> None:
    written = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        national.write(folder, UNITS, strings)
        written.append({p.name: p.read_bytes() for p in folder.iterdir()})
    assert written[0] == written[1]


def test_the_invented_forms_have_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else a folder of them could not be collected, and nothing would be measured."""
    (tmp_path / forms.FORMS).mkdir()
    national.write_rules(tmp_path, 2)
    for number in range(2):
        forms.write_form(tmp_path, number)
    rules = ["--responsibilities", str(tmp_path / RESPONSIBILITIES)]
    assert run(["validate", str(tmp_path / forms.FORMS), *rules, "--json"]) == 0
    totals = json.loads(capsys.readouterr().out)["totals"]
    assert totals == {"files": 2, "errors": 0, "warnings": 0, "notes": 0}


@pytest.mark.parametrize(("points", "times"), [("2.5", 4), ("3", 8), ("0.5", 8), ("1.5", 1)])
def test_points_that_are_shared_out_are_all_there(points: str, times: int) -> None:
    parts = growth.shares(Decimal(points), times)
    assert (len(parts), sum(parts)) == (times, Decimal(points))
    assert all(part == part.quantize(Decimal("0.01")) > 0 for part in parts)


def test_a_scheme_with_more_indicators_still_gives_a_hundred_points(tmp_path: Path, shipped: Rules) -> None:
    indicators = tmp_path / INDICATORS
    indicators.write_text(json.dumps(growth.more_indicators(2), ensure_ascii=False, default=float), encoding="utf-8")
    grown = national.write_rules(tmp_path, UNITS, indicators, 2).scheme
    assert len(grown.indicators) == 2 * len(shipped.scheme.indicators)
    assert len(grown.measures) == 2 * len(shipped.scheme.measures)
    assert sum(i.points for i in grown.indicators) == sum(i.points for i in shipped.scheme.indicators) == 100
