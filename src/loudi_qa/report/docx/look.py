"""How each kind of paragraph looks: the styles of an official paper after GB/T 9704-2012, by the names they have in Word."""

from __future__ import annotations

from typing import NamedTuple

from loudi_qa.report.docx import fonts

LINE, TRACKING = 28.95, -0.25
"""Points: 22 lines of 28.95 in 225 mm, 28 characters of 16 - 0.25 in 156 mm."""
SIZE = 16
"""三号, the size of the body."""

RED = "E60012"
INK = "000000"

NORMAL, BODY = "Normal", "公文正文"
"""Normal is 正文 in Chinese Word; the body has the indent besides."""
MARK, NUMBER, LETTER_NUMBER = "发文机关标志", "发文字号", "函发文字号"
TITLE, ADDRESSEE = "公文标题", "主送机关"
HEADING_1, HEADING_2, HEADING_3 = "一级标题", "二级标题", "三级标题"
HEADINGS = (HEADING_1, HEADING_2, HEADING_3)
SIGNATURE, IMPRINT, IMPRINT_ID = "落款", "版记", "Imprint"
DRAFT, DRAFT_WHY = "稿件标志", "稿件说明"
HEAD_CELL, CELL, NUMBER_CELL, CENTRE_CELL = "表头", "表格文字", "表格数字", "表格居中"
TABLE_CAPTION, FIGURE, FIGURE_CAPTION, NOTE, SMALL = "表题", "图", "图题", "附注", "小注"
LEAD = "段首"
"""Of characters: the words that open a paragraph, in 黑体."""
GAP, LEAD_GAP = "间隔", "表前间隔"
"""Between a table and what follows, and before a table without a caption."""


class Look(NamedTuple):
    """A paragraph style; sizes, spaces and lines in points, indents in characters of its own size."""

    name: str
    id: str
    face: fonts.Face = fonts.BODY
    size: float = SIZE
    align: str = "both"
    line: float | None = LINE
    """Exact height of a line; None for as high as what stands in it."""
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    tracking: float = 0
    bold: bool = False
    colour: str = INK
    level: int | None = None
    """Of a heading, its level in the navigation pane, from 0."""
    keep_next: bool = False
    grid: bool = False
    """Whether lines keep to the 22 of a page."""
    border: str = ""
    """Lines around, as XML."""
    next: str = ""
    """The id of the style of the paragraph after it, where it is another one."""


def _body(name: str, style_id: str, **other: object) -> Look:
    plain = Look(name, style_id, first=2, tracking=TRACKING, grid=True)
    return plain._replace(**other)  # type: ignore[arg-type]  # each is a field of Look


def _heading(level: int, face: fonts.Face, *, bold: bool = False) -> Look:
    return _body(HEADINGS[level], f"Heading{level + 1}", face=face, level=level, keep_next=True, bold=bold, next="BodyText")


def _line(side: str, size: int, space: int, colour: str = INK) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


_BOX = "".join(_line(side, 6, space, RED) for side, space in (("top", 4), ("left", 6), ("bottom", 4), ("right", 6)))

