"""Results beside formulas: what a preview shows that computes nothing, and what stays as it was."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook, load_workbook

from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.stored import Stored
from loudi_qa.workbook.write import put, put_formula


def made() -> tuple[Workbook, Stored]:
    book, stored = Workbook(), Stored()
    sheet = book.create_sheet("甲 & 乙")
    put(sheet, 1, 1, 2)
    stored.note(put_formula(sheet, 1, 2, "A1*2.5"), Decimal("5.0"))
    stored.note(put_formula(sheet, 1, 3, 'IF(A1<3,"少","多")&"<&>"'), "少<&>")
    stored.note(put_formula(sheet, 1, 4, 'IF(A1>3,"多","")'), "")
    put_formula(sheet, 1, 5, "A1+1")
    return book, stored


def test_a_result_is_shown_without_computing() -> None:
    book, stored = made()
    sheet = load_workbook(BytesIO(stored.pack(book)), data_only=True)["甲 & 乙"]
    assert [c.value for c in sheet[1]] == [2, 5, "少<&>", None, None]


def test_the_formulas_stay_formulas() -> None:
    book, stored = made()
    sheet = load_workbook(BytesIO(stored.pack(book)))["甲 & 乙"]
    assert [c.value for c in sheet[1]][1:3] == ["=A1*2.5", '=IF(A1<3,"少","多")&"<&>"']


def test_without_results_nothing_changes() -> None:
    assert Stored().pack(made()[0]) == pack(made()[0])


def test_the_same_bytes_each_time() -> None:
    (book, stored), (other, others) = made(), made()
    assert stored.pack(book) == others.pack(other)
