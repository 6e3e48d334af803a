"""A progress bar: on a terminal, from a second of work on, and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import OURS, environment
from tests.cli.test_validate import RULES, form

from loudi_qa.cli.progress import left

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

import pty

if TYPE_CHECKING:
    from pathlib import Path

IMPATIENT = """
import sys
from loudi_qa.cli import progress
from loudi_qa.cli.main import run
progress.PATIENCE = float(sys.argv[1])
sys.exit(run(sys.argv[2:]))
"""
MOVES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def told(patience: float, *arguments: object, terminal: bool = True) -> tuple[str, str]:
    """What standard output and standard error get; the latter is a terminal or a pipe."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    kept = {k: v for k, v in environment(TERM="xterm-256color").items() if k not in OURS}
    command = [sys.executable, "-c", IMPATIENT, str(patience), "validate", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=kept) as running:
        os.close(theirs)
        data = b""
        while chunk := _read(ours):
            data += chunk
        os.close(ours)
        assert running.stdout is not None
        out = running.stdout.read()
    assert running.returncode == 0
    return out.decode(), data.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


@pytest.fixture
def forms(tmp_path: Path) -> list[object]:
    """Two forms without a fault, and the rules to check them by."""
    return [form(tmp_path / "甲区.xlsx"), form(tmp_path / "乙县.xlsx", "乙县"), *RULES]


def test_work_that_takes_long_shows_how_far_it_is_and_leaves_nothing_behind(forms: list[object]) -> None:
    out, err = told(-1, *forms)
    assert "检查" in err
    assert re.search(r"[12]/2 +约剩 \d+:\d\d", MOVES.sub("", err))
    assert "\x1b[?25h" in err, "the cursor comes back"
    assert err.rpartition("\x1b[2K")[2].strip().startswith("下一步："), "the bar is taken away"
    assert "\x1b" not in out
    assert out.startswith("共 2 个文件")


def test_several_processes_have_one_bar_with_an_estimate(forms: list[object]) -> None:
    out, err = told(-1, *forms, "--jobs", 2, "--lang", "en")
    assert re.search(r"checking .*[12]/2 +about \d+:\d\d left", MOVES.sub("", err))
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("elapsed", "done", "total", "said"),
    [(10, 1, 3, "0:20"), (2.5, 10, 10, "0:00"), (61, 1, 2, "1:01"), (3600, 1, 4, "3:00:00")],
)
def test_what_is_left_takes_as_long_a_piece_as_what_is_done(elapsed: float, done: int, total: int, said: str) -> None:
    assert left(elapsed, done, total) == said


def test_the_last_try_has_a_bar_of_its_own_in_the_language_of_the_run(forms: list[object], tmp_path: Path) -> None:
    earlier = form(tmp_path / "一" / "甲区.xlsx")
    _, err = told(-1, *forms, "--since", earlier.parent, "--lang", "en")
    assert "checking" in err
    assert "reading the last try" in err


@pytest.mark.parametrize(
    ("patience", "terminal", "options"), [(3600, True, ()), (-1, False, ()), (-1, True, ("-q",))], ids=["quick", "pipe", "quiet"]
)
def test_no_bar_for_quick_work_nor_through_a_pipe_nor_when_quiet(
    patience: float, terminal: bool, options: tuple[str, ...], forms: list[object]
) -> None:
    out, err = told(patience, *forms, *options, terminal=terminal)
    assert "检查" not in err
    assert "\x1b" not in out + err
