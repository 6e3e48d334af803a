"""``score --set``: a what-if beside the result, marked in every format so that no one takes it for the result."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import LAST_YEAR, YEAR

from loudi_qa.cli.exits import Exit
from loudi_qa.report.whatif import MARK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

SET = ("--set", "双峰县:P06=93.4", "--set", "冷水江:B15=1")


def test_only_what_would_move_is_shown(ask: Callable[..., Ran]) -> None:
    ran = ask("score", YEAR, "--previous", LAST_YEAR, *SET)
    assert ran.code == Exit.FINE
    rows = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "假设测算 双峰县 84.03 -> 87.53 +3.50 B 3 -> 2" in rows
    assert "假设测算 冷水江市 79.53 -> 80.40 +0.87 C -> B 5" in rows
    assert "新化县" not in ran.out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["table", "md"])
def test_a_what_if_is_marked_at_its_head_and_at_its_end(ask: Callable[..., Ran], form: str, lang: str) -> None:
    ran = ask("score", YEAR, *SET, "--format", form, "--lang", lang)
    mark = MARK.zh if lang == "zh" else MARK.en
    first, *_, last = [line for line in ran.out.splitlines() if line.strip()]
    assert mark in first
    assert mark in last
    assert mark in ran.err


def test_every_row_of_a_what_if_in_csv_is_marked(ask: Callable[..., Ran]) -> None:
    rows = list(csv.reader(StringIO(ask("score", YEAR, *SET, "--format", "csv").out)))
    assert len(rows) > 2
    for row in rows[1:]:
        assert row[0] == "假设测算"
        assert row[-1] == MARK.zh


def test_json_of_a_what_if_has_no_units_that_a_script_could_take_for_the_result(ask: Callable[..., Ran]) -> None:
    data = json.loads(ask("score", YEAR, *SET, "--json").out)
    assert next(iter(data)) == "what_if"
    assert "units" not in data
    assert [(s["unit"], s["code"], s["now"], s["supposed"]) for s in data["what_if"]["settings"]] == [
        ("双峰县", "P06", "92.65", "93.4"),
        ("冷水江市", "B15", "未填", "1"),
    ]
    moved = {m["unit"]: m["change"] for m in data["moves"]}
    assert moved["双峰县"] == "3.50"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_file_of_settings_is_read_as_notepad_writes_it(ask: Callable[..., Ran], tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "假设.txt"
    file.write_text("# 复检样本\n双峰县：P06=93.4  # 第二次\n\n冷水江:B15=1\n", encoding=encoding, newline="\r\n")
    assert ask("score", YEAR, "--set-file", file).out == ask("score", YEAR, *SET).out


def test_a_fault_in_a_file_of_settings_names_its_line(ask: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "s.txt"
    file.write_text("双峰县:P06=93.4\n双峰县:P06=193\n", encoding="utf-8")
    ran = ask("score", YEAR, "--set-file", file)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "s.txt 第 2 行" in ran.err


@pytest.mark.parametrize("content", [b"", b"# only a remark\n", b"\xff\xfe\x00\x00\xff"])
def test_a_file_without_settings_is_refused_in_words(ask: Callable[..., Ran], tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "s.txt"
    file.write_bytes(content)
    ran = ask("score", YEAR, "--set-file", file)
    assert ran.code == Exit.USAGE
    assert "单位:编号=值" in ran.err


def test_a_file_of_settings_that_is_not_there_is_told(ask: Callable[..., Ran], tmp_path: Path) -> None:
    assert ask("score", YEAR, "--set-file", tmp_path / "none.txt").code == Exit.USAGE
    assert ask("score", YEAR, "--set-file", tmp_path).code == Exit.USAGE


@pytest.mark.parametrize("option", [("--bundle", "r.zip"), ("--unit", "双峰"), ("--by", "city"), ("--top", "3")])
def test_a_what_if_is_never_bundled_nor_mixed_with_other_views(
    ask: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = ask("score", YEAR, *SET, *option)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert not list(tmp_path.iterdir())


def test_verify_refuses_a_what_if(ask: Callable[..., Ran], tmp_path: Path) -> None:
    assert ask("score", YEAR, *SET, "-o", tmp_path / "r.json", "-q").code == Exit.FINE
    ran = ask("verify", tmp_path / "r.json")
    assert ran.code == Exit.UNREADABLE
    assert "假设测算（--set）的结果，不是考核结果" in ran.err


def test_supposing_what_is_so_says_that_nothing_moves(ask: Callable[..., Ran]) -> None:
    ran = ask("score", YEAR, "--set", "双峰县:P06=92.65")
    assert "都不变" in ran.out
    assert MARK.zh in ran.out


def test_a_file_that_is_too_large_is_refused_and_not_cut(ask: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "s.txt"
    file.write_text("# " + "x" * 1_000_000 + "\n双峰县:P06=93.4\n", encoding="utf-8")
    ran = ask("score", YEAR, "--set-file", file)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "太大" in ran.err


def test_a_remark_begins_after_a_space_and_a_number_sign_within_a_word_does_not(ask: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "s.txt"
    file.write_text("双峰县:P06=93#4\n", encoding="utf-8")
    assert "93#4" in ask("score", YEAR, "--set-file", file).err


def test_a_share_in_place_of_a_percentage_is_asked_about(ask: Callable[..., Ran]) -> None:
    ran = ask("score", YEAR, "--set", "双峰县:P06=0.934")
    assert "是不是 93.4" in ran.err
    assert "是不是" not in ask("score", YEAR, "--set", "双峰县:P06=93.4").err


def emptied(path: Path, unit: str) -> Path:
    """The year with a value of one unit that cannot be read, so that its total is open."""
    book = load_workbook(YEAR)
    sheet = book["指标数据"]
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == unit)
    sheet.cell(row, 5).value = "约"
    book.save(path)
    return path


def test_an_open_total_is_marked_and_its_change_is_not_told(ask: Callable[..., Ran], tmp_path: Path) -> None:
    workbook = emptied(tmp_path / "2019.xlsx", "双峰县")
    ran = ask("score", workbook, "--set", "双峰县:P06=93.4", "--json")
    (move,) = [m for m in json.loads(ran.out)["moves"] if m["unit"] == "双峰县"]
    assert move["change"] is None
    assert move["before"]["open"]
    assert move["supposed"]["open"]
    assert "(待定) -> " in ask("score", workbook, "--set", "双峰县:P06=93.4").out


def test_the_line_of_a_file_is_named_where_a_unit_has_sent_nothing(ask: Callable[..., Ran], tmp_path: Path) -> None:
    book = load_workbook(YEAR)
    sheet = book["指标数据"]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value == "新化县":
            for column in range(5, 11):
                sheet.cell(row, column).value = None
    book.save(tmp_path / "2019.xlsx")
    file = tmp_path / "s.txt"
    file.write_text("双峰县:P06=93.4\n\n新化县:P06=93.4\n", encoding="utf-8")
    ran = ask("score", tmp_path / "2019.xlsx", "--set", "双峰县:X03=2", "--set-file", file)
    assert ran.code == Exit.USAGE
    assert "s.txt 第 3 行：新化县还没有数据" in ran.err


def test_consequences_that_would_come_and_go_are_told_apart(ask: Callable[..., Ran]) -> None:
    out = ask("score", YEAR, "--set", "双峰县:P06=94.5", "--set", "双峰县:E01=99.5").out
    assert "新增：予以通报表扬" in out
    assert "不再：" not in out
    json_out = json.loads(ask("score", YEAR, "--set", "娄星区:E01=95", "--json").out)
    (move,) = [m for m in json_out["moves"] if m["unit"] == "娄星区"]
    assert move["consequences"] == ["不再：予以通报表扬"]


def test_a_measure_may_be_called_by_its_name(ask: Callable[..., Ran]) -> None:
    by_name = ask("score", YEAR, "--set", "双峰县:制造业产品质量合格率=93.4").out
    assert by_name == ask("score", YEAR, "--set", "双峰县:P06=93.4").out
    assert "制造业产品质量合格率" in ask("score", YEAR, "--set", "双峰县:制造业产品合格率=93.4").err
