"""The way of a workbook through a command: what is held of it while the result is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loudi_qa import api
from loudi_qa.cli import way
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.workbook.read import Workbook


@pytest.fixture
def cells_then(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows of the workbook were still held each time that one was scored."""
    rows: list[int] = []

    def score(year: api.YearRead, rules: Rules, previous: Assessment | None = None) -> Assessment:
        rows.append(sum(len(sheet.facts.cells) for sheet in year.book.sheets.values()))
        return real(year, rules, previous)

    real = api.score
    monkeypatch.setattr(api, "score", score)
    return rows


def test_the_cells_make_room_for_the_result(samples: Path, shipped: Rules, cells_then: list[int]) -> None:
    """Both together are what a nation's year takes most memory for."""
    way.score(samples / "2019.xlsx", shipped, samples / "2018.xlsx")
    assert cells_then == [0, 0]


def test_cells_that_an_explanation_shows_are_kept(samples: Path, shipped: Rules, cells_then: list[int]) -> None:
    book: Workbook = read(samples / "2019.xlsx")
    way.score_book(book, shipped)
    assert cells_then[0] > 0
    assert any(sheet.facts.cells for sheet in book.sheets.values())
