"""A workbook's zip: its parts, each streamed through expat with the guards that hold for every part."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

from loudi_qa.findings import Unreadable
from loudi_qa.words import Words
from loudi_qa.workbook import guard

if TYPE_CHECKING:
    from collections.abc import Callable

    Start = Callable[[str, dict[str, str]], None]
    End = Callable[[str], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CHUNK = 1 << 16
_HEAD = 256
_FREQUENT = ("c", "v", "is", "t", "row", "f")
_BROKEN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, LookupError)


class Feed:
    """Gives bytes to a parser and knows how many of them it has not taken in yet."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._given = 0
        self._plain = True
        parser.XmlDeclHandler = self._declared
        parser.StartCdataSectionHandler = self._foreign

    def __call__(self, data: bytes) -> None:
        """Parse some more."""
        self._parser.Parse(data, False)
        self._given += len(data)

    @property
    def waiting(self) -> int:
        """The bytes of a tag, a comment or a text that has begun and not ended."""
        return int(self._given - self._parser.CurrentByteIndex)

    @property
    def idle(self) -> bool:
        """Whether what comes next begins something new, in UTF-8; never again after CDATA, which no program writes."""
        return self._plain and not self.waiting

    def close(self) -> None:
        """Let go of the parser, which holds this in turn: no garbage is collected in a short run, and a folder has many files."""
        self._parser.XmlDeclHandler = self._parser.StartCdataSectionHandler = None

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.upper() != "UTF-8":
            self._foreign()

    def _foreign(self) -> None:
        self._plain = False


class Package(NamedTuple):
    """A workbook's zip, and the name of the file for what must be said of it."""

    file: zipfile.ZipFile
    name: str
    largest: int = guard.LARGEST_PART
    """The bytes that a part may unpack to."""

    def parse(
        self, part: str, start: Start | None = None, end: End | None = None, text: Callable[[str], None] | None = None,
        *, counted: bool = False, through: Callable[[Feed], Callable[[bytes], None]] = lambda feed: feed,
    ) -> None:  # fmt: skip
        """Stream one part through expat; a DTD ends it, and whatever is wrong with it becomes :class:`Unreadable`.

        ``through`` may stand before the parser: it gets the parser's :class:`Feed` and makes what takes the chunks, the last of
        them empty.
        """
        if part not in self.file.NameToInfo:
            raise guard.damaged(self.name, Words(f"里面缺少 {part[:80]}", f"{part[:80]} is missing"))
        guard.refuse_more(self.file.getinfo(part).file_size, self.largest, Words("部件的字节数", "the size of a part"), self.name)
        parser: Any = expat.ParserCreate(None, "}", {MAIN + n: MAIN + n for n in _FREQUENT})
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        start, end = (start, end) if counted else self._counting(start, end)
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        feed = Feed(parser)
        take = through(feed)
        try:
            with self.file.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    take(chunk)
                    if feed.waiting > guard.LONGEST_TOKEN:
                        raise guard.hostile(self.name, Words("过长的标记", "a tag without an end"))
                take(b"")
                parser.Parse(b"", True)
        except _BROKEN as error:
            raise self._broken(part, error) from error
        finally:
            feed.close()

    def refuse_hidden_dtd(self, part: str) -> None:
        """A part that is not called XML but begins like it may hold anything but a DTD."""
        try:
            with self.file.open(part) as stream:
                like_xml = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").startswith(b"<")
            if like_xml:
                self.parse(part)
        except _BROKEN as error:
            raise self._broken(part, error) from error
        except Unreadable as error:
            if error.finding.code != "E105":
                raise

    def _broken(self, part: str, error: Exception) -> Unreadable:
        """What stands in a part is no XML, or not all of it is there."""
        return guard.damaged(self.name, Words(f"里面的 {part[:80]} 读不通", f"{part[:80]}: {error}"[:200]))

    def too_deep(self) -> Unreadable:
        """Elements in elements, as no workbook has them."""
        return guard.hostile(self.name, Words("嵌套过深的 XML", "XML nested too deep"))

    def _counting(self, start: Start | None, end: End | None) -> tuple[Start, End]:
        """The same handlers, with a count of how deep they are."""
        depth = 0

        def down(element: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > guard.DEEPEST:
                raise self.too_deep()
            if start:
                start(element, attributes)

        def up(element: str) -> None:
            nonlocal depth
            depth -= 1
            if end:
                end(element)

        return down, up

    def _refuse_dtd(self, *_: object) -> None:
        raise guard.hostile(self.name, Words("DTD 声明", "a DTD"))
