"""In colour on a terminal: the same words in the same places as in plain text."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from loudi_qa.report import card, overview, plain, terminal, views
from loudi_qa.report.document import Column, Document, Table

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.words import Lang


def coloured(document: Document, width: int, lang: Lang) -> str:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="standard", legacy_windows=False,
                      markup=False, emoji=False, highlight=False)  # fmt: skip
    terminal.write(document, console, width, lang)
    return out.getvalue()


def without_colour(text: str) -> list[str]:
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()]


def documents(sample: Assessment, lang: Lang) -> list[Document]:
    return [
        overview.overview(sample, lang),
        views.by_department(sample, lang),
        views.by_city(sample, lang),
        *(card.card(sample, u, lang) for u in sample.units[:2]),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_colour_moves_and_loses_nothing(sample: Assessment, lang: Lang, width: int) -> None:
    for document in documents(sample, lang):
        assert without_colour(coloured(document, width, lang)) == plain.text(document, width, lang).splitlines()


def test_grades_are_coloured_and_words_that_begin_alike_are_not() -> None:
    table = Table("表", (Column("等级"), Column("单位")), (("A", "Administration"), ("D*(C)", "District")))
    lines = coloured(Document("", (), (table,)), 60, "zh").splitlines()
    (first,) = [line for line in lines if "Administration" in line]
    (last,) = [line for line in lines if "District" in line]
    assert re.search(r"\x1b\[1;32mA", first)
    assert re.search(r"\x1b\[1;31mD\*\(C\)", last)
    assert not re.search(r"\x1b\[[1-9][0-9;]*m *(Administration|District)", first + last)


def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    table = Table("表", (Column("说明"),), (("[bold]x[/bold] :smile: [link=http://a]",),))
    assert "[bold]x[/bold] :smile: [link=http://a]" in coloured(Document("", (), (table,)), 80, "zh")
