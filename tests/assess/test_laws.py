"""What holds of every year: laws of the result, tried on years drawn at random, read from the printed points alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import (
    BEST_FIRST,
    CELL,
    FEWER_IS_BETTER,
    MEASURES,
    NAMES,
    ROOT,
    RULES,
    changed,
    good_year,
    incident,
    number,
    with_state,
    years,
)

from loudi_qa.assess.score import assess
from loudi_qa.report.json import assessment_json
from loudi_qa.submission.bind import bind
from loudi_qa.submission.year import Average, Given, Missing, NotApplicable, Year
from loudi_qa.workbook.guard import Limits
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from loudi_qa.scheme.load import Rules

Printed = dict[str, Any]
"""The result as JSON, or a part of it."""


def result(year: Year, rules: Rules = RULES) -> Printed:
    """The units of the printed result by name."""
    return {u["unit"]: u for u in assessment_json(assess(rules, year), "zh")["units"]}


def points(printed: str) -> Decimal:
    return Decimal(printed)


def add(printed: Iterable[str]) -> Decimal:
    return sum(map(points, printed), Decimal(0))


@settings(max_examples=40)
@given(years())
def test_no_line_has_less_than_nothing_or_more_than_it_can_give(year: Year) -> None:
    for unit in result(year).values():
        for line in [*unit["indicators"], *unit["groups"]]:
            assert 0 <= points(line["points"]) <= points(line["of"]), line
        assert all(i["of"] in {"0.00", i["declared"]} for i in unit["indicators"] if i["measure"])


@settings(max_examples=40)
@given(years())
def test_what_is_printed_adds_up_on_a_desk_calculator(year: Year) -> None:
    for unit in result(year).values():
        for group in unit["groups"]:
            lines = [i for i in unit["indicators"] if i["group"] == group["id"]]
            assert add(i["points"] for i in lines) == points(group["points"])
            assert add(i["of"] for i in lines) == points(group["of"])
        extras = {e["id"]: points(e["points"]) for e in unit["extra_lines"]}
        assert points(unit["extras"]) == extras.get("X1", Decimal(0)) - abs(extras.get("X2", Decimal(0)))
        assert points(unit["total"]) == add(g["points"] for g in unit["groups"]) + points(unit["extras"])
        assert points(unit["of"]) == add(g["of"] for g in unit["groups"])
        moved = add(i["points"] for i in unit["indicators"] if i["measure"] is None)
        assert points(unit["total_without_na_points"]) == points(unit["total"]) - moved


@settings(max_examples=40)
@given(years())
def test_what_is_lost_is_laid_at_someones_door_to_the_last_hundredth(year: Year) -> None:
    for unit in result(year).values():
        if not unit["open"]:
            lost = points(unit["of"]) - (points(unit["total"]) - points(unit["extras"]))
            assert add(x["points"] for x in unit["lost_by_department"]) == lost


@settings(max_examples=40)
@given(years())
def test_grade_and_rank_follow_from_the_printed_totals_alone(year: Year) -> None:
    units = result(year)
    totals = [points(u["total"]) for u in units.values() if not u["open"]]
    for unit in units.values():
        if not unit["open"]:
            total = points(unit["total"])
            grade = "A" if total >= 90 else "B" if total >= 80 else "C" if total >= 60 else "D"
            assert unit["grade_before_veto"] == grade
            assert unit["grade"] == ("D" if unit["vetoes"] else grade)
            assert unit["rank"] == 1 + sum(t > total for t in totals)


@settings(max_examples=40)
@given(years(), st.sampled_from(NAMES), st.data())
def test_doing_better_in_one_thing_never_costs_points_or_a_place(year: Year, unit: str, data: st.DataObject) -> None:
    measure = data.draw(st.sampled_from([*MEASURES]))
    state = year.entries[unit][measure].state
    if not isinstance(state, Given):
        return
    if isinstance(state.value, str):
        better: Decimal | str = BEST_FIRST[max(BEST_FIRST.index(state.value) - 1, 0)]
    else:
        step = (
            data.draw(st.sampled_from([Decimal("0.1"), Decimal("0.5"), Decimal(1), Decimal(20)]))
            if MEASURES[measure].places
            else Decimal(1)
        )
        low, high = MEASURES[measure].range or (Decimal(0), Decimal(0))
        worse_way = measure in FEWER_IS_BETTER
        better = max(state.value - step, low) if worse_way else min(state.value + step, high)
    before, after = result(year)[unit], result(with_state(year, unit, measure, Given(better, CELL)))[unit]
    assert points(after["total"]) >= points(before["total"])
    assert (after["rank"] or 0) <= (before["rank"] or 0)


@pytest.fixture(scope="module")
def sample(shipped: Rules) -> Year:
    """The sample year 2019."""
    book = read(ROOT / "samples" / "2019.xlsx", Limits.declared(len(shipped.mandate.units), len(shipped.scheme.measures)))
    year, _ = bind(book, shipped)
    assert year is not None
    return year


@pytest.fixture(scope="module")
def scored(shipped: Rules, sample: Year) -> Printed:
    """The units of the sample year's result."""
    return result(sample, shipped)


