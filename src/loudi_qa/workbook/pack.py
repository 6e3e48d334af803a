"""A workbook's bytes: the same ones each time for the same content."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

FIXED = datetime(2020, 2, 1)
"""A moment that is always the same: a file does not tell when it was made."""

_STAMPS = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")


def pack(book: Workbook, written: datetime = FIXED) -> bytes:
    """The workbook's bytes without what differs between runs and machines.

    openpyxl stamps the time of saving, the zip that of each part, and lxml, where it is installed, writes XML otherwise
    than the standard library: so the stamps are fixed, the parts sorted, and the XML brought into its canonical form.
    Parts that are no XML, such as pictures, are kept as they are.
    """
    saved = BytesIO()
    book.save(saved)
    return repack(saved.getvalue(), lambda name, data: _canonical(name, data, written))


def repack(saved: bytes, part: Callable[[str, bytes], bytes | str]) -> bytes:
    """The archive with its parts sorted and undated, each as ``part`` makes it of its name and bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(saved)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            info = zipfile.ZipInfo(name)  # of 1980-01-01, as far back as a zip goes
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(info, part(name, source.read(name)), compresslevel=9)
    return packed.getvalue()


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
