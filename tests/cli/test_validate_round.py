"""``validate`` on a whole round, against the last try, and against last year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.cli.conftest import FORM, LAST_YEAR, SAMPLES, YEAR, Ran
from tests.cli.test_validate import RULES, codes, form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Ran]

FORMS = SAMPLES / "forms-2019"


def changed(source: Path, target: Path, **cells: object) -> Path:
    """A form of the sample with other values in 指标数据."""
    book = openpyxl.load_workbook(source)
    for address, value in cells.items():
        book["指标数据"][address].value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


class TestRound:
    def test_a_whole_round_is_said_to_be_whole(self, ask: Ask) -> None:
        ran = ask("validate", FORMS, "--round")
        assert ran.code == 0
        assert "整轮：应报 7 份，已报 7 份；没有问题" in ran.out

    def test_who_has_not_sent_is_named(self, ask: Ask, tmp_path: Path) -> None:
        ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "--round")
        assert ran.code == 1
        assert "整轮：应报 2 份，已报 1 份；1 个错误" in ran.out
        assert "错误[E601]: 乙县没有报送" in ran.out

    def test_without_round_nobody_is_missed(self, ask: Ask, tmp_path: Path) -> None:
        ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES)
        assert (ran.code, "整轮" in ran.out) == (0, False)

    def test_of_two_forms_the_later_by_its_cover_counts(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx", filled_on="2020年2月10日", C3=1)
        later = form(tmp_path / "甲区(更正).xlsx", filled_on="2020-02-11", C3=2)
        form(tmp_path / "乙县.xlsx", "乙县")
        found = json.loads(ask("validate", tmp_path, *RULES, "--round", "--json").out)
        assert found["round"]["counted"]["甲区"] == str(later)
        assert found["round"]["missing"] == []
        assert [f["code"] for f in found["findings"]] == ["E602"]

    @pytest.mark.parametrize("dates", [("", ""), ("2020-02-10", "2020-02-10"), ("2020-02-10", "")])
    def test_of_two_forms_that_no_date_orders_none_is_chosen(self, dates: tuple[str, str], ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx", filled_on=dates[0], C3=1)
        form(tmp_path / "甲区(更正).xlsx", filled_on=dates[1], C3=2)
        form(tmp_path / "乙县.xlsx", "乙县")
        found = json.loads(ask("validate", tmp_path, *RULES, "--round", "--json").out)
        assert found["round"]["undecided"] == ["甲区"]
        assert "甲区" not in found["round"]["counted"]
        assert [f["code"] for f in found["findings"]] == ["E603"]

    def test_the_same_form_twice_counts_once(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx")
        form(tmp_path / "甲区 - 副本.xlsx")
        form(tmp_path / "乙县.xlsx", "乙县")
        ran = ask("validate", tmp_path, *RULES, "--round", "-v")
        assert ran.code == 0
        assert codes(ran.out) == ["E605"]

    def test_a_figure_that_units_share_and_tell_differently_is_found(self, ask: Ask, tmp_path: Path) -> None:
        row = next(c.row for c in openpyxl.load_workbook(FORM)["指标数据"]["B"] if c.value == "N03")
        other = changed(FORMS / "娄星区.xlsx", tmp_path / "娄星区.xlsx", **{f"E{row}": 81.5, f"F{row}": None, f"G{row}": None})
        ran = ask("validate", other, FORMS / "娄底经开区.xlsx", FORMS / "万宝新区.xlsx", "--round")
        assert "E604" in codes(ran.out)
        assert "娄星区 81.5" in ran.out

    def test_the_year_of_the_round_is_that_of_most_forms(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx", year=2018)
        form(tmp_path / "乙县.xlsx", "乙县")
        ran = ask("validate", tmp_path, *RULES, "--round")
        assert codes(ran.out) == ["E214"], "whose form is of another year is not said to have sent nothing besides"
        assert str(tmp_path / "甲区.xlsx") in ran.out.split("E214")[1]

    def test_with_year_the_round_is_looked_at_and_that_year_is_held_against(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx", year=2018)
        form(tmp_path / "乙县.xlsx", "乙县")
        ran = ask("validate", tmp_path, *RULES, "--year", "2018")
        assert codes(ran.out) == ["E214"]
        assert str(tmp_path / "乙县.xlsx") in ran.out.split("E214")[1]

    def test_a_years_workbook_among_the_forms_is_no_form(self, ask: Ask) -> None:
        ran = ask("validate", FORM, YEAR, "--round")
        assert "应报 7 份，已报 1 份" in ran.out


class TestSince:
    def test_what_is_mended_left_and_new_is_counted(self, ask: Ask, tmp_path: Path) -> None:
        wrong: dict[str, Any] = {f"C{row}": "约5" for row in (2, 3, 4, 5, 6)}
        form(tmp_path / "一" / "甲区.xlsx", **wrong)
        form(tmp_path / "二" / "甲区.xlsx", C4="约6", C8="约7")
        ran = ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一")
        assert ran.code == 1
        assert "与上次相比：5 处已改 4 处，还剩 1 处，新增 1 处" in ran.out
        assert f"    新增 E301 {tmp_path / '二' / '甲区.xlsx'} 指标数据!C8" in ran.out

    def test_nine_of_twelve_are_mended_three_left_none_new(self, ask: Ask, tmp_path: Path) -> None:
        for unit in ("甲区", "乙县"):
            at = [c for c in (2, 3, 4, 5, 6, 8) if unit == "甲区" or c != 6]
            wrong: dict[str, Any] = {f"C{row}": "约5" for row in at} | ({} if unit == "甲区" else {"C7": "将建成"})
            form(tmp_path / "一" / f"{unit}.xlsx", unit, **wrong)
        form(tmp_path / "二" / "甲区.xlsx", C2="约5", C8="约5")
        form(tmp_path / "二" / "乙县.xlsx", "乙县", C7="快了")
        ran = ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一", "--lang", "en")
        assert "against the last try: of 12, 9 mended, 3 left, 0 new" in ran.out
        assert "  甲区: of 6, 4 mended, 2 left, 0 new" in ran.out
        assert "  乙县: of 6, 5 mended, 1 left, 0 new" in ran.out

    def test_rows_that_moved_are_not_new(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "一" / "甲区.xlsx", C3="约5", C5="约6", C7="将建成")
        moved = form(tmp_path / "二" / "甲区.xlsx", C3="约5", C5="约6", C7="将建成")
        book = openpyxl.load_workbook(moved)
        book["指标数据"].insert_rows(2, 3)
        book["指标数据"].insert_cols(2, 2)
        book.save(moved)
        ran = ask("validate", moved, *RULES, "--since", tmp_path / "一")
        assert "与上次相比：3 处已改 0 处，还剩 3 处，新增 0 处" in ran.out

    def test_rows_in_another_order_are_not_new(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "一" / "甲区.xlsx", C3="约5", C5="约6", C7="将建成")
        moved = form(tmp_path / "二" / "甲区.xlsx", C3="约5", C5="约6", C7="将建成")
        book = openpyxl.load_workbook(moved)
        sheet = book["指标数据"]
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
        for at, values in enumerate(reversed(rows), start=2):
            for column, value in enumerate(values, start=1):
                sheet.cell(at, column).value = value
        book.save(moved)
        ran = ask("validate", moved, *RULES, "--since", tmp_path / "一")
        assert "与上次相比：3 处已改 0 处，还剩 3 处，新增 0 处" in ran.out

    def test_the_last_try_is_found_by_its_sender_not_by_its_name(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "一" / "表1.xlsx", "乙县", C2="约5")
        form(tmp_path / "一" / "表2.xlsx", "甲区", C2="约5", C3="约5")
        form(tmp_path / "二" / "表1.xlsx", "甲区", C2="约5")
        ran = ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一")
        assert "  甲区：2 处已改 1 处，还剩 1 处，新增 0 处" in ran.out

    def test_a_last_try_that_could_not_be_read_is_mended_by_one_that_can(self, ask: Ask, tmp_path: Path) -> None:
        (tmp_path / "一").mkdir()
        (tmp_path / "一" / "甲区.xlsx").write_bytes("单位,编号\n".encode())
        form(tmp_path / "二" / "甲区.xlsx")
        ran = ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一")
        assert ran.code == 0
        assert "与上次相比：1 处已改 1 处，还剩 0 处，新增 0 处" in ran.out

    def test_who_is_new_is_said_to_be_new(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "一" / "甲区.xlsx")
        form(tmp_path / "二" / "乙县.xlsx", "乙县", C2="约5")
        ran = ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一")
        assert "  乙县：上次没有这份表" in ran.out

    def test_who_sent_the_last_time_and_not_this_time_is_named(self, ask: Ask, tmp_path: Path) -> None:
        for unit in ("甲区", "乙县"):
            form(tmp_path / "一" / f"{unit}.xlsx", unit, C2="约5")
        (tmp_path / "一" / "坏.xlsx").write_bytes(b"PK")
        form(tmp_path / "二" / "甲区.xlsx", C2="约5")
        ran = ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一")
        assert "与上次相比：1 处已改 0 处，还剩 1 处，新增 0 处" in ran.out
        assert "  乙县：上次有这份表，这次没有" in ran.out
        assert f"  {tmp_path / '一' / '坏.xlsx'}：上次有这份表，这次没有" in ran.out
        found = json.loads(ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一", "--json").out)
        assert [(s["who"], s["earlier"], s["now"]) for s in found["since"]] == [
            ("甲区", True, True), ("乙县", True, False), (str(tmp_path / "一" / "坏.xlsx"), True, False),
        ]  # fmt: skip

    def test_the_form_of_another_unit_is_no_last_try_though_it_has_the_same_name(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "一" / "表.xlsx", "乙县", C2="约5")
        form(tmp_path / "二" / "表.xlsx", "甲区")
        ran = ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一")
        assert "  甲区：上次没有这份表" in ran.out
        assert "  乙县：上次有这份表，这次没有" in ran.out

    def test_json_lists_what_is_mended_left_and_new(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "一" / "甲区.xlsx", C2="约5", C3="约5")
        form(tmp_path / "二" / "甲区.xlsx", C3="约5", C5="约5")
        found: dict[str, Any] = json.loads(ask("validate", tmp_path / "二", *RULES, "--since", tmp_path / "一", "--json").out)
        (own,) = found["since"]
        assert (own["who"], own["earlier"]) == ("甲区", True)
        assert [[f["measure"] for f in own[part]] for part in ("mended", "left", "new")] == [["R1"], ["C1"], ["L1"]]

    def test_one_file_can_be_held_against_one_file(self, ask: Ask, tmp_path: Path) -> None:
        first = form(tmp_path / "甲区 第一稿.xlsx", C2="约5")
        ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "--since", first)
        assert "与上次相比：1 处已改 1 处，还剩 0 处，新增 0 处" in ran.out

    @pytest.mark.parametrize("how", ["folder", "file"])
    def test_the_files_being_checked_are_not_the_last_try(self, how: str, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx")
        ran = ask("validate", path, *RULES, "--since", tmp_path if how == "folder" else path)
        assert (ran.code, ran.out) == (2, "")
        assert "--since 要指上次的表" in ran.err

    def test_a_last_try_that_is_not_there_is_not_taken_for_an_empty_one(self, ask: Ask, tmp_path: Path) -> None:
        ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "--since", tmp_path / "没有")
        assert ran.code in {2, 3}
        assert str(tmp_path / "没有") in ran.out + ran.err


class TestPrevious:
    def test_a_jump_against_last_year_asks_for_a_remark(self, ask: Ask, tmp_path: Path) -> None:
        row = next(c.row for c in openpyxl.load_workbook(FORM)["指标数据"]["B"] if c.value == "P02")
        far = changed(FORM, tmp_path / "双峰县.xlsx", **{f"E{row}": 9.5, f"F{row}": 95, f"G{row}": 1000})
        assert "E318" not in codes(ask("validate", far).out)
        ran = ask("validate", far, "--previous", LAST_YEAR)
        assert "E318" in codes(ran.out)

    def test_a_last_year_that_cannot_be_read_ends_with_3(self, ask: Ask, tmp_path: Path) -> None:
        assert ask("validate", FORM, "--previous", tmp_path / "没有.xlsx").code == 3

    def test_the_year_itself_is_not_last_year(self, ask: Ask) -> None:
        ran = ask("validate", FORM, "--previous", YEAR)
        assert (ran.code, ran.out) == (2, "")
        assert "--previous" in ran.err

    def test_last_years_workbook_is_never_written_over(self, ask: Ask, tmp_path: Path) -> None:
        kept = tmp_path / "2018.csv"
        kept.write_bytes(LAST_YEAR.read_bytes())
        assert ask("validate", FORM, "--previous", kept, "-o", kept, "--force").code == 2
        assert kept.read_bytes() == LAST_YEAR.read_bytes()
