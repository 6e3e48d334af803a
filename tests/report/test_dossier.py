"""What all papers of a year share is found once: a nation has as many letters as units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.docx.discretion import any_name
from loudi_qa.report.docx.letter import letter

if TYPE_CHECKING:
    from loudi_qa.report.dossier import Dossier


def test_what_is_unsettled_is_counted_once(dossier: Dossier) -> None:
    assert dossier.unsettled is dossier.unsettled
    assert dossier._replace(day=None).unsettled == dossier.unsettled


def test_a_letter_of_many_is_the_letter_alone(dossier: Dossier) -> None:
    unit = dossier.result.units[0]
    assert letter(dossier, unit, any_name(dossier.result)) == letter(dossier, unit)
