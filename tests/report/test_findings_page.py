"""A code explained: as a document, as a list, as a page, as data."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.catalogue.pages import PAGES
from loudi_qa.catalogue.titles import TITLES
from loudi_qa.report import findings_page, plain
from loudi_qa.report.columns import csv_text, markdown_text
from loudi_qa.report.findings_page import codes, codes_json, explanation, overview
from loudi_qa.report.fit import cells

if TYPE_CHECKING:
    from loudi_qa.words import Lang

BOTH = pytest.mark.parametrize("lang", ["zh", "en"])
PARTS = {"code", "level", "title", "message", "why", "wrong", "right", "fix", "who"}


def unfolded(text: str) -> str:
    return "".join(text.split())


@BOTH
@pytest.mark.parametrize("code", codes())
def test_an_explanation_says_everything_that_there_is_to_say(code: str, lang: Lang) -> None:
    document, page = explanation(code, lang), PAGES[code]
    (example,) = document.tables
    assert example.rows == ((page.wrong.of(lang), page.right.of(lang)),)
    said = unfolded(plain.text(document, 4096, lang))
    for words in (TITLES[code], page.why):
        assert unfolded(words.of(lang)) in said
    assert said.startswith(code)


@BOTH
@pytest.mark.parametrize("code", codes())
def test_an_explanation_fits_a_window_of_eighty_columns(code: str, lang: Lang) -> None:
    text = plain.text(explanation(code, lang), 80, lang)
    assert max(cells(line) for line in text.splitlines()) <= 80


def test_an_explanation_reads_like_this() -> None:
    assert plain.text(explanation("E309", "zh"), 80, "zh") == (
        "E309 百分比可能漏乘 100\n"
        "级别：警告\n"
        "\n"
        "显示为：〈单位〉的〈编号〉读到〈读到的内容〉，百分比是否漏乘了 100？\n"
        "\n"
        "说明：计量单位是 % 的，97.5% 要填 97.5。普通格式的单元格里填 0.975，很可能是漏乘\n"
        "了 100；但真有不到 1% 的情况，所以只问一句，不替您改。填了分子、分母的，由它们说\n"
        "了算，对不上的是 E316。\n"
        "\n"
        "例子\n"
        "原来           应为\n"
        "填报值：0.975  填报值：97.5\n"
        "\n"
        "改法：确为〈读到的内容〉% 的，在“备注”说明；不是的，改填〈乘以 100 的数〉\n"
        "\n"
        "由谁改：填表的单位或部门（年度工作簿由办公室改）\n"
    )


def test_only_an_error_that_the_rules_may_let_wait_says_so() -> None:
    for code, entry in CATALOGUE.items():
        lines = explanation(code, "en").lines
        assert any("warn_until" in line for line in lines) == (entry.may_wait and entry.level == "error")


def test_a_csv_of_one_code_has_all_of_it_in_one_row() -> None:
    (row,) = csv.DictReader(StringIO(csv_text(explanation("E316", "en"))))
    assert row["Code"] == "E316"
    assert row["Why"] == PAGES["E316"].why.en
    assert row["What should stand there"] == PAGES["E316"].right.en
    assert len(row) == 9


@BOTH
def test_the_list_has_every_code_in_order_with_its_level_and_headline(lang: Lang) -> None:
    (table,) = overview(lang).tables
    assert [row[0] for row in table.rows] == sorted(CATALOGUE)
    assert [row[2] for row in table.rows] == [TITLES[code].of(lang) for code in codes()]


@BOTH
def test_the_data_have_every_part_of_every_code(lang: Lang) -> None:
    data = json.loads(json.dumps(codes_json(codes(), lang)))
    assert data["schema"] == 1
    assert [each["code"] for each in data["codes"]] == codes()
    for each in data["codes"]:
        assert set(each) == PARTS
        assert all(each.values())
        assert each["level"] == CATALOGUE[each["code"]].level


def test_the_page_has_an_anchor_and_both_languages_for_every_code() -> None:
    page = findings_page.page()
    anchors = re.findall(r'^### <a id="(\w+)"></a>(E\d{3}) ', page, re.MULTILINE)
    assert [code for _, code in anchors] == codes()
    assert all(anchor == code.lower() for anchor, code in anchors)
    assert set(re.findall(r"\]\(#(\w+)\)", page)) == {anchor for anchor, _ in anchors}
    for code in codes():
        assert TITLES[code].zh in page
        assert TITLES[code].en in page


def test_nothing_on_the_page_acts_as_markdown_that_was_not_meant_to() -> None:
    page = findings_page.page()
    assert r"=F5/G5\*100" in page
    assert r"=\[台账.xlsx\]汇总!B5" in page
    assert "\n\n\n" not in page
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


def test_a_code_in_markdown_is_a_page_of_its_own() -> None:
    text = markdown_text(explanation("E204", "zh"))
    assert text.startswith("# E204 没有填\n")
    assert "## 例子" in text
