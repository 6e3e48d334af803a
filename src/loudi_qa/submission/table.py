"""A sheet as a table: its header found by the titles, wherever it stands, its columns by their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.findings import Finding
from loudi_qa.submission.normalise import clean, prose_of, text_of
from loudi_qa.words import Words
from loudi_qa.workbook.layout import KNOWN_SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loudi_qa.workbook.layout import SheetLayout
    from loudi_qa.workbook.read import Sheet, Workbook
    from loudi_qa.workbook.scan import Cells

MOST_NAMES = 10
"""Units named in a message; a nation has more than a line."""

_HEADER_WITHIN = 40  # rows; instructions above a table are shorter


class Table(NamedTuple):
    """A sheet whose header is known; ``columns`` gives the place (from 0) of each title that is there."""

    sheet: Sheet
    header: int
    columns: dict[str, int]

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows under the header, each as long as the widest column needs."""
        width = max(self.columns.values()) + 1
        for number, cells in self.sheet.rows():
            if number > self.header:
                yield number, cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))]

    def text(self, cells: Cells, title: str) -> str:
        """The clean text under a title; empty where the table has no such column."""
        column = self.columns.get(title)
        return "" if column is None else text_of(cells[column])

    def prose(self, cells: Cells, title: str) -> str:
        """The sentence under a title, its punctuation kept."""
        column = self.columns.get(title)
        return "" if column is None else prose_of(cells[column])


def near(name: str, known: Iterable[str]) -> Words:
    """``did you mean``, or nothing."""
    from difflib import get_close_matches

    match = get_close_matches(name, [k for k in known if k], n=1, cutoff=0.5)
    return Words(f"，是不是“{match[0]}”？", f"; did you mean {match[0]}?") if match else Words("", "")


def near_unit(name: str, known: Iterable[str]) -> Words:
    """``did you mean`` for a unit; of an empty cell, why it may be empty."""
    if not name:
        return Words(
            "（单位为空；若是合并单元格，请取消合并并逐行填写）", " (it is empty; unmerge merged cells and fill in every row)"
        )
    return near(name, known)


def near_code(code: str, known: Iterable[str]) -> Words:
    """``did you mean`` for a code: a letter O for a zero and an l or I for a one before anything else."""
    codes = list(known)
    folded = code.upper().translate(str.maketrans("OIL", "011"))
    return near(next((c for c in codes if c.upper().translate(str.maketrans("OIL", "011")) == folded), code), codes)


def find_sheet(book: Workbook, name: str) -> Sheet | None:
    """The sheet of that name, spaces and full-width letters aside."""
    return next((s for n, s in book.sheets.items() if clean(n) == name), None)


def missing_sheet(book: Workbook, name: str) -> Finding:
    """That a sheet is not there; a sheet that has its own place is never taken for it."""
    spare = [n for n in book.sheets if n not in KNOWN_SHEETS]
    return Finding("E201", book.name, sheet=name, fields={"near": near(name, spare)})


def find_table(book: Workbook, layout: SheetLayout) -> tuple[Table | None, list[Finding]]:
    """The table of a layout, or the findings that say what is missing."""
    sheet = find_sheet(book, layout.name)
    if sheet is None:
        return None, [missing_sheet(book, layout.name)]
    header, columns, titles = 0, dict[str, int](), list[str]()
    for number, cells in sheet.rows():
        if number > _HEADER_WITHIN:
            break
        texts = [text_of(c) for c in cells]
        found = {t: i for i, t in reversed(list(enumerate(texts))) if t in layout.columns}
        if len(found) > len(columns):
            header, columns, titles = number, found, texts
    missing = [t for t in layout.needed if t not in columns]
    if missing:
        spare = [t for t in titles if t not in layout.columns]
        return None, [
            Finding("E202", book.name, sheet=layout.name, fields={"column": t, "near": near(t, spare)}) for t in missing
        ]
    spare = [t for t in titles if t not in layout.columns]
    lost = [(t, near(t, spare)) for t in layout.columns if t not in columns]
    return Table(sheet, header, columns), [
        Finding("E210", book.name, sheet=layout.name, fields={"column": t, "near": n}) for t, n in lost if n.zh
    ]
