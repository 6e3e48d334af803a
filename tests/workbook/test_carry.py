"""What openpyxl drops of cells is carried into the saved package: results of formulas, and all else where nothing was changed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.workbook.marked import DATA, form
from tests.workbook.oracle import as_we_read
from tests.workbook.packages import STRINGS, worksheet, xlsx

from loudi_qa.workbook.carry import carry_contents, carry_results

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def saved(data: bytes, change: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    """The workbook as openpyxl saves it, after a change to its first sheet."""
    book, out = openpyxl.load_workbook(BytesIO(data), rich_text=True), BytesIO()
    change(book.worksheets[0])
    book.save(out)
    return out.getvalue()


def values(folder: Path, data: bytes) -> dict[tuple[int, int], object]:
    """What our reader finds in the first sheet."""
    path = folder / "表.xlsx"
    path.write_bytes(data)
    return next(iter(as_we_read(path).values()))


def test_every_formula_gets_its_result_back(tmp_path: Path) -> None:
    original = form()
    lost = values(tmp_path, saved(original))
    assert lost != values(tmp_path, original)
    assert values(tmp_path, carry_results(original, saved(original))) == values(tmp_path, original)


FORMULAS = (
    '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a&amp;&lt;_x000D_</v></c>'
    '<c r="C1" t="b"><f>1=1</f><v>1</v></c>'
    '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><f t="array" ref="E1:F1">A1:B1</f><v>7</v></c><c r="F1"><v>8</v></c>'
    '<c r="G1"><f t="shared" ref="G1:H1" si="0">A1*2</f><v>4</v></c><c r="H1"><f t="shared" si="0"/><v>5</v></c>'
    '<c r="I1"><f>NOW()</f></c><c r="J1" t="str"><f>""</f><v></v></c><c r="K1"><f>"x\n"&amp;A1</f><v>9</v></c>'
)


def test_shared_array_and_empty_results_are_carried_and_none_is_made_up(tmp_path: Path) -> None:
    original = xlsx(worksheet(f'<row r="1">{FORMULAS}</row>'))
    for carried in (carry_results, carry_contents):
        assert values(tmp_path, carried(original, saved(original))) == values(tmp_path, original)
    again = openpyxl.load_workbook(BytesIO(carry_results(original, saved(original)))).worksheets[0]
    assert (again["H1"].value, again["E1"].value.text, again["K1"].value) == ("=B1*2", "=A1:B1", '="x\n"&A1')


def test_a_formula_that_was_changed_or_moved_keeps_no_result_of_another(tmp_path: Path) -> None:
    original = xlsx(worksheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>2+2</f><v>4</v></c></row>'))

    def change(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = "=3+3", 5

    found = values(tmp_path, carry_results(original, saved(original, change)))
    assert found == {(1, 0): ("a formula without a result", None), (1, 1): 5.0}


@pytest.mark.parametrize("prefix", ["x:", ""])
def test_the_original_may_be_written_in_any_dialect(tmp_path: Path, prefix: str) -> None:
    plain = worksheet(
        '<row r="2"><c><v>3</v></c><c><f>A2</f><v>4</v></c></row><row><c r="C7"><v>5</v></c></row>'
        '<row r="5"><c r="A5" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c></row>'
    )
    xml = plain.replace("<", "<" + prefix).replace(f"<{prefix}/", f"</{prefix}").replace(f"<{prefix}?", "<?")
    original = xlsx(xml.replace("xmlns=", "xmlns:x=") if prefix else xml)
    assert values(tmp_path, carry_contents(original, saved(original))) == values(tmp_path, original)


ODD = (
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="4"><v>20191231</v></c><c r="D1" s="4"><v>-3</v></c>'
    '<c r="E1" t="d"><v>2019-12-31T00:00:00</v></c><c r="F1"><v>0.30000000000000004</v></c><c r="G1"><v>1e400</v></c>'
)
ODD_STRINGS = STRINGS.replace("城区", "_x005F_x000D_").replace(
    "<t>计量</t>",
    '<r><t xml:space="preserve"> 计 </t></r><r><rPr><b/></rPr><t>]]&gt;&amp;_x000D_量</t></r><rPh sb="0" eb="1"><t>JI</t></rPh>',
)


@pytest.mark.filterwarnings("ignore:Cell .* is marked as a date:UserWarning")
def test_values_that_openpyxl_would_write_otherwise_come_back_as_they_were(tmp_path: Path) -> None:
    covered = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="3"><v>0.5</v></c></row><row r="3"><c r="B3" t="s"><v>0</v></c></row>'
    merged = '<mergeCells count="1"><mergeCell ref="A2:C3"/></mergeCells>'
    linked = '<hyperlinks><hyperlink ref="Z9" location="A1"/></hyperlinks>'
    sheet = worksheet(f'<row r="1">{ODD}</row>{covered}<row r="9"><c r="A9"><v>1</v></c></row>', after=merged + linked)
    original = xlsx(sheet, changed={"xl/sharedStrings.xml": ODD_STRINGS})
    assert values(tmp_path, saved(original)) != values(tmp_path, original)
    assert values(tmp_path, carry_contents(original, saved(original))) == values(tmp_path, original)


def test_fresh_sheets_and_sheets_the_original_has_not_are_left_alone(tmp_path: Path) -> None:
    original = xlsx(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    changed = saved(original, lambda sheet: sheet.cell(1, 1, 2))
    assert values(tmp_path, carry_contents(original, changed, fresh={"表1"})) == {(1, 0): 2.0}
    assert values(tmp_path, carry_contents(form(), changed)) == {(1, 0): 2.0}


def test_the_same_packages_give_the_same_bytes() -> None:
    original = form()
    copy = saved(original, lambda sheet: sheet.cell(20, 1, "新"))
    assert carry_results(original, copy) == carry_results(original, copy)
    assert openpyxl.load_workbook(BytesIO(carry_results(original, copy)))[DATA]["A20"].value == "新"
