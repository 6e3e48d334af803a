"""The result as the office works with it: places, matrix, cards, charts, and a sheet of formulas to try things on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from loudi_qa.report import heading
from loudi_qa.report.xlsx.result.cards import MOST_CARDS, add_cards, add_lines
from loudi_qa.report.xlsx.result.findings import add_findings
from loudi_qa.report.xlsx.result.lost import add_lost
from loudi_qa.report.xlsx.result.matrix import add_matrix
from loudi_qa.report.xlsx.result.names import unit_sheets
from loudi_qa.report.xlsx.result.ranking import add_ranking
from loudi_qa.report.xlsx.result.trial import add_trial
from loudi_qa.workbook.pack import pack

if TYPE_CHECKING:
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.words import Lang


def result_workbook(dossier: Dossier, lang: Lang) -> bytes:
    """The bytes of ``result.xlsx``; the same ones for the same dossier."""
    units = dossier.result.units
    sheets = unit_sheets((u.unit.name.of(lang) for u in units), lang) if len(units) <= MOST_CARDS else []
    cards = {u.unit.name.zh: sheet for u, sheet in zip(units, sheets, strict=False)}
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "loudi-qa", heading.title(dossier.result, lang)
    add_ranking(book, dossier, lang, cards)
    add_matrix(book, dossier, lang)
    add_lost(book, dossier, lang)
    add_trial(book, dossier, lang)
    if dossier.result.findings:
        add_findings(book, dossier, lang)
    if cards:
        add_cards(book, dossier, lang, cards)
    else:
        add_lines(book, dossier, lang)
    return pack(book)
