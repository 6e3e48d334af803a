"""Reading is held against openpyxl on files of several writers; rows can be read again; damage is no crash."""

from __future__ import annotations

import datetime as dt
import gc
import random
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from tests.workbook.oracle import assert_read_as_openpyxl_reads
from tests.workbook.packages import ROWS, parts, worksheet, xlsx, zipped

from loudi_qa.findings import Unreadable
from loudi_qa.workbook.read import opened, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Writers

TABLE: list[list[object]] = [
    ["单位", "编号", "填报值", "备注"],
    ["城区", "1.2-1", 97.5, " 前后有空格 "],
    ["涟源市", "1.2-2", 0, "多行\n文字 <&> 👍"],
    ["双峰县", "1.2-3", -1234567.891, None],
    [None, None, None, None],
    [True, False, 1e-7, 2**53],
    [dt.datetime(2025, 3, 1, 8, 30), dt.date(2025, 3, 1), dt.time(8, 30), 0.1 + 0.2],
]
PERCENT = [(9, "0%"), (10, "0.00%"), (11, '0.0"%"'), (12, "0.0\\%"), (13, '0.0%;[Red]-0.0"%"'), (14, "General")]


def by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for values in TABLE:
        sheet.append(values)
    for row, number_format in PERCENT:
        sheet.cell(row, 3, 0.975).number_format = number_format
    sheet["A16"], sheet["B16"], sheet["E17"] = "=SUM(C2:C4)", "=1/0", "#N/A"
    sheet["A18"] = "合并"
    sheet.merge_cells("A18:C19")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = sheet.column_dimensions["F"].hidden = True
    book.create_sheet("藏", 0)["C5"] = "前面有空行空列"
    book["藏"].sheet_state = "veryHidden"
    book.create_chartsheet("图").add_chart(BarChart())
    book.create_sheet("空表")
    book.save(path)


def by_openpyxl_streaming(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    for name in ("甲", "乙"):
        sheet = book.create_sheet(name)
        for values in TABLE:
            sheet.append(values)
    book.save(path)


def by_xlsxwriter(path: Path, *, constant_memory: bool = False) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": constant_memory, "default_date_format": "yyyy-mm-dd"}) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=指标数据!$C$2:$C$4"})
        book.add_chartsheet("图").set_chart(chart)
        sheet = book.add_worksheet("指标数据")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:C", None, None, {"hidden": True})
        for row, values in enumerate(TABLE):
            sheet.write_row(row, 0, values)
        for row, number_format in PERCENT:
            sheet.write(row - 1, 2, 0.975, book.add_format({"num_format": number_format}))
        sheet.write_formula("A16", "=SUM(C2:C4)", None, 97.5)
        sheet.write_formula("B16", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C16", '="有"', None, "有")
        sheet.write_formula("D16", "=1=1", None, True)
        sheet.write_array_formula("E16:E16", "{=SUM(C2:C4)}", None, 1)
        sheet.write_rich_string("A17", "富", book.add_format({"bold": True}), "文", "本")
        sheet.write_blank("B17", None, book.add_format({"num_format": "0%"}))
        book.add_worksheet("藏").hide()


def by_xlsxwriter_in_constant_memory(path: Path) -> None:
    by_xlsxwriter(path, constant_memory=True)


WRITERS = [by_openpyxl, by_openpyxl_streaming, by_xlsxwriter, by_xlsxwriter_in_constant_memory]


@pytest.mark.parametrize("write", WRITERS)
def test_files_of_every_writer_are_read_as_openpyxl_reads_them(write: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write(path)
    assert_read_as_openpyxl_reads(path)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed here")
def test_files_that_libreoffice_saved_are_read_as_openpyxl_reads_them(tmp_path: Path) -> None:
    for write in (by_openpyxl, by_xlsxwriter):
        write(tmp_path / f"{write.__name__}.xlsx")
    profile, saved = tmp_path / "profile", tmp_path / "saved"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, saved, *sorted(tmp_path.glob("*.xlsx"))], check=True, capture_output=True)
    paths = sorted(saved.glob("*.xlsx"))
    assert len(paths) == 2
    for path in paths:
        assert_read_as_openpyxl_reads(path)


# Reading again

