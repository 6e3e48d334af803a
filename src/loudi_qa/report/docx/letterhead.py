"""The head of a letter (信函格式 of GB/T 9704): the issuer in red between the edge and a double line, another one at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from loudi_qa.report.docx import look
from loudi_qa.report.docx.paper import add_paragraph, add_text, mark_size
from loudi_qa.report.docx.style import FOOTER_MM

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TOP_MM, _FOOT_MM, _BEYOND_MM = 30, 20, 7
"""From the edges of the paper to the issuer and to the lower line; the lines reach so far beyond the type area: 170 mm."""
_UPPER, _LOWER = ("bottom", "thickThinSmallGap"), ("bottom", "thinThickSmallGap")


def add_letter_head(paper: Document, issuer: str) -> None:
    """Issuer and both double lines on the first page, which then has no page number."""
    section = paper.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance, section.footer_distance = Mm(_TOP_MM), Mm(_FOOT_MM)
    for footer in (section.footer, section.even_page_footer):
        footer.paragraphs[0].paragraph_format.space_after = Mm(FOOTER_MM - _FOOT_MM)
    head, foot = section.first_page_header, section.first_page_footer
    head.is_linked_to_previous = foot.is_linked_to_previous = False
    mark = head.paragraphs[0]
    mark.style = look.MARK
    mark.paragraph_format.space_before, mark.paragraph_format.space_after = Pt(0), Pt(look.LINE / 2)
    add_text(mark, issuer).font.size = mark_size(issuer)
    _rule(mark, _UPPER, space=11)
    line = foot.paragraphs[0]
    line.style = look.GAP
    _rule(line, _LOWER, space=0)


def add_letter_number(paper: Document, number: str) -> None:
    """文号 at the right edge, under the upper line."""
    add_paragraph(paper, number, look.LETTER_NUMBER)


def _rule(paragraph: Paragraph, rule: tuple[str, str], space: int) -> None:
    """A red double line that reaches beyond the text on both sides."""
    side, kind = rule
    border = f'<w:{side} w:val="{kind}" w:sz="24" w:space="{space}" w:color="{look.RED}"/>'
    own = paragraph.paragraph_format
    own.left_indent = own.right_indent = Mm(-_BEYOND_MM)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"), "w:spacing", "w:ind")
