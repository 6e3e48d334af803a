"""The pages of docs/: each says at once for whom it is, none is a dead end, and the arithmetic names where it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.test_readme import ROOT, text

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules

WRITTEN_BY_A_TEST = {"faults.md", "findings.md", "rules-faults.md"}
"""Lists to look something up in; their first lines say how they are made."""
OF_ANOTHER_KIND = {"api", "completion", "install", "options", "performance", "security"}
"""Short references with a beginning of their own, in whatever language."""
PAGES = [
    page
    for page in sorted((ROOT / "docs").glob("*.md"))
    if page.name not in WRITTEN_BY_A_TEST and page.name.split(".")[0] not in OF_ANOTHER_KIND
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_says_at_once_for_whom_it_is(page: Path) -> None:
    first = next(part for part in text(page).split("\n\n") if not part.startswith(("#", "[")))
    assert re.match(r"For |写给", first), "its reader finds out on the second screen that it is not for him"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_ends_with_where_to_go_on(page: Path) -> None:
    assert re.search(r"\]\([\w.-]+\.md", "\n".join(text(page).splitlines()[-8:])), "a dead end"


def test_every_assumption_has_its_place_among_the_sources(shipped: Rules) -> None:
    sources = text(ROOT / "docs" / "arithmetic.md").partition("\n## Where each rule")[2]
    standing = set(re.findall(r"^\|[^|]*\|[^|]*\| (\w+) \|$", sources, re.MULTILINE))
    assert standing == {"standing", "text", "derived", "assumed", "method"}
    assert {each.id for each in shipped.scheme.assumptions} == set(re.findall(r"\(`(\w+)`\)", sources))
