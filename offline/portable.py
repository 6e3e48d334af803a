"""Make the folder that runs on Windows with nothing installed: unpack, drop a workbook on the start file.

    python offline/portable.py --embed python-3.13.9-embed-amd64.zip [--sha256 HEX]
    python offline/portable.py --without-python [--python 3.13]

Python for Windows comes as its "embeddable package", a zip from python.org, which this program does not fetch.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

from gather import KEPT, Incomplete, gather, pip
from lay import NOT_OURS, README, ROOT, START, lay_samples, may_be_renewed, pack, size, write_batch, write_note
from wheels import PYTHONS, Target, read_wheel

FOLDER = ROOT / "dist" / "loudi-qa-windows"
_AMD64 = 0x8664
"""The machine of a 64-bit program, as its header has it."""
_NO_EMBED = """免安装文件夹里要有 Windows 的 Python，程序不会自己去取。请到 python.org 的“Python Releases for Windows”一页，取
Python 3.11 至 3.14 的“Windows embeddable package (64-bit)”，并抄下那一页给出的 SHA-256，再运行：

    make portable EMBED=python-3.13.9-embed-amd64.zip EMBED_SHA256=...

暂时没有的，make portable WITHOUT_PYTHON=1 先做好其余部分，python 文件夹里有说明，讲缺什么、怎么放。

The portable folder needs Python for Windows, which is not fetched for you. Take a "Windows embeddable package (64-bit)" of Python
3.11 to 3.14, and the SHA-256 beside it, from the page "Python Releases for Windows" of python.org, and give it as above; or leave
it out by WITHOUT_PYTHON=1: a note in the folder python says what belongs there."""


class Wrong(Exception):
    """A Python that will not do; says why."""


def main() -> int:
    """Make the folder and its zip; exit code 2 where Python or the folder will not do, 1 where wheels are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--embed", type=Path, metavar="ZIP", help="the embeddable package of Python for Windows")
    parser.add_argument("--sha256", help="what its SHA-256 must be")
    parser.add_argument("--without-python", action="store_true", help="leave Python out, to be put in by hand")
    parser.add_argument("--python", choices=PYTHONS, default="3.13", help="for which Python, where it is left out")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to make; one that is there is made anew")
    arguments = parser.parse_args()
    if not may_be_renewed(arguments.to):
        print(NOT_OURS.format(folder=arguments.to), file=sys.stderr)
        return 2
    if not arguments.embed and not arguments.without_python:
        print(_NO_EMBED, file=sys.stderr)
        return 2
    try:
        embed = read_embed(arguments.embed, arguments.sha256) if arguments.embed else None
        target = Target("windows", "amd64", embed or arguments.python)
        gather([target])
    except (Wrong, Incomplete) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, Wrong) else 1
    lay(arguments.to, target, arguments.embed)
    packed = pack(arguments.to)
    print(f"{arguments.to} ({size(arguments.to)}), {packed.name} ({size(packed)}): Python {target.python}, 64 bit")
    return 0


def read_embed(embed: Path, sha256: str | None) -> str:
    """The version of Python that a zip holds, as ``3.13``; raises :class:`Wrong` for what is no such zip, or another one."""
    try:
        data = embed.read_bytes()
        with zipfile.ZipFile(embed) as file:
            names = set(file.namelist())
            program = file.read("python.exe")
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise Wrong(f"{embed} is no embeddable package of Python for Windows: {error}") from error
    if sha256 and hashlib.sha256(data).hexdigest() != sha256.lower():
        raise Wrong(f"{embed} is not what it should be: its SHA-256 is {hashlib.sha256(data).hexdigest()}, not {sha256}")
    versions = {f"3.{minor}" for name in names for minor in re.findall(r"^python3(\d+)\.dll$", name)}
    if not versions & set(PYTHONS):
        raise Wrong(f"{embed} holds Python {', '.join(versions) or 'of no known version'}; it must be {' or '.join(PYTHONS)}")
    if _machine(program) != _AMD64:
        raise Wrong(f"{embed} is not for 64-bit Windows on amd64; take the one with embed-amd64 in its name")
    return versions.pop()


def _machine(program: bytes) -> int:
    """For which processor a Windows program is; 0 for what is none."""
    try:
        (header,) = struct.unpack_from("<I", program, 0x3C)
        signature, machine = struct.unpack_from("<4sH", program, header)
    except struct.error:
        return 0
    return int(machine) if signature == b"PE\0\0" else 0


def lay(folder: Path, target: Target, embed: Path | None) -> None:
    """Lay out the whole folder from the wheels that are kept."""
    shutil.rmtree(folder, ignore_errors=True)
    python = folder / "python"
    python.mkdir(parents=True)
    if embed:
        with zipfile.ZipFile(embed) as file:
            file.extractall(python)
    else:
        write_note(
            python / "请把 Python 放到这里.txt", "python.txt", {"PYTHON": target.python, "DIGITS": target.python.replace(".", "")}
        )
    digits = target.python.replace(".", "")
    (python / f"python{digits}._pth").write_bytes(f"python{digits}.zip\r\n.\r\n..\\packages\r\n".encode("ascii"))
    lay_packages(folder / "packages", target)
    (folder / "bin").mkdir()
    write_batch(folder / "bin" / "loudi-qa.bat", "loudi-qa.bat")
    fields = {"PYTHON": r"python\python.exe", "BIN": "bin", "MISSING": "请先把压缩包全部解压缩"}
    write_batch(folder / START, "start.bat", fields)
    write_note(folder / README, "portable.txt")
    lay_samples(folder)


def lay_packages(folder: Path, target: Target) -> None:
    """Unpack the wheels for a kind of machine, and compile them if a Python of that version is here.

    Bytecode is the same on every system, and whoever starts the program from a share cannot write it there. It is not held
    against the times of files, which do not survive a zip.
    """
    wheels = [path for path in sorted(KEPT.glob("*.whl")) if read_wheel(path).tags & target.tags()]
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    version = ["--implementation", "cp", "--python-version", target.python, "--only-binary=:all:"]
    pip("install", "--no-index", "--no-deps", "--no-compile", "--target", folder, *version, *platforms, *wheels)
    shutil.rmtree(folder / "bin", ignore_errors=True)  # starters for this machine's Python
    if compiler := _python(target.python):
        subprocess.run(
            [compiler, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash", "-s", folder, folder],
            check=True,
        )
    else:
        print(f"no Python {target.python} here to compile with: each start will take longer where the folder is read-only")


def _python(version: str) -> str | None:
    """An interpreter of a version on this machine."""
    for found in (sys.executable, shutil.which(f"python{version}")):
        if found:
            asked = [found, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
            if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == version:
                return found
    return None


if __name__ == "__main__":
    sys.exit(main())
