"""The locked versions in ``requirements/``: what is tested is what is installed, wherever it is fetched from."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from wheels import TARGETS, Locked, locked, needed

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN, DEV = (ROOT / "requirements" / f"{name}.txt" for name in ("run", "dev"))
ASKED = {RUN: PROJECT["dependencies"], DEV: [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]}
ANEW = "after a change of dependencies: make lock"
FILES = pytest.mark.parametrize("file", [RUN, DEV], ids=lambda file: file.name)


def versions(file: Path) -> dict[str, Locked]:
    return {each.name: each for each in locked(file.read_text(encoding="utf-8"))}


@FILES
def test_what_the_program_asks_for_is_locked_within_its_range(file: Path) -> None:
    there = versions(file)
    for asked in map(Requirement, ASKED[file]):
        found = there.get(canonicalize_name(asked.name))
        assert found, f"{asked.name} is not locked; {ANEW}"
        (exact,) = found.requirement.specifier
        assert asked.specifier.contains(exact.version), f"{asked} is locked as {exact.version}; {ANEW}"


@FILES
def test_what_a_library_asks_for_in_turn_is_locked_too(file: Path) -> None:
    there = versions(file)
    for name, each in there.items():
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # only for another system
            continue
        if each.requirement.specifier.contains(installed.version):
            for asked in map(Requirement, installed.requires or []):
                if asked.marker is None or asked.marker.evaluate({"extra": ""}):
                    assert canonicalize_name(asked.name) in there, f"{name} needs {asked}; {ANEW}"


@FILES
def test_each_version_is_exact_and_held_to_its_files(file: Path) -> None:
    for each in versions(file).values():
        assert [s.operator for s in each.requirement.specifier] == ["=="]
        assert each.hashes, f"anybody's {each.name} would be taken"
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in each.hashes)


@FILES
def test_no_place_to_fetch_from_is_named(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*--?(i|f|index-url|extra-index-url|find-links)\b", text, re.MULTILINE), (
        "an office has its own mirror"
    )


def test_developers_test_the_versions_that_users_run() -> None:
    run, dev = versions(RUN), versions(DEV)
    assert {name: (str(each.requirement), each.hashes) for name, each in run.items()} == {
        name: (str(each.requirement), each.hashes) for name, each in dev.items() if name in run
    }


def test_a_lock_line_is_read_with_its_marker_and_all_of_its_digests() -> None:
    one, two = "a" * 64, "b" * 64
    (each,) = locked(
        f"# made by a tool\nSome.Name==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{one} \\\n    --hash=sha256:{two}\n"
    )
    assert (each.name, each.bare, each.hashes) == ("some-name", "some-name==1.0", frozenset({one, two}))
    assert [t.system for t in TARGETS if needed([each], t)] == ["windows"] * 4
    assert locked(each.line(each.hashes)) == [each._replace(requirement=Requirement('some-name==1.0; sys_platform == "win32"'))]
