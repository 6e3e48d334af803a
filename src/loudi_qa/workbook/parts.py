"""The parts of a workbook: how they are reached, streamed through expat, and what the smaller ones say."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.findings import Finding, Unreadable
from loudi_qa.words import Words
from loudi_qa.workbook import guard
from loudi_qa.workbook.package import MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.workbook.package import Package

_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OTHER_DOCUMENT = Words("别的 Office 文件（如 Word 文档）", "a document of Word or the like")


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
