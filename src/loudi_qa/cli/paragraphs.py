"""Paragraphs and lists of a page of help, fitted into a width by the cells a terminal needs at most."""

from collections.abc import Iterable, Sequence

from loudi_qa.report.fit import cells, most_cells, wrap

INDENT, GAP = 2, 2
_WIDEST_NAME = 30
"""A longer name has a line of its own; what is said of it begins below."""
_NARROW = 60
"""Below this many columns every name has a line of its own: beside it would be no room for a sentence."""
_UNDER = 6


def paragraph(text: str, width: int, indent: int = 0) -> list[str]:
    """The text in lines of at most this width, all of them indented."""
    return [" " * indent + line for line in wrap(text, width - indent, most_cells)]


def listed(rows: Sequence[tuple[str, str]], width: int, *, names: Iterable[str] = (), widest: int = _WIDEST_NAME) -> list[str]:
    """Names with what is said of each beside or below it; the names given besides share the column."""
    known = [cells(name) for name in (*names, *(name for name, _ in rows))]
    most, widest = widest, max([size for size in known if size <= widest], default=0)
    column = INDENT + widest + GAP
    lines: list[str] = []
    for name, said in rows:
        if width < _NARROW or cells(name) > most:
            lines += paragraph(name, width, INDENT)
            lines += paragraph(said, width, _UNDER if width < _NARROW else column)
        else:
            first, *others = wrap(said, width - column, most_cells)
            lines.append(" " * INDENT + name + " " * (widest - cells(name) + GAP) + first)
            lines += [" " * column + line for line in others]
    return [line.rstrip() for line in lines]
