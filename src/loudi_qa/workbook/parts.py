"""The parts of a workbook: how they are reached, streamed through expat, and what the smaller ones say."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from loudi_qa.findings import Finding, Unreadable
from loudi_qa.words import Words
from loudi_qa.workbook import guard

if TYPE_CHECKING:
    from collections.abc import Callable

    Handler = Callable[[str, dict[str, str]], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHUNK = 1 << 16
_BUILT_IN_PERCENT = {9, 10}


def parse(package: zipfile.ZipFile, part: str, name: str, start: Handler | None) -> None:
    """Stream one part through expat; a DTD ends it."""
    parser = expat.ParserCreate(namespace_separator="}")
    drive(parser, package, part, name, start)


def drive(parser: Any, package: zipfile.ZipFile, part: str, name: str, start: Handler | None) -> None:
    """Feed one part to a parser whose handlers are set; whatever is wrong with the part becomes :class:`Unreadable`."""

    def refuse_dtd(*_: object) -> None:
        raise guard.hostile(name, Words("DTD 声明", "a DTD"))

    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.StartElementHandler = start
    try:
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except KeyError as error:
        raise guard.damaged(name, f"缺少 {part}") from error
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise guard.damaged(name, f"{part}: {error}") from error


def _relations(package: zipfile.ZipFile, part: str, name: str) -> dict[str, tuple[str, str]]:
    """By id, the last word of a relation's type and the part it leads to."""
    folder, base = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = attributes.get("Type", "").rsplit("/", 1)[-1], target

    parse(package, posixpath.join(folder, "_rels", base + ".rels"), name, start)
    return found


def workbook_part(package: zipfile.ZipFile, name: str) -> str:
    """The part that is the workbook, wherever the package keeps it."""
    for kind, target in _relations(package, "", name).values():
        if kind == "officeDocument":
            return target
    raise Unreadable(Finding("E103", name, fields={"what": Words("其他 Office 文件", "another kind of document")}))


def sheet_parts(package: zipfile.ZipFile, workbook: str, name: str) -> dict[str, tuple[str, bool]]:
    """By sheet name, its part and whether it is hidden."""
    relations = _relations(package, workbook, name)
    sheets: dict[str, tuple[str, bool]] = {}
    root: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if not root:
            root.append(element)
        if element == MAIN + "sheet":
            kind, target = relations.get(attributes.get(_RELATION, ""), ("", ""))
            if kind == "worksheet":
                sheets[attributes.get("name", "")] = target, attributes.get("state", "visible") != "visible"

    parse(package, workbook, name, start)
    if root and root[0].startswith(_STRICT):
        raise Unreadable(Finding("E107", name))
    if not root or root[0] != MAIN + "workbook":
        raise Unreadable(Finding("E103", name, fields={"what": Words("其他 Office 文件", "another kind of document")}))
    return sheets


def percent_styles(package: zipfile.ZipFile, workbook: str, name: str) -> frozenset[str]:
    """The style numbers, as cells write them, whose format shows a percentage."""
    part = next((t for kind, t in _relations(package, workbook, name).values() if kind == "styles"), None)
    if part is None:
        return frozenset()
    percent_formats = set(_BUILT_IN_PERCENT)
    styles: list[int] = []
    inside: list[bool] = [False]

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == MAIN + "numFmt" and is_percent(attributes.get("formatCode", "")):
            percent_formats.add(int(attributes["numFmtId"]))
        elif element in {MAIN + "cellXfs", MAIN + "cellStyleXfs", MAIN + "cellStyles"}:
            inside[0] = element == MAIN + "cellXfs"
        elif element == MAIN + "xf" and inside[0]:
            styles.append(int(attributes.get("numFmtId", "0")))

    parse(package, part, name, start)
    return frozenset(str(i) for i, number_format in enumerate(styles) if number_format in percent_formats)


def is_percent(number_format: str) -> bool:
    """Whether a number format shows a hundredfold: a ``%`` in its first section that is neither quoted nor escaped."""
    bare = re.sub(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]', "", number_format)
    return "%" in bare.split(";")[0]
