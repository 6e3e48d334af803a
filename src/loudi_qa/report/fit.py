"""Fit a table into a width without cutting a number or losing a glyph.

Columns that hold codes and numbers keep their whole width; titles wrap; free text wraps. Where that does not suffice
columns are left out by rank and named; where even the columns of rank 0 do not fit, the rows are told as records.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from loudi_qa.report.document import Column, Table

Measure = Callable[[str], int]
"""How many terminal cells a text takes: :func:`cells`, or :func:`most_cells` on a console that may draw some glyphs wide."""

WIDE_GAP, NARROW_GAP = 2, 1
_FREE_CEILING = 60
_ON_ANOTHER = {"Mn", "Me", "Cf"}
"""Accents and marks that join or part glyphs: they stand on the one before them, or are not seen."""
_SOFT_HYPHEN = "\xad"
"""Of that category, and yet terminals give it a cell."""
_LONGEST_WORD = 20


class Fitted(NamedTuple):
    """The columns that fit, by their place, with their widths and the gap between; and the titles of those left out."""

    places: tuple[int, ...]
    widths: tuple[int, ...]
    gap: int
    dropped: tuple[str, ...]


@lru_cache(maxsize=16384)
def cells(text: str) -> int:
    """The terminal cells a text takes: two for a Chinese character, none for a mark on the one before it.

    >>> cells("质量 97.5"), cells("e\u0301"), cells("“×”")
    (9, 1, 3)
    """
    return len(text) if text.isascii() else sum(map(_cell, text))


@lru_cache(maxsize=16384)
def most_cells(text: str) -> int:
    """The cells a text takes at most, on a console that may draw glyphs of ambiguous width two cells wide.

    >>> most_cells("“×”"), most_cells("e\u0301")
    (6, 1)
    """
    return len(text) if text.isascii() else sum(map(_most, text))


@lru_cache(maxsize=4096)
def _cell(char: str) -> int:
    if category(char) in _ON_ANOTHER and char != _SOFT_HYPHEN:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


@lru_cache(maxsize=4096)
def _most(char: str) -> int:
    return _cell(char) * (2 if east_asian_width(char) == "A" else 1)


def fit(table: Table, width: int, measure: Measure = cells) -> Fitted | None:
    """The widest choice of columns that fits; None where only records will do. A narrow gap comes before a lost column."""
    needs = [_need(table, i, measure) for i in range(len(table.columns))]
    gap = WIDE_GAP if sum(needs) + WIDE_GAP * (len(needs) - 1) <= width else NARROW_GAP
    places = list(range(len(needs)))
    dropped: list[str] = []
    while (spare := width - sum(needs[i] for i in places) - gap * (len(places) - 1)) < 0:
        place = max(places, key=lambda i: (table.columns[i].rank, i))
        if table.columns[place].rank == 0:
            return None
        places.remove(place)
        dropped.insert(0, table.columns[place].title)
    widths = []
    for i in places:
        wish = max(needs[i], min(_longest(table, i, measure), _FREE_CEILING)) if table.columns[i].free else needs[i]
        widths.append(needs[i] + min(spare, wish - needs[i]))
        spare -= widths[-1] - needs[i]
    return Fitted(tuple(places), tuple(widths), gap, tuple(dropped))


def _longest(table: Table, place: int, measure: Measure) -> int:
    return max([measure(r[place]) for r in table.like or table.rows] or [0])


def _need(table: Table, place: int, measure: Measure) -> int:
    column = table.columns[place]
    longest = _longest(table, place, measure)
    title = _title_floor(column, measure)
    if not column.free:
        return max(longest, title)
    word = max([len(w) for r in table.like or table.rows for w in r[place].split() if w.isascii()] or [0])
    return max(min(longest, column.floor), min(word, _LONGEST_WORD), title)


def _title_floor(column: Column, measure: Measure) -> int:
    """The narrowest a title may become: a word of letters whole, Chinese two characters a line."""
    words = column.title.split()
    return max(min(measure(w), 4) if not w.isascii() else min(len(w), _LONGEST_WORD) for w in words)


def wrap(text: str, width: int, measure: Measure = cells) -> list[str]:
    """The text in lines of at most ``width`` cells: broken at spaces, and between any two Chinese characters."""
    lines: list[str] = []
    line, used = "", 0
    width = max(width, 1)  # an indent may have left nothing
    for piece in _pieces(text):
        size = measure(piece)
        if used + size > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
            if piece == " ":
                continue
        while size > width:
            head = _head(piece, width, measure)
            lines.append(head)
            piece = piece[len(head) :]  # noqa: PLW2901 -- a word longer than the line is broken where it must be
            size = measure(piece)
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.rstrip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Words, spaces and single Chinese characters; closing marks stay with what they close, accents with their letter."""
    pieces: list[str] = []
    for char in text:
        size = cells(char)
        opened = bool(pieces) and pieces[-1][-1] in "（“‘〔《「〈([{"
        closes = char in "，。；：、？！．）】”’》%,.;:)" and pieces[-1:] != [" "]  # the stop of .csv closes nothing
        in_word = size == 1 and char != " " and pieces and pieces[-1] != " " and cells(pieces[-1][-1]) < 2
        if pieces and (size == 0 or closes or opened or in_word):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _head(text: str, width: int, measure: Measure) -> str:
    used = 0
    for i, char in enumerate(text):
        used += measure(char)
        if used > width:
            return text[: max(i, 1)]
    return text
