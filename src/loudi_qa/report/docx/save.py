"""The bytes of a Word file: the same ones each time for the same content."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from loudi_qa.report.docx.fonts import font_table
from loudi_qa.workbook.pack import repack

if TYPE_CHECKING:
    from docx.document import Document

_FONTS = "word/fontTable.xml"


def save(paper: Document) -> bytes:
    """The paper's bytes, its parts sorted and undated, with our fonts and their fallbacks for the template's.

    Its XML is left as it was written: brought into a canonical form it would lose prefixes that ``mc:Ignorable`` names.
    """
    written = BytesIO()
    paper.save(written)
    return repack(written.getvalue(), lambda name, data: font_table() if name == _FONTS else data)
