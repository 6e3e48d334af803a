"""Whatever is handed in: a sentence and a code, never a traceback, never a fault of ours."""

from __future__ import annotations

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.conftest import FORM, YEAR, Ran
from tests.workbook.packages import workbook, worksheet, xlsx

from loudi_qa.cli.main import run
from loudi_qa.submission.normalise import LONGEST_CLEAN, clean

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., Ran]

CORNER = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = FORM.read_bytes()


def rezipped(drop: str = "", replace: dict[str, bytes] | None = None, add: dict[str, bytes] | None = None) -> bytes:
    """The good form with a part left out, replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != drop:
                target.writestr(name, (replace or {}).get(name, source.read(name)))
        for name, data in (add or {}).items():
            target.writestr(name, data)
    return out.getvalue()


DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "E103"),
    "text": ("单位,编号\n双峰县,P01\n".encode("gbk"), "E103"),
    "a page named .xlsx": (b"<html><table><tr><td>1</td></tr></table></html>", "E103"),
    "old .xls": (OLE + b"\0" * 2048, "E103"),
    "password": (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512, "E104"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "E103"),
    "half a file": (GOOD[: len(GOOD) // 2], "E105"),
    "its head alone": (b"PK\x03\x04", "E105"),
    "its tail lost": (GOOD[:-10], "E105"),
    "a zip of something else": (rezipped(drop="[Content_Types].xml"), "E103"),
    "macros": (rezipped(add={"xl/vbaProject.bin": b"x"}), "E106"),
    "no workbook": (rezipped(drop="xl/workbook.xml"), "E105"),
    "entities": (rezipped(replace={"xl/workbook.xml": DTD}), "E108"),
    "no XML": (rezipped(replace={"xl/worksheets/sheet2.xml": b"\0\1\2"}), "E105"),
    "XML that ends early": (rezipped(replace={"xl/worksheets/sheet2.xml": b"<worksheet><sheetData><row>"}), "E105"),
    "one part twice": (GOOD, "E108"),
    "a bomb": (rezipped(add={"xl/media/big.xml": b"\0" * 12_000_000}), "E108"),
}


def doubled(data: bytes) -> bytes:
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("xl/workbook.xml", b"<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_in_words(name: str, ask: Ask, tmp_path: Path) -> None:
    data, code = FILES[name]
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(doubled(data) if name == "one part twice" else data)
    ran = ask("score", path)
    assert ran.code == 3
    assert ran.out == ""
    assert f"错误[{code}]" in ran.err
    assert f"{name}.xlsx" in ran.err
    assert "改法：" in ran.err


def test_a_folder_is_no_workbook(ask: Ask, tmp_path: Path) -> None:
    ran = ask("score", tmp_path)
    assert ran.code == 3
    assert "是文件夹" in ran.err
    assert "collect" in ran.err, "what to do with a folder of forms"


def test_a_workbook_of_something_else_is_read_and_found_wanting(ask: Ask, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "空.xlsx")
    ran = ask("score", tmp_path / "空.xlsx")
    assert ran.code == 1
    assert set(re.findall(r"E\d{3}", ran.err)) == {"E201"}, "the cover is missing, and its year is not missed beside it"


NAMES = ["中文 名称（终稿）.xlsx", "=1+1.xlsx", "a'b\"c.xlsx", "%s{0}.xlsx", "[bold].xlsx", "-rf.xlsx", "年度.XLSX"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file_is_a_name(name: str, ask: Ask, tmp_path: Path) -> None:
    if set(name) & set('"<>|?*') and Path().absolute().drive:
        pytest.skip("no such name on Windows")
    (tmp_path / name).write_bytes(YEAR.read_bytes())
    ran = ask("score", tmp_path / name)
    assert ran.code == 0
    assert name in ran.out


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6), st.booleans())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_file_is_taken_for_a_fault_of_ours(damage: list[tuple[int, int]], cut: bool) -> None:
    data = bytearray(GOOD)
    for at, byte in damage:
        data[at] = byte
    with TemporaryDirectory() as folder:
        path = Path(folder) / "坏.xlsx"
        path.write_bytes(data[: damage[0][0]] if cut else data)
        assert run(["validate", "-q", str(path)]) in {0, 1, 3}


def with_description(path: Path, text: str) -> Path:
    """The year's workbook with this as what is told of the incident."""
    book = openpyxl.load_workbook(YEAR)
    book["质量安全事件"]["F2"] = text
    book.save(path)
    return path


