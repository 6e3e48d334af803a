"""The parts of a workbook: how they are reached, streamed through expat, and what the smaller ones say."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

from loudi_qa.findings import Finding, Unreadable
from loudi_qa.words import Words
from loudi_qa.workbook import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Start = Callable[[str, dict[str, str]], None]
    End = Callable[[str], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHUNK = 1 << 16
_HEAD = 256
_FREQUENT = ("c", "v", "is", "t", "row", "f")
_OTHER_DOCUMENT = Words("其他 Office 文件", "another kind of document")
_BROKEN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, LookupError)


class Package(NamedTuple):
    """A workbook's zip, and the name of the file for what must be said of it."""

    file: zipfile.ZipFile
    name: str
    largest: int = guard.LARGEST_PART
    """The bytes that a part may unpack to."""

    def parse(
        self, part: str, start: Start | None = None, end: End | None = None, text: Callable[[str], None] | None = None,
        *, counted: bool = False,
    ) -> None:  # fmt: skip
        """Stream one part through expat; a DTD ends it, and whatever is wrong with it becomes :class:`Unreadable`."""
        if part not in self.file.NameToInfo:
            raise guard.damaged(self.name, Words(f"缺少 {part[:80]}", f"{part[:80]} is missing"))
        guard.refuse_more(self.file.getinfo(part).file_size, self.largest, Words("部件的字节数", "the size of a part"), self.name)
        parser: Any = expat.ParserCreate(None, "}", {MAIN + n: MAIN + n for n in _FREQUENT})
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        start, end = (start, end) if counted else self._counting(start, end)
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        fed = 0
        try:
            with self.file.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
                    fed += len(chunk)
                    if fed - parser.CurrentByteIndex > guard.LONGEST_TOKEN:
                        raise guard.hostile(self.name, Words("过长的标记", "a tag without an end"))
                parser.Parse(b"", True)
        except _BROKEN as error:
            raise guard.damaged(self.name, f"{part[:80]}: {error}"[:200]) from error

    def refuse_hidden_dtd(self, part: str) -> None:
        """A part that is not called XML but begins like it may hold anything but a DTD."""
        try:
            with self.file.open(part) as stream:
                like_xml = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").startswith(b"<")
            if like_xml:
                self.parse(part)
        except _BROKEN as error:
            raise guard.damaged(self.name, f"{part[:80]}: {error}"[:200]) from error
        except Unreadable as error:
            if error.finding.code != "E105":
                raise

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


class Relation(NamedTuple):
    """Where a part leads: the last word of the relation's type, and the part at its end."""

    kind: str
    target: str


class SheetPart(NamedTuple):
    """A worksheet's part, and whether the workbook hides it."""

    part: str
    hidden: bool


class Parts(NamedTuple):
    """The parts that matter: worksheets by their name, and, where there are such, styles and shared strings."""

    workbook: str
    sheets: dict[str, SheetPart]
    styles: str | None
    strings: str | None
    from_1904: bool
    properties: str | None
    links_out: bool
    """Whether formulas refer to other files; those are never opened."""


def relations(package: Package, part: str) -> dict[str, Relation]:
    """The relations of a part, by id; those that lead out of the file are left alone."""
    folder, base = posixpath.split(part)
    found: dict[str, Relation] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = Relation(attributes.get("Type", "").rsplit("/", 1)[-1], target)

    package.parse(posixpath.join(folder, "_rels", base + ".rels"), start)
    return found


