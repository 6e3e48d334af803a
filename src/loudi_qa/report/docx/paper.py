"""The parts of an official paper, each added to the end of it: red head, number, title, addressee, text, signature, imprint."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from loudi_qa.report.deadline import day_zh
from loudi_qa.report.docx import look
from loudi_qa.report.docx.style import MARGINS_MM, WIDTH_MM
from loudi_qa.report.docx.table import MM, TWIPS, cell_xml, paragraph_xml
from loudi_qa.report.docx.text import clean, ems, is_ambiguous

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from docx.document import Document
    from docx.shared import Length
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

ROOM = WIDTH_MM * MM / TWIPS
"""Width of the type area in points."""
TOP = 99.0
"""Points from the top of the type area to the issuer's mark: 35 mm."""
_LARGEST, _SMALLEST = 42.0, 10.0
"""Points of the issuer's mark: as large as one line lets it be, within reason."""
_IN_FROM_RIGHT = 4
"""Characters that the date stands in from the right."""
NO_DAY = "　　　年　　月　　日"


def add_paragraph(paper: Document, text: str, style: str = look.BODY, lead: str = "") -> Paragraph:
    """A paragraph of text; ``lead`` stands before it in 黑体."""
    paragraph = paper.add_paragraph(style=style)
    if lead:
        add_text(paragraph, lead).style = look.LEAD
    add_text(paragraph, text)
    return paragraph


def add_text(paragraph: Paragraph, text: str) -> Run:
    """Text at the end of a paragraph; quotes and dashes, which both scripts have, are told to be Chinese."""
    text = clean(text)
    run = paragraph.add_run(text)
    if is_ambiguous(text):
        run._r.get_or_add_rPr().append(parse_xml(f'<w:rFonts {nsdecls("w")} w:hint="eastAsia"/>'))
    return run


def add_heading(paper: Document, text: str, level: int = 1) -> Paragraph:
    """A heading with its number in front: 一、 of level 1, （一） of level 2, 1. of level 3."""
    return add_paragraph(paper, text, look.HEADINGS[level - 1])


