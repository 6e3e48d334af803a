"""Accountability over time: what was asked, by when, and whether the next result shows the cause gone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.assess.drawn import CELL, NAMES, RULES, changed, good_year, incident, with_state

from loudi_qa.assess.compare.followup import FollowUp, due, follow_ups
from loudi_qa.assess.score import assess
from loudi_qa.scheme.mandate import When, Within
from loudi_qa.submission.year import Unclear

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year

FIRST, LAST = NAMES[0], NAMES[4]
NOTICE = date(2019, 3, 20)


def failing(year: Year, unit: str) -> Year:
    """The year in which one unit has no points at all."""
    worst = good_year(R1=Decimal(0), C1=Decimal(0), B1=Decimal(0), L1=Decimal(90), Y1=Decimal(0), A1="未建", T1=Decimal(0))
    return year._replace(entries=year.entries | {unit: worst.entries[unit]})


def followed(older: Year, newer: Year, notice: date | None = NOTICE) -> dict[tuple[str, str], FollowUp]:
    before = assess(RULES, older._replace(year=2018))
    after = assess(RULES, newer._replace(year=2019), (), before)
    return {(f.unit, f.consequence.id): f for f in follow_ups(before, after, notice)}


def test_what_was_asked_for_a_grade_is_closed_when_the_grade_is_mended() -> None:
    found = followed(failing(good_year(), FIRST), good_year())
    assert found[FIRST, "report"].state == "closed"
    assert found[FIRST, "report"].further == ()


def test_the_same_grade_again_escalates_as_the_rules_declare() -> None:
    found = followed(failing(good_year(), FIRST), failing(good_year(), FIRST))
    assert found[FIRST, "report"].state == "escalated"
    assert [c.id for c in found[FIRST, "report"].further] == ["escalate"]


def test_the_last_place_again_stays_open_for_no_rule_escalates_it() -> None:
    found = followed(failing(good_year(), FIRST), failing(good_year(), FIRST))
    assert found[FIRST, "last"].state == "open"
    assert followed(failing(good_year(), FIRST), failing(good_year(), LAST))[FIRST, "last"].state == "closed"


def test_an_incident_is_closed_by_a_year_without_one() -> None:
    struck = good_year()._replace(incidents=(incident(FIRST),))
    assert followed(struck, good_year())[FIRST, "explain"].state == "closed"
    assert followed(struck, struck)[FIRST, "explain"].state == "open"


def test_an_open_year_tells_nothing_of_the_unit_nor_of_places() -> None:
    unclear = with_state(good_year(), FIRST, "R1", Unclear("约", CELL))
    older = failing(good_year(), FIRST)
    assert followed(older, unclear)[FIRST, "report"].state == "unknown"
    assert followed(older, unclear)[FIRST, "last"].state == "unknown"
    other = with_state(good_year(), LAST, "R1", Unclear("约", CELL))
    assert followed(older, other)[FIRST, "report"].state == "closed"
    assert followed(older, other)[FIRST, "last"].state == "unknown", "while another total is open no one knows who is last"


def with_consequences(**when: Any) -> Rules:
    """The rules with other conditions for some consequences; None takes one away."""
    own = RULES.mandate.consequences
    kept = tuple(changed(c, when=When(**when[c.id])) if when.get(c.id) else c for c in own if when.get(c.id, ...) is not None)
    return RULES._replace(mandate=changed(RULES.mandate, consequences=kept))


@pytest.mark.parametrize(
    ("later", "states"),
    [
        (with_consequences(last={"last": 2}, report={"grade": ["C", "D"]}), {"report": "escalated", "last": "open"}),
        (with_consequences(last=None, report=None), {"report": "escalated", "last": "open"}),
        (with_consequences(escalate=None), {"report": "open", "last": "open"}),
    ],
    ids=["other conditions", "consequences gone", "nothing escalates"],
)
def test_what_led_to_a_consequence_is_judged_by_the_condition_of_its_own_year(later: Rules, states: dict[str, str]) -> None:
    before = assess(RULES, failing(good_year(), FIRST)._replace(year=2018))
    after = assess(later, failing(good_year(), FIRST)._replace(year=2019), (), before)
    found = {f.consequence.id: f.state for f in follow_ups(before, after, None) if f.unit == FIRST}
    assert found == states, "a unit that failed again is not closed because the consequences were edited"


def test_what_follows_with_the_notice_leaves_nothing_to_follow_up() -> None:
    asked = {consequence for _, consequence in followed(failing(good_year(), FIRST), good_year())}
    assert asked == {"report", "last"}, "praise and the sending on to other departments are done with the notice"


def test_a_unit_that_is_gone_is_not_closed() -> None:
    before = assess(RULES, failing(good_year(), FIRST)._replace(year=2018))
    rest: Assessment = assess(RULES, good_year()._replace(year=2019))
    gone = rest._replace(units=tuple(u for u in rest.units if u.unit.name.zh != FIRST))
    assert {f.state for f in follow_ups(before, gone, None) if f.unit == FIRST} == {"unknown"}


@pytest.mark.parametrize(
    ("notice", "months", "day"),
    [
        ("2019-03-20", 1, "2019-04-20"),
        ("2019-01-31", 1, "2019-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2019-11-30", 3, "2020-02-29"),
        ("2018-12-31", 2, "2019-02-28"),
        ("2019-12-15", 12, "2020-12-15"),
    ],
)
def test_a_deadline_in_months_is_the_same_day_of_the_month_or_its_last(notice: str, months: int, day: str) -> None:
    assert due(Within(months=months), date.fromisoformat(notice)) == date.fromisoformat(day)


def test_working_days_are_left_to_the_office_and_no_date_is_made_up() -> None:
    assert due(Within(working_days=15), NOTICE) is None
    assert due(Within(months=1), None) is None
    assert due(Within(months=1), date(9999, 12, 1)) is None, "the calendar ends there"
    struck = good_year()._replace(incidents=(incident(FIRST),))
    assert followed(struck, good_year())[FIRST, "explain"].due is None


def test_deadlines_run_from_the_notice() -> None:
    assert followed(failing(good_year(), FIRST), good_year())[FIRST, "report"].due == date(2019, 4, 20)
