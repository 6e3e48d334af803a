"""A ledger is carried on: what people wrote stays with its item from try to try and from year to year, and nothing is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.assess.drawn import changed
from tests.report.xlsx.ledgers import HEADER, add_row, book, columns, fill, of, past, rows, saved

from loudi_qa.assess.compare.comparison import Compared, compare
from loudi_qa.assess.score import assess
from loudi_qa.report.dossier import Dossier
from loudi_qa.report.xlsx.ledger.ledger import ledger
from loudi_qa.scheme.terms import Text
from loudi_qa.workbook import ledger as names

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.submission.past import Past

UNIT, DEMANDS, LAST = names.BY_UNIT.name, names.DEMANDS.name, names.LAST.name
BY_HAND = {
    "整改措施": "建立台账，\n每月核对",
    "责任人": "007",
    "完成日期": date(2020, 5, 6),
    "延期至": date(2020, 9, 1),
    "整改状态": "已完成",
    "备注": "=1+1 不是公式",
}


def of_two(result: Assessment) -> Assessment:
    """The result with two of its units: enough to tell them apart."""
    return result._replace(units=tuple(u for u in result.units if u.unit.name.zh in {"娄星区", "新化县", "新化市"}))


@pytest.fixture(scope="module")
def dossier(dossier: Dossier) -> Dossier:
    """The sample's dossier, of two units."""
    assert dossier.pair is not None
    pair = dossier.pair._replace(
        failures=tuple(f for f in dossier.pair.failures if f.unit in {"娄星区", "新化县"}),
        follow_ups=tuple(f for f in dossier.pair.follow_ups if f.unit in {"娄星区", "新化县"}),
    )
    return dossier._replace(result=of_two(dossier.result), pair=pair)


@pytest.fixture(scope="module")
def written(dossier: Dossier) -> bytes:
    """The ledger of 2019, with last year beside it."""
    return ledger(dossier)


@pytest.fixture(scope="module")
def older(sample: Assessment, dossier: Dossier) -> bytes:
    """The ledger of 2018."""
    assert sample.previous is not None
    return ledger(Dossier(of_two(sample.previous), dossier.papers, dossier.last_day))


def with_hand(data: bytes, *cells: tuple[str, str, str, dict[str, Any]]) -> bytes:
    """The ledger with something written into rows: sheet, unit, code, cells."""
    made = book(data, results=False)
    for sheet, unit, code, own in cells:
        fill(made[sheet], unit, code, **own)
        for title, value in own.items():
            if isinstance(value, str):  # typed with an apostrophe before it: a text, whatever it begins with
                at = next(r for r in made[sheet].iter_rows(min_row=HEADER + 1) if r[1].value == unit and r[2].value == code)
                at[columns(made[sheet])[title] - 1].data_type = "s"
    return saved(made)


def again(dossier: Dossier, earlier: bytes, name: str = "整改清单.xlsx") -> tuple[bytes, Past]:
    read = past(earlier, name)
    return ledger(dossier._replace(past=read)), read


# -- another try of the same year ----------------------------------------------------------------------------------------------


def test_everything_written_by_hand_is_there_again(dossier: Dossier, written: bytes) -> None:
    data, _ = again(dossier, with_hand(written, (UNIT, "新化县", "S01-avg", BY_HAND)))
    row = of(rows(data, UNIT), "新化县", "S01-avg")
    expected = {t: datetime(v.year, v.month, v.day) if isinstance(v, date) else v for t, v in BY_HAND.items()}
    assert {t: row[t] for t in BY_HAND} == expected, "a clerk would never use the command again"
    cell = book(data, results=False)[UNIT]
    assert cell.cell(1, 1).value, "the sheet is whole"


def test_the_same_try_again_changes_nothing(dossier: Dossier, written: bytes) -> None:
    filled = with_hand(
        written, (UNIT, "新化县", "S01-avg", BY_HAND), (DEMANDS, "新化县", "failed-report", {"落实状态": "已落实"})
    )
    once, first = again(dossier, filled)
    twice, second = again(dossier, once)
    assert [r._replace(row=0) for r in first.rows] == [r._replace(row=0) for r in second.rows]
    thrice, _ = again(dossier, twice)
    assert {n: rows(twice, n) for n in (UNIT, DEMANDS, LAST)} == {n: rows(thrice, n) for n in (UNIT, DEMANDS, LAST)}