def add_draft(paper: Document, reasons: Sequence[str]) -> float:
    """The mark of a draft and why it is one; how high that is, in points."""
    if not reasons:
        return 0
    add_paragraph(paper, "征求意见稿", look.DRAFT)
    used = 24.0 + 8
    for reason in reasons:
        add_paragraph(paper, reason, look.DRAFT_WHY)
        used += 16 * -(-ems(reason) * 10.5 // (ROOM - 24))
    return used


def add_mark(paper: Document, issuer: str, below: float = 0) -> None:
    """The issuer in red on one line; ``below`` is what stands above it already, in points."""
    paragraph = add_paragraph(paper, issuer, look.MARK)
    paragraph.paragraph_format.space_before = Pt(max(18, TOP - below))
    for run in paragraph.runs:
        run.font.size = mark_size(issuer)


def mark_size(issuer: str) -> Length:
    """As large as the issuer can be on one line."""
    room = (ROOM - 4) / max(1, ems(clean(issuer)))
    return Pt(int(2 * min(_LARGEST, max(_SMALLEST, room))) / 2)


def add_number(paper: Document, number: str) -> None:
    """文号 over the red line."""
    add_paragraph(paper, number, look.NUMBER)


def add_title(paper: Document, *pieces: str) -> None:
    """The title, broken by hand where it needs more than a line, and never inside one of its pieces."""
    paragraph = paper.add_paragraph(style=look.TITLE)
    for i, line in enumerate(title_lines(pieces)):
        if i:
            paragraph.add_run().add_break()
        add_text(paragraph, line)


def title_lines(pieces: Sequence[str], room: float = ROOM / 22 - 0.5) -> tuple[str, ...]:
    """The fewest lines that hold the pieces, as even as can be; a piece longer than a line is cut evenly.

    >>> title_lines(("关于2019年度", "质量工作考核结果的", "通报"), 12)
    ('关于2019年度', '质量工作考核结果的通报')
    """
    whole = [part for piece in pieces for part in _cut(clean(piece), room)]
    for count in range(1, len(whole) + 1):
        ways = (_lines(whole, breaks) for breaks in combinations(range(1, len(whole)), count - 1))
        fitting = [way for way in ways if max(map(ems, way)) <= room]
        if fitting:
            return min(fitting, key=lambda way: (max(map(ems, way)) - min(map(ems, way)), way))
    return tuple(whole)


def _cut(piece: str, room: float) -> list[str]:
    parts = max(1, int(-(-ems(piece) // room)))
    size = max(1, -(-len(piece) // parts))
    return [piece[i : i + size] for i in range(0, len(piece), size)]


def _lines(pieces: Sequence[str], breaks: Sequence[int]) -> tuple[str, ...]:
    ends = (0, *breaks, len(pieces))
    return tuple("".join(pieces[a:b]) for a, b in pairwise(ends))


def add_addressee(paper: Document, addressees: str) -> None:
    """To whom, with the full-width colon."""
    add_paragraph(paper, f"{addressees}：", look.ADDRESSEE)


def add_note(paper: Document, text: str) -> Paragraph:
    """A note in smaller print: what a table or the whole paper rests on."""
    return add_paragraph(paper, text, look.NOTE)


def add_small(paper: Document, text: str) -> None:
    """The smallest print: digests, where figures come from."""
    add_paragraph(paper, text, look.SMALL)


def add_signature(paper: Document, issuer: str, day: date | None, *, noted: bool = False) -> None:
    """Who signs, in the middle over the date, which stands four characters in from the right.

    Both stay with the text before them and, with ``noted``, with the note that follows: no page holds them alone.
    """
    if paper.paragraphs:
        paper.paragraphs[-1].paragraph_format.keep_with_next = True
    written = NO_DAY if day is None else day_zh(day)
    signed, dated = (add_paragraph(paper, text, look.SIGNATURE) for text in (issuer, written))
    signed.paragraph_format.space_before, signed.paragraph_format.keep_with_next = Pt(look.LINE), True
    _set_right(signed, max(0, _IN_FROM_RIGHT + (ems(written) - ems(clean(issuer))) / 2))
    _set_right(dated, _IN_FROM_RIGHT)
    if noted:
        dated.paragraph_format.keep_with_next = True


def _set_right(paragraph: Paragraph, chars: float) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, value in (("rightChars", chars * 100), ("right", chars * look.SIZE * TWIPS)):
        indent.set(f"{{{indent.nsmap['w']}}}{name}", str(round(value)))


_HANGING = '<w:ind w:leftChars="400" w:left="1120" w:hangingChars="300" w:hanging="840" w:rightChars="100" w:right="280"/>'
"""Under the first character after 抄送：, one character in from both sides."""
_AT_THE_FOOT = (
    f'<w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="{int(MARGINS_MM["left"] * MM)}" w:tblpYSpec="bottom"/>'
    '<w:tblOverlap w:val="never"/>'
)


def add_imprint(paper: Document, copies: str, issuer: str, day: date | None) -> None:
    """版记 at the foot of the last page: to whom copies go, who issues it, and when; thick lines outside, a thin one between."""
    wide, left = round(WIDTH_MM * MM), round(86 * MM)
    rows = []
    if copies:
        told = paragraph_xml(f"抄送：{copies}。", look.IMPRINT_ID, indent=_HANGING)
        rows.append(f"<w:tr>{cell_xml(told, wide, span=2)}</w:tr>")
    when = paragraph_xml(f"{NO_DAY if day is None else day_zh(day)}印发", look.IMPRINT_ID, align="right")
    rows.append(f"<w:tr>{cell_xml(paragraph_xml(issuer, look.IMPRINT_ID), left)}{cell_xml(when, wide - left)}</w:tr>")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{look.INK}"/>'
        for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))
    )
    properties = (
        f'{_AT_THE_FOOT}<w:tblW w:w="{wide}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    grid = f'<w:gridCol w:w="{left}"/><w:gridCol w:w="{wide - left}"/>'
    table = f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    paper.element.body.insert_element_before(parse_xml(table), "w:sectPr")
    paper.add_paragraph(style=look.GAP)
