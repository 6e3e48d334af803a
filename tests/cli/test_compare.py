"""``compare``: years side by side, each by its own rules; two tries of one year; what was typed wrong is told."""

from __future__ import annotations

import csv
import json
import re
import shutil
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import FORM, LAST_YEAR, ROOT, YEAR, program

from loudi_qa.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def rules_2018(tmp_path: Path) -> Path:
    """An edition of 2018 in which one target was lower."""
    folder = tmp_path / "rules-2018"
    folder.mkdir()
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    before = "city: {at_least: 99.3, by: 2020}, rule: {kind: reach, at_least: 99.3, short: {zero_at: 95}}"
    assert before in " ".join(text.split())
    text = text.replace("at_least: 99.3", "at_least: 98.5").replace('edition: "2019"', 'edition: "2018"')
    (folder / "indicators.yaml").write_text(text, encoding="utf-8")
    return folder


def compared(ask: Callable[..., Ran], *arguments: object) -> Any:
    ran = ask("compare", *arguments, "--json")
    assert ran.code in {Exit.FINE, Exit.FINDINGS}, ran.err
    return json.loads(ran.out)


def changed_copy(path: Path, unit: str, code: str, value: float) -> Path:
    """The year with one 填报值 written over, as a second try."""
    book = load_workbook(YEAR)
    sheet = book["指标数据"]
    at = {str(c.value): n for n, c in enumerate(sheet[1], 1)}
    for row in range(2, sheet.max_row + 1):
        if (sheet.cell(row, at["单位"]).value, sheet.cell(row, at["编号"]).value) == (unit, code):
            sheet.cell(row, at["填报值"]).value = value
    book.save(path)
    return path


def test_the_three_parts_add_up_to_the_change_of_every_unit(ask: Callable[..., Ran]) -> None:
    (pair,) = compared(ask, LAST_YEAR, YEAR)["pairs"]
    assert len(pair["units"]) == 7
    for unit in pair["units"]:
        parts = [Decimal(unit[key]) for key in ("data", "benchmarks", "rules")]
        assert sum(parts) == Decimal(unit["change"]) == Decimal(unit["after"]["total"]) - Decimal(unit["before"]["total"])
        for key in ("data", "benchmarks", "rules", "change"):
            assert sum(Decimal(line[key]) for line in unit["lines"]) == Decimal(unit[key])


def test_an_edition_of_its_own_shows_under_rules(ask: Callable[..., Ran], rules_2018: Path) -> None:
    data = compared(ask, f"{LAST_YEAR}={rules_2018}", YEAR)
    assert [r["scheme"]["edition"] for r in data["results"]] == ["2018", "2019"]
    units = {u["unit"]: u for u in data["pairs"][0]["units"]}
    assert Decimal(units["双峰县"]["rules"]) < 0, "the target of E01 was raised"
    moved = {line["id"] for line in units["双峰县"]["lines"] if Decimal(line["rules"])}
    assert moved == {"E01-2020"}


def test_a_folder_of_rules_may_hold_one_of_the_two_files(ask: Callable[..., Ran], rules_2018: Path) -> None:
    shutil.copy(ROOT / "responsibilities.yaml", rules_2018)
    with_both = compared(ask, f"{LAST_YEAR}={rules_2018}", YEAR)
    (rules_2018 / "responsibilities.yaml").unlink()
    assert compared(ask, f"{LAST_YEAR}={rules_2018}", YEAR) == with_both


def test_what_was_asked_is_followed_up_with_its_day(ask: Callable[..., Ran]) -> None:
    (pair,) = compared(ask, LAST_YEAR, YEAR, "--notice-date", "2019-03-20")["pairs"]
    states = {(f["unit"], f["id"]): (f["state"], f["due"]) for f in pair["follow_ups"]}
    assert states["新化县", "failed-report"] == ("escalated", "2019-04-20")
    assert states["新化县", "failed-rectify"] == ("escalated", "2019-06-20")
    assert states["新化县", "last-report"] == ("open", "2019-04-20")
    escalated = {x["id"] for f in pair["follow_ups"] for x in f["escalated_to"]}
    assert escalated == {"repeat-escalate"}


def test_two_tries_name_the_cell_and_its_points(ask: Callable[..., Ran], tmp_path: Path) -> None:
    second = changed_copy(tmp_path / "2019-2.xlsx", "双峰县", "P06", 93.4)
    ran = ask("compare", YEAR, second)
    assert "2019 年度两份工作簿对比" in ran.out
    (pair,) = compared(ask, YEAR, second)["pairs"]
    assert pair["one_year"]
    (edit,) = pair["edits"]
    assert (edit["unit"], edit["code"], edit["column"]) == ("双峰县", "P06", "填报值")
    assert (edit["before"], edit["after"], edit["points"]) == ("92.65", "93.4", "3.50")
    assert pair["follow_ups"] == []


