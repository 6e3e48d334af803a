"""Forms in LibreOffice: it opens them, keeps what makes them forms, and its 自查 says what is wrong in a row.

One run of LibreOffice for all of them: it takes seconds.
"""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.workbook.filled import carried, cell, cover, fill, said, saved

from loudi_qa.submission.normalise import NOISE_PLACES
from loudi_qa.submission.submit import submit
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import unit_form
from loudi_qa.workbook.inputs import MOST_PLACES
from loudi_qa.workbook.read import read
from loudi_qa.workbook.verification import Sent, verification_form, verifiers

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from loudi_qa.scheme.load import Rules

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here")

UNIT = "双峰县"
RIGHT = {"填报值": 92.46, "分子": 319, "分母": 345, "佐证材料": "抽查结果通报"}

ROWS: dict[str, tuple[dict[str, Any], str]] = {
    # a rate with counts that may not apply
    "P01": ({}, "填报值未填"),
    "P02": ({**RIGHT}, ""),
    "P03": ({"不适用原因": "当年无食品安全事故"}, ""),
    "P05": ({**RIGHT, "不适用原因": "无进出口业务"}, "填报值与不适用原因只留其一"),
    "P07": ({"不适用原因": "不想报"}, "不适用原因不在选项内"),
    "P04": ({"不适用原因": "停产"}, "不适用原因不能填：本项都适用"),
    "E01": ({**RIGHT, "填报值": "约97"}, "填报值不是数字"),
    "E02": ({**RIGHT, "填报值": 975}, "填报值超出 0 至 100"),
    "S01": ({**RIGHT, "填报值": 0.975}, "填报值请核对：97.5% 填 97.5，不填 0.975；已显示成 97.5% 的不用改"),
    "S02": ({**RIGHT, "填报值": "=1/0"}, "填报值是错误值"),
    "S03": ({**RIGHT, "分子": None, "分母": None}, "分子、分母未填"),
    "N01": ({**RIGHT, "分母": None}, "分母未填"),
    "N02": ({**RIGHT, "分子": "三百"}, "分子不是数字"),
    "N03": ({**RIGHT, "分子": 346}, "分子大于分母"),
    "N04": ({**RIGHT, "填报值": 95.4}, "填报值与分子、分母对不上，算得 92.46"),
    "T03": ({**RIGHT, "填报值": 92.4}, "填报值应四舍五入为 92.46"),
    "P06": ({**RIGHT, "佐证材料": None}, "佐证材料未写"),
    # a count, with and without a quota
    "S04": ({"填报值": 0, "佐证材料": "台账"}, ""),
    "T01": ({"填报值": 2.5, "佐证材料": "台账"}, "填报值应为整数"),
    "T02": ({"填报值": -1, "佐证材料": "台账"}, "填报值超出 0 至 999"),
    "T04": ({}, ""),
    "T05": ({}, "填报值未填"),
    "T06": ({"填报值": 30, "佐证材料": "台账"}, "与去年数相差超过 200%，请写备注"),
    "T07": ({"填报值": 30, "佐证材料": "台账", "备注": "当年集中立项"}, ""),
    # an answer
    "W01": ({"填报值": "已完成", "佐证材料": "文件"}, ""),
    "W02": ({"填报值": "基本完成", "佐证材料": "文件"}, "填报值不在选项内"),
    "W03": ({"填报值": "*", "佐证材料": "文件"}, "填报值不在选项内"),
    "W04": ({"填报值": " "}, "填报值未填"),
    "W05": ({"填报值": " 推进中 ", "佐证材料": "文件"}, ""),
}
"""What is filled in for a measure, and what 自查 says then."""
RATED = "新化县"
RATES: dict[str, tuple[Any, Any, Any, str | None, str]] = {
    "P01": (92.464, 319, 345, None, ""),
    "P02": (92.4637681159, 319, 345, None, ""),
    "P03": ("=319/345*100", 319, 345, None, ""),
    "P04": (92.465, 18493, 20000, None, ""),
    "P05": (92.47, 18493, 20000, None, ""),
    "P06": (0, 0, 345, None, ""),
    "P07": (100, 3, 3, None, ""),
    "E01": (92.4, 319, 345, "E315", "填报值应四舍五入为 92.46"),
    "E02": (92, 319, 345, "E315", "填报值应四舍五入为 92.46"),
    "S01": (92.5, 319, 345, "E315", "填报值应四舍五入为 92.46"),
    "S02": (92.47, 319, 345, "E315", "填报值应四舍五入为 92.46"),
    "S03": (92.463, 319, 345, "E315", "填报值应四舍五入为 92.46"),
    "N01": (92.46376, 319, 345, "E315", "填报值应四舍五入为 92.46"),
    "N02": (92.46, 18493, 20000, "E315", "填报值应四舍五入为 92.47"),
    "N03": (97.6, 195, 200, "E316", "填报值与分子、分母对不上，算得 97.5"),
    "N04": (92.46, None, None, "E317", "分子、分母未填"),
    "T03": (92.46, 319, None, "E317", "分母未填"),
}
"""A rate with its counts, and what validate and 自查 make of it: right, cut off, of fewer digits, rounded up, without counts."""
QUOTAS = {(UNIT, m): Decimal(4) for m in ("S04", "T01", "T02", "T05", "T06", "T07")}
LAST = {(UNIT, m): Decimal(9) for m in ("T06", "T07")}

