"""How firmly the sample year stands, as it is read on paper, on a narrow screen and by a script."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from loudi_qa import api
from loudi_qa.assess.robust.places import Extreme
from loudi_qa.assess.robust.study import Robustness, study
from loudi_qa.assess.robust.ties import Lead, Tie
from loudi_qa.report import plain
from loudi_qa.report.columns import csv_text, markdown_text
from loudi_qa.report.fit import cells
from loudi_qa.report.robust import robust, tenths_below
from loudi_qa.report.robust_json import exact, robust_json

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.assess.robust.weights import Pair
    from loudi_qa.words import Lang

DOCS = Path(__file__).parents[2] / "docs"
UNFOLDED = 4096


@pytest.fixture(scope="module")
def studied(sample: Assessment) -> Robustness:
    return study(sample)


def printed(studied: Robustness, lang: Lang, width: int = UNFOLDED) -> str:
    return plain.text(robust(studied, lang), width, lang)


def row(text: str, *starts: str) -> list[str]:
    """The cells of the one row of a table that begins so."""
    found = [words for line in text.splitlines() if (words := line.split())[: len(starts)] == [*starts]]
    assert found, f"no row begins with {starts}"
    return found[0]


def test_an_official_reads_how_firm_each_place_is_in_one_sentence(studied: Robustness) -> None:
    shown = printed(studied, "zh")
    assert "除非有权重变动超过 20.3%，否则涟源市始终排在冷水江市前面" in shown
    assert row(shown, "双峰县", "3") == ["双峰县", "3", "3-4", "2-5"]
    sentences = [r[-1] for r in robust(studied, "en").tables[0].rows]
    assert "Lianyuan City stays ahead of Lengshuijiang City unless some weights change by more than 20.3%" in sentences


def test_of_two_in_one_place_it_is_said_who_is_ahead_by_what(studied: Robustness) -> None:
    (pair,) = (p for p in studied.pairs if p.tie)
    said = said_of(studied, pair, "zh")
    assert said == "总分相同、并列；未修约时涟源市高约 0.0066 分，不计不适用转入时涟源市高 1.03 分"

    def told(lead: Lead, lang: Lang = "zh") -> str:
        return said_of(studied, pair._replace(swing=Fraction(0), tie=Tie(lead, None)), lang)

    assert told(Lead(None, Fraction(0))) == "总分相同、并列，各项得分也都相同，权重怎样变动都分不出先后；未修约也相同"
    assert told(Lead(pair.above, Fraction(1, 10**6))).endswith("未修约时双峰县高不到 0.0001 分")
    assert told(Lead(pair.above, Fraction(1, 8)), "en").endswith("unrounded, Shuangfeng County is 0.125 points ahead")


def said_of(studied: Robustness, pair: Pair, lang: Lang) -> str:
    return robust(studied._replace(pairs=(pair,)), lang).tables[0].rows[0][-1]


def test_what_would_turn_a_grade_is_shown_with_its_cell_and_its_cases_and_what_the_veto_holds_is_said(
    studied: Robustness,
) -> None:
    shown = printed(studied, "zh")
    turned = row(shown, "冷水江市", "升")
    assert turned[-5:] == ["80.01", "5", "C", "->", "B"]
    assert turned[2:8] == ["P04", "重点工业产品监督抽查合格率", "92.93", "94.02", "+2", "1.16%"]
    assert "指标数据!E75" in turned
    assert "新化县的等级由一票否决定为D，数据再好也不能升级" in shown
    assert "已得最高等级：娄星区" in shown
    assert "N03 是娄星区、娄底经开区、万宝新区共用的一个数" in shown, "a county cannot clean its air alone"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_steps_of_a_unit_are_read_as_one_way_and_only_its_last_total_reaches_the_bound(
    studied: Robustness, lang: Lang
) -> None:
    table = next(t for t in robust(studied, lang).tables if t.title.startswith(("升一级最省的做法", "The cheapest way")))
    assert "全部做到" in table.title or "all the items" in table.title
    rows = [(*r[:4], r[-1]) for r in table.rows]
    name = next(w for w in studied.ways if w.unit.unit.name.zh == "双峰县").unit.unit.name.of(lang)
    at = [r[0] for r in rows].index(name)
    assert rows[at : at + 2] == [(name, "A", "5.97", "P06", "87.53"), ("", "", "", "E01", "90.35")]
    assert sum(r[0] != "" for r in rows) == len(studied.ways), "a step would be taken for a way of its own"


def test_what_a_unit_has_not_reported_is_named_with_its_points_and_how_to_try_it(studied: Robustness) -> None:
    line = "冷水江市未填报：B15 4A级景区（0.50 分）。如实补报后可用 loudi-qa score 2019.xlsx --set 冷水江市:B15=值 测算。"
    assert line in printed(studied, "zh")
    first = studied.missed[0]
    many = studied._replace(missed=(first._replace(items=first.items * 11),))
    assert "B15 4A级景区（0.50 分） 等 11 项。" in printed(many, "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_that_it_is_no_result_and_no_advice_to_report_otherwise_is_said_first_in_every_format(
    studied: Robustness, lang: Lang
) -> None:
    first = {"zh": "测算，不是考核结果", "en": "Worked out, not the result"}[lang]
    document = robust(studied, lang)
    assert printed(studied, lang).splitlines()[1].startswith(first)
    assert markdown_text(document).splitlines()[2].startswith(f"- {first}")
    assert all(first in line for line in csv_text(document).splitlines()[1:])
    assert robust_json(studied, lang)["note"].startswith(first)


def test_nothing_sounds_like_changing_figures(studied: Robustness) -> None:
    shown = printed(studied, "zh").replace("不得为此改报", "")
    assert not {w for w in ("改报", "改为", "改数据", "改后", "只改") if w in shown}


def test_every_policy_says_whose_place_and_grade_it_changes(studied: Robustness) -> None:
    shown = printed(studied, "zh")
    assert row(shown, "位次按未修约的总分")[1:] == ["-", "-", "双峰县", "3", "->", "4", "无"], (
        "unrounded totals are not published"
    )
    assert row(shown, "修约值比较")[1:3] == ["6", "2.86"]
    assert "娄星区 A -> B、娄底经开区 B -> C" in shown


def test_where_little_is_verified_the_policy_says_so_in_its_name_and_each_policy_is_explained(studied: Robustness) -> None:
    shown = printed(studied, "zh")
    assert "只认核定值（共核定 2 项，其余按未填报）" in shown
    meanings = robust(studied, "zh").tables[-1]
    assert [r[0] for r in meanings.rows] == [r[0] for r in robust(studied, "zh").tables[-2].rows]
    assert "未修约的总分不公布，只看位次" in shown


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_the_screen_and_every_table_stays_a_table(studied: Robustness, lang: Lang, width: int) -> None:
    shown = printed(studied, lang, width)
    wide = [line for line in shown.splitlines() if cells(line) > width]
    assert not wide
    if lang == "zh":
        for table in robust(studied, lang).tables:
            titles = table.columns[0].title, table.columns[1].title
            assert row(shown.partition(table.title)[2], titles[0])[1:], f"{titles} would be told as records"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chinese_windows_console_shows_every_character(studied: Robustness, lang: Lang) -> None:
    assert printed(studied, lang).encode("gbk")
    assert markdown_text(robust(studied, lang)).encode("gbk")


def test_a_spreadsheet_gets_the_neighbours_with_what_they_rest_on(studied: Robustness) -> None:
    lines = csv_text(robust(studied, "zh")).splitlines()
    assert lines[0].startswith("前,后,分差,限度,说明,年度,规则")
    assert len(lines) == 1 + 6


def test_of_one_unit_only_what_concerns_it_is_told(sample: Assessment) -> None:
    unit = next(u for u in sample.units if u.unit.name.zh == "双峰县")
    found = study(sample, unit)
    data = robust_json(found, "zh")
    assert [(n["above"], n["below"]) for n in data["neighbours"]] == [("娄底经开区", "双峰县"), ("双峰县", "涟源市")]
    assert {x["unit"] for part in ("places", "flips", "ways") for x in data[part]} == {"双峰县"}
    assert {u["unit"] for p in data["policies"] for u in p["units"]} == {"双峰县"}
    assert plain.text(robust(found, "zh", unit), UNFOLDED, "zh").startswith("双峰县 2019 年度质量工作考核结果的稳健性")


def test_a_bound_that_may_not_be_reached_is_marked_and_explained(studied: Robustness) -> None:
    first = studied.places[0]
    vague = first._replace(best=Extreme(1, exact=False, changes=None), worst=Extreme(3, exact=True, changes=None))
    shown = printed(studied._replace(places=(vague,)), "zh")
    assert "1*-3" in shown
    assert "*：不会越过的界限，未必达得到" in shown
    assert "*：" not in printed(studied, "zh")


def test_the_limit_is_rounded_down_so_that_what_is_said_to_hold_does() -> None:
    assert tenths_below(Fraction(89999, 1000000)) == "8.9"
    assert (tenths_below(Fraction(1)), tenths_below(Fraction(0))) == ("100.0", "0.0")


def test_a_number_that_ends_is_a_decimal_and_another_a_fraction() -> None:
    assert [exact(Fraction(x)) for x in ("1/4", "-3/2", "2/3", "-22/7", "0")] == ["0.25", "-1.5", "2/3", "-22/7", "0"]


def told() -> set[str]:
    pages = (DOCS / name for name in ("robust.md", "json.md"))
    return {
        k.split(".")[-1] for p in pages for k in re.findall(r"^\| `([\w.]+)` \|", p.read_text(encoding="utf-8"), re.MULTILINE)
    }


def walked(value: Any, key: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [(key, value), *(x for k, v in value.items() for x in walked(v, k))]
    return [(key, value), *(x for v in value for x in walked(v, key))] if isinstance(value, list) else [(key, value)]


def test_a_script_finds_every_key_on_the_pages_and_no_binary_fraction(studied: Robustness) -> None:
    data = json.loads(json.dumps(robust_json(studied, "zh")))
    indicators = {i.id for i in studied.assessment.rules.scheme.indicators}
    everything = walked(data)
    keys = {k for _, v in everything if isinstance(v, dict) for k in v} - indicators
    assert not keys - told() - {"id", "file"}, "a script's author has to guess what a key means"
    assert not any(isinstance(v, float) for _, v in everything)
    numbers = {k for k, v in everything if isinstance(v, int) and not isinstance(v, bool)}
    assert numbers <= {"schema", "year", "rank", "rank_after", "cases", "changed", "verified"}


def test_a_script_can_repeat_limits_flips_and_ways(studied: Robustness) -> None:
    data = robust_json(studied, "en")
    pair = data["neighbours"][3]
    assert (pair["above"], pair["below"], pair["gap"], pair["percent"]) == ("涟源市", "冷水江市", "4.50", "20.3")
    assert Fraction(pair["turns_at"]) == Fraction(pair["gap"]) / Fraction(pair["swing"])
    flip = next(f for f in data["flips"] if f["unit"] == "冷水江市")["better"]
    assert (flip["code"], flip["from"], flip["to"], flip["change"]) == ("P04", "92.93", "94.02", "1.09")
    assert (flip["cases"], flip["total_after"], flip["rank_after"], flip["grade_after"]) == (2, "80.01", 5, "B")
    assert Fraction(flip["share"]) == Fraction("1.09") / 94
    by_unit = {w["unit"]: w for w in data["ways"]}
    assert [(s["code"], s["cases"]) for s in by_unit["新化县"]["steps"]] == [("S01", 9), ("S02", 10), ("E01", 2), ("P05", 1)]
    assert (
        [s["total_after"] for s in by_unit["双峰县"]["steps"]]
        == ["87.53", by_unit["双峰县"]["total_after"]]
        == ["87.53", "90.35"]
    )
    assert by_unit["新化县"]["vetoed"] is True
    assert Fraction(by_unit["涟源市"]["share"]) == sum(Fraction(s["share"]) for s in by_unit["涟源市"]["steps"])
    turned = next(p for p in data["places"] if p["unit"] == "冷水江市" and p["share"] == "0.25")["best"]
    assert turned["rank"] == 3
    assert {Fraction(x) for x in turned["weights"].values()} <= {Fraction(1, 4), Fraction(-1, 4)} or turned["exact"]
    tie = data["neighbours"][2]["tie"]
    assert (tie["unrounded"]["ahead"], tie["without_na_points"]) == ("涟源市", {"ahead": "涟源市", "by": "1.03"})
    assert [(m["unit"], m["code"], m["of"]) for m in data["missing"]] == [
        ("冷水江市", "B15", "0.50"),
        ("万宝新区", "T07", "1.00"),
    ]
    assert {p["policy"]: p["verified"] for p in data["policies"] if p["verified"] is not None} == {"verified": 2}
    none = next(p for p in data["policies"] if p["policy"] == "none")
    assert (none["changed"], none["largest"]) == (7, "22.87")
    assert all(Decimal(u["total_after"]) < Decimal(u["total"]) for u in none["units"])


def test_where_no_figure_can_be_examined_nothing_is_said_to_be_out_of_reach() -> None:
    """A ranking by places: every figure moves other units too, so no change of one is worked out, and that is said."""
    home = Path(__file__).parents[2] / "examples" / "county-ranking"
    rules = api.load(home / "indicators.yaml", home / "responsibilities.yaml")
    looked_at = study(api.score(api.read(home / "sample.xlsx", rules), rules))
    shown = printed(looked_at, "zh")
    assert "没有测算单项变动，因为各项数据都不在查看之列：经开区、甲区、乙县、丁市、丙县" in shown
    assert "没有测算怎样升级，因为没有可以考虑的数据：经开区、甲区、乙县、丁市、丙县" in shown
    assert "升不了" not in shown
    assert "做到最好也只有" not in shown
    assert not [t for t in robust(looked_at, "zh").tables if not t.rows], "no table without a row"
