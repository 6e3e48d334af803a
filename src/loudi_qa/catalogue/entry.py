"""What an entry of the catalogue of findings is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from loudi_qa.words import Words

Level = Literal["error", "warning", "note"]


class Entry(NamedTuple):
    """What a code means."""

    level: Level
    message: Words
    fix: Words
    may_wait: bool = False
    """Whether the rules may let this error pass as a warning until a year: it doubts a value, it does not leave one unread."""
