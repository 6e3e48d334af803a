"""Explanations: a county can repeat every line with a calculator, from the printed text alone, and gets the published points."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.drawn import CELL, RULES, changed, good_year, incident, with_state, years
from tests.assess.made_up import MadeUpYear, made_up_mandate, made_up_scheme
from tests.assess.reader import Rules as BareRules
from tests.report.clerk import check_equalities, check_relations, numbers, value, worked
from tests.report.conftest import SAMPLES

from loudi_qa import api
from loudi_qa.assess.score import assess
from loudi_qa.cli import way
from loudi_qa.report.document import Note
from loudi_qa.report.explained import LABELS, derivations, explained, lines_document, unit_document
from loudi_qa.report.plain import text
from loudi_qa.scheme.load import load
from loudi_qa.submission.origin import Origins
from loudi_qa.submission.year import Given, NotApplicable, Unclear
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year
    from loudi_qa.words import Lang

LANGS: list[Lang] = ["zh", "en"]


@pytest.fixture(scope="module")
def origins(shipped: Rules) -> Origins:
    return Origins(read(SAMPLES / "2019.xlsx", api.limits(shipped)))


def whole(assessment: Assessment, unit: UnitResult, origins: Origins | None, lang: Lang) -> dict[str, Any]:
    """The card of a unit and all its derivations, as JSON."""
    return explained(assessment, unit, derivations(assessment, unit, origins).values(), lang, whole=True)


def check_every_line(assessment: Assessment, lang: Lang, origins: Origins | None = None) -> list[dict[str, Any]]:
    """Work out every line of every unit from its steps, and its total, grade and place from theirs."""
    lines: list[dict[str, Any]] = []
    for unit in assessment.units:
        told = whole(assessment, unit, origins, lang)
        for line in told["lines"]:
            by_hand = worked(line["steps"])
            points = Fraction(0) if by_hand is None else by_hand.points
            assert points == Fraction(line["points"]), f"{unit.unit.name.zh} {line['id']}: {line['steps']}"
        assert sum(Fraction(x["points"]) for x in told["lines"]) == Fraction(told["unit"]["total"])
        check_standing(told, assessment)
        lines += told["lines"]
    return lines


def check_standing(told: dict[str, Any], assessment: Assessment) -> None:
    steps = [(s["step"], s["text"]) for s in told["standing"]]
    texts = dict(steps)
    assert check_equalities(texts["total"]) == Fraction(told["unit"]["total"])
    if told["unit"]["open"]:
        assert "place" not in texts
        return
    check_relations(texts["grade"])
    earned = re.search(r"(?:：|grade )(\w+)", texts["grade"])
    assert earned is not None
    assert earned[1] == told["unit"]["grade_before_veto"]
    if short := re.search(r"(?:差 |, )([\d.]+)(?: 分| short)", texts["grade"]):
        _, total, above, *_ = numbers(texts["grade"])
        assert above - total == Fraction(short[1])
    final = [re.findall(r"(?:定为 |to |仍为 |lower than )(\w+)", text)[-1] for key, text in steps if key == "veto"]
    assert not final or final[-1] == told["unit"]["grade"]
    others = {u.unit.name.zh: u.total for u in assessment.units if not u.is_open}
    own = others.pop(told["unit"]["unit"])
    higher = {u.unit.name.of(lang) for u in assessment.units if others.get(u.unit.name.zh, own) > own for lang in LANGS}
    told_higher = texts["place"].partition("：第" if "：第" in texts["place"] else "): place")[0]
    assert all(
        any(n in told_higher for n in (u.unit.name.zh, u.unit.name.en)) for u in assessment.units if u.unit.name.zh in higher
    )
    place = re.search(r"(?:第 |place )(\d+)", texts["place"])
    assert place is not None
    assert int(place[1]) == told["unit"]["rank"]
    assert ("veto" in texts) == bool(told["unit"]["vetoes"])


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_of_the_sample_year_can_be_worked_out_from_its_text_alone(
    sample: Assessment, origins: Origins, lang: Lang
) -> None:
    lines = check_every_line(sample, lang, origins)
    assert {x["state"] for x in lines if "state" in x} == {"scored", "missing", "not_applicable"}
    assert len(lines) > 7 * 77


@settings(max_examples=40)
@given(years(), st.sampled_from(["half_up", "half_even"]), st.sampled_from(["exact", "rounded"]), st.sampled_from(LANGS))
def test_every_kind_of_rule_can_be_worked_out_from_its_text_alone(year: Year, rounding: str, compare: str, lang: Lang) -> None:
    points = changed(RULES.scheme.points, rounding=rounding)
    rules = RULES._replace(scheme=changed(RULES.scheme, points=points, compare=compare))
    check_every_line(assess(rules, year), lang)


@pytest.mark.parametrize("seed", [101, 104, 109, 116, 122])
def test_rules_made_up_at_random_can_be_worked_out_from_their_text_alone(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)  # noqa: S311 -- cases, not secrets
    indicators, responsibilities = tmp_path / "i.yaml", tmp_path / "r.yaml"
    scheme = made_up_scheme(rng)
    indicators.write_text(scheme, encoding="utf-8")
    responsibilities.write_text(made_up_mandate(scheme), encoding="utf-8")
    workbook = tmp_path / "2019.xlsx"
    MadeUpYear(seed, BareRules(indicators, responsibilities), 2019).save(workbook)
    rules = load(indicators, responsibilities)
    book = read(workbook, api.limits(rules))
    lines = check_every_line(way.score_book(book, rules), "zh" if seed % 2 else "en", Origins(book))
    assert len(lines) >= 5 * 15


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        ({"rule": "满分 4 分", "comparison": "96.96 ≥ 97，达到，得满分", "points": "4 取 2 位小数（四舍五入）：4.00"}, "96.96"),
        ({"sum": "742 ÷ 800 × 1 = 0.9375", "points": "0.9375 取 2 位小数（四舍五入）：0.94"}, "0.9375"),
        ({"sum": "8 ÷ 3 × 1 = 2.66666667…", "points": "2.66666667… 取 2 位小数（四舍五入）：2.67"}, "begins"),
        ({"sum": "1 ÷ 8 × 1 = 0.125", "points": "0.125 取 2 位小数（四舍五入）：0.12"}, "0.12"),
        ({"sum": "1 ÷ 8 × 1 = 0.125", "points": "0.13 取 2 位小数（四舍五入）：0.13"}, "by hand"),
    ],
)
def test_the_clerk_notices_what_does_not_add_up(steps: dict[str, str], wrong: str) -> None:
    with pytest.raises(AssertionError, match=wrong):
        worked([{"step": k, "text": t} for k, t in steps.items()])


def steps_of(assessment: Assessment, origins: Origins, unit: str, line: str, lang: Lang = "zh") -> dict[str, str]:
    result = next(u for u in assessment.units if u.unit.name.zh == unit)
    told = whole(assessment, result, origins, lang)
    (found,) = [x for x in told["lines"] if x["id"] == line]
    return {s["step"]: s["text"] for s in found["steps"]}


def test_a_line_tells_its_cell_and_what_stands_there(sample: Assessment, origins: Origins) -> None:
    steps = steps_of(sample, origins, "双峰县", "E01-2020")
    assert steps["cell"] == "2019.xlsx 指标数据!E219"
    assert steps["as_sent"] == "填报值 数字 98.91；分子 数字 182；分母 数字 184"
    assert steps["as_read"] == "98.91%"
    assert steps["counts"] == "182 ÷ 184 × 100 = 98.91304347…，与填报值一致"


def test_a_percent_cell_is_told_as_it_is_stored_and_as_it_is_shown(sample: Assessment, origins: Origins) -> None:
    texts = [
        s["text"]
        for u in sample.units
        for x in whole(sample, u, origins, "zh")["lines"]
        for s in x["steps"]
        if s["step"] == "as_sent" and "单元格显示为" in s["text"]
    ]
    assert texts, "the sample has a unit that sends percent cells"
    for told in texts:
        stored, shown = re.findall(r"数字 ([\d.]+)，单元格显示为 ([\d.]+)%", told)[0]
        assert Decimal(stored) * 100 == Decimal(shown)


def test_a_verified_value_stands_beside_the_one_that_was_sent(sample: Assessment, origins: Origins) -> None:
    steps = steps_of(sample, origins, "双峰县", "T08-quota")
    assert steps["verified"] == "核定值 228 计分，填报值 231 不计"
    assert steps["cell"].endswith("!H236")


def test_an_average_tells_cell_group_scope_and_source(sample: Assessment, origins: Origins) -> None:
    told = steps_of(sample, origins, "双峰县", "N03-avg")["benchmark"]
    for part in ("91.5%", "全省平均!E15", "县城组", "统计口径：90个县城", "湖南省生态环境厅"):
        assert part in told


def test_a_line_tells_who_answers_by_the_name_of_the_year_and_the_document(sample: Assessment, origins: Origins) -> None:
    steps = steps_of(sample, origins, "双峰县", "P06-avg")
    assert "市工业和信息化局（文件中为市经信委）（牵头）" in steps["duty"]
    assert steps["duty"].count("市市场监督管理局") == 1, "three bureaus of 2017 became one: it answers once"
    assert "市质监局、市食药监局" in steps["duty"]


def test_a_figure_of_2020_that_2019_is_held_to_is_told_as_an_assumption(sample: Assessment, origins: Origins) -> None:
    assert "2020 年的，2019 年就对照它属设定" in steps_of(sample, origins, "双峰县", "E01-2020")["basis"]
    assert steps_of(sample, origins, "双峰县", "E01-avg")["basis"].startswith("数值出自文件")


def test_missing_and_not_applicable_are_told_apart(sample: Assessment, origins: Origins) -> None:
    assert steps_of(sample, origins, "冷水江市", "B15-quota")["points"] == "计 0 分"
    assert steps_of(sample, origins, "双峰县", "T04-quota")["points"] == "不计分，1.5 分按本组得分率计入（见 base-na）"


def test_a_collected_row_names_the_form_it_came_from(shipped: Rules, tmp_path: Any) -> None:
    from loudi_qa.cli.main import run

    year = tmp_path / "2019.xlsx"
    assert run(["collect", str(SAMPLES / "forms-2019"), "-o", str(year), "-q"]) in {0, 1}
    book = read(year, api.limits(shipped))
    steps = steps_of(way.score_book(book, shipped), Origins(book), "双峰县", "P01-2020")
    assert re.fullmatch(r"双峰县\.xlsx 第 \d+ 行（sha256 [0-9a-f]{12,64}）", steps["form"])


def steps_under(rules: Rules, year: Year, line: str) -> dict[str, str]:
    """The steps of a line of the first unit under the small scheme."""
    result = assess(rules, year)
    unit = next(u for u in result.units if u.unit.name.zh == "甲区")
    return {s.key: s.text.zh for s in derivations(result, unit, None)[line].steps}


def test_what_becomes_of_points_that_do_not_apply_is_told_as_it_is() -> None:
    year = with_state(good_year(), "甲区", "R1", NotApplicable("当年未抽查", CELL))

    def told(**na: object) -> str:
        return steps_under(RULES._replace(scheme=changed(RULES.scheme, na=changed(RULES.scheme.na, **na))), year, "R1-2020")[
            "points"
        ]

    assert told() == "不计分，20 分按本组得分率计入（见 goods-na）"
    assert told(at_most=Decimal("0.25")) == "不计分；本组这样的分值共 30 分，最多转 15 分，按本组得分率计入（见 goods-na）"
    assert told(at_most=Decimal(0)) == told(points_go_to="none") == "不计分，20 分也不转移"


def test_a_veto_that_is_milder_than_the_earned_grade_does_not_lift_it() -> None:
    milder = RULES._replace(scheme=changed(RULES.scheme, vetoes=tuple(changed(v, grade="C") for v in RULES.scheme.vetoes)))
    worst = good_year(R1=Decimal(0), C1=Decimal(0), B1=Decimal(0), L1=Decimal(90), Y1=Decimal(0), A1="未建", T1=Decimal(0))
    for year, final in ((worst, "仍为 D"), (good_year(), "由 A 定为 C")):
        result = assess(milder, year._replace(incidents=(incident("甲区"),)))
        unit = next(u for u in result.units if u.unit.name.zh == "甲区")
        told = {s["step"]: s["text"] for s in whole(result, unit, None, "zh")["standing"]}
        assert final in told["veto"]


def test_a_line_that_is_open_or_does_not_apply_is_not_headed_by_points() -> None:
    year = with_state(with_state(good_year(), "甲区", "R1", NotApplicable("当年未抽查", CELL)), "甲区", "C1", Unclear("约", CELL))
    result = assess(RULES, year)
    unit = next(u for u in result.units if u.unit.name.zh == "甲区")
    lines = [derivations(result, unit, None)[i] for i in ("R1-2020", "C1-quota", "A1-duty")]
    heads = [b.text for b in lines_document(result, unit, lines, "zh").blocks if isinstance(b, Note)]
    assert heads == [
        "R1-2020 抽查合格率：不适用，不计分",
        "C1-quota 新增标准：未计分，待定",
        "A1-duty 培训基地：得 15.00 分，满分 15 分",
    ]


def test_a_verified_value_where_nothing_or_a_reason_was_sent_says_so() -> None:
    verified = Given(Decimal(98), CELL, verified=True)
    year = with_state(good_year(), "甲区", "R1", verified)
    row = year.entries["甲区"]["R1"]._replace(numerator=Decimal(9), denominator=Decimal(10))
    for instead, told in ((None, "核定值 98 计分"), ("当年未抽查", "核定值 98 计分，填报值 当年未抽查 不计")):
        entries = year.entries | {"甲区": year.entries["甲区"] | {"R1": row._replace(instead=instead)}}
        steps = steps_under(RULES, year._replace(entries=entries), "R1-avg")
        assert steps["verified"] == told
        assert steps["counts"].endswith("填报值空着")


def test_every_step_has_a_label_and_every_label_a_step(sample: Assessment, origins: Origins) -> None:
    seen = {s["step"] for u in sample.units for told in [whole(sample, u, origins, "zh")]
            for part in (told, *told["lines"]) for s in part.get("steps", told["standing"])}  # fmt: skip
    rare = {"target", "steps", "form", "grounds", "last_year", "share"}  # of rules and years that the sample does not have
    assert seen | rare == LABELS.keys()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_card_prints_the_sum_that_makes_the_total(sample: Assessment, lang: Lang, width: int) -> None:
    unit = next(u for u in sample.units if u.unit.name.zh == "双峰县")
    printed = " ".join(text(unit_document(sample, unit, lang), width, lang).split())
    sums = re.findall(r"(\d+\.\d\d(?: \+ \d+\.\d\d)+) = (\d+\.\d\d)", printed)
    assert [(value(left), right) for left, right in sums] == [(Fraction("84.03"), "84.03")]
