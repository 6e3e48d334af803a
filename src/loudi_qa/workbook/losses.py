"""What of a workbook openpyxl would lose if it saved it: then the unit's own file is not marked, the list goes apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.words import Words
from loudi_qa.workbook import guard
from loudi_qa.workbook.contents import place
from loudi_qa.workbook.package import MAIN, Package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

_CONTROLS = Words("控件", "controls")
_PICTURES = Words("图片、图表或形状", "pictures, charts or shapes")
_EXTENSIONS = Words("新版 Excel 才有的下拉列表或条件格式", "drop-downs or conditional formats of newer versions of Excel")
_OF_PARTS = (
    (re.compile(r"/(charts|chartsheets|chartex|diagrams|media|cellimages)|cellimages\.xml"), _PICTURES),
    (re.compile(r"/(ctrlprops|activex)/"), _CONTROLS),
    (re.compile(r"/embeddings/"), Words("嵌入的文件", "embedded files")),
    (re.compile(r"/(threadedcomments|persons)/"), Words("会话批注", "threaded comments")),
    (re.compile(r"/(pivottables|pivotcache)/"), Words("数据透视表", "pivot tables")),
    (re.compile(r"/(slicers?|slicercaches|timelines?|timelinecaches)/"), Words("切片器", "slicers")),
    (re.compile(r"/(connections\.xml|querytables/|model/)"), Words("外部数据连接", "data connections")),
    (re.compile(r"/(metadata\.xml|richdata/)"), Words("动态数组公式", "dynamic array formulas")),
)
_OF_SHEETS = {
    "extLst": _EXTENSIONS,
    "controls": _CONTROLS,
    "oleObjects": Words("嵌入的文件", "embedded files"),
    "picture": _PICTURES,
    "legacyDrawingHF": Words("页眉页脚里的图片", "pictures in headers or footers"),
    "protectedRanges": Words("允许编辑区域", "ranges that are free to edit"),
    "customSheetViews": Words("自定义视图", "custom views"),
}
_WITH_AREA = {MAIN + name for name in ("mergeCell", "hyperlink", "table")}
_MOST_IN_AREAS = 200_000
_VAST = Words("过大的合并区域、超链接或表", "merged areas, links or tables of too many cells")
_FORMULA = MAIN + "f"
_OF_CELLS = {MAIN + name for name in ("c", "v", "f", "is", "t", "r", "si", "row")}
_MOST_BESIDE = 100_000
"""Elements beside the cells. openpyxl makes an object of each, and takes minutes over 500,000 comments in a file of 1 MB."""
_LONGEST = guard.LONGEST_TEXT
"""Characters of an attribute or a text; a print area of 50,000 pieces takes it more than a minute, one after another."""
_MOST_TRANSLATED = 2_000_000
"""Characters of shared formulas, which are written out once and which it translates for every cell: a second for a million."""
_MUCH = Words("过多的批注、链接、样式或公式", "too many comments, links, styles or formulas")
_OBJECT = re.compile(rb"ObjectType\s*=\s*[\"'](?!Note[\"'])")


def losses(data: bytes) -> tuple[Words, ...]:
    """What openpyxl would lose from this file; the drawings behind plain comments are no loss."""
    with guard.open_package(data, "") as file:
        found = [*_by_name(file), *_by_content(Package(file, ""))]
    return tuple(dict.fromkeys(found))


def _by_name(file: ZipFile) -> Iterator[Words]:
    for member in file.namelist():
        name = "/" + member.lower()
        yield from (words for pattern, words in _OF_PARTS if pattern.search(name))
        if name.endswith(".vml") and _OBJECT.search(file.read(member)):
            yield _CONTROLS  # buttons and boxes of old stand beside the comments


def _by_content(package: Package) -> list[Words]:
    """What stands under the root of a sheet or drawing, and what openpyxl would be busy with without an end."""
    seen = _Seen()
    for member in package.file.namelist():
        if member.lower().endswith(".xml"):
            package.parse(member, seen.start, seen.end, seen.text)
    vast = [_VAST] if seen.cells > _MOST_IN_AREAS else []
    much = seen.beside > _MOST_BESIDE or seen.longest > _LONGEST or seen.shared * seen.longest_formula > _MOST_TRANSLATED
    return [*seen.lost, *vast, *([_MUCH] if much else [])]


class _Seen:
    """What is counted over all parts."""

    def __init__(self) -> None:
        self.lost: list[Words] = []
        self.cells = self.beside = self.longest = self.shared = self.longest_formula = 0
        self.depth = self.length = 0
        self.root = ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Note an element by what it is and where it stands."""
        if self.depth == 0:
            self.root = element
        elif self.depth == 1 and self.root == MAIN + "worksheet" and element.removeprefix(MAIN) in _OF_SHEETS:
            self.lost.append(_OF_SHEETS[element.removeprefix(MAIN)])
        elif self.depth == 1 and self.root.endswith("}wsDr"):
            self.lost.append(_PICTURES)  # LibreOffice adds a drawing without anything in it where there are comments
        self.depth += 1
        self.length = 0
        if element in _WITH_AREA:
            self.cells += _size(attributes.get("ref", ""))
        if element not in _OF_CELLS:
            self.beside += 1
            self.longest = max(self.longest, *map(len, attributes.values())) if attributes else self.longest
        elif element == _FORMULA:
            self.shared += attributes.get("t") == "shared"

    def text(self, characters: str) -> None:
        """Measure a text, which may come in pieces."""
        self.length += len(characters)

    def end(self, element: str) -> None:
        """Note how long the text was."""
        self.depth -= 1
        self.longest = max(self.longest, self.length)
        if element == _FORMULA:
            self.longest_formula = max(self.longest_formula, self.length)
        self.length = 0


def _size(reference: str) -> int:
    """How many cells an area has; a whole column, which is written without rows, has too many."""
    first, _, last = reference.partition(":")
    corner, other = place(first), place(last or first)
    if corner is None or other is None:
        return _MOST_IN_AREAS if last else 1
    return (abs(corner[0] - other[0]) + 1) * (abs(corner[1] - other[1]) + 1)
