"""On a console of the GBK family every glyph has its place: none a question mark, none that moves a column."""

from __future__ import annotations

import ast
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.test_fit import tables

from loudi_qa.report import plain
from loudi_qa.report.document import Document, Note, Table
from loudi_qa.report.fit import most_cells
from loudi_qa.report.glyphs import adapted, legible, steady

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "src" / "loudi_qa" / "report"
PRINTED = {*REPORT.glob("*.py"), *REPORT.glob("rulebook/*.py")} - {REPORT / "glyphs.py"}
"""Modules whose every text may come to a screen; of the others that holds for what is said in two languages."""


@cache
def glyphs() -> dict[str, str]:
    """Every glyph that may be printed, with one place where it stands: a sentence, the shipped rules, a cell of the samples."""
    found: dict[str, str] = {}
    for path in (ROOT / "src").rglob("*.py"):
        found |= dict.fromkeys(set("".join(_texts(path))), path.name)
    for path in ROOT.glob("*.yaml"):
        found |= dict.fromkeys(set(path.read_text(encoding="utf-8")), path.name)
    for path in (ROOT / "samples").rglob("*.xlsx"):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.startswith(("xl/worksheets/", "xl/sharedStrings")):
                    found |= dict.fromkeys(set(book.read(name).decode()), path.name)
    return {glyph: place for glyph, place in found.items() if glyph.isprintable() and not glyph.isascii()}


def _texts(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    notes = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}  # docstrings
    printed = [tree] if path in PRINTED else [n for n in ast.walk(tree) if _is_words(n)]
    for node in (n for root in printed for n in ast.walk(root) if isinstance(n, ast.Constant) and id(n) not in notes):
        yield node.value if isinstance(node.value, str) else ""


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Words", "Entry", "Page"}


def test_the_search_for_glyphs_finds_them() -> None:
    assert {"“", "×", "≥", "…", "¶", "Ⅲ", "县", "（"} <= set(glyphs())


def test_a_console_of_gbk_shows_everything_that_we_say() -> None:
    shown = {glyph: legible(glyph, "gbk") for glyph in glyphs()}
    assert {g: glyphs()[g] for g, stand_in in shown.items() if stand_in in {"", "?"} or "U+" in stand_in} == {}


def test_in_a_table_none_of_our_glyphs_may_be_drawn_wider_than_measured() -> None:
    shown = {glyph: legible(steady(glyph), "gbk") for glyph in glyphs()}
    moving = {g for g, stand_in in shown.items() if any(east_asian_width(c) == "A" for c in stand_in)}
    assert {g: glyphs()[g] for g in moving} == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("附件1·一(三)7¶3", "附件1·一(三)7段3"),
        ("−5\xa0℃", "-5 ℃"),
        ("ñandú", "nandú"),
        ("½", "1/2"),
        ("ｶﾞ半角", "カ゛半角"),
        ("零宽\u200b字", "零宽字"),
        ("😀", "[U+1F600]"),
        ("𬭳", "[U+2CB73]"),
        ("\udcd7", "?"),
    ],
)
def test_what_gbk_lacks_is_told_by_something_that_can_be_read(text: str, shown: str) -> None:
    assert legible(text, "gbk") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 ÷ 3 × 2.5 ≈ 0.8333…", "1 / 3 x 2.5 ~ 0.8333..."),
        ("Ⅲ类—“优”", 'III类-"优"'),
        ("① ≥ 95 → A", "(1) >= 95 -> A"),
        ("Ω 和 Ж 是字母", "Ω 和 Ж 是字母"),
    ],
)
def test_in_a_table_plain_glyphs_stand_for_those_of_ambiguous_width(text: str, shown: str) -> None:
    assert steady(text) == shown


ANYTHING = st.text(st.characters(exclude_categories=["Cc"]), max_size=60)


@given(ANYTHING, st.sampled_from(["gbk", "gb2312", "gb18030"]))
def test_whatever_is_typed_can_be_sent_to_a_console(text: str, charset: str) -> None:
    legible(text, charset).encode(charset)
    legible(steady(text), charset).encode(charset)


@given(tables(), ANYTHING, st.integers(20, 200))
@settings(max_examples=50)
def test_no_line_runs_over_where_glyphs_of_ambiguous_width_take_two_cells(table: Table, said: str, width: int) -> None:
    document = adapted(Document(f"“{said}”", ("……",), (table, Note(said))), "gbk")
    for line in plain.text(document, width, "zh", most_cells).splitlines():
        assert most_cells(line) <= width


@given(tables())
@settings(max_examples=50)
def test_a_table_keeps_its_shape(table: Table) -> None:
    (shown,) = adapted(Document("", (), (table,)), "gbk").tables
    assert [(c.rank, c.align, c.free, c.floor) for c in shown.columns] == [
        (c.rank, c.align, c.free, c.floor) for c in table.columns
    ]
    assert len(shown.rows) == len(table.rows)
    assert [len(row) for row in shown.rows] == [len(row) for row in table.rows]
