"""A workbook's bytes: the same ones each time for the same content."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from openpyxl import Workbook

    from loudi_qa.workbook.longtable import LongTable

FIXED = datetime(2020, 2, 1)
"""A moment that is always the same: a file does not tell when it was made."""

LARGE = 16 * 1024 * 1024
"""Bytes from which on a part of a package is large."""

NO_TABLES: Mapping[str, LongTable] = MappingProxyType({})
_STAMPS = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")


def pack(book: Workbook, written: datetime = FIXED, tables: Mapping[str, LongTable] = NO_TABLES) -> bytes:
    """The workbook's bytes without what differs between runs and machines.

    openpyxl stamps the time of saving, the zip that of each part, and lxml, where it is installed, writes XML otherwise
    than the standard library: so the stamps are fixed, the parts sorted, and the XML brought into its canonical form.
    Parts that are no XML, such as pictures, are kept as they are. ``tables`` has, by the names of sheets that end with a header,
    the rows under it.
    """
    saved = BytesIO()
    book.save(saved)
    long = {f"xl/worksheets/sheet{i}.xml": tables[name] for i, name in enumerate(book.sheetnames, start=1) if name in tables}

    def part(name: str, data: bytes) -> bytes | str | Iterable[bytes]:
        made = _canonical(name, data, written)
        return long[name].written(str(made)) if name in long else made

    return repack(saved.getvalue(), part)


def repack(saved: bytes, part: Callable[[str, bytes], bytes | str | Iterable[bytes]]) -> bytes:
    """The archive with its parts sorted and undated, each as ``part`` makes it of its name and bytes, whole or in pieces."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(saved)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            info = zipfile.ZipInfo(name)  # of 1980-01-01, as far back as a zip goes
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            _add(target, info, part(name, source.read(name)))
    return packed.getvalue()


def _add(target: zipfile.ZipFile, info: zipfile.ZipInfo, part: bytes | str | Iterable[bytes]) -> None:
    """Add a part; one in pieces is held as a whole only as long as it is not large."""
    if isinstance(part, bytes | str):
        data = part.encode() if isinstance(part, str) else part
        target.writestr(info, data, compresslevel=effort(len(data)))
        return
    pieces, head = iter(part), bytearray()
    for piece in pieces:
        head += piece
        if len(head) >= LARGE:
            break
    if len(head) < LARGE:
        target.writestr(info, bytes(head), compresslevel=effort(len(head)))
        return
    with target.open(info, "w") as opened:
        opened.write(head)
        opened.writelines(pieces)


def effort(size: int) -> int:
    """How hard to compress: the highest level takes four times as long as the usual one to make a nation's rows 4% smaller."""
    return 9 if size < LARGE else 6


def canonical(data: bytes | str) -> str:
    """XML in its exclusive canonical form; of the standard library, which has it too, it takes ten times as long."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    written: bytes = etree.tostring(etree.fromstring(data, parser), method="c14n", exclusive=True, with_comments=False)
    return written.decode("utf-8")


def _canonical(name: str, data: bytes, written: datetime) -> bytes | str:
    if not name.endswith((".xml", ".rels", ".vml")):
        return data
    part = canonical(data)
    if name.endswith(".vml"):
        return part  # the drawings behind comments go without a declaration, as Excel writes them
    if name == "docProps/core.xml":
        part = _STAMPS.sub(rf"\g<1>{written.isoformat()}Z", part)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{part}'
