"""The walk through a year: whoever does what docs/year.md says, in its order, sees what it shows and comes to its result."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.walk import PAGES, Command, Screen, lay_out_program, steps, typed_line, walk

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 480
OF_A_YEAR = {"rules", "template", "validate", "explain", "collect", "score", "robust", "report", "verify", "compare"}
SAID_ONCE = "loudi-qa report "
"""The papers take longest, are Chinese in either language, and nothing reads them afterwards: one walk of the two writes them."""


def text(lang: str) -> str:
    return PAGES[lang].read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's folder, where the walk begins; nothing around that would change what is printed."""
    lay_out_program(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def result(line: str) -> object:
    """Of a year: what was scored, by unit and line; the cells it stands in are another matter."""
    units = json.loads(typed_line(line)[1])["units"]
    return [(u["unit"], u["total"], u["grade"], u["rank"], [(i["id"], i["points"]) for i in u["indicators"]]) for u in units]


@pytest.mark.parametrize("lang", PAGES)
def test_whoever_walks_the_year_sees_what_the_page_shows(folder: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("LOUDI_QA_LANG", lang)

    def run_line(line: str) -> tuple[int, str]:
        return (0, "") if lang == "en" and line.startswith(SAID_ONCE) else typed_line(line)

    for screen, now in walk(text(lang), folder, run_line):
        assert screen.shown == now, f"{screen.of} shows something else: python tests/walk.py --update"
    walked, sample = (result(f"loudi-qa score {year} --json -q") for year in ("2019.xlsx", "../samples/2019.xlsx"))
    assert walked == sample, "the walk comes to another result than the finished sample of the year"


def test_both_pages_are_one_walk() -> None:
    """In either language the same is typed, moved and pasted, and the same screens are shown."""
    english, chinese = ([step if not isinstance(step, Screen) else step.of for step in steps(text(lang))] for lang in PAGES)
    assert english == chinese
    assert [len(mark) for mark in re.findall(r"^(#+) ", text("en"), re.MULTILINE)] == [
        len(mark) for mark in re.findall(r"^(#+) ", text("zh"), re.MULTILINE)
    ]


def test_the_walk_shows_every_command_of_a_year() -> None:
    used = {step.line.split()[1] for step in steps(text("en")) if isinstance(step, Command) and step.line.startswith("loudi-qa")}
    assert used == OF_A_YEAR


@pytest.mark.parametrize("lang", PAGES)
def test_the_walk_is_read_in_one_sitting(lang: str) -> None:
    assert len(text(lang).splitlines()) < LONGEST


@pytest.mark.parametrize("lang", PAGES)
def test_every_screen_follows_its_command(lang: str) -> None:
    seen: set[str] = set()
    for step in steps(text(lang)):
        if isinstance(step, Command):
            seen.add(step.line)
        elif isinstance(step, Screen):
            assert step.of in seen, f"{step.of} is shown before it is typed"
    assert len(re.findall(r"^```text$", text(lang), re.MULTILINE)) == sum(isinstance(s, Screen) for s in steps(text(lang)))
