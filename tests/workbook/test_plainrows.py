"""Rows taken without the parser: the same facts as through it, whatever a file does to look plain."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbook.packages import DECLARATION, MAIN, STRINGS, worksheet, xlsx

from loudi_qa.findings import Unreadable
from loudi_qa.workbook import package, plainrows, shortcut
from loudi_qa.workbook.facts import NO_RESULT
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.read import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.workbook.facts import Cells, SheetFacts

WHAT_EXCEL_WRITES = (
    '<row r="11" spans="1:4" ht="15.75" customHeight="1"><c r="A11" s="1" t="s"><v>0</v></c><c r="B11"><v>97.5</v></c></row>'
    '<row r="12" spans="1:4"><c r="A12" t="s"><v>1</v></c><c r="B12" s="3"><v>0.975</v></c><c r="D12" s="2"/></row>'
    '<row r="14"><c r="C14" s="2"><v>-1.5E-3</v></c></row>'
)


TEXTS = STRINGS.replace("</sst>", "<si><t></t></si></sst>")
"""With an empty text, number 2."""


def facts_of(rows: str, **around: str) -> SheetFacts | str:
    """The facts of a sheet with these rows, or the sentence that refuses it."""
    try:
        return read_anew(xlsx(worksheet(rows, **around), changed={"xl/sharedStrings.xml": TEXTS}))
    except Unreadable as error:
        return error.finding.code


def read_anew(data: bytes) -> SheetFacts:
    """The facts of the first sheet; under a new name each time, for the suite reads a file of one name only once."""
    return next(iter(opened(data, f"{next(NUMBERS)}.xlsx").sheets.values())).facts


NUMBERS = itertools.count()


def through_the_parser(rows: str, **around: str) -> SheetFacts | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plainrows.PlainRows, "take", lambda _, __, at: at)
        return facts_of(rows, **around)


def told(facts: SheetFacts | str) -> object:
    return facts if isinstance(facts, str) else {what: repr(fact) for what, fact in vars(facts).items()}


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows that were taken without the parser, filled in as they are read."""
    numbers: list[int] = []
    rows = plainrows.PlainRows.take

    def spied(self: plainrows.PlainRows, data: bytes, at: int) -> int:
        took = self.took

        def noted(found: dict[int, Cells], cells: int) -> None:
            numbers.extend(found)
            took(found, cells)

        self.took = noted
        try:
            return rows(self, data, at)
        finally:
            self.took = took

    monkeypatch.setattr(plainrows.PlainRows, "take", spied)
    return numbers


# What is taken


def test_what_excel_writes_is_taken_without_the_parser(taken: list[int]) -> None:
    facts = facts_of(WHAT_EXCEL_WRITES)
    assert taken == [11, 12, 14]
    assert not isinstance(facts, str)
    assert facts.cells == {11: ["城区", 97.5], 12: ["计量", 0.975], 14: ["", "", -0.0015]}
    assert told(facts) == told(through_the_parser(WHAT_EXCEL_WRITES))


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("表", 0)
    for row in (["单位", "填报值"], ["双峰县", 97.5], ["新化县", None], [None, 3]):
        sheet.append(row)
    sheet["B2"].number_format = "0.00%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter(**options: bool) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((["单位", "填报值"], ["双峰县", 97.5], ["新化县", ""], ["", 3])):
            sheet.write_row(number, 0, row, book.add_format({"num_format": "0.00%"}))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [by_openpyxl(), by_xlsxwriter(), by_xlsxwriter(constant_memory=True)],
    ids=["openpyxl", "xlsxwriter", "xlsxwriter with inline texts"],
)
def test_what_programs_write_is_taken_to_the_last_row(taken: list[int], data: bytes) -> None:
    read_anew(data)
    assert taken[-3:] == [2, 3, 4], "a large file from this program would be read four times slower"


def test_a_row_that_is_not_plain_goes_through_the_parser_and_the_next_ones_do_not(taken: list[int]) -> None:
    rows = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(11, 16)]
    rows[2] = '<row r="13"><c r="A13" t="b"><v>1</v></c></row>'
    facts = facts_of("".join(rows))
    assert taken == [11, 12, 14, 15]
    assert not isinstance(facts, str)
    assert facts.cells == {n: [float(n)] if n != 13 else [True] for n in range(11, 16)}