@settings(max_examples=20)
@given(data=st.data())
def test_in_the_sample_year_too_doing_better_never_costs_points_or_a_place(
    shipped: Rules, sample: Year, scored: Printed, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from([*sample.entries]))
    measure = data.draw(st.sampled_from([m for m in shipped.scheme.measures if m.range]))
    state = sample.entries[unit][measure.id].state
    if isinstance(state, Given) and isinstance(state.value, Decimal) and measure.range:
        better = Given(min(state.value + data.draw(st.integers(1, 12)), measure.range[1]), CELL)
        before, after = scored[unit], result(with_state(sample, unit, measure.id, better), shipped)[unit]
        assert points(after["total"]) >= points(before["total"])
        assert after["rank"] <= before["rank"]


def unordered(units: Printed) -> Printed:
    """The result without any order of its lists."""

    def bare(thing: Any) -> Any:
        if isinstance(thing, list):
            return sorted((bare(x) for x in thing), key=str)
        return {k: bare(v) for k, v in thing.items()} if isinstance(thing, dict) else thing

    return {name: bare(unit) for name, unit in units.items()}


@settings(max_examples=40)
@given(years(), st.randoms(use_true_random=False))
def test_the_order_of_rows_units_and_entries_of_the_rules_changes_nothing(year: Year, rng: random.Random) -> None:
    def mixed(things: Iterable[Any]) -> list[Any]:
        shuffled = [*things]
        rng.shuffle(shuffled)
        return shuffled

    other = year._replace(
        entries={u: dict(mixed(own.items())) for u, own in mixed(year.entries.items())},
        quotas=dict(mixed(year.quotas.items())),
        previous=dict(mixed(year.previous.items())),
        extras=dict(mixed(year.extras.items())),
    )
    lists: tuple[str, ...] = ("groups", "measures", "indicators", "extras", "vetoes")
    scheme = changed(RULES.scheme, **{k: tuple(mixed(getattr(RULES.scheme, k))) for k in lists})
    lists = ("units", "departments", "duties", "owners", "consequences", "benchmark_groups")
    mandate = changed(RULES.mandate, **{k: tuple(mixed(getattr(RULES.mandate, k))) for k in lists})
    again = result(other, RULES._replace(scheme=scheme, mandate=mandate))
    assert unordered(again) == unordered(result(year))


BOUNDS = [
    ("R1-2020", "R1", "97", "96.9"), ("R1-avg", "R1", "98.5", "98.4"), ("C1-quota", "C1", "6", "5"),
    ("B1-bands", "B1", "83", "82.99"), ("L1-most", "L1", "4", "5"), ("Y1-better", "Y1", "51", "50.9"),
    ("T1-each", "T1", "5", "4"),
]  # fmt: skip


