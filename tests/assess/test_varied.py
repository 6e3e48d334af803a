"""What other cities' schemes need: points that vary, a share that is due, places, several things in one value, a condition.

The sums stand in the comments; the scheme is ``tests/scheme/varied``, its full score 50.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assess.drawn import changed
from tests.conftest import ROOT

from loudi_qa.assess import lines
from loudi_qa.assess.compare.comparison import Compared, compare
from loudi_qa.assess.compare.failures import failed
from loudi_qa.assess.score import assess
from loudi_qa.report.because import because
from loudi_qa.report.compared import comparison_document
from loudi_qa.report.derivation import derivation
from loudi_qa.report.document import Note
from loudi_qa.report.followed import Shown
from loudi_qa.report.losses import losses
from loudi_qa.report.stand import stand
from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.load import load
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import Cell, Entry, Figure, Given, Missing, NotApplicable, Unclear, Year

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, Line, UnitResult
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import State

CELL = Cell("指标数据", 2, 4)
VARIED = ROOT / "tests" / "scheme" / "varied"
RULES = load(VARIED / "indicators.yaml", VARIED / "responsibilities.yaml")
VALUES: dict[str, dict[str, object]] = {
    "甲区": {"D1": "7.0", "R1": "9.0", "J1": "建成 10，在建 20，未动工 10", "W1": "5"},
    "乙县": {"D1": "3.5", "R1": "9.0", "J1": "建成 3", "W1": "5"},
    "丙县": {"D1": "8.0", "R1": "1.0", "J1": "在建 1", "W1": "9"},
}
"""甲区 and 乙县 tie in both places; 丙县 grew by less than takes a place."""


def state(value: object) -> State:
    if not isinstance(value, str):
        return value  # type: ignore[return-value]  # a state as it is
    return Given(Decimal(value) if value[0].isdigit() else value, CELL)


def year(number: int = 2019, **changes: dict[str, object]) -> Year:
    """A year in which every unit has the five-year target 20 and fell by 3 last year; ``changes`` by unit."""
    told = {name: VALUES[name] | changes.get(name, {}) for name in VALUES}
    entries = {name: {m: Entry(state(v)) for m, v in own.items()} for name, own in told.items()}
    quotas = {(name, "D1"): Figure(Decimal(20), CELL) for name in told}
    previous = {(name, "D1"): Figure(Decimal(3), CELL) for name in told}
    return Year(number, "2019.xlsx", "0" * 64, None, entries, quotas=quotas, previous=previous)


def unit(result: Assessment, name: str) -> UnitResult:
    return next(u for u in result.units if u.unit.name.zh == name)


def line(result: Assessment, name: str, indicator: str) -> Line:
    return next(x for x in unit(result, name).lines if x.indicator.id == indicator)


def points(result: Assessment, name: str) -> dict[str, str]:
    return {x.indicator.id: str(x.points) for x in unit(result, name).lines}


def with_scheme(rules: Rules, **fields: object) -> Rules:
    return rules._replace(scheme=changed(rules.scheme, **fields))


def test_a_unit_is_scored_by_the_points_of_its_group_and_year() -> None:
    result = assess(RULES, year())
    # 甲区, urban: due 20 × 0.35 = 7, met: 20; 9 % is place 1: 10; (10 + 0.5 × 20) ÷ 40 × 8 = 4; 5 days tie for place 1: 12
    assert points(result, "甲区") == {"D1-due": "20.00", "R1-place": "10.00", "J1-stage": "4.00", "W1-place": "12.00"}
    # 乙县, county: 3.5 ÷ 7 × 10 = 5; place 1 too: 20; all built: 8; 12
    assert points(result, "乙县") == {"D1-due": "5.00", "R1-place": "20.00", "J1-stage": "8.00", "W1-place": "12.00"}
    # 丙县: met: 10; 1 % is not beyond 2 %: 0; 0.5 × 8 = 4; place 3 of three: (1 - 2 × 0.4) × 12 = 2.4
    assert points(result, "丙县") == {"D1-due": "10.00", "R1-place": "0.00", "J1-stage": "4.00", "W1-place": "2.40"}
    assert [str(u.total) for u in result.units] == ["46.00", "45.00", "16.40"]
    assert {str(u.of) for u in result.units} == {"50.00"}


def test_another_year_has_its_own_points_and_its_own_share() -> None:
    result = assess(RULES, year(2020))
    # due 20 × 0.65 = 13: 7 ÷ 13 × 20; the work group has 5 and 15 points
    assert points(result, "甲区") == {"D1-due": "10.77", "R1-place": "10.00", "J1-stage": "2.50", "W1-place": "15.00"}


def test_a_year_without_points_is_refused_by_name() -> None:
    with pytest.raises(RulesError, match="no points for 2018, only for 2019, 2020"):
        assess(RULES, year(2018))


def test_a_share_that_no_year_has_leaves_the_target_not_due_before_and_open_after() -> None:
    due = RULES.scheme.indicators[0]
    plain = with_scheme(RULES, indicators=tuple(changed(i, declared=i.points) if i.dated else i for i in RULES.scheme.indicators))
    assert due.rule.kind == "reach"
    assert line(assess(plain, year(2017)), "甲区", "D1-due").state == "not_due"
    after = line(assess(plain, year(2021)), "甲区", "D1-due")
    assert (after.state, after.reason) == ("open", lines.NO_TARGET), "a share must never be carried over"


@pytest.mark.parametrize(("value", "earned"), [("3.0", "8.57"), ("2.9", "0.00"), ("-5.0", "0.00"), ("7.0", "20.00")])
def test_a_value_worse_than_last_years_earns_nothing(value: str, earned: str) -> None:
    found = line(assess(RULES, year(甲区={"D1": value if value[0] != "-" else Given(Decimal(value), CELL)})), "甲区", "D1-due")
    assert str(found.points) == earned  # 3 ÷ 7 × 20 = 8.57: as good as last year is no worse


def test_even_a_target_that_is_reached_earns_nothing_when_last_year_was_better() -> None:
    told = year(甲区={"D1": "30.0"})
    told = told._replace(previous={**told.previous, ("甲区", "D1"): Figure(Decimal(31), CELL)})
    found = line(assess(RULES, told), "甲区", "D1-due")
    assert (found.state, str(found.points)) == ("scored", "0.00")
    assert because(found, "en") == "30 is worse than 31 of last year: no points"
    result = assess(RULES, told)
    assert losses(result, unit(result, "甲区"))[0].shortfall.en == "worse than 31 of last year"


def test_without_last_years_value_nobody_can_tell_whether_it_is_worse() -> None:
    told = year()
    found = line(assess(RULES, told._replace(previous={})), "甲区", "D1-due")
    assert (found.state, found.reason) == ("open", lines.NO_PREVIOUS)


@pytest.mark.parametrize("gap", ["silent", "unclear"])
def test_no_place_is_told_while_a_value_is_not_known(gap: str) -> None:
    told = year(丙县={"R1": Unclear("约5", CELL)})
    if gap == "silent":
        told = told._replace(entries={u: own for u, own in told.entries.items() if u != "丙县"})
    result = assess(RULES, told)
    assert line(result, "甲区", "R1-place").reason == lines.NO_PLACES
    assert unit(result, "甲区").is_open, "a place that may still move would cost or win points"


def test_a_unit_that_sent_no_value_or_to_which_it_does_not_apply_takes_no_place() -> None:
    result = assess(RULES, year(甲区={"W1": Missing(CELL)}, 乙县={"W1": NotApplicable("停办", CELL)}))
    assert line(result, "丙县", "W1-place").points == 12, "the only one that has a value is the first"


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3), st.permutations(list(VALUES)))
def test_places_depend_on_values_alone_and_a_better_value_never_earns_less(values: list[int], order: list[str]) -> None:
    told = {name: {"W1": str(v)} for name, v in zip(order, values, strict=True)}
    result = assess(RULES, year(**told))  # type: ignore[arg-type]  # by unit
    earned = {name: line(result, name, "W1-place").points for name in order}
    for one, a in zip(order, values, strict=True):
        for other, b in zip(order, values, strict=True):
            assert (earned[one] >= earned[other]) if a <= b else (earned[one] <= earned[other])
            assert a != b or earned[one] == earned[other]
    assert max(earned.values()) == 12


def test_of_several_things_the_mean_share_counts_not_the_sum() -> None:
    few, many = (line(assess(RULES, year(甲区={"J1": v})), "甲区", "J1-stage").points for v in ("在建 2", "在建 2000"))
    assert few == many == 4


def test_a_grade_is_held_back_by_one_line_below_its_share() -> None:
    result = assess(RULES, year())
    # 甲区 has 46 ≥ 30, yet J1-stage earned 4 of 8, less than 60 %
    assert [(u.unit.name.zh, u.grade and u.grade.grade) for u in result.units] == [
        ("甲区", "不通过"),
        ("乙县", "通过"),
        ("丙县", "不通过"),
    ]
    told = {s.key: s.text for s in stand(result, unit(result, "甲区"))}
    assert told["grade"].en == "46.00 ≥ 30, but J1-stage did not earn 60 % of its points, so not 通过; grade 不通过"
    assert "J1-stage 没有达到其分值的 60%" in told["grade"].zh, "each of one is nobody's Chinese"
    (barred,) = unit(result, "甲区").withheld
    two = unit(result, "甲区")._replace(withheld=(barred._replace(lines=barred.lines * 2),))
    assert "没有达到各自分值的 60%" in {s.key: s.text for s in stand(result, two)}["grade"].zh
    exactly = year(甲区={"J1": "建成 1，在建 8，未动工 1"})  # (1 + 4) ÷ 10 = 0.5; then one more at work done: 0.6
    assert unit(assess(RULES, exactly), "甲区").grade != RULES.scheme.grades[0]
    reached = year(甲区={"J1": "建成 2，在建 8"})  # (2 + 4) ÷ 10 = 0.6: on the bound is met
    assert unit(assess(RULES, reached), "甲区").grade == RULES.scheme.grades[0]


def test_what_does_not_apply_holds_no_grade_back() -> None:
    result = assess(RULES, year(甲区={"J1": NotApplicable("无项目", CELL)}))
    assert unit(result, "甲区").grade == RULES.scheme.grades[0]


LOWEST = with_scheme(
    RULES,
    points=changed(RULES.scheme.points, total="lowest_group", full=Decimal(30)),
    groups=tuple(changed(g, points=Decimal(30)) for g in RULES.scheme.groups),
    indicators=tuple(
        changed(i, declared={"urban": Decimal(15), "county": Decimal(0)}) if i.group == "work" else i
        for i in RULES.scheme.indicators
    ),
)
"""Of an urban unit the lower of two groups counts, a county is assessed on air alone."""


def test_the_lowest_group_makes_the_total_and_a_group_without_points_is_none() -> None:
    result = assess(LOWEST, year())
    assert [(u.unit.name.zh, str(u.total), u.lowest) for u in result.units] == [
        ("乙县", "25.00", "air"), ("甲区", "22.50", "work"), ("丙县", "10.00", "air"),
    ]  # fmt: skip
    county = line(result, "乙县", "J1-stage")
    assert (county.state, county.reason, str(county.of)) == ("not_applicable", lines.NOT_THEIRS, "0.00")
    assert because(county, "zh") == "不考核：本单位所在的组没有这一项"
    urban = unit(result, "甲区")
    steps = {s.key: s.text.en for s in stand(result, urban)}
    assert steps["total"] == "Air 30.00, Work 22.50; the lowest counts: 22.50"
    assert sum(x.lost for x in losses(result, urban)) == urban.of - urban.total == sum(x.points for x in urban.lost)


def test_a_group_in_which_nothing_can_be_earned_is_not_the_lowest() -> None:
    """Of an urban unit whose work does not apply and a county that is assessed on air alone, air makes the total."""
    idle = year(甲区={"J1": NotApplicable("无项目", CELL), "W1": NotApplicable("停办", CELL)})
    urban = unit(assess(LOWEST, idle), "甲区")
    assert (urban.lowest, str(urban.total), str(urban.of)) == ("air", "30.00", "30.00"), "zero of nothing is no result"


def test_a_share_is_asked_of_points_as_they_are_published() -> None:
    """60 % of 3.34 points is 2.004: who earned exactly that has 2.00, and no desk calculator can ask for more."""
    indicators = tuple(
        changed(i, declared=Decimal("3.34" if i.id == "J1-stage" else "16.66")) if i.group == "work" else i
        for i in RULES.scheme.indicators
    )
    exactly = year(甲区={"J1": "建成 2，在建 8", "W1": "1"})  # (2 + 4) ÷ 10 = 0.6
    found = unit(assess(with_scheme(RULES, indicators=indicators), exactly), "甲区")
    assert str(next(x.points for x in found.lines if x.indicator.id == "J1-stage")) == "2.00"
    assert found.grade == RULES.scheme.grades[0]


def test_of_bound_and_share_by_year_each_year_has_its_own_target() -> None:
    rule = Reach.model_validate(
        {"kind": "reach", "at_least": {2018: Decimal(80), 2019: Decimal(40)}, "share": {2018: Decimal("0.5"), 2019: Decimal(2)}}
    )
    assert [str(t) for t in rule.targets] == ["40.0", "80"], "80 of 2018 times the share of 2019 is a target of no year"


@pytest.mark.parametrize(
    ("name", "indicator", "told"),
    [
        (
            "甲区",
            "D1-due",
            ["target: 20 × 0.35 = 7", "comparison: 7 ≥ 7: met, all points", "last_year: 7 ≥ 3 of last year: no worse"],
        ),
        ("乙县", "R1-place", ["comparison: 9 is the highest of all units, place 1: all points"]),
        ("丙县", "R1-place", ["comparison: 1 is not above 2, so it takes no place: 0"]),
        ("丙县", "W1-place", ["comparison: 9 is place 3", "share: 1 - 2 × 0.4 = 0.2", "sum: 0.2 × 12 = 2.4"]),
        (
            "甲区",
            "J1-stage",
            ["share: (1 × 10 + 0.5 × 20 + 0 × 10) ÷ 40 = 0.5", "sum: (1 × 10 + 0.5 × 20 + 0 × 10) ÷ 40 × 8 = 4"],
        ),
    ],
)
def test_each_sum_can_be_repeated_on_a_desk_calculator(name: str, indicator: str, told: list[str]) -> None:
    result = assess(RULES, year())
    steps = derivation(result, unit(result, name), line(result, name, indicator), None).steps
    said = [f"{s.key}: {s.text.en}" for s in steps]
    at = said.index(told[0])
    assert said[at : at + len(told)] == told


def test_a_scheme_whose_points_the_text_gives_does_not_call_them_assumed() -> None:
    result = assess(RULES, year())
    steps = derivation(result, unit(result, "甲区"), line(result, "甲区", "D1-due"), None).steps
    assert next(s.text.en for s in steps if s.key == "basis") == "the figure stands in the document; the points stand in it"


def test_who_is_placed_has_not_failed_whatever_the_place() -> None:
    result = assess(RULES, year())
    told = {x.indicator.id: failed(x) for x in unit(result, "丙县").lines}
    assert told == {"D1-due": False, "R1-place": True, "J1-stage": True, "W1-place": False}, (
        "a third place is no failure twice over"
    )


def test_years_that_differ_by_their_own_points_are_not_called_scored_alike() -> None:
    older, newer = assess(RULES, year(2019)), assess(RULES, year(2020))
    pairs = compare([Compared(older, {}), Compared(newer, {})], {})
    document = comparison_document(pairs, Shown("en"))
    notes = [b.text for b in document.blocks if isinstance(b, Note)]
    assert any("whose points or shares of targets differ by year" in n for n in notes)
    assert not any("nothing is due to rules" in n for n in notes)
