"""The rules that the tests show: as they are shipped, and a small scheme with all that the shipped one does not use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from loudi_qa.report.rulebook.book import Rulebook, rulebook
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, load, packaged

HERE = Path(__file__).parent
VARIED = HERE / "varied" / INDICATORS, HERE / "varied" / RESPONSIBILITIES


@cache
def shipped_book(year: int = 2019) -> Rulebook:
    return rulebook(load(packaged(INDICATORS), packaged(RESPONSIBILITIES)), year)


@cache
def varied_book(year: int = 2015) -> Rulebook:
    return rulebook(load(*VARIED), year)
