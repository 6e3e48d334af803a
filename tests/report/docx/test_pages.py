"""The Word papers on paper: one run of LibreOffice lays all of them out, and the pages are measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.cities import ILLEGAL, other_units
from tests.report.docx.papers import Layout, lay_out, plain_dossier, with_pages

from loudi_qa.report.docx.letter import letter
from loudi_qa.report.docx.look import NORMAL
from loudi_qa.report.docx.notice import notice
from loudi_qa.report.docx.paper import add_paragraph
from loudi_qa.report.docx.save import save
from loudi_qa.report.docx.style import new_paper

if TYPE_CHECKING:
    from tests.report.docx.papers import Word

    from loudi_qa.report.dossier import Dossier

pytestmark = with_pages

POINTS = 72 / 25.4
LEFT, RIGHT, BOTTOM = 28 * POINTS, (210 - 26) * POINTS, (297 - 35) * POINTS
CHARACTER = 16
"""Points by which a comma may hang out of a line."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, dossier: Dossier) -> dict[str, Layout]:
    full = new_paper("满页")
    add_paragraph(full, "国" * 28 * 22 * 2 + "家", NORMAL)
    hostile = plain_dossier(other_units(dossier.result, ILLEGAL))
    many = plain_dossier(other_units(dossier.result, [f"第{i:03}县" for i in range(200)]))
    papers = {"full": save(full), "notice": notice(dossier), "hostile": notice(hostile), "many": notice(many)}
    papers |= {f"letter{i}": letter(dossier, dossier.result.units[i]) for i in (0, 4, 6)}
    papers |= {f"odd{i}": letter(hostile, hostile.result.units[i]) for i in (0, 3)}
    return lay_out(tmp_path_factory.mktemp("pages"), papers)


def body(layout: Layout, page: int) -> list[Word]:
    return [w for w in layout.words if w.page == page and w.bottom < BOTTOM + 2]


def test_a_full_page_has_22_lines_of_28_characters(pages: dict[str, Layout]) -> None:
    full = pages["full"]
    assert full.pages == 3
    for page in (1, 2):
        assert [len(w.text) for w in body(full, page)] == [28] * 22
    assert full.page(3).startswith("家"), "one more character and it is a page more"


def test_page_numbers_stand_outside_one_character_in(pages: dict[str, Layout]) -> None:
    for page in (1, 2, 3):
        first, *_, last = [w for w in pages["full"].words if w.page == page and w.bottom > BOTTOM + 2]
        assert str(page) in pages["full"].page(page)[-6:]
        if page % 2:
            assert last.right == pytest.approx(RIGHT - 14, abs=1.5)
        else:
            assert first.left == pytest.approx(LEFT + 14, abs=1.5)
        middle = (first.top + first.bottom) / 2
        assert middle == pytest.approx(BOTTOM + 7 * POINTS, abs=6), "the dashes lie 7 mm under the text"


def test_nothing_is_outside_the_type_area_and_no_page_is_empty(pages: dict[str, Layout]) -> None:
    for name, layout in pages.items():
        for page in range(1, layout.pages + 1):
            assert len(body(layout, page)) >= 1, f"{name}: page {page} is empty"
        for word in layout.words:
            assert word.left >= LEFT - 2, f"{name}: {word}"
            assert word.right <= RIGHT + CHARACTER + 2, f"{name}: {word}"


def test_the_issuer_stands_on_one_line_in_notice_and_letter(pages: dict[str, Layout]) -> None:
    for name in ("notice", "letter0"):
        mark = next(w for w in pages[name].words if w.text == "娄底市质量强市领导小组办公室")
        assert mark.bottom - mark.top > 30, "it is the largest type of the page"


def test_the_imprint_ends_the_last_page_of_the_notice(pages: dict[str, Layout]) -> None:
    layout = pages["notice"]
    line = [w for w in layout.words if w.page == layout.pages and BOTTOM - 40 < w.bottom < BOTTOM + 2]
    text = "".join(w.text for w in line)
    assert "抄送：市委组织部，市人社局。" in text
    assert text.endswith("印发")
    assert max(w.bottom for w in line) == pytest.approx(BOTTOM, abs=8)


def test_a_letter_is_numbered_from_its_second_page_on(pages: dict[str, Layout]) -> None:
    layout = pages["letter0"]
    assert not [w for w in layout.words if w.page == 1 and w.top > BOTTOM], "the first page of a letter has none"
    assert "—2—" in layout.page(2).replace(" ", "")[-5:]


def test_all_texts_arrive_on_paper(pages: dict[str, Layout]) -> None:
    text = "".join(w.text for w in pages["hostile"].words)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "长" * 28 in text.replace("\n", "")
    assert "第199县" in "".join(w.text for w in pages["many"].words)
