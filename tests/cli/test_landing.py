"""Typed without anything more, the program and its group of rule commands say what to type next, and end well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_help import cells, check_kept

from loudi_qa.cli.app import program
from loudi_qa.cli.landing import next_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

    Ask = Callable[..., Ran]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_program_alone_names_the_steps_of_the_year(ask: Ask) -> None:
    ran = ask()
    assert (ran.code, ran.err) == (0, "")
    assert {"template", "validate", "collect", "score", "report", "rules"} <= set(
        re.findall(r"^  loudi-qa (\w+)", ran.out, re.MULTILINE)
    )


def test_rules_alone_names_every_command_on_the_rules(ask: Ask) -> None:
    ran = ask("rules")
    assert ran.code == 0
    told = set(re.findall(r"^  loudi-qa rules (\w+)", ran.out, re.MULTILINE))
    assert told == set(program().commands["rules"].commands), "a command nobody hears of"
    assert "loudi-qa init" in ran.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said_first_was_read_before_it_was_kept(lang: str, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    pages = [ask(*group, "--lang", lang).out for group in ([], ["rules"])]
    shown = re.sub(r"^loudi-qa \d\S*$", "loudi-qa VERSION", "\n=====\n\n".join(pages), count=1, flags=re.MULTILINE)
    check_kept(f"landing.{lang}.txt", shown)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [44, 60, 80, 120, 200])
def test_the_first_page_fits_the_window(width: int, lang: str, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for group in ([], ["rules"]):
        assert max(map(cells, ask(*group, "--lang", lang).out.splitlines())) <= width


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        ([], "loudi-qa template 2019"),
        (["photo.jpg", "2019.xls", "~$2019.xlsx", "notes 2019.xlsx"], "loudi-qa template 2019"),
        (["forms"], "loudi-qa validate forms"),
        (["forms-2019"], "loudi-qa validate forms-2019"),
        (["2019.xlsx", "forms", "report-2019"], "loudi-qa score 2019.xlsx"),
        (["2019.xlsx", "forms-2019", "2018.xlsx"], "loudi-qa score 2019.xlsx"),
        (["2019.xlsx", "forms-2020"], "loudi-qa validate forms-2020"),
    ],
)
def test_the_next_step_follows_from_what_lies_in_the_folder(names: list[str], typed: str) -> None:
    assert next_step(names).typed == typed


def test_a_name_is_no_proof_of_what_is_inside(ask: Ask) -> None:
    Path("2019.xlsx").write_bytes(b"no workbook")
    assert "有 2019.xlsx。它若是年度工作簿，下一步计分：\n\n  loudi-qa score 2019.xlsx\n" in ask().out
    assert "There is 2019.xlsx. If it is the year's workbook, score it:" in ask("--lang", "en").out


def test_a_folder_that_cannot_be_listed_is_no_fault(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> list[Path]:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    ran = ask()
    assert (ran.code, ran.err) == (0, "")
    assert "loudi-qa template 2019" in ran.out


def test_a_misspelt_command_on_the_rules_is_answered_with_the_nearest(ask: Ask) -> None:
    ran = ask("rules", "chek")
    assert ran.code == 2
    assert "没有命令 chek，是不是 check？" in ran.err
