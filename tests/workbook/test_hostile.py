"""Files made to end the reader's process: each is refused before the reader sees it, or read for what it honestly holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.workbook.packages import (
    MAIN,
    RELATIONS,
    in_a_process,
    parts,
    relation,
    relations,
    workbook,
    worksheet,
    xlsx,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A1 = '<row r="1"><c r="A1"><v>1</v></c></row>'
CORNER = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FAR = A1 + CORNER
MUCH = 200 * 1024
"""KiB that no refusal may take: a reader given the far corner asks for 512 GiB."""
HOSTILE: dict[str, Callable[[], bytes]] = {  # made where they are needed: some have a million rows
    "plain": lambda: xlsx(worksheet(FAR)),
    "in the first row": lambda: xlsx(worksheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>')),
    "without a row": lambda: xlsx(worksheet('<c r="XFD1048576"><v>1</v></c>')),
    "in a million empty rows": lambda: xlsx(worksheet("".join(f'<row r="{n}"/>' for n in range(1, 1_048_577)))),
    "in a million rows without numbers": lambda: xlsx(worksheet("<row><c><v>1</v></c></row>" * 1_048_576)),
    "in another namespace": lambda: xlsx(worksheet(A1 + CORNER.replace("<row", '<row xmlns="urn:z"'))),
    "in a sheet without a namespace": lambda: xlsx(worksheet(FAR).replace(f' xmlns="{MAIN}"', "")),
    "in a strict sheet": lambda: xlsx(worksheet(FAR).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")),
    "in table data of another namespace": lambda: xlsx(worksheet(A1, before=f'<sheetData xmlns="urn:z">{FAR}</sheetData>')),
    "in a second sheet of one name": lambda: xlsx(
        worksheet(FAR),
        worksheet(A1),
        changed={"xl/workbook.xml": workbook('name="甲" sheetId="1" r:id="rId1"', 'name="甲" sheetId="2" r:id="rId2"')},
    ),
    "in a sheet listed in another namespace": lambda: xlsx(
        worksheet(FAR),
        worksheet(A1),
        changed={
            "xl/workbook.xml": workbook('xmlns="urn:z" name="甲" sheetId="1" r:id="rId1"', 'name="甲" sheetId="2" r:id="rId2"')
        },
    ),
    "behind a second workbook part": lambda: xlsx(
        worksheet(FAR),
        worksheet(A1),
        changed={
            "_rels/.rels": relations(relation(1, "officeDocument", "xl/book.xml")),
            "xl/book.xml": workbook('name="表1" sheetId="1" r:id="rId2"'),
            "xl/_rels/book.xml.rels": parts(A1, A1)["xl/_rels/workbook.xml.rels"],
            "xl/workbook.xml": workbook("表1"),
        },
    ),
    "behind a second relation": lambda: xlsx(
        worksheet(FAR),
        worksheet(A1),
        changed={
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:q="{RELATIONS}" xmlns:r="urn:z"><sheets>'
            '<sheet name="表1" sheetId="1" r:id="rId1" q:id="rId2"/></sheets></workbook>'
        },
    ),
}


@pytest.mark.parametrize("place", HOSTILE)
def test_a_cell_at_the_far_corner_is_refused_before_memory_is_taken(tmp_path: Path, place: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(HOSTILE[place]())
    said, taken = in_a_process(path)
    assert said.startswith(("E", "read [1.0]")), f"hidden {place}, the cell got past the scan: {said}"
    assert taken < MUCH


def test_one_long_text_shown_in_every_cell_takes_no_gigabytes(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 16 + "</row>") * 1250
    long = f'<sst xmlns="{MAIN}"><si><t>{"长" * 100_000}</t></si></sst>'
    path.write_bytes(xlsx(worksheet(rows), changed={"xl/sharedStrings.xml": long}))
    said, taken = in_a_process(path)
    assert said in {"E108", "E109"}
    assert taken < MUCH
