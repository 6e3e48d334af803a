"""Which wheels a machine needs, read from the locked versions and from the wheels themselves; nothing is fetched here.

``pip download`` for another system evaluates markers for the machine it runs on and so leaves out what only Windows needs.
Here the markers are evaluated for the machine that will install.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from email.parser import Parser
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""What the program runs on; a test holds it against ``requires-python``."""
_OLDEST_GLIBC, _NEWEST_GLIBC = 17, 28
"""Of version 2: from CentOS 7 on; 2.28 is what Kylin V10 and UOS 20 have, so nothing newer may be asked for."""


class Target(NamedTuple):
    """A kind of machine that installs: ``windows`` or ``linux``, its processor as wheels call it, its Python as ``3.12``."""

    system: str
    processor: str
    python: str

    def __str__(self) -> str:
        return f"{self.system}-{self.processor}-{self.python}"

    @property
    def platforms(self) -> list[str]:
        """The platform tags that run there, those that run on the oldest systems first."""
        if self.system == "windows":
            return [f"win_{self.processor}"]
        minors = range(_OLDEST_GLIBC, _NEWEST_GLIBC + 1)
        return [f"manylinux2014_{self.processor}", *(f"manylinux_2_{minor}_{self.processor}" for minor in minors)]

    @property
    def environment(self) -> dict[str, str]:
        """What its Python would answer to a marker."""
        windows = self.system == "windows"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": self.processor.upper() if windows else self.processor,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "win32" if windows else "linux",
            "extra": "",
        }

    def tags(self) -> frozenset[Tag]:
        """Every tag of a wheel that can be installed there."""
        version = tuple(map(int, self.python.split(".")))
        own = cpython_tags(version, platforms=self.platforms)
        return frozenset(chain(own, compatible_tags(version, f"cp{self.python.replace('.', '')}", self.platforms)))


TARGETS = tuple(
    Target(system, processor, python)
    for system, processor in (("windows", "amd64"), ("linux", "x86_64"), ("linux", "aarch64"))
    for python in PYTHONS
)


class Locked(NamedTuple):
    """One version that was settled on, with the sha256 of every file that may be taken for it."""

    requirement: Requirement
    hashes: frozenset[str]

    @property
    def name(self) -> str:
        """The name as wheels are compared by."""
        return canonicalize_name(self.requirement.name)

    @property
    def bare(self) -> str:
        """Name and version without the marker, as ``rich==15.0.0``."""
        return f"{self.name}{self.requirement.specifier}"

    def line(self, hashes: Iterable[str]) -> str:
        """A line of a requirements file that takes these files only."""
        marker = f" ; {self.requirement.marker}" if self.requirement.marker else ""
        return "".join([self.bare, marker, *(f" --hash=sha256:{each}" for each in sorted(hashes))])


class Wheel(NamedTuple):
    """A wheel as its name and its metadata have it."""

    name: str
    version: str
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]
    sha256: str


def locked(text: str) -> list[Locked]:
    """What a requirements file with hashes holds."""
    lines = re.sub(r"\\\n", " ", text).splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            requirement, *hashes = line.split("--hash=sha256:")
            found.append(Locked(Requirement(requirement.strip()), frozenset(h.strip() for h in hashes)))
    return found


def needed(lock: Iterable[Locked], target: Target) -> list[Locked]:
    """What of the locked versions a machine needs."""
    return [each for each in lock if each.requirement.marker is None or each.requirement.marker.evaluate(target.environment)]


def read_wheel(path: Path) -> Wheel:
    """A wheel from its file."""
    name, version, _, tags = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as file:
        inside = next(n for n in file.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
        metadata = Parser().parsestr(file.read(inside).decode("utf-8"))
    requires = tuple(Requirement(line) for line in metadata.get_all("Requires-Dist", []))
    return Wheel(name, str(version), tags, requires, hashlib.sha256(path.read_bytes()).hexdigest())


def read_wheels(folder: Path) -> list[Wheel]:
    """Every wheel of a folder."""
    return [read_wheel(path) for path in sorted(folder.glob("*.whl"))]


def fits(wheel: Wheel, each: Locked, target: Target) -> bool:
    """Whether a wheel is what is locked, and can be installed on a machine."""
    return wheel.name == each.name and wheel.sha256 in each.hashes and bool(wheel.tags & target.tags())


def holes(wheels: Iterable[Wheel], wanted: str, target: Target) -> list[str]:
    """What an installation of ``wanted`` without a network would fail on: what no wheel fits the machine and the requirement."""
    fitting: dict[str, list[Wheel]] = {}
    tags = target.tags()
    for wheel in wheels:
        if wheel.tags & tags:
            fitting.setdefault(wheel.name, []).append(wheel)
    missing, seen, open_ = dict[str, None](), set[str](), [Requirement(wanted)]
    while open_:
        requirement = open_.pop()
        found = _best(fitting, requirement)
        if found is None:
            missing[f"{requirement} ({target})"] = None
        elif str(requirement) not in seen:
            seen.add(str(requirement))
            open_ += [r for r in found.requires if _applies(r, target.environment, requirement.extras)]
    return list(missing)


def _best(fitting: Mapping[str, list[Wheel]], requirement: Requirement) -> Wheel | None:
    there = fitting.get(canonicalize_name(requirement.name), [])
    return next((w for w in there if requirement.specifier.contains(w.version, prereleases=True)), None)


def _applies(requirement: Requirement, environment: dict[str, str], extras: Iterable[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate(environment | {"extra": extra}) for extra in ("", *extras))
