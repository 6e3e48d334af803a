"""Tab, pressed in real shells: what then stands on the line."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import ROOT

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

import pyte

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS, ROWS = 100, 40
PATIENCE = 20.0
"""Seconds after which what is awaited will not come, even on a busy machine."""

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'PS1="> "; eval "$(loudi-qa --show-completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'PS1="> "; eval "$(loudi-qa --show-completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], 'function fish_prompt; echo "> "; end; loudi-qa --show-completion fish | source'),
}


class Terminal:
    """A shell on a terminal, and what the eye sees of it."""

    def __init__(self, shell: str, folder: Path, locale: str) -> None:
        argv, switch_on = START[shell]
        around = {"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "HOME": str(folder), "TERM": "xterm", "LC_ALL": locale}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder / "work")
            os.execvpe(argv[0], argv, around | {"PYTHONPATH": str(ROOT / "src")})  # noqa: S606 -- the shell that is tried
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.type(switch_on + "; echo rea''dy\n")
        assert self.comes("ready"), self.seen()

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def clear(self) -> None:
        """An empty line at the top of an empty screen."""
        self.type("\x15\x0c")
        assert self.comes("ready", there=False), self.seen()

    def comes(self, text: str, *, there: bool = True) -> bool:
        """Whether a text comes to stand on the screen, or goes from it, before patience ends."""
        end = time.monotonic() + PATIENCE
        while (text.replace(" ", "") in self.seen()) is not there and time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.2)[0]:
                self.stream.feed(os.read(self.terminal, 65536))
        return (text.replace(" ", "") in self.seen()) is there

    def seen(self) -> str:
        """All that is on the screen, without spaces: a Chinese character leaves one behind it, a shell adds some."""
        return "".join(self.screen.display).replace(" ", "")

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the program, and a working folder with a workbook whose name must be quoted and a note beside it."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "work" / "forms").mkdir(parents=True)
    for name in ("my year.xlsx", "2019.xlsx", "2019.note", "汇总.xlsx"):
        (folder / "work" / name).touch()
    program = folder / "bin" / "loudi-qa"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m loudi_qa "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.fixture(scope="module", params=list(START))
def terminal(request: pytest.FixtureRequest, folder: Path) -> Iterator[Terminal]:
    if shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param} here")
    terminal = Terminal(request.param, folder, "C.UTF-8")
    yield terminal
    terminal.end()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("loudi-qa sco\t", "loudi-qa score"),
        ("loudi-qa score my\t", "loudi-qa score my\\ year.xlsx"),
        ("loudi-qa score 汇\t", "loudi-qa score 汇总.xlsx"),
        ("loudi-qa score 汇总.xlsx --unit 双\t", "--unit 双峰县"),
        ("loudi-qa score 汇总.xlsx --unit=双\t", "--unit=双峰县"),
        ("loudi-qa score 汇总.xlsx --unit '双\t", "--unit '双峰县'"),
        ("loudi-qa score 汇总.xlsx --unit Shu\t", "--unit Shuangfeng\\ County"),
        ("loudi-qa score 汇总.xlsx --set 双峰县:P06\t", "--set 双峰县:P06="),
        ("loudi-qa init f\t", "loudi-qa init forms/"),
        ("loudi-qa explain E20\t\t", "缺少工作表"),
    ],
)
def test_tab_finishes_the_word(terminal: Terminal, typed: str, line: str) -> None:
    terminal.clear()
    terminal.type(typed)
    assert terminal.comes(line), terminal.seen()


def test_workbooks_come_before_other_files(terminal: Terminal) -> None:
    terminal.clear()
    terminal.type("loudi-qa score 20\t")
    assert terminal.comes("2019.xlsx"), terminal.seen()
    assert "2019.note" not in terminal.seen().partition("2019.xlsx")[0]


def test_a_list_in_a_shell_that_knows_no_chinese_breaks_nothing(folder: Path) -> None:
    terminal = Terminal("bash", folder, "C")
    terminal.clear()
    terminal.type("loudi-qa score x --unit \t\t")
    assert terminal.comes("双峰县"), terminal.seen()
    assert "Traceback" not in terminal.seen()
    terminal.end()
