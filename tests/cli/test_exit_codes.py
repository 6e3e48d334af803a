"""How a run ends: the code that scripts rely on, and the sentence that people do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.cli.conftest import BROKEN, FORM, LAST_YEAR, ROOT, YEAR, Ran, program

from loudi_qa.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Ran]


def test_the_codes_are_those_of_the_contract() -> None:
    assert {e.name: e.value for e in Exit} == {
        "FINE": 0, "FINDINGS": 1, "USAGE": 2, "UNREADABLE": 3, "FAULT": 70, "INTERRUPTED": 130,
    }  # fmt: skip


def test_0_for_a_year_whose_data_are_fine(ask: Ask) -> None:
    assert ask("score", YEAR).code == 0
    assert ask("validate", FORM).code == 0


def test_1_for_data_with_errors_and_the_result_is_printed_all_the_same(ask: Ask, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(YEAR)
    for row in book["指标数据"].iter_rows(min_row=2):
        if row[0].value == "双峰县":
            for cell in row[4:]:
                cell.value = None
    book.save(tmp_path / "2019.xlsx")
    ran = ask("score", tmp_path / "2019.xlsx")
    assert ran.code == 1
    assert "位次表" in ran.out
    assert "待定" in ran.out
    assert "错误[E203]" in ran.err


@pytest.mark.parametrize("form", [BROKEN, FORM], ids=lambda form: form.stem)
def test_1_for_a_form_that_is_given_to_score_and_that_is_all_that_is_said(form: Path, ask: Ask) -> None:
    ran = ask("score", form)
    assert (ran.code, ran.out) == (1, "")
    assert re.findall(r"E\d{3}", ran.err) == ["E222"]
    assert "loudi-qa collect" in ran.err


def test_1_for_a_missing_value_where_a_form_is_checked_and_0_where_it_is_scored(ask: Ask) -> None:
    assert ask("validate", YEAR).code == 1
    assert ask("score", YEAR).code == 0


def test_1_for_a_workbook_that_does_not_say_its_year(ask: Ask, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(YEAR)
    book["封面"]["B1"] = "今年"
    book.save(tmp_path / "年.xlsx")
    ran = ask("score", tmp_path / "年.xlsx")
    assert (ran.code, ran.out) == (1, "")
    assert "E208" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score"], "用法有误"),
        (["frobnicate"], "frobnicate"),
        (["score", YEAR, "--frob"], "--frob"),
        (["score", YEAR, "--format", "xml"], "xml"),
        (["score", YEAR, "--top", "0"], "--top"),
        (["score", YEAR, "--by", "moon"], "--by"),
        (["score", YEAR, "--lang", "fr"], "--lang"),
        (["score", YEAR, "--color", "blue"], "--color"),
        (["validate"], "用法有误"),
        (["score", YEAR, "--unit", "双峰县", "--by", "city"], "只能用一个"),
        (["score", YEAR, "-o", "out.pdf"], ".json .csv .md .txt"),
        (["score", YEAR, "-o", "out"], ".json .csv .md .txt"),
        (["score", YEAR, "-o", "no-such-folder/out.csv"], "no-such-folder"),
        (["score", YEAR, "--unit", "双丰县"], "是不是 双峰县"),
        (["score", YEAR, "--unit", "x"], "娄星区、冷水江市"),
        (["validate", FORM, "--year", "0"], "2000 至 2099"),
        (["validate", FORM, "--year", "2100"], "2000 至 2099"),
        (["template", "2100"], "2000 至 2099"),
        (["validate", FORM, "--previous", FORM], "是双峰县的表"),
        (["template", "2019", "--previous", FORM], "是双峰县的表"),
        (["score", YEAR, "--indicators", "no-such.yaml"], "no-such.yaml"),
        (["score", YEAR, "--responsibilities", "no-such.yaml"], "no-such.yaml"),
        (["score", YEAR, "--indicators", ROOT / "responsibilities.yaml"], "responsibilities.yaml"),
    ],
)
def test_2_for_a_command_that_cannot_be_carried_out_and_it_says_why(arguments: list[object], said: str, ask: Ask) -> None:
    ran = ask(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_2_for_a_fault_in_the_rules_and_it_names_file_and_line(ask: Ask, tmp_path: Path) -> None:
    rules = tmp_path / "indicators.yaml"
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    rules.write_text(text.replace("points: 20}", "points: 21}", 1), encoding="utf-8")
    ran = ask("score", YEAR, "--indicators", rules)
    assert (ran.code, ran.out) == (2, "")
    assert "indicators.yaml" in ran.err
    assert "101" in ran.err


def test_every_refused_command_says_where_help_is(ask: Ask) -> None:
    assert "--help" in ask("score").err
    assert "--help" in ask("score", "--lang", "en").err


def test_3_for_a_workbook_that_is_not_there_and_nothing_is_scored(ask: Ask) -> None:
    ran = ask("score", "不在.xlsx")
    assert (ran.code, ran.out) == (3, "")
    assert "错误[E101]" in ran.err
    assert "不在.xlsx" in ran.err


def test_3_for_a_form_that_is_not_there_which_is_a_result_of_the_check(ask: Ask) -> None:
    ran = ask("validate", "不在.xlsx")
    assert ran.code == 3
    assert "1 个读不了" in ran.out.splitlines()[0]
    assert "错误[E101]" in ran.out
    assert "  --> 不在.xlsx" in ran.out.splitlines()


def test_3_for_last_years_workbook_too(ask: Ask) -> None:
    ran = ask("score", YEAR, "--previous", "不在.xlsx")
    assert (ran.code, ran.out) == (3, "")
    assert "不在.xlsx" in ran.err


def test_3_does_not_keep_the_other_files_from_being_checked(ask: Ask) -> None:
    ran = ask("validate", "不在.xlsx", BROKEN, FORM)
    assert ran.code == 3
    assert {"E101", "E302"} <= {word.strip("错误[]:") for word in ran.out.split()}
    assert "共 3 个文件：1 个没有错误，1 个有错误，1 个读不了" in ran.out
    assert f"{FORM}（双峰县的填报表，2019 年度）：没有问题" in ran.out


def test_70_for_a_fault_of_ours_that_says_so_and_how_to_see_more(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError("示例")

    monkeypatch.setattr("loudi_qa.cli.score.run", fault)
    ran = ask("score", YEAR)
    assert (ran.code, ran.out) == (70, "")
    assert "不是您的数据有问题" in ran.err
    assert "ZeroDivisionError: 示例" in ran.err
    assert "not of your data" in ask("score", YEAR, "--lang", "en").err


def test_a_fault_of_ours_shows_its_traceback_to_who_asks_for_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from loudi_qa.cli.main import run

    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("loudi_qa.cli.score.run", fault)
    monkeypatch.setenv("LOUDI_QA_DEBUG", "1")
    assert run(["score", str(YEAR)]) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loudi_qa.cli.score.run", interrupt)


@pytest.mark.usefixtures("interrupted")
def test_130_for_an_interrupted_run(ask: Ask) -> None:
    ran = ask("score", YEAR)
    assert (ran.code, ran.out) == (130, "")


@pytest.mark.usefixtures("interrupted")
def test_an_interrupted_run_says_that_nothing_was_written(ask: Ask) -> None:
    assert "已中断" in ask("score", YEAR).err
    assert "interrupted" in ask("score", YEAR, "--lang=en").err


def test_the_process_ends_with_the_code_of_the_run() -> None:
    assert program("score", "不在.xlsx").code == 3
    assert program("score", YEAR, "--unit", "x").code == 2


def test_a_unit_is_found_by_its_name_and_by_its_aliases(ask: Ask) -> None:
    full = ask("score", YEAR, "--unit", "双峰县", "-q").out
    assert full.startswith("双峰县 2019 年度")
    assert ask("score", YEAR, "--unit", "双峰", "-q").out == full


@pytest.mark.parametrize("name", ["Shuangfeng County", "双峰县 "])
def test_a_unit_is_found_by_the_name_that_the_report_shows(name: str, ask: Ask) -> None:
    assert ask("score", YEAR, "--unit", name, "-q").code == 0


def test_an_empty_unit_is_no_unit(ask: Ask) -> None:
    assert ask("score", YEAR, "--unit", "", "-q").code == 2


def test_with_last_year_a_repeated_failure_has_its_consequence_and_without_it_that_is_said(ask: Ask) -> None:
    with_it = ask("score", YEAR, "--previous", LAST_YEAR, "-v")
    assert "连续两年D级" in with_it.out
    assert "E503" not in with_it.err
    without = ask("score", YEAR, "-v")
    assert "连续两年D级" not in without.out
    assert "提示[E503]" in without.err
    assert "--previous" in without.err


def test_a_unit_alone_and_the_whole_tell_the_same_numbers(ask: Ask) -> None:
    whole = json.loads(ask("score", YEAR, "--json").out)
    alone = json.loads(ask("score", YEAR, "--unit", "新化县", "--json").out)
    assert alone["units"] == [u for u in whole["units"] if u["unit"] == "新化县"]
    assert {k: v for k, v in alone.items() if k != "units"} == {k: v for k, v in whole.items() if k != "units"}
