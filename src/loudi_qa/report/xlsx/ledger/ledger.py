"""整改清单.xlsx: what every unit has to mend and every department to see to, in one place until all of it is closed.

It is always in Chinese: its readers are the clerks of units and departments, and it is found again by its Chinese titles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from loudi_qa.report import heading
from loudi_qa.report.xlsx.ledger.guide import guide
from loudi_qa.report.xlsx.ledger.past import carry
from loudi_qa.report.xlsx.ledger.rows import demands, items
from loudi_qa.report.xlsx.ledger.sheets import by_department, by_unit, demand_sheet, last_sheet
from loudi_qa.report.xlsx.ledger.summary import summary
from loudi_qa.scheme.called import of_year
from loudi_qa.workbook import ledger as names
from loudi_qa.workbook.stored import Stored

if TYPE_CHECKING:
    from loudi_qa.report.dossier import Dossier


def unmatched(dossier: Dossier) -> int:
    """How many rows of the earlier ledger are of no unit or code that is known."""
    return carry(dossier, items(dossier), demands(dossier)).unmatched


def ledger(dossier: Dossier) -> bytes:
    """The ledger of a year, what people wrote into an earlier one carried on; the same bytes for the same dossier."""
    book, stored = Workbook(), Stored()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "loudi-qa", f"{of_year(dossier.result.rules.scheme, dossier.year)}整改清单"
    book.custom_doc_props.append(  # type: ignore[attr-defined]  # not in the stubs
        StringProperty(name=names.YEAR_PROPERTY, value=str(dossier.year))
    )
    listed, asked = items(dossier), demands(dossier)
    carried = carry(dossier, listed, asked)
    notes = [*([dossier.result.year.notice] if dossier.result.year.notice else []), *heading.standing(dossier.result, "zh")]
    guide(book, dossier, carried)
    source = by_unit(book, stored, dossier, listed, carried, notes)
    by_department(book, stored, dossier, listed, source, notes)
    demand_sheet(book, stored, dossier, asked, carried, notes)
    if carried.last or dossier.pair:
        last_sheet(book, stored, dossier, carried, notes)
    summary(book, stored, dossier, listed, source)
    book.move_sheet(names.SUMMARY, 1 - book.sheetnames.index(names.SUMMARY))
    return stored.pack(book)