def test_what_was_written_on_a_demand_is_there_again(dossier: Dossier, written: bytes) -> None:
    own = {"落实情况": "已报市政府", "责任人": "李四", "落实状态": "已落实", "完成日期": date(2020, 4, 1)}
    data, _ = again(dossier, with_hand(written, (DEMANDS, "新化县", "failed-report", own)))
    row = of(rows(data, DEMANDS), "新化县", "failed-report")
    assert (row["落实情况"], row["落实状态"], row["完成日期"]) == ("已报市政府", "已落实", datetime(2020, 4, 1))


def test_columns_that_people_have_added_are_there_again(dossier: Dossier, written: bytes) -> None:
    made = book(written, results=False)
    sheet = made[UNIT]
    at = sheet.max_column + 1
    sheet.cell(HEADER, at).value, sheet.cell(HEADER, at + 1).value = "联系电话", "说明"
    sheet.cell(HEADER + 1, at).value, sheet.cell(HEADER + 1, at + 1).value = "0738-1234567", "等批复"
    data, _ = again(dossier, saved(made))
    row = rows(data, UNIT)[0]
    assert (row["联系电话"], row["说明"]) == ("0738-1234567", "等批复")


def test_an_item_that_is_gone_is_kept_with_all_that_was_written(dossier: Dossier, written: bytes, sample: Assessment) -> None:
    filled = with_hand(written, (UNIT, "新化县", "S01-avg", BY_HAND))
    mended = sample.year.entries["娄星区"]["S01"]
    year = sample.year._replace(entries=sample.year.entries | {"新化县": sample.year.entries["新化县"] | {"S01": mended}})
    better = dossier._replace(result=of_two(assess(sample.rules, year)), pair=None)
    data, _ = again(better, filled)
    assert not [r for r in rows(data, UNIT) if (r["单位"], r["编号"]) == ("新化县", "S01-avg")]
    row = of([r for r in rows(data, LAST) if r["类别"] == "未能对应"], "新化县", "S01-avg")
    assert (row["上年措施"], row["上年责任人"]) == (BY_HAND["整改措施"], "007")
    back, _ = again(dossier, data)
    assert of(rows(back, UNIT), "新化县", "S01-avg")["责任人"] == "007", "the item is there again, and so is what was written"


def test_a_row_of_ones_own_is_kept_however_often_the_ledger_is_made(dossier: Dossier, written: bytes) -> None:
    made = book(written, results=False)
    add_row(made[UNIT], 单位="新化县", 指标名称="市里另行交办", 牵头部门="市住建局", 整改措施="照办")
    data = saved(made)
    for _ in range(3):
        data, _ = again(dossier, data)
        kept = [r for r in rows(data, LAST) if r["类别"] == "未能对应"]
        assert [(r["单位"], r["事项"], r["上年措施"]) for r in kept] == [("新化县", "市里另行交办", "照办")]
        assert kept[0]["说明"].count("牵头部门：市住建局") == 1
        assert rows(data, LAST)[-1] == kept[0], "it stands at the end, where the guide says"
    guide = {str(k): str(v) for k, v, *_ in book(data)[names.GUIDE].iter_rows(values_only=True)}
    assert "1 行未能对应" in guide["带入的清单"]


def test_two_rows_of_one_item_are_both_kept(dossier: Dossier, written: bytes) -> None:
    made = book(with_hand(written, (UNIT, "新化县", "S01-avg", {"整改措施": "甲"})), results=False)
    add_row(made[UNIT], 单位="新化县", 编号="S01-avg", 整改措施="乙")
    data, _ = again(dossier, saved(made))
    assert of(rows(data, UNIT), "新化县", "S01-avg")["整改措施"] == "甲"
    assert [r["上年措施"] for r in rows(data, LAST) if r["类别"] == "未能对应"] == ["乙"]


# -- from last year to this one ------------------------------------------------------------------------------------------------

