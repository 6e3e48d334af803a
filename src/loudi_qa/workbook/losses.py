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
    """What stands under the root of a sheet or drawing; areas that openpyxl would walk through cell by cell without an end."""
    found: list[Words] = []
    cells = depth = 0
    root = ""

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal cells, depth, root
        if depth == 0:
            root = element
        elif depth == 1 and root == MAIN + "worksheet" and element.removeprefix(MAIN) in _OF_SHEETS:
            found.append(_OF_SHEETS[element.removeprefix(MAIN)])
        elif depth == 1 and root.endswith("}wsDr"):
            found.append(_PICTURES)  # LibreOffice adds a drawing without anything in it where there are comments
        depth += 1
        if element in _WITH_AREA:
            cells += _size(attributes.get("ref", ""))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    for member in package.file.namelist():
        if member.lower().endswith(".xml"):
            package.parse(member, start, end)
    return [*found, _VAST] if cells > _MOST_IN_AREAS else found


def _size(reference: str) -> int:
    """How many cells an area has; a whole column, which is written without rows, has too many."""
    first, _, last = reference.partition(":")
    corner, other = place(first), place(last or first)
    if corner is None or other is None:
        return _MOST_IN_AREAS if last else 1
    return (abs(corner[0] - other[0]) + 1) * (abs(corner[1] - other[1]) + 1)