def test_three_workbooks_are_told_pair_by_pair_and_in_one_overview(ask: Callable[..., Ran], tmp_path: Path) -> None:
    second = changed_copy(tmp_path / "2019-2.xlsx", "双峰县", "P06", 93.4)
    ran = ask("compare", LAST_YEAR, YEAR, second)
    assert re.search(r"历年总分、等级和位次\n单位 +2018 +2019\.xlsx +2019-2\.xlsx\n", ran.out)
    assert re.search(r"双峰县 +79\.74 C 3 +84\.03 B 3 +87\.53 B 2\n", ran.out)
    assert "2018 年度未达标的指标，2019 年度怎样了" in ran.out
    assert "2019.xlsx -> 2019-2.xlsx 改动的单元格" in ran.out
    rows = list(csv.reader(StringIO(ask("compare", LAST_YEAR, YEAR, second, "--format", "csv").out)))
    assert len(rows) == 1 + 2 * 7


def test_the_year_before_makes_what_follows_from_failing_twice(ask: Callable[..., Ran], tmp_path: Path) -> None:
    second = changed_copy(tmp_path / "2019-2.xlsx", "双峰县", "P06", 93.4)
    data = compared(ask, LAST_YEAR, YEAR, second)
    assert "escalated" in {f["state"] for f in data["pairs"][0]["follow_ups"]}
    assert not [f for f in ask("compare", LAST_YEAR, YEAR, second, "-v").err.splitlines() if "E503" in f and "2019" in f]


def test_one_unit_is_told_line_by_line(ask: Callable[..., Ran]) -> None:
    ran = ask("compare", LAST_YEAR, YEAR, "--unit", "双峰")
    assert "变动的每一项得分" in ran.out
    assert "新化县" not in ran.out
    (pair,) = compared(ask, LAST_YEAR, YEAR, "--unit", "双峰")["pairs"]
    assert [u["unit"] for u in pair["units"]] == ["双峰县"]
    assert {f["unit"] for f in pair["failures"]} == {"双峰县"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([YEAR], "至少要两个工作簿"),
        ([YEAR, LAST_YEAR], "请按年度先后写"),
        ([f"{LAST_YEAR}=no-such-folder", YEAR], "找不到规则文件夹"),
        ([f"{LAST_YEAR}={ROOT / 'samples'}", YEAR], "没有 indicators.yaml"),
        ([LAST_YEAR, YEAR, "--notice-date", "3月20日"], "通报日期写作"),
        ([LAST_YEAR, YEAR, "--notice-date", "2019-02-30"], "通报日期写作"),
        ([LAST_YEAR, YEAR, "--notice-date", "9999-12-01"], "通报日期写作"),
        ([LAST_YEAR, YEAR, "--notice-date", "2019-03-20", "--notice-date", "2019-03-21"], "写了两个"),
        ([LAST_YEAR, YEAR, "--unit", ""], "单位有"),
        ([LAST_YEAR, YEAR, "--notice-date", "2019=2020-03-20"], "没有 2019 年度的结果"),
        ([LAST_YEAR, YEAR, "--unit", "双蜂"], "双峰"),
    ],
)
def test_what_was_typed_wrong_is_told(ask: Callable[..., Ran], arguments: list[object], words: str) -> None:
    ran = ask("compare", *arguments)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert words in ran.err


def test_a_notice_of_one_of_several_years_must_name_it(ask: Callable[..., Ran], tmp_path: Path) -> None:
    third = tmp_path / "2020.xlsx"
    book = load_workbook(YEAR)
    cover = book["封面"]
    next(c for row in cover.iter_rows() for c in row if c.value in {2019, "2019"}).value = 2020
    book.save(third)
    ran = ask("compare", LAST_YEAR, YEAR, third, "--notice-date", "2019-03-20")
    assert ran.code == Exit.USAGE
    assert "2018=2019-03-20" in ran.err
    data = compared(ask, LAST_YEAR, YEAR, third, "--notice-date", "2018=2019-03-20")
    assert {f["due"] is None for f in data["pairs"][0]["follow_ups"]} == {False}
    assert {f["due"] is None for f in data["pairs"][1]["follow_ups"]} == {True}


def test_a_form_or_a_missing_file_is_refused_as_by_score(ask: Callable[..., Ran]) -> None:
    assert ask("compare", LAST_YEAR, "none.xlsx").code == Exit.UNREADABLE
    ran = ask("compare", LAST_YEAR, FORM)
    assert ran.code == Exit.FINDINGS
    assert "E222" in ran.err