@pytest.mark.parametrize("form", ["table", "md"])
def test_no_cell_can_speak_to_the_terminal(form: str, ask: Ask, tmp_path: Path) -> None:
    path = with_description(tmp_path / "年.xlsx", "经过_x001B_]0;owned_x0007__x001B_[2J")
    ran = ask("score", path, "--unit", "新化县", "--format", form)
    assert not {c for c in ran.out + ran.err if ord(c) < 32 and c != "\n"}


def test_no_value_that_is_refused_can_speak_to_the_terminal(ask: Ask, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(FORM)
    book["指标数据"]["E2"] = "约\n错误[E999]: 假的_x001B_[2J"
    book.save(tmp_path / "表.xlsx")
    ran = ask("validate", tmp_path / "表.xlsx")
    assert "E301" in ran.out
    assert not {c for c in ran.out + ran.err if ord(c) < 32 and c != "\n"}
    assert not [line for line in ran.out.splitlines() if line.startswith("错误[E999]")]


@pytest.mark.parametrize("form", ["table", "md", "csv"])
def test_no_formula_of_a_form_is_passed_on(form: str, ask: Ask, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(FORM)
    cell = book["指标数据"]["E2"]
    cell.value = '=HYPERLINK("http://evil.example")'
    cell.data_type = "s"
    book.save(tmp_path / "表.xlsx")
    ran = ask("validate", tmp_path / "表.xlsx", "--format", form)
    assert ran.code == 1
    assert "HYPERLINK" in ran.out + ran.err
    assert not re.search(r'(^|,)"?=', ran.out, flags=re.MULTILINE)


FALSE = "错误[E999]"
SPOKEN = {
    "the name of a sheet": (worksheet(CORNER), f'name="甲&#10;{FALSE}: x&#x85;{FALSE}" sheetId="1" r:id="rId1"'),
    "the address of a cell": (worksheet(f'<row r="1"><c r="A1&#10;{FALSE}: x"><v>1</v></c></row>'), "甲"),
    "the number of a row": (worksheet(f'<row r="1&#10;{FALSE}: x"/>'), "甲"),
    "a number": (worksheet(f'<row r="1"><c r="A1"><v>1_&#10;{FALSE}: x</v></c></row>'), "甲"),
}


@pytest.mark.parametrize("command", ["score", "validate"])
@pytest.mark.parametrize("where", SPOKEN)
def test_no_part_of_a_file_can_begin_a_line_that_passes_for_ours(where: str, command: str, ask: Ask, tmp_path: Path) -> None:
    sheet, name = SPOKEN[where]
    (tmp_path / "表.xlsx").write_bytes(xlsx(sheet, changed={"xl/workbook.xml": workbook(name)}))
    ran = ask(command, tmp_path / "表.xlsx")
    assert ran.code == 3
    assert not [line for line in (ran.out + ran.err).splitlines() if line.startswith(FALSE)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_no_name_of_a_file_can_either(ask: Ask, tmp_path: Path) -> None:
    path = with_description(tmp_path / f"甲\n{FALSE}: x\x1b[2J.xlsx", "经过")
    for ran in (ask("score", path), ask("validate", tmp_path), ask("explain", path, "双峰县")):
        assert FALSE in ran.out + ran.err, "the name is not told, so nothing is tried here"
        assert not [line for line in (ran.out + ran.err).splitlines() if line.startswith(FALSE)]


def test_a_text_that_grows_when_it_is_read_does_not_grow_without_an_end() -> None:
    longest = "\ufdfa" * 32_767  # one character of eighteen
    assert len(clean(longest)) <= LONGEST_CLEAN, "in 15,000 cells of a file of 100 KB it took minutes"
