"""Files made to take a reader's time, memory or trust: what each is refused with, and that it takes little memory.

``bench/guards.py`` builds the same files, the swelling ones in full size, and measures the whole program on them.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.workbook.packages import (
    MAIN,
    STRINGS,
    STYLES,
    TYPES,
    directory_says,
    in_a_process,
    noise,
    parts,
    refusal,
    refused,
    relation,
    relations,
    workbook,
    worksheet,
    xlsx,
    zipped,
)

from loudi_qa.workbook import guard
from loudi_qa.workbook.guard import MIB
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET, APP = "xl/worksheets/sheet1.xml", "docProps/app.xml"
BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
MUCH = 200 * 1024
"""KiB that no refusal may take beyond what the program itself needs."""
FULL_SIZE = 39
"""MiB of a swelling part where the whole program is measured: just under the largest part that a form may have."""


class Attack(NamedTuple):
    """How to build a file, given how many MiB its swelling part is to have, and the codes it may be refused with."""

    build: Callable[[float], bytes]
    codes: str
    swells: float = 0
    """How many MiB the swelling part has in the tests, where the file is read in a process of its own."""


def once(*sheets: str, **changed: str | bytes) -> Callable[[float], bytes]:
    """A file of one size; ``changed`` names a part by its place in PLACES."""
    return lambda _: xlsx(*sheets, changed={PLACES[place]: content for place, content in changed.items()})


def swelling(place: str, head: str, piece: str, tail: str) -> Callable[[float], bytes]:
    """A part of a head, a piece as often as it takes to come to so many MiB, and a tail; the ratio stays below the limit."""

    def build(mib: float) -> bytes:
        return xlsx(changed={PLACES[place]: head + noise(mib) + piece * int(mib * MIB / len(piece.encode())) + tail})

    return build


PLACES = {
    "sheet": SHEET, "app": APP, "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml", "book": "xl/workbook.xml",
    "book_relations": BOOK_RELATIONS, "package_relations": "_rels/.rels", "types": "[Content_Types].xml",
    "core": "docProps/core.xml", "custom": "docProps/custom.xml",
}  # fmt: skip
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]><x>&a9;</x>"
)
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><x>{"&a;" * 50_000}</x>'
FROM_DISK = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
FROM_THE_NET = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd"><x/>'
CUSTOM = relations(relation(1, "officeDocument", "xl/workbook.xml"), relation(2, "custom-properties", "docProps/custom.xml"))
HEAD, TAIL = worksheet("|").split("|")
BEFORE_ROWS = HEAD.removesuffix("<sheetData>")


def cell(text: str, kind: str) -> str:
    return worksheet(f'<row r="1"><c r="A1" t="{kind}"><v>{text}</v></c></row>')


def related(kind: str, target: str) -> str:
    """The workbook's relations and one more."""
    line = f'<Relationship Id="rId99" Type="{MICROSOFT}/{kind}" Target="{target}"/></Relationships>'
    return parts()[BOOK_RELATIONS].decode().replace("</Relationships>", line)


def typed(content_type: str) -> str:
    """The content types with another one for the workbook."""
    return parts()["[Content_Types].xml"].decode().replace(f"{TYPES}.sheet.main+xml", content_type)


def full(rows: int = 20_000, columns: int = 25, one: str = "<c><v>1</v></c>") -> str:
    return worksheet("".join(f'<row r="{n}">{one * columns}</row>' for n in range(1, rows + 1)))


def one_part_for_many_sheets(mib: float) -> bytes:
    many = range(1, 51 if mib == FULL_SIZE else 6)
    leading = (relation(n, "worksheet", "worksheets/sheet1.xml") for n in many)
    book = workbook(*(f"表{n}" for n in many))
    return xlsx(full(), changed={BOOK_RELATIONS: relations(*leading), "xl/workbook.xml": book})


def many_full_sheets(mib: float) -> bytes:
    return xlsx(*[full(columns=24)] * int(mib / 4))


def in_another_method(mib: float, method: int, *, broken: bool = False) -> bytes:
    """A part that a spreadsheet never packs this way and that holds more than its directory says."""
    out = BytesIO(xlsx())
    with zipfile.ZipFile(out, "a", method) as package:
        package.writestr(APP, b"<a>" + b" " * (1000 if broken else int(8 * mib * MIB)) + b"</a>")
    data = directory_says(out.getvalue(), APP, size=9 * MIB)
    if broken:
        start = data.index(APP.encode()) + len(APP)
        data = data[: start + 9] + b"\xff" * 16 + data[start + 25 :]
    return data


