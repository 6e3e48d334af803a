"""A slip of the fingers: what is wrong is said in the reader's language, by the names people know, with the help to read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import FORM, LAST_YEAR, ROOT, YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

    Ask = Callable[..., Ran]

SLIPS = {
    "rules diff old": ("缺少“新规则”", "missing: NEW, the newer, written alike", "rules diff"),
    "score": ("缺少“年度工作簿”", "missing: WORKBOOK, the year's workbook (.xlsx)", "score"),
    "compare": ("缺少“年度工作簿”", "missing: WORKBOOK, two or more workbooks, the older first", "compare"),
    "socre a.xlsx": ("没有命令 socre，是不是 score？", "there is no command socre; did you mean score?", ""),
    "rules chekc": ("没有命令 chekc，是不是 check？", "there is no command chekc; did you mean check?", "rules"),
    "qqqq": ("没有命令 qqqq", "there is no command qqqq", ""),
    "score --forma md a.xlsx": (
        "没有选项 --forma，是不是 --format？",
        "there is no option --forma; did you mean --format?",
        "score",
    ),
    "rules test --year 2020": ("没有选项 --year", "there is no option --year", "rules test"),
    "score a.xlsx b.xlsx": ("多写了 b.xlsx", "there is too much: b.xlsx", "score"),
    "score a.xlsx --format": ("选项 --format 后面要写值", "the option --format takes a value", None),
    "score a.xlsx --quiet=yes": ("选项 --quiet 后面不写值", "the option --quiet takes no value", None),
    "template 今年": (
        "“考核年度”的值不对：应是整数",
        "wrong value of YEAR, the year assessed, as 2019: a whole number is needed",
        "template",
    ),
    "score a.xlsx --format doc": (
        "--format 的值不对：“doc”不是其中之一：table、json、csv、md",
        "wrong value of --format: doc is none of table, json, csv, md",
        "score",
    ),
    "score a.xlsx --format jsn": (
        "--format 的值不对：“jsn”不是其中之一：table、json、csv、md，是不是 json？",
        "wrong value of --format: jsn is none of table, json, csv, md; did you mean json?",
        "score",
    ),
    "rules show --by clauses": (
        "--by 的值不对：“clauses”不是其中之一：group、department、clause、assumption，是不是 clause？",
        "wrong value of --by: clauses is none of group, department, clause, assumption; did you mean clause?",
        "rules show",
    ),
    "rules schema indicator": (
        "“哪个文件”的值不对：“indicator”不是其中之一：indicators、responsibilities、cases，是不是 indicators？",
        "wrong value of WHICH, of which file: indicator is none of indicators, responsibilities, cases; did you mean indicators?",
        "rules schema",
    ),
    "SCORE a.xlsx": ("没有命令 SCORE，是不是 score？", "there is no command SCORE; did you mean score?", ""),
    "help": ("没有命令 help，是不是 --help？", "there is no command help; did you mean --help?", ""),
    "帮助": ("没有命令 帮助，是不是 --help？", "there is no command 帮助; did you mean --help?", ""),
    "计分 a.xlsx": ("没有命令 计分，是不是 score？", None, ""),
    "a.xlsx": (
        "a.xlsx 前面要写命令，如 loudi-qa score a.xlsx",
        "a command goes before a.xlsx, as loudi-qa score a.xlsx",
        "",
    ),
    "score a.xlsx -unit 双峰县": ("没有选项 -unit，是不是 --unit？", "there is no option -unit; did you mean --unit?", "score"),
    "ｓｃｏｒｅ a.xlsx": ("没有命令 ｓｃｏｒｅ，是不是 score？", "there is no command ｓｃｏｒｅ; did you mean score?", ""),
    "－－help": ("没有命令 －－help，是不是 --help？", "there is no command －－help; did you mean --help?", ""),
    "——help": ("没有命令 ——help，是不是 --help？", "there is no command ——help; did you mean --help?", ""),
    "score a.xlsx －－top 3": (
        "多写了 －－top 3，是不是 --top？",
        "there is too much: －－top 3; did you mean --top?",
        "score",
    ),
    "score a.xlsx --unit＝双峰县": (
        "没有选项 --unit＝双峰县，是不是 --unit=双峰县？",
        "there is no option --unit＝双峰县; did you mean --unit=双峰县?",
        "score",
    ),
    "score a.xlsx --top ３": (
        "--top 的值不对：应是整数，是不是 3？",
        "wrong value of --top: a whole number is needed; did you mean 3?",
        "score",
    ),
    "validate forms --jobs 0": (
        "--jobs 的值不对：应是不小于 1 的整数",
        "wrong value of --jobs: a whole number of at least 1 is needed",
        "validate",
    ),
}


@pytest.mark.parametrize("typed", SLIPS)
def test_a_slip_is_told_in_the_language_of_the_reader_with_the_help_of_its_own_command(
    typed: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    zh, en, command = SLIPS[typed]
    for lang, says, helps in (("zh", f"用法有误：{zh}", "用 {} --help 查看用法"), ("en", f"usage: {en}", "{} --help shows")):
        monkeypatch.setenv("LOUDI_QA_LANG", lang)
        ran = ask(*typed.split())
        first, second = ran.err.splitlines()
        assert (ran.code, ran.out) == (2, "")
        assert first == says or en is None
        assert command is None or second.strip().startswith(helps.format(f"loudi-qa {command}".strip()))


@pytest.mark.parametrize("typed", ["2019.xls", "2019", "2019.et"])
@pytest.mark.parametrize("there", [True, False])
def test_the_workbook_beside_a_file_that_cannot_be_read_is_named(typed: str, there: bool, ask: Ask, tmp_path: Path) -> None:
    shutil.copy(YEAR, tmp_path / "2019.xlsx")
    if there:
        (tmp_path / typed).write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    for command in (["score", tmp_path / typed], ["robust", tmp_path / typed], ["report", tmp_path / typed]):
        ran = ask(*command)
        assert ran.code == 3
        assert f"旁边有 {tmp_path / '2019.xlsx'}，是不是这个？" in ran.err


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        ("score 2091.xlsx", "2019.xlsx"),
        ("score 2019。xlsx", "2019.xlsx"),
        ("score ２０１９．ＸＬＳＸ", "2019.xlsx"),
        ("explain 2091.xlsx 双峰县", "2019.xlsx"),
        ("compare 2018.xlsx 2O19.xlsx", "2019.xlsx"),
        ("score 2019.xlsx --previous 2108.xlsx", "2018.xlsx"),
        ("score 2019.xlsx --previous=2108.xlsx", "2018.xlsx"),
        ("score 2019.xlsx --indicators indicator.yaml", "indicators.yaml"),
        ("validate form", "forms"),
        ("validate forms/双峰.xlsx", "forms/双峰县.xlsx"),
        ("validate forms --since firsttry", "first-try"),
        ("collect forms/双峰.xlsx -o new.xlsx", "forms/双峰县.xlsx"),
        ("verify result.zip", "result-2019.zip"),
        ("rules check --text lwa.txt", "law.txt"),
        ("rules test case.yaml", "cases.yaml"),
        ("rules diff od .", "old"),
    ],
)
def test_a_name_that_is_nearly_right_is_answered_with_the_file_that_is_there(
    command: str, meant: str, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("forms", "first-try", "old"):
        (tmp_path / folder).mkdir()
    shutil.copy(FORM, "forms")
    for path in (YEAR, LAST_YEAR, *ROOT.glob("*.yaml")):
        shutil.copy(path, tmp_path)
    for name in ("law.txt", "result-2019.zip"):
        (tmp_path / name).touch()
    ran = ask(*command.split())
    assert ran.code in {2, 3}
    assert f"旁边有 {meant}，是不是这个？" in ran.err


def test_where_nothing_is_near_the_few_workbooks_of_the_folder_are_named(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("2018.xlsx", "2019.xlsx", "~$2019.xlsx", "notes.txt"):
        (tmp_path / name).touch()
    assert "旁边的文件有：2018.xlsx, 2019.xlsx\n" in ask("score", "nofile.xlsx").err
    for n in range(9):
        (tmp_path / f"年度{n}.xlsx").touch()
    assert "旁边" not in ask("score", "nofile.xlsx").err, "a screen of names is no help"


def test_an_option_with_the_dashes_of_a_chinese_keyboard_is_no_file(ask: Ask) -> None:
    assert "选项用半角的减号写，是不是 --help？" in ask("score", "——help").err


def test_a_name_with_blanks_that_the_shell_took_apart_is_put_together(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("质量 考核 2019.xlsx").touch()
    assert '名字里有空格，要加引号："质量 考核 2019.xlsx"' in ask("score", "质量", "考核", "2019.xlsx").err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("--unit 双丰县", "没有“双丰县”这个单位，是不是 双峰县？"),
        ("--set 双丰县:P06=93.4", "没有“双丰县”这个单位，是不是“双峰县”？"),
        ("--set 双峰县:P6=93.4", "是不是“P06”？"),
    ],
)
def test_a_unit_or_measure_that_is_none_gets_the_nearest(command: str, said: str, ask: Ask) -> None:
    ran = ask("score", YEAR, *command.split())
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("typed", ["大气质量", "空气达标率"])
def test_an_indicator_half_remembered_is_found(typed: str, ask: Ask) -> None:
    ran = ask("explain", YEAR, "双峰县", typed)
    assert ran.code == 2
    assert "相近的有：N03-avg 优良以上空气质量达标率" in ran.err


def test_a_workbook_that_cannot_be_read_is_not_said_to_lie_beside_itself(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "2019.xlsx").write_bytes(b"PK")
    assert "旁边" not in ask("score", tmp_path / "2019.xlsx").err
    assert "旁边" not in ask("score", tmp_path / "2020.xls").err
