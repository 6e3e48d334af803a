"""反馈函: a unit argues from it, so its sums must add up, and it must not betray what happened to its neighbours."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from tests.report.cities import ILLEGAL, other_units
from tests.report.docx.papers import (
    everything,
    paragraphs,
    plain_dossier,
    table_under,
    unit,
    without_data,
)

from loudi_qa.assess.score import assess
from loudi_qa.findings import Finding
from loudi_qa.report.docx.discretion import Discretion
from loudi_qa.report.docx.lacking import lacking
from loudi_qa.report.docx.letter import letter
from loudi_qa.report.losses import losses, open_lines
from loudi_qa.submission.sense import contradicted
from loudi_qa.submission.year import Given
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Entry

SEVEN = ["娄星区", "冷水江市", "涟源市", "双峰县", "新化县", "娄底经开区", "万宝新区"]
GROUPS, LOSSES, EXTRAS = ("组", "得分", "失分"), ("编号", "原因", "失分"), ("项目", "加减分")
LACKING, FOLLOWS = ("编号", "需要补充"), ("措施", "期限", "对象")


@pytest.fixture(scope="module")
def letters(dossier: Dossier) -> dict[str, bytes]:
    return {u.unit.name.zh: letter(dossier, u) for u in dossier.result.units}


def named_in(text: str, own: UnitResult, result: Assessment) -> set[str]:
    """Other units' names in a text, however they are called; the unit's own names, which may hold another's, put aside."""

    def called(u: UnitResult) -> set[str]:
        addressee = {u.unit.addressee.zh} if u.unit.addressee else set()
        return {u.unit.name.zh, *addressee, *(a for a in u.unit.aliases if len(a) > 1)}

    for name in sorted(called(own), key=len, reverse=True):
        text = text.replace(name, "#")
    others = {n for u in result.units if u.unit.name.zh != own.unit.name.zh for n in called(u)}
    return {name for name in others if name in text}


def changed(result: Assessment, of: str, measure: str, change: Callable[[Entry], Entry]) -> Assessment:
    """The year with one row of one unit changed."""
    rows = result.year.entries[of]
    entries = {**result.year.entries, of: {**rows, measure: change(rows[measure])}}
    year = result.year._replace(entries=entries)
    return assess(result.rules, year, contradicted(year, result.rules), result.previous)


# -- one unit alone


@pytest.mark.parametrize("name", SEVEN)
def test_a_letter_names_no_other_unit(name: str, dossier: Dossier, letters: dict[str, bytes]) -> None:
    assert not named_in(everything(letters[name]), unit(dossier.result, name), dossier.result)


def test_not_even_where_people_wrote_of_others(dossier: Dossier) -> None:
    """Incidents, sample notices, findings, consequences, objections and file names are written by people and may name anyone."""
    result = dossier.result
    year = result.year
    told_of = "双峰县与万宝新区、娄星交界处，新化县为主"
    incident = year.incidents[0]._replace(description=told_of, found_by="涟源市政府", field="娄底经开区转来", date="娄星区8月")
    shared = Finding("E316", "双峰县.xlsx", layout.DATA.name, "E9", "新化县", "P04", fields={
        "good": "1", "all": "2", "exact": Words("双峰县报 50", ""), "hint": ""}, read="98", level="warning")  # fmt: skip
    result = assess(
        result.rules,
        year._replace(incidents=(incident,), file="双峰县.xlsx", notice=f"示例，{told_of}"),
        (shared,),
        result.previous,
    )
    spoken = result.rules.mandate.papers.objections
    assert spoken is not None
    to = spoken.to.model_copy(update={"zh": "娄星区人民政府转本办"})
    papers = dossier.papers.model_copy(update={"objections": spoken.model_copy(update={"to": to})})
    dossier = dossier._replace(result=result, papers=papers)
    data = letter(dossier, unit(result, "新化县"))
    assert not named_in(everything(data), unit(result, "新化县"), result)
    text = "".join(paragraphs(data))
    assert "其他单位与其他单位、其他单位交界处，新化县为主" in text, "what was said of the unit itself stays"
    assert "98 与分子分母对不上" in text


def test_a_name_within_a_longer_name_is_not_taken_for_it(sample: Assessment) -> None:
    result = other_units(sample, ["新化县", "新化县经开区", "大新化县", "双峰"])
    for one in result.units:
        data = letter(plain_dossier(result), one)
        assert one.unit.name.zh in everything(data)
        assert not named_in(everything(data), one, result)
    told = Discretion(result, unit(result, "新化县经开区"))
    assert told("新化县经开区、新化县、大新化县") == "新化县经开区、其他单位、其他单位"


