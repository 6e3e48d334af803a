"""On a real terminal, in every encoding, width and setting that people have: nothing runs over, nothing is lost or torn."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import BROKEN, FORM, LAST_YEAR, SAMPLES, YEAR, command, environment
from tests.cli.terminal import Sent, on_terminal, resize, seen

if TYPE_CHECKING:
    from pathlib import Path

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TOTALS = ["91.45", "86.38", "84.03", "79.53", "70.36", "69.07"]
SETTINGS = [("utf-8", columns, 1) for columns in (30, 44, 60, 80, 100, 120, 160, 200)] + [
    ("gbk", columns, ambiguous) for columns in (44, 80, 120) for ambiguous in (1, 2)
]
"""An encoding, a width, and how wide the terminal draws glyphs of ambiguous width: one of GBK may do either."""


@cache
def ranking(encoding: str, columns: int, *options: str) -> Sent:
    arguments = ["score", YEAR, "--previous", LAST_YEAR, *options]
    return on_terminal(*arguments, columns=columns, encoding=encoding)


def text(sent: Sent, encoding: str = "utf-8") -> str:
    return COLOUR.sub("", sent.data.decode(encoding)).replace("\r\n", "\n")


def lines(sent: Sent, encoding: str = "utf-8") -> list[str]:
    """The lines that the program meant to be lines."""
    return [line.rstrip() for line in text(sent, encoding).rstrip("\n").split("\n")]


@pytest.mark.parametrize(("encoding", "columns", "ambiguous"), SETTINGS)
def test_no_line_runs_over_the_edge_and_no_figure_is_lost(encoding: str, columns: int, ambiguous: int) -> None:
    sent = ranking(encoding, columns)
    assert sent.code == 0
    shown = seen(sent.data, columns, encoding, ambiguous=ambiguous).lines
    assert list(shown) == lines(sent, encoding), "the terminal broke a line itself"
    page = "\n".join(shown)
    assert [t for t in (*TOTALS, "D*(C)") if t not in page] == []
    assert ("省略的列" in page) == (columns < 80)


@pytest.mark.parametrize("columns", [60, 80])
def test_columns_stand_under_their_titles_however_wide_a_gbk_console_draws(columns: int) -> None:
    sent = on_terminal("score", YEAR, "--unit", "双峰县", columns=columns, encoding="gbk")
    narrow, wide = (seen(sent.data, columns, "gbk", ambiguous=cells).lines for cells in (1, 2))
    rows = range(narrow.index("逐项得分"), narrow.index("总分 84.03　等级 B　位次 3"))
    assert any(" x " in narrow[row] for row in rows), "arithmetic, with what stands for ×"
    assert [narrow[row] for row in rows if narrow[row] != wide[row]] == []


@pytest.mark.parametrize("options", [("--lang", "en"), ("--unit", "双峰县")])
@pytest.mark.parametrize("columns", [44, 80])
def test_the_other_views_keep_to_the_window_too(columns: int, options: tuple[str, ...]) -> None:
    sent = ranking("utf-8", columns, *options)
    assert list(seen(sent.data, columns).lines) == lines(sent)


@pytest.mark.parametrize(
    ("changes", "options", "coloured"),
    [
        ({}, [], True),
        ({"TERM": "dumb"}, [], False),
        ({"TERM": None}, [], False),
        ({"TERM": "unknown"}, [], False),
        ({"CI": "true"}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, [], True),
        ({"TERM": "dumb"}, ["--color", "always"], True),
    ],
    ids=str,
)
def test_colour_is_what_was_asked_for_else_what_is_set_else_what_the_terminal_can(
    changes: dict[str, str | None], options: list[str], coloured: bool
) -> None:
    sent = on_terminal("explain", "E204", *options, columns=60, around=changes)
    assert sent.code == 0
    assert (b"\x1b[1m" in sent.data) is coloured
    assert "\x1b" not in text(sent), "no cursor is moved, no title set"
    assert (seen(sent.data, 60).lines[0], max(map(len, text(sent).splitlines())) <= 60) == ("E204 没有填", True)


def test_what_is_told_in_colour_is_coloured_whatever_is_set() -> None:
    sent = on_terminal("score", YEAR, "--color", "always", around={"NO_COLOR": "1"})
    shown = seen(sent.data, 80)
    assert any("G" in looks for looks in shown.looks), "the green of an A"


def test_colour_adds_nothing_but_colour() -> None:
    assert text(ranking("utf-8", 80, "--color", "never")) == re.sub(" +\n", "\n", text(ranking("utf-8", 80)))


@pytest.mark.parametrize(
    "changes",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LANG": "xx_YY"}],
    ids=str,
)
def test_a_machine_without_a_language_still_shows_chinese(changes: dict[str, str | None]) -> None:
    sent = on_terminal("explain", "E204", encoding=None, around=changes)
    assert seen(sent.data, 80).lines[0] == "E204 没有填"


def test_a_window_that_does_not_know_its_width_is_taken_for_eighty() -> None:
    assert max(map(len, seen(on_terminal("explain", "E204", columns=0).data, 200).lines)) <= 80


ODD_UNIT = "积石山保安族東鄉族撒拉族自治縣"
ODD_VALUES = ["é́ 半角ｶﾞﾗ", "😀👨\u200d👩\u200d👧笑", "a" * 40, "長" * 40, "x\ty\nz", "А-Ω①", "\u202e乱\u200b码[31m"]


@pytest.fixture(scope="module")
def odd_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form with glyphs in its cells that no column was made for, in a folder with a long name."""
    import openpyxl

    folder = tmp_path_factory.mktemp("很长很长的文件夹名字第二批补报") / ODD_UNIT
    folder.mkdir()
    book = openpyxl.load_workbook(FORM)
    sheet = book["指标数据"]
    for row, value in enumerate(ODD_VALUES, 3):
        sheet.cell(row, 5).value = value
    sheet.cell(12, 1).value = ODD_UNIT
    book.save(folder / f"{ODD_UNIT}.xlsx")
    return folder / f"{ODD_UNIT}.xlsx"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("columns", [44, 80])
