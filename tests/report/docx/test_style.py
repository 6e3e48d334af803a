"""The ground of the Word papers: page, styles and fonts of GB/T 9704-2012, as they stand in the file."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from tests.report.docx.papers import W, everything, paragraphs, part, tables

from loudi_qa.report.docx import fonts, look
from loudi_qa.report.docx.paper import ROOM, add_draft, add_mark, add_number, add_paragraph, add_signature, add_title, title_lines
from loudi_qa.report.docx.save import save
from loudi_qa.report.docx.style import WIDTH_MM, new_paper
from loudi_qa.report.docx.table import MM, Column, add_table
from loudi_qa.report.docx.text import ems

TWIPS = 20


@pytest.fixture(scope="module")
def empty() -> bytes:
    return save(new_paper("关于<考核>的通报", "体系"))


def styles(data: bytes) -> dict[str, dict[str, str]]:
    """By the name of each style, all attributes of what it sets, as ``element/attribute``."""
    found = {}
    for style in part(data, "word/styles.xml").iter(f"{W}style"):
        name = style.find(f"{W}name")
        assert name is not None
        said = {f"{e.tag}/{k}".replace(W, ""): v for e in style.iter() for k, v in e.attrib.items()}
        found[name.attrib[f"{W}val"]] = said
    return found


def test_the_page_is_that_of_the_standard(empty: bytes) -> None:
    section = next(part(empty, "word/document.xml").iter(f"{W}sectPr"))
    told = {f"{e.tag}/{k}".replace(W, ""): v for e in section for k, v in e.attrib.items()}
    size = {k: round(int(told[f"pgSz/{k}"]) / MM) for k in ("w", "h")}
    margins = {k: round(int(told[f"pgMar/{k}"]) / MM) for k in ("top", "bottom", "left", "right")}
    assert size == {"w": 210, "h": 297}
    assert margins == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    assert (told["docGrid/type"], told["docGrid/linePitch"]) == ("lines", "579"), "22 lines a page rest on this grid"


@pytest.mark.parametrize(
    ("name", "face", "points", "line"),
    [
        (look.NORMAL, "仿宋_GB2312", 16, 28.95),
        (look.BODY, "仿宋_GB2312", 16, 28.95),
        (look.TITLE, "方正小标宋简体", 22, 32),
        (look.HEADING_1, "黑体", 16, 28.95),
        (look.HEADING_2, "楷体_GB2312", 16, 28.95),
        (look.HEADING_3, "仿宋_GB2312", 16, 28.95),
        ("footer", "宋体", 14, 18),
        (look.IMPRINT, "仿宋_GB2312", 14, 22),
    ],
)
def test_styles_have_face_size_and_line_of_the_standard(empty: bytes, name: str, face: str, points: float, line: float) -> None:
    style = styles(empty)[name]
    assert (style["rFonts/eastAsia"], int(style["sz/val"]) / 2) == (face, points)
    assert (int(style["spacing/line"]) / TWIPS, style["spacing/lineRule"]) == (line, "exact")


def test_the_body_begins_two_characters_in_and_is_drawn_together_to_28_characters(empty: bytes) -> None:
    body = styles(empty)[look.BODY]
    assert (body["ind/firstLineChars"], body["ind/firstLine"]) == ("200", "640")
    assert body["spacing/val"] == "-5", "16 points less a quarter: 28 of them go into 156 mm"


def test_headings_stand_in_the_navigation_pane_by_their_level(empty: bytes) -> None:
    found = {name: style["outlineLvl/val"] for name, style in styles(empty).items() if "outlineLvl/val" in style}
    assert found == {look.HEADING_1: "0", look.HEADING_2: "1", look.HEADING_3: "2"}


def test_no_style_of_the_template_and_no_theme_is_left(empty: bytes) -> None:
    ours = {x.name for x in look.LOOKS} | {look.LEAD, "Default Paragraph Font", "Normal Table", "No List"}
    assert set(styles(empty)) == ours
    assert "Theme" not in part(empty, "word/styles.xml").attrib
    assert not any("theme" in key.lower() for style in styles(empty).values() for key in style), "a theme's font goes before ours"


def test_every_font_says_what_stands_in_for_it(empty: bytes) -> None:
    table = part(empty, "word/fontTable.xml")
    instead = {font.attrib[f"{W}name"]: alt.attrib[f"{W}val"] for font in table if (alt := font.find(f"{W}altName")) is not None}
    used = {
        style[f"rFonts/{slot}"] for style in styles(empty).values() if "rFonts/ascii" in style for slot in ("ascii", "eastAsia")
    }
    assert used <= set(instead), "a machine without a font would take any other"
    assert "FangSong" in instead["仿宋_GB2312"]
    assert "SimSun" in instead["方正小标宋简体"]
    assert "KaiTi" in instead["楷体_GB2312"]
    assert instead["黑体"].startswith("SimHei")
    for font in table:
        assert {child.tag.replace(W, "") for child in font} >= {"altName", "charset", "family", "pitch"}


def test_all_four_slots_of_a_font_are_set_and_chinese_is_its_language(empty: bytes) -> None:
    for name, style in styles(empty).items():
        if "rFonts/ascii" in style:
            assert all(f"rFonts/{slot}" in style for slot in ("ascii", "hAnsi", "eastAsia", "cs")), name
    language = next(part(empty, "word/styles.xml").iter(f"{W}lang"))
    assert language.attrib[f"{W}eastAsia"] == "zh-CN"


def test_the_file_tells_its_title_and_neither_maker_nor_moment(empty: bytes) -> None:
    core = part(empty, "docProps/core.xml")
    told = {e.tag.rsplit("}", 1)[-1]: e.text or "" for e in core}
    assert (told["title"], told["subject"], told["creator"], told["lastModifiedBy"]) == ("关于<考核>的通报", "体系", "", "")
    assert told["created"] == told["modified"] == "2020-02-01T00:00:00Z"
    assert "python-docx" not in everything(empty)


def test_page_numbers_stand_outside_between_dashes(empty: bytes) -> None:
    feet = {}
    with zipfile.ZipFile(BytesIO(empty)) as parts:
        names = [n for n in parts.namelist() if "footer" in n]
    for name in names:
        foot = part(empty, name)
        text = "".join(t.text or "" for t in foot.iter(f"{W}t"))
        assert text == "— 1 —", name
        assert any("PAGE" in (e.text or "") for e in foot.iter(f"{W}instrText")), (
            "a number that does not count is worse than none"
        )
        feet[next(foot.iter(f"{W}jc")).attrib[f"{W}val"]] = next(foot.iter(f"{W}ind")).attrib
    assert feet["right"][f"{W}rightChars"] == feet["left"][f"{W}leftChars"] == "100"
    assert part(empty, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_the_same_paper_has_the_same_bytes_with_no_date_of_their_own() -> None:
    one, other = (save(new_paper("题", "")) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(BytesIO(one)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in parts.namelist() if "customXml" in n or "thumbnail" in n], "left over from the template"


# -- parts of a paper


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        (("关于2019年度", "质量工作考核", "结果的通报"), ("关于2019年度质量工作考核结果的通报",)),
        (
            ("娄底市人民政府关于2019年度", "质量强市工作考核", "结果的通报"),
            ("娄底市人民政府关于2019年度", "质量强市工作考核结果的通报"),
        ),
        (("甲" * 30,), ("甲" * 15, "甲" * 15)),
    ],
)
def test_a_long_title_breaks_evenly_and_never_inside_a_piece(pieces: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert title_lines(pieces) == lines


def test_every_line_of_a_title_fits_the_page() -> None:
    for n in range(1, 90):
        lines = title_lines(("质" * n, "量工作" * (n % 7), "的通报"))
        assert max(map(ems, lines)) * 22 <= ROOM
        assert "".join(lines) == "质" * n + "量工作" * (n % 7) + "的通报"


@pytest.mark.parametrize("issuer", ["甲", "娄底市质量强市领导小组办公室", "某" * 40])
def test_the_issuer_stands_on_one_line(issuer: str) -> None:
    paper = new_paper("题")
    add_mark(paper, issuer)
    size = paper.paragraphs[0].runs[0].font.size
    assert size is not None
    assert size.pt * ems(issuer) <= ROOM
    assert size.pt >= 10


def test_texts_are_texts_and_what_xml_cannot_hold_is_left_out() -> None:
    paper = new_paper("\x00题\ud800", "\x0b")
    hostile = '<script>alert(1)</script> =HYPERLINK("x") ../x & ]]> \x00\x1f\ufffe\ud83d 行一\n行二\t\u202e完'
    add_mark(paper, hostile)
    add_number(paper, hostile)
    add_title(paper, hostile)
    add_paragraph(paper, hostile, lead=hostile)
    add_table(paper, [Column(hostile, 156)], [[hostile]], hostile)
    add_draft(paper, [hostile])
    add_signature(paper, hostile, None)
    data = save(paper)
    shown = '<script>alert(1)</script> =HYPERLINK("x") ../x & ]]>  行一 行二 完'
    assert tables(data) == [[[shown], [shown]]]
    assert sum(shown in text for text in paragraphs(data)) >= 7


def test_a_table_repeats_its_head_keeps_rows_whole_and_fits_the_page() -> None:
    paper = new_paper("题")
    add_table(paper, [Column("甲", 100), Column("乙", 56, "right")], [["一", "1"], ["二", "2"]], "表", total=True)
    table = next(part(save(paper), "word/document.xml").iter(f"{W}tbl"))
    rows = list(table.iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)
    widths = [int(c.attrib[f"{W}w"]) for c in table.iter(f"{W}gridCol")]
    assert sum(widths) <= WIDTH_MM * MM + 1
    kinds = [[s.attrib[f"{W}val"] for s in row.iter(f"{W}pStyle")] for row in rows]
    assert kinds == [["TableHead", "TableHead"], *[["TableText", "TableNumber"]] * 2], "numbers stand at the right"


def test_quotes_and_dashes_are_told_to_be_chinese() -> None:
    paper = new_paper("题")
    add_paragraph(paper, "“引号”")
    add_paragraph(paper, "没有")
    hints = [p.findall(f".//{W}rFonts") for p in part(save(paper), "word/document.xml").iter(f"{W}p")]
    assert [[f.attrib for f in found] for found in hints] == [[{f"{W}hint": "eastAsia"}], []]


def test_latin_letters_have_a_face_of_their_own() -> None:
    assert {face.latin for face in fonts.FACES} == {fonts.LATIN, fonts.SONG.name}, "page numbers are 宋体, all else is not"


def kept(data: bytes) -> list[bool]:
    """For each row of the first table, whether it stays with the next one."""
    table = next(part(data, "word/document.xml").iter(f"{W}tbl"))
    return [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")]


def test_a_short_table_stays_on_one_page_and_the_sum_of_a_long_one_is_never_alone() -> None:
    short, long = new_paper("题"), new_paper("题")
    add_table(short, [Column("甲", 156)], [["一"]] * 5, "表")
    add_table(long, [Column("甲", 156)], [["一"]] * 50, "表", total=True)
    assert kept(save(short))[1:] == [True] * 4 + [False], "its rows stay together"
    assert kept(save(long))[1:] == [False] * 48 + [True, False], "the row before the sum stays with it"


def test_no_page_holds_the_signature_alone() -> None:
    paper = new_paper("题")
    last = add_paragraph(paper, "正文")
    add_signature(paper, "某办公室", None, noted=True)
    assert [p.paragraph_format.keep_with_next for p in (last, *paper.paragraphs[-2:])] == [True] * 3