def test_words_that_merely_hold_a_short_name_stay_as_they_are(dossier: Dossier) -> None:
    """检测站更其他单位验设备 in an official letter would be a disgrace."""
    told = Discretion(dossier.result, unit(dossier.result, "双峰县"))
    assert told("检测站更新化验设备，高新化工园区承担") == "检测站更新化验设备，高新化工园区承担"
    assert told("新化、涟源境内和新化县") == "其他单位、其他单位境内和其他单位"
    assert Discretion(dossier.result, unit(dossier.result, "涟源市"))("涟源经开区、娄底经开区") == "涟源经开区、其他单位"


# -- sums


@pytest.mark.parametrize("name", SEVEN)
def test_the_groups_add_up_to_the_total_that_is_told(name: str, dossier: Dossier, letters: dict[str, bytes]) -> None:
    *groups, extras, total = table_under(letters[name], *GROUPS)
    own = unit(dossier.result, name)
    assert sum(Decimal(row[1]) for row in groups) + Decimal(extras[1]) == Decimal(total[1]) == own.total
    assert sum(Decimal(row[2]) for row in groups) == Decimal(total[2]) == own.of
    assert sum(Decimal(row[3]) for row in groups) == Decimal(total[3])
    assert Decimal(total[2]) - Decimal(total[3]) + Decimal(extras[1]) == Decimal(total[1])
    standing = next(t for t in paragraphs(letters[name]) if t.startswith("你单位总分"))
    assert standing.startswith(f"你单位总分{own.total}分，在7个单位中列第{own.rank}位")


@pytest.mark.parametrize("name", SEVEN)
def test_every_indicator_that_lost_is_listed_most_first_and_they_add_up(
    name: str, dossier: Dossier, letters: dict[str, bytes]
) -> None:
    *rows, total = table_under(letters[name], *LOSSES)
    own = unit(dossier.result, name)
    found = [x for x in losses(dossier.result, own) if x.line]
    assert [row[0] for row in rows] == [x.id for x in found]
    lost = [Decimal(row[3]) for row in rows]
    assert lost == sorted(lost, reverse=True)
    assert sum(lost) == Decimal(total[3])
    folded = table_under(letters[name], "折算", "差额")
    short = Decimal(folded[-1][2]) if folded else Decimal(0)
    assert sum(lost) + short == Decimal(table_under(letters[name], *GROUPS)[-1][3]), "points would be gone unexplained"
    assert all(row[4].endswith(x.because.zh) for row, x in zip(rows, found, strict=True)), "a loss without its reason"
    assert all(row[5] == (x.line.indicator.clause or "—") for row, x in zip(rows, found, strict=True) if x.line)


def test_points_of_what_does_not_apply_are_told_apart_from_what_can_be_mended(letters: dict[str, bytes]) -> None:
    """Nobody can rectify a share of points; the ledger leaves it out as well."""
    rows = table_under(letters["新化县"], "折算", "差额")
    assert [row[0].split("：")[0] for row in rows[:-1]] == ["品牌发展", "质量技术基础"]
    assert sum(Decimal(row[2]) for row in rows[:-1]) == Decimal(rows[-1][2])
    assert "不适用的分值按本组得分率折算，所差的分不是整改事项。" in paragraphs(letters["新化县"])


def test_a_reason_that_is_a_mere_sum_says_how_far_the_value_is(letters: dict[str, bytes]) -> None:
    reasons = {row[0]: row[4] for row in table_under(letters["新化县"], *LOSSES)}
    assert reasons["S01-2020"].startswith("差 12.94 个百分点。")
    assert reasons["S01-avg"] == "72.06 未达到全省平均 78，差 5.94，不得分"


def test_bonuses_and_deductions_are_listed_and_add_up(dossier: Dossier, letters: dict[str, bytes]) -> None:
    for own in dossier.result.units:
        rows = table_under(letters[own.unit.name.zh], *EXTRAS)
        assert bool(rows) == bool(own.extras)
        if rows:
            assert sum(Decimal(row[2]) for row in rows[:-1]) == Decimal(rows[-1][2]) == own.extra_points
    assert ["当年新获省级奖励", "6", "+1.00", "已到上限"] in table_under(letters["娄星区"], *EXTRAS)


# -- place, grade, veto


def test_a_shared_place_is_told_without_the_one_it_is_shared_with(letters: dict[str, bytes]) -> None:
    assert "在7个单位中列第3位（并列），等级为B级（良好）。" in "".join(paragraphs(letters["双峰县"]))
    assert "（并列）" not in "".join(paragraphs(letters["娄星区"]))