STRUCK = {"整改措施": "建台账", "整改状态": "已销号", "完成日期": date(2019, 6, 1), "备注": "资料齐全"}
UNDER_WAY = {"整改措施": "推进审批", "责任人": "李四", "整改状态": "整改中", "延期至": date(2019, 9, 1)}
REACHED = {"整改措施": "加密监测", "整改状态": "已销号"}
DONE = {"落实情况": "已报市政府", "落实状态": "已落实"}


@pytest.fixture(scope="module")
def carried(dossier: Dossier, older: bytes) -> tuple[bytes, Past]:
    """The ledger of 2019 after one of 2018 that was written in; one of it, since each row tells of itself alone."""
    written_in = (
        (UNIT, "娄星区", "E02-avg", STRUCK),
        (UNIT, "娄星区", "S04-quota", UNDER_WAY),
        (UNIT, "娄星区", "P07-avg", REACHED),
    )
    return again(dossier, with_hand(older, *written_in, (DEMANDS, "新化县", "failed-report", DONE)), "2018.xlsx")


def test_what_was_struck_off_and_failed_again_does_not_look_done(dossier: Dossier, carried: tuple[bytes, Past]) -> None:
    data, read = carried
    assert read.year == 2018
    row = of(rows(data, UNIT), "娄星区", "E02-avg")
    assert (row["整改状态"], row["完成日期"], row["整改措施"]) == ("待整改", None, "建台账")
    assert row["备注"] == "上年记为已销号（2019-06-01），今年再次未达标。资料齐全"
    beside = of([r for r in rows(data, LAST) if r["类别"] == "未达标指标"], "娄星区", "E02-avg")
    assert (beside["今年结果"], beside["上年状态"], beside["上年完成日期"]) == ("再次未达标", "已销号", datetime(2019, 6, 1))
    twice, _ = again(dossier, data)
    assert of(rows(twice, UNIT), "娄星区", "E02-avg")["备注"] == row["备注"], "the remark is made once"
    assert of([r for r in rows(twice, LAST) if r["类别"] == "未达标指标"], "娄星区", "E02-avg") == beside


def test_a_state_in_ones_own_words_does_not_look_done_either(dossier: Dossier, older: bytes) -> None:
    data, _ = again(dossier, with_hand(older, (UNIT, "娄星区", "E02-avg", {"整改状态": "办结了"})), "2018.xlsx")
    row = of(rows(data, UNIT), "娄星区", "E02-avg")
    assert (row["整改状态"], row["备注"]) == ("待整改", "上年记为办结了，今年再次未达标")


def test_what_is_still_under_way_goes_on(carried: tuple[bytes, Past]) -> None:
    row = of(rows(carried[0], UNIT), "娄星区", "S04-quota")
    assert (row["整改措施"], row["责任人"], row["整改状态"], row["备注"]) == ("推进审批", "李四", "整改中", None)
    assert row["延期至"] is None, "it was last year's date that was put off"


def test_what_was_reached_stands_beside_its_outcome(carried: tuple[bytes, Past]) -> None:
    row = of([r for r in rows(carried[0], LAST) if r["类别"] == "未达标指标"], "娄星区", "P07-avg")
    assert (row["今年结果"], row["上年措施"], row["上年状态"]) == ("已达标", "加密监测", "已销号")


def test_last_years_demands_are_followed_up_with_what_was_written(carried: tuple[bytes, Past]) -> None:
    data, _ = carried
    row = of([r for r in rows(data, LAST) if r["类别"] == "要求事项"], "新化县", "failed-report")
    assert (row["上年措施"], row["上年状态"]) == ("已报市政府", "已落实")
    assert of(rows(data, DEMANDS), "新化县", "failed-report")["落实状态"] == "待落实", "this year's demand is a new one"


def test_last_years_ledger_alone_is_held_against_this_years_result(bare_dossier: Dossier, older: bytes) -> None:
    filled = with_hand(older, (UNIT, "娄星区", "P07-avg", {"整改措施": "加密监测"}))
    bare = bare_dossier._replace(result=of_two(bare_dossier.result))
    data, read = again(bare, filled, "2018.xlsx")
    listed = [r for r in rows(data, LAST) if r["类别"] == "未达标指标"]
    assert len(listed) == len(read.of(names.BY_UNIT))
    assert (of(listed, "娄星区", "P07-avg")["今年结果"], of(listed, "娄星区", "E02-avg")["今年结果"]) == ("已达标", "再次未达标")
    assert isinstance(of(listed, "娄星区", "E02-avg")["上年失分"], int | float), "points are numbers, to be added up"
    twice, _ = again(bare, data)
    assert rows(twice, LAST) == rows(data, LAST)


