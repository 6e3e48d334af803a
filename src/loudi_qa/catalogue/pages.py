"""The pages on all codes, joined; only ``explain`` and ``docs/findings.md`` ask for them."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.catalogue.pages_files import FILES
from loudi_qa.catalogue.pages_forms import FORMS
from loudi_qa.catalogue.pages_result import RESULT
from loudi_qa.catalogue.pages_round import ROUND
from loudi_qa.catalogue.pages_sense import SENSE
from loudi_qa.catalogue.pages_sheets import SHEETS
from loudi_qa.catalogue.pages_values import VALUES

__all__ = ["PAGES", "Page"]

PAGES: dict[str, Page] = FILES | SHEETS | FORMS | VALUES | SENSE | RESULT | ROUND
