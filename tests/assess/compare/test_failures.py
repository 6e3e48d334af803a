"""What failed and what became of it: reached, failed again, or no longer to be told; and at whose door it lies."""

from __future__ import annotations

from decimal import Decimal

from tests.assess.drawn import CELL, NAMES, RULES, good_year, with_state

from loudi_qa.assess.compare.failures import Failure, failures
from loudi_qa.assess.score import assess
from loudi_qa.submission.year import Missing, NotApplicable

FIRST = NAMES[0]


def of(first: str, found: tuple[Failure, ...]) -> dict[str, Failure]:
    return {f.before.indicator.id: f for f in found if f.unit == first}


def test_a_failure_is_closed_when_the_target_is_reached_and_open_when_it_is_missed_again() -> None:
    older = assess(RULES, good_year(R1=Decimal(90), T1=Decimal(4)))
    newer = assess(RULES, good_year(T1=Decimal(3)))
    found = of(FIRST, failures(older, newer))
    assert {i: f.outcome for i, f in found.items()} == {"R1-2020": "closed", "R1-avg": "closed", "T1-each": "open"}


def test_what_was_missing_is_a_failure_and_what_did_not_apply_is_none() -> None:
    year = with_state(with_state(good_year(), FIRST, "R1", Missing(CELL)), FIRST, "Y1", NotApplicable("无固废", CELL))
    found = of(FIRST, failures(assess(RULES, year), assess(RULES, good_year())))
    assert set(found) == {"R1-2020", "R1-avg"}


def test_what_does_not_apply_any_more_is_neither_closed_nor_open() -> None:
    older = assess(RULES, good_year(R1=Decimal(90)))
    newer = assess(RULES, with_state(good_year(), FIRST, "R1", NotApplicable("当年未抽查", CELL)))
    assert {f.outcome for f in of(FIRST, failures(older, newer)).values()} == {"unknown"}


def test_the_department_goes_by_its_name_of_the_newer_year() -> None:
    older = assess(RULES, good_year(T1=Decimal(4))._replace(year=2018))
    newer = assess(RULES, good_year(T1=Decimal(4))._replace(year=2019))
    assert older.units[0].lost[0].department is not None
    assert older.units[0].lost[0].department.name.zh == "市质监局"
    assert of(FIRST, failures(older, newer))["T1-each"].department.name.zh == "市市场监管局"


def test_a_year_without_failures_has_nothing_to_follow_up() -> None:
    best = assess(RULES, good_year())
    assert failures(best, assess(RULES, good_year(R1=Decimal(0)))) == ()
