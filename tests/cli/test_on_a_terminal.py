"""On a real terminal, at the widths people have: in colour, no line too wide, no number cut."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache

import pytest
from tests.cli.conftest import LAST_YEAR, OURS, YEAR, command, environment

from loudi_qa.report.fit import cells

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TOTALS = ["91.45", "86.38", "84.03", "79.53", "70.36", "69.07"]


@cache
def shown(columns: int, *options: str) -> str:
    """What a terminal of that many columns is sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    changes = {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    arguments = command("score", YEAR, "--previous", LAST_YEAR, *options)
    set_by_others = {*OURS, "LINES"} - {"PYTHONIOENCODING"}
    kept = {k: v for k, v in environment(**changes).items() if k not in set_by_others}
    with subprocess.Popen(arguments, stdout=theirs, stdin=theirs, stderr=subprocess.DEVNULL, env=kept) as running:
        os.close(theirs)
        data = b""
        while chunk := _read(ours):
            data += chunk
        os.close(ours)
    assert running.returncode == 0
    return data.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


@pytest.mark.parametrize(
    ("columns", "options"),
    [(60, ()), (80, ()), (120, ()), (60, ("--lang", "en")), (80, ("--lang", "en")), (60, ("--unit", "双峰县"))],
)
def test_no_line_is_wider_than_the_terminal(columns: int, options: tuple[str, ...]) -> None:
    lines = [COLOUR.sub("", line) for line in shown(columns, *options).splitlines()]
    assert len(lines) > 20
    assert {line for line in lines if cells(line) > columns} == set()
    assert not any("…" in line and "…(" not in line for line in lines), "something was cut"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_ranks_units_totals_and_grades_are_there_at_any_width(columns: int) -> None:
    text = COLOUR.sub("", shown(columns))
    assert [t for t in TOTALS if t not in text] == []
    assert "D*(C)" in text
    assert ("省略的列" in text) == (columns == 60)


def test_a_terminal_is_coloured_and_asked_nothing_else() -> None:
    text = shown(80)
    assert "\x1b[1m" in text
    assert "\x1b" not in COLOUR.sub("", text), "no cursor is moved, no title set"


def test_without_colour_nothing_but_text_is_sent() -> None:
    assert "\x1b" not in shown(80, "--color", "never")
    assert shown(80, "--color", "never").splitlines() == [COLOUR.sub("", line).rstrip() for line in shown(80).splitlines()]
