"""The two folders that offices are given: what lies in them, and how Windows will read it.

Whoever has run ``make wheelhouse`` also tests the wheels themselves. Starting on Windows is tried by nobody here.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import lay
import portable
import pytest
import wheelhouse
from gather import KEPT as WHEELS
from wheels import PYTHONS, Locked, Target, holes, locked, read_wheels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "offline" / "files"
WINDOWS = Target("windows", "amd64", "3.13")
HERE = Target("linux", platform.machine(), f"{sys.version_info[0]}.{sys.version_info[1]}")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Locked]]:
    """Two wheels in place of all: one for everywhere, one for Linux; and their lock."""
    there = tmp_path_factory.mktemp("kept")
    for name in ("loudi_qa-0.1.0-py3-none-any", "quick-1.0-cp313-cp313-manylinux_2_17_x86_64"):
        project, version, tag = name.split("-", 2)
        inside = f"{project}-{version}.dist-info"
        with zipfile.ZipFile(there / f"{name}.whl", "w") as file:
            file.writestr(f"{project}/__init__.py", "VALUE = 1\n")
            file.writestr(f"{inside}/METADATA", f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n")
            file.writestr(f"{inside}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
            file.writestr(f"{inside}/RECORD", "")
    lines = [f"{w.name}=={w.version} --hash=sha256:{w.sha256} --hash=sha256:{'0' * 64}" for w in read_wheels(there)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wheelhouse, "KEPT", there)
        patch.setattr(portable, "KEPT", there)
        yield locked("\n".join(lines))


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory, kept: list[Locked]) -> Path:
    """The folder to install from, for Windows alone."""
    folder = tmp_path_factory.mktemp("made") / "loudi-qa-offline"
    wheelhouse.lay(folder, kept, [WINDOWS])
    return folder


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory, kept: list[Locked]) -> Path:
    """The portable folder, with a Python of which only the outside is real."""
    folder = tmp_path_factory.mktemp("made") / "loudi-qa-windows"
    embed = folder.with_name("embed.zip")
    embed.write_bytes(embeddable())
    portable.lay(folder, WINDOWS, embed)
    return folder


def embeddable(minor: int = 13, machine: int = 0x8664) -> bytes:
    """A zip that looks like Python for Windows to whoever looks no further than the headers."""
    program = bytearray(512)
    struct.pack_into("<I", program, 0x3C, 128)
    struct.pack_into("<4sH", program, 128, b"PE\0\0", machine)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("python.exe", bytes(program))
        file.writestr(f"python3{minor}.dll", b"")
        file.writestr("python3.dll", b"")
        file.writestr(f"python3{minor}._pth", f"python3{minor}.zip\r\n.\r\n")
    return data.getvalue()


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_to_install_from_holds_the_wheels_asked_for_and_their_digests(offline: Path) -> None:
    assert [path.name for path in offline.glob("wheels/*")] == ["loudi_qa-0.1.0-py3-none-any.whl"], (
        "that for Linux was not asked for"
    )
    (own,) = offline.glob("wheels/*")
    told = (offline / "requirements.txt").read_text(encoding="utf-8")
    assert told == f"loudi-qa==0.1.0 --hash=sha256:{hashlib.sha256(own.read_bytes()).hexdigest()}\n"


def test_the_note_says_on_which_machines_this_very_folder_installs(offline: Path) -> None:
    assert "这一份能装在：Windows（amd64）Python 3.13。" in (offline / lay.README).read_text(encoding="utf-8-sig")
    assert wheelhouse.machines([Target("linux", "x86_64", "3.11"), Target("linux", "x86_64", "3.12")]) == (
        "Linux（x86_64）Python 3.11、3.12"
    )


def test_the_portable_folder_has_python_beside_the_packages_that_it_is_told_of(windows: Path) -> None:
    assert {"python/python.exe", "python/python313.dll", "packages/loudi_qa/__init__.py", "bin/loudi-qa.bat"} <= names(windows)
    assert (windows / "python" / "python313._pth").read_bytes() == b"python313.zip\r\n.\r\n..\\packages\r\n"
    assert not [name for name in names(windows) if "quick" in name], "a library for Linux would not start"


def test_without_python_a_note_says_what_belongs_there_and_what_to_keep(tmp_path: Path, kept: list[Locked]) -> None:
    portable.lay(tmp_path / "folder", WINDOWS, None)
    assert {path.name for path in (tmp_path / "folder" / "python").iterdir()} == {"python313._pth", "请把 Python 放到这里.txt"}
    note = (tmp_path / "folder" / "python" / "请把 Python 放到这里.txt").read_text(encoding="utf-8-sig")
    assert "Python 3.13" in note
    assert "python313._pth" in note


@pytest.mark.parametrize("folder", ["offline", "windows"])
def test_what_windows_reads_is_written_as_windows_reads_it(folder: str, request: pytest.FixtureRequest) -> None:
    made: Path = request.getfixturevalue(folder)
    batches = sorted(made.rglob("*.bat"))
    assert len(batches) == 2
    for path in batches:
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n"), "cmd loses its place in a file with other line ends"
        assert not [byte for byte in data if 0x80 <= byte < 0xA1], "half a character could be a sign of the shell"
        text = data.decode("gb2312")
        assert text.isascii() or text.splitlines()[:2] == ["@echo off", "chcp 936 >nul"], (
            "Chinese would be shown in another code page"
        )
        assert not re.findall(r"@[A-Z]+@", text), "a field was left open"
    for path in made.rglob("*.txt"):
        if path.name != "requirements.txt" and "packages" not in path.parts:
            data = path.read_bytes()
            assert data.startswith(b"\xef\xbb\xbf"), "Notepad of Windows 7 to 10 guesses without it"
            assert data.count(b"\n") == data.count(b"\r\n")
            assert not re.findall(r"@[A-Z]+@", data.decode("utf-8-sig"))


@pytest.mark.parametrize("folder", ["offline", "windows"])
def test_every_file_that_the_note_names_lies_in_the_folder(folder: str, request: pytest.FixtureRequest) -> None:
    made: Path = request.getfixturevalue(folder)
    note = (made / "说明.txt").read_text(encoding="utf-8-sig")
    there = {Path(name).name for name in names(made)} | {"venv", "loudi-qa"}
    told = set(re.findall(r"“([^”]+\.bat)”|(?<![\w-])([\w-]+\.(?:sh|xlsx))", note))
    assert told
    assert not {name for pair in told for name in pair if name} - there
    assert "还没有试过" in note, "nobody has started it on Windows, and whoever gets it should know"


def test_the_start_file_calls_the_program_of_its_folder(windows: Path, offline: Path) -> None:
    for made, program in ((windows, r"python\python.exe"), (offline, r"venv\Scripts\python.exe")):
        lines = (made / "质量考核.bat").read_text(encoding="gb2312").splitlines()
        assert f'if not exist "%~dp0{program}" goto missing' in lines
        assert f'"%~dp0{program}" -m loudi_qa.cli.dropped %*' in lines
        assert lines[lines.index(":missing") - 2] == "exit", "behind an & in a dropped name the shell would find more to run"


def test_the_zip_is_the_folder_with_its_chinese_names_and_the_same_each_time(windows: Path) -> None:
    first = lay.pack(windows).read_bytes()
    assert lay.pack(windows).read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {f"loudi-qa-windows/{name}" for name in names(windows)} == set(file.namelist())
        assert all(member.flag_bits & 0x800 for member in file.infolist() if not member.filename.isascii()), (
            "unpacked as mojibake"
        )


def test_no_batch_file_can_hold_what_the_code_page_has_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lay, "FILES", tmp_path)
    (tmp_path / "bad.bat").write_text("echo 镕\n", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        lay.write_batch(tmp_path / "out.bat", "bad.bat")


def test_python_for_windows_is_known_by_what_it_holds(tmp_path: Path) -> None:
    embed = tmp_path / "python-3.12.8-embed-amd64.zip"
    embed.write_bytes(embeddable(12))
    digest = hashlib.sha256(embed.read_bytes()).hexdigest()
    assert portable.read_embed(embed, None) == portable.read_embed(embed, digest.upper()) == "3.12"


@pytest.mark.parametrize(("data", "sha256", "why"), [
    (None, None, "No such file"),
    (b"MZ", None, "not a zip file"),
    (embeddable(10), None, r"holds Python 3\.10; it must be 3\.11"),
    (embeddable(13, machine=0x14C), None, "not for 64-bit Windows"),
    (embeddable(13, machine=0xAA64), None, "not for 64-bit Windows"),
    (embeddable(13), "0" * 64, "its SHA-256 is"),
])  # fmt: skip
def test_a_python_that_will_not_do_is_refused_with_the_reason(
    tmp_path: Path, data: bytes | None, sha256: str | None, why: str
) -> None:
    embed = tmp_path / "python.zip"
    if data is not None:
        embed.write_bytes(data)
    with pytest.raises(portable.Wrong, match=why):
        portable.read_embed(embed, sha256)


def test_who_has_no_python_for_windows_is_told_where_it_is_to_be_had(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["portable.py"])
    assert portable.main() == 2
    told = capsys.readouterr().err
    assert "make portable EMBED=" in told
    assert "python.org" in told


@pytest.mark.skipif(os.name == "nt", reason="a script for Linux")
@pytest.mark.parametrize("make", [wheelhouse.main, portable.main])
def test_a_folder_that_holds_something_else_is_not_deleted(
    make: Callable[[], int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "通报.docx").write_text("a year's work", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["make", "--to", str(tmp_path)])
    assert make() == 2
    assert "没有动它" in capsys.readouterr().err
    assert (tmp_path / "通报.docx").exists()


def test_who_has_no_fitting_python_on_linux_is_told(tmp_path: Path) -> None:
    shutil.copy(FILES / "install.sh", tmp_path)
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    ran = subprocess.run(
        ["/bin/sh", tmp_path / "install.sh"],
        env={"PYTHON": str(old), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 1
    assert "没有找到 Python 3.11 至 3.14" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="a script for Linux")
def test_a_python_for_which_the_folder_holds_no_wheels_is_not_taken(tmp_path: Path) -> None:
    shutil.copy(FILES / "install.sh", tmp_path)
    (tmp_path / "install.py").write_text("print('installing')", encoding="utf-8")
    (tmp_path / "wheels").mkdir()
    ours = "cp{}{}".format(*sys.version_info[:2])
    for tag, code in (("cp399", 1), (ours, 0)):
        (tmp_path / "wheels" / f"lxml-6.1.3-{tag}-{tag}-manylinux2014_x86_64.whl").touch()
        line = ["/bin/sh", str(tmp_path / "install.sh")]
        ran = subprocess.run(line, env={"PYTHON": sys.executable, "PATH": "/usr/bin:/bin"}, capture_output=True, check=False)
        assert ran.returncode == code, "it would stop at No matching distribution, with a fitting Python on the machine"


def fetched(*targets: Target) -> bool:
    there = read_wheels(WHEELS)
    return all(not holes(there, "loudi-qa", target) for target in targets)


@pytest.mark.skipif(not WHEELS.exists(), reason="no wheels here: make wheelhouse fetches them")
def test_each_wheel_that_was_fetched_is_a_locked_one() -> None:
    lock = locked((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    hashes = {digest for each in lock for digest in each.hashes}
    assert not [wheel.name for wheel in read_wheels(WHEELS) if wheel.sha256 not in hashes and wheel.name != "loudi-qa"]


CALLED = """
import runpy, sys
sys.path[:] = [*(p for p in sys.path if "site-packages" not in p), {packages!r}]
runpy.run_module("loudi_qa.cli.dropped", run_name="__main__", alter_sys=True)
"""


@pytest.mark.skipif(not fetched(HERE), reason=f"no wheels for {HERE} here: make wheelhouse fetches them")
def test_what_the_start_file_calls_works_with_the_packages_of_the_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder as it is laid for Windows, with the wheels of this machine: as near to Windows as can be had here."""
    monkeypatch.setattr(portable, "KEPT", WHEELS)
    packages, samples = tmp_path / "packages", tmp_path / "示例"
    portable.lay_packages(packages, HERE)
    lay.lay_samples(tmp_path)
    called = CALLED.format(packages=str(packages))
    line = [sys.executable, "-I", "-S", "-c", called, str(samples / "2019.xlsx"), str(samples / "forms-2019")]
    ran = subprocess.run(
        line, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, env={"LOUDI_QA_LANG": "zh", "PYTHONUTF8": "1"}
    )
    assert ran.returncode == 0, ran.stderr
    assert "娄星区" in ran.stdout
    assert "共 7 个文件：7 个没有错误" in ran.stdout
    own = packages / "loudi_qa"
    assert len(list(own.rglob("*.pyc"))) == len(list(own.rglob("*.py"))), "each start from a share would compile anew"


def test_the_readme_of_the_folder_and_the_program_agree_on_the_pythons() -> None:
    for name in ("offline.txt", "install.bat", "install.sh"):
        assert f"Python {PYTHONS[0]} 至 {PYTHONS[-1]}" in (FILES / name).read_text(encoding="utf-8"), name
    first, last = (v.replace(".", ", ") for v in (PYTHONS[0], PYTHONS[-1]))
    for name in ("install.bat", "install.sh"):
        limits = rf"not \({first}\) <= (v|sys\.version_info\[:2\]) <= \({last}\)"
        assert re.search(limits, (FILES / name).read_text(encoding="utf-8")), name
