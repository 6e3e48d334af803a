"""What an office without a network is given: for each kind of machine all that it needs, and nothing that was not locked."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.tags import sys_tags
from wheels import PYTHONS, TARGETS, Target, fits, holes, locked, needed, read_wheel, read_wheels

ROOT = Path(__file__).resolve().parents[2]
WINDOWS, LINUX, KYLIN = (
    Target(*t) for t in (("windows", "amd64", "3.12"), ("linux", "x86_64", "3.12"), ("linux", "aarch64", "3.12"))
)
LOCK = locked((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))


def wheel(folder: Path, name: str, *requires: str) -> Path:
    """A wheel with nothing in it but its metadata."""
    project, version = name.split("-")[:2]
    with zipfile.ZipFile(folder / f"{name}.whl", "w") as file:
        told = [f"Name: {project}", f"Version: {version}", *(f"Requires-Dist: {each}" for each in requires)]
        file.writestr(f"{project}-{version}.dist-info/METADATA", "\n".join(["Metadata-Version: 2.1", *told, ""]))
    return folder / f"{name}.whl"


def test_the_wheels_are_for_every_python_that_the_program_runs_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runs_on = SpecifierSet(project["requires-python"])
    assert list(PYTHONS) == [f"3.{minor}" for minor in range(40) if runs_on.contains(f"3.{minor}.1")]


def test_windows_gets_what_only_windows_needs_wherever_the_folder_is_made() -> None:
    assert "colorama" in {each.name for each in needed(LOCK, WINDOWS)}, "pip leaves it out on Linux, and help fails on Windows"
    assert "colorama" not in {each.name for each in needed(LOCK, LINUX)}


def test_this_machine_is_known_by_its_tags() -> None:
    here = set(sys_tags())
    assert [t for t in TARGETS if t.tags() & here] or not any("linux" in str(tag) or "win" in str(tag) for tag in here)


@pytest.mark.parametrize(("tag", "runs_on"), [
    ("py3-none-any", {WINDOWS, LINUX, KYLIN}),
    ("cp312-cp312-win_amd64", {WINDOWS}),
    ("cp313-cp313-win_amd64", set()),
    ("cp39-abi3-win_amd64", {WINDOWS}),
    ("cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64", {LINUX}),
    ("cp312-cp312-manylinux_2_28_aarch64", {KYLIN}),
    ("cp312-cp312-manylinux_2_34_aarch64", set()),
    ("cp312-cp312-musllinux_1_2_x86_64", set()),
    ("cp312-cp312-win32", set()),
])  # fmt: skip
def test_a_wheel_is_for_the_machines_that_can_install_it(tmp_path: Path, tag: str, runs_on: set[Target]) -> None:
    made = read_wheel(wheel(tmp_path, f"some-1.0-{tag}"))
    (own,) = locked(f"some==1.0 --hash=sha256:{made.sha256}")
    (other,) = locked(f"some==1.0 --hash=sha256:{'0' * 64}")
    assert {t for t in (WINDOWS, LINUX, KYLIN) if fits(made, own, t)} == runs_on
    assert not any(fits(made, other, t) for t in (WINDOWS, LINUX, KYLIN)), "another file of the same name is not what was locked"


def test_what_is_missing_is_named_with_the_machine(tmp_path: Path) -> None:
    for name, requires in {
        "app-1.0-py3-none-any": ["fast>=2", "colours; sys_platform == 'win32'", "extra[more]", "unasked; extra == 'x'"],
        "fast-2.1-cp312-cp312-win_amd64": [],
        "fast-1.0-cp312-cp312-manylinux_2_17_x86_64": [],
        "extra-1.0-py3-none-any": ["gone; extra == 'more'", "other; extra == 'less'", "app"],
    }.items():
        wheel(tmp_path, name, *requires)
    made = read_wheels(tmp_path)
    assert set(holes(made, "app==1.0", WINDOWS)) == {
        'colours; sys_platform == "win32" (windows-amd64-3.12)',
        'gone; extra == "more" (windows-amd64-3.12)',
    }
    assert set(holes(made, "app==1.0", LINUX)) == {"fast>=2 (linux-x86_64-3.12)", 'gone; extra == "more" (linux-x86_64-3.12)'}
    assert holes(made, "app==2.0", LINUX) == ["app==2.0 (linux-x86_64-3.12)"]


def test_nothing_is_missing_where_all_is_there(tmp_path: Path) -> None:
    wheel(tmp_path, "app-1.0-py3-none-any", "Some.Thing~=1.1")
    wheel(tmp_path, "some_thing-1.2-py3-none-any")
    assert holes(read_wheels(tmp_path), "app==1.0", KYLIN) == []
