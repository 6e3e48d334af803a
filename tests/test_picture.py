"""The pictures in the READMEs show what the program prints today, on every screen and without asking anybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from tests import picture
from tests.picture import CELL, CHINESE, ENGLISH, MARGIN, PICTURES, ROOT, Picture, svg

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST = 60_000
"""Bytes; a reader on a slow line sees it with the text."""
SVG = "{http://www.w3.org/2000/svg}"

every_picture = pytest.mark.parametrize("each", PICTURES, ids=lambda each: each.file.name)


def drawn(each: Picture) -> Element:
    return ElementTree.fromstring(each.file.read_text(encoding="utf-8"))  # noqa: S314 -- our own file


def glyphs(each: Picture) -> list[tuple[int, int, str]]:
    """The line, column and text of every glyph; a wide one is drawn a hair lower."""
    return [
        (int(text.attrib["y"]) - ("wide" in text.get("class", "")), int(x), glyph)
        for text in drawn(each).iter(f"{SVG}text")
        for x, glyph in zip(text.attrib["x"].split(), text.text or "", strict=True)
    ]


@every_picture
def test_the_picture_shows_what_the_program_prints_now(each: Picture) -> None:
    assert each.file.read_text(encoding="utf-8") == svg(each), "draw it anew: python tests/picture.py --update"


def test_a_picture_of_another_year_would_be_noticed() -> None:
    scene = CHINESE.scenes[0]._replace(command="loudi-qa score samples/2018.xlsx", cuts=(("2018 年度", "数据"),))
    assert svg(CHINESE._replace(scenes=(scene,))) != svg(CHINESE)


def test_lines_that_are_printed_no_more_are_missed_by_name() -> None:
    scene = CHINESE.scenes[0]._replace(cuts=(("排行榜", "后果"),))
    with pytest.raises(LookupError, match="排行榜"):
        picture.shown(scene, CHINESE.columns)


@every_picture
def test_no_glyph_stands_on_another_and_none_runs_over_the_edge(each: Picture) -> None:
    taken: set[tuple[int, int]] = set()
    for y, x, glyph in glyphs(each):
        cells = {(y, x + CELL * i) for i in range(cell_len(glyph))}
        assert not cells & taken, f"{glyph} stands on another glyph"
        assert x >= MARGIN
        assert x + CELL * cell_len(glyph) <= MARGIN + CELL * each.columns
        taken |= cells


@pytest.mark.parametrize(("each", "names"), [(CHINESE, ["娄星区", "新化县"]), (ENGLISH, ["Louxing District", "Xinhua County"])])
def test_units_totals_grades_and_the_veto_are_there_to_be_seen(each: Picture, names: list[str]) -> None:
    rows: dict[int, str] = {}
    for y, _, glyph in glyphs(each):
        rows[y] = rows.get(y, "") + glyph
    whole = list(rows.values())
    first, last = (name.replace(" ", "") for name in names)
    assert any(re.match(rf"1{first}\d\d\.\d\dA", row) for row in whole)
    assert any(re.match(rf"\d{last}\d\d\.\d\dD\*\(C\)", row) for row in whole)
    assert any("[E302]" in row for row in whole)


@every_picture
def test_grades_stand_in_one_column_however_long_the_names_are(each: Picture) -> None:
    grades = [text for text in drawn(each).iter(f"{SVG}text") if text.text in {"A", "B", "C", "D*(C)"}]
    assert len(grades) == 7
    assert len({text.attrib["x"].split()[0] for text in grades}) == 1


@every_picture
def test_grades_are_told_apart_by_colour(each: Picture) -> None:
    worn = {(text.text, text.get("class")) for text in drawn(each).iter(f"{SVG}text")}
    assert {("A", "green bold"), ("B", "cyan"), ("C", "yellow"), ("D*(C)", "red bold")} <= worn


@every_picture
def test_the_picture_says_what_it_shows_to_those_who_cannot_see_it(each: Picture) -> None:
    root = drawn(each)
    assert root.get("role") == "img"
    labelled = [root.find(f"{SVG}*[@id='{name}']") for name in root.get("aria-labelledby", "").split()]
    assert [part.text for part in labelled if part is not None] == [each.title, each.told]


@every_picture
def test_the_picture_asks_nobody_for_anything_and_runs_nothing(each: Picture) -> None:
    source = each.file.read_text(encoding="utf-8")
    assert len(source.encode()) < LARGEST
    assert re.findall(r"https?://[^\"]+", source) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|@import|@font-face|href|\son\w+=", source)


def luminance(shade: str) -> float:
    parts = [int(shade[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("shade", picture.SHADES.values(), ids=picture.SHADES.keys())
@pytest.mark.parametrize("ground", [picture.WINDOW, picture.BAND], ids=["window", "bar"])
def test_every_shade_is_legible_on_the_window(shade: str, ground: str) -> None:
    light, dark = sorted([luminance(shade), luminance(ground)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize(("each", "page"), [(ENGLISH, "README.md"), (CHINESE, "README.zh-CN.md")])
def test_a_readme_shows_the_picture_of_its_language_before_the_first_command(each: Picture, page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.search(r"!\[([^\]]{20,})\]\((docs/[\w.-]+\.svg)\)", text)
    assert shown, "a reader of one minute sees no result"
    assert ROOT / shown[2] == each.file
    assert shown.start() < text.index("```sh")
