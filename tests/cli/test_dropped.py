"""What is dropped on the start file of the portable folder: the right command for it, and names as people give them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from loudi_qa.cli import dropped

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SHELL = r"C:\Windows\system32\cmd.exe /c "
START = "质量考核.bat"


@pytest.mark.parametrize(("behind", "names"), [
    ("", []),
    (r"D:\a.xlsx", [r"D:\a.xlsx"]),
    (r'"D:\双峰县 2019.xlsx"', [r"D:\双峰县 2019.xlsx"]),
    (r"D:\a&b.xlsx", [r"D:\a&b.xlsx"]),
    (r'D:\a&b.xlsx "D:\c & d (1).xlsx" D:\100%.xlsx', [r"D:\a&b.xlsx", r"D:\c & d (1).xlsx", r"D:\100%.xlsx"]),
    (r'D:\x^!,;=.xlsx "\\server\共享 文件\forms"', [r"D:\x^!,;=.xlsx", r"\\server\共享 文件\forms"]),
    (r'"D:\a b.xlsx" "D:\c d.xlsx"', [r"D:\a b.xlsx", r"D:\c d.xlsx"]),
])  # fmt: skip
@pytest.mark.parametrize("folder", ["D:\\qa\\", "D:\\质量 (新) & 旧\\", "\\\\server\\qa\\"])
def test_names_are_taken_from_the_line_of_the_shell_as_explorer_writes_it(folder: str, behind: str, names: list[str]) -> None:
    line = f'{SHELL}""{folder}{START}" {behind}"'
    assert list(dropped.dropped(line, START, ["cut at the &"])) == names


@pytest.mark.parametrize("line", ["", r'"C:\Windows\system32\cmd.exe" ', r"C:\Windows\system32\cmd.exe /k prompt"])
def test_what_is_typed_in_an_open_window_is_taken_as_it_is_typed(line: str) -> None:
    assert list(dropped.dropped(line, START, ["a.xlsx", "b c.xlsx"])) == ["a.xlsx", "b c.xlsx"]
    assert list(dropped.dropped(line, "", ["a.xlsx"])) == ["a.xlsx"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as an office has it, in it one more with a name that a shell would stumble over."""
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "收到 & 待查 (1)").mkdir()
    shutil.copy(SAMPLES / "broken.xlsx", tmp_path / "收到 & 待查 (1)" / "双峰县.xlsx")
    (tmp_path / "旧表.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_year_is_scored_forms_and_folders_are_checked_a_bundle_is_verified(desk: Path) -> None:
    names = ["broken.xlsx", "2019.xlsx", "forms-2019", "结果.zip", "2018.xlsx"]
    assert dropped.commands([desk / name for name in names]) == [
        ["validate", "broken.xlsx", "forms-2019"], ["score", "2019.xlsx"], ["score", "2018.xlsx"], ["verify", "结果.zip"],
    ]  # fmt: skip


def test_the_cover_tells_a_form_not_its_name(desk: Path) -> None:
    shutil.copy(desk / "broken.xlsx", desk / "年度汇总2019.xlsx")
    shutil.copy(desk / "2019.xlsx", desk / "双峰县填报表.xlsx")
    assert dropped.commands([desk / "年度汇总2019.xlsx"]) == [["validate", "年度汇总2019.xlsx"]]
    assert dropped.commands([desk / "双峰县填报表.xlsx"]) == [["score", "双峰县填报表.xlsx"]]


def test_a_workbook_without_a_cover_is_not_taken_for_a_year(desk: Path) -> None:
    """A ledger or a result that the program wrote itself would be asked for all the sheets of a year."""
    Workbook().save(desk / "整改清单.xlsx")
    assert dropped.commands([desk / "整改清单.xlsx"]) == [["validate", "整改清单.xlsx"]]


def test_a_name_that_begins_as_an_option_is_still_a_file(desk: Path) -> None:
    (desk / "2019.xlsx").rename(desk / "--json.xlsx")
    assert dropped.commands([desk / "--json.xlsx"]) == [["score", f".{os.sep}--json.xlsx"]]
    ran = start(desk, str(desk / "--json.xlsx"))
    assert (ran.returncode, "娄星区" in ran.stdout) == (0, True)


@pytest.mark.parametrize("name", ["旧表.xls", "not there.xlsx", "make.py"])
def test_what_cannot_be_read_is_for_the_command_that_says_why(desk: Path, name: str) -> None:
    assert dropped.commands([desk / name]) == [["validate", name]]


def test_with_broken_rules_beside_it_a_workbook_is_for_a_command_that_tells_of_them(desk: Path) -> None:
    (desk / "indicators.yaml").write_text("scheme: [", encoding="utf-8")
    assert dropped.commands([desk / "2019.xlsx"]) == [["validate", "2019.xlsx"]]


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The start file's own line, in a folder of which nothing dropped knows."""
    line = [sys.executable, "-m", "loudi_qa.cli.dropped", *arguments]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LOUDI_QA", "COLUMNS"))}
    env = clean | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run(line, cwd=folder, env=env, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)


def test_a_dropped_workbook_shows_its_result_and_the_command_that_gives_it(
    desk: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("program")
    ran = start(elsewhere, str(desk / "2019.xlsx"))
    assert ran.returncode == 0
    assert "娄星区" in ran.stdout
    assert ran.stderr.startswith("相当于输入：loudi-qa score 2019.xlsx\n"), (
        "the window stays in that folder, so the name alone will do"
    )
    assert ran.stderr.endswith("看完了，关上这个窗口即可。\n")
    assert not [*elsewhere.iterdir()], "looking at a workbook leaves nothing behind"


def test_a_name_with_signs_of_the_shell_is_checked_and_told_so_that_it_can_be_typed(desk: Path) -> None:
    folder = desk / "收到 & 待查 (1)"
    cut = str(folder).split("&")[0].split()
    ran = start(desk, *cut, LOUDI_QA_START=START, LOUDI_QA_LINE=f'{SHELL}""D:\\qa\\{START}" "{folder}""')
    assert ran.returncode == 1
    assert ran.stderr.startswith('相当于输入：loudi-qa validate "收到 & 待查 (1)"\n')
    assert "双峰县" in ran.stdout


def test_the_rules_beside_the_workbook_are_its_rules(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    rules = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    (desk / "indicators.yaml").write_text(rules.replace("edition: ", "edition: 试行 ", 1), encoding="utf-8")
    ran = start(tmp_path_factory.mktemp("program"), str(desk / "2019.xlsx"))
    assert "试行" in ran.stdout, "they would be scored by other points than the office settled"
    assert ran.stderr.startswith("规则用的是这个文件夹里的 indicators.yaml\n"), "rules that were sent along must not pass unseen"


def test_a_double_click_shows_where_to_begin(desk: Path) -> None:
    ran = start(desk, LOUDI_QA_START=START, LOUDI_QA_LINE=f'{SHELL}""D:\\qa\\{START}" "')
    assert ran.returncode == 0
    assert "loudi-qa template" in ran.stdout
    assert not ran.stderr


def test_who_reads_english_is_told_in_english(desk: Path) -> None:
    ran = start(desk, str(desk / "broken.xlsx"), LOUDI_QA_LANG="en")
    assert ran.stderr.startswith("the same as typing: loudi-qa validate broken.xlsx\n")
    assert not [sign for sign in ran.stderr.splitlines()[-1] if sign > "\x7f"]


def test_the_prompt_that_is_left_open_runs_nothing_of_the_folder_it_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, str]] = []
    monkeypatch.setattr("subprocess.run", lambda *_, env, **__: started.append(env))
    dropped._stay()
    assert started[0]["NoDefaultCurrentDirectoryInExePath"] == "1", "a loudi-qa.bat that was sent along would be run in its place"


def test_ctrl_c_in_that_prompt_ends_what_runs_in_it_and_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.run", interrupted)
    dropped._stay()
