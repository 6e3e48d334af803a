"""CSV and Markdown: the same tables for spreadsheets and for text."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from loudi_qa.numbers import from_text
from loudi_qa.report.document import Note
from loudi_qa.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.report.document import Document, Table

_FORMULA = re.compile("[\\s\u00ad\u061c\u200b-\u200d\u2060\ufeff]*[=+\\-@\t\r＝＋－＠]")
"""What a spreadsheet may take for the beginning of a formula; blanks and marks without a width before it do not help."""


class _Line:
    """Where the writer writes a line: it is what ``writerow`` then returns."""

    def write(self, line: str) -> str:
        return line


def csv_lines(document: Document) -> Iterator[str]:
    """The main table; a text that a spreadsheet would take for a formula is quoted, a negative number is not."""
    line = csv.writer(_Line(), lineterminator="\n").writerow
    table = document.tables[0]
    origin = [value for _, value in document.origin]
    yield line(map(_harmless, [*(c.title for c in table.columns), *(title for title, _ in document.origin)]))
    for row in table.rows:
        yield line(map(_harmless, (*row, *origin)))


def csv_text(document: Document) -> str:
    """The same as a whole."""
    return "".join(csv_lines(document))


def _harmless(value: str) -> str:
    value = printable(" ".join(value.splitlines()))  # first: what is left out later may hide the sign behind it until then
    return "'" + value if _FORMULA.match(value) and from_text(value) is None else value


def markdown_text(document: Document) -> str:
    """The whole document in Markdown."""
    parts = [f"# {document.title}", "\n".join(f"- {_escaped(line)}" for line in document.lines)]
    parts += [_escaped(b.text) if isinstance(b, Note) else _markdown_table(b) for b in document.blocks]
    return "\n\n".join(p for p in parts if p) + "\n"


def _markdown_table(table: Table) -> str:
    marks = {"left": ":--", "right": "--:"}
    rows = [
        f"## {_escaped(table.title)}\n",
        "| " + " | ".join(_escaped(c.title) for c in table.columns) + " |",
        "|" + "|".join(marks[c.align] for c in table.columns) + "|",
        *("| " + " | ".join(_escaped(v) for v in row) + " |" for row in table.rows),
    ]
    if table.more:
        rows += ["", table.more]
    return "\n".join(rows)


def _escaped(text: str) -> str:
    for char in "\\|*_<>[]`#":
        text = text.replace(char, "\\" + char)
    return text.replace("\n", " ")
