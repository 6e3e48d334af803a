"""Faults of the file itself: what the gate refuses before any value is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.submission.faults import Fault, changed, data, filled, raw, rezipped
from tests.workbook.packages import DECLARATION, MAIN, directory_says, relation, relations, workbook, worksheet, xlsx

from loudi_qa.workbook import guard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = b"<html><table><tr><td>97.5</td></tr></table></html>"
CSV = "单位,编号,填报值\n甲区,R1,97.5\n".encode("gbk")
ENTITIES = (
    f'{DECLARATION}<!DOCTYPE worksheet [<!ENTITY a "长长长长"><!ENTITY b "&a;&a;&a;&a;">]>'
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
    "</worksheet>"
)
SHEET = "xl/worksheets/sheet2.xml"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
CORNER = worksheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def part(name: str, content: bytes) -> Callable[[dict[str, bytes]], object]:
    """A part replaced or added."""
    return lambda parts: parts.update({name: content})


def a_document(parts: dict[str, bytes]) -> None:
    """What a text document has in place of a workbook."""
    parts |= {
        "_rels/.rels": relations(relation(1, "officeDocument", "word/document.xml")).encode(),
        "word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        "word/_rels/document.xml.rels": relations().encode(),
    }


def merges(*references: str) -> bytes:
    """A workbook with merged cells."""
    listed = "".join(f'<mergeCell ref="{r}"/>' for r in references)
    return xlsx(worksheet(after=f"<mergeCells>{listed}</mergeCells>"))


def many_sheets() -> bytes:
    """One sheet more than there may be."""
    return xlsx(*[worksheet()] * (guard.MOST_SHEETS + 1))


def conditional() -> bytes:
    """More conditional formats than any form has."""
    rules = '<cfRule type="expression" priority="1"><formula>TRUE</formula></cfRule>' * (guard.MOST_RULES + 1)
    return xlsx(worksheet(after=f'<conditionalFormatting sqref="A1">{rules}</conditionalFormatting>'))


def far_away(folder: Path) -> list[Path]:
    """A path at which there is nothing."""
    return [folder / "不在.xlsx"]


def unnameable(folder: Path) -> list[Path]:
    """A name that no system opens."""
    return [folder / "甲\0区.xlsx"]


FILES = [
    Fault("文件名写错，没有这个文件", "a file name misspelt: no such file", "E101", far_away),
    Fault("系统不让打开的文件（这里是文件名不合法）", "a file that the system does not open (here by its name)", "E102",
          unnameable),
    Fault("旧版 .xls 改名为 .xlsx", "an old .xls renamed to .xlsx", "E103", raw(OLE + bytes(2048))),
    Fault("网页（HTML）改名为 .xlsx", "a web page renamed to .xlsx", "E103", raw(PAGE)),
    Fault("CSV 改名为 .xlsx", "a CSV file renamed to .xlsx", "E103", raw(CSV)),
    Fault("图片改名为 .xlsx", "a picture renamed to .xlsx", "E103", raw(b"\x89PNG\r\n\x1a\n" + bytes(64))),
    Fault("空文件", "an empty file", "E103", raw(b"")),
    Fault("Word 文档改名为 .xlsx", "a Word document renamed to .xlsx", "E103", rezipped(a_document)),
    Fault("普通压缩包改名为 .xlsx", "a plain zip archive renamed to .xlsx", "E103",
          rezipped(lambda parts: parts.pop("[Content_Types].xml"))),
    Fault("设了打开密码", "protected by a password", "E104", raw(OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"))),
    Fault("压缩包里的部件加了密", "a part encrypted within the package", "E104",
          raw(lambda: directory_says(xlsx(), "xl/styles.xml", flag=1))),
    Fault("只传到一半的文件", "a file cut off in transfer", "E105", raw(lambda: filled()[: len(filled()) // 2])),
    Fault("工作表的 XML 残缺", "a sheet whose XML ends early", "E105", rezipped(part(SHEET, b"<worksheet><sheetData><row>"))),
    Fault("含有宏", "holds macros", "E106", rezipped(part("xl/vbaProject.bin", b"macro"))),
    Fault("存成了“严格 Open XML”", "saved as Strict Open XML", "E107",
          raw(lambda: xlsx(changed={"xl/workbook.xml": workbook("表1").replace(MAIN, STRICT)}))),
    Fault("XML 里有 DTD 和实体", "DTD and entities in the XML", "E108", rezipped(part(SHEET, ENTITIES.encode()))),
    Fault("压缩炸弹", "a zip bomb", "E108", rezipped(part("xl/media/big.bin", bytes(12_000_000)))),
    Fault("两张同名的工作表", "two sheets of one name", "E108",
          raw(lambda: xlsx(worksheet(), worksheet(), changed={"xl/workbook.xml": workbook("甲", "甲")}))),
    Fault("合并了整张表（A1:XFD1048576）", "the whole sheet merged (A1:XFD1048576)", "E109", raw(merges("A1:XFD1048576"))),
    Fault("几千处合并单元格", "thousands of merged areas", "E109",
          raw(lambda: merges(*(f"A{n}:B{n}" for n in range(1, guard.MOST_MERGES + 2))))),
    Fault("右下角 XFD1048576 有一个数", "a stray cell at XFD1048576", "E109", raw(xlsx(CORNER))),
    Fault("四千字节的文件声称有一百万行", "four kilobytes that claim a million rows", "E109",
          raw(lambda: xlsx(worksheet("".join(f'<row r="{n}"/>' for n in (1, 1_000_000)))))),
    Fault("某个部件解压后过大", "a part too large when unpacked", "E109",
          raw(lambda: directory_says(xlsx(), "xl/styles.xml", size=guard.LARGEST_PART + 1))),
    Fault("工作表太多", "too many sheets", "E109", raw(many_sheets)),
    Fault("几千条条件格式", "thousands of conditional formats", "E109", raw(conditional)),
    Fault("格式刷到了第 30000 行", "formats painted down to row 30000", "E109",
          changed(lambda book: data(book).cell(30_000, 1, " "))),
    Fault("后缀写成大写 .XLSX", "the suffix in capitals: .XLSX", "", changed(name="甲区.XLSX")),
]  # fmt: skip
