"""Running the program: in this process for speed, as its own process where streams and encodings matter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from loudi_qa.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
YEAR, LAST_YEAR, BROKEN = SAMPLES / "2019.xlsx", SAMPLES / "2018.xlsx", SAMPLES / "broken.xlsx"
FORM = SAMPLES / "forms-2019" / "双峰县.xlsx"

OURS = ("LOUDI_QA_LANG", "LOUDI_QA_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8")


class Ran(NamedTuple):
    """How a run ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that the machine has set speaks into a test."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command in this process."""

    def asked(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)

    return asked


def environment(**changes: str) -> dict[str, str]:
    """This environment, with the package findable from any folder, and buffers as users have them, wherever the tests run."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": ""} | changes


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "loudi_qa", *(str(a) for a in arguments)]


class Process(NamedTuple):
    """How a process ended and the bytes it wrote."""

    code: int
    out: bytes
    err: bytes


def program(*arguments: object, cwd: Path | None = None, **changes: str) -> Process:
    """Run the program as a process of its own."""
    done = subprocess.run(command(*arguments), capture_output=True, cwd=cwd, env=environment(**changes), check=False)
    assert b"Traceback" not in done.stderr
    return Process(done.returncode, done.stdout, done.stderr)
