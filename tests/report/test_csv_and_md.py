"""CSV and Markdown: made to be opened elsewhere, so nothing from a form may act there."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudi_qa.numbers import from_text
from loudi_qa.report.card import card
from loudi_qa.report.columns import csv_text, markdown_text
from loudi_qa.report.document import Column, Document, Note, Table
from loudi_qa.report.overview import overview
from loudi_qa.report.views import by_department
from loudi_qa.words import printable

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment

EVIL = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=1",
    "＝1+1",
    "＋1",
    "－1+cmd",
    "＠x",
    "-",
    "=",
    "\t=1",
]


def one_cell(value: str, origin: str = "2019.xlsx") -> Document:
    return Document("结果", (), (Table("表", (Column("单位"), Column("得分")), ((value, "1.00"),)),), (("数据", origin),))


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    (_, row) = rows(csv_text(one_cell(text, origin=text)))
    assert row == ["'" + text, "1.00", "'" + text]


UNSEEN = ["\x01", "\x1b", "\u202e", "\u200f", "\u061c", "\u200b", "\ufeff", "\u00ad", " ", "\u00a0", "\u3000", "\u2028", "\n"]


@pytest.mark.parametrize("before", UNSEEN, ids=ascii)
def test_nothing_unseen_before_a_formula_lets_it_through(before: str) -> None:
    text = printable(csv_text(one_cell(f"{before}=1+1", origin=f"{before}@SUM(A1)")))
    assert [cell[0] for cell in rows(text)[1]] == ["'", "1", "'"], "what is left out of the file had hidden the sign"


def test_a_title_of_a_csv_is_no_formula_either() -> None:
    document = Document("结果", (), (Table("表", (Column("=1+1"),), ()),))
    assert rows(csv_text(document)) == [["'=1+1"]]


def test_a_carriage_return_in_a_cell_does_not_end_its_row() -> None:
    assert len(rows(csv_text(one_cell("97\r=1+1")))) == 2


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_whatever_a_form_holds_a_csv_gives_back_as_text(text: str) -> None:
    (_, row) = rows(csv_text(one_cell(text)))
    assert row[0].removeprefix("'") == text.removeprefix("'")
    assert from_text(row[0]) is not None or not row[0].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("number", ["-1.00", "+1.20", "0", "97.5", "-0.5"])
def test_a_number_stays_a_number_so_that_columns_can_be_added_up(number: str) -> None:
    assert rows(csv_text(one_cell(number)))[1][0] == number


def test_a_unit_named_after_a_formula_cannot_act_through_any_table(sample: Assessment) -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    unit = sample.units[0]
    name = unit.unit.name.model_copy(update={"zh": evil, "en": evil})
    struck = unit._replace(unit=unit.unit.model_copy(update={"name": name}))
    changed = sample._replace(units=(struck, *sample.units[1:]))
    for document in (overview(changed, "zh"), by_department(changed, "zh"), card(changed, struck, "zh")):
        cells = [c for row in rows(csv_text(document)) for c in row]
        assert not [c for c in cells if c.startswith(("=", "@"))]
    assert "'" + evil in [c for row in rows(csv_text(overview(changed, "zh"))) for c in row]


def test_each_row_of_a_csv_says_under_which_rules_and_from_which_data_it_came(sample: Assessment) -> None:
    head, *body = rows(csv_text(overview(sample, "en")))
    assert len(body) == len(sample.units)
    told = dict(zip(head, body[-1], strict=True))
    assert told["rules sha256"] == sample.rules.sha256
    assert told["responsibilities sha256"] == sample.rules.mandate_sha256
    assert told["data sha256"] == sample.year.sha256
    assert (told["year"], told["data"], told["assumed points"]) == ("2019", "2019.xlsx", "100.00")


def test_the_totals_of_a_csv_are_those_of_the_assessment(sample: Assessment) -> None:
    head, *body = rows(csv_text(overview(sample, "zh")))
    place = head.index("总分")
    assert [r[place] for r in body] == [str(u.total) for u in sample.units]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("*bold* _it_ `x`", r"\*bold\* \_it\_ \`x\`"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](http://evil.example)", r"\[x\](http://evil.example)"),
        ("two\nlines", "two lines"),
        ("# title", r"\# title"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_markdown_shows_what_stands_there_and_does_nothing_with_it(text: str, shown: str) -> None:
    assert f"| {shown} | 1.00 |" in markdown_text(one_cell(text)).splitlines()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_cell_can_break_a_table_of_markdown(text: str) -> None:
    lines = markdown_text(one_cell(text.replace("\r", "").replace("\x0b", ""))).split("\n")
    (row,) = [line for line in lines if line.endswith("| 1.00 |")]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 3


def test_markdown_holds_every_block_in_its_order() -> None:
    document = Document("结果", ("口径",), (Note("一句"), Table("表", (Column("得分", align="right"),), (("1",),), "另有 2 行")))
    assert markdown_text(document) == "# 结果\n\n- 口径\n\n一句\n\n## 表\n\n| 得分 |\n|--:|\n| 1 |\n\n另有 2 行\n"