VERIFIED: dict[str, tuple[dict[str, Any], str]] = {
    "娄星区": ({}, ""),
    "冷水江市": ({"核定值": 97.5}, ""),
    "涟源市": ({"核定值": 95}, "与填报值不同，请写依据"),
    "双峰县": ({"核定值": 95, "依据": "现场核查"}, ""),
    "新化县": ({"核定值": "九五"}, "核定值不是数字"),
    "娄底经开区": ({"核定值": 101, "依据": "现场核查"}, "核定值超出 0 至 100"),
    "万宝新区": ({"核定值": 0}, "与填报值不同，请写依据"),
}
"""What a department fills in for P01 of a unit, and what 自查 says then; all but the last unit sent 97.5."""
SENT = {(u, "P01"): Sent(Decimal("97.5"), Decimal(195), Decimal(200)) for u in VERIFIED if u != "万宝新区"}


@pytest.fixture(scope="module")
def office(shipped: Rules, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both forms as LibreOffice saves them after it has worked out every formula."""
    folder = tmp_path_factory.mktemp("office")
    unit = saved(unit_form(shipped, 2019, shipped.mandate.unit[UNIT], quotas=QUOTAS, last=LAST))
    for measure, (values, _) in ROWS.items():
        fill(unit, UNIT, measure, **values)
    rates = saved(unit_form(shipped, 2019, shipped.mandate.unit[RATED]))
    for measure, (value, good, of_all, _, _) in RATES.items():
        fill(rates, RATED, measure, 填报值=value, 分子=good, 分母=of_all, 佐证材料="台账")
    department = "市农业农村局"
    measures = verifiers(shipped, 2019)[department]
    verification = saved(verification_form(shipped, 2019, department, measures, SENT))
    for name, (values, _) in VERIFIED.items():
        fill(verification, name, "P01", **values)
    unit.save(folder / "unit.xlsx")
    rates.save(folder / "rates.xlsx")
    verification.save(folder / "verification.xlsx")
    convert(folder, "unit.xlsx", "rates.xlsx", "verification.xlsx")
    return folder / "out"


@pytest.fixture(scope="module")
def opened(office: Path) -> dict[str, Workbook]:
    return {name: load_workbook(office / f"{name}.xlsx", data_only=True) for name in ("unit", "rates", "verification")}


def convert(folder: Path, *names: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, *(str(folder / n) for n in names)], check=True, capture_output=True, timeout=300)


def test_the_self_check_of_a_unit_says_what_is_wrong_in_each_row(opened: dict[str, Workbook]) -> None:
    assert {m: said(opened["unit"], UNIT, m) for m in ROWS} == {m: says for m, (_, says) in ROWS.items()}


def test_the_self_check_of_a_rate_says_what_validate_says(opened: dict[str, Workbook], office: Path, shipped: Rules) -> None:
    assert {m: said(opened["rates"], RATED, m) for m in RATES} == {m: says for m, (_, _, _, _, says) in RATES.items()}
    findings = submit(read(office / "rates.xlsx"), shipped).findings
    found = {f.measure: f.code for f in findings if f.measure in RATES and f.severity != "note"}
    assert found == {m: code for m, (_, _, _, code, _) in RATES.items() if code}


def test_the_self_check_leaves_the_digits_out_that_validate_leaves_out() -> None:
    assert MOST_PLACES == NOISE_PLACES


def test_the_self_check_of_a_department_says_what_is_wrong_in_each_row(opened: dict[str, Workbook]) -> None:
    assert {u: said(opened["verification"], u, "P01") for u in VERIFIED} == {u: says for u, (_, says) in VERIFIED.items()}


def test_the_self_check_and_the_program_do_not_contradict_each_other(office: Path, shipped: Rules) -> None:
    """自查 finds something in a row where validate has an error or a warning, and nowhere else."""
    found = submit(read(office / "unit.xlsx"), shipped, LAST).findings
    doubted = {f.measure for f in found if f.measure in ROWS and f.severity != "note"}
    wrong = {m for m, (_, says) in ROWS.items() if says}
    assert not doubted - wrong
    assert wrong - doubted == {"T05"}, "a quota that the form alone does not show"


def test_the_cover_counts_what_is_filled_in_and_what_is_to_be_mended(opened: dict[str, Workbook], shipped: Rules) -> None:
    told = [said(opened["unit"], UNIT, m.id) for m in shipped.scheme.measures]
    empty = sum(t.startswith("填报值未填") for t in told)
    wrong = sum(map(bool, told)) - empty
    assert cover(opened["unit"])["填报进度"] == f"共 {len(told)} 项，还有 {empty} 项未填；{wrong} 项看“自查”"
    assert cover(opened["verification"])["填报进度"] == "共 70 行，另行核定 6 行；4 行看“自查”"


def test_the_form_keeps_locks_lists_and_identity_there(opened: dict[str, Workbook]) -> None:
    book = opened["unit"]
    sheet = book[layout.DATA.name]
    assert sheet.protection.sheet
    assert not cell(book, UNIT, "P01", layout.VALUE).protection.locked
    assert cell(book, UNIT, "P01", layout.NAME).protection.locked
    rules = {r.type for r in sheet.data_validations.dataValidation}
    assert rules == {"list", "decimal", "whole"}
    assert all(r.showErrorMessage and r.errorStyle in {None, "stop"} for r in sheet.data_validations.dataValidation)
    assert carried(book)[layout.IDENTITY.sender] == UNIT
    assert "选项_1" in book.defined_names
