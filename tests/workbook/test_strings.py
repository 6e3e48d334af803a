"""Shared texts: those without formats of their own are taken without the parser, and read as through it."""

from __future__ import annotations

import pytest
from tests.workbook.packages import DECLARATION, MAIN, worksheet, xlsx

from loudi_qa.findings import Unreadable
from loudi_qa.workbook import package, strings
from loudi_qa.workbook.read import opened

PLAIN = "<si><t>城区</t></si>"
TEXTS = {
    "plain": PLAIN * 3,
    "spaces kept": '<si><t xml:space="preserve"> 甲 </t></si>',
    "none": "<si><t></t></si><si><t/></si><si/>",
    "entities": "<si><t>甲&amp;乙&#20057;&lt;</t></si>",
    "an unknown entity": "<si><t>&gibtsnicht;</t></si>",
    "a line end": "<si><t>甲\r\n乙</t></si>" + PLAIN,
    "characters as their codes": "<si><t>甲_x000A_乙_x4E59_</t></si>",
    "formats within": "<si><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r></si>" + PLAIN,
    "a phonetic aid": "<si><t>甲</t><rPh sb='0' eb='1'><t>jia</t></rPh></si>" + PLAIN,
    "texts in a phonetic aid": f"<si><t>甲</t><rPh><si></si>{PLAIN}</rPh></si>{PLAIN}",
    "texts in a comment": f"<!-- <si></si>{PLAIN} -->{PLAIN}",
    "texts in CDATA": f"<si></si><![CDATA[</si>{PLAIN}]]>{PLAIN}",
    "a text in a text": f"<si><t>甲</t><si></si>{PLAIN}</si>{PLAIN}",
    "a text of 40,000 characters": f"<si><t>{'甲' * 40_000}</t></si>",
    "what XML may not hold": "<si><t>甲\uffff</t></si>",
    "a control character": "<si><t>甲\x02</t></si>",
    "the end of CDATA": "<si><t>]]></t></si>",
    "no end": "<si><t>甲</t>",
}


def read(texts: str, name: str) -> object:
    """What the cells hold that point to the texts, or the code of the refusal."""
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(texts.count("</si>")))
    part = f'{DECLARATION}<sst xmlns="{MAIN}">{texts}</sst>'
    try:
        book = opened(xlsx(worksheet(f"<row>{cells}</row>"), changed={"xl/sharedStrings.xml": part}), name)
    except Unreadable as error:
        return error.finding.code
    return book.sheets["表1"].facts.cells


@pytest.mark.parametrize("chunk", [5, 11, 1 << 16])
@pytest.mark.parametrize("kind", TEXTS)
def test_every_text_is_read_as_the_parser_reads_it(kind: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "_CHUNK", chunk)
        taken = read(TEXTS[kind], f"捷径{chunk}.xlsx")  # under two names, for the suite reads a file of one name only once
        patch.setattr(strings.PlainTexts, "take", lambda _, __, at: at)
        assert taken == read(TEXTS[kind], f"解析{chunk}.xlsx"), "a cell would show another text than it holds"


def test_plain_texts_never_reach_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    fed = package.Feed.__call__

    def noted(feed: package.Feed, data: bytes) -> None:
        parsed.append(data)
        fed(feed, data)

    monkeypatch.setattr(package.Feed, "__call__", noted)
    assert read(PLAIN * 50, "没有解析.xlsx") == {1: ["城区"] * 50}
    assert PLAIN.encode() not in b"".join(parsed), "thousands of texts would be read three times slower"
