"""Every dialect of the format is read as openpyxl reads it, or refused; none is misread in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.workbook.oracle import assert_read_as_openpyxl_reads
from tests.workbook.packages import (
    MAIN,
    ROWS,
    STRINGS,
    STYLES,
    Parts,
    content_types,
    parts,
    relation,
    relations,
    workbook,
    worksheet,
    xlsx,
    zipped,
)

from loudi_qa.findings import Unreadable
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path


def prefixed(xml: str | bytes) -> str:
    text = xml.decode() if isinstance(xml, bytes) else xml
    head, _, body = text.rpartition("?>\n")
    renamed = body.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
    return f"{head}?>\n{renamed}" if head else renamed


INLINE = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>你好</t></is></c>'
    '<c r="B1" t="inlineStr"><is><r><t>你</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 好 </t></r></is></c>'
    '<c r="C1" t="inlineStr"><is><t xml:space="preserve">  两边空格 </t></is></c><c r="D1" t="str"><v> 文 </v></c></row>'
)
FORMULAS = (
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v/></c>'
    '<c r="D1"><f>1+1</f><v></v></c><c r="E1" t="str"><f>"甲"</f><v>甲</v></c><c r="F1" t="b"><f>TRUE()</f><v>1</v></c>'
    '<c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row><row r="2"><c r="A2"><f t="shared" ref="A2:A4" si="0">A1</f>'
    '<v>3</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/><v>4</v></c></row>'
    '<row r="4"><c r="A4"><f t="shared" si="0"/></c><c r="B4"><f t="array" ref="B4">A1:A2</f><v>5</v></c></row>'
)
ERRORS = "".join(f'<c t="e"><v>{e}</v></c>' for e in ("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
LATER_ERRORS = "".join(f'<c t="e"><v>{e}</v></c>' for e in ("#SPILL!", "#CALC!", "#GETTING_DATA"))
KINDS = (
    '<row r="1"><c r="A1" t="b"><v>0</v></c><c r="B1" t="n"><v>1E+2</v></c><c r="C1" s="4"><v>45717</v></c>'
    '<c r="D1" s="4"><v>45717.5</v></c><c r="E1" t="d"><v>2025-01-02</v></c><c r="F1"><v>-0.30000000000000004</v></c></row>'
)

SHEETS = {
    "as Excel writes": worksheet(),
    "prefixed names": prefixed(worksheet()),
    "single quotes": worksheet().replace('"', "'"),
    "another attribute order": worksheet('<row spans="1:2" r="2"><c s="1" t="n" r="B2"><v>1</v></c></row>'),
    "cells without addresses": worksheet(
        '<row r="2"><c><v>1</v></c><c s="1"><v>2</v></c></row><row r="5"><c/><c r="C5"><v>3</v></c><c s="1"/></row>'
    ),
    "rows without numbers": worksheet('<row r="3"><c r="A3"><v>1</v></c></row><row><c r="B4" s="1"><v>2</v></c></row>'),
    "neither": worksheet('<row><c><v>1</v></c></row><row/><row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row>'),
    "rows upside down": worksheet('<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
    "cells backwards": worksheet('<row r="1"><c r="C1" s="1"><v>3</v></c><c r="A1"><v>1</v></c></row>'),
    "one cell twice": worksheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    "newlines between elements": worksheet(ROWS.replace("><", ">\n  <")),
    "inline texts": worksheet(INLINE),
    "formulas": worksheet(FORMULAS),
    "values that close themselves": worksheet('<row r="1"><c r="A1"><v/></c><c r="B1" s="1"><v></v></c><c r="C1"/></row>'),
    "every error": worksheet(f'<row r="1">{ERRORS}</row>'),
    "errors of later versions": worksheet(f'<row r="1"><c><v>97</v></c>{LATER_ERRORS}</row>'),
    "an error below and right of every value": worksheet(
        '<row r="2"><c r="C2"><v>1</v></c><c r="F2"><f>1</f></c></row><row r="4"><c r="A4" t="e"><v>#N/A</v></c></row>'
        '<row r="7"><c r="B7"><f>1</f></c></row>'
    ),
    "nothing but formulas without results": worksheet('<row r="3"><c r="C3"><f>1</f></c><c r="E3"><f>2</f></c></row>'),
    "every kind of value": worksheet(KINDS),
    "leading empty rows and columns": worksheet('<row r="4"><c r="C4" s="1"><v>1</v></c><c r="E4"><v>2</v></c></row>'),
    "a dimension of one cell (WPS)": worksheet(before='<dimension ref="A1"/>'),
    "a dimension of a whole sheet": worksheet(before='<dimension ref="A1:XFD1048576"/>'),
    "a byte order mark": "\ufeff" + worksheet(),
    "no declaration": worksheet().partition("?>\n")[2],
    "nothing": worksheet(""),
    "an extension after the table": worksheet(
        after='<extLst><ext uri="u" xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:rule><xm:f>A1</xm:f></x14:rule></ext></extLst>'
    ),
}


@pytest.mark.parametrize("dialect", SHEETS)
def test_every_dialect_of_a_sheet_is_read_as_openpyxl_reads_it(dialect: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(SHEETS[dialect]))
    assert_read_as_openpyxl_reads(path)


def with_renamed_workbook() -> Parts:
    made = parts(
        changed={
            "[Content_Types].xml": content_types(1, "/xl/book.xml"),
            "_rels/.rels": relations(relation(1, "officeDocument", "/xl/book.xml")),
        }
    )
    made["xl/book.xml"] = made.pop("xl/workbook.xml")
    made["xl/_rels/book.xml.rels"] = made.pop("xl/_rels/workbook.xml.rels")
    return made


RICH = (
    f'<sst xmlns="{MAIN}"><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 文本</t></r></si>'
    '<si><t>拼音</t><rPh sb="0" eb="2"><t>pinyin</t></rPh></si><si><t/></si><si><t xml:space="preserve">  x  </t></si>'
    "<si><t>两\n行 &lt;&amp;&gt; &#20013;</t></si><si><t><![CDATA[<b>]]></t></si><si><t>_x000D_换_x005F_x</t></si></sst>"
)
ABSOLUTE = relations(
    relation(9, "sharedStrings", "/xl/sharedStrings.xml"),
    relation(1, "worksheet", "/xl/worksheets/sheet1.xml"),
    relation(8, "styles", "/xl/styles.xml"),
)
TWO = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'), worksheet('<row r="1"><c r="A1"><v>2</v></c></row>')
SWAPPED = workbook('name="乙" sheetId="2" r:id="rId2" state="hidden"', 'name="甲" sheetId="1" r:id="rId1"')

PACKAGES = {
    "every part prefixed": parts(
        changed={
            "xl/sharedStrings.xml": prefixed(STRINGS),
            "xl/styles.xml": prefixed(STYLES),
            "xl/workbook.xml": prefixed(workbook("表1")),
            "xl/_rels/workbook.xml.rels": prefixed(parts()["xl/_rels/workbook.xml.rels"]),
        }
    ),
    "another prefix for relations": parts(
        changed={"xl/workbook.xml": workbook("表1").replace("xmlns:r=", "xmlns:d=").replace("r:id", "d:id")}
    ),
    "rich texts": parts(
        worksheet('<row r="1">' + "".join(f'<c t="s"><v>{n}</v></c>' for n in range(7)) + "</row>"),
        changed={"xl/sharedStrings.xml": RICH},
    ),
    "absolute targets": parts(changed={"xl/_rels/workbook.xml.rels": ABSOLUTE}),
    "sheets in another order than their files": parts(*TWO, changed={"xl/workbook.xml": SWAPPED}),
    "a sheet name with an entity": parts(changed={"xl/workbook.xml": workbook("甲&amp;乙")}),
    "dates from 1904": parts(
        worksheet(KINDS),
        changed={"xl/workbook.xml": workbook("表1").replace("<sheets>", '<workbookPr date1904="1"/><sheets>')},
    ),
    "parts with a byte order mark": {p: b"\xef\xbb\xbf" + xml for p, xml in parts().items()},
}


@pytest.mark.parametrize("dialect", PACKAGES)
def test_every_dialect_of_a_package_is_read_as_openpyxl_reads_it(dialect: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(zipped(PACKAGES[dialect]))
    assert_read_as_openpyxl_reads(path)


def utf16(xml: bytes, *, declared: bool = True) -> bytes:
    head, _, body = xml.decode().rpartition("?>\n")
    return ((head.replace("UTF-8", "UTF-16") + "?>\n" if head and declared else "") + body).encode("utf-16")


LATIN = worksheet(ROWS + '<row r="3"><c r="A3" t="inlineStr"><is><t>café</t></is></c></row>').replace("UTF-8", "ISO-8859-1")
UNUSUAL = {
    "the formula after its value": parts(
        worksheet('<row r="1"><c r="A1"><v>2</v><f>1+1</f></c><c r="B1" t="e"><v>#DIV/0!</v><f>1/0</f></c></row>')
    ),
    "a character reference in a value": parts(worksheet('<row r="1"><c r="A1"><v>1&#50;</v></c></row>')),
    "a value in CDATA": parts(worksheet('<row r="1"><c r="A1"><v><![CDATA[12]]></v></c><c r="B1"><v>3</v></c></row>')),
    "a comment in a value": parts(worksheet('<row r="1"><c r="A1"><v>1<!-- 0 -->2</v></c></row>')),
    "spaces round a number": parts(worksheet('<row r="1"><c r="A1" t="s"><v>\n1\n</v></c><c r="B1" t="s"><v> 1</v></c></row>')),
    "a row that says another number than its cells": parts(
        worksheet('<row r="1"><c r="B5" s="1"><v>1</v></c><c s="1"><v>2</v></c></row><row><c s="1"><v>7</v></c></row>')
    ),
    "a sheet in UTF-16": parts(changed={"xl/worksheets/sheet1.xml": utf16(worksheet().encode())}),
    "a sheet in undeclared UTF-16": parts(changed={"xl/worksheets/sheet1.xml": utf16(worksheet().encode(), declared=False)}),
    "texts in UTF-16": parts(changed={"xl/sharedStrings.xml": utf16(STRINGS.encode(), declared=False)}),
    "a sheet in Latin-1": parts(changed={"xl/worksheets/sheet1.xml": LATIN.encode("latin-1")}),
    "a workbook part of another name": with_renamed_workbook(),
    "a target that climbs": parts(changed={"xl/_rels/workbook.xml.rels": ABSOLUTE.replace('"/xl/works', '"../xl/works')}),
}


@pytest.mark.parametrize("dialect", UNUSUAL)
def test_what_no_usual_writer_writes_is_read_rightly_or_refused_but_never_read_as_empty(dialect: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(zipped(UNUSUAL[dialect]))
    try:
        read(path)
    except Unreadable:
        return
    assert_read_as_openpyxl_reads(path)