def endless_directory(mib: float) -> bytes:
    """A directory of as many entries as fit, all for one part; the file says so truthfully, in zip64 fields."""
    data = xlsx()
    with zipfile.ZipFile(BytesIO(data)) as package:
        start, own = package.start_dir, len(package.filelist)
    entry = bytearray(data[start : start + 46] + b"a")
    struct.pack_into("<HHH", entry, 28, 1, 0, 0)
    more = int(mib * MIB / len(entry))
    directory, count = data[start:-22] + bytes(entry) * more, own + more
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(directory), start)
    end += struct.pack("<4sLQL", b"PK\x06\x07", 0, start + len(directory), 1)
    return data[:start] + directory + end + data[-22:-14] + b"\xff" * 12 + b"\0\0"


def twin(_: float) -> bytes:
    return xlsx(changed={"xl/Workbook.xml": workbook("别的")})


def merges(*references: str) -> str:
    return worksheet(after=f"<mergeCells>{''.join(f'<mergeCell ref={r!r}/>' for r in references)}</mergeCells>")


def names(count: int) -> str:
    defined = "".join(f'<definedName name="n{n}">1</definedName>' for n in range(count))
    return workbook("表1").replace("</workbook>", f"<definedNames>{defined}</definedNames></workbook>")


def properties(*lines: str) -> Callable[[float], bytes]:
    return once(package_relations=CUSTOM, custom=f"<P xmlns='urn:p'>{''.join(lines)}</P>")


