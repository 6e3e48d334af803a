"""Forms by the folder: the same in any number of processes; one that ends its process costs only itself; Ctrl-C ends all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.conftest import OURS, Ran, environment
from tests.cli.test_validate import RULES, form

from loudi_qa.cli import forms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loudi_qa.report.checked import CheckedFile

    Ask = Callable[..., Ran]

SEVERAL = 240
"""Forms that keep two processes busy for longer than it takes to interrupt them."""


class Deadly(forms.Check):
    """A check that ends its process over one file, as the system does where memory runs out."""

    __slots__ = ()

    def __call__(self, path: Path) -> CheckedFile:
        if path.name.startswith("黑"):
            os._exit(9)
        return super().__call__(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forms with and without faults, a second one of a sender, and one that is no workbook."""
    made = tmp_path / "表"
    form(made / "甲区.xlsx", C2="约53")
    form(made / "乙县.xlsx", "乙县")
    form(made / "乙县-2.xlsx", "乙县", filled_on="2020-01-02", C3=None)
    (made / "文字.xlsx").write_text("不是表格", encoding="utf-8")
    return made


def test_a_file_that_is_not_there_is_told_as_such_from_another_process_too(folder: Path, ask: Ask) -> None:
    gone = ask("validate", folder / "甲区.xlsx", folder / "无.xlsx", *RULES, "--jobs", 2)
    assert "E101" in gone.out
    assert "E110" not in gone.out


@pytest.mark.parametrize("options", [(), ("--round",), ("--json",), ("--format", "csv"), ("--format", "github"), ("-q",)])
def test_what_is_said_does_not_depend_on_the_number_of_processes(options: tuple[str, ...], folder: Path, ask: Ask) -> None:
    alone, together = (ask("validate", folder, *RULES, *options, "--jobs", jobs) for jobs in (1, 2))
    assert alone == together
    assert alone.code == 3


def test_the_year_does_not_depend_on_the_number_of_processes(folder: Path, tmp_path: Path, ask: Ask) -> None:
    said = []
    for jobs in (1, 3):
        ran = ask("collect", folder, *RULES, "--allow-errors", "--jobs", jobs, "-o", tmp_path / f"{jobs}.xlsx")
        said.append(ran._replace(err=ran.err.replace(f"{jobs}.xlsx", "")))
    assert said[0] == said[1]
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "3.xlsx").read_bytes()


def test_a_file_that_ends_its_process_costs_only_itself(folder: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = json.loads(ask("validate", folder, *RULES, "--json", "--jobs", 2).out)
    (folder / "黑.xlsx").write_bytes(b"PK")
    monkeypatch.setattr(forms, "Check", Deadly)
    ran = ask("validate", folder, *RULES, "--json", "--jobs", 2)
    after = json.loads(ran.out)
    assert ran.code == 3
    lost = [f for f in after["findings"] if f["file"].endswith("黑.xlsx")]
    assert [(f["code"], "9" in f["message"]) for f in lost] == [("E110", True)]
    assert [f for f in after["findings"] if f not in lost] == before["findings"]


def test_collect_refuses_it_by_name_and_takes_the_others(
    folder: Path, tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "黑.xlsx").write_bytes(b"PK")
    monkeypatch.setattr(forms, "Check", Deadly)
    ran = ask("collect", folder, *RULES, "--allow-errors", "--jobs", 2, "-o", tmp_path / "年.xlsx", "--lang", "en")
    assert ran.code == 3
    assert re.search(r"refused: \S*黑\.xlsx \(unreadable\)", ran.err)
    assert "2 of units" not in ran.err
    assert (tmp_path / "年.xlsx").exists()


def test_a_file_over_which_memory_runs_out_costs_only_itself_in_this_process_too(
    folder: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path, *rest: Any) -> object:
        if path.name == "乙县.xlsx":
            raise MemoryError
        return whole(path, *rest)

    whole = forms.submission
    monkeypatch.setattr(forms, "submission", read)
    ran = ask("validate", folder, *RULES, "--jobs", 1)
    assert ran.code == 3
    assert "E110" in ran.out
    assert "内存不够" in ran.out
    assert "共 4 个文件" in ran.out


def test_a_number_of_processes_that_is_none_is_refused(folder: Path, ask: Ask) -> None:
    assert ask("validate", folder, *RULES, "--jobs", 0).code == 2
    assert ask("collect", folder, *RULES, "--jobs", "all").code == 2


WITH_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-c", sys.argv[1], "-1", *sys.argv[2:]])
"""
"""Makes its standard input the terminal that Ctrl-C comes from, then becomes the program."""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
@pytest.mark.parametrize("command", ["validate", "collect"])
def test_ctrl_c_ends_every_process_in_a_sentence_and_leaves_nothing(command: str, tmp_path: Path) -> None:
    from tests.cli.test_validate_progress import IMPATIENT

    first = form(tmp_path / "表" / "0.xlsx")
    for number in range(1, SEVERAL):
        shutil.copy(first, first.with_name(f"{number}.xlsx"))
    ours, theirs = os.openpty()
    kept = {k: v for k, v in environment(TERM="xterm-256color").items() if k not in OURS}
    output = ["-o", tmp_path / "年.xlsx"] if command == "collect" else []
    arguments = map(str, [command, tmp_path / "表", *RULES, *output, "--jobs", 2])
    launch = [sys.executable, "-c", WITH_TERMINAL, IMPATIENT, *arguments]
    with subprocess.Popen(
        launch, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=kept, start_new_session=True
    ) as running:
        os.close(theirs)
        said = b""
        while f"/{SEVERAL}".encode() not in said:
            said += os.read(ours, 65536)
        os.write(ours, b"\x03")
        pressed = monotonic()
        said += rest(ours)
        assert running.wait(20) == 130
        assert monotonic() - pressed < 20
    text = said.decode()
    assert text.count("已中断，没有留下写了一半的文件") == 1
    assert "Traceback" not in text
    assert "KeyboardInterrupt" not in text
    assert still_running(running.pid) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["表"]
    assert len([*(tmp_path / "表").iterdir()]) == SEVERAL


def rest(terminal: int) -> bytes:
    """All that a terminal is still sent."""
    said = b""
    try:
        while chunk := os.read(terminal, 65536):
            said += chunk
    except OSError:  # Linux says so when the other side is closed
        pass
    return said


def still_running(session: int) -> list[str]:
    """The processes of a session that are still there after a while; those that ended and were not asked after are none."""
    for _ in range(100):
        listed = subprocess.run(["ps", "-A", "-o", "sess=,stat=,args="], capture_output=True, text=True, check=True)  # noqa: S607
        lines = [line.split(None, 2) for line in listed.stdout.splitlines()]
        found = [line[2] for line in lines if len(line) == 3 and int(line[0]) == session and line[1][0] != "Z"]
        if not found:
            return []
        sleep(0.1)
    return found
