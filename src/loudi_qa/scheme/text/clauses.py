"""A document's text parted into its clauses, each under the number that the document gives it.

Parts (一、), sections ((一)), items (1.), articles (第三条) and annexes (附件1) begin where their numbers go on from the last
one. What stands before the first number, titles and signatures between, and what a web page leaves behind (lines that are no
sentences) belong to no clause: they are kept apart, so that a title told twice is no second place for an anchor.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.clause_order import number
from loudi_qa.scheme.text.folding import Folded, fold, folded
from loudi_qa.scheme.text.lines import END, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "[一二三四五六七八九十百零〇]+"
_MARKS = (
    re.compile(rf"()({_HAN})、(?![一二三四五六七八九十]+[、产])"),
    re.compile(rf"(第)({_HAN}|\d+)条"),
    re.compile(rf"([(（])({_HAN})[)）]"),
    re.compile(r"()(\d{1,2})[.．、](?!\d)"),
    re.compile(r"([(（])(\d{1,2})[)）]"),
)
_DEPTHS = (0, 0, 1, 2, 3)
"""How deep each kind of number lies: parts and articles, sections, items, items of items."""
_FORMS = ("{}", "第{}条", "({})", "{}", "({})")
_ANNEX = re.compile(rf"附\s*件\s*(\d+|{_HAN})?\s*[:：]?\s*")
_EXCERPT = 20
_LONGEST_ANCHOR = 24
_HEADING = 40
"""A longer line is no title."""
_CHAPTER = re.compile(rf"第({_HAN}|\d+)[章节编]")
_NAMED = re.compile(r"([^,，。;；:：、\s]{2,12})方面[。:：]")
_LONGER_NUMBER = tuple("零一二三四五六七八九十百")


class Clause(NamedTuple):
    """One paragraph of the document under its number."""

    name: str
    """Folded, so that it is the same in either script."""
    line: int
    text: str
    folded: Folded

    def excerpt(self, start: int, end: int) -> str:
        """The original around a run of the folded text: a few characters, to be found again by."""
        first, last = self.folded.span(start, end)
        begin = max(last - _EXCERPT, 0) if last - first < _EXCERPT else first
        return self.text[begin : begin + _EXCERPT].strip()

    def passage(self, start: int) -> str:
        """The original from a place of the folded text on, as long as an anchor may be."""
        first, _ = self.folded.span(start, start + 1)
        return self.text[first : first + _LONGEST_ANCHOR]


class Parted(NamedTuple):
    """A document: its clauses, its headings that say nothing themselves, and the numbers of the lines that belong to none."""

    clauses: tuple[Clause, ...]
    headings: frozenset[str]
    apart: tuple[int, ...]
    whole: str
    """All of the text, folded, with what belongs to no clause."""

    def within(self, clause: str, name: str) -> bool:
        """Whether a clause is the one of a name, or stands under it where the name is that of a mere heading."""
        name = fold(name)
        if clause == name or name not in self.headings:
            return clause == name
        return clause.startswith(name) and not clause[len(name) :].startswith(_LONGER_NUMBER)

    def has(self, name: str) -> bool:
        """Whether the document has a clause or heading of this name."""
        return fold(name) in self.headings or any(c.name == fold(name) for c in self.clauses)


class _Place(NamedTuple):
    """Where in the document's numbers a line stands: an annex, and the numbers from part to item of item."""

    annex: str = ""
    marks: tuple[tuple[int, str] | None, ...] = (None, None, None, None)

    @property
    def name(self) -> str:
        own = "".join(mark[1] for mark in self.marks if mark)
        return f"{self.annex}·{own}" if self.annex and own else self.annex or own

    def at(self, depth: int) -> int:
        mark = self.marks[depth]
        return mark[0] if mark else 0

    def to(self, depth: int, count: int, written: str) -> _Place:
        kept = self.marks[:depth]
        return self._replace(marks=(*kept, (count, written), *([None] * (len(self.marks) - depth - 1))))


def parted(text: str) -> Parted:
    """The clauses of a text, in its order."""
    clauses: list[Clause] = []
    apart: list[int] = []
    headings: set[str] = set()
    place, paragraphs = _Place(), 0
    for line in lines_of(text, _begins):
        moved = _moved(place, line.text)
        begun = moved is not place
        if begun:
            place, paragraphs = moved, 0
        if _is_apart(place, line.text, begun=begun):
            apart += line.numbers
            continue
        if not END.search(line.text):
            headings.add(fold(place.name))
            continue
        paragraphs += 1
        clauses.append(Clause(fold(_named(place, paragraphs, line.text)), line.numbers[0], line.text, folded(line.text)))
    own = {c.name for c in clauses}
    return Parted(tuple(clauses), frozenset(headings - own), tuple(apart), fold(text))


def _begins(text: str) -> bool:
    """Whether a line may begin with a number of the document."""
    return bool(_ANNEX.fullmatch(text) or _CHAPTER.match(text) or any(mark.match(text) for mark in _MARKS))


def _is_apart(place: _Place, text: str, *, begun: bool) -> bool:
    """Whether a line belongs to no clause: nothing has begun yet, or it is neither numbered nor a sentence."""
    return not any(place.marks) or not (begun or END.search(text))


def _moved(place: _Place, text: str) -> _Place:
    """Where a line leads by its number; the same place for a line without one."""
    annex = _ANNEX.match(text)
    if annex and (annex.end() == len(text) or (annex[1] and len(text) < _HEADING and not END.search(text))):
        return _Place(f"附件{number(annex[1]) if annex[1] else ''}")
    for mark, depth, form in zip(_MARKS, _DEPTHS, _FORMS, strict=True):
        match = mark.match(text)
        if match and _goes_on(place, depth, number(match[2]), arabic=match[2].isdecimal()):
            return place.to(depth, number(match[2]), form.format(match[2]))
    return place


def _goes_on(place: _Place, depth: int, count: int, *, arabic: bool) -> bool:
    """Whether a number goes on from the last one of its depth; a slip of one in Chinese numbers is let pass."""
    last = place.at(depth)
    if last == 0:
        return count == 1
    return count == last + 1 or (not arabic and count == last + 2)


def _named(place: _Place, paragraphs: int, text: str) -> str:
    """A clause by its number; a later paragraph of it by its subject where it begins with one, else by its count."""
    subject = _NAMED.match(text) if paragraphs > 1 else None
    if subject:
        return f"{place.name}·{subject[1]}"
    return place.name if paragraphs == 1 else f"{place.name}¶{paragraphs}"


def text_of(data: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 with its mark, or GBK; None where it is none of them."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _encodings(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
        return
    yield "utf-8-sig"
    yield "gb18030"
