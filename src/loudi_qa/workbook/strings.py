"""The shared texts of a workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.words import Words
from loudi_qa.workbook import guard
from loudi_qa.workbook.package import MAIN
from loudi_qa.workbook.shortcut import Shortcut, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.workbook.package import Feed, Package

_PLAIN = re.compile(rb'[ \t\r\n]*<si><t(?: xml:space="preserve")?>([^<>]*)</t></si>')
_OPENING = b"<sst[^<>]*>"


def shared_strings(package: Package, part: str | None, most: int) -> list[str]:
    """The texts that cells point to, by their number, at ``most`` so many; without the phonetics of East Asian texts."""
    texts = _Texts(package, most)
    if part is not None:
        package.parse(part, texts.start, texts.end, texts.text.append, counted=True, through=texts.through)
    return texts.strings


class _Texts:
    """The texts read so far, and where in them the parser is."""

    def __init__(self, package: Package, most: int) -> None:
        self.package, self.most = package, most
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.text: list[str] = []
        self.depth = self.aids = 0

    def start(self, element: str, _: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > guard.DEEPEST:
            raise self.package.too_deep()
        if element == MAIN + "si":
            self.pieces.clear()
        elif element == MAIN + "rPh":
            self.aids += 1
        elif element == MAIN + "t":
            self.text.clear()

    def end(self, element: str) -> None:
        self.depth -= 1
        if element == MAIN + "t" and not self.aids:
            self.pieces.extend(self.text)
        elif element == MAIN + "rPh":
            self.aids -= 1
        elif element == MAIN + "si":
            self.take("".join(self.pieces))

    def take(self, text: str) -> None:
        self.strings.append(guard.bounded_text(guard.unescaped(text), self.package.name))
        guard.refuse_more(len(self.strings), self.most, Words("文字的条数", "the number of texts"), self.package.name)

    def through(self, feed: Feed) -> PlainTexts:
        return PlainTexts(feed, between=lambda: self.depth == 1, took=self.take)


class PlainTexts(Shortcut):
    """Takes shared texts without formats of their own, which take 0.3 of the time so."""

    def __init__(self, feed: Feed, between: Callable[[], bool], took: Callable[[str], None]) -> None:
        super().__init__(feed, between, _OPENING, b"</si>")
        self.took = took

    def take(self, data: bytes, at: int) -> int:
        """Take texts from a place on, up to the first that is not plain."""
        while found := _PLAIN.match(data, at):
            try:
                text = plain_text(found[1])
            except LookupError:
                break
            self.took(text)
            at = found.end()
        return at
