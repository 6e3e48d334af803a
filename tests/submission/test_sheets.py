"""Sheets and columns are known by their text: where they stand, and what stands beside them, changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.submission.books import COVER, DATA, GOOD, QUOTAS, Book, grid, tell

from loudi_qa.submission.bind import bind
from loudi_qa.submission.check import check
from loudi_qa.submission.cover import Sender, read_cover
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.submission.books import Grid, Told

    from loudi_qa.scheme.load import Rules

NEEDED_COLUMNS = 7


def figures(told: Told) -> dict[tuple[str, str], object]:
    """What counts for each unit and measure, wherever it stands."""
    assert told.year is not None
    return {(u, m): getattr(e.state, "value", type(e.state)) for u, own in told.year.entries.items() for m, e in own.items()}


@given(st.permutations(range(NEEDED_COLUMNS)), st.integers(0, 4), st.integers(0, 3), st.booleans())
@settings(max_examples=12)
def test_the_order_of_columns_and_the_place_of_the_table_change_nothing(
    tiny: Rules, order: list[int], down: int, right: int, spare: bool
) -> None:
    book = Book()
    moved: Grid = [["填表说明：数据截至年末。"] for _ in range(down)]
    for number, row in enumerate(book.sheets[DATA]):
        cells = [row[i] if i < len(row) else None for i in order]
        moved.append([None] * right + cells + (["序号" if number == 0 else number] if spare else []))
    book.sheets[DATA] = moved
    with TemporaryDirectory() as folder:
        told, plain = tell(book, tiny, Path(folder)), tell(Book(), tiny, Path(folder))
    assert figures(told) == figures(plain)
    assert told.findings == []


def test_blank_rows_and_notes_below_the_table_are_no_rows(told: Callable[[Book], Told]) -> None:
    book = Book()
    rows = book.sheets[DATA]
    rows.insert(8, [None] * 7)
    rows.insert(1, [" ", "", "　"])
    rows += [[], ["合计"], ["填表人：", None, None, None, None, None, None, "张三"], ["说明：数据截至年末"], []]
    assert told(book).codes() == []


def test_a_header_repeated_on_a_later_page_is_no_row(told: Callable[[Book], Told]) -> None:
    book = Book()
    book.sheets[DATA].insert(8, book.sheets[DATA][0])
    assert (figures(told(book)), told(book).codes()) == (figures(told(Book())), [])


def test_a_number_below_the_table_is_not_passed_over(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!A17", "合计").put("指标数据!C17", 385)).one("E206")
    assert (finding.cell, finding.read) == ("B17", "")


def test_a_row_with_a_value_and_no_unit_is_not_passed_over(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!B16", "R1").put("指标数据!C16", 90)).one("E205")
    assert (finding.cell, finding.read) == ("A16", "")


def test_of_two_columns_of_one_title_neither_is_read(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!H1", "填 报 值").put("指标数据!H2", 12))
    finding = result.one("E223")
    assert (finding.sheet, result.codes()) == (DATA, ["E223"])
    assert "列“填报值”出现了两次（C1、H1）" in finding.message("zh")
    assert result.year is not None
    assert result.year.entries == {}


@pytest.mark.parametrize("title", ["备注", "佐证材料", "指标名称", "序号"])
def test_two_columns_that_no_value_hangs_on_do_no_harm(title: str, told: Callable[[Book], Told]) -> None:
    book = Book().put("指标数据!H1", title).put("指标数据!I1", title)
    assert (told(book).value("R1"), told(book).codes()) == (97.5, [])


@pytest.mark.parametrize("sheet", [DATA, QUOTAS])
def test_of_two_sheets_of_one_name_neither_is_read(sheet: str, told: Callable[[Book], Told]) -> None:
    book = Book()
    book.sheets[f"{sheet} "] = book.sheets[sheet]
    finding = told(book).one("E223")
    assert (finding.sheet, finding.severity) == (sheet, "error")
    assert f"工作表“{sheet}”出现了两次（{sheet}、{sheet} ）" in finding.message("zh")
    assert told(book).codes() == ["E223"], "what rests on it is open, and said once"


@pytest.mark.parametrize(
    "title", ["填报值 ", "填报值\u200b", "\n填报值", "填 报 值"], ids=["space", "zero-width", "line break", "set with spaces"]
)
def test_a_title_is_known_whatever_the_eye_does_not_see_in_it(title: str, told: Callable[[Book], Told]) -> None:
    assert told(Book().put("指标数据!C1", title)).codes() == []


def test_a_sheet_is_known_whatever_the_eye_does_not_see_in_its_name(told: Callable[[Book], Told]) -> None:
    assert told(Book().rename(DATA, " 指标数据 ")).codes() == []


@pytest.mark.parametrize("name", ["甲区", "甲", "甲区政府", " 甲区 ", "甲\u200b区"])
def test_a_unit_is_known_by_its_name_and_its_aliases(name: str, told: Callable[[Book], Told]) -> None:
    book = Book()
    for row in range(2, 9):
        book.put(f"指标数据!A{row}", name)
    assert figures(told(book)) == figures(told(Book()))


@pytest.mark.parametrize("code", ["R1", "r1", "Ｒ１", " R1 ", "Ｒ1"])
def test_a_code_is_known_in_small_and_in_full_width_letters(code: str, told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!B2", code).put("全省平均!A2", code))
    assert (result.codes(), result.value("R1")) == ([] if code == "R1" else ["E310"], 97.5)


@pytest.mark.parametrize("year", [2019, "2019", "2019年度", "２０１９年", " 2019 ", "考核2019年", date(2019, 12, 31)])
def test_a_year_is_read_however_it_is_written(year: object, told: Callable[[Book], Told]) -> None:
    result = told(Book().put("封面!B1", year))
    assert result.year is not None
    assert result.year.year == 2019


@pytest.mark.parametrize("year", [None, "二〇一九", 19, 20190101, "12019", 3019, "2018-2019", "2018、2019年度"])
def test_what_is_no_year_is_not_taken_for_one(year: object, told: Callable[[Book], Told]) -> None:
    result = told(Book().put("封面!B1", year))
    assert (result.year, result.codes()) == (None, ["E208"])


def test_the_cover_is_read_wherever_its_keys_stand(told: Callable[[Book], Told]) -> None:
    book = Book()
    book.sheets[COVER] = [
        ["质量工作考核填报表"],
        [],
        [None, None, "考核年度：", None, "2019年度"],
        ["数据说明", "示例，数据虚构"],
    ]
    result = told(book)
    assert result.year is not None
    assert (result.year.year, result.year.notice, result.codes()) == (2019, "示例，数据虚构", [])


def test_rules_of_the_edition_in_use_are_no_matter_for_a_finding(told: Callable[[Book], Told]) -> None:
    assert told(Book().put("封面!B3", "tiny 2019")).codes() == []
    assert told(Book().put("封面!B3", None)).codes() == []
    assert told(Book().put("封面!B3", "tiny 20190 abc")).codes() == ["E209"]


def test_an_incident_keeps_its_words_and_its_place(told: Callable[[Book], Told]) -> None:
    year, findings = told(Book().put("质量安全事件!F2", "经过：  三人中毒（已送医）"))
    assert findings == []
    assert year is not None
    (incident,) = year.incidents
    assert (incident.unit, incident.veto, incident.date) == ("乙县", "V1", "2019-08-23")
    assert incident.description == "经过： 三人中毒（已送医）", "full-width punctuation stays as it was written"
    assert str(incident.cell) == "质量安全事件!C2"


def test_a_day_is_told_as_a_day_however_it_is_stored(told: Callable[[Book], Told]) -> None:
    year, _ = told(Book().put("质量安全事件!B2", date(2019, 8, 23)))
    assert year is not None
    assert [i.date for i in year.incidents] == ["2019-08-23"]


def test_an_incident_of_no_known_kind_or_unit_strikes_no_one(told: Callable[[Book], Told]) -> None:
    for where in ("质量安全事件!C2", "质量安全事件!A2"):
        year, _ = told(Book().put(where, "某某"))
        assert year is not None
        assert year.incidents == ()


def test_a_sheet_that_no_rule_asks_for_may_be_absent(tiny: Rules, tmp_path: Path) -> None:
    plain = tiny._replace(scheme=tiny.scheme.model_copy(update={"extras": (), "vetoes": ()}))
    assert tell(Book().drop("加分扣分").drop("质量安全事件"), plain, tmp_path).codes() == []


def form(tmp_path: Path) -> Path:
    """The form of 甲区: its cover and its data alone."""
    book = Book().without(DATA, *range(9, 16)).put("封面!B2", "甲区政府")
    for name in set(GOOD) - {COVER, DATA}:
        book.drop(name)
    return book.put("指标数据!C4", None).save(tmp_path / "甲区.xlsx")


def test_a_units_form_is_not_held_to_what_the_office_fills_in(tiny: Rules, tmp_path: Path) -> None:
    book = read(form(tmp_path))
    cover = read_cover(book, tiny)
    year, findings = bind(book, tiny, cover, form=True)
    assert cover.sender == Sender("unit", "甲区")
    assert {f.code for f in findings} == {"E210", "E310"}, "columns that this form lacks, and the sender by its alias"
    assert year is not None
    missing = check(year, tiny, missing="error", sender=cover.sender)
    assert [(f.code, f.unit, f.measure, f.cell, f.severity) for f in missing] == [("E204", "甲区", "B1", "C4", "error")]


def test_the_years_workbook_is_the_form_of_no_unit(tiny: Rules, tmp_path: Path) -> None:
    assert read_cover(read(Book().save(tmp_path / "2019.xlsx")), tiny).sender.kind == "office"


def test_a_missing_value_warns_where_it_is_scored_and_is_an_error_where_it_is_checked(tiny: Rules, tmp_path: Path) -> None:
    year, _ = bind(read(Book().put("指标数据!C2", None).save(tmp_path / "2019.xlsx")), tiny)
    assert year is not None
    assert [f.severity for f in check(year, tiny, missing="warning")] == ["warning"]
    assert [f.severity for f in check(year, tiny, missing="error")] == ["error"]


@pytest.mark.parametrize("quota", [None, 0])
def test_a_count_that_only_a_quota_asks_for_is_not_missed_without_one(quota: int | None, told: Callable[[Book], Told]) -> None:
    assert told(Book().put("指标数据!C3", None).put("目标分解!C2", quota)).codes() == []
    assert told(Book().put("指标数据!C3", None)).codes() == ["E204"]


def test_the_tables_of_these_tests_are_as_wide_as_their_headers() -> None:
    assert {len(row) for row in grid(GOOD[DATA])} == {NEEDED_COLUMNS}
