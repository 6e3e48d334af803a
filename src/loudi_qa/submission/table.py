"""A sheet as a table: its header found by the titles, wherever it stands, its columns by their text."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.findings import Finding
from loudi_qa.submission.normalise import LONGEST_READ, clean, prose_of, text_of
from loudi_qa.words import Words
from loudi_qa.workbook.layout import EVIDENCE, KNOWN_SHEETS, NAME, REMARK, UNIT_OF_MEASURE, VERIFIED, address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loudi_qa.workbook.facts import Cells
    from loudi_qa.workbook.layout import SheetLayout
    from loudi_qa.workbook.read import Sheet, Workbook

MOST_NAMES = 10
"""Units named in a message; a nation has more than a line."""

LEAST_LIKENESS = Fraction(1, 2)
"""How like a name must be to be asked for; of the characters in both, the share that stand in the same order."""

_HEADER_WITHIN = 40  # rows; instructions above a table are shorter
_FOREIGN = Words(
    "，别的工作表也没有，看来不是填报表、核验表或年度工作簿",
    ", and so are all the others: this looks like another kind of workbook",
)

UNDECIDING = (NAME, UNIT_OF_MEASURE, EVIDENCE, REMARK)
"""Columns that no value hangs on: two of one title do no harm."""


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


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The nearest of the known names; None where none is near."""
    return _nearest(name, tuple(known))


@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    """What ``difflib.get_close_matches`` finds, which holds the name against every known one: a nation has thousands.

    No match is better than the characters in common make it, so those with most of them come first, and no further one is
    looked at than can still win: 0.08 of the time among 2,844 units.
    """
    from difflib import SequenceMatcher

    common, matcher = Counter[str](), SequenceMatcher(b=name)
    for place in _places(name):
        common.update(_by_character(known).get(place, ()))
    best: tuple[Fraction | float, str] = LEAST_LIKENESS, ""
    by_bound = sorted(((2 * n / (len(name) + len(k)), k) for k, n in common.items()), reverse=True)
    for bound, candidate in by_bound:
        if bound < best[0]:
            break
        matcher.set_seq1(candidate)
        best = max(best, (matcher.ratio(), candidate))
    return best[1] or None


def _places(text: str) -> list[tuple[str, int]]:
    """The characters of a text, each with how often it stood before: the places that two texts have in common."""
    return [(c, text.count(c, 0, i)) for i, c in enumerate(text)]


