"""The page of common questions: what it says of a form is what the program says of that form."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from tests.test_readme import ROOT, printed, text

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "faq.zh-CN.md"
CODE = re.compile(r"E[1-6]\d\d")


def test_every_code_of_an_answer_is_one_that_was_provoked() -> None:
    tried = set(CODE.findall(text(ROOT / "docs" / "faults.md")))
    assert set(CODE.findall(text(PAGE))) - tried == set(), "an answer rests on what nobody has tried"


def test_every_question_has_an_answer() -> None:
    questions = re.split(r"^### ", text(PAGE), flags=re.MULTILINE)[1:]
    assert len(questions) > 20
    assert all(re.split(r"^#+ ", each, flags=re.MULTILINE)[0].partition("\n")[2].strip() for each in questions)


@pytest.mark.parametrize(
    ("row", "value", "shown_as", "counted"),
    [
        pytest.param(0, 95.03, "0.00", True, id="as asked for"),
        pytest.param(1, 0.9503, "0.00%", True, id="in a percent cell"),
        pytest.param(2, 0.9503, "0.00", True, id="a share beside its counts"),
        pytest.param(2, 0.9503, "0.00", False, id="a share alone"),
        pytest.param(3, 95.03, "0.00%", True, id="a percent format put on afterwards"),
    ],
)
def test_a_percentage_is_read_as_the_table_says(tmp_path: Path, row: int, value: float, shown_as: str, counted: bool) -> None:
    rows = re.findall(r"^\| .* \| (.*) \|$", text(PAGE).partition("程序怎么读")[2], re.MULTILINE)
    form = tmp_path / "form.xlsx"
    book = load_workbook(ROOT / "samples" / "forms-2019" / "双峰县.xlsx")
    cell = book["指标数据"]["E5"]  # P04, 287 of 302
    cell.value, cell.number_format = value, shown_as
    if not counted:
        book["指标数据"]["F5"] = book["指标数据"]["G5"] = None
    book.save(form)
    found = {f["code"] for f in json.loads(printed(f"loudi-qa validate {form} --json")[1])["findings"] if f["cell"] == "E5"}
    assert found <= set(CODE.findall(rows[row]))
    assert bool(found) == bool(CODE.findall(rows[row]))