@pytest.mark.parametrize(("indicator", "measure", "bound", "below"), BOUNDS)
def test_on_the_bound_is_met_and_one_last_digit_short_is_not(indicator: str, measure: str, bound: str, below: str) -> None:
    on, short = (
        next(i for i in result(good_year(**{measure: Decimal(v)}))["甲区"]["indicators"] if i["id"] == indicator)
        for v in (bound, below)
    )
    assert on["points"] == on["of"], "a value on its target meets it"
    assert points(short["points"]) < points(short["of"]), "a value short of its target would count as having met it"


@settings(max_examples=40)
@given(number(1, 99, 2), st.sampled_from(["0.01", "0.0000000001"]))
def test_no_average_is_met_by_a_value_a_hair_below_it(average: Decimal, hair: str) -> None:
    def met(value: Decimal) -> bool:
        year = good_year(R1=value)._replace(averages={("R1", "*"): Average(average, "同口径", "公报", CELL)})
        return bool(next(i["met"] for i in result(year)["甲区"]["indicators"] if i["id"] == "R1-avg"))

    assert met(average)
    assert not met(average - Decimal(hair))


def test_nothing_filled_in_and_not_applicable_and_a_zero_are_three_things() -> None:
    zero, missing, free = (
        result(with_state(good_year(), "甲区", "Y1", s))["甲区"]
        for s in (Given(Decimal(0), CELL), Missing(CELL), NotApplicable("无固废", CELL))
    )
    seen = [next(i["state"] for i in u["indicators"] if i["id"] == "Y1-better") for u in (zero, missing, free)]
    assert seen == ["scored", "missing", "not_applicable"]
    assert [u["total"] for u in (zero, missing, free)] == ["90.00", "90.00", "100.00"]
    assert [u["total_without_na_points"] for u in (zero, missing, free)] == ["90.00", "90.00", "90.00"]
    assert [u["lost_by_department"] == [] for u in (zero, missing, free)] == [False, False, True]


@settings(max_examples=40)
@given(years(complete=True), st.sampled_from(NAMES))
def test_without_its_benchmark_a_unit_has_no_grade_no_rank_and_nothing_follows(year: Year, unit: str) -> None:
    year = with_state(year, unit, "Y1", Given(Decimal(50), CELL))
    before = result(year)
    assert not any(u["open"] for u in before.values())
    after = result(year._replace(previous={k: v for k, v in year.previous.items() if k[0] != unit}))
    assert [n for n, u in after.items() if u["open"]] == [unit]
    assert (after[unit]["rank"], after[unit]["grade"], after[unit]["consequences"]) == (None, None, [])
    for name in set(NAMES) - {unit}:
        assert (after[name]["total"], after[name]["grade"]) == (before[name]["total"], before[name]["grade"])
        assert "last" not in [c["id"] for c in after[name]["consequences"]], "nothing follows from a place that may yet change"


def test_equal_totals_share_a_place_and_the_next_one_is_left_out() -> None:
    year = good_year()
    for unit, events in (("甲区", 3), ("乙县", 5), ("丙县", 3), ("丁区", 1), ("戊县", 4)):
        year = with_state(year, unit, "T1", Given(Decimal(events), CELL))
    assert {n: u["rank"] for n, u in result(year).items()} == {"乙县": 1, "戊县": 2, "甲区": 3, "丙县": 3, "丁区": 5}


@settings(max_examples=40)
@given(years(complete=True), st.sampled_from(NAMES))
def test_a_veto_changes_the_grade_and_what_follows_from_it_and_no_point(year: Year, unit: str) -> None:
    clear = year._replace(incidents=())
    before, after = result(clear), result(clear._replace(incidents=(incident(unit),)))
    assert {n: u for n, u in after.items() if n != unit} == {n: u for n, u in before.items() if n != unit}
    differing = {k for k in before[unit] if before[unit][k] != after[unit][k]}
    assert differing <= {"vetoes", "grade", "consequences"}
    assert after[unit]["grade"] == "D"
    assert {"explain", "report"} <= {c["id"] for c in after[unit]["consequences"]}
