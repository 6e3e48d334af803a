"""The catalogue of findings: a code, its level, its sentence and its mend, in Chinese and English.

E1 the file, E2 the structure, E3 a value, E4 what a value is held against, E5 the result, E6 the round of forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.catalogue.files import FILES
from loudi_qa.catalogue.forms import FORMS
from loudi_qa.catalogue.sense import SENSE
from loudi_qa.catalogue.values import VALUES

if TYPE_CHECKING:
    from loudi_qa.catalogue.entry import Entry

CATALOGUE: dict[str, Entry] = FILES | FORMS | VALUES | SENSE