def test_a_unit_that_was_renamed_keeps_what_was_written(dossier: Dossier, older: bytes, sample: Assessment) -> None:
    mandate = sample.rules.mandate
    units = tuple(
        changed(u, name=Text(zh="新化市", en="Xinhua"), aliases=("新化县",)) if u.name.zh == "新化县" else u
        for u in mandate.units
    )
    rules = sample.rules._replace(mandate=changed(mandate, units=units, shared=()))
    renamed = {
        field: {("新化市" if u == "新化县" else u, c): f for (u, c), f in getattr(sample.year, field).items()}
        for field in ("quotas", "previous", "extras")
    }
    entries = {"新化市" if u == "新化县" else u: own for u, own in sample.year.entries.items()}
    year = sample.year._replace(entries=entries, incidents=(), **renamed)  # type: ignore[arg-type]  # fields of the year
    assert sample.previous is not None
    result = of_two(assess(rules, year, (), sample.previous))
    pair = compare([Compared(of_two(sample.previous)), Compared(result)], {})[0]
    filled = with_hand(older, (UNIT, "新化县", "S01-avg", {"整改措施": "补做", "整改状态": "整改中"}))
    data, _ = again(dossier._replace(result=result, pair=pair), filled, "2018.xlsx")
    assert of(rows(data, UNIT), "新化市", "S01-avg")["整改措施"] == "补做"
    assert not [r for r in rows(data, LAST) if r["类别"] == "未能对应"]


def test_a_unit_or_an_indicator_that_no_one_knows_is_listed_at_the_end(dossier: Dossier, older: bytes) -> None:
    made = book(older, results=False)
    sheet = made[UNIT]
    titles = columns(sheet)
    sheet.cell(HEADER + 1, titles["单位"]).value = "撤销的区"
    sheet.cell(HEADER + 2, titles["编号"]).value = "Z99-old"
    sheet.cell(HEADER + 2, titles["整改措施"]).value = "写过的"
    data, _ = again(dossier, saved(made), "2018.xlsx")
    listed = rows(data, LAST)
    assert [r["类别"] for r in listed[-2:]] == ["未能对应", "未能对应"]
    assert {(r["单位"], r["编号"]) for r in listed[-2:]} >= {("娄星区", "Z99-old")}
    assert [r["上年措施"] for r in listed if r["编号"] == "Z99-old"] == ["写过的"]
    assert "原在2018年度清单“按单位”第" in listed[-1]["说明"]


def test_nothing_written_last_year_is_lost_whatever_became_of_its_item(dossier: Dossier, older: bytes) -> None:
    made = book(older, results=False)
    sheet, marks = made[UNIT], []
    at = columns(sheet)["备注"]
    for row in range(HEADER + 1, sheet.max_row + 1):
        marks.append(f"手写{row}")
        sheet.cell(row, at).value = marks[-1]
    data, _ = again(dossier, saved(made), "2018.xlsx")
    kept = {r["上年备注"] for r in rows(data, LAST)}
    assert kept >= set(marks)


def test_what_was_written_on_the_year_before_last_is_listed_and_not_dropped(dossier: Dossier) -> None:
    """A ledger of last year holds opinions on the year before it; they have no row any more, and are no less somebody's work."""
    earlier = book(ledger(dossier), results=False)
    sheet = earlier[LAST]
    titles = columns(sheet)
    first = HEADER + 1
    sheet.cell(first, titles["处理意见"]).value = "已约谈，限期补验"
    of_last_year = past(saved(earlier))._replace(year=dossier.year - 1)
    kept = [r for r in rows(ledger(dossier._replace(past=of_last_year)), LAST) if r["类别"] == "未能对应"]
    assert [r["处理意见"] for r in kept] == ["已约谈，限期补验"]
