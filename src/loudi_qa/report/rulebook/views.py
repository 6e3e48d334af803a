"""The views as documents: as they are read, and flat, with one table of everything first, for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.rulebook.assumption import by_assumption, flat_assumption
from loudi_qa.report.rulebook.clause import by_clause
from loudi_qa.report.rulebook.department import by_department, flat_department
from loudi_qa.report.rulebook.group import by_group, flat_group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from loudi_qa.report.document import Document
    from loudi_qa.report.rulebook.book import Rulebook, View
    from loudi_qa.words import Lang

    Maker = Callable[[Rulebook, Lang], Document]

READ: Mapping[View, Maker] = {
    "group": by_group,
    "department": by_department,
    "clause": by_clause,
    "assumption": by_assumption,
}
"""The views as they are read on a screen or on paper."""

FLAT: Mapping[View, Maker] = {**READ, "group": flat_group, "department": flat_department, "assumption": flat_assumption}
"""The views for a spreadsheet: the first table holds every row."""