def test_rows_with_formulas_are_taken_for_their_results(taken: list[int]) -> None:
    rows = (
        '<row r="11"><c r="A11"><v>9</v></c><c r="B11" t="str"><f>IF(A11&lt;"11","",1&amp;A11)</f><v>甲</v></c><c r="C11"/></row>'
        '<row r="12"><c r="A12"><f>1+2</f></c><c r="B12" t="str"><f>A12</f><v></v></c><c r="C12"><f>A12</f><v>3</v></c></row>'
        '<row r="13"><c r="A13"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    facts = facts_of(rows)
    assert taken == [11, 12, 13], "every row of a filled-in form has a formula: each would be read four times slower"
    assert not isinstance(facts, str)
    assert facts.cells == {11: [9.0, "甲"], 12: [NO_RESULT, "", 3.0], 13: [4.0]}
    assert told(facts) == told(through_the_parser(rows))


def test_the_first_rows_of_a_sheet_with_formats_are_taken_too(taken: list[int]) -> None:
    """Their low numbers are the ends of the numbers of styles: 1 of 11, and of 1."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n % 4}"><v>7</v></c><c r="B{n}" s="1"/></row>' for n in range(1, 5))
    assert told(facts_of(rows)) == told(through_the_parser(rows))
    assert taken == [1, 2, 3, 4]


def test_rows_as_this_program_writes_them_are_taken(taken: list[int]) -> None:
    """A collected year gives high rows their height before their number."""
    rows = (
        '<row customHeight="1" ht="30" r="11"><c r="A11" s="1" t="n"><v>1</v></c></row><row r="12"><c r="A12" s="1" t="n"/></row>'
    )
    assert told(facts_of(rows)) == told(through_the_parser(rows))
    assert taken == [11, 12]


def test_a_row_of_nothing_but_formats_counts_as_its_cells() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/><c r="C{n}" s="1"/></row>' for n in range(11, 15))
    data = xlsx(worksheet(rows))
    assert opened(data, "十二格.xlsx", Limits(cells=12)).sheets["表1"].facts.rows == 14
    with pytest.raises(Unreadable) as error:
        opened(data, "十二格.xlsx", Limits(cells=11))
    assert error.value.finding.code == "E109"


# What looks plain and is not


ROW = '<row r="15"><c r="A15" s="1"><v>{0}</v></c></row>'
NEXT = '<row r="16"><c r="A16"><v>16</v></c></row>'
TRICKS = {
    "a style that ends in the row's number": '<row r="1"><c r="A1" s="1"><v>5</v></c><c r="B1" s="11"><v>5</v></c></row>',
    "a text with the row's number and a quotation mark": (
        '<row r="7"><c r="A7" t="inlineStr"><is><t>第7"号，17"</t></is></c></row>'
    ),
    "a text with a quotation mark as an entity": '<row r="7"><c r="A7" t="inlineStr"><is><t>7&quot;</t></is></c></row>',
    "an address without its row": '<row r="15"><c r="A" s="15"><v>1</v></c></row>',
    "an address of another row": '<row r="15"><c r="A16"><v>1</v></c></row>',
    "an address that only ends like the row": '<row r="5"><c r="A15"><v>1</v></c></row>',
    "a row that stands twice": ROW.format(1) + ROW.format(2).replace("A15", "B15"),
    "rows that fall": '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
    "columns that fall": '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a cell that stands twice": '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
    "a column beyond the last": '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
    "a column beyond those that are read": '<row r="1"><c r="XFD1"><v>1</v></c></row>',
    "rows in a comment": f"<!-- {ROW.format(1)}{NEXT} -->",
    "a comment that begins in a row": f"<row r='2'><!-- </row>{ROW.format(1)} --></row>",
    "rows in CDATA": f"<![CDATA[</row>{ROW.format(1)}{NEXT}]]>",
    "CDATA in a row": f"<row r='2'><![CDATA[</row>{ROW.format(1)}]]></row>",
    "rows in an instruction": f"<?x </row>{ROW.format(1)}?>",
    "rows in a row": f"<row r='2'>{ROW.format(1)}{NEXT}</row>{NEXT}",
    "rows in a cell": f"<row r='2'><c r='A2'><v>7</v><row r='3'></row>{NEXT}</c></row>",
    "a row in something else": f"<x>{ROW.format(1)}</x>",
    "a number with a digit group": ROW.format("1_000"),
    "a number with spaces": ROW.format(" 1 "),
    "no number": ROW.format("nan"),
    "infinity": ROW.format("1E999"),
    "a number in hexadecimals": ROW.format("0x1F"),
    "full-width digits": ROW.format("１５"),
    "a number as an entity": ROW.format("&#49;"),
    "a shared text that is not there": '<row r="1"><c r="A1" t="s"><v>3</v></c></row>',
    "a shared text counted from the end": '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    "an unknown entity": '<row r="1"><c r="A1" t="inlineStr"><is><t>&gibtsnicht;</t></is></c></row>',
    "a bare ampersand": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲&乙</t></is></c></row>',
    "a line end as an entity": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲&#10;乙</t></is></c></row>',
    "a line end": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲\r\n乙</t></is></c></row>',
    "a control character": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲\x02乙</t></is></c></row>',
    "the sign that stands in skeletons": '<row r="1"><c r="A\x00"><v>5</v></c></row>',
    "an empty text at the end": '<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="s"><v>2</v></c></row>',
    "what XML may not hold": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲\uffff</t></is></c></row>',
    "the end of CDATA": '<row r="1"><c r="A1" t="inlineStr"><is><t>]]></t></is></c></row>',
    "a character written as its code": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲_x000A_乙</t></is></c></row>',
    "a text of 40,000 characters": f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"甲" * 40_000}</t></is></c></row>',
    "a date": '<row r="1"><c r="A1" s="4"><v>45717</v></c></row>',
    "a hidden row": '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>',
    "an attribute twice": '<row r="1" r="2"><c r="A1"><v>1</v></c></row>',
    "a height twice": '<row customHeight="1" ht="30" r="41" ht="15"><c r="A41"><v>1</v></c></row>',
    "a row that ends at once": '<row r="1"/><row r="2"><c r="A2"><v>1</v></c></row>',
    "a value that closes as a text": '<row r="1"><c r="A1"><v>1</t></is></c></row>',
    "two values": '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
    "a text in a number's cell": '<row r="1"><c r="A1"><is><t>甲</t></is></c></row>',
    "letters between cells": '<row r="1"><c r="A1"/>甲<c r="B1"><v>1</v></c></row>',
    "a formula with an unknown entity": '<row r="1"><c r="A1"><f>1&x;</f><v>1</v></c></row>',
    "a formula with a bare ampersand": '<row r="1"><c r="A1"><f>"a"&"b"</f><v>1</v></c></row>',
    "a formula with what XML may not hold": '<row r="1"><c r="A1"><f>1\uffff</f><v>1</v></c></row>',
    "a formula behind its value": '<row r="1"><c r="A1"><v>1</v><f>1</f></c></row>',
    "a formula with an error": '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    "a formula with the number of a text": '<row r="1"><c r="A1" t="s"><f>1</f><v>0</v></c></row>',
    "a formula in a text's cell": '<row r="1"><c r="A1" t="inlineStr"><f>1</f></c></row>',
    "a text of a formula that is too long": f'<row r="1"><c r="A1" t="str"><f>1</f><v>{"甲" * 40_000}</v></c></row>',
    "a formula that names the row and a quotation mark": '<row r="7"><c r="A7" t="str"><f>IF(1,"7","17")</f><v>7</v></c></row>',
    "two formulas": '<row r="1"><c r="A1"><f>1</f><f>2</f><v>1</v></c></row>',
    "a date of a formula": '<row r="1"><c r="A1" s="4"><f>1</f><v>45717</v></c></row>',
    "a percentage of a formula without a result": '<row r="9"><c r="A9" s="1"><f>1</f><v/></c></row>',
    "a phonetic aid": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></is></c></row>',
    "an unbound prefix": '<row r="1" x14ac:dyDescent="0.25"><c r="A1"><v>1</v></c></row>',
    "a tag that never closes": '<row r="1"><c r="A1"><v>1</v></c>',
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_sheet_that_only_looks_plain_is_read_as_the_parser_reads_it(trick: str) -> None:
    before, after = '<row r="1"><c r="A1"><v>9</v></c></row>', '<row r="99"><c r="A99" s="1"><v>0.5</v></c></row>'
    below = re.sub(r"""r=(["'])([A-Z]*)(\d)\1""", r"r=\1\g<2>8\3\1", TRICKS[trick])
    for rows in (TRICKS[trick], below, before + TRICKS[trick] + after, before + below + after):
        assert told(facts_of(rows)) == told(through_the_parser(rows)), "the shortcut reads another thing than the parser"


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-8", "ISO-8859-1", "US-ASCII", "UTF-16"])
def test_rows_are_taken_in_utf_8_only(encoding: str) -> None:
    rows = '<row r="81"><c r="A81" t="inlineStr"><is><t>é 城区</t></is></c></row>'
    xml = worksheet(rows).replace("UTF-8", encoding)
    data = xml.encode("utf-16" if encoding == "UTF-16" else "utf-8")

    def read() -> object:
        try:
            return told(read_anew(xlsx(changed={"xl/worksheets/sheet1.xml": data})))
        except Unreadable as error:
            return error.finding.code

    shortcut = read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plainrows.PlainRows, "take", lambda _, __, at: at)
        assert shortcut == read(), "a letter would be read as another one"


def test_rows_behind_the_rows_of_the_sheet_are_none_of_it() -> None:
    after = f'<x xmlns="urn:other"><row r="2"></row>{NEXT}</x>'
    assert told(facts_of(ROW.format(1), after=after)) == told(through_the_parser(ROW.format(1), after=after))


def test_a_sheet_in_another_namespace_has_no_rows_to_take() -> None:
    xml = f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:o="urn:other"><o:x xmlns="urn:other">'
    xml += f"<sheetData>{ROW}</sheetData></o:x></worksheet>"
    facts = read_anew(xlsx(changed={"xl/worksheets/sheet1.xml": xml}))
    assert facts.cells == {}


# What must always hold


CELLS: list[Callable[[str, int], str]] = [
    lambda at, n: f'<c r="{at}"><v>{n}</v></c>',
    lambda at, n: f'<c r="{at}" s="{n % 6}"><v>{n}.25</v></c>',
    lambda at, n: f'<c r="{at}" s="1" t="n"><v>0.{n}</v></c>',
    lambda at, n: f'<c r="{at}" t="s"><v>{n % 3}</v></c>',
    lambda at, n: f'<c r="{at}" s="{n}"/>',
    lambda at, n: f'<c r="{at}" t="inlineStr"><is><t>第{n}"号&amp;</t></is></c>',
    lambda at, n: f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve"> {n}</t></is></c>',
    lambda at, n: f'<c r="{at}" s="{n % 5}" t="str"><f>IF({at}="{n}","&lt;",1)</f><v>第{n}"号</v></c>',
    lambda at, n: f'<c r="{at}" t="str"><f>{n}</f><v/></c>',
    lambda at, n: f'<c r="{at}" s="{n % 5}"><f t="shared" si="0"/><v>{n}</v></c>',
    lambda at, n: f'<c r="{at}" t="str"><v>{n}</v></c>',
    lambda at, n: f'<c r="{at}" s="{n % 5}"><v></v></c>',
    lambda at, n: f"<c r='{at}'><v>{n}</v></c>",
    lambda at, n: f'<c t="n" r="{at}"><v>{n}</v></c>',
    lambda at, n: f'<c r="{at}"><f>{n}</f></c>',
    lambda at, n: f'<c r="{at}"><f>{n}</f><v>{n}</v></c>',
    lambda at, n: f'<c r="{at}" t="e"><v>#N/A</v></c><!-- {n} -->',
    lambda at, n: f"<c><v>{n}</v></c>" if at else "",
]
cells = st.tuples(st.sampled_from(CELLS), st.integers(0, 7), st.integers(0, 30))
sheet_rows = st.lists(
    st.tuples(st.integers(1, 30), st.lists(cells, max_size=6), st.sampled_from(["", ' spans="1:8"', ' hidden="1"']))
)


@settings(deadline=None)
@given(rows=sheet_rows, chunk=st.integers(7, 200))
def test_every_mixture_of_dialects_is_read_as_the_parser_reads_it_in_chunks_of_any_size(
    rows: list[tuple[int, list[tuple[Callable[[str, int], str], int, int]], str]], chunk: int
) -> None:
    text = "".join(
        f'<row r="{number}"{more}>{"".join(write("ABCDEFGH"[column] + str(number), n) for write, column, n in row)}</row>'
        for number, row, more in rows
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "_CHUNK", chunk)
        assert told(facts_of(text)) == told(through_the_parser(text))


def test_the_memory_of_values_and_skeletons_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut.Once, "MOST", 3)
    rows = "".join(f'<row r="{n}" ht="{n}"><c r="{"ABCDEFGH"[n % 8]}{n}"><v>{n}</v></c></row>' for n in range(1, 40))
    assert told(facts_of(rows)) == told(through_the_parser(rows))


def test_a_zip_that_breaks_off_in_a_row_is_refused_as_ever() -> None:
    whole = xlsx(worksheet(WHAT_EXCEL_WRITES))
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        cut = file.read("xl/worksheets/sheet1.xml")[:-60]
    with pytest.raises(Unreadable) as error:
        read_anew(xlsx(changed={"xl/worksheets/sheet1.xml": cut}))
    assert error.value.finding.code == "E105"
