"""Where two results differ: the unit, the line and the figure, never a mere position in a file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from loudi_qa.assess.differences import differences, first_line, shown


def result(**changes: Any) -> dict[str, Any]:
    lines = [{"id": "P01", "points": "4.00", "value": "97"}, {"id": "P02", "points": "3.00", "value": None}]
    units = [
        {"unit": u, "rank": r, "groups": [{"id": "goods", "points": "7.00"}], "indicators": lines}
        for r, u in enumerate("甲乙", 1)
    ]
    return {"year": 2019, "units": units, "findings": [{"code": "E204", "cell": "A1"}, {"code": "E204", "cell": "A2"}]} | changes


def copied(value: dict[str, Any]) -> Any:
    return json.loads(json.dumps(value))


def found(stored: Any, recomputed: Any) -> list[tuple[Any, ...]]:
    return [tuple(d) for d in differences(stored, recomputed)]


def test_a_result_does_not_differ_from_itself() -> None:
    assert found(result(), copied(result())) == []


def test_a_line_is_named_by_its_unit_and_indicator() -> None:
    other = copied(result())
    other["units"][1]["indicators"][0]["points"] = "5.00"
    assert found(result(), other) == [("乙", "P01", "points", "4.00", "5.00")]


def test_a_group_and_a_finding_are_named_by_the_way_to_them() -> None:
    other = copied(result())
    other["units"][0]["groups"][0]["points"] = "8.00"
    other["findings"][1]["cell"] = "A3"
    assert found(result(), other) == [
        ("甲", None, "groups[goods].points", "7.00", "8.00"),
        (None, None, "findings[2].cell", "A2", "A3"),
    ]


def test_a_unit_that_is_not_there_is_one_difference_and_not_one_for_each_of_its_figures() -> None:
    other = copied(result())
    del other["units"][1]
    assert found(result(), other) == [("乙", None, "units", "{…}", None)]
    assert found(other, result()) == [("乙", None, "units", None, "{…}")]
    del other["units"][0]["indicators"][0]
    assert ("甲", "P01", "indicators", "{…}", None) in found(result(), other)


def test_the_same_units_in_another_order_are_not_the_same_result() -> None:
    other = copied(result())
    other["units"].reverse()
    assert found(result(), other) == [(None, None, "units.order", '["甲", "乙"]', '["乙", "甲"]')]


def test_nothing_is_not_an_empty_text_and_a_truth_is_not_a_one() -> None:
    assert found({"a": None, "b": True, "c": 1}, {"a": "", "b": 1, "c": 1.0}) == [
        (None, None, "a", "null", ""), (None, None, "b", "true", "1"), (None, None, "c", "1", "1.0"),
    ]  # fmt: skip


def test_a_key_that_only_one_of_the_two_has_is_told_either_way() -> None:
    assert found({"a": 1}, {"b": 2}) == [(None, None, "b", None, "2"), (None, None, "a", "1", None)]


def test_long_sentences_are_shown_where_they_part() -> None:
    one, other = "同" * 200 + "甲" + "尾" * 200, "同" * 200 + "乙" + "尾" * 200
    ((_, _, _, stored, recomputed),) = found({"because": one}, {"because": other})
    assert stored.startswith("…" + "同" * 20 + "甲")
    assert recomputed.startswith("…" + "同" * 20 + "乙")
    assert max(len(stored), len(recomputed)) <= 80


@pytest.mark.parametrize(
    "strange",
    [{"units": [1, None, {}]}, {"units": "x"}, {"units": [{"unit": []}]}, {"units": [{"unit": ""}]}, [], None, 1, {"units": {}}],
)
def test_whatever_a_stored_result_holds_it_differs_and_is_no_fault_of_ours(strange: Any) -> None:
    assert found(strange, result())


def test_what_is_shown_fits_on_a_line_and_into_any_stream() -> None:
    assert shown("甲\n乙\ud800") == "甲 乙?"
    assert len(shown("长" * 500)) == 80
    values: list[Any] = [{}, [[]], [1, 2], None]
    assert [shown(v) for v in values] == ["{…}", "[…]", "[1, 2]", "null"]


def test_lines_differ_by_their_blanks_too() -> None:
    line = first_line(b"a\nb \nc", b"a\nb\nc")
    assert line is not None
    assert (line.key, line.stored, line.recomputed) == ("line 2", '"b "', '"b"')
    assert first_line(b"a", b"a") is None
    longer = first_line(b"a\n", b"a")
    assert longer is not None
    assert (longer.key, longer.stored, longer.recomputed) == ("line 2", '""', None)