def test_whatever_stands_in_a_cell_is_told_and_no_line_runs_over(columns: int, encoding: str, odd_form: Path) -> None:
    sent = on_terminal("validate", odd_form, columns=columns, encoding=encoding)
    assert sent.code == 1
    shown = seen(sent.data, columns, encoding, ambiguous=1 if encoding == "utf-8" else 2).lines
    joined = "".join("".join(shown).split())
    assert ODD_UNIT in joined
    assert "a" * 40 in joined
    assert "長" * 40 in joined
    assert ("😀" if encoding == "utf-8" else "[U+1F600]") in joined
    assert list(shown) == lines(sent, encoding), "the terminal broke a line itself"


def in_a_shell(line: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    typed = line.format(shlex.join(command(*arguments)))
    around = environment(PYTHONIOENCODING="utf-8")
    return subprocess.run(["/bin/bash", "-c", typed], capture_output=True, env=around, encoding="utf-8", check=False)


@pytest.mark.parametrize("arguments", [("score", YEAR, "-q"), ("explain", "E204"), ()], ids=["long", "short", "landing"])
def test_a_disk_that_is_full_is_told(arguments: tuple[object, ...]) -> None:
    done = in_a_shell("exec {} > /dev/full", *arguments)
    assert (done.returncode, done.stderr.startswith("结果没有输出完："), done.stderr.count("\n")) == (2, True, 1)


def test_who_closes_the_output_wants_none() -> None:
    done = in_a_shell("exec {} >&-", "score", YEAR, "-q")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("errors", ["/dev/full", "&-"])
def test_who_wants_no_messages_still_gets_the_result_and_the_exit_code(errors: str) -> None:
    done = in_a_shell(f"exec {{}} 2>{errors}", "score", YEAR)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "2019 年度质量工作考核结果")
    assert "警告[" not in done.stdout, "what was meant for standard error ended up in the result"
    assert in_a_shell(f"exec {{}} 2>{errors}", "score", BROKEN).returncode == 1


def test_the_first_line_is_enough_for_who_reads_no_more() -> None:
    done = in_a_shell("{} | head -1; exit ${{PIPESTATUS[0]}}", "score", YEAR, "--format", "csv")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_who_reads_no_messages_any_more_still_gets_an_exit_code_of_ours() -> None:
    done = in_a_shell("{} 2>&1 >/dev/null | true; exit ${{PIPESTATUS[0]}}", "score", YEAR)
    assert done.returncode == 0, "a code that no page tells"


def test_a_window_that_is_dragged_ends_nothing() -> None:
    def drag(running: subprocess.Popen[bytes], terminal: int) -> None:
        for columns in (50, 120, 44):
            resize(terminal, columns)
            os.kill(running.pid, signal.SIGWINCH)

    sent = on_terminal("robust", SAMPLES / "2019.xlsx", while_running=drag)
    assert sent.code == 0
    assert "娄底经开区" in text(sent)
