"""What the shipped rules look like to read, to the letter; UPDATE_GOLDEN=1 writes the files anew, to be read first."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.report.rulebook.books import shipped_book, varied_book

from loudi_qa.report import plain
from loudi_qa.report.columns import markdown_text
from loudi_qa.report.rulebook.book import VIEWS, View
from loudi_qa.report.rulebook.views import READ

if TYPE_CHECKING:
    from loudi_qa.words import Lang

GOLDEN = Path(__file__).parent / "golden"
LANGS: tuple[Lang, ...] = ("zh", "en")


def hold(name: str, text: str) -> None:
    """What is shown against what is kept; digests change with every file, and other tests hold them."""
    shown, golden = re.sub(r"\b[0-9a-f]{12,}\b", "<digest>", text), GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(shown.encode("utf-8"))
    assert golden.read_bytes().decode("utf-8") == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS)
def test_the_shipped_rules_read_as_they_did(view: View, lang: Lang) -> None:
    hold(f"{lang}-{view}.md", markdown_text(READ[view](shipped_book(), lang)))


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("view", VIEWS)
def test_a_scheme_with_varied_points_reads_as_it_did(view: View, width: int) -> None:
    text = plain.text(READ[view](varied_book(), "zh"), width, "zh")
    hold(f"zh-varied-{view}-{width}.txt", text)


def test_no_golden_file_is_left_over() -> None:
    wanted = {f"{lang}-{view}.md" for lang in LANGS for view in VIEWS}
    wanted |= {f"zh-varied-{view}-{width}.txt" for view in VIEWS for width in (60, 120)}
    assert {p.name for p in GOLDEN.iterdir()} == wanted
