"""The rules as one page: a deputy opens it from a memory stick, clicks from a clause to its indicators, and prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.report.html.conftest import open_page
from tests.report.rulebook.books import shipped_book, varied_book

from loudi_qa.report.html.assets import digest
from loudi_qa.report.rulebook.book import VIEWS, Rulebook, View
from loudi_qa.report.rulebook.page import page
from loudi_qa.scheme.terms import Text

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def text_of(book: Rulebook, first: View = "group") -> str:
    return page(book, first, "zh").decode("utf-8")


def test_the_page_runs_no_script_and_its_style_is_the_one_its_policy_knows() -> None:
    text = text_of(shipped_book())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert f"default-src 'none'; style-src '{digest(style[1])}'" in text
    assert "<script" not in text
    assert "http://" not in text
    assert "https://" not in text


@pytest.mark.parametrize("first", VIEWS)
def test_all_four_views_are_there_and_the_one_asked_for_comes_first(first: View) -> None:
    sections = re.findall(r'<section id="(\w+)"', text_of(shipped_book(), first))
    assert sections[0] == first
    assert sorted(sections) == sorted(VIEWS)


@pytest.mark.parametrize("book", [shipped_book(), varied_book()], ids=["shipped", "varied"])
def test_every_link_leads_somewhere_and_every_place_has_one_name(book: Rulebook) -> None:
    text = text_of(book)
    places = re.findall(r' id="([^"]+)"', text)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(places)
    assert {f"i-{i}" for i in book.items} <= set(places), "each indicator can be led to"


def test_an_indicator_named_in_a_clause_leads_to_its_line() -> None:
    text = text_of(shipped_book())
    assert '<a href="#i-P01-2020">P01-2020</a>(3.00)' in text
    assert '<td id="i-P01-2020" class="whole" data-head="指标">P01-2020</td>' in text


def test_what_people_wrote_into_the_rules_is_text_whatever_it_looks_like() -> None:
    book = varied_book()
    hostile = Text(zh="<script>alert(1)</script>\u202e", en="x")
    scheme = book.scheme.model_copy(update={"name": hostile})
    text = text_of(book._replace(rules=book.rules._replace(scheme=scheme)))
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    assert "\u202e" not in text


def test_the_same_rules_give_the_same_bytes() -> None:
    assert page(shipped_book(), "group", "en") == page(shipped_book(), "group", "en")


def test_in_a_narrow_window_nothing_is_cut_and_every_line_says_what_it_is(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "rules.html"
    file.write_bytes(page(shipped_book(), "group", "zh"))
    for opened in open_page(browser, file, 400):
        cells = opened.page.locator("tr:has(#i-P01-2020) > td")
        assert "要求" in {cell.get_attribute("data-head") for cell in cells.all()}
        for cell in cells.all():
            box = cell.bounding_box()
            assert box
            assert box["x"] + box["width"] <= 400
        wide = "[...document.querySelectorAll('.wide')].filter(w => w.scrollWidth > w.clientWidth).length"
        assert opened.page.evaluate(wide) == 0


def test_on_paper_the_contents_are_a_line_and_the_first_view_begins_below_it(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "rules.html"
    file.write_bytes(page(shipped_book(), "group", "zh"))
    for opened in open_page(browser, file, 1040):
        opened.page.emulate_media(media="print")
        assert opened.page.evaluate("document.getElementById('contents').getBoundingClientRect().height") < 40
        assert opened.page.evaluate("getComputedStyle(document.querySelector('main > section')).breakBefore") == "auto"
        assert opened.page.evaluate("getComputedStyle(document.querySelector('section + section')).breakBefore") == "page"


@pytest.mark.parametrize("width", [375, 1280])
def test_in_a_browser_the_page_is_quiet_and_no_wider_than_the_window(browser: Browser, tmp_path: Path, width: int) -> None:
    file = tmp_path / "rules.html"
    file.write_bytes(page(shipped_book(), "group", "zh"))
    for opened in open_page(browser, file, width):
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        opened.page.locator("#clause a", has_text="W14-2020").first.click()
        assert opened.page.evaluate("location.hash") == "#i-W14-2020"
        assert opened.page.locator("#i-W14-2020").is_visible()
