"""What a reader does with the page, done in a real browser, much of it by the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.cities import HOSTILE, city
from tests.report.html.conftest import Opened, open_page

from loudi_qa.report.html.page import page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from loudi_qa.assess.result import Assessment
    from loudi_qa.report.dossier import Dossier

BARS = "#result table.bars"


def column(shown: Page, table: str, cell: str) -> list[str]:
    return [text.strip() for text in shown.locator(f"{table} tbody tr {cell}").all_inner_texts()]


def test_the_ranking_stands_in_the_order_of_the_result(opened: Opened, dossier: Dossier) -> None:
    assert column(opened.page, BARS, "th") == [u.unit.name.zh for u in dossier.result.units]
    assert column(opened.page, BARS, "td.total") == [str(u.total) for u in dossier.result.units]


def test_a_title_sorts_up_then_down_by_mouse(opened: Opened) -> None:
    button = opened.page.locator(f"{BARS} thead button", has_text="总分")
    button.click()
    up = column(opened.page, BARS, "td.total")
    assert up == sorted(up, key=float), "numbers are sorted as numbers"
    assert button.locator("..").get_attribute("aria-sort") == "ascending"
    button.click()
    assert column(opened.page, BARS, "td.total") == sorted(up, key=float, reverse=True)
    assert button.locator("..").get_attribute("aria-sort") == "descending"


def test_a_title_sorts_by_the_keyboard_too(opened: Opened) -> None:
    button = opened.page.locator(f"{BARS} thead button", has_text="等级")
    button.focus()
    opened.page.keyboard.press("Enter")
    assert column(opened.page, BARS, "td b")[0] == "A"
    opened.page.keyboard.press("Space")
    assert column(opened.page, BARS, "td b")[0] == "D*(C)"


def test_sorting_one_table_leaves_the_others(opened: Opened, dossier: Dossier) -> None:
    opened.page.locator(f"{BARS} thead button", has_text="位次").dblclick()
    assert column(opened.page, BARS, "th") != [u.unit.name.zh for u in dossier.result.units]
    assert column(opened.page, "#result .wide table", "th") == [u.unit.name.zh for u in dossier.result.units]


def look_for(shown: Page, text: str) -> None:
    """Type into the search, and wait until it has come to rest."""
    shown.fill("#query", text)
    shown.wait_for_timeout(RESTS)


RESTS = 400
"""Milliseconds; the page waits for a third of that."""


def test_search_shows_only_what_holds_every_word(opened: Opened) -> None:
    shown = opened.page
    shown.keyboard.press("/")
    shown.keyboard.type("新化 空气")
    shown.wait_for_timeout(RESTS)
    assert shown.locator("#found").inner_text() == "找到 2 项，1 个单位"
    assert shown.locator("article.card:visible").count() == 1
    assert shown.locator("details.line:visible").count() == 2
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.parentNode.id") == "u7-N03-2020"
    shown.keyboard.press("/")
    shown.keyboard.press("Escape")
    assert shown.locator("article.card:visible").count() == 7
    assert shown.locator("#found").inner_text() == ""


def test_keys_of_an_input_method_are_its_own(opened: Opened) -> None:
    """Enter takes a word from the candidates, Escape closes them: neither may move the reader away or clear the search."""
    shown = opened.page
    look_for(shown, "双峰")
    for key in ("Enter", "Escape"):
        shown.evaluate(
            """key => document.getElementById('query').dispatchEvent(
                new KeyboardEvent('keydown', {key: key, isComposing: true, bubbles: true, cancelable: true}))""",
            key,
        )
    assert shown.input_value("#query") == "双峰"
    assert shown.evaluate("document.activeElement.id") == "query"


def test_a_link_to_what_the_search_has_hidden_ends_the_search(opened: Opened) -> None:
    look_for(opened.page, "双峰")
    opened.page.locator("#map a[href='#u1-E02-avg']").click()
    opened.page.locator("#u1-E02-avg").wait_for(state="visible")
    assert opened.page.input_value("#query") == ""


def test_on_paper_a_search_hides_nothing(opened: Opened) -> None:
    """A part of a ranking, printed without a word of the search, would be taken for the whole."""
    look_for(opened.page, "双峰")
    opened.page.emulate_media(media="print")
    assert opened.page.locator(f"{BARS} tbody tr:visible").count() == 7


def test_text_with_numbers_sorts_by_them(opened: Opened) -> None:
    opened.page.locator("#targets thead button", has_text="差距").click()
    gaps = [g for g in column(opened.page, "#targets table", "td:nth-child(8)") if g.startswith("差")]
    assert gaps == sorted(gaps, key=lambda g: int(g.split()[1].split(".")[0]))


def test_search_narrows_the_tables_to_what_is_meant(opened: Opened) -> None:
    look_for(opened.page, "双峰")
    assert opened.page.locator(f"{BARS} tbody tr:visible").count() == 1
    assert opened.page.locator("#map tbody tr[data-find]:visible").count() > 50, "no indicator is called so: all stay"
    look_for(opened.page, "没有这个词")
    assert opened.page.locator("#found").inner_text() == "没有找到"
    look_for(opened.page, "")
    assert opened.page.locator(f"{BARS} tbody tr:visible").count() == 7


def test_search_finds_a_department_within_the_steps(opened: Opened) -> None:
    look_for(opened.page, "市生态环境局")
    assert opened.page.locator("#found").inner_text().startswith("找到")


def test_a_derivation_is_folded_and_unfolds_by_the_keyboard(opened: Opened) -> None:
    line = opened.page.locator("#u3-P06-avg")
    assert not line.is_visible()
    opened.page.locator("#u3 .lines > summary").focus()
    opened.page.keyboard.press("Enter")
    assert line.is_visible()
    assert not line.locator("dl").is_visible()
    line.locator("summary").focus()
    opened.page.keyboard.press("Enter")
    assert "92.65 < 93.4，未达到" in line.locator("dl").inner_text()


def test_all_of_it_unfolds_and_folds(opened: Opened) -> None:
    opened.page.locator("[data-fold=open]").click()
    assert opened.page.locator("details:not([open])").count() == 0
    opened.page.locator("[data-fold=close]").click()
    assert opened.page.locator("details[open]").count() == 0


def test_a_cell_of_the_map_leads_to_how_it_came_about(opened: Opened) -> None:
    opened.page.locator("#map a[href='#u3-P06-avg']").click()
    line = opened.page.locator("#u3-P06-avg")
    line.wait_for(state="visible")
    assert line.evaluate("e => e.open")
    box = line.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 900, "it is brought into view, not left under the head of the page"


def test_an_address_to_a_line_opens_it_at_once(browser: Browser, file: Path) -> None:
    fresh = browser.new_page()
    fresh.goto(f"{file.as_uri()}#u1-E02-avg")
    assert fresh.locator("#u1-E02-avg dl").is_visible()
    fresh.close()


@pytest.mark.parametrize("section", ["result", "map", "change", "targets", "cards", "findings"])
def test_a_phone_scrolls_no_more_than_the_wide_tables(on_a_phone: Opened, section: str) -> None:
    shown = on_a_phone.page
    shown.locator(f"#{section}").scroll_into_view_if_needed()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 375, "the whole page would move from side to side"


def test_no_number_of_a_bar_leaves_its_piece(opened: Opened) -> None:
    over = opened.page.evaluate(
        """() => Array.from(document.querySelectorAll('svg.bar text.in')).filter(t => {
            const r = Array.from(t.parentNode.querySelectorAll('rect')).map(e => e.getBoundingClientRect());
            const b = t.getBoundingClientRect();
            return !r.some(p => p.left <= b.left + .5 && p.right >= b.right - .5);
        }).map(t => t.textContent)"""
    )
    assert over == []


def test_without_its_script_the_page_says_everything(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(file.as_uri())
    assert plain.locator(f"{BARS} tbody tr").count() == 7
    assert not plain.locator("#query").is_visible(), "a search that does nothing would be a trap"
    plain.locator("#u3 .lines > summary").click()
    assert plain.locator("#u3-P06-avg").is_visible()
    context.close()


def test_on_paper_every_line_is_there_and_nothing_runs_off(opened: Opened) -> None:
    shown = opened.page
    shown.emulate_media(media="print")
    shown.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert shown.locator("#u3-P06-avg").is_visible()
    assert not shown.locator("nav").is_visible()
    shown.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not shown.locator("#u3-P06-avg").is_visible()


def test_names_that_look_like_code_do_nothing(browser: Browser, sample: Assessment, tmp_path: Path) -> None:
    written = tmp_path / "index.html"
    written.write_bytes(page(city(sample, HOSTILE, struck="all"), "zh"))
    for opened in open_page(browser, written, 1280):
        names = column(opened.page, BARS, "th")
        assert sorted(names) == sorted(HOSTILE)
        look_for(opened.page, "<script>")
        assert opened.page.locator("article.card:visible").count() == 1
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 1280
