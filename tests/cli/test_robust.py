"""``loudi-qa robust`` from the file to the exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.cli.conftest import FORM, ROOT, YEAR

from loudi_qa.cli import robust
from loudi_qa.cli.exits import Exit, NoYear, UsageError
from loudi_qa.cli.options import Format
from loudi_qa.cli.ui import Ui

if TYPE_CHECKING:
    from pathlib import Path

BARE: dict[str, Any] = {
    "indicators": ROOT / "indicators.yaml", "responsibilities": ROOT / "responsibilities.yaml", "previous": None,
    "unit": None, "chosen": None, "as_json": False, "output": None, "force": False,
}  # fmt: skip


def run(workbook: Path, **options: object) -> Exit:
    return robust.run(Ui("zh"), workbook, **(BARE | options))


def test_the_result_goes_to_standard_output_and_what_was_found_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(YEAR) is Exit.FINE
    said = capsys.readouterr()
    for title in ("相邻单位", "位次范围", "最近的变动", "升一级最省的做法", "换一种口径会怎样"):
        assert f"\n{title}" in said.out
    assert "警告[E502]: 冷水江市" in said.err


def test_a_file_is_written_in_the_format_its_name_says_and_not_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "robust.json"
    assert run(YEAR, output=target, unit="Shuangfeng County") is Exit.FINE
    data = json.loads(target.read_text(encoding="utf-8"))
    assert [w["unit"] for w in data["ways"]] == ["双峰县"]
    assert capsys.readouterr().out == ""
    with pytest.raises(UsageError, match="already"):
        run(YEAR, output=target)


def test_data_with_errors_end_with_1_and_an_open_unit_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(YEAR)
    for row in book["指标数据"].iter_rows(min_row=2):
        if row[0].value == "双峰县":
            for cell in row[4:]:
                cell.value = None
    book.save(tmp_path / "2019.xlsx")
    assert run(tmp_path / "2019.xlsx") is Exit.FINDINGS
    said = capsys.readouterr()
    assert "待定的单位没有位次，不参加比较：双峰县" in said.out
    assert "否则娄底经开区始终排在涟源市前面" in said.out, "its neighbours become neighbours"
    assert "错误[E203]" in said.err


def test_what_cannot_be_studied_is_refused_as_score_refuses_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) is Exit.UNREADABLE
    assert "loudi-qa collect" in capsys.readouterr().err
    with pytest.raises(NoYear):
        run(FORM, chosen=Format.json)
    assert [f["code"] for f in json.loads(capsys.readouterr().out)["findings"]] == ["E222"]
    with pytest.raises(UsageError, match="双峰县"):
        run(YEAR, unit="双丰县")