RULE = '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>1</formula></cfRule></conditionalFormatting>'
ATTACKS: dict[str, Attack] = {
    **{
        f"{kind} in {place}": Attack(once(**{place: xml}), "E108")
        for kind, xml in (("nested entities", ENTITIES), ("a quadratic entity", QUADRATIC))
        for place in ("sheet", "strings", "styles", "book", "book_relations", "package_relations", "types", "core", "app")
    },
    "an external entity": Attack(once(sheet=FROM_DISK), "E108"),
    "a DTD from the net": Attack(once(core=FROM_THE_NET), "E108"),
    "a DTD in the custom properties": Attack(once(package_relations=CUSTOM, custom=ENTITIES), "E108"),
    "a DTD in UTF-16": Attack(once(sheet=QUADRATIC.encode("utf-16")), "E108"),
    "a DTD in a part that nothing leads to": Attack(lambda _: xlsx(changed={"customXml/item9.XML": ENTITIES}), "E108"),
    "a DTD in comments called .bin": Attack(
        lambda _: xlsx(
            changed={
                "xl/comments1.bin": ENTITIES,
                "xl/worksheets/_rels/sheet1.xml.rels": relations(relation(1, "comments", "../comments1.bin")),
            }
        ),
        "E108",
    ),
    "an encoding that no parser has": Attack(once(sheet=worksheet().replace("UTF-8", "gb2312")), "E105"),
    "deep nesting in a sheet": Attack(swelling("sheet", HEAD, "<a>", ""), "E105 E108 E109", swells=24),
    "rows in rows": Attack(swelling("sheet", HEAD, "<row>", ""), "E105 E108 E109", swells=24),
    "deep nesting in the properties": Attack(swelling("app", "<a>", "<a>", ""), "E105 E108 E109", swells=24),
    "one attribute": Attack(
        lambda mib: xlsx(worksheet(before=f'{noise(mib)}<a b="{"x" * int(mib * MIB)}"/>')), "E108 E109", swells=32
    ),
    "one comment": Attack(
        lambda mib: xlsx(worksheet(before=f"{noise(mib)}<!--{'x' * int(mib * MIB)}-->")), "E108 E109", swells=32
    ),
    "a number format of brackets": Attack(once(styles=STYLES.replace("0.000%", "[" * 300_000)), "E105 E108 E109 read", swells=1),
    "a number format of half-open brackets": Attack(
        once(styles=STYLES.replace("0.000%", "[h" * 300_000)), "E105 E108 E109 read", swells=1
    ),
    "2 M shared strings": Attack(
        lambda _: xlsx(changed={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"<si><t>a</t></si>" * 2_000_000}</sst>'}), "E108"
    ),
    "more shared strings than cells": Attack(
        swelling("strings", f'<sst xmlns="{MAIN}">', "<si><t>a</t></si>", "</sst>"), "E109", swells=16
    ),
    "wide shared strings": Attack(
        swelling("strings", f'<sst xmlns="{MAIN}">', f"<si><t>{'x' * 32_765}\U0001f600</t></si>", "</sst>"),
        "E108 E109 read",
        swells=39,
    ),
    "one shared string": Attack(
        lambda mib: xlsx(
            changed={
                "xl/sharedStrings.xml": STRINGS.replace("计量", "x" * int(mib * MIB)).replace("</sst>", noise(mib) + "</sst>")
            }
        ),
        "E109",
        swells=24,
    ),
    "one huge merge": Attack(once(merges("A1:XFD1048576")), "E109"),
    "5001 merges": Attack(once(merges(*["A1:B2"] * (guard.MOST_MERGES + 1))), "E109"),
    "a merge of whole columns": Attack(once(merges("A:XFD")), "E105 E109"),
    "200,000 conditional formats": Attack(once(worksheet(after=RULE * 200_000)), "E108 E109"),
    "2001 conditional formats": Attack(once(worksheet(after=RULE * (guard.MOST_RULES + 1))), "E109"),
    "2001 input rules": Attack(
        once(worksheet(after='<dataValidations><dataValidation sqref="A1"/></dataValidations>' * (guard.MOST_RULES + 1))), "E109"
    ),
    "hidden columns": Attack(
        swelling("sheet", BEFORE_ROWS + "<cols>", '<col hidden="1" min="1" max="1"/>', f"</cols><sheetData>{TAIL}"),
        "E108 E109",
        swells=64,
    ),
    "one row time and again": Attack(swelling("sheet", HEAD, '<row r="1" hidden="1"/>', TAIL), "E108 E109", swells=64),
    "one cell time and again": Attack(
        swelling("sheet", HEAD + '<row r="1">', '<c r="A1"><v>1</v></c>', f"</row>{TAIL}"), "E108 E109", swells=64
    ),
    "five million empty cells in percent": Attack(
        lambda _: xlsx(full(columns=256, one='<c s="1"/>').replace("<sheetData>", noise(60) + "<sheetData>")), "E109", swells=50
    ),
    "one cell at XFD1048576": Attack(once(worksheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "E109"),
    "a column too far": Attack(once(worksheet('<row r="1"><c r="IW1"><v>1</v></c></row>')), "E109"),
    "a claim of a million rows": Attack(once(worksheet('<row r="1000000"/>')), "E109"),
    "a million empty rows": Attack(once(worksheet("<row/>" * 1_000_000)), "E109"),
    "a row of 100,000 digits": Attack(once(worksheet(f'<row r="{"9" * 100_000}"/>')), "E105 E109"),
    "65,491 styles": Attack(
        once(styles=STYLES.replace('<cellXfs count="5">', f'<cellXfs count="5">{"<xf/>" * (guard.MOST_STYLES - 4)}')), "E109"
    ),
    "a styles part of fonts": Attack(
        swelling("styles", f'<styleSheet xmlns="{MAIN}"><fonts>', '<font><sz val="11"/></font>', "</fonts></styleSheet>"),
        "E108 E109 read",
        swells=100,
    ),
    "1001 names": Attack(once(book=names(guard.MOST_NAMES + 1)), "E109"),
    "51 sheets": Attack(once(*[worksheet()] * (guard.MOST_SHEETS + 1)), "E109"),
    "one part for fifty sheets": Attack(one_part_for_many_sheets, "E108 E109", swells=20),
    "many sheets, each as full as one may be": Attack(many_full_sheets, "E109", swells=20),
    "a text of 40,000 characters": Attack(
        once(worksheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"长" * 40_000}</t></is></c></row>')), "E109"
    ),
    "a formula's text of 40,000 characters": Attack(once(cell("长" * 40_000, "str")), "E109"),
    "a date of 40,000 characters": Attack(once(cell("长" * 40_000, "d")), "E105 E109"),
    "an error of 40,000 characters": Attack(once(cell("长" * 40_000, "e")), "E105 E109"),
    "a number of 40,000 letters": Attack(once(cell("长" * 40_000, "n")), "E105 E109"),
    "a sheet's name of 40,000 characters": Attack(
        once(worksheet('<row r="1"><c r="XFD1"/></row>'), book=workbook("长" * 40_000)), "E105 E108 E109"
    ),
    "a part's name of 40,000 characters": Attack(
        once(package_relations=relations(relation(1, "officeDocument", "x" * 40_000))), "E105 E108 E109"
    ),
    "1001 properties": Attack(
        properties(*(f'<property name="p{n}"><t>x</t></property>' for n in range(guard.MOST_NAMES + 1))), "E109"
    ),
    "a property of 40,000 characters": Attack(properties(f'<property name="p">{"长" * 40_000}</property>'), "E109"),
    "10,000 parts": Attack(
        lambda _: zipped(parts() | {f"xl/media/{n}.bin": b"" for n in range(10_000)}, compression=zipfile.ZIP_STORED), "E109"
    ),
    "a directory without an end": Attack(endless_directory, "E108 E109", swells=30),
    "a part packed with bzip2 that lies about its size": Attack(
        partial(in_another_method, method=zipfile.ZIP_BZIP2), "E105 E108", swells=24
    ),
    "a broken part packed with LZMA": Attack(partial(in_another_method, method=zipfile.ZIP_LZMA, broken=True), "E105 E108"),
    "one part in two spellings": Attack(twin, "E108"),
    "macros under another name": Attack(
        lambda _: xlsx(changed={"xl/code.dat": b"\xd0\xcf", BOOK_RELATIONS: related("vbaProject", "code.dat")}), "E106"
    ),
    "the type of a workbook with macros": Attack(
        once(types=typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml")), "E106"
    ),
    "a sheet of old macros": Attack(
        lambda _: xlsx(
            changed={
                "xl/macrosheets/sheet1.xml": worksheet(),
                BOOK_RELATIONS: related("xlMacrosheet", "macrosheets/sheet1.xml"),
            }
        ),
        "E106",
    ),
    "strict": Attack(once(book=workbook("表1").replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")), "E107"),
}


def outcome(attack: Attack, folder: Path, mib: float) -> Path:
    path = folder / "表.xlsx"
    path.write_bytes(attack.build(mib))
    return path


@pytest.mark.parametrize("name", [n for n, a in ATTACKS.items() if not a.swells])
def test_an_attack_is_refused_in_a_sentence_or_two(name: str, tmp_path: Path) -> None:
    finding = refusal(outcome(ATTACKS[name], tmp_path, 0))
    assert finding.code in ATTACKS[name].codes.split()


@pytest.mark.parametrize("name", [n for n, a in ATTACKS.items() if a.swells])
def test_what_swells_is_refused_before_it_takes_much_memory(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name]
    said, taken = in_a_process(outcome(attack, tmp_path, attack.swells))
    assert said[:4] in attack.codes.split()
    assert taken < MUCH


HARMLESS: dict[str, bytes] = {
    "a sheet in UTF-16": xlsx(changed={SHEET: worksheet().replace("UTF-8", "UTF-16").encode("utf-16")}),
    "a dimension that claims every cell": xlsx(worksheet(before='<dimension ref="A1:XFD1048576"/>')),
    "a dimension that claims one cell": xlsx(worksheet(before='<dimension ref="A1"/>')),
    "parts that would leave the folder": xlsx(
        changed={"../../../../evil.xml": "<a/>", "/etc/cron.d/x": "x", "C:\\x.xml": "<a/>"}
    ),
    "a workbook inside": xlsx(changed={"xl/embeddings/inside.xlsx": xlsx()}),
    "a picture that nothing leads to": xlsx(changed={"xl/media/image1.png": b"\x89PNG"}),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_cannot_harm_is_read_for_what_it_holds(name: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(HARMLESS[name])
    (sheet,) = read(path).sheets.values()
    assert [cells for _, cells in sheet.rows()] == [["城区", 97.5], ["", 0.5]]
    assert {p.name for p in tmp_path.iterdir()} == {"表.xlsx"}, "nothing is unpacked"


def test_a_part_that_is_a_link_is_never_followed(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts().items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16 if name == SHEET else 0
            package.writestr(info, b"/etc/passwd" if name == SHEET else content)
    assert refused(tmp_path, out.getvalue()) == "E105"
