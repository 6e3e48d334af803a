"""The kinds of remarks: scripts rely on their words, and docs/rules-check.md lists every one of them."""

from __future__ import annotations

import re
from pathlib import Path

from loudi_qa.scheme.lint.remark import KINDS

ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| `([a-z-]+)` \| (error|warning|note) \| (.+) \|$", re.MULTILINE)


def test_the_page_lists_every_kind_with_its_level_and_meaning() -> None:
    rows = ROW.findall((ROOT / "docs" / "rules-check.md").read_text(encoding="utf-8"))
    assert rows == [(kind, level, words.en) for kind, (level, words) in KINDS.items()]


def test_every_kind_that_the_code_makes_is_known() -> None:
    made = {
        kind
        for path in (ROOT / "src" / "loudi_qa" / "scheme" / "lint").glob("*.py")
        for call in re.findall(r"(?:Said|Remark)\(\s*(.{0,120})", path.read_text(encoding="utf-8"), re.DOTALL)
        for kind in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', call.split("\n")[0] if call.startswith('"') else call)
    }
    assert made <= set(KINDS)
    assert set(KINDS) - made == set(), "a kind that nothing makes any more"


def test_a_kind_is_a_short_word_that_can_be_typed() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", kind) and len(kind) <= 30 for kind in KINDS)
    assert all(re.search(r"[一-鿿]", words.zh) and words.en.isascii() for _, words in KINDS.values())