def test_a_veto_is_told_with_day_ground_and_the_grade_before_it(letters: dict[str, bytes]) -> None:
    text = "".join(paragraphs(letters["新化县"]))
    assert "发生一票否决事项“区域性、系统性质量安全事件”（2019年8月23日，食品）" in text
    assert "认定依据：市质量强市领导小组会议认定" in text
    assert "因一票否决，等级由C级定为D级。" in text
    assert "一票否决" not in "".join(paragraphs(letters["娄星区"]))


# -- what is asked for


def test_a_missing_value_is_asked_for(letters: dict[str, bytes]) -> None:
    assert table_under(letters["冷水江市"], *LACKING) == [
        ["B15", "4A级景区", "没有填报", "补报数值和佐证材料；确不适用的，写明原因"]
    ]
    assert "请就下列1项补充材料，通报印发之日起5个工作日内报" in "".join(paragraphs(letters["冷水江市"]))


def test_where_nothing_is_lacking_it_says_so(letters: dict[str, bytes]) -> None:
    assert "没有需要补充的材料。" in paragraphs(letters["娄星区"])
    assert not table_under(letters["娄星区"], *LACKING)


def test_evidence_is_asked_for_where_a_value_that_no_department_settled_names_none(dossier: Dossier) -> None:
    measure = next(
        m for m, e in dossier.result.year.entries["娄星区"].items() if isinstance(e.state, Given) and not e.state.verified
    )
    result = changed(dossier.result, "娄星区", measure, lambda e: e._replace(evidence=" "))
    (asked,) = lacking(result, unit(result, "娄星区"))
    assert asked.measure == measure
    assert "没有写佐证材料" in asked.state

    def verified(entry: Entry) -> Entry:
        assert isinstance(entry.state, Given)
        return entry._replace(evidence="", state=entry.state._replace(verified=True))

    result = changed(dossier.result, "娄星区", measure, verified)
    assert not lacking(result, unit(result, "娄星区"))


def test_counts_that_contradict_a_rate_are_held_up_to_the_unit_and_to_no_other(dossier: Dossier) -> None:
    def wrong(entry: Entry) -> Entry:
        return entry._replace(sent=Decimal("97.5"), numerator=Decimal(319), denominator=Decimal(345),
                              state=Given(Decimal("97.5"), entry.state.cell))  # type: ignore[arg-type]  # it has a cell  # fmt: skip

    result = changed(dossier.result, "娄星区", "P04", wrong)
    (asked,) = lacking(result, unit(result, "娄星区"))
    assert "97.5 与分子分母对不上：319 ÷ 345 = 92.46%" in asked.state
    assert asked.asked == "核对三个数，改正错的那个"
    assert not lacking(result, unit(result, "双峰县"))


def test_an_open_line_is_neither_earned_nor_lost_and_what_it_needs_is_said(dossier: Dossier) -> None:
    averages = {k: v for k, v in dossier.result.year.averages.items() if k[0] != "S01"}
    result = assess(dossier.result.rules, dossier.result.year._replace(averages=averages), (), dossier.result.previous)
    own = unit(result, "新化县")
    assert len(open_lines(own)) == 1
    data = letter(dossier._replace(result=result), own)
    text = "".join(paragraphs(data))
    assert "你单位的结果未定，没有位次和等级：1项指标待定。" in text
    assert "S01-avg" not in [row[0] for row in table_under(data, *LOSSES)]
    total = table_under(data, *GROUPS)[-1]
    assert Decimal(total[1]) + Decimal(total[3]) + Decimal(total[4]) == Decimal(total[2])
    assert ["S01", "服务业标准化覆盖率", "待定：缺当年全省平均", "由考核单位补齐，无需报送"] in table_under(data, *LACKING)
    assert "措施待结果确定后另行告知。" in paragraphs(data)
    assert "结果未定，不得公布" in text


def test_of_a_unit_that_sent_nothing_everything_is_asked_for_in_one_line(dossier: Dossier) -> None:
    result = without_data(dossier.result, "新化县")
    data = letter(dossier._replace(result=result), unit(result, "新化县"))
    assert table_under(data, *LACKING) == [["—", "全部指标", "没有收到数据", "报送全部数据和佐证材料"]]
    assert "暂列第" in "".join(paragraphs(letter(dossier._replace(result=result), unit(result, "娄星区"))))


# -- what follows, how to object, what stands behind it


