"""The gate: what is said of a file from its bytes and its zip directory alone."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbook.packages import directory_says, parts, refusal, refused, relation, relations, worksheet, xlsx, zipped

from loudi_qa.findings import Unreadable
from loudi_qa.workbook import guard
from loudi_qa.workbook.guard import MIB, Limits
from loudi_qa.workbook.read import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_an_honest_workbook_passes(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx())
    assert list(read(path).sheets) == ["表1"]


def test_a_file_that_is_not_there_is_named_as_such(tmp_path: Path) -> None:
    finding = refusal(tmp_path / "没有.xlsx")
    assert (finding.code, finding.file) == ("E101", "没有.xlsx")


def test_a_file_held_open_by_another_program_is_told_from_a_damaged_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx())
    monkeypatch.setattr(Path, "open", locked)
    finding = refusal(path)
    assert finding.code == "E102"
    assert "没有权限，或正被别的程序占用" in finding.message("zh")
    assert "another program holds it" in finding.message("en")


def test_a_folder_with_the_name_of_a_workbook_is_called_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.mkdir()
    finding = refusal(path)
    assert finding.code == "E103"
    assert "a folder" in finding.message("en")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "an empty file"),
        ("单位,编号,填报值\n城区,1,97\n".encode("gb18030"), "CSV"),
        ("\ufeff单位,编号\n".encode(), "CSV"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf\r\n <?xml version='1.0'?><Workbook/>", "web page or XML"),
        (OLE + bytes(504) + "Workbook".encode("utf-16-le"), "old .xls"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
    ],
    ids=["empty", "csv", "csv-bom", "html", "xml", "xls", "image"],
)
def test_a_renamed_file_of_another_kind_is_called_by_its_kind(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(data)
    finding = refusal(path)
    assert finding.code == "E103"
    assert what in finding.message("en")


def of_another_program(part: str, root: str) -> bytes:
    """A package of Office's whose main part is no workbook's."""
    leading = relations(relation(1, "officeDocument", part))
    rels = f"{part.rpartition('/')[0]}/_rels/{part.rpartition('/')[2]}.rels"
    return xlsx(changed={"_rels/.rels": leading, part: f'<x:{root} xmlns:x="urn:x"/>', rels: relations()})


OTHERS = {
    "an archive": (zipped({"佐证.txt": b"text"}), "an archive"),
    "a workbook in an archive": (zipped({"双峰县.xlsx": xlsx()}), "an archive"),
    "ods": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        "an archive",
    ),
    "docx": (of_another_program("word/document.xml", "document"), "a document of Word"),
    "pptx": (of_another_program("ppt/presentation.xml", "presentation"), "a document of Word"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_another_archive_is_no_workbook(tmp_path: Path, kind: str) -> None:
    data, what = OTHERS[kind]
    path = tmp_path / "表.xlsx"
    path.write_bytes(data)
    finding = refusal(path)
    assert finding.code == "E103"
    assert what in finding.message("en")


def test_a_binary_workbook_is_refused(tmp_path: Path) -> None:
    leading = relations(relation(1, "officeDocument", "xl/workbook.bin"))
    binary = parts() | {"_rels/.rels": leading.encode(), "xl/workbook.bin": b"\x83\x01\x00"}
    assert refused(tmp_path, zipped(binary | {"xl/_rels/workbook.bin.rels": relations().encode()})) in {"E103", "E105"}


def test_a_workbook_with_a_password_is_told_from_an_old_xls(tmp_path: Path) -> None:
    assert refused(tmp_path, OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(99)) == "E104"


def test_an_encrypted_part_asks_for_the_password_to_be_removed(tmp_path: Path) -> None:
    assert refused(tmp_path, directory_says(xlsx(), "xl/styles.xml", flag=1)) == "E104"


@pytest.mark.parametrize("kept", [5, 30, 0.5, 0.99])
def test_a_file_cut_off_in_transfer_is_damaged(tmp_path: Path, kept: float) -> None:
    data = xlsx()
    assert refused(tmp_path, data[: kept if isinstance(kept, int) else int(len(data) * kept)]) == "E105"


def test_a_garbled_compressed_stream_is_damaged(tmp_path: Path) -> None:
    data = bytearray(xlsx())
    with zipfile.ZipFile(BytesIO(data)) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    start = info.header_offset + 30 + len(info.filename)
    data[start : start + info.compress_size] = b"\xff" * info.compress_size
    assert refused(tmp_path, bytes(data)) == "E105"


def test_a_part_whose_checksum_is_wrong_is_damaged(tmp_path: Path) -> None:
    data = zipped(parts(), compression=zipfile.ZIP_STORED)
    assert data.count(b"97.5") == 1
    assert refused(tmp_path, data.replace(b"97.5", b"99.5")) == "E105"


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "other/vbaproject.bin"])
def test_a_workbook_with_macros_is_refused_as_such(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, xlsx(changed={name: b"\0"})) == "E106"


def test_one_part_under_the_same_name_twice_is_hostile(tmp_path: Path) -> None:
    out = BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("xl/worksheets/sheet1.xml", b"<other/>")
    assert refused(tmp_path, out.getvalue()) == "E108"


def test_a_zip_bomb_is_refused_by_its_ratio_before_it_is_unpacked(tmp_path: Path) -> None:
    assert refused(tmp_path, directory_says(xlsx(), "xl/styles.xml", size=20 * MIB)) == "E108"


def test_a_small_part_may_compress_as_well_as_it_likes(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(changed={"docProps/app.xml": b"<a>" + b" " * MIB + b"</a>"}))
    assert read(path).sheets, "a ratio alone would refuse honest files"


def test_an_overlarge_part_is_refused_by_what_the_directory_says(tmp_path: Path) -> None:
    assert refused(tmp_path, directory_says(xlsx(), "xl/styles.xml", size=guard.LARGEST_PART + 1)) == "E109"


def test_parts_that_are_too_large_together_are_refused(tmp_path: Path) -> None:
    data = xlsx()
    for part in ("xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        data = directory_says(data, part, size=150 * MIB)
    assert refused(tmp_path, data) == "E109"


def test_a_part_that_unpacks_to_more_than_its_directory_says_is_refused(tmp_path: Path) -> None:
    sheet = parts()["xl/worksheets/sheet1.xml"]
    data = xlsx(changed={"xl/worksheets/sheet1.xml": sheet + b"<!--" + b"x" * MIB + b"-->"})
    assert refused(tmp_path, directory_says(data, "xl/worksheets/sheet1.xml", size=len(sheet))) == "E105"


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    many = {f"xl/media/{n}.bin": b"" for n in range(guard.MOST_MEMBERS)}
    assert refused(tmp_path, zipped(parts() | many, compression=zipfile.ZIP_STORED)) == "E109"


def test_an_overlarge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the file was read into memory")

    path = tmp_path / "表.xlsx"
    with path.open("wb") as file:
        file.truncate(guard.LARGEST_FILE + 1)
    monkeypatch.setattr(Path, "open", never)
    assert refusal(path).code == "E109"


def test_of_a_file_that_grows_after_it_was_looked_at_no_more_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx())
    before = path.stat()
    path.write_bytes(xlsx() + bytes(8 * MIB))
    monkeypatch.setattr(Path, "stat", lambda _: before)
    assert len(guard.read_bytes(path, path.name)) == before.st_size + 1, "the limit on a file's size can be run around"


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_the_limits_leave_room_for_every_row_the_rules_declare(units: int, measures: int) -> None:
    limits = Limits.declared(units, measures)
    assert limits.rows >= 2 * units * measures
    assert limits.cells >= 16 * 2 * units * measures
    assert limits.rows >= Limits().rows
    assert limits.cells >= Limits().cells


def test_a_table_that_the_rules_declare_passes_where_the_usual_limits_refuse_it(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("指标数据")
    for _ in range(30):
        sheet.append([1])
    book.save(path)
    assert refusal(path, Limits(rows=29)).code == "E109"
    assert refusal(path, Limits(cells=29)).code == "E109"
    assert read(path, Limits(rows=30, cells=30)).sheets


NATION = Limits.declared(2844, 70)
"""Every county of the nation, every measure of the shipped rules."""


def test_a_nations_year_is_let_in_by_its_rules_and_refused_by_those_of_seven_units(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    rows = "<row/>" * (2844 * 70) + "<row><c><v>97</v></c></row>"
    path.write_bytes(xlsx(worksheet(rows)))
    assert refusal(path, Limits.declared(7, 70)).code == "E109"
    assert read(path, NATION).sheets["表1"].facts.rows == 2844 * 70 + 1


@pytest.mark.parametrize("rows", ['<row r="1000000"/>', "<row/>" * 1_000_000, '<row r="1"/><row r="1000000"><c/></row>'])
def test_a_small_file_that_claims_a_million_rows_is_refused_by_a_nations_rules_too(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(worksheet(rows)))
    assert path.stat().st_size < 20_000
    assert refusal(path, NATION).code == "E109"


PLAIN = zipped(parts(), compression=zipfile.ZIP_STORED)
"""Nothing packed, so that a changed byte is a changed character of the XML, and not only a wrong checksum."""
DIRECTORY = PLAIN.index(b"PK\x01\x02")
Flips = list[tuple[int, int]]


def survives(data: bytes) -> None:
    """Whatever the bytes are: a workbook, or a refusal that can be said."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        path.write_bytes(data)
        try:
            read(path)
        except Unreadable as error:
            finding = error.finding
        else:
            return
    assert finding.message("zh")
    assert finding.fix("en")


