"""``explain WORKBOOK UNIT [INDICATOR]``: the answer to the telephone, and what is told to whoever typed it wrong."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import FORM, LAST_YEAR, YEAR
from tests.report.clerk import worked

from loudi_qa.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def lines(ask: Callable[..., Ran], *typed: str) -> list[dict[str, Any]]:
    ran = ask("explain", YEAR, *typed, "--json")
    assert ran.code == Exit.FINE
    told: list[dict[str, Any]] = json.loads(ran.out)["lines"]
    return told


def test_a_line_is_told_from_its_cell_to_its_points(ask: Callable[..., Ran]) -> None:
    ran = ask("explain", YEAR, "双峰县", "E01-2020")
    assert ran.code == Exit.FINE
    for part in (
        "指标数据!E219",
        "182 ÷ 184 × 100",
        "(98.91 － 95) ÷ (99.3 － 95) × 3.5",
        "四舍五入）：3.18",
        "一·工程质量",
        "市住建局（牵头）",
    ):
        assert part in ran.out


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("E01-2020", ["E01-2020"]),
        ("e01-2020", ["E01-2020"]),
        ("E01", ["E01-2020", "E01-avg"]),
        ("工程项目一次性验收合格率", ["E01-2020", "E01-avg"]),
        ("Projects passing acceptance first time", ["E01-2020", "E01-avg"]),
        ("空气质量", ["N03-2020", "N03-avg"]),
        ("base-na", ["base-na"]),
        ("X03", ["X03"]),
    ],
)
def test_a_line_goes_by_its_id_its_measure_or_its_name(ask: Callable[..., Ran], typed: str, ids: list[str]) -> None:
    assert [x["id"] for x in lines(ask, "双峰", typed)] == ids


def test_the_json_of_a_line_holds_the_figures_and_the_steps(ask: Callable[..., Ran]) -> None:
    (line,) = lines(ask, "双峰县", "E01-2020")
    assert (line["value"], line["benchmark"], line["points"], line["cell"]) == ("98.91", "99.3", "3.18", "指标数据!E219")
    by_hand = worked(line["steps"])
    assert by_hand is not None
    assert by_hand.points * 100 == 318


def test_the_json_of_a_unit_holds_every_line_and_how_it_stands(ask: Callable[..., Ran]) -> None:
    told = json.loads(ask("explain", YEAR, "新化县", "--previous", LAST_YEAR, "--json").out)
    assert {x["id"] for x in told["unit"]["indicators"]} <= {x["id"] for x in told["lines"]}
    assert [s["step"] for s in told["standing"]] == ["total", "grade", "veto", "place"]
    assert "repeat-escalate" in {c["id"] for c in told["unit"]["consequences"]}


def test_csv_of_several_lines_holds_all_of_them(ask: Callable[..., Ran]) -> None:
    rows = list(csv.reader(StringIO(ask("explain", YEAR, "双峰县", "E01", "--format", "csv").out)))
    assert {row[0] for row in rows[1:]} == {"E01-2020", "E01-avg"}


def test_the_card_tells_how_to_ask_further(ask: Callable[..., Ran]) -> None:
    out = ask("explain", YEAR, "双峰县").out
    assert "80 ≤ 84.03 < 90：B 级" in out
    assert "loudi-qa explain 2019.xlsx 双峰县 " in out


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ([YEAR], ["哪个单位", "双峰县"]),
        ([YEAR, "双蜂县"], ["双蜂县", "双峰县"]),
        ([YEAR, "双峰县", "P3"], ["P3", "P03-2020 "]),
        ([YEAR, "双峰县", "E99"], ["E99", "例如：P01-2020 主要食用农产品"]),
        ([YEAR, "双峰县", "工程"], ["相近的有：E01-2020 工程项目一次性验收合格率"]),
        ([YEAR, "双峰县", "服务业标准化复盖率"], ["服务业标准化覆盖率"]),
        ([YEAR, "E01", "双峰县"], ["顺序写反了", "双峰县 E01"]),
        (["双峰县", YEAR, "E01"], ["顺序写反了", "双峰县 E01"]),
        ([YEAR, "双峰县", "X07"], ["双峰县", "X07", "加分扣分"]),
        ([YEAR, "双峰县", "product-na"], ["没有不适用分值转入"]),
        (["E204", "双峰县"], ["explain 2019.xlsx 双峰县"]),
        ([YEAR, "双峰县", "E1-2020", "--lang", "en"], ["E01-2020 Projects passing acceptance first time, P01-2020 "]),
    ],
)
def test_what_was_typed_wrong_is_told(ask: Callable[..., Ran], typed: list[object], words: list[str]) -> None:
    ran = ask("explain", *typed)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    for word in words:
        assert word in ran.err


def test_a_form_or_a_missing_file_is_refused_as_by_score(ask: Callable[..., Ran], tmp_path: Path) -> None:
    assert ask("explain", tmp_path / "2019.xlsx", "双峰县").code == Exit.UNREADABLE
    assert ask("explain", tmp_path, "双峰县").code == Exit.UNREADABLE
    ran = ask("explain", FORM, "双峰县")
    assert ran.code == Exit.FINDINGS
    assert "E222" in ran.err


def test_only_what_was_found_about_the_unit_is_told(ask: Callable[..., Ran]) -> None:
    assert "冷水江市" not in ask("explain", YEAR, "双峰县", "E01").err
    assert "冷水江市" in ask("explain", YEAR, "冷水江市", "E01").err


def test_a_word_of_the_card_itself_is_answered_by_the_card(ask: Callable[..., Ran]) -> None:
    assert ask("explain", YEAR, "双峰县", "总分").out == ask("explain", YEAR, "双峰县").out


def test_errors_of_other_units_are_counted_where_only_one_is_told_of(ask: Callable[..., Ran], tmp_path: Path) -> None:
    book = load_workbook(YEAR)
    sheet = book["指标数据"]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value == "涟源市":
            sheet.cell(row, 5).value = "约"
    book.save(tmp_path / "2019.xlsx")
    ran = ask("explain", tmp_path / "2019.xlsx", "双峰县", "-q")
    assert ran.code == Exit.FINDINGS
    assert re.search(r"其他单位的数据另有 \d+ 个错误", ran.err)
    assert "涟源市" not in ran.err


def test_a_script_is_told_why_there_is_no_result(ask: Callable[..., Ran], tmp_path: Path) -> None:
    for workbook, code in ((FORM, "E222"), (tmp_path / "none.xlsx", "E101")):
        ran = ask("explain", workbook, "双峰县", "--json")
        assert [f["code"] for f in json.loads(ran.out)["findings"]] == [code]


def test_the_result_is_not_written_over_what_is_read(ask: Callable[..., Ran]) -> None:
    assert ask("explain", YEAR, "双峰县", "--json", "-o", YEAR, "--force").code == Exit.USAGE
