"""What no case tries is named: a rule nobody has seen miss its target may be wrong there, and nobody would know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.cases.coverage import gaps, items
from loudi_qa.assess.cases.run import Runner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loudi_qa.assess.cases.ready import Ready
    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.scheme.load import Rules

    Run = Callable[..., list[Outcome]]


def untried(rules: Rules, outcomes: Sequence[Outcome]) -> dict[str, list[str]]:
    return {gap.item.id: [s.zh for s in gap.untried] for gap in gaps(rules, outcomes)}


def test_without_a_case_every_situation_of_every_rule_is_untried(tiny: Rules) -> None:
    assert untried(tiny, []) == {
        "goods-na": ["不适用分值转移", "转移到上限为止"],
        "work-na": ["不适用分值转移"],
        "grade A": ["总分正好在下限", "差一点到下限"],
        "grade B": ["总分正好在下限", "差一点到下限"],
        "grade C": ["总分正好在下限", "差一点到下限"],
        "rank": ["总分相同，位次相同"],
        "R1-2020": ["超过目标", "正好在目标上", "未达到目标", "扣到零分", "不适用（有原因）", "未填"],
        "R1-avg": ["超过目标", "正好在目标上", "未达到目标", "不适用（有原因）", "未填"],
        "C1-quota": ["超过目标", "正好在目标上", "未达到目标", "没有年度目标", "未填"],
        "B1-bands": ["正好在 83 档的下限", "正好在 80 档的下限", "正好在 75 档的下限", "不到最低一档", "未填"],
        "L1-most": ["超过目标", "正好在目标上", "未达到目标", "到零分线", "2019 年", "2020 年", "未到考核期", "未填"],
        "Y1-better": ["超过目标", "正好在目标上", "未达到目标", "到零分线", "不适用（有原因）", "未填"],
        "A1-duty": ["答案“建成”", "答案“在建”", "答案“未建”", "未填"],
        "T1-each": ["未到上限", "正好到上限", "超过上限", "未填"],
        "X1": ["未到上限", "正好到上限", "超过上限"],
        "X2": ["未到上限", "正好到上限", "超过上限"],
        "V1": ["发生一起"],
    }


def test_a_case_tries_the_situation_it_is_in_and_no_other(tiny: Rules, run: Run) -> None:
    before = untried(tiny, [])["R1-2020"]
    for given, expect, situation in (
        ("value: 99", "20", "超过目标"),
        ("value: 97", "20", "正好在目标上"),
        ("value: 96.4", "12", "未达到目标"),
        ("na: 当年未抽查", "not_applicable", "不适用（有原因）"),
        ("", "missing", "未填"),
    ):
        left = untried(tiny, run(f"- {{name: 甲, indicator: R1-2020, given: {{{given}}}, expect: {expect}}}\n"))["R1-2020"]
        assert set(before) - set(left) == {situation}


def test_a_value_so_far_short_that_nothing_is_left_is_short_too(tiny: Rules, run: Run) -> None:
    left = untried(tiny, run("- {name: 扣完, indicator: R1-2020, given: {value: 50}, expect: 0}\n"))["R1-2020"]
    assert "扣到零分" not in left
    assert "未达到目标" not in left


def test_a_total_holds_every_line_of_its_unit_a_single_line_only_itself(tiny: Rules, run: Run) -> None:
    values = "{values: {R1: 97, A1: 在建}, averages: {R1: 97}, quotas: {C1: 6}, previous: {Y1: 73}}"
    one = untried(tiny, run(f"- {{name: 甲, units: {{甲区: {values}}}, expect: {{甲区: {{points: {{R1-2020: 20}}}}}}}}\n"))
    whole = untried(tiny, run(f"- {{name: 甲, units: {{甲区: {values}}}, expect: {{甲区: {{total: 37.5}}}}}}\n"))
    assert "正好在目标上" not in one["R1-2020"]
    assert "答案“在建”" in one["A1-duty"]
    assert "答案“在建”" not in whole["A1-duty"]
    assert "未填" not in whole["T1-each"]


def test_beyond_a_hundred_percent_there_is_nothing_to_try(shipped: Rules) -> None:
    of = {item.id: [s.zh for s in item.situations] for item in items(shipped)}
    assert "超过目标" not in of["P03-2020"], "the target is 100 %"
    assert "超过目标" in of["P01-2020"]


def test_the_cases_of_the_varied_scheme_leave_nothing_untried(varied: Rules, varied_cases: Sequence[Ready]) -> None:
    runner = Runner(varied)
    assert untried(varied, [runner.run(case) for case in varied_cases]) == {}
