"""整改清单.xlsx: everything that was lost stands in it once, adds up, and can be filtered, printed and handed over."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.assess.drawn import RULES, changed, good_year, years
from tests.report.cities import HOSTILE, city
from tests.report.xlsx.ledgers import HEADER, add_row, book, columns, fill, of, past, rows, saved

from loudi_qa.assess.score import assess
from loudi_qa.report.dossier import Dossier
from loudi_qa.report.losses import losses
from loudi_qa.report.xlsx.ledger.ledger import ledger
from loudi_qa.scheme.terms import Text
from loudi_qa.workbook import layout
from loudi_qa.workbook import ledger as names

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.submission.year import Year

UNIT, DEPARTMENT = names.BY_UNIT.name, names.BY_DEPARTMENT
TABLES = (UNIT, DEPARTMENT, names.DEMANDS.name, names.LAST.name)


@pytest.fixture(scope="module")
def written(dossier: Dossier) -> bytes:
    """The ledger of 2019, with last year beside it."""
    return ledger(dossier)


def exact(value: object) -> Decimal:
    return Decimal(str(value))


def of_units(result: Assessment) -> Dossier:
    return Dossier(result, result.rules.mandate.papers)


def small(year: Year, units: int = 5) -> Dossier:
    """A year of the small scheme, with as many units as are wanted, each with the data of one of the five."""
    kinds = RULES.mandate.units
    own = {f"{kinds[i % 5].name.zh}{i:03}": kinds[i % 5] for i in range(units)}
    mandate = changed(RULES.mandate, units=tuple(changed(u, name=Text(zh=n, en=n)) for n, u in own.items()))
    old = {name: unit.name.zh for name, unit in own.items()}
    figures = {
        field: {(n, c): f for n, o in old.items() for (u, c), f in getattr(year, field).items() if u == o}
        for field in ("quotas", "previous", "extras")
    }
    return of_units(
        assess(
            RULES._replace(mandate=mandate),
            year._replace(entries={n: year.entries[o] for n, o in old.items()}, incidents=(), **figures),  # type: ignore[arg-type]  # fields of the year
        )
    )


# -- what is listed ------------------------------------------------------------------------------------------------------------


def expected(result: Assessment, unit: UnitResult) -> dict[str, Decimal]:
    return {loss.id: loss.lost for loss in losses(result, unit) if loss.line}


def test_every_loss_of_every_unit_stands_once_most_lost_first(written: bytes, sample: Assessment) -> None:
    listed = rows(written, UNIT)
    assert [*dict.fromkeys(r["单位"] for r in listed)] == [u.unit.name.zh for u in sample.units], "units go by their rank"
    for unit in sample.units:
        own = [(r["编号"], exact(r["失分"])) for r in listed if r["单位"] == unit.unit.name.zh]
        assert own == [*expected(sample, unit).items()], "an item that is not listed is never mended"
    assert [r["序号"] for r in listed] == [*range(1, len(listed) + 1)]


def test_the_share_of_what_does_not_apply_is_no_item_but_is_told_in_the_summary(written: bytes, sample: Assessment) -> None:
    assert not [r for r in rows(written, UNIT) if r["编号"].endswith("-na")]
    moved = {u.unit.name.zh: sum((x.lost for x in losses(sample, u) if x.line is None), Decimal(0)) for u in sample.units}
    assert any(moved.values())
    assert {u: exact(cells[11]) for u, cells in summary(written, "一、按单位").items()} == moved


def summary(data: bytes, table: str) -> dict[str, tuple[object, ...]]:
    """The rows of one table of 汇总 by their first cell, its row of sums left out."""
    lines = [*book(data)[names.SUMMARY].iter_rows(values_only=True)]
    top = next(i for i, line in enumerate(lines) if line[0] == table) + 2
    end = next(i for i, line in enumerate(lines[top:], start=top) if line[0] == "合计")
    return {str(line[0]): line for line in lines[top:end]}


def check_sums(dossier: Dossier) -> None:
    """From full points to the total, for every unit, as a clerk adds it up; and every table comes to the same."""
    data = ledger(dossier)
    listed, told = rows(data, UNIT), summary(data, "一、按单位")
    lost: dict[str, Decimal] = defaultdict(Decimal)
    still_open: dict[str, Decimal] = defaultdict(Decimal)
    for row in listed:
        (still_open if row["失分"] == names.UNDECIDED else lost)[row["单位"]] += exact(
            row["满分"] if row["失分"] == names.UNDECIDED else row["失分"]
        )
    for unit in dossier.result.units:
        name = unit.unit.name.zh
        cells = told[name]
        assert (exact(cells[10]), exact(cells[13]), exact(cells[14])) == (lost[name], still_open[name], unit.total)
        left, right = str(cells[15]).split("（")[0].split("＝")
        terms = re.findall(r"([－＋]?) ?(-?[\d.]+)", left)
        assert sum((-Decimal(n) if sign == "－" else Decimal(n) for sign, n in terms), Decimal(0)) == Decimal(right) == unit.total
    by_department = summary(data, "二、按牵头部门") if listed else {}
    assert sum((exact(c[10]) for c in by_department.values()), Decimal(0)) == sum(lost.values(), Decimal(0))
    assert sorted((r["单位"], r["编号"]) for r in rows(data, DEPARTMENT)) == sorted((r["单位"], r["编号"]) for r in listed)


def test_what_the_sample_lost_adds_up(dossier: Dossier) -> None:
    check_sums(dossier)


@settings(max_examples=8)
@given(years())
def test_what_any_year_lost_adds_up_open_lines_and_all(year: Year) -> None:
    check_sums(of_units(assess(RULES, year)))


def test_an_open_line_is_listed_as_open_and_a_missing_one_as_missing(sample: Assessment) -> None:
    emptied = ledger(city(sample, ["甲县"], silent=True))
    assert {(r["失分"], r["差距"], r["整改状态"]) for r in rows(emptied, UNIT)} == {("待定", "待定", "待定")}
    some = of_units(sample)
    missing = [(u.unit.name.zh, x.indicator.id) for u in sample.units for x in u.lines if x.state == "missing"]
    listed = rows(ledger(some), UNIT)
    for unit, code in missing:
        row = of(listed, unit, code)
        assert (row["现值"], row["差距"], row["失分"]) == ("未填报", "未填报", row["满分"])


def test_a_ledger_of_a_year_without_losses_says_so() -> None:
    data = ledger(of_units(assess(RULES, good_year())))
    for name in (UNIT, DEPARTMENT):
        assert not [r for r in rows(data, name) if r["编号"]]
        assert "没有整改事项" in str(book(data)[name].cell(HEADER + 1, 1).value), "an empty table looks like a mistake"
    assert past(data).of(names.BY_UNIT) == (), "the sentence is no row"


def test_a_row_says_what_was_asked_what_is_there_and_what_is_short(written: bytes) -> None:
    row = of(rows(written, UNIT), "新化县", "S01-avg")
    assert row["目标或对照值"] == "不低于全省平均 78%"
    assert (row["现值"], row["差距"], row["失分"], row["满分"]) == (72.06, "差 5.94 个百分点", 2, 2)
    assert row["条款"] == "一·服务质量"
    assert "未达到全省平均" in row["原因"]


# -- departments, deadlines, last year -----------------------------------------------------------------------------------------


def test_departments_go_by_their_names_of_the_year(written: bytes, sample: Assessment, dossier: Dossier) -> None:
    assert sample.previous is not None
    older = rows(ledger(Dossier(sample.previous, dossier.papers)), UNIT)
    before, now = of(older, "新化县", "P04-2020"), of(rows(written, UNIT), "新化县", "P04-2020")
    assert (before["牵头部门"], now["牵头部门"]) == ("市质监局", "市市场监督管理局")
    assert "市环保局" in before["配合部门"]
    assert "市生态环境局" in now["配合部门"]
    assert now["牵头部门"] not in now["配合部门"].split("、")


def test_the_departments_that_answer_for_most_come_first_each_in_one_block(written: bytes) -> None:
    listed = rows(written, DEPARTMENT)
    leads = [r["牵头部门"] for r in listed]
    blocks = [d for i, d in enumerate(leads) if not i or d != leads[i - 1]]
    assert len(blocks) == len(set(blocks)), "a department gets its part in one piece"
    lost = {d: sum(exact(r["失分"]) for r in listed if r["牵头部门"] == d) for d in blocks}
    assert [*lost.values()] == sorted(lost.values(), reverse=True)


def test_a_deadline_is_a_date_where_the_day_of_the_notice_is_known_and_words_where_not(
    written: bytes, bare_dossier: Dossier
) -> None:
    assert {r["整改期限"] for r in rows(written, UNIT)} == {datetime(2020, 6, 20)}
    cell = book(written)[UNIT].cell(HEADER + 1, columns(book(written)[UNIT])["整改期限"])
    assert cell.number_format == "yyyy-mm-dd"
    assert {r["整改期限"] for r in rows(ledger(bare_dossier), UNIT)} == {"通报印发之日起3个月内"}
    demands = {r["编号"]: r["期限"] for r in rows(written, names.DEMANDS.name)}
    assert demands["failed-report"] == datetime(2020, 4, 20)
    assert demands["veto-no-honour"] == "随通报"


def test_an_item_says_whether_it_failed_last_year_too(written: bytes, dossier: Dossier, bare_dossier: Dossier) -> None:
    assert dossier.pair is not None
    again = {(f.unit, f.before.indicator.id) for f in dossier.pair.failures if f.outcome == "open"}
    listed = rows(written, UNIT)
    assert {(r["单位"], r["编号"]) for r in listed if r["上年"] == "连续两年"} == again
    assert {r["上年"] for r in listed} == {"连续两年", "首次"}
    assert {r["上年"] for r in rows(ledger(bare_dossier), UNIT)} == {None}, "nothing is claimed of a year that is not at hand"


def test_last_years_failures_and_demands_are_listed_with_what_became_of_them(written: bytes, dossier: Dossier) -> None:
    assert dossier.pair is not None
    listed = rows(written, names.LAST.name)
    kinds = {f.before.indicator.id: f for f in dossier.pair.failures if f.unit == "新化县"}
    own = {r["编号"]: r for r in listed if r["单位"] == "新化县" and r["类别"] == "未达标指标"}
    assert own.keys() == kinds.keys()
    words = {"closed": "已达标", "open": "再次未达标", "unknown": "待定"}
    assert {c: r["今年结果"] for c, r in own.items()} == {c: words[f.outcome] for c, f in kinds.items()}
    asked = [r for r in listed if r["类别"] == "要求事项"]
    assert len(asked) == len(dossier.pair.follow_ups) > 0
    assert all(r["上年期限"] for r in asked)


def test_demands_are_those_with_a_deadline_or_out_of_a_failure(written: bytes, dossier: Dossier) -> None:
    codes = {r["编号"] for r in rows(written, names.DEMANDS.name)}
    given_ = {c.id for u in dossier.result.units for c in u.consequences}
    assert given_ - codes == {"commend", "share-result"}, "praise and what goes with the notice ask nothing of the unit"


# -- how it looks and works ----------------------------------------------------------------------------------------------------


def test_every_table_is_filtered_frozen_and_printed_with_its_header(written: bytes) -> None:
    made = book(written, results=False)
    assert made.sheetnames == [names.GUIDE, names.SUMMARY, *TABLES]
    for name in TABLES:
        sheet = made[name]
        last = layout.letters(len(columns(sheet)) - 1)
        assert sheet.auto_filter.ref.startswith(f"A{HEADER}:{last}")
        assert str(sheet.freeze_panes).endswith(str(HEADER + 1))
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert not sheet.merged_cells.ranges, "merged cells break sorting and filtering"
    for each in made.worksheets:
        setup, properties = each.page_setup, each.sheet_properties.pageSetUpPr
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert properties is not None
        assert properties.fitToPage
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0), "all columns on a page, any number of pages"
        assert each.oddFooter is not None
        assert "&P" in str(each.oddFooter.right.text)


def test_every_unit_and_every_department_begins_on_a_new_page(written: bytes) -> None:
    made = book(written, results=False)
    for name, title in ((UNIT, "单位"), (DEPARTMENT, "牵头部门")):
        sheet = made[name]
        column = columns(sheet)[title]
        for brk in sheet.row_breaks.brk:
            assert sheet.cell(brk.id, column).value != sheet.cell(brk.id + 1, column).value
        values = [sheet.cell(r, column).value for r in range(HEADER + 1, sheet.max_row + 1)]
        assert len(sheet.row_breaks.brk) == len(set(values)) - 1


def test_what_people_choose_from_and_what_they_cannot_type_over(written: bytes) -> None:
    made = book(written, results=False)
    by_unit = {v.type: v for v in made[UNIT].data_validations.dataValidation}
    assert by_unit["list"].formula1 == '"待整改,整改中,已完成,已销号,待定"'
    assert by_unit["date"].errorStyle == "warning", "a date in words is better than none"
    shut = [v for v in made[DEPARTMENT].data_validations.dataValidation if v.type == "custom"]
    assert len(shut) == len(["期限提示", "整改措施", "责任人", "延期至", "完成日期", "整改状态"])
    assert all(v.formula1 == "FALSE" and "请到那里填写" in v.error for v in shut)


def test_a_viewer_that_computes_nothing_shows_states_and_sums(written: bytes, sample: Assessment) -> None:
    assert {r["整改状态"] for r in rows(written, DEPARTMENT)} == {"待整改"}
    for name in (UNIT, DEPARTMENT):
        sheet = book(written)[name]
        whole = sum((x.lost for u in sample.units for x in losses(sample, u) if x.line), Decimal(0))
        assert exact(sheet.cell(3, columns(sheet)["失分"]).value) == whole


def test_the_sample_says_that_it_is_one_on_every_sheet_and_page(written: bytes, sample: Assessment) -> None:
    assert sample.year.notice
    for sheet in book(written).worksheets:
        cells = [str(c) for line in sheet.iter_rows(max_row=6, values_only=True) for c in line if c]
        assert any(sample.year.notice in c for c in cells), sheet.title
        assert sheet.oddHeader is not None
        assert str(sheet.oddHeader.center.text).startswith("示例数据")


def test_the_guide_says_from_what_the_ledger_was_made(written: bytes, sample: Assessment, dossier: Dossier) -> None:
    told = {str(k): str(v) for k, v, *_ in book(written)[names.GUIDE].iter_rows(values_only=True) if v}
    assert sample.rules.sha256[:12] in told["规则"]
    assert sample.year.sha256[:12] in told["数据"]
    assert told["考核年度"] == "2019"
    assert "本办设定" in told["整改期限"], "the document sets no deadline"
    assert "设定" in told["分值依据"]
    assert "--previous 2019.xlsx --ledger 整改清单.xlsx" in told["明年"]


def test_errors_and_open_totals_are_told_on_top_of_every_table(sample: Assessment) -> None:
    data = ledger(city(sample, ["甲县", "乙县"], silent=True))
    for name in (UNIT, DEPARTMENT, names.DEMANDS.name):
        assert "结果未定" in str(book(data)[name].cell(2, 1).value)


def test_no_text_is_cut_off_and_no_row_is_higher_than_excel_allows(written: bytes) -> None:
    sheet = book(written)[UNIT]
    titles = columns(sheet)
    for row in range(HEADER + 1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height
        assert height is not None
        for title in ("配合部门", "原因", "指标名称"):
            text = str(sheet.cell(row, titles[title]).value or "")
            wide = sum(1 + (ord(c) > 0x2E7F) for c in text)
            lines = -(-wide // int(sheet.column_dimensions[layout.letters(titles[title] - 1)].width))
            assert height >= 14 * lines, (row, title)
        assert height <= 409


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_a_name(name: str, sample: Assessment) -> None:
    data = ledger(city(sample, [name], struck="all"))
    for sheet, title in ((UNIT, "单位"), (DEPARTMENT, "单位"), (names.DEMANDS.name, "单位")):
        made = book(data, results=False)[sheet]
        cell = made.cell(HEADER + 1, columns(made)[title])
        assert (cell.value, cell.data_type) == (name, "s")
    assert {r.unit for r in past(data).rows} == {name}


def test_two_hundred_units_are_fine() -> None:
    data = ledger(small(good_year(R1=Decimal(90)), 200))
    assert len({r["单位"] for r in rows(data, UNIT)}) == 200
    assert len(book(data).sheetnames) == 5, "no sheet a unit"
    assert len(past(data).of(names.BY_UNIT)) == 400


# -- in LibreOffice ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The ledger, written in by a clerk and its rows turned round, with what LibreOffice works out."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    made = book(written, results=False)
    sheet = made[UNIT]
    fill(sheet, "新化县", "E01-avg", 整改状态="已销号", 整改措施="补做验收", 完成日期=date(2020, 5, 6))
    fill(sheet, "新化县", "S01-avg", 整改状态="整改中", 延期至=date(2199, 1, 1))
    add_row(sheet, 单位="新化县", 编号="自加", 整改状态="整改中")
    lines = [[c.value for c in line] for line in sheet.iter_rows(min_row=HEADER + 1)]
    hint = columns(sheet)["期限提示"] - 1
    for row, line in enumerate(reversed(lines), start=HEADER + 1):
        for column, value in enumerate(line, start=1):
            if column - 1 != hint:
                sheet.cell(row, column).value = value
    folder = tmp_path_factory.mktemp("office")
    (folder / "ledger.xlsx").write_bytes(saved(made))
    convert(folder)
    return saved(book((folder / "out" / "ledger.xlsx").read_bytes()))


def convert(folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "ledger.xlsx")], check=True, capture_output=True, timeout=300)


def test_by_department_shows_what_was_written_by_unit_after_sorting(opened: bytes) -> None:
    listed = rows(opened, DEPARTMENT)
    done = of(listed, "新化县", "E01-avg")
    assert (done["整改状态"], done["整改措施"], done["完成日期"]) == ("已销号", "补做验收", datetime(2020, 5, 6))
    assert of(listed, "娄星区", "E02-avg")["整改状态"] == "待整改"
    there = book(opened)[UNIT]
    at = of(listed, "新化县", "E01-avg")["登记行"]
    assert there.cell(int(at), columns(there)["编号"]).value == "E01-avg", "where to write is told as it is now"


def test_a_date_that_has_passed_is_told_until_the_item_is_closed_or_put_off(opened: bytes) -> None:
    listed = rows(opened, UNIT)
    assert str(of(listed, "娄星区", "N03-avg")["期限提示"]).startswith("超期")
    assert not of(listed, "新化县", "E01-avg")["期限提示"], "it is closed"
    assert not of(listed, "新化县", "S01-avg")["期限提示"], "it was put off"


def test_the_summary_counts_what_stands_there_now(opened: bytes) -> None:
    own = summary(opened, "一、按单位")["新化县"]
    assert own[4:9] == (38, 2, 0, 1, 0), "待整改, 整改中 with the row that was added, 已完成, 已销号, 待定"


def test_what_libreoffice_saves_is_read_as_it_was_written(opened: bytes) -> None:
    read = past(opened)
    assert read.year == 2019
    written_ = {(r.unit, r.code): r.entry for r in read.of(names.BY_UNIT) if r.entry.is_written}
    assert written_["新化县", "E01-avg"].done_on == "2020-05-06"
    assert written_["新化县", "E01-avg"].state == "已销号"