def parts(package: Package) -> Parts:
    """Find the parts; raises :class:`Unreadable` where this is no workbook, or one in the strict dialect."""
    of_package = {r.kind: r.target for r in relations(package, "").values()}
    workbook = of_package.get("officeDocument")
    if workbook is None:
        raise Unreadable(Finding("E103", package.name, fields={"what": _OTHER_DOCUMENT}))
    related = relations(package, workbook)
    _refuse_macros(package, related)
    sheets: dict[str, SheetPart] = {}
    root: list[str] = []
    dates: list[bool] = []
    names = 0

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal names
        if not root:
            root.append(element)
        elif element == MAIN + "definedName":
            names += 1
        elif element == MAIN + "workbookPr":
            dates.append(attributes.get("date1904") in {"1", "true"})
        elif element == MAIN + "sheet":
            kind, target = related.get(attributes.get(_RELATION, ""), ("", ""))
            title = attributes.get("name", "")
            if title in sheets:
                raise guard.hostile(package.name, Words("重名的工作表", "two sheets of one name"))
            if kind == "worksheet":
                sheets[title] = SheetPart(target, attributes.get("state", "visible") != "visible")

    package.parse(workbook, start)
    _refuse_other_roots(package, root)
    _refuse_many(package, sheets, names)
    kinds = {r.kind: r.target for r in related.values()}
    return Parts(
        workbook, sheets, kinds.get("styles"), kinds.get("sharedStrings"), any(dates),
        of_package.get("custom-properties"), "externalLink" in kinds,
    )  # fmt: skip


def _refuse_many(package: Package, sheets: dict[str, SheetPart], names: int) -> None:
    """Too many sheets or names, or one part read as often as there are sheets that share it."""
    guard.refuse_more(len(sheets), guard.MOST_SHEETS, Words("工作表数", "the number of sheets"), package.name)
    guard.refuse_more(names, guard.MOST_NAMES, Words("定义名称数", "the number of defined names"), package.name)
    longest = max(map(len, sheets), default=0)
    guard.refuse_more(longest, guard.LONGEST_NAME, Words("工作表名的长度", "the length of a sheet's name"), package.name)
    if len({s.part for s in sheets.values()}) != len(sheets):
        raise guard.hostile(package.name, Words("几张工作表共用一个部件", "one part for several sheets"))


_MACROS = {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"}


def _refuse_macros(package: Package, related: Mapping[str, Relation]) -> None:
    """Macros by what leads to them and by what they are said to be, whatever they are called."""
    kinds = [r.kind for r in related.values()]

    def start(_: str, attributes: dict[str, str]) -> None:
        kinds.append(attributes.get("ContentType", ""))

    package.parse("[Content_Types].xml", start)
    if any(kind in _MACROS or re.search("macroenabled|macrosheet|vbaproject", kind, re.IGNORECASE) for kind in kinds):
        raise Unreadable(Finding("E106", package.name))


def properties(package: Package, part: str | None) -> dict[str, str]:
    """The document's custom properties by name, as texts."""
    found: dict[str, str] = {}
    if part is None:
        return found
    name, text = "", list[str]()

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal name
        if element.endswith("}property"):
            name = attributes.get("name", "")
            text.clear()

    def end(element: str) -> None:
        if element.endswith("}property"):
            found[name] = guard.bounded_text("".join(text).strip(), package.name)
            guard.refuse_more(len(found), guard.MOST_NAMES, Words("文档属性数", "the number of properties"), package.name)

    package.parse(part, start, end, text.append)
    return found


def _refuse_other_roots(package: Package, root: list[str]) -> None:
    if root and root[0].startswith(_STRICT):
        raise Unreadable(Finding("E107", package.name))
    if not root or root[0] != MAIN + "workbook":
        raise Unreadable(Finding("E103", package.name, fields={"what": _OTHER_DOCUMENT}))


def shared_strings(package: Package, part: str | None, most: int) -> list[str]:
    """The texts that cells point to, by their number, at ``most`` so many; without the phonetics of East Asian texts."""
    if part is None:
        return []
    strings: list[str] = []
    pieces: list[str] = []
    text: list[str] = []
    aids = 0

    def start(element: str, _: dict[str, str]) -> None:
        nonlocal aids
        if element == MAIN + "si":
            pieces.clear()
        elif element == MAIN + "rPh":
            aids += 1
        elif element == MAIN + "t":
            text.clear()

    def end(element: str) -> None:
        nonlocal aids
        if element == MAIN + "t" and not aids:
            pieces.extend(text)
        elif element == MAIN + "rPh":
            aids -= 1
        elif element == MAIN + "si":
            strings.append(guard.bounded_text(guard.unescaped("".join(pieces)), package.name))
            guard.refuse_more(len(strings), most, Words("文字的条数", "the number of texts"), package.name)

    package.parse(part, start, end, text.append)
    return strings
