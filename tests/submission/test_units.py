"""Which unit a row is of, and that each way of writing it is told once, however many rows use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.submission.books import DATA, Book
from tests.submission.faults import HERE, SENT, THERE, changed, found, put
from tests.submission.faults import Fault as Form
from tests.submission.test_any_cell import form_with, held

from loudi_qa.submission.submit import submit
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.submission.books import Told

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules


def with_units(names: dict[str, str | None], folder: Path) -> list[Finding]:
    """What is found in a form whose rows name these units."""
    return found(Form("", "", "", changed(*(put(m, n, layout.UNIT) for m, n in reversed(names.items())))), folder)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("甲", "别名转全称"),
        ("甲區", "繁体转简体"),
        ("甲區政府", "繁体转简体、别名转全称"),
        (" 甲区 ", "去掉空格"),
        ("甲\u200b区", "去掉看不见的字符"),
        ("　甲　", "去掉空格、别名转全称"),
    ],
)
def test_a_name_put_right_is_noted_once_with_its_rule(written: str, rule: str, tmp_path: Path) -> None:
    (note,) = with_units(dict.fromkeys(SENT, written), tmp_path)
    assert (note.code, note.taken_as, note.column, note.cell) == ("E310", HERE, layout.UNIT, "A2")
    assert note.message("zh").endswith(f"（{rule}）")


def test_each_way_of_writing_a_unit_has_its_own_note(tmp_path: Path) -> None:
    notes = with_units({"R1": "甲", "B1": "甲區", "L1": "甲", "T1": "甲區"}, tmp_path)
    assert [(f.code, f.cell, f.read) for f in notes] == [("E310", "A2", "甲"), ("E310", "A4", "甲區")]


def test_an_unknown_unit_is_told_once_with_every_row_it_stands_in(tmp_path: Path) -> None:
    findings = with_units({"R1": "丙县", "C1": "丙县", "B1": "丙县", "T1": "丙县", "Y1": "丁县"}, tmp_path)
    unknown = [f for f in findings if f.code == "E205"]
    assert [(f.cell, f.read) for f in unknown] == [("A2", "丙县"), ("A6", "丁县")]
    assert "（4 行：A2:A4, A8）" in unknown[0].message("zh")
    assert "(4 rows: A2:A4, A8)" in unknown[0].message("en")
    assert "行" not in unknown[1].message("zh")


def test_the_unit_of_a_form_may_be_left_empty_and_is_taken_from_its_cover(tmp_path: Path) -> None:
    (note,) = with_units(dict.fromkeys(SENT), tmp_path)
    assert (note.code, note.taken_as) == ("E310", HERE)


def test_in_a_years_workbook_an_empty_unit_is_no_ones(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!A2", None))
    assert result.one("E205").cell == "A2"
    assert "单位为空" in result.one("E205").message("zh")


def test_a_name_in_the_sheets_of_the_office_is_read_by_the_same_rules(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("目标分解!A2", "甲區").put("质量安全事件!A2", "乙"))
    assert [(f.code, f.sheet, f.taken_as) for f in result.findings] == [
        ("E310", "目标分解", HERE),
        ("E310", "质量安全事件", THERE),
    ]
    assert result.year is not None
    assert result.year.quotas[HERE, "C1"].value == 3


NAMES = st.sampled_from([HERE, "甲", "甲區", " 甲", "甲区政府", "丙县", "", "乙"])


@given(st.lists(NAMES, min_size=len(SENT), max_size=len(SENT)))
@settings(max_examples=60)
def test_what_is_told_of_units_does_not_grow_with_the_rows(tiny: Rules, names: list[str]) -> None:
    tables = form_with([(f"{DATA}!A{row}", name) for row, name in enumerate(names, start=2)])
    findings = [f for f in submit(held(tables), tiny).findings if f.column == layout.UNIT and f.code in {"E205", "E310"}]
    assert len(findings) == len(set(names) - {HERE})
