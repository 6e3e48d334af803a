"""What the rules ask of a person, in words: the same figures that the rules score by."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from loudi_qa.numbers import show
from loudi_qa.scheme.ask import asks, quota_only, reasons, takes, target, targets
from loudi_qa.scheme.models import Indicator, Measure

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules


def measure(**changes: Any) -> Measure:
    own = {"id": "M1", "name": "率", "unit": "%", "range": [0, 100], "places": 2, "count": "率", **changes}
    return Measure.model_validate(own)


def count(**changes: Any) -> Measure:
    return measure(**{"unit": "项", "range": [0, 99], "places": 0, **changes})


def indicator(rule: dict[str, Any], **changes: Any) -> Indicator:
    own = {"id": "I1", "group": "g", "measure": "M1", "points": 3, "basis": "assumed", "rule": rule, **changes}
    return Indicator.model_validate(own)


def reach(**rule: Any) -> dict[str, Any]:
    return {"kind": "reach", **rule}


# What to write


def test_a_rate_is_asked_for_without_a_percent_sign() -> None:
    said = asks(measure())
    assert said.zh == "填 0 至 100 的数，可到 2 位小数，不写百分号：97.5% 填 97.5"
    assert said.en == "a number from 0 to 100, up to 2 decimals, no percent sign: 97.5 for 97.5 %"


def test_an_example_of_a_rate_lies_within_its_range() -> None:
    assert "8% 填 8" in asks(measure(range=[0, 8])).zh
    assert "97% 填 97" in asks(measure(places=0)).zh


def test_a_count_is_asked_for_as_a_whole_number_with_its_unit() -> None:
    assert asks(count()).zh == "填 0 至 99 的整数，单位：项"
    assert "可到 1 位小数，单位：吨" in asks(count(unit="吨", places=1)).zh


def test_an_answer_is_one_of_the_answers() -> None:
    assert asks(measure(unit=None, range=None, answers=["建成", "未建"])).zh == "选填：建成、未建"


def test_the_reasons_not_to_apply_are_named() -> None:
    assert reasons(measure(na=["无固废", "停产"])).zh == "不适用的原因：无固废、停产"
    assert reasons(measure()).en == "it always applies"


def test_what_a_cell_takes_is_what_the_measure_declares(shipped: Rules) -> None:
    for m in shipped.scheme.measures:
        wanted = takes(m)
        if m.answers:
            assert (wanted.kind, wanted.answers) == ("list", m.answers)
            assert all(a in asks(m).zh for a in m.answers)
            continue
        assert m.range == (wanted.low, wanted.high)
        assert wanted.kind == ("decimal" if m.places else "whole")
        assert f"填 {show(wanted.low)} 至 {show(wanted.high)} 的" in asks(m).zh


# What it is held against


@pytest.mark.parametrize(
    ("rule", "zh"),
    [
        (reach(at_least=97), "不低于 97%，不足不得分"),
        (reach(at_most=4), "不高于 4%，超过不得分"),
        (reach(at_least=97, plus=1), "不低于 98%，不足不得分"),
        (reach(at_least="province"), "不低于全省平均，不足不得分"),
        (reach(at_least="province", plus=2), "比全省平均至少高 2 个百分点，不足不得分"),
        (reach(at_least="province", plus=-2), "最多比全省平均低 2 个百分点，不足不得分"),
        (reach(at_most="province", plus=-2), "比全省平均至少低 2 个百分点，超过不得分"),
        (reach(at_most="province", plus=2), "最多比全省平均高 2 个百分点，超过不得分"),
        (reach(at_least="previous", plus=1), "比去年至少高 1 个百分点，不足不得分"),
        (reach(at_least=50, short="proportional"), "不低于 50%，不足按比例得分"),
        (reach(at_least=97, short={"zero_at": 92}), "不低于 97%，不足按比例递减，92%及以下不得分"),
        (reach(at_most=4, short={"zero_at": 10}), "不高于 4%，超过按比例递减，10%及以上不得分"),
        (reach(at_least=97, short={"per": 0.5, "lose": 4}), "不低于 97%，每差 0.5% 扣 4 分，按比例折算"),
        (reach(at_least=97, short={"per": 1, "lose": 4, "count": "full"}), "不低于 97%，每差 1% 扣 4 分，不足一档不扣"),
        (reach(at_most=9, short={"per": 1, "lose": 4, "count": "started"}), "不高于 9%，每超 1% 扣 4 分，不足一档按一档"),
        ({"kind": "bands", "bands": [[83, 3], [80, 1.5]]}, "83% 起得 3 分，80% 起得 1.5 分"),
        ({"kind": "tally", "each": 0.5, "cap": 2}, "每 1%得 0.5 分，最多 2 分"),
        ({"kind": "levels", "levels": {"建成": 1, "在建": 0.5, "未建": 0}}, "建成得满分，在建得 50%，未建不得分"),
    ],
)
def test_every_kind_of_rule_is_said_in_words(rule: dict[str, Any], zh: str) -> None:
    said = target(indicator(_exact(rule)), measure(), 2019)
    assert said.zh == zh
    assert said.en
    assert said.en != said.zh


def _exact(rule: Any) -> Any:
    """The rule with decimals, as the YAML is read."""
    match rule:
        case dict():
            return {k: _exact(v) for k, v in rule.items()}
        case list():
            return [_exact(v) for v in rule]
        case float():
            return Decimal(str(rule))
    return rule


def test_a_figure_for_a_year_is_told_with_its_year() -> None:
    fixed = indicator(reach(at_least=97), city={"at_least": 97, "by": 2020})
    assert target(fixed, measure(), 2019).zh == "不低于 97%（2020年目标），不足不得分"
    dated = indicator(reach(at_most={2019: 4, 2021: 3}))
    assert target(dated, count(), 2019).zh == "不高于 4 项（2019年目标），超过不得分"
    assert target(dated, count(), 2018).zh == "2019年起考核"
    assert target(dated, count(), 2020).zh == "本年目标未定"


def test_a_quota_is_told_as_far_as_it_is_known() -> None:
    by_quota = indicator(reach(at_least="quota", short="proportional"))
    assert target(by_quota, count(), 2019).zh == "不低于分解到本单位的年度目标，不足按比例得分"
    assert target(by_quota, count(), 2019, Decimal(4)).zh == "不低于 4 项（本单位年度目标），不足按比例得分"
    assert target(by_quota, count(), 2019, Decimal(0)).zh == "未分解到本单位"


def test_only_what_a_quota_alone_asks_for_may_be_left_empty(tiny: Rules, shipped: Rules) -> None:
    assert quota_only(tiny.scheme) == {"C1"}
    assert targets(tiny.scheme, tiny.scheme.measure["C1"], 2019, Decimal(0)).zh == "未分解到本单位，可以不填"
    assert "S04" in quota_only(shipped.scheme)
    assert "P01" not in quota_only(shipped.scheme)


def test_a_measure_with_two_indicators_tells_both(tiny: Rules) -> None:
    said = targets(tiny.scheme, tiny.scheme.measure["R1"], 2019)
    assert said.zh == "不低于 97%（2020年目标），每差 0.5% 扣 4 分，不足一档按一档；不低于全省平均，不足不得分"
    assert said.en.count(";") == 1


@pytest.mark.parametrize("year", [2016, 2019, 2020, 2025])
def test_every_measure_that_is_shipped_has_a_target_in_both_languages(shipped: Rules, year: int) -> None:
    for m in shipped.scheme.measures:
        assert all(targets(shipped.scheme, m, year)), m.id
