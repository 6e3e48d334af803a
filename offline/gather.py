"""Wheels onto the disk: ours built, the others fetched by pip as the locked versions have them, each held to its sha256."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from wheels import Locked, Target, fits, holes, locked, needed, read_wheel, read_wheels

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "run.txt"
KEPT = ROOT / "build" / "wheels"
"""Where wheels stay between two runs."""
NAME = "loudi-qa"
_AT_A_TIME = 4
"""Downloads at once: they wait for the network more than they work."""


class Incomplete(Exception):
    """Wheels that an installation would fail on: names what is missing. They are not handed out."""


def gather(targets: Sequence[Target]) -> list[Locked]:
    """Put the wheel of the program, and all that it needs on each of the machines, into :data:`KEPT`; gives the lock with ours.

    What is there already is not fetched again: a second run needs a network for building our own wheel only. Raises
    :class:`Incomplete`, and :class:`subprocess.CalledProcessError` where pip fails; pip has said why.
    """
    lock = locked(LOCK.read_text(encoding="utf-8"))
    KEPT.mkdir(parents=True, exist_ok=True)
    _forget_others(lock)
    pip("wheel", "--no-deps", "--wheel-dir", KEPT, ROOT)
    first, *others = targets
    _fetch(first, _missing(lock, first))  # alone: most wheels run everywhere, and are there then
    missing = [_missing(lock, target) for target in others]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        list(pool.map(_fetch, others, missing))
    return _proved(lock, targets)


def _forget_others(lock: Sequence[Locked]) -> None:
    """Delete what is not locked: our own wheel of the last time, and versions of the past."""
    hashes = {digest for each in lock for digest in each.hashes}
    for path in KEPT.glob("*.whl"):
        if read_wheel(path).sha256 not in hashes:
            path.unlink()


def _missing(lock: Sequence[Locked], target: Target) -> list[Locked]:
    there = read_wheels(KEPT)
    return [each for each in needed(lock, target) if not any(fits(wheel, each, target) for wheel in there)]


def _fetch(target: Target, missing: Sequence[Locked]) -> None:
    """Fetch for one kind of machine; its markers are evaluated already, so the file that pip gets has none."""
    if not missing:
        return
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    abis = ["--abi", f"cp{target.python.replace('.', '')}", "--abi", "abi3", "--abi", "none"]
    python = ["--implementation", "cp", "--python-version", target.python]
    options = ["--no-deps", "--only-binary=:all:", "--require-hashes", *python, *abis, *platforms]
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "wanted.txt"
        lines = [Locked(Requirement(each.bare), each.hashes).line(each.hashes) for each in missing]
        wanted.write_text("\n".join(lines), encoding="utf-8")
        pip("download", *options, "--dest", KEPT, "--requirement", wanted)


def _proved(lock: Sequence[Locked], targets: Sequence[Target]) -> list[Locked]:
    """The lock with our own wheel in it, once it is sure that nothing is missing."""
    wheels = read_wheels(KEPT)
    ours = next(wheel for wheel in wheels if wheel.name == NAME)
    wanted = f"{NAME}=={ours.version}"
    if missing := [hole for target in targets for hole in holes(wheels, wanted, target)]:
        raise Incomplete(f"wheels are missing: {', '.join(missing)}")
    return [*locked(f"{wanted} --hash=sha256:{ours.sha256}"), *lock]


def pip(command: str, *arguments: str | Path) -> None:
    """Run pip, which speaks only where something goes wrong."""
    line = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", command, *map(str, arguments)]
    subprocess.run(line, check=True)
