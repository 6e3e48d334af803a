"""The parts of a workbook: how they are reached, streamed through expat, and what the smaller ones say."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

from loudi_qa.findings import Finding, Unreadable
from loudi_qa.words import Words
from loudi_qa.workbook import guard

if TYPE_CHECKING:
    from collections.abc import Callable

    Start = Callable[[str, dict[str, str]], None]
    End = Callable[[str], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHUNK = 1 << 16
_FREQUENT = ("c", "v", "is", "t", "row", "f")
_OTHER_DOCUMENT = Words("其他 Office 文件", "another kind of document")
_BROKEN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, LookupError)


class Package(NamedTuple):
    """A workbook's zip, and the name of the file for what must be said of it."""

    file: zipfile.ZipFile
    name: str

    def parse(
        self, part: str, start: Start | None = None, end: End | None = None, text: Callable[[str], None] | None = None
    ) -> None:
        """Stream one part through expat; a DTD ends it, and whatever is wrong with it becomes :class:`Unreadable`."""
        if part not in self.file.NameToInfo:
            raise guard.damaged(self.name, Words(f"缺少 {part}", f"{part} is missing"))
        parser: Any = expat.ParserCreate(None, "}", {MAIN + n: MAIN + n for n in _FREQUENT})
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        try:
            with self.file.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except _BROKEN as error:
            raise guard.damaged(self.name, f"{part}: {error}") from error

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
    workbook = next((r.target for r in relations(package, "").values() if r.kind == "officeDocument"), None)
    if workbook is None:
        raise Unreadable(Finding("E103", package.name, fields={"what": _OTHER_DOCUMENT}))
    related = relations(package, workbook)
    sheets: dict[str, SheetPart] = {}
    root: list[str] = []
    dates: list[bool] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if not root:
            root.append(element)
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
    if len(sheets) > guard.MOST_SHEETS:
        raise guard.too_large(package.name, Words("工作表数", "the number of sheets"), len(sheets), guard.MOST_SHEETS)
    by_kind = {r.kind: r.target for r in related.values()}
    return Parts(workbook, sheets, by_kind.get("styles"), by_kind.get("sharedStrings"), any(dates))


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