TWO = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'), worksheet('<row r="1"><c r="A1"><v>2</v></c></row>')


def test_the_rows_of_a_sheet_can_be_read_again_whatever_became_of_the_first_reading(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(worksheet(ROWS + '<row r="4"><c r="C4"><f>1</f></c><c r="D4" t="e"><v>#N/A</v></c></row>')))
    sheet = read(path).sheets["表1"]
    first = [(number, list(cells)) for number, cells in sheet.rows()]
    broken_off = sheet.rows()
    next(broken_off)[1].clear()
    assert [(number, list(cells)) for number, cells in sheet.rows()] == first
    assert [number for number, _ in broken_off] == [number for number, _ in first][1:]


def test_sheets_are_read_apart_from_each_other(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(*TWO))
    book = read(path)
    pairs = zip(book.sheets["表1"].rows(), book.sheets["表2"].rows(), strict=True)
    assert list(pairs) == [((1, [1.0]), (1, [2.0]))]


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    one.write_bytes(xlsx())
    other.write_bytes(xlsx())
    assert read(one).sha256 == read(other).sha256
    other.write_bytes(xlsx(worksheet("")))
    assert read(one).sha256 != read(other).sha256


# Damage

EVERYTHING = parts(
    worksheet(
        ROWS + '<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>x</t></is></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v>'
        '</c><c s="4"><v>45000</v></c><c t="str"><f>A1</f><v>y</v></c><c r="F3"><f>A1</f></c></row>',
        before='<dimension ref="A1:F3"/><cols><col min="2" max="3" hidden="1"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    )
)


def survives(path: Path, data: bytes) -> None:
    """Read and walk the whole workbook; :class:`Unreadable` is the one exception that may come out."""
    path.write_bytes(data)
    try:
        for sheet in read(path).sheets.values():
            for number, cells in sheet.rows():
                assert number > 0
                assert isinstance(cells, list)
    except Unreadable as refused:
        refused.finding.message("zh")  # would raise if the sentence lacked a field


@pytest.fixture(scope="module")
def somewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage") / "表.xlsx"


@settings(deadline=None, max_examples=200)
@given(data=st.binary(max_size=400), head=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes_give_a_workbook_or_a_refusal(somewhere: Path, data: bytes, head: bytes) -> None:
    survives(somewhere, head + data)


@settings(deadline=None, max_examples=300)
@given(seed=st.integers(0, 2**32), compression=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
def test_any_damage_to_a_package_gives_a_workbook_or_a_refusal(somewhere: Path, seed: int, compression: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- damage, no secret
    data = bytearray(zipped(EVERYTHING, compression=compression))
    directory = data.index(b"PK\x01\x02")
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(chance.choice([0, directory]), len(data))] = chance.randrange(256)
    survives(somewhere, bytes(data[: chance.choice([len(data), len(data), chance.randrange(len(data))])]))


@settings(deadline=None, max_examples=300)
@given(seed=st.integers(0, 2**32), part=st.sampled_from(sorted(EVERYTHING)))
def test_any_damage_to_the_xml_of_a_part_gives_a_workbook_or_a_refusal(somewhere: Path, seed: int, part: str) -> None:
    chance = random.Random(seed)  # noqa: S311 -- damage, no secret
    xml = bytearray(EVERYTHING[part])
    for _ in range(chance.randint(1, 3)):
        xml[chance.randrange(len(xml))] = chance.choice([chance.randrange(256), *b'0129AZ"<>/= rs'])
    if chance.random() < 0.3:
        at = chance.randrange(len(xml))
        del xml[at : at + chance.randint(1, 30)]
    survives(somewhere, zipped(EVERYTHING | {part: bytes(xml)}, compression=zipfile.ZIP_STORED))


def test_what_was_read_is_let_go_with_the_workbook() -> None:
    """A command collects no garbage: what held itself would stay, for each of thousands of forms."""
    data = xlsx(worksheet(ROWS, after='<mergeCells><mergeCell ref="A9:B9"/></mergeCells>'))
    opened(data, "先读一次.xlsx")
    gc.collect()
    gc.disable()
    try:
        assert opened(data, "再读一次.xlsx").sheets
        assert gc.collect() == 0, "a folder of forms would fill the memory"
    finally:
        gc.enable()