LOOKS = (
    _body(NORMAL, "Normal", first=0),
    _body(BODY, "BodyText"),
    Look(MARK, "IssuerMark", fonts.DISPLAY, 32, "center", None, colour=RED, before=60),
    Look(NUMBER, "DocumentNumber", align="center", before=28, border=_line("bottom", 16, 11, RED)),
    Look(LETTER_NUMBER, "LetterNumber", align="right", after=LINE),
    Look(TITLE, "DocumentTitle", fonts.DISPLAY, 22, "center", 32, before=57.9, after=LINE, next="Addressee"),
    _body(ADDRESSEE, "Addressee", first=0, align="left", next="BodyText"),
    _heading(0, fonts.HEI),
    _heading(1, fonts.KAI),
    _heading(2, fonts.BODY, bold=True),
    _body(SIGNATURE, "Signature", first=0, align="right"),
    Look(IMPRINT, IMPRINT_ID, size=14, align="left", line=22, left=1, right=1),
    Look(DRAFT, "DraftMark", fonts.HEI, align="left", line=24, colour=RED, keep_next=True),
    Look(DRAFT_WHY, "DraftReasons", size=10.5, align="left", line=16, border=_BOX, left=0.8, right=0.8),
    Look(HEAD_CELL, "TableHead", fonts.HEI, 10.5, "center", 15, before=2, after=2, keep_next=True),
    Look(CELL, "TableText", size=10.5, align="left", line=15, before=2, after=2),
    Look(NUMBER_CELL, "TableNumber", size=10.5, align="right", line=15, before=2, after=2),
    Look(CENTRE_CELL, "TableCentred", size=10.5, align="center", line=15, before=2, after=2),
    Look(TABLE_CAPTION, "TableCaption", fonts.HEI, 12, "center", 20, before=8, after=4, keep_next=True),
    Look(FIGURE, "Figure", align="center", line=None, before=6, keep_next=True),
    Look(FIGURE_CAPTION, "FigureCaption", fonts.HEI, 12, "center", 20, before=2, after=8),
    Look(NOTE, "Note", size=12, line=20, first=2, before=2, after=2),
    Look(SMALL, "SmallNote", size=9, align="left", line=13, before=2, after=2),
    Look(GAP, "Gap", size=6, line=8),
    Look(LEAD_GAP, "GapBefore", size=6, line=6, keep_next=True),
    Look("header", "Header", fonts.SONG, 10.5, "center", None),
    Look("footer", "Footer", fonts.SONG, 14, "left", 18),
)


def style_xml(look: Look) -> str:
    """A look as Word has it in ``word/styles.xml``, without the declaration of its namespace."""
    default = ' w:default="1"' if look.name == NORMAL else ""
    custom = "" if look.name in {NORMAL, "header", "footer"} else ' w:customStyle="1"'
    based = "" if look.name == NORMAL else '<w:basedOn w:val="Normal"/>'
    following = f'<w:next w:val="{look.next}"/>' if look.next else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{look.id}"><w:name w:val="{look.name}"/>{based}{following}'
        f"<w:qFormat/><w:pPr>{_paragraph(look)}</w:pPr><w:rPr>{_characters(look)}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> str:
    keep = ("<w:keepNext/>" if look.keep_next else "") + ("" if look.grid else "<w:keepLines/>")
    border = f"<w:pBdr>{look.border}</w:pBdr>" if look.border else ""
    rule = f'w:line="{_twips(LINE if look.line is None else look.line)}" w:lineRule="{"exact" if look.line else "atLeast"}"'
    if look.line is None:
        rule = 'w:line="240" w:lineRule="auto"'
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    widow = '<w:widowControl w:val="0"/>' if look.grid else ""
    return (
        f'{keep}{widow}{border}<w:snapToGrid w:val="{int(look.grid)}"/>'
        f'<w:spacing w:before="{_twips(look.before)}" w:after="{_twips(look.after)}" {rule}/>'
        f'{indent_xml(look)}<w:jc w:val="{look.align}"/>{level}'
    )


def indent_xml(look: Look) -> str:
    """Indents in characters, with their measure for readers that do not count characters."""
    said = "".join(
        f' w:{side}Chars="{round(chars * 100)}" w:{side}="{_twips(chars * look.size)}"'
        for side, chars in (("left", look.left), ("right", look.right), ("firstLine", look.first))
    )
    return f"<w:ind{said}/>"


def _characters(look: Look) -> str:
    bold = int(look.bold)
    return (
        f'{fonts_xml(look.face)}<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/><w:color w:val="{look.colour}"/>'
        f'<w:spacing w:val="{_twips(look.tracking)}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>'
    )


def fonts_xml(face: fonts.Face) -> str:
    """All four slots of a run's font, and no theme that would go before them."""
    return f'<w:rFonts w:ascii="{face.latin}" w:hAnsi="{face.latin}" w:eastAsia="{face.name}" w:cs="{face.latin}"/>'


def _twips(points: float) -> int:
    return round(points * 20)
