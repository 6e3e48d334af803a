"""Past the parser: what every program writes alike is taken by an expression, and only the rest is parsed.

Calling Python several times an element is what parsing costs. This is no second reading of a part beside the parser's: something
is taken only where the parser stands between two such elements, and only if every byte of it is of a grammar that leaves no room
for another meaning. What differs by a byte goes through expat, and behind it the shortcut is tried again.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, TypeVar
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.workbook.package import Feed

K = TypeVar("K")
V = TypeVar("V")
_LONGEST = 1 << 16
_NO_PLAIN_TEXT = re.compile("[\x00-\x1f\ufffe\uffff]")
"""What is no XML, or may be read as another character."""


class Shortcut(ABC):
    """Takes the elements of a part that it knows and gives every other byte to the parser behind ``feed``.

    ``between`` tells whether the parser is where such elements stand, and in none of them.
    """

    def __init__(self, feed: Feed, between: Callable[[], bool], opening: bytes, end: bytes) -> None:
        self.feed, self.between, self.end = feed, between, end
        self.stop = re.compile(end + b"|" + opening)
        """Behind these the parser may stand between two elements; whether it does is for the parser to say."""
        self.rest = b""

    @abstractmethod
    def take(self, data: bytes, at: int) -> int:
        """Take elements from a place on, up to the first that is another; the place behind the last one."""

    def __call__(self, chunk: bytes) -> None:
        """Go through the next bytes of the part; an empty chunk is its end."""
        data, at = self.rest + chunk, 0
        self.rest = b""
        while at < len(data):
            if self.between() and self.feed.idle:
                at = self.take(data, at)
                if chunk and len(data) - at < _LONGEST and data.find(self.end, at) < 0:
                    self.rest = data[at:]  # the next chunk completes it
                    return
            stop = self.stop.search(data, at)
            past = stop.end() if stop else len(data)
            self.feed(data[at:past])
            at = past


class Once(dict[K, V]):
    """What was made of something, kept: a sheet repeats its rows' skeletons, its texts, and most of its numbers."""

    MOST = 1 << 16

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, of: K) -> V:
        if len(self) >= self.MOST:
            self.clear()
        made = self[of] = self._make(of)
        return made


def plain_text(raw: bytes) -> str:
    """The text between two tags, its entities resolved by a parser; LookupError where only the parser of the part may judge."""
    pieces: list[str] = []
    try:
        if b"&" not in raw:
            pieces.append(raw.decode())
        else:
            parser = expat.ParserCreate()
            parser.CharacterDataHandler = pieces.append
            parser.Parse(b"<t>" + raw + b"</t>", True)
    except (UnicodeDecodeError, expat.ExpatError) as error:
        raise LookupError(raw) from error
    text = "".join(pieces)
    if _NO_PLAIN_TEXT.search(text):
        raise LookupError(raw)
    return text
