"""The form of a department: what the units sent, locked; what it verifies, open."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.workbook.filled import carried, cell, cover, opened, rows, saved

from loudi_qa.scheme.ask import asks, takes
from loudi_qa.workbook import layout
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.verification import Sent, verification_form, verifiers

if TYPE_CHECKING:
    from openpyxl import Workbook

    from loudi_qa.scheme.load import Rules

YEAR, DEPARTMENT = 2019, "市市场监督管理局"
SENT = {
    ("双峰县", "P04"): Sent(Decimal("95.65"), Decimal(22), Decimal(23), None, "抽查通报", "=1+1", Decimal(95), "现场核查"),
    ("新化县", "P03"): Sent(reason="当年无食品安全事故"),
    ("涟源市", "W01"): Sent("推进中"),
    ("娄星区", "P04"): Sent("约97", verified=Decimal(0)),
}


@pytest.fixture(scope="module")
def form(shipped: Rules) -> Workbook:
    return saved(verification_form(shipped, YEAR, DEPARTMENT, verifiers(shipped, YEAR)[DEPARTMENT], SENT))


def value(book: Workbook, unit: str, measure: str, title: str) -> object:
    return cell(book, unit, measure, title).value


def test_departments_go_by_their_names_of_the_year_with_all_they_took_over(shipped: Rules) -> None:
    before, after = verifiers(shipped, 2018), verifiers(shipped, 2019)
    assert {"市质监局", "市食药监局", "市工商局"} <= set(before)
    assert not {"市质监局", "市食药监局", "市工商局"} & set(after)
    merged = {m.id for d in ("市质监局", "市食药监局", "市工商局") for m in before[d]}
    assert merged <= {m.id for m in after[DEPARTMENT]}


@pytest.mark.parametrize("year", [2017, 2019, 2024])
def test_each_measure_is_verified_by_one_department_in_the_order_of_the_scheme(shipped: Rules, year: int) -> None:
    order = [m.id for m in shipped.scheme.measures]
    found = verifiers(shipped, year)
    assert sorted((m.id for own in found.values() for m in own), key=order.index) == order
    assert all([m.id for m in own] == sorted((m.id for m in own), key=order.index) for own in found.values())
    assert all(found.values()), "a department that verifies nothing gets no form"


def test_its_rows_are_its_measures_of_all_units(form: Workbook, shipped: Rules) -> None:
    units = [u.name.zh for u in shipped.mandate.units]
    wanted = [(u, m.id) for m in verifiers(shipped, YEAR)[DEPARTMENT] for u in units]
    assert list(rows(form[layout.DATA.name])) == wanted


def test_a_row_shows_what_was_sent_and_what_is_verified_already(form: Workbook) -> None:
    titles = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.EVIDENCE, layout.REMARK, layout.VERIFIED, layout.GROUNDS)
    shown = [value(form, "双峰县", "P04", t) for t in titles]
    assert shown == [95.65, 22, 23, "抽查通报", "=1+1", 95, "现场核查"]
    assert cell(form, "双峰县", "P04", layout.REMARK).data_type == "s"
    assert value(form, "新化县", "P03", layout.REASON) == "当年无食品安全事故"
    assert value(form, "涟源市", "W01", layout.VALUE) == "推进中"
    assert (value(form, "娄星区", "P04", layout.VALUE), value(form, "娄星区", "P04", layout.VERIFIED)) == ("约97", 0)


def test_only_the_verified_value_and_its_grounds_are_open(form: Workbook) -> None:
    data = {title for sheet, title in opened(form) if sheet == layout.DATA.name}
    assert data == {layout.VERIFIED, layout.GROUNDS}
    assert all(sheet.protection.sheet for sheet in form.worksheets)


def test_a_verified_value_is_held_to_the_rule_of_the_value(form: Workbook, shipped: Rules) -> None:
    found = form[layout.DATA.name].data_validations.dataValidation
    for m in verifiers(shipped, YEAR)[DEPARTMENT]:
        for unit in ("娄星区", "万宝新区"):
            here = cell(form, unit, m.id, layout.VERIFIED).coordinate
            (rule,) = (r for r in found if any(here in area for area in r.sqref.ranges))
            assert rule.type == takes(m).kind
            assert rule.showErrorMessage
            assert asks(m).zh in str(rule.error)
            assert "一致的留空" in str(rule.prompt)


def test_it_is_the_departments_and_tells_it_how(form: Workbook, shipped: Rules) -> None:
    assert carried(form)[layout.IDENTITY.sender] == DEPARTMENT
    assert cover(form)[layout.REPORTING_UNIT] == DEPARTMENT
    told = list(form[layout.INSTRUCTIONS].iter_rows(values_only=True))
    assert ("2", "同意所报的", "核定值留空，不用填。") in told
    counted = {row[0]: row[2] for row in told}
    assert all(m.count.zh in str(counted[m.id]) for m in verifiers(shipped, YEAR)[DEPARTMENT])


def test_last_years_values_stand_there_where_they_are_known(shipped: Rules) -> None:
    measures = verifiers(shipped, YEAR)[DEPARTMENT]
    book = saved(verification_form(shipped, YEAR, DEPARTMENT, measures, SENT, {("双峰县", "P04"): Decimal("96.2")}))
    assert value(book, "双峰县", "P04", layout.LAST_VALUE) == 96.2
    assert value(book, "双峰县", "P04", layout.VALUE) == 95.65


def test_two_runs_write_the_same_bytes(shipped: Rules) -> None:
    measures = verifiers(shipped, YEAR)["市水利局"]
    first, second = (pack(verification_form(shipped, YEAR, "市水利局", measures)) for _ in range(2))
    assert first == second
