"""The lines of a text as paragraphs: as they stand, or joined where every line was broken at one width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_BROKEN_AT = range(15, 61)
"""The widths at which PDF readers and mails break lines; a text with longer ones was not broken."""
END = re.compile(r"[。;；:：!！?？)）”」』》…][\"'”’]?$")
"""How a sentence ends; a title does not."""
_SLACK = 3
"""A broken line may be so much shorter: a mark is not put at the beginning of the next."""
_INDENTS = ("\u3000", "  ", "\t")


class Line(NamedTuple):
    """A paragraph, and the numbers of the lines it stands on, from 1."""

    text: str
    numbers: tuple[int, ...]


def lines_of(text: str, begins: Callable[[str], bool]) -> list[Line]:
    """The paragraphs of a text; ``begins`` says whether a line begins one by its number."""
    kept = [(i, line) for i, line in enumerate(text.splitlines(), start=1) if line.strip()]
    width = _width([line.strip() for _, line in kept])
    found: list[Line] = []
    open_ = False
    for i, line in kept:
        said = line.strip()
        if open_ and not line.startswith(_INDENTS) and not begins(said):
            found[-1] = Line(found[-1].text + said, (*found[-1].numbers, i))
        else:
            found.append(Line(said, (i,)))
        open_ = width is not None and len(said) >= width - _SLACK
    return found


def _width(lines: list[str]) -> int | None:
    """The width at which lines were broken, mostly within a sentence; None where each line is a paragraph."""
    lengths = sorted(map(len, lines))
    if not lengths or lengths[-1] not in _BROKEN_AT:
        return None
    full = [line for line in lines if len(line) >= lengths[-1] - _SLACK]
    inside = sum(not END.search(line) for line in full)
    return lengths[-1] if 2 * inside > len(full) and 3 * len(full) >= len(lines) else None