def flipped(data: bytes, flips: Flips) -> bytes:
    changed = bytearray(data)
    for at, byte in flips:
        changed[at] = byte
    return bytes(changed)


def flips_between(first: int, last: int) -> st.SearchStrategy[Flips]:
    return st.lists(st.tuples(st.integers(first, last - 1), st.integers(0, 255)), min_size=1, max_size=8)


@given(flips_between(DIRECTORY, len(PLAIN)))
@settings(max_examples=300)
def test_no_damage_to_the_directory_ends_in_anything_but_a_refusal(flips: Flips) -> None:
    survives(flipped(PLAIN, flips))


@given(flips_between(0, DIRECTORY))
@settings(max_examples=100)
def test_no_damage_to_the_parts_ends_in_anything_but_a_refusal(flips: Flips) -> None:
    survives(flipped(PLAIN, flips))


@given(st.sampled_from(sorted(parts())), st.data())
@settings(max_examples=300)
def test_no_damage_to_the_xml_behind_a_right_checksum_ends_in_anything_but_a_refusal(part: str, data: st.DataObject) -> None:
    made = parts()
    flips = data.draw(flips_between(0, len(made[part])))
    survives(zipped(made | {part: flipped(made[part], flips)}, compression=zipfile.ZIP_STORED))


@given(st.binary(max_size=300))
def test_no_bytes_behind_the_mark_of_a_zip_end_in_anything_but_a_refusal(tail: bytes) -> None:
    survives(b"PK\x03\x04" + tail)
