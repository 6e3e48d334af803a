"""The house: data runs one way, modules stay small, and points never meet a binary fraction."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "loudi_qa"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300

FLOORS = ["words", "catalogue", "findings", "numbers", "scheme", "workbook", "submission", "assess", "report", "api", "cli"]
"""From the ground up. What stands lower never imports what stands higher."""
GROUND = {"words", "catalogue", "findings", "numbers"}
"""These four are one floor: a finding takes its words from the catalogue, which says what a level is."""


def floor(module: str) -> int:
    """The floor of ``loudi_qa.x.y``, counted from the ground; ``__main__`` is the roof, the bare package the ground."""
    name = module.split(".")[1] if "." in module else ""
    if name == "__main__":
        return len(FLOORS)
    return FLOORS.index(name) if name in FLOORS and name not in GROUND else 0


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> list[tuple[int, str]]:
    """Every module of ours that a file imports, for types too, with the line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import hides where it leads"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "loudi_qa" else [module]
            found += [(node.lineno, name) for name in names]
    return [(line, name) for line, name in found if name.split(".")[0] == "loudi_qa"]


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_every_part_of_the_package_has_its_floor() -> None:
    parts = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert parts - {"__init__", "__main__"} == set(FLOORS), "a new part needs a place in the order"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_imports_what_stands_above_it(path: Path) -> None:
    here = dotted(path)
    upward = [f"line {line}: {name}" for line, name in imports(path) if floor(name) > floor(here)]
    assert not upward, f"{here} imports upward: {upward}"


def test_the_walk_sees_imports_and_would_tell() -> None:
    seen = {name for path in MODULES for _, name in imports(path)}
    assert {"loudi_qa.words", "loudi_qa.scheme.load", "loudi_qa.workbook.layout"} <= seen
    assert floor("loudi_qa.scheme.load") < floor("loudi_qa.assess.score") < floor("loudi_qa.__main__")


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST


EXACT = [p for p in MODULES if named(p).split("/")[0] in {"scheme", "assess", "submission", "numbers.py"}]


def binary_fractions(source: str) -> list[int]:
    """The lines that make a float: a literal, ``float(...)``, ``round(...)`` or ``math``; how alike two words are may be one."""
    lines = []
    tree = ast.parse(source)
    likeness = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.keyword) and n.arg == "cutoff"}
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex) and id(node) not in likeness
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"float", "round"}
        borrowed = isinstance(node, ast.Import) and any(a.name in {"math", "statistics"} for a in node.names)
        taken = isinstance(node, ast.ImportFrom) and node.module in {"math", "statistics"}
        if literal or called or borrowed or taken:
            lines.append(getattr(node, "lineno", 0))
    return lines


@pytest.mark.parametrize("path", EXACT, ids=named)
def test_no_points_pass_through_a_binary_fraction(path: Path) -> None:
    assert not binary_fractions(path.read_text(encoding="utf-8")), "forty exact tenths would no longer add up to 90"


@pytest.mark.parametrize(
    "source", ["x = 0.5", "x = float(y)", "x = round(y, 2)", "import math", "from math import floor", "x = 1e3", "f(0.4)"]
)
def test_the_search_for_binary_fractions_finds_them(source: str) -> None:
    assert binary_fractions(source) == [1]
