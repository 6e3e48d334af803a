"""The cover: whose workbook, which year, which rules; and where each of these stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.submission.books import Book
from tests.submission.faults import BUREAU, HERE, THERE, rules
from tests.submission.test_any_cell import form_rows, held

from loudi_qa.submission.cover import Sender, read_cover
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from loudi_qa.submission.cover import Cover
    from loudi_qa.workbook.read import Workbook

MADE = {layout.IDENTITY.scheme: "tiny 2019", layout.IDENTITY.year: "2019", layout.IDENTITY.sender: HERE}


def form(sender: str = HERE, year: object = 2019, scheme: str = "tiny 2019", **properties: str) -> Workbook:
    """A form in memory with this cover."""
    tables = dict(form_rows())
    tables[layout.COVER] = [[layout.YEAR, year], [layout.REPORTING_UNIT, sender], [layout.SCHEME, scheme]]
    return held(tables)._replace(properties=properties)


def cover(sender: str = HERE, year: object = 2019, scheme: str = "tiny 2019", **properties: str) -> Cover:
    return read_cover(form(sender, year, scheme, **properties), rules())


@pytest.mark.parametrize(
    ("written", "sender"),
    [
        (HERE, Sender("unit", HERE)),
        ("乙\u200b县\u200b", Sender("unit", THERE)),
        (BUREAU, Sender("department", BUREAU)),
    ],
)
def test_a_sender_by_its_own_name_is_not_worth_a_word(written: str, sender: Sender) -> None:
    assert (cover(written).sender, cover(written).findings) == (sender, ())


@pytest.mark.parametrize(
    ("written", "name", "rule"),
    [
        ("甲", HERE, "别名转全称"),
        ("甲區", HERE, "繁体转简体"),
        ("甲 区", HERE, "去掉空格"),
        ("甲區政府", HERE, "繁体转简体、别名转全称"),
    ],
)
def test_a_sender_by_another_name_is_known_and_noted_with_its_rule(written: str, name: str, rule: str) -> None:
    known = cover(written)
    (note,) = known.findings
    assert known.sender == Sender("unit", name)
    assert (note.code, note.cell, note.read, note.taken_as, note.column) == ("E310", "B2", written, name, layout.REPORTING_UNIT)
    assert note.message("zh").endswith(f"（{rule}）")


@pytest.mark.parametrize("written", ["市质量局", "市质监局"])
def test_a_department_that_was_reformed_goes_by_its_name_of_the_year(written: str) -> None:
    assert cover(written, 2018).sender == Sender("department", "市质监局")
    assert cover(written, 2019).sender == Sender("department", BUREAU)


@pytest.mark.parametrize("carried", [HERE, "甲區", "", "没有的单位"])
def test_an_unknown_sender_of_a_form_is_told_and_taken_from_what_the_form_carries_or_its_rows(carried: str) -> None:
    unknown = cover("甲曲", **{layout.IDENTITY.sender: carried})
    assert unknown.sender == Sender("unit", HERE)
    (finding,) = unknown.findings
    assert (finding.code, finding.sheet, finding.cell, finding.read) == ("E212", layout.COVER, "B2", "甲曲")
    assert "是不是“甲区”" in finding.message("zh")


def test_rows_of_several_units_under_a_cover_that_names_none_are_a_year() -> None:
    book = form("某市办公室")
    book.sheets[layout.DATA.name].facts.cells[3][0] = THERE
    assert read_cover(book, rules()).sender.kind == "office"


@pytest.mark.parametrize("name", ["某市办公室", BUREAU, ""])
def test_with_the_sheets_of_the_office_it_is_a_year_whatever_else_the_cover_says(name: str) -> None:
    book = Book().put("封面!B2", name)
    assert read_cover(held(book.sheets), rules()).sender.kind == "office"


def test_a_years_workbook_may_be_of_one_unit_alone() -> None:
    assert read_cover(held(Book().put("封面!B2", HERE).sheets), rules()).sender == Sender("unit", HERE)


@pytest.mark.parametrize(
    ("year", "meant"),
    [
        (2019, 2019),
        ("２０１９年度", 2019),
        ("2019年（2019年度）", 2019),
        ("2018-2019", None),
        ("12019", None),
        ("今年", None),
        (None, None),
        (3019, None),
    ],
)
def test_the_only_year_of_this_or_the_last_century_is_the_year(year: object, meant: int | None) -> None:
    assert cover(year=year).year == meant


def test_each_key_knows_where_its_value_stands_even_where_there_is_none() -> None:
    empty = cover(year=None)
    assert empty.at == {layout.YEAR: "B1", layout.REPORTING_UNIT: "B2", layout.SCHEME: "B3"}
    assert empty.values[layout.YEAR] == ""


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("", None),
        ("tiny 2019", None),
        ("tiny 2019 某注", None),
        ("tiny 2018", "E209"),
        ("tiny 20190", "E209"),
        ("other 2019", "E209"),
        ("tiny 2019 0123456789ab", "E215"),
    ],
)
def test_another_edition_is_a_warning_and_another_digest_a_note(scheme: str, code: str | None) -> None:
    found = cover(scheme=scheme).findings
    assert [f.code for f in found] == ([code] if code else [])
    assert all(f.cell == "B3" for f in found)


def test_the_digest_of_these_very_rules_is_no_matter_for_a_word() -> None:
    assert cover(scheme=f"tiny 2019 {rules().sha256[: layout.DIGEST_DIGITS]}").findings == ()


@pytest.mark.parametrize(
    ("sender", "year", "told"),
    [
        (HERE, 2019, []),
        (HERE, 2018, [("E214", "B1", "2018")]),
        (THERE, 2019, [("E224", "B2", THERE)]),
        (THERE, 2020, [("E214", "B1", "2020"), ("E224", "B2", THERE)]),
        (HERE, "今年", []),
    ],
)
def test_a_cover_typed_over_is_held_against_what_the_form_carries(
    sender: str, year: object, told: list[tuple[str, str, str]]
) -> None:
    assert [(f.code, f.cell, f.read) for f in cover(sender, year, **MADE).findings] == told


def test_a_form_without_a_cover_says_so_and_is_known_by_what_it_carries_or_its_rows() -> None:
    for properties in (MADE, {}):
        bare = form(**properties)
        del bare.sheets[layout.COVER]
        known = read_cover(bare, rules())
        assert (known.sender, [f.code for f in known.findings]) == (Sender("unit", HERE), ["E201"])


def test_a_key_set_with_spaces_is_the_key_it_is() -> None:
    book = form()
    book.sheets[layout.COVER].facts.cells[2][0] = "填 报 单 位："
    assert (read_cover(book, rules()).sender, read_cover(book, rules()).findings) == (Sender("unit", HERE), ())


def test_a_form_made_elsewhere_carries_nothing_and_is_believed() -> None:
    assert cover(THERE, 2018).findings == ()
