"""The order of differences: what an official must see first stands first, however many findings there are."""

from __future__ import annotations

from loudi_qa.assess.differences import Difference
from loudi_qa.assess.foremost import foremost_first, in_findings


def place(key: str, unit: str | None = None, indicator: str | None = None) -> Difference:
    return Difference(unit, indicator, key, "1", "2")


ORDER = [
    place("units", "丙"),
    place("total", "甲"),
    place("total", "乙"),
    place("grade", "甲"),
    place("grade_before_veto", "甲"),
    place("rank", "甲"),
    place("units.order"),
    place("consequences[commend]", "甲"),
    place("vetoes[x].grade", "甲"),
    place("points", "甲", "P01"),
    place("indicators", "甲", "P02"),
    place("groups[goods].points", "甲"),
    place("of", "甲", "P01"),
    place("value", "甲", "P01"),
    place("year"),
    place("extras", "甲"),
    place("lost_by_department[x].points", "甲"),
    place("findings[1].sheet"),
    place("findings"),
]
"""What means as much as its neighbour stands in the order of the result, as it was found."""


def test_totals_come_before_grades_and_places_then_what_follows_then_lines_and_findings_last() -> None:
    mixed = sorted(ORDER, key=lambda d: ("findings" not in d.key, d.key != "year", -len(d.key)))
    assert {d.key for d in mixed[:2]} == {"findings", "findings[1].sheet"}
    levels = [("units", "total"), ("grade", "rank"), ("consequences[commend]", "points"), ("points", "value"),
              ("value", "year"), ("extras", "findings")]  # fmt: skip
    keys = [d.key for d in foremost_first(mixed)]
    assert all(keys.index(one) < keys.index(other) for one, other in levels)
    assert foremost_first(ORDER) == tuple(ORDER)
    assert foremost_first(foremost_first(mixed)) == foremost_first(mixed)


def test_only_the_findings_of_the_result_are_findings() -> None:
    assert [d.key for d in ORDER if in_findings(d)] == ["findings[1].sheet", "findings"]
    assert not in_findings(place("findings", "甲")), "a key of the same name within a unit is none of them"
