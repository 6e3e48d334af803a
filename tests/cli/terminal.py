"""A real terminal to run the program on, and an emulator that shows what the eye then sees."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

import pytest
from tests.cli.conftest import OURS, command, environment

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

import pyte
import pyte.screens
from wcwidth import wcwidth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_OTHERS = {*OURS, "LINES", "CI", "COLORTERM", "TERM"}
_TALL = 500
"""Rows of a screen from which nothing scrolls away."""
_COLOURS = {"red": "r", "green": "g", "brown": "y", "cyan": "c", "default": "."}
"""By the names of the emulator; what xterm shows as yellow was once called brown."""


class Sent(NamedTuple):
    """How a run on a terminal ended and what it sent there."""

    code: int
    data: bytes


def on_terminal(
    *arguments: object,
    columns: int = 80,
    encoding: str | None = "utf-8",
    errors: bool = False,
    around: Mapping[str, str | None] = MappingProxyType({}),
    argv: list[str] | None = None,
    cwd: Path | None = None,
    while_running: Callable[[subprocess.Popen[bytes], int], None] = lambda _running, _terminal: None,
) -> Sent:
    """Run the program, or ``argv``, on a terminal; standard error goes there too where ``errors`` asks for it.

    ``around`` changes the environment; None takes a variable away, as no ``encoding`` leaves that to the machine.
    """
    ours, theirs = pty.openpty()
    resize(theirs, columns)
    kept = {k: v for k, v in environment().items() if k not in _OTHERS}
    asked = {"TERM": "xterm-256color", "PYTHONIOENCODING": encoding, **around}
    with subprocess.Popen(
        argv or command(*arguments),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs if errors else subprocess.DEVNULL,
        env=kept | {k: v for k, v in asked.items() if v is not None},
        cwd=cwd,
    ) as running:
        while_running(running, theirs)
        os.close(theirs)
        data = b""
        while chunk := _read(ours):
            data += chunk
        os.close(ours)
    return Sent(running.returncode, data)


def resize(terminal: int, columns: int) -> None:
    """Give a terminal that many columns; who reads them is told, as when a window is dragged."""
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


class Seen(NamedTuple):
    """The lines on a screen, and under each glyph how it is drawn.

    b is bold, r g y c a colour (k any other), R G Y C one that is bold, a dot neither; the emulator does not know dim.
    """

    lines: tuple[str, ...]
    looks: tuple[str, ...]


def seen(data: bytes, columns: int, encoding: str = "utf-8", *, ambiguous: int = 1) -> Seen:
    """What a terminal shows that was sent these bytes, if it draws glyphs of ambiguous width so many cells wide."""

    @cache
    def width(char: str) -> int:
        own = wcwidth(char)
        return ambiguous if own == 1 and east_asian_width(char) == "A" else own

    screen = pyte.Screen(columns, _TALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyte.screens, "wcwidth", width)
        pyte.Stream(screen).feed(data.decode(encoding))
    rows = [[screen.buffer[y][x] for x in range(columns)] for y in range(max(screen.buffer, default=-1) + 1)]
    lines = ["".join(cell.data for cell in row).rstrip() for row in rows]
    looks = ["".join(_look(cell) for cell in row).rstrip(".") for row in rows]
    used = max((y + 1 for y, line in enumerate(lines) if line), default=0)
    return Seen(tuple(lines[:used]), tuple(looks[:used]))


def _look(cell: pyte.screens.Char) -> str:
    colour = _COLOURS.get(cell.fg, "k")
    return colour.upper() if cell.bold and colour != "." else "b" if cell.bold else colour
