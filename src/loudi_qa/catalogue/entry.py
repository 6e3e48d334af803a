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
