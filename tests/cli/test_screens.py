"""What the eye sees, screen by screen, to the letter; UPDATE_GOLDEN=1 writes the files anew, to be read before they are kept.

A screen is what a terminal emulator shows of the bytes that were sent, results and messages alike.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cli.conftest import SAMPLES
from tests.cli.terminal import on_terminal, seen

GOLDEN = Path(__file__).parent / "screens"
ROWS = 48
"""Rows of a screen that are kept: the first, where title, columns and folding are seen."""


class Look(NamedTuple):
    """Who looks: what was typed, the width of the window, the encoding of the console."""

    typed: str
    columns: int = 80
    encoding: str = "utf-8"
    coloured: bool = False


SCREENS: dict[str, list[Look]] = {
    "score.txt": [
        Look("score 2019.xlsx --previous 2018.xlsx", coloured=True),
        Look("score 2019.xlsx --previous 2018.xlsx", 44, "gbk"),
        Look("score 2019.xlsx --previous 2018.xlsx", 30),
        Look("score 2019.xlsx --previous 2018.xlsx --lang en", 120),
    ],
    "score-unit.txt": [Look("score 2019.xlsx --unit 双峰县", 60, "gbk"), Look("score 2019.xlsx --unit 双峰县", 160)],
    "explain-points.txt": [
        Look("explain 2019.xlsx 双峰县 E01-2020"),
        Look("explain 2019.xlsx 双峰县 E01-2020", 80, "gbk"),
        Look("explain 2019.xlsx 双峰县 E01-2020 --lang en", 44),
    ],
    "explain-code.txt": [Look("explain E204", 44, coloured=True), Look("explain E204 --lang en", 80, "gbk")],
    "validate.txt": [Look("validate broken.xlsx", 60, "gbk"), Look("validate broken.xlsx --lang en", 100, coloured=True)],
    "robust.txt": [Look("robust 2019.xlsx", 80, "gbk"), Look("robust 2019.xlsx --lang en", 44)],
    "compare.txt": [Look("compare 2018.xlsx 2019.xlsx", 60), Look("compare 2018.xlsx 2019.xlsx", 200, "gbk")],
    "rules-show.txt": [Look("rules show", 100, "gbk"), Look("rules show --by clause", 60, "gbk")],
    "errors.txt": [
        Look("score 2091.xlsx", 44),
        Look("score 2091.xlsx --lang en", 60, "gbk"),
        Look("explain 2019.xlsx 双丰县", 44, "gbk"),
        Look("score 2019.xlsx --frob", 80),
        Look("score broken.xlsx -q --unit 双峰县", 30, "gbk"),
    ],
}


def screen(look: Look) -> str:
    """One screen with who looks above it; under each line how it is coloured, where it is."""
    sent = on_terminal(
        argv=[sys.executable, "-m", "loudi_qa", *look.typed.split()],
        columns=look.columns,
        encoding=look.encoding,
        errors=True,
        cwd=SAMPLES,
    )
    shown = seen(sent.data, look.columns, look.encoding, ambiguous=1 if look.encoding == "utf-8" else 2)
    lines = [f"== loudi-qa {look.typed} == {look.columns} columns, {look.encoding}, exit {sent.code}", ""]
    for line, colours in list(zip(map(without_digests, shown.lines), shown.looks, strict=True))[:ROWS]:
        lines += [line, colours] if look.coloured and colours else [line]
    left = len(shown.lines) - ROWS
    return "\n".join([*lines, *([f"== {left} lines more"] if left > 0 else []), ""])


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_shows_this(name: str) -> None:
    compare(name, "\n".join(map(screen, SCREENS[name])))


def compare(name: str, shown: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(shown.encode())
    assert golden.read_bytes().decode() == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"


HALF_DONE = """
import sys
from itertools import count
from loudi_qa.cli import progress
from loudi_qa.cli.ui import Ui, prepare_streams
from loudi_qa.words import Words

prepare_streams()
progress.monotonic = count(0, 10).__next__
for item in progress.tracked(Ui(sys.argv[1]), range(2844), Words("检查填报表", "checking the forms")):
    if item == 711:
        break
"""
SHOWS_THE_CURSOR = b"\x1b[?25h"
BARS = [
    ("zh", 80, "utf-8", {}),
    ("en", 80, "utf-8", {"NO_COLOR": "1"}),
    ("zh", 44, "utf-8", {}),
    ("zh", 80, "gbk", {}),
    ("en", 44, "gbk", {}),
    ("zh", 80, "utf-8", {"TERM": "dumb"}),
]


def test_the_bar_of_work_that_takes_long_looks_like_this_and_leaves_nothing() -> None:
    screens = []
    for lang, columns, encoding, around in BARS:
        argv = [sys.executable, "-c", HALF_DONE, lang]
        sent = on_terminal(argv=argv, columns=columns, encoding=encoding, errors=True, around=around)
        assert seen(sent.data, columns, encoding).lines == (), "something of the bar is left"
        shown = seen(sent.data.partition(SHOWS_THE_CURSOR)[0], columns, encoding, ambiguous=1 if encoding == "utf-8" else 2)
        setting = "".join(f", {name}={value}" for name, value in around.items())
        screens += [f"== {columns} columns, {encoding}{setting}", "", *(t for pair in zip(*shown, strict=True) for t in pair), ""]
    compare("progress.txt", "\n".join(screens))


def without_digests(text: str) -> str:
    """The digests go: they change with every file, and other tests hold them; what stands for them is as long."""
    return re.sub(r"\b[0-9a-f]{12,}\b", lambda found: "0" * len(found[0]), text)


def test_no_screen_is_kept_that_nobody_looks_at() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {*SCREENS, "progress.txt"}
