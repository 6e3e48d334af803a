"""A slip of the fingers: what is wrong is said in the reader's language, by the names people know, with the help to read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

    Ask = Callable[..., Ran]

SLIPS = {
    "rules diff old": ("缺少“新规则”", "missing: NEW, the newer", "rules diff"),
    "score": ("缺少“年度工作簿”", "missing: WORKBOOK, the year's workbook (.xlsx)", "score"),
    "compare": ("缺少“两个以上年度工作簿，先旧后新”", "missing: WORKBOOK[=RULES]..., two or more, the older first", "compare"),
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
    "template 今年": (
        "“考核年度”的值不对：应是整数",
        "wrong value of YEAR, the year assessed: a whole number is needed",
        "template",
    ),
    "score a.xlsx --format doc": (
        "--format 的值不对：“doc”不是其中之一：table、json、csv、md",
        "wrong value of --format: doc is none of table, json, csv, md",
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
        assert (ran.code, ran.out, first) == (2, "", says)
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


def test_a_workbook_that_cannot_be_read_is_not_said_to_lie_beside_itself(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "2019.xlsx").write_bytes(b"PK")
    assert "旁边" not in ask("score", tmp_path / "2019.xlsx").err
    assert "旁边" not in ask("score", tmp_path / "2020.xls").err