def test_consequences_stand_with_day_addressee_and_basis(dossier: Dossier, letters: dict[str, bytes]) -> None:
    for own in dossier.result.units:
        rows = table_under(letters[own.unit.name.zh], *FOLLOWS)
        assert [row[0] for row in rows] == [c.do.zh for c in own.consequences]
    rows = table_under(letters["新化县"], *FOLLOWS)
    assert rows[0][1:3] == ["2020年4月20日前", "市人民政府，抄市质量强市领导小组办公室"]
    assert rows[0][3] == "设定"
    assert rows[-1][1:] == ["随通报", "市委组织部、市人社局", "三(三)"]


def test_how_to_object_and_how_to_check_the_sums_is_told(dossier: Dossier, letters: dict[str, bytes]) -> None:
    text = "".join(paragraphs(letters["双峰县"]))
    assert "通报印发之日起5个工作日内向娄底市质量强市领导小组办公室提出。提出的办法：书面提出" in text
    assert f"版 sha256 {dossier.result.rules.sha256[:12]}…" in text
    assert f"数据 sha256 {dossier.result.year.sha256[:12]}…" in text
    assert "100分中有100分依据设定" in text
    assert "联系人：" in text


def test_it_is_addressed_to_the_government_and_says_what_data_it_rests_on(dossier: Dossier, letters: dict[str, bytes]) -> None:
    texts = paragraphs(letters["新化县"])
    assert "新化县人民政府：" in texts
    assert texts[0] == "征求意见稿"
    assert f"数据说明：{dossier.result.year.notice}" in texts[:3]
    assert "关于反馈2019年度质量工作考核结果的函" in texts
    assert "各单位的等级见《关于2019年度质量工作考核结果的通报》（娄质强办〔2020〕3号）。" in "".join(texts)
    assert texts[-4:-2] == ["娄底市质量强市领导小组办公室", "2020年3月20日"]


def test_the_head_of_a_letter_stands_on_its_first_page_alone(letters: dict[str, bytes]) -> None:
    with zipfile.ZipFile(BytesIO(letters["新化县"])) as parts:
        heads = [parts.read(n).decode() for n in parts.namelist() if "header" in n]
        document = parts.read("word/document.xml").decode()
    assert [h.count("娄底市质量强市领导小组办公室") for h in heads if "娄底" in h] == [1]
    assert "<w:titlePg/>" in document
    assert any("thickThinSmallGap" in h for h in heads)


# -- other years


def test_names_are_text_whatever_they_hold(sample: Assessment) -> None:
    result = other_units(sample, ILLEGAL)
    for own in result.units:
        data = letter(plain_dossier(result), own)
        shown = re.sub("[\x00-\x1f]", "", own.unit.name.zh)
        assert f"{shown}：" in paragraphs(data)
        assert not named_in(everything(data).replace(shown, "#"), own, result)


@pytest.mark.parametrize("count", [1, 200])
def test_one_unit_and_two_hundred(sample: Assessment, count: int) -> None:
    result = other_units(sample, [f"第{i:03}县" for i in range(count)])
    last = result.units[-1]
    data = letter(plain_dossier(result), last)
    assert f"在{count}个单位中列第{last.rank}位" in "".join(paragraphs(data))
    assert not named_in(everything(data), last, result)


def test_rules_without_papers_leave_places_to_fill_in(sample: Assessment) -> None:
    data = letter(plain_dossier(sample), unit(sample, "新化县"))
    texts = paragraphs(data)
    assert "对本函所列数值、计算有异议的，书面向（发文机关）提出。" in texts
    assert "发文机关或主送机关未定；文号未定；日期未定，期限写作自通报印发之日起算。" in texts
    assert table_under(data, *FOLLOWS)[0][1] == "通报印发之日起1个月内"


def test_a_small_scheme_with_every_kind_of_rule_has_its_letter(tiny_result: Assessment) -> None:
    for own in tiny_result.units:
        data = letter(plain_dossier(tiny_result), own)
        rows = table_under(data, *LOSSES)
        assert sum(Decimal(row[3]) for row in rows[:-1]) == (Decimal(rows[-1][3]) if rows else 0)
        assert not named_in("".join(paragraphs(data)), own, tiny_result)


@pytest.fixture(scope="module")
def tiny_result(sample: Assessment, tiny: Rules) -> Assessment:
    return assess(tiny, sample.year._replace(entries={u.name.zh: {} for u in tiny.mandate.units}, incidents=()))


def test_the_same_bytes_each_time(dossier: Dossier) -> None:
    own = unit(dossier.result, "新化县")
    assert letter(dossier, own) == letter(dossier, own)
