"""Open and save a workbook that someone made, keeping all that is not changed; what would be lost is said before."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from loudi_qa.findings import Unreadable
from loudi_qa.words import Words
from loudi_qa.workbook import guard
from loudi_qa.workbook.carry import carry_results
from loudi_qa.workbook.contents import styles
from loudi_qa.workbook.facts import key
from loudi_qa.workbook.losses import losses
from loudi_qa.workbook.pack import FIXED, NO_TABLES, pack
from loudi_qa.workbook.package import Package
from loudi_qa.workbook.parts import parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook

    from loudi_qa.workbook.longtable import LongTable

_HARMLESS = re.compile(r"no default style|marked as a date")
_CORE = "docProps/core.xml"
BROKEN = (
    ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, ParseError, SyntaxError, TypeError,
    ValueError, zipfile.BadZipFile, zlib.error, Unreadable,
)  # fmt: skip  # what damaged or unusual files were seen to bring openpyxl to
UNKNOWN = Words("本程序不能原样保存的内容", "content that this program cannot save as it is")


class WouldLose(Exception):
    """The workbook cannot be saved again without loss; says of what."""

    def __init__(self, lost: Sequence[Words]) -> None:
        super().__init__(", ".join(words.en for words in lost))
        self.lost = tuple(lost)


def open_book(data: bytes) -> Workbook:
    """The workbook in openpyxl, which sees nothing but the parts that the gate has seen; refused where it would lose anything."""
    lost = losses(data)
    if lost:
        raise WouldLose(lost)
    with warnings.catch_warnings(record=True) as said, guard.open_package(data, "") as file:
        warnings.simplefilter("always", UserWarning)
        try:
            book = load_workbook(BytesIO(_xml_alone(file)), keep_links=True, rich_text=True)
            _restore_covered(book, Package(file, ""))
            if _CORE not in file.namelist() or b"creator>" not in file.read(_CORE):
                book.properties.creator = None  # a workbook that names nobody would get openpyxl for its author
        except BROKEN as error:
            raise WouldLose([UNKNOWN]) from error
    if any(w.category is UserWarning and not _HARMLESS.search(str(w.message)) for w in said):
        raise WouldLose([UNKNOWN])
    return book


def _xml_alone(file: zipfile.ZipFile) -> bytes:
    """The package without what is no XML by its name: such parts were not looked into."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for member in file.namelist():
            if member.lower().endswith((".xml", ".rels")):
                target.writestr(member, file.read(member))
    return out.getvalue()


def _restore_covered(book: Workbook, package: Package) -> None:
    """Give the cells of merged areas their styles back: openpyxl drops them, and unmerged they would be locked."""
    known = parts(package).sheets
    by_number: Any = book._cell_styles  # type: ignore[attr-defined]  # openpyxl has no other way to a style by its number
    for sheet in book.worksheets:
        areas = [area.bounds for area in sheet.merged_cells.ranges]
        found = styles(package, known[sheet.title].part) if areas else {}
        for left, top, right, bottom in areas:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    cell: Any = sheet._cells.get((row, column))
                    if cell is not None:
                        cell._style = copy(by_number[found.get(key(row, column - 1), 0)])


def save_book(book: Workbook, original: bytes | None = None, tables: Mapping[str, LongTable] = NO_TABLES) -> bytes:
    """The bytes of a workbook; formulas that stand in the original keep their stored results."""
    created = (book.properties.created or FIXED) if original is not None else FIXED
    saved = pack(book, created.replace(microsecond=0, tzinfo=None), tables)
    return saved if original is None else carry_results(original, saved)