def test_a_file_whose_name_holds_an_equals_sign_is_a_file(ask: Callable[..., Ran], tmp_path: Path) -> None:
    odd = tmp_path / "a=b.xlsx"
    shutil.copy(LAST_YEAR, odd)
    assert ask("compare", odd, YEAR).code == Exit.FINE


@pytest.mark.parametrize(
    "day", ["2019-03-20", "2019年3月20日", "2019.3.20", "2019/3/20", "2018=2019年3月20日", "２０１９－０３－２０"]
)
def test_the_day_of_the_notice_is_read_as_offices_write_it(ask: Callable[..., Ran], day: str) -> None:
    (pair,) = compared(ask, LAST_YEAR, YEAR, "--notice-date", day)["pairs"]
    assert "2019-04-20" in {f["due"] for f in pair["follow_ups"]}


def test_a_notice_before_the_year_was_over_is_pointed_out(ask: Callable[..., Ran]) -> None:
    assert "早于该年度结束" in ask("compare", LAST_YEAR, YEAR, "--notice-date", "2018-03-20").err
    assert "早于" not in ask("compare", LAST_YEAR, YEAR, "--notice-date", "2019-03-20").err


def test_the_rules_of_a_year_are_not_written_over(ask: Callable[..., Ran], rules_2018: Path) -> None:
    before = (rules_2018 / "indicators.yaml").read_bytes()
    target = rules_2018 / "indicators.yaml"
    ran = ask("compare", f"{LAST_YEAR}={rules_2018}", YEAR, "--format", "json", "-o", target, "--force")
    assert ran.code == Exit.USAGE
    assert target.read_bytes() == before


def test_two_files_of_one_name_go_by_their_paths(ask: Callable[..., Ran], tmp_path: Path) -> None:
    second = changed_copy(tmp_path / "2019.xlsx", "双峰县", "P06", 93.4)
    data = compared(ask, YEAR, second)
    assert [r["input"]["file"] for r in data["results"]] == [str(YEAR), str(second)]


def test_a_folder_and_a_form_are_told_as_by_score_and_a_script_is_told_why(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("compare", LAST_YEAR, tmp_path)
    assert ran.code == Exit.UNREADABLE
    assert "compare 只看一个年度工作簿" in ran.err
    ran = ask("compare", LAST_YEAR, FORM, "--json")
    assert [f["code"] for f in json.loads(ran.out)["findings"]] == ["E222"]


def test_a_veto_is_told_where_the_points_would_have_given_another_grade(ask: Callable[..., Ran]) -> None:
    out = ask("compare", LAST_YEAR, YEAR, "--unit", "新化").out
    assert "总分 69.07，按分数为 C；因 2019-08-23 区域性、系统性质量安全事件，一票否决定为 D" in out
    assert "否决" not in ask("compare", LAST_YEAR, YEAR, "--unit", "双峰").out


def test_a_value_that_was_not_there_is_told_apart_from_one_that_does_not_apply(ask: Callable[..., Ran]) -> None:
    out = ask("compare", LAST_YEAR, YEAR, "--unit", "双峰").out
    assert "不适用 -> 100" in out
    (pair,) = compared(ask, LAST_YEAR, YEAR, "--unit", "双峰")["pairs"]
    (line,) = [x for x in pair["units"][0]["lines"] if x["id"] == "P03-2020"]
    assert line["before"] == {"points": "0.00", "value": None, "benchmark": "100"}


def test_every_row_of_the_csv_says_which_files_it_comes_from(ask: Callable[..., Ran]) -> None:
    head, *rows = csv.reader(StringIO(ask("compare", LAST_YEAR, YEAR, "--format", "csv").out))
    for row in rows:
        assert row[head.index("数据 1")] == "2018.xlsx"
        assert row[head.index("数据 2")] == "2019.xlsx"


def test_a_rate_that_its_counts_contradict_is_warned_of(ask: Callable[..., Ran], tmp_path: Path) -> None:
    second = changed_copy(tmp_path / "2019-2.xlsx", "双峰县", "P06", 93.63)
    ran = ask("compare", YEAR, second)
    assert ran.code == Exit.FINE
    assert "警告[E316]" in ran.err
    assert "警告[E316]" in ask("score", second).err


def test_the_order_of_what_is_told_hangs_on_no_chance(tmp_path: Path) -> None:
    second = tmp_path / "2019-2.xlsx"
    book = load_workbook(YEAR)
    for row in range(2, book["指标数据"].max_row + 1, 40):
        book["指标数据"].cell(row, 5).value = 1
    book.save(second)
    told = {program("compare", YEAR, second, "--json", PYTHONHASHSEED=seed).out for seed in ("1", "2", "3")}
    assert len(told) == 1, "the same two workbooks would be told in another order each time"
