"""The scan: what is refused for what its XML says, and the facts that readers of values hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from tests.workbook.packages import (
    MAIN,
    ROWS,
    STRINGS,
    STYLES,
    content_types,
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

from loudi_qa.workbook import guard, layout
from loudi_qa.workbook.formats import is_percent
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.workbook.facts import SheetFacts

DTD = '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;">]>'


def facts(folder: Path, rows: str, *, after: str = "", styles: str = STYLES) -> SheetFacts:
    path = folder / "表.xlsx"
    path.write_bytes(xlsx(worksheet(rows, after=after), changed={"xl/styles.xml": styles}))
    return read(path).sheets["表1"].facts


# What is missing or is something else


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_a_package_without_a_part_it_needs_is_damaged(tmp_path: Path, part: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(changed={part: None}))
    finding = refusal(path)
    assert finding.code == "E105"
    assert part in finding.message("en"), "which part is missing must be said"


@pytest.mark.parametrize(
    "data", [xlsx(changed={"xl/workbook.xml": None}), xlsx(worksheet('<row><c r="A"/></row>'))], ids=["part", "address"]
)
def test_damage_is_told_to_an_english_reader_in_english(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    assert refusal(path).message("en").isascii()


def test_texts_without_the_part_that_holds_them_are_damage_and_not_empty_cells(tmp_path: Path) -> None:
    assert refused(tmp_path, xlsx(changed={"xl/sharedStrings.xml": None})) == "E105"


def test_a_word_document_is_no_workbook(tmp_path: Path) -> None:
    word = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relations(relation(1, "officeDocument", "word/document.xml")).encode(),
        "word/document.xml": b'<w:document xmlns:w="urn:w"/>',
        "word/_rels/document.xml.rels": relations().encode(),
    }
    assert refused(tmp_path, zipped(word)) == "E103"


def test_a_package_without_a_main_document_is_no_workbook(tmp_path: Path) -> None:
    assert refused(tmp_path, xlsx(changed={"_rels/.rels": relations()})) == "E103"


def test_strict_open_xml_is_told_from_damage(tmp_path: Path) -> None:
    strict = workbook("表1").replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert refused(tmp_path, xlsx(changed={"xl/workbook.xml": strict})) == "E107"


@pytest.mark.parametrize("part", sorted(parts()))
def test_xml_that_breaks_off_is_damage_in_whatever_part(tmp_path: Path, part: str) -> None:
    assert refused(tmp_path, zipped(parts() | {part: parts()[part][:-9]})) == "E105"


@pytest.mark.parametrize("encoding", ["utf-88", "hex", "utf-7"])
def test_an_encoding_that_nobody_knows_is_damage(tmp_path: Path, encoding: str) -> None:
    sheet = worksheet().replace("UTF-8", encoding)
    assert refused(tmp_path, xlsx(sheet)) == "E105"


# What no honest workbook holds


@pytest.mark.parametrize("part", [*sorted(parts()), "xl/theme/theme1.xml", "docProps/app.xml"])
def test_a_dtd_is_refused_in_whatever_part_it_stands(tmp_path: Path, part: str) -> None:
    xml = parts().get(part, b"<a>&c;</a>").decode()
    head, ended, rest = xml.partition("?>\n")
    made = head + ended + DTD + rest if ended else DTD + xml
    assert refused(tmp_path, zipped(parts() | {part: made.encode()})) == "E108"


# What is too large


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<row r="20001"><c r="A20001"><v>1</v></c></row>', "rows"),
        ('<row r="20001"/>', "rows"),
        ('<row r="1"><c r="A20001"><v>1</v></c></row>', "rows"),
        ("<row/>" * 20_001, "rows"),
        ('<row r="1"><c r="IW1"><v>1</v></c></row>', "columns"),
        ("<row>" + "<c/>" * 257 + "</row>", "columns"),
        ("".join(f'<row r="{n}"><c r="IV{n}"><v>1</v></c></row>' for n in range(1, 1955)), "cells"),
    ],
    ids=["row", "empty row", "cell of another row", "rows without numbers", "column", "cells without addresses", "far columns"],
)
def test_more_than_a_table_may_hold_is_refused_with_the_sheet_and_what_is_too_many(tmp_path: Path, rows: str, what: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(worksheet(rows)))
    finding = refusal(path)
    assert (finding.code, finding.sheet) == ("E109", "表1")
    assert what in finding.message("en")


def test_the_last_row_and_column_that_a_table_may_hold_are_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(worksheet('<row r="1"><c r="IV1"><v>1</v></c></row><row r="40"><c r="A40"><v>2</v></c></row>')))
    rows = list(read(path, Limits(rows=40, cells=40 * 256)).sheets["表1"].rows())
    assert (rows[0][1][255], rows[-1][0], rows[-1][1][0]) == (1, 40, 2)


def test_too_many_sheets_are_refused_even_if_they_are_one_part(tmp_path: Path) -> None:
    listed = [f'name="表{n}" sheetId="{n}" r:id="rId1"' for n in range(guard.MOST_SHEETS + 1)]
    assert refused(tmp_path, xlsx(changed={"xl/workbook.xml": workbook(*listed)})) == "E109"


def test_too_many_merged_cells_are_refused(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, guard.MOST_MERGES + 2))
    assert refused(tmp_path, xlsx(worksheet(after=f"<mergeCells>{merges}</mergeCells>"))) == "E109"


@pytest.mark.parametrize("reference", ["", "A", "1", "A0", "AAAA1", "A1:B2", "R1C1", "A12345678", "Ａ1", "A-1"])
def test_a_cell_without_a_proper_address_is_damage(tmp_path: Path, reference: str) -> None:
    assert refused(tmp_path, xlsx(worksheet(f'<row r="1"><c r="{reference}"><v>1</v></c></row>'))) == "E105"


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "1.5", "１", "9" * 5000])
def test_a_row_without_a_proper_number_is_refused(tmp_path: Path, number: str) -> None:
    assert refused(tmp_path, xlsx(worksheet(f'<row r="{number}"><c><v>1</v></c></row>'))) in {"E105", "E109"}


# Facts


@pytest.mark.parametrize(
    ("shown", "number_format"),
    [
        (True, "0%"),
        (True, "0.00%"),
        (True, "0.0\\ %"),
        (True, "[Red]0%;-0%"),
        (True, '"约"0.0%'),
        (True, "_ * #,##0.0%_ "),
        (True, "[$-804]0%"),
        (False, "General"),
        (False, '0.0"%"'),
        (False, "0.0\\%"),
        (False, "0;-0%"),
        (False, "0_%"),
        (False, "0*%"),
        (False, "[>1%]0"),
        (False, "@"),
    ],
)
def test_a_percentage_is_a_percent_sign_that_scales(shown: bool, number_format: str) -> None:
    assert is_percent(number_format) is shown


@given(st.lists(st.sampled_from(['"%"', "\\%", "_%", "*%", "[红%]", "0", "0.0", "#,##0", " ", ";"])), st.booleans())
def test_only_a_bare_sign_in_the_first_section_counts(tokens: list[str], sign: bool) -> None:
    assert is_percent("0" + "%" * sign + "".join(tokens)) is sign
    assert is_percent("0;" + "".join(tokens) + "%" * sign) is False


def test_only_cell_formats_make_a_percentage(tmp_path: Path) -> None:
    rows = '<row r="1">' + "".join(f'<c s="{style}"><v>1</v></c>' for style in range(5)) + "</row>"
    seen = facts(tmp_path, rows)
    assert [layout.address(*divmod(k, 16_384)) for k in sorted(seen.percent)] == ["B1", "D1"]


def test_a_conditional_format_with_a_percentage_leaves_the_cells_alone(tmp_path: Path) -> None:
    conditional = '<dxfs count="1"><dxf><numFmt numFmtId="14" formatCode="0%"/></dxf></dxfs></styleSheet>'
    styles = STYLES.replace("</styleSheet>", conditional)
    assert not facts(tmp_path, '<row r="1"><c s="4"><v>45000</v></c></row>', styles=styles).percent


def test_a_cell_without_a_style_has_the_first_one(tmp_path: Path) -> None:
    styles = STYLES.replace('<cellXfs count="5"><xf numFmtId="0"', '<cellXfs count="5"><xf numFmtId="9"')
    assert facts(tmp_path, '<row r="1"><c><v>0.97</v></c></row>', styles=styles).percent


def test_a_workbook_may_give_a_built_in_number_another_format(tmp_path: Path) -> None:
    styles = STYLES.replace('numFmtId="164"', 'numFmtId="10"', 1)
    assert not facts(tmp_path, '<row r="1"><c s="1"><v>97</v></c></row>', styles=styles).percent


def test_a_formula_without_a_result_is_told_from_one_with(tmp_path: Path) -> None:
    seen = facts(
        tmp_path,
        '<row r="1"><c><f>1+1</f></c><c><f>1+1</f><v/></c><c><f>1+1</f><v>2</v></c><c t="b"><f>TRUE()</f><v>0</v></c>'
        '<c t="str"><f>"甲"</f><v>甲</v></c><c><f t="shared" si="0"/></c><c><f t="shared" si="0"/><v>2</v></c><c/></row>',
    )
    assert sorted(k % 16_384 for k in seen.without_result) == [0, 1, 5]


def test_a_formula_whose_result_is_an_empty_text_has_a_result(tmp_path: Path) -> None:
    seen = facts(tmp_path, '<row r="1"><c t="str"><f>IF(A2="","",A2)</f><v></v></c></row>')
    assert not seen.without_result, "Excel stores an empty result so; saving again would change nothing"


def test_the_formula_is_not_taken_for_its_result(tmp_path: Path) -> None:
    seen = facts(tmp_path, '<row r="1"><c><f>1+1</f><v> </v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert list(seen.without_result) == [16_384]
    assert list(seen.errors.values()) == ["#DIV/0!"]


def test_what_is_hidden_and_merged_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    rows = '<row r="1"/><row r="2" hidden="1"/><row r="3" hidden="true"/><row r="4" hidden="0"/><row hidden="1"/>'
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="0"/></cols>'
    merges = '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C3:C9"/></mergeCells>'
    listed = [f'name="{state}" sheetId="{n}" r:id="rId{n}" state="{state}"' for n, state in enumerate(STATES, 1)]
    sheets = [worksheet(rows, before=columns, after=merges), worksheet(ROWS), worksheet("")]
    path.write_bytes(xlsx(*sheets, changed={"xl/workbook.xml": workbook(*listed)}))
    book = read(path)
    seen = book.sheets["visible"].facts
    assert (seen.hidden_rows, seen.hidden_columns, seen.merges) == ([2, 3, 5], [(1, 2)], ["A1:B2", "C3:C9"])
    assert [s.facts.hidden for s in book.sheets.values()] == [False, True, True]


STATES = ("visible", "hidden", "veryHidden")


def test_parts_are_found_by_their_relations_and_not_by_their_place(tmp_path: Path) -> None:
    made = parts(
        changed={
            "[Content_Types].xml": content_types(1).replace("/xl/sharedStrings.xml", "/xl/texts/所有.xml"),
            "xl/_rels/workbook.xml.rels": relations(
                relation(7, "sharedStrings", "/xl/sharedStrings.xml"),
                relation(1, "worksheet", "/xl/worksheets/sheet1.xml"),
                relation(2, "styles", "/xl/styles.xml"),
            ),
            "xl/sharedStrings.xml": STRINGS,
        }
    )
    path = tmp_path / "表.xlsx"
    path.write_bytes(zipped(made))
    sheet = read(path).sheets["表1"]
    assert next(sheet.rows()) == (1, ["城区", 97.5])
    assert sheet.is_percent(2, 1)


# Addresses


@given(st.integers(1, 1_048_576), st.integers(0, 16_383))
def test_an_address_is_what_excel_shows(row: int, column: int) -> None:
    assert layout.address(row, column) == f"{get_column_letter(column + 1)}{row}"


@pytest.mark.parametrize("sheet", layout.SHEETS, ids=lambda s: s.name)
def test_no_sheet_needs_a_column_it_does_not_have(sheet: layout.SheetLayout) -> None:
    assert set(sheet.needed) <= set(sheet.columns)
    assert len(set(sheet.columns)) == len(sheet.columns)
