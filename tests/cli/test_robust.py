"""``loudi-qa robust`` from the file to the exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.cli.conftest import FORM, YEAR

from loudi_qa.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year without the data of 双峰县."""
    book = openpyxl.load_workbook(YEAR)
    for row in book["指标数据"].iter_rows(min_row=2):
        if row[0].value == "双峰县":
            for cell in row[4:]:
                cell.value = None
    target = tmp_path_factory.mktemp("emptied") / "2019.xlsx"
    book.save(target)
    return target


def test_the_result_goes_to_standard_output_and_what_was_found_beside_it(ask: Callable[..., Ran]) -> None:
    ran = ask("robust", YEAR)
    assert ran.code == Exit.FINE
    for title in ("相邻单位", "位次范围", "最近的变动", "升一级最省的做法", "换一种口径会怎样"):
        assert f"\n{title}" in ran.out
    assert "警告[E502]: 冷水江市" in ran.err


def test_of_one_unit_the_findings_of_others_are_not_told_and_their_errors_still_end_with_1(
    ask: Callable[..., Ran], emptied: Path
) -> None:
    ran = ask("robust", YEAR, "--unit", "冷水江市")
    assert "警告[E502]: 冷水江市" in ran.err
    assert "万宝新区" not in ran.err
    ran = ask("robust", emptied, "--unit", "冷水江市")
    assert ran.code == Exit.FINDINGS
    assert "错误[E203]" not in ran.err, "another unit's business"
    assert "其他单位的数据另有" in ran.err


def test_a_file_is_written_in_the_format_its_name_says_and_not_over_another(ask: Callable[..., Ran], tmp_path: Path) -> None:
    target = tmp_path / "robust.json"
    ran = ask("robust", YEAR, "-o", target, "--unit", "Shuangfeng County")
    assert (ran.code, ran.out) == (Exit.FINE, "")
    data = json.loads(target.read_text(encoding="utf-8"))
    assert [w["unit"] for w in data["ways"]] == ["双峰县"]
    assert ask("robust", YEAR, "-o", target).code == Exit.USAGE


def test_data_with_errors_end_with_1_and_an_open_unit_is_named_and_left_out(ask: Callable[..., Ran], emptied: Path) -> None:
    ran = ask("robust", emptied)
    assert ran.code == Exit.FINDINGS
    assert "待定的单位没有位次，不参加比较：双峰县" in ran.out
    assert "否则娄底经开区始终排在涟源市前面" in ran.out, "its neighbours become neighbours"
    assert "错误[E203]" in ran.err


def test_what_cannot_be_studied_is_refused_as_score_refuses_it(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("robust", tmp_path)
    assert ran.code == Exit.UNREADABLE
    assert "robust 只看一个年度工作簿" in ran.err
    ran = ask("robust", FORM, "--json")
    assert ran.code == Exit.FINDINGS
    assert [f["code"] for f in json.loads(ran.out)["findings"]] == ["E222"]
    ran = ask("robust", YEAR, "--unit", "双丰县")
    assert ran.code == Exit.USAGE
    assert "双峰县" in ran.err


def test_a_nation_is_looked_at_one_unit_at_a_time(ask: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loudi_qa.cli.robust.MOST_UNITS", 6)
    ran = ask("robust", YEAR)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "--unit" in ran.err
    assert ask("robust", YEAR, "--unit", "双峰").code == Exit.FINE
