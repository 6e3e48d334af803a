"""Results of hundreds of units: written while they are made, told in few lines, refused early where no file could hold them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import LAST_YEAR, YEAR, Ran

from loudi_qa.cli import report as command_report
from loudi_qa.cli import score as command_score
from loudi_qa.cli.exits import Exit
from loudi_qa.report import json as report_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Ran]


@pytest.fixture
def interrupted_at_the_third_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, made = report_json.unit_json, []

    def third(*arguments: Any) -> dict[str, Any]:
        made.append(1)
        if len(made) == 3:
            raise KeyboardInterrupt
        return whole(*arguments)

    monkeypatch.setattr(report_json, "unit_json", third)


@pytest.mark.usefixtures("interrupted_at_the_third_unit")
def test_a_result_that_is_interrupted_in_the_middle_leaves_no_half_of_it(ask: Ask, tmp_path: Path) -> None:
    assert ask("score", YEAR, "-o", tmp_path / "a.json").code == Exit.INTERRUPTED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("interrupted_at_the_third_unit")
def test_a_result_that_is_interrupted_in_the_middle_leaves_the_last_one_as_it_was(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old", encoding="utf-8")
    assert ask("score", YEAR, "-o", tmp_path / "a.json", "--force").code == Exit.INTERRUPTED
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.usefixtures("interrupted_at_the_third_unit")
def test_the_units_before_the_third_have_gone_out_when_it_is_made(ask: Ask) -> None:
    ran = ask("score", YEAR, "--json")
    assert ran.code == Exit.INTERRUPTED
    assert ran.out.count('"grade_before_veto"') == 2, "of a nation nothing would be seen until all of it is in memory"


def test_one_unit_alone_is_made_of_the_json_that_is_asked_for(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, made = report_json.unit_json, []

    def counted(*arguments: Any) -> dict[str, Any]:
        made.append(1)
        return whole(*arguments)

    monkeypatch.setattr(report_json, "unit_json", counted)
    told = json.loads(ask("score", YEAR, "--unit", "双峰县", "--json").out)
    assert [u["unit"] for u in told["units"]] == ["双峰县"]
    assert len(made) == 1


def test_beside_one_unit_stand_its_own_findings_and_how_many_errors_others_have(ask: Ask, tmp_path: Path) -> None:
    book = load_workbook(YEAR)
    sheet = book["指标数据"]
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == "双峰县")
    sheet.cell(row, 5).value = "约"
    book.save(tmp_path / "2019.xlsx")
    own, other = (ask("score", tmp_path / "2019.xlsx", "--unit", unit) for unit in ("双峰县", "涟源市"))
    assert f"指标数据!E{row}" in own.err
    assert f"E{row}" not in other.err, "among the findings of a nation those of one unit cannot be found"
    assert "其他单位的数据另有 1 个错误" in other.err
    assert (own.code, other.code) == (Exit.FINDINGS, Exit.FINDINGS)


def test_whoever_gets_many_findings_is_told_how_to_see_fewer(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--unit 单位名 只看一个单位的" not in ask("score", YEAR).err
    monkeypatch.setattr(command_score, "_MANY_FINDINGS", 3)
    assert "--unit 单位名 只看一个单位的" in ask("score", YEAR).err
    assert "--unit 单位名 只看一个单位的" not in ask("score", YEAR, "-q").err


def test_whoever_sees_a_long_table_run_by_is_told_of_top_and_csv(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_score, "_MANY_UNITS", 5)
    assert "--top 20" not in ask("score", YEAR).err, "a pipe has no screen"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "以上共 7 个单位：--top 20" in ask("score", YEAR).err
    for options in (["--top", "5"], ["--unit", "双峰县"], ["--json"], ["-q"]):
        assert "以上共" not in ask("score", YEAR, *options).err


@pytest.mark.parametrize("kinds", [[], ["--html"], ["--xlsx", "--docx"]])
def test_a_page_that_nobody_could_open_is_refused_before_the_year_is_read(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kinds: list[str]
) -> None:
    monkeypatch.setattr(command_report, "MOST_UNITS", 6)
    ran = ask("report", tmp_path / "不在.xlsx", "-o", tmp_path / "out", *kinds)
    assert ran.code == Exit.USAGE, "the workbook was read first"
    assert "规则里有 7 个单位" in ran.err
    assert "最多写 6 个单位" in ran.err
    assert "loudi-qa score 不在.xlsx -o 结果.csv" in ran.err
    assert not (tmp_path / "out").exists()


def test_letters_are_written_to_however_many(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_report, "MOST_UNITS", 6)
    assert ask("report", YEAR, "--previous", LAST_YEAR, "--docx", "-o", tmp_path / "out").code == Exit.FINE
    assert len(list((tmp_path / "out").glob("反馈函-*.docx"))) == 7
