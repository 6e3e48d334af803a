"""Cases run by the engine that scores a year: what passes is what the year would give, and a wrong expectation is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loudi_qa.assess.cases.ready import Ready
    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.scheme.load import Rules

    Run = Callable[..., list[Outcome]]

STATES = [
    ("R1-2020", "value: 96.4", "12"),  # 0.6 short, two started steps of 4
    ("R1-2020", "", "missing"),
    ("R1-2020", "na: 当年未抽查", "not_applicable"),
    ("C1-quota", "value: 4, quota: 6", "6.67"),
    ("C1-quota", "value: 4", "not_applicable"),
    ("C1-quota", "value: 4, quota: 0", "not_applicable"),
    ("R1-avg", "value: 97", "open"),
    ("A1-duty", "value: 在建", "7.5"),
    ("Y1-better", "value: 74, previous: 73", "10"),
    ("X2", "value: 2", "-2"),
    ("X2", "value: 0", "0"),
]


@pytest.mark.parametrize(("indicator", "given", "wanted"), STATES)
def test_a_line_comes_out_with_its_points_or_its_state(indicator: str, given: str, wanted: str, run: Run) -> None:
    (outcome,) = run(f"- {{name: 甲, indicator: {indicator}, given: {{{given}}}, expect: {wanted}}}\n")
    assert outcome.passed, outcome.compared


@pytest.mark.parametrize(("indicator", "given", "wanted"), STATES)
def test_anything_else_fails_and_says_what_came_out(indicator: str, given: str, wanted: str, run: Run) -> None:
    (outcome,) = run(f"- {{name: 甲, indicator: {indicator}, given: {{{given}}}, expect: 3.21}}\n")
    assert not outcome.passed
    assert str(outcome.compared[0].got) in {wanted, f"{Decimal(wanted):.2f}" if wanted[-1].isdigit() else wanted}


def test_a_missing_value_is_not_the_same_as_no_points(run: Run) -> None:
    (outcome,) = run("- {name: 没填, indicator: R1-2020, given: {}, expect: 0}\n")
    assert not outcome.passed, "nothing filled in would pass for a value that earned nothing"


def test_a_target_dated_later_is_not_due(run: Run) -> None:
    (early, due) = run(
        "- {name: 还早, indicator: L1-most, year: 2018, given: {value: 4}, expect: not_due}\n"
        "- {name: 到期, indicator: L1-most, year: 2020, given: {value: 4}, expect: 8.57}\n"
    )
    assert early.passed
    assert due.passed


def test_a_value_is_read_as_a_cell_is(run: Run) -> None:
    (outcome,) = run('- {name: 全角和单位, indicator: R1-2020, given: {value: "９７ %"}, expect: 20}\n')
    assert outcome.passed


def test_a_whole_year_is_ranked_among_the_units_of_the_case(run: Run) -> None:
    (outcome,) = run(
        """- name: 一年
  units:
    甲区: {values: {R1: 97, C1: 6, B1: 83, L1: 4, Y1: 74, A1: 建成, T1: 5}, quotas: {C1: 6}, averages: {R1: 97},
      previous: {Y1: 73}}
    乙: {values: {R1: 97, C1: 6, B1: 83, L1: 4, Y1: 74, A1: 建成, T1: 9}, quotas: {C1: 6}, averages: {R1: 97.1},
      previous: {Y1: 73}, extras: {X1: 9, X2: 1}, incidents: [V1]}
  expect:
    甲区: {total: 100, grade: A, rank: 1, points: {R1-avg: 10, X1: 0}}
    乙: {total: 91, grade: D, rank: 2, points: {R1-avg: 0, X1: 2, X2: -1, goods-na: 0}}
"""
    )
    assert outcome.passed, [c for c in outcome.compared if not c.agrees]


def test_a_unit_without_a_single_value_is_open_as_in_a_workbook(run: Run) -> None:
    (outcome,) = run(
        "- {name: 没交, units: {甲区: {values: {R1: {}}}}, expect: {甲区: {total: open, points: {R1-2020: open}}}}\n"
    )
    assert outcome.passed, outcome.compared


def test_every_case_worked_out_by_hand_for_the_varied_scheme_passes(varied: Rules, varied_cases: Sequence[Ready]) -> None:
    from loudi_qa.assess.cases.run import Runner

    failed = [case.case.name.zh for case in varied_cases if not Runner(varied).run(case).passed]
    assert not failed


def test_a_year_in_which_an_indicator_has_no_points_is_told_and_not_scored(varied: Rules, run: Run) -> None:
    from loudi_qa.scheme.fault import RulesError

    with pytest.raises(RulesError, match="no points"):
        run("- {name: 太早, indicator: J1-levels, given: {value: 建成 1}, expect: 6}\n", rules=varied)


def test_a_line_alone_comes_out_as_it_does_among_all_the_others(
    varied: Rules, varied_cases: Sequence[Ready], shipped: Rules, shipped_cases: Sequence[Ready]
) -> None:
    """Cases of one line are run without the rest of the scheme, for speed: that must not change a digit or a reason."""
    from loudi_qa.assess.cases.anew import anew
    from loudi_qa.assess.cases.run import Runner
    from loudi_qa.assess.score import assess

    for rules, cases in ((varied, varied_cases), (shipped, shipped_cases[::6])):
        runner = Runner(rules)
        for case in cases:
            if case.about is None:
                continue
            mandate = anew(rules.mandate, units=case.mandate.units, consequences=())
            whole = next(u for u in assess(rules._replace(mandate=mandate), case.year).units if u.unit.name.zh == "案例")
            alone = runner.run(case).unit("案例")
            lines = [x for x in whole.lines if x.indicator.id == case.about]
            assert [x._replace(indicator=None) for x in alone.lines] == [x._replace(indicator=None) for x in lines]  # type: ignore[arg-type]  # all but the indicator is held equal
            assert alone.extras == whole.extras