@lru_cache(maxsize=16)
def _by_character(known: tuple[str, ...]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for text in dict.fromkeys(known):
        for place in _places(text):
            found.setdefault(place, []).append(text)
    return found


def near(name: str, known: Iterable[str]) -> Words:
    """``did you mean``, or nothing."""
    match = nearest(name, known)
    return Words(f"，是不是“{match}”？", f"; did you mean {match}?") if match else Words("", "")


def near_unit(name: str, known: Iterable[str]) -> Words:
    """``did you mean`` for a unit; of an empty cell, why it may be empty."""
    if not name:
        return Words(
            "（单位为空；若是合并单元格，请取消合并并逐行填写）", " (it is empty; unmerge merged cells and fill in every row)"
        )
    return near(name, known)


def near_code(code: str, known: Iterable[str]) -> Words:
    """``did you mean`` for a code: a letter O for a zero and an l or I for a one before anything else."""
    return _near_code(code, tuple(known))


@lru_cache(maxsize=1024)
def _near_code(code: str, codes: tuple[str, ...]) -> Words:
    folded = code.upper().translate(str.maketrans("OIL", "011"))
    return near(next((c for c in codes if c.upper().translate(str.maketrans("OIL", "011")) == folded), code), codes)


def unknown_code(read: str, known: Iterable[str]) -> dict[str, object]:
    """What the sentence on a code that is none needs."""
    read = read[:LONGEST_READ]
    if not read:
        return {"what": Words("这一行填了数，却没有编号", "the row holds values but no code"), "near": Words("", "")}
    return {
        "what": Words(f"不认识的编号“{read}”", f"unknown code {read}"),
        "near": near_code(read, known),
    }


def by_folded(codes: Iterable[str]) -> dict[str, str]:
    """Codes by themselves without regard to large and small letters."""
    return {code.casefold(): code for code in codes}


def find_sheet(book: Workbook, name: str) -> Sheet | None:
    """The sheet of that name, spaces and full-width letters aside; one that is called exactly so before all others."""
    return book.sheets.get(name) or next((s for n, s in book.sheets.items() if clean(n) == name), None)


def columns(book: Workbook, layouts: Iterable[SheetLayout]) -> dict[str, dict[str, int]]:
    """By the name of each sheet that is there, the place of its columns, from 0, by their titles."""
    found = {layout.name: find_table(book, layout)[0] for layout in layouts}
    return {name: table.columns for name, table in found.items() if table}


def missing_sheet(book: Workbook, name: str) -> Finding:
    """That a sheet is not there; a sheet that has its own place is never taken for it."""
    spare = [n for n in book.sheets if n not in KNOWN_SHEETS]
    hint = _FOREIGN if is_foreign(book) and nearest(name, spare) is None else near(name, spare)
    return Finding("E201", book.name, sheet=name, fields={"near": hint})


def is_foreign(book: Workbook) -> bool:
    """Whether a workbook has none of the sheets: some other table, or one of our results, was taken for a form or a year."""
    return not any(find_sheet(book, name) for name in KNOWN_SHEETS)


def find_table(book: Workbook, layout: SheetLayout, *, whole: bool = False) -> tuple[Table | None, list[Finding]]:
    """The table of a layout, or the findings that say what is missing; of a ``whole`` one every title is looked for."""
    sheet = find_sheet(book, layout.name)
    if sheet is None:
        return None, [missing_sheet(book, layout.name)]
    alike = [n for n in book.sheets if clean(n) == layout.name]
    if len(alike) > 1:
        return None, [_twice(book, layout, Words(f"工作表“{layout.name}”", f"the sheet {layout.name}"), alike)]
    header, titles = _header(sheet, layout)
    columns = {t: i for i, t in reversed(list(enumerate(titles))) if t in _known(layout)}
    missing = [t for t in layout.needed if t not in columns]
    if missing:
        spare = [t for t in titles if t not in layout.columns]
        return None, [_lacking("E202", book, layout, t, near(t, spare)) for t in missing]
    for title in columns.keys() - set(UNDECIDING):
        places = [address(header, i) for i, t in enumerate(titles) if t == title]
        if len(places) > 1:
            return None, [_twice(book, layout, Words(f"列“{title}”", f"the column {title}"), places)]
    spare = [t for t in titles if t not in layout.columns]
    lost = [(t, near(t, spare)) for t in layout.columns if t not in columns]
    found = [_lacking("E210", book, layout, t, n if n.zh else _PERIOD) for t, n in lost if n.zh or (whole and t != VERIFIED)]
    return Table(sheet, header, columns), found


_PERIOD = Words("，", ";")


def _known(layout: SheetLayout) -> set[str]:
    return {*layout.columns, *layout.further}


def _header(sheet: Sheet, layout: SheetLayout) -> tuple[int, list[str]]:
    """The row with the most titles, and its texts; spaces set between characters for looks are nothing."""
    best, header, titles = 0, 0, list[str]()
    all_known = _known(layout)
    for number, cells in sheet.rows():
        if number > _HEADER_WITHIN:
            break
        known = len(all_known.intersection(text_of(c).replace(" ", "") for c in cells if isinstance(c, str)))
        if known > best:
            best, header, titles = known, number, [text_of(c).replace(" ", "") for c in cells]
    return header, titles


def _lacking(code: str, book: Workbook, layout: SheetLayout, title: str, hint: Words) -> Finding:
    return Finding(code, book.name, sheet=layout.name, fields={"near": hint}, column=title)


def _twice(book: Workbook, layout: SheetLayout, what: Words, where: Sequence[str]) -> Finding:
    """Two of one name: no one can say which is meant, and the left one is not better than the right one."""
    return Finding("E223", book.name, sheet=layout.name, fields={"what": what, "where": "、".join(where)})
