"""A new paper: the page of GB/T 9704-2012, our styles and nothing else of the template, page numbers, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from loudi_qa.report.docx import fonts, look
from loudi_qa.report.docx.text import clean
from loudi_qa.workbook.pack import FIXED

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

WIDTH_MM, HEIGHT_MM = 156, 225
"""The type area of A4 within the margins."""
PAGE_MM = (210, 297)
MARGINS_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
FOOTER_MM = 25
"""From the edge of the paper: the dashes of the page number then lie 7 mm under the type area."""
LINE_PITCH = 579
"""Of the grid, in twentieths of a point: 28.95 points."""

_UNUSED = ("customXml", "numbering", "stylesWithEffects", "webSettings", "theme")
_UNUSED_OF_PACKAGE = ("thumbnail", "extended-properties")

_DEFAULTS = (
    f"<w:docDefaults {{w}}><w:rPrDefault><w:rPr>{look.fonts_xml(fonts.BODY)}"
    f'<w:sz w:val="{look.SIZE * 2}"/><w:szCs w:val="{look.SIZE * 2}"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)
_OTHER_STYLES = (
    '<w:style {w} w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>\n'
    f'<w:style {{w}} w:type="character" w:customStyle="1" w:styleId="Lead"><w:name w:val="{look.LEAD}"/>'
    f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look.fonts_xml(fonts.HEI)}</w:rPr></w:style>\n'
    '<w:style {w} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\n'
    '<w:style {w} w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
).splitlines()
_SETTINGS = (
    '<w:zoom {w} w:percent="100"/>\n'
    '<w:defaultTabStop {w} w:val="420"/>\n'
    "<w:evenAndOddHeaders {w}/>\n"
    '<w:characterSpacingControl {w} w:val="doNotCompress"/>\n'
    "<w:compat {w}><w:doNotExpandShiftReturn/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\n'
    '<w:themeFontLang {w} w:val="zh-CN" w:eastAsia="zh-CN"/>\n'
    '<w:decimalSymbol {w} w:val="."/>\n'
    '<w:listSeparator {w} w:val=","/>'
).splitlines()


def new_paper(title: str, subject: str = "") -> Document:
    """An empty paper with the page, the styles and the page numbers of an official document."""
    paper = docx.Document()
    _drop_unused(paper)
    _set_styles(paper)
    _set_settings(paper)
    _set_page(paper.sections[0])
    _set_page_numbers(paper.sections[0])
    _set_properties(paper, title, subject)
    return paper


def _drop_unused(paper: Document) -> None:
    """Leave out what the template brings and no paper needs."""
    package = paper.part.package
    for rels, unused in ((paper.part.rels, _UNUSED), (package.rels, _UNUSED_OF_PACKAGE)):
        for name in [r.rId for r in rels.values() if r.reltype.rsplit("/", 1)[-1] in unused]:
            del rels[name]


def _set_styles(paper: Document) -> None:
    styles = paper.styles.element
    for child in list(styles):
        styles.remove(child)
    made = (_DEFAULTS, *(look.style_xml(x).replace("<w:style ", "<w:style {w} ", 1) for x in look.LOOKS), *_OTHER_STYLES)
    for xml in made:
        styles.append(_parsed(xml))


def _set_settings(paper: Document) -> None:
    settings = paper.settings.element
    for child in list(settings):
        settings.remove(child)
    for xml in _SETTINGS:
        settings.append(_parsed(xml))


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = (Mm(x) for x in PAGE_MM)
    for side, millimetres in MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(millimetres))
    section.header_distance, section.footer_distance = Mm(15), Mm(FOOTER_MM)
    section.start_type = WD_SECTION.NEW_PAGE
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))


def _set_page_numbers(section: Section) -> None:
    """``— 1 —``, on odd pages at the right, on even ones at the left, one character in."""
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "footer"
        indent = f'<w:ind {{w}} w:{align}Chars="100" w:{align}="280"/>'
        properties = paragraph._p.get_or_add_pPr()
        properties.append(_parsed(indent))
        properties.append(_parsed(f'<w:jc {{w}} w:val="{align}"/>'))
        for xml in _PAGE_NUMBER:
            paragraph._p.append(_parsed(xml))


_RUN = "<w:r {{w}}><w:rPr>" + look.fonts_xml(fonts.SONG).replace("<w:rFonts", '<w:rFonts w:hint="eastAsia"') + "</w:rPr>{}</w:r>"
_PAGE_NUMBER = tuple(
    _RUN.format(content)
    for content in (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    )
)


def _set_properties(paper: Document, title: str, subject: str) -> None:
    """What a paper says of itself; neither its maker nor the moment it was made in."""
    own = paper.core_properties
    own.title, own.subject, own.language = clean(title)[:255], clean(subject)[:255], "zh-CN"
    own.author = own.last_modified_by = own.comments = own.keywords = own.category = ""
    own.created = own.modified = FIXED
    own.revision = 1


def _parsed(xml: str) -> Any:
    return parse_xml(xml.replace("{w}", nsdecls("w"), 1))
