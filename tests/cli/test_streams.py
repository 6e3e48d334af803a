"""Results on standard output, everything else on standard error; any encoding, any terminal, either language."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.cli.conftest import BROKEN, FORM, YEAR, Ran, command, environment, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Ran]


def test_no_arguments_show_where_to_begin(ask: Ask) -> None:
    ran = ask()
    assert (ran.code, ran.err) == (0, "")
    assert "loudi-qa score 2019.xlsx" in ran.out
    assert "loudi-qa --help" in ran.out


@pytest.mark.parametrize(("options", "said"), [(["-h"], "计分"), (["--help"], "计分"), (["--help", "--lang", "en"], "form")])
def test_help_lists_the_commands_in_either_language(options: list[str], said: str, ask: Ask) -> None:
    ran = ask(*options)
    assert (ran.code, ran.err) == (0, "")
    assert {"score", "validate"} <= set(ran.out.split())
    assert said in ran.out


@pytest.mark.parametrize("command_", ["score", "validate"])
def test_each_command_lists_the_options_that_all_share(command_: str, ask: Ask) -> None:
    ran = ask(command_, "-h")
    assert ran.code == 0
    shared = {"--format", "--json", "--output", "--force", "--quiet", "--verbose", "--color", "--lang", "--indicators"}
    assert shared <= set(ran.out.replace(",", " ").split())


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_stands_alone_on_its_line(option: str, ask: Ask) -> None:
    from loudi_qa import __version__

    assert ask(option) == Ran(0, f"loudi-qa {__version__}\n", "")


@pytest.mark.parametrize("form", ["table", "csv", "md", "json"])
def test_results_go_to_standard_output_and_findings_to_standard_error(form: str, ask: Ask) -> None:
    ran = ask("score", YEAR, "--format", form, "-v")
    assert "新化县" in ran.out
    assert "警告[" not in ran.out
    assert "警告[E204]" in ran.err
    assert "91.45" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["score", YEAR, "--json"], 0),
        (["score", YEAR, "--json", "-v", "--lang", "en"], 0),
        (["score", YEAR, "--json", "--unit", "双峰县"], 0),
        (["score", BROKEN, "--json"], 1),
        (["validate", FORM, "--json"], 0),
        (["validate", BROKEN, "--json"], 1),
        (["validate", "不在.xlsx", BROKEN, "--json"], 3),
    ],
)
def test_json_can_always_be_parsed(arguments: list[object], code: int, ask: Ask) -> None:
    ran = ask(*arguments)
    assert ran.code == code
    data = json.loads(ran.out)
    assert data["schema"] == 1
    assert isinstance(data["findings"], list)


def test_json_of_a_file_that_cannot_be_scored_holds_the_finding(ask: Ask) -> None:
    ran = ask("score", "不在.xlsx", "--json")
    assert ran.code == 3
    assert [f["code"] for f in json.loads(ran.out)["findings"]] == ["E101"]


def test_quiet_says_errors_only_and_verbose_says_everything(ask: Ask) -> None:
    assert ask("score", YEAR, "-q").err == ""
    quiet = ask("score", BROKEN, "-q").err
    assert "错误[" in quiet
    assert "警告[" not in quiet
    loud = ask("score", YEAR, "-v").err
    assert "提示[E503]" in loud
    assert "indicators.yaml" in loud
    assert "提示[" not in ask("score", YEAR).err
    assert "-v" in ask("score", YEAR).err, "that notes are hidden is said"


def test_many_findings_of_one_kind_stand_under_one_headline_with_every_place(ask: Ask, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(FORM)
    for row in range(2, 14):
        book["指标数据"].cell(row, 5).value = "约"
    book.save(tmp_path / "表.xlsx")
    short, whole = ask("validate", tmp_path / "表.xlsx").out, ask("validate", tmp_path / "表.xlsx", "-v").out
    assert (short.count("错误[E301]"), whole.count("错误[E301]")) == (1, 12)
    assert "错误[E301]: 不是数字（12 处）" in short
    assert f"  --> {tmp_path / '表.xlsx'} 指标数据!E2:E13" in short.splitlines()
    assert "  另有 4 处，位置已列在上面；逐条看加 -v" in short.splitlines()
    assert short.count("改法：只填数字") == 1
    assert "12 个错误" in short


def test_the_findings_of_a_check_are_its_result_and_what_comes_next_is_not(ask: Ask) -> None:
    ran = ask("validate", BROKEN)
    assert ran.out.startswith("共 1 个文件：")
    assert ran.out.splitlines()[1].startswith("合计：")
    assert "错误[" not in ran.err
    assert "--annotate" in ran.err
    assert ask("validate", BROKEN, "-q").err == ""


def test_a_finding_tells_place_reading_and_mend(ask: Ask) -> None:
    lines = ask("validate", BROKEN).out.splitlines()
    at = next(i for i, line in enumerate(lines) if "E302" in line)
    assert lines[at + 1] == f"  --> {BROKEN} 指标数据!E7"
    assert lines[at + 2] == "  读到：975"
    assert lines[at + 3].startswith("  改法：")


def test_the_language_is_chosen_by_option_or_environment(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask("score", YEAR, "-q").out.startswith("2019 年度")
    assert ask("score", YEAR, "-q", "--lang", "en").out.startswith("Quality-work")
    monkeypatch.setenv("LOUDI_QA_LANG", "en")
    assert ask("score", YEAR, "-q").out.startswith("Quality-work")
    assert "there is no such file" in ask("score", "no.xlsx").err
    assert "usage:" in ask("score", "--frob").err
    assert "usage:" in ask("score", YEAR, "--lang", "de").err, "a language that there is not takes none away"
    assert ask("score", YEAR, "-q", "--lang", "zh").out.startswith("2019 年度"), "the option stands over the environment"


def test_colour_is_for_terminals_and_for_who_asks(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def coloured(*options: str) -> bool:
        return "\x1b[" in ask("score", YEAR, "-q", *options).out

    assert not coloured()
    assert coloured("--color", "always")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert coloured()
    assert not coloured("--color", "never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured()
    assert coloured("--color", "always"), "what is typed stands over what is set"


def test_only_tables_are_coloured(ask: Ask) -> None:
    for form in ("csv", "md", "json"):
        assert "\x1b[" not in ask("score", YEAR, "--color", "always", "--format", form).out


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [("gbk", "gbk"), ("gb18030", "gb18030"), ("ascii", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "utf-8"), ("cp437", "utf-8")],
)
def test_any_encoding_of_the_streams_is_lived_with(encoding: str, read_as: str) -> None:
    ran = program("score", YEAR, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ran.code == 0
    assert ran.out.decode(read_as).startswith("2019 年度质量工作考核结果")
    assert "警告[E204]" in ran.err.decode(read_as)


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_is_whole_in_any_encoding(encoding: str) -> None:
    ran = program("score", YEAR, "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert json.loads(ran.out.decode("utf-8" if encoding == "ascii" else encoding))["units"][0]["unit"] == "娄星区"


@pytest.mark.parametrize("form", ["table", "md"])
def test_what_an_encoding_does_not_have_gets_a_stand_in(form: str) -> None:
    ran = program("rules", "show", "--by", "clause", "--format", form, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert ran.code == 0
    said = ran.out.decode("gbk")
    assert "(三)7段3" in said, "GBK has no pilcrow, by which a later paragraph of a clause is told"
    assert "?" not in said


def test_a_windows_console_of_gbk_takes_every_character_and_is_sent_those_that_it_draws(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loudi_qa.cli.ui.charset", lambda _stream: "gbk")
    assert "182 / 184 x 100 = 98.91304347..." in ask("explain", YEAR, "双峰县", "E01-2020").out
    assert "没有“段[U+1F600]”" in ask("explain", YEAR, "¶😀").err


def test_nothing_heavy_is_loaded_to_say_hello() -> None:
    heavy = {"rich", "openpyxl", "yaml", "pydantic"}
    script = (
        "import sys\nfrom loudi_qa.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    code = end.code\n"
        f"print(code, sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    for option in ("--help", "--version"):
        python = [*command()[:1], "-c", script, option]
        done = subprocess.run(python, capture_output=True, env=environment(), encoding="utf-8", check=True)
        assert done.stderr.strip() == "0 []", option


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
@pytest.mark.parametrize("arguments", [["--version"], ["score", YEAR]])
def test_a_reader_that_goes_away_is_no_fault_and_no_finding(arguments: list[object]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(command(*arguments), stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False)
    finally:
        os.close(writing)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(("options", "told"), [([], True), (["--by", "city"], False), (["-q"], False)])
def test_csv_says_that_it_holds_one_table_of_several(ask: Callable[..., Ran], options: list[str], told: bool) -> None:
    ran = ask("score", YEAR, "--format", "csv", *options)
    assert ("CSV 只含" in ran.err) is told, "someone opens another table than the one that was on the screen"
