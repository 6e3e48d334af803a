"""What every written output is made of: headings, sentences, tables. Content only; how it looks is the writers'."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar, overload

T = TypeVar("T")
Row = tuple[str, ...]
Align = Literal["left", "right"]
Role = Literal["title", "aside", "plain", "error", "warning", "note"]


class Column(NamedTuple):
    """A column; where the width does not suffice the highest ``rank`` goes first, rank 0 never. ``free`` text may wrap."""

    title: str
    rank: int = 0
    align: Align = "left"
    free: bool = False
    floor: int = 16
    """The least width of a free column, where its text is that long."""


class Table(NamedTuple):
    """Rows of text under titled columns; ``more`` says how many rows were left out on request.

    ``like`` are the rows of all tables that are to have the same columns, so that none of them leaves one out that others keep.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    more: str = ""
    like: tuple[Row, ...] = ()


class RowsOf(Sequence[Row], Generic[T]):
    """Rows made of things each time they are walked: kept, those of a nation's findings would take more than the findings."""

    def __init__(self, things: Sequence[T], make: Callable[[T], Row]) -> None:
        self._things, self._make = things, make

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        return tuple(map(self._make, self._things[at])) if isinstance(at, slice) else self._make(self._things[at])

    def __iter__(self) -> Iterator[Row]:
        return map(self._make, self._things)


class Note(NamedTuple):
    """A sentence of its own; an empty one is a blank line. ``role`` says how it may be set off."""

    text: str
    role: Role = "plain"


Block = Table | Note


class Document(NamedTuple):
    """A heading, the lines under it, and blocks.

    CSV writes the first table alone; ``origin``, by title, is what it then repeats on every row, so that the rows still say
    under which rules and from which data they came.
    """

    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    origin: tuple[tuple[str, str], ...] = ()
    close: bool = False
    """Whether the blocks stand line under line, as a list of findings does, instead of parted by blank lines."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(b for b in self.blocks if isinstance(b, Table))
