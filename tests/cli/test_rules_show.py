"""``loudi-qa rules show`` from the files of rules to the exit code."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import ROOT
from tests.report.rulebook.books import VARIED

from loudi_qa.cli.exits import Exit
from loudi_qa.scheme.load import INDICATORS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

VARIED_RULES = ("--indicators", VARIED[0], "--responsibilities", VARIED[1])


@pytest.mark.parametrize(
    ("by", "titles"),
    [
        ("group", ("口径", "产品质量（20.00 分，8 项）", "加分扣分（满分之外）", "一票否决事项", "等级", "结果运用")),
        ("department", ("各部门一览", "市生态环境局（牵头 16.00 分）", "部门承接关系")),
        ("clause", ("各条款的落实",)),
        ("assumption", ("设定和涉及的分值", "各项指标的数值从哪里来", "其他设定和推定")),
    ],
)
def test_each_view_is_printed(ask: Callable[..., Ran], by: str, titles: tuple[str, ...]) -> None:
    ran = ask("rules", "show", "--by", by)
    assert (ran.code, ran.err) == (Exit.FINE, "")
    for title in titles:
        assert f"\n{title}\n" in ran.out


def test_without_a_view_it_is_the_one_by_group_and_the_year_is_the_edition(ask: Callable[..., Ran]) -> None:
    assert ask("rules", "show").out == ask("rules", "show", "--by", "group", "--year", "2019").out


def test_another_year_has_its_own_departments_and_bases(ask: Callable[..., Ran]) -> None:
    assert "市质监局（牵头" in ask("rules", "show", "--by", "department", "--year", "2018").out
    assert "提前对照" not in ask("rules", "show", "--year", "2020").out


BEGINNINGS = {
    ".md": "# 娄底市",
    ".txt": "娄底市",
    ".csv": "\ufeff指标组,指标",
    ".json": "{",
    ".html": "<!DOCTYPE html>",
    ".htm": "<!DOCTYPE html>",
}


@pytest.mark.parametrize(("suffix", "begins"), BEGINNINGS.items())
def test_the_suffix_picks_the_format(ask: Callable[..., Ran], tmp_path: Path, suffix: str, begins: str) -> None:
    target = tmp_path / f"rules{suffix}"
    ran = ask("rules", "show", "-o", target)
    assert (ran.code, ran.out) == (Exit.FINE, "")
    assert str(target) in ran.err
    assert target.read_text(encoding="utf-8").startswith(begins)


def test_a_workbook_is_one_whatever_the_view(ask: Callable[..., Ran], tmp_path: Path) -> None:
    assert ask("rules", "show", "--by", "clause", "-o", tmp_path / "rules.xlsx").code == Exit.FINE
    assert (tmp_path / "rules.xlsx").read_bytes()[:2] == b"PK"


def test_a_page_or_a_workbook_needs_a_file_and_says_so(ask: Callable[..., Ran]) -> None:
    for kind in ("html", "xlsx"):
        ran = ask("rules", "show", "--format", kind)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        assert f"-o rules.{kind}" in ran.err


def test_an_unknown_suffix_is_told_with_those_that_go(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("rules", "show", "-o", tmp_path / "rules.docx")
    assert ran.code == Exit.USAGE
    assert ".docx；可用：.md .html .xlsx" in ran.err


def test_two_formats_are_one_too_many(ask: Callable[..., Ran]) -> None:
    assert ask("rules", "show", "--json", "--format", "html").code == Exit.USAGE


def test_a_file_is_not_written_over_unless_asked_and_the_rules_never(ask: Callable[..., Ran], tmp_path: Path) -> None:
    target, rules = tmp_path / "rules.html", tmp_path / INDICATORS
    target.write_text("kept", encoding="utf-8")
    assert ask("rules", "show", "-o", target).code == Exit.USAGE
    assert target.read_text(encoding="utf-8") == "kept"
    assert ask("rules", "show", "-o", target, "--force").code == Exit.FINE
    rules.write_bytes((ROOT / INDICATORS).read_bytes())
    before = rules.read_bytes()
    ran = ask("rules", "show", "--indicators", rules, "-o", rules, "--format", "json", "--force")
    assert ran.code == Exit.USAGE
    assert rules.read_bytes() == before


def test_the_json_holds_all_views_whichever_is_asked_for(ask: Callable[..., Ran]) -> None:
    data = json.loads(ask("rules", "show", "--json", "--by", "clause").out)
    assert data["year"] == 2019
    assert {"policies", "groups", "extras", "vetoes", "grades", "consequences", "departments", "clauses", "assumptions"} <= set(
        data
    )
    assert sum(len(g["indicators"]) for g in data["groups"]) == 77


def test_the_csv_of_a_view_is_complete_and_nothing_is_said_to_be_left_out(ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "show", "--format", "csv", "--by", "department")
    assert ran.err == ""
    rows = list(csv.reader(ran.out.splitlines()))
    assert {"牵头指标", "牵头条目", "参与条目", "核定指标数据"} == {row[1] for row in rows[1:]}


def test_rules_that_tell_no_year_ask_for_one(ask: Callable[..., Ran], tmp_path: Path) -> None:
    rules = tmp_path / INDICATORS
    rules.write_text(
        (ROOT / INDICATORS).read_text(encoding="utf-8").replace('edition: "2019"', "edition: 试行"), encoding="utf-8"
    )
    ran = ask("rules", "show", "--indicators", rules)
    assert ran.code == Exit.USAGE
    assert "请加 --year" in ran.err
    assert "edition 写的是“试行”" in ran.err
    assert ask("rules", "show", "--indicators", rules, "--year", "2019").code == Exit.FINE


def test_a_year_without_points_is_told_with_those_that_have_some(ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "show", *VARIED_RULES, "--year", "2019")
    assert ran.code == Exit.USAGE
    assert "规则没有 2019 年度的分值；有分值的年度：2015、2016" in ran.err


@pytest.mark.parametrize("year", ["19", "0", "-1", "20190"])
def test_what_is_no_year_is_told(ask: Callable[..., Ran], year: str) -> None:
    ran = ask("rules", "show", "--year", year)
    assert ran.code == Exit.USAGE
    assert "写四位数" in ran.err


def test_faulty_rules_are_told_line_by_line(ask: Callable[..., Ran], tmp_path: Path) -> None:
    rules = tmp_path / INDICATORS
    rules.write_text(
        (ROOT / INDICATORS).read_text(encoding="utf-8").replace("bears_on: [quota]", "bears_on: [quotas]"), encoding="utf-8"
    )
    ran = ask("rules", "show", "--indicators", rules)
    assert ran.code == Exit.USAGE
    assert "是不是 quota？" in ran.err


def test_it_speaks_english_when_asked_to(ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "show", "--by", "assumption", "--lang", "en")
    assert "\nAssumptions and the points on each\n" in ran.out
