"""Tables of a paper, within its 156 mm: a head that repeats, rows that stay whole, thin lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loudi_qa.report.docx import look
from loudi_qa.report.docx.text import clean, ems, is_ambiguous

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

MM, TWIPS = 1440 / 25.4, 20
"""Twentieths of a point in a millimetre and in a point."""

_STYLES = {"left": "TableText", "right": "TableNumber", "center": "TableCentred"}
_EDGE, _INNER, _HEAD_FILL = (8, "404040"), (4, "8C8C8C"), "EFEFEF"


_SHORT = 240
"""Points: a table no higher than this does not break over two pages."""
_SIZE, _LINE, _AROUND, _SIDES = 10.5, 15, 4, 7
"""Of a cell in points: type, height of a line, spaces over and under, spaces at both sides."""


class Column(NamedTuple):
    """A column: its title, its width, and to which side its cells keep."""

    title: str
    mm: float
    align: Literal["left", "right", "center"] = "left"


def add_table(
    paper: Document, columns: Sequence[Column], rows: Sequence[Sequence[str]], caption: str = "", *, total: bool = False
) -> None:
    """A table as wide as its columns, under its caption; with ``total`` its last row is set off as the sum."""
    paper.add_paragraph(clean(caption), style=look.TABLE_CAPTION if caption else look.LEAD_GAP)
    widths = [round(c.mm * MM) for c in columns]
    head = "".join(_cell(c.title, w, "TableHead", fill=_HEAD_FILL) for c, w in zip(columns, widths, strict=True))
    made = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    short = sum(_height(columns, row) for row in rows) <= _SHORT
    together = len(rows) - 1 if short else int(total)
    for i, row in enumerate(rows, start=1):
        bold, keep = total and i == len(rows), len(rows) - together <= i < len(rows)
        cells = (_cell(text, w, _STYLES[c.align], bold=bold, keep=keep) for text, c, w in zip(row, columns, widths, strict=True))
        made.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_borders()}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/>'
    )
    table = f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
    paper.element.body.insert_element_before(parse_xml(table), "w:sectPr")
    paper.add_paragraph(style=look.GAP)


def _height(columns: Sequence[Column], row: Sequence[str]) -> float:
    """About how high a row will be."""
    lines = (-(-ems(text) * _SIZE // (c.mm * MM / TWIPS - _SIDES)) for text, c in zip(row, columns, strict=True))
    return max(1, *lines) * _LINE + _AROUND


def _borders() -> str:
    sides = dict.fromkeys(("top", "left", "bottom", "right"), _EDGE) | {"insideH": _INNER, "insideV": _INNER}
    return "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{ink}"/>' for side, (size, ink) in sides.items())


def _cell(text: str, width: int, style: str, *, fill: str = "", bold: bool = False, keep: bool = False) -> str:
    return cell_xml(paragraph_xml(text, style, bold=bold, keep=keep), width, fill=fill)


def cell_xml(content: str, width: int, *, span: int = 1, fill: str = "") -> str:
    """A cell around paragraphs."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{shade}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def paragraph_xml(text: str, style: str, *, indent: str = "", align: str = "", bold: bool = False, keep: bool = False) -> str:
    """A paragraph of one run, by the id of its style."""
    text = clean(text)
    own = f'<w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}{indent}' + (f'<w:jc w:val="{align}"/>' if align else "")
    run = ('<w:rFonts w:hint="eastAsia"/>' if is_ambiguous(text) else "") + ("<w:b/><w:bCs/>" if bold else "")
    looks = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p><w:pPr>{own}</w:pPr><w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
