"""docs/architecture.md: the drawing is of this house, and every module that the page names is in it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from tests.test_house import MODULES, PACKAGE, dotted, floor, named
from tests.test_readme import ROOT, text

PAGE = ROOT / "docs" / "architecture.md"
DRAWING = re.search(r"^```mermaid\n(.*?)^```$", text(PAGE), re.MULTILINE | re.DOTALL)
SOURCES = {named(path): path.read_text(encoding="utf-8") for path in MODULES}
BUILT_IN = {"bytes"}


class Arrow(NamedTuple):
    """What goes from one module to another."""

    source: str
    carried: str
    target: str


def drawn() -> tuple[dict[str, tuple[str, str]], list[Arrow]]:
    """The modules of the drawing by their short names, each with the part it stands in, and the arrows between them."""
    assert DRAWING, "the way of a workbook is no longer drawn"
    nodes, part = {}, ""
    for line in DRAWING[1].splitlines():
        part = found[1] if (found := re.match(r'  subgraph (\w+)\["', line)) else part
        if found := re.match(r'    (\w+)\["([\w/]+\.py)<br>', line):
            nodes[found[1]] = (part, found[2])
    arrows = [Arrow(*each) for each in re.findall(r'^  (\w+) -- "(\w+)" --> (\w+)$', DRAWING[1], re.MULTILINE)]
    return nodes, arrows


NODES, ARROWS = drawn()


@pytest.mark.parametrize("node", NODES)
def test_a_module_that_is_drawn_is_there_and_stands_in_its_part(node: str) -> None:
    part, path = NODES[node]
    assert path in SOURCES
    assert path.split("/")[0] == part


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: f"{arrow.source} to {arrow.target}")
def test_an_arrow_carries_a_type_that_both_ends_know(arrow: Arrow) -> None:
    """Each end has it as a parameter, makes it, or gives it on; and nothing runs down."""
    below, above = NODES[arrow.source][1], NODES[arrow.target][1]
    if arrow.carried not in BUILT_IN:
        assert any(f"class {arrow.carried}(" in source for source in SOURCES.values())
    for path in (below, above):
        assert re.search(rf"\b{arrow.carried}\b", SOURCES[path]), f"{path} knows nothing of {arrow.carried}"
    assert floor(dotted(PACKAGE / below)) <= floor(dotted(PACKAGE / above))


def test_every_part_that_a_result_passes_is_drawn() -> None:
    assert {part for part, _ in NODES.values()} == {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()} - {
        "catalogue"
    }
    assert {end for arrow in ARROWS for end in (arrow.source, arrow.target)} == set(NODES), "a module that nothing leads to"


WHOLE = sorted(set(re.findall(r"(?<![\w/.])([a-z_]+(?:/[a-z_]+)+\.py)\b", text(PAGE))))
BARE = sorted(set(re.findall(r"(?<![\w/*])([a-z_]+\.py)\b", text(PAGE))))


@pytest.mark.parametrize("path", WHOLE)
def test_a_path_that_the_page_names_exists(path: str) -> None:
    assert path in SOURCES or (ROOT / path).is_file()


@pytest.mark.parametrize("name", BARE)
def test_a_module_that_the_page_names_exists(name: str) -> None:
    assert any(path.rsplit("/", 1)[-1] == name for path in SOURCES)
