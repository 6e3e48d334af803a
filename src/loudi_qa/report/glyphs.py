"""Glyphs that not every console has, or draws as wide as the next one: what stands in their place.

A console of the GBK family, as Windows in China has it, lacks some glyphs, and draws those that Unicode calls ambiguous
(East Asian Width A: quotation marks, dashes, ×, ≥, Ⅲ) one cell wide with one font and two with another. No sentence minds. A
column does: in tables they give way to plain ones, and whatever is folded counts them as two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, combining, east_asian_width, normalize

from loudi_qa.report.document import Document, Note, RowsOf, Table

if TYPE_CHECKING:
    from loudi_qa.report.document import Block, Row

_STAND_INS = {
    **dict.fromkeys("—–―‐‑−", "-"), **dict.fromkeys("“”„", '"'), **dict.fromkeys("‘’′", "'"), **dict.fromkeys("·•‧・", "．"),
    "…": "...", "×": "x", "÷": "/", "±": "+/-", "≈": "~", "≠": "!=", "≤": "<=", "≥": ">=", "→": "->", "←": "<-", "¶": "段",
    "¹": "^1", "²": "^2", "³": "^3", "\xa0": " ", "¥": "￥", "€": "EUR", "⁄": "/", "✓": "是", "✗": "否", "ﾞ": "゛", "ﾟ": "゜",
    **{chr(0x2160 + i): normalize("NFKC", chr(0x2160 + i)) for i in range(0x20)},  # Roman numbers
    **{chr(0x2460 + i): f"({i + 1})" for i in range(20)},  # numbers in circles
}  # fmt: skip


def legible(text: str, charset: str) -> str:
    """The text with a stand-in for each glyph that the character set lacks."""
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return "".join(c if _is_in(c, charset) else _instead(c, charset) for c in text)
    return text


def steady(text: str) -> str:
    """The text with a stand-in for each glyph of ambiguous width that has one; letters of other scripts stay."""
    return text if text.isascii() else "".join(_STAND_INS.get(c, c) if east_asian_width(c) == "A" else c for c in text)


def adapted(document: Document, charset: str) -> Document:
    """The document as a console of this character set can show it: every glyph legible, and those in tables steady."""
    lines = tuple(legible(line, charset) for line in document.lines)
    blocks = tuple(_block(block, charset) for block in document.blocks)
    return document._replace(title=legible(document.title, charset), lines=lines, blocks=blocks)


def _block(block: Block, charset: str) -> Block:
    if isinstance(block, Note):
        return block._replace(text=legible(block.text, charset))

    def row(values: Row) -> Row:
        return tuple(v if v.isascii() else legible(steady(v), charset) for v in values)

    rows = tuple(map(row, block.rows)) if isinstance(block.rows, tuple) else RowsOf(block.rows, row)
    columns = (c._replace(title=legible(steady(c.title), charset)) for c in block.columns)
    title, more = legible(block.title, charset), legible(block.more, charset)
    return Table(title, tuple(columns), rows, more, tuple(map(row, block.like)))


def _is_in(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _instead(char: str, charset: str) -> str:
    """A plain glyph, a letter without its accent, or the number of the character; nothing for what is not seen anyway."""
    if (known := _STAND_INS.get(char)) and _is_in(known, charset):
        return known
    if category(char) in {"Mn", "Me", "Cf"}:
        return ""
    base = "".join(_STAND_INS.get(c, c) for c in normalize("NFKD", char) if not combining(c))
    if base and _is_in(base, charset):
        return base
    return "?" if category(char) == "Cs" else f"[U+{ord(char):04X}]"
