"""Make the folder that installs without a network, on Windows and Linux.

    python offline/wheelhouse.py [--for windows-amd64-3.12 ...] [--to dist/loudi-qa-offline]

Needs a network, once; whoever installs from the folder needs none.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gather import KEPT, Incomplete, gather
from lay import NOT_OURS, README, ROOT, START, lay_samples, may_be_renewed, pack, size, write_batch, write_note, write_script
from wheels import TARGETS, Locked, Target, read_wheels

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = ROOT / "dist" / "loudi-qa-offline"
WHEELS = "wheels"


def main() -> int:
    """Make the folder and its zip; the exit code is 2 where the folder is not free, 1 where the wheels are not whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--for", dest="targets", nargs="+", choices=list(map(str, TARGETS)), metavar="TARGET", help="; ".join(map(str, TARGETS))
    )
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to make; one that is there is made anew")
    arguments = parser.parse_args()
    if not may_be_renewed(arguments.to):
        print(NOT_OURS.format(folder=arguments.to), file=sys.stderr)
        return 2
    targets = [target for target in TARGETS if not arguments.targets or str(target) in arguments.targets]
    try:
        lock = gather(targets)
    except Incomplete as error:
        print(error, file=sys.stderr)
        return 1
    lay(arguments.to, lock, targets)
    packed = pack(arguments.to)
    print(f"{arguments.to} ({size(arguments.to)}), {packed.name} ({size(packed)}): for {', '.join(map(str, targets))}")
    return 0


def lay(folder: Path, lock: Sequence[Locked], targets: Sequence[Target]) -> None:
    """Lay out the folder from the wheels that are kept: those of the machines asked for, and the list of their digests."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / WHEELS).mkdir(parents=True)
    tags = frozenset().union(*(target.tags() for target in targets))
    hashes = set[str]()
    for path, wheel in zip(sorted(KEPT.glob("*.whl")), read_wheels(KEPT), strict=True):
        if wheel.tags & tags:
            shutil.copy(path, folder / WHEELS)
            hashes.add(wheel.sha256)
    lines = [each.line(each.hashes & hashes) for each in lock if each.hashes & hashes]
    (folder / "requirements.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    write_batch(folder / "安装.bat", "install.bat")
    write_batch(
        folder / START,
        "start.bat",
        {"PYTHON": r"venv\Scripts\python.exe", "BIN": r"venv\Scripts", "MISSING": "请先双击“安装.bat”"},
    )
    write_script(folder / "install.sh", "install.sh")
    write_script(folder / "install.py", "install.py")
    write_note(folder / README, "offline.txt", {"MACHINES": machines(targets)})
    lay_samples(folder)


def machines(targets: Sequence[Target]) -> str:
    """Where the folder installs, in words: ``Windows（amd64）Python 3.12；Linux（x86_64）Python 3.11、3.12``."""
    pythons: dict[str, list[str]] = {}
    for each in targets:
        pythons.setdefault(f"{each.environment['platform_system']}（{each.processor}）", []).append(each.python)
    return "；".join(f"{machine}Python {'、'.join(versions)}" for machine, versions in pythons.items())


if __name__ == "__main__":
    sys.exit(main())
