"""通报.docx: what the public reads. A score in it, a unit on the wrong line or a draft that looks final cannot be taken back."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.report.cities import ILLEGAL, Struck, other_units, settled
from tests.report.docx.papers import everything, paragraphs, plain_dossier, unit, without_data

from loudi_qa.report.docx.follows import strikes
from loudi_qa.report.docx.notice import notice

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.report.dossier import Dossier

SEVEN = {"A": "娄星区", "B": "娄底经开区、双峰县、涟源市", "C": "冷水江市、万宝新区", "D": "新化县"}


@pytest.fixture(scope="module")
def told(dossier: Dossier) -> list[str]:
    return paragraphs(notice(dossier))


def line(texts: list[str], start: str) -> str:
    return next(text for text in texts if text.startswith(start))


def test_no_score_is_told(dossier: Dossier) -> None:
    text = everything(notice(dossier))
    result = dossier.result
    scores = {str(u.total) for u in result.units} | {str(g.points) for u in result.units for g in u.groups}
    scores |= {str(u.total - u.moved_points) for u in result.units}
    assert len(scores) > 40
    assert not {score for score in scores if score in text.replace(" ", "")}
    assert not re.findall(r"\d\.\d\d", " ".join(paragraphs(notice(dossier)))), "whatever has two decimals is a score"


def test_each_grade_has_a_line_with_its_units_by_rank(told: list[str]) -> None:
    for grade, units in SEVEN.items():
        assert line(told, f"{grade}级（").split("：", 1)[1].startswith(units)


def test_units_of_one_place_are_said_to_share_it(told: list[str]) -> None:
    assert line(told, "B级（").endswith("（双峰县、涟源市位次相同）")
    assert line(told, "C级（").endswith("万宝新区"), "no place is shared there"


def test_where_a_whole_grade_shares_a_place_its_names_are_not_repeated(sample: Assessment) -> None:
    names = ["甲一", "乙", "丙", "丁", "戊", "己", "庚", "甲二"]
    texts = paragraphs(notice(plain_dossier(other_units(sample, names, struck="none"))))
    assert line(texts, "A级（") == "A级（优秀）：甲一、甲二（位次相同）"


def test_a_grade_without_units_says_so(dossier: Dossier) -> None:
    texts = paragraphs(notice(plain_dossier(other_units(dossier.result, ["甲区"], struck="none"))))
    assert [line(texts, f"{g}级（")[2:] for g in "ABCD"] == ["（优秀）：甲区", "（良好）：无", "（合格）：无", "（不合格）：无"]


def test_a_veto_is_named_in_words_and_the_grade_without_it_is_not(dossier: Dossier, told: list[str]) -> None:
    assert "新化县发生一票否决事项“区域性、系统性质量安全事件”，定为D级。" in told
    before = unit(dossier.result, "新化县").grade_before_veto
    assert before is not None
    assert before.grade == "C"
    assert not [t for t in told if "新化县" in t and "C级" in t]
    assert "2019-08-23" not in "".join(told), "what happened and when is for the letter"


def test_the_basis_the_procedure_and_the_approval_are_named(told: list[str]) -> None:
    opening = line(told, "根据《")
    assert opening.startswith("根据《关于加快质量发展建设质量强市的实施意见》（娄政发〔2017〕28号），对7个单位2019年度")
    assert "各单位自我评价、市级部门核定、市质量强市领导小组办公室综合评价" in opening
    assert opening.endswith("经市人民政府同意，现将结果通报如下：")


def test_number_addressees_issuer_day_and_copies_stand_where_the_standard_has_them(told: list[str]) -> None:
    issuer = "娄底市质量强市领导小组办公室"
    title = told.index("关于2019年度质量工作考核结果的通报")
    assert told[title - 2 : title] == [issuer, "娄质强办〔2020〕3号"]
    assert told[title + 1] == "各县市区人民政府，娄底经开区、万宝新区管委会，市质量强市领导小组各成员单位："
    assert told[-7:-5] == [issuer, "2020年3月20日"]
    assert told[-4:] == ["抄送：市委组织部，市人社局。", issuer, "2020年3月20日印发", ""]


def test_every_consequence_is_told_with_its_units_and_its_day(dossier: Dossier, told: list[str]) -> None:
    units = [u for u in dossier.result.units if u.consequences]
    assert units
    for consequence in {c for u in units for c in u.consequences if c.public}:
        item = next(t for t in told if consequence.do.zh in t)
        assert consequence.to.zh in item
        asked = consequence.within
        month = {1: "2020年4月20日前", 2: "2020年5月20日前", 3: "2020年6月20日前", 4: "2020年7月20日前"}
        assert "期限" not in item if asked is None else month[asked.months or 0] in item
    assert {"（一）A级单位：娄星区", "（二）D级单位：新化县", "（四）位次末位单位：新化县"} <= set(told)
    assert "（五）全部7个单位" in told


def test_what_is_not_for_the_public_is_left_to_the_letters(dossier: Dossier, told: list[str]) -> None:
    """Interviews of persons and proposals on accountability are between the office and those concerned."""
    withheld = {c for u in dossier.result.units for c in u.consequences if not c.public}
    assert {c.id for c in withheld} == {"failed-interview", "last-interview", "repeat-escalate"}
    assert not [t for t in told if any(c.do.zh in t for c in withheld)]
    assert "问责建议" not in "".join(told)
    assert "对有关单位的其他措施，由娄底市质量强市领导小组办公室另行书面通知。" in told


def test_how_to_object_and_until_when_to_mend_is_told(told: list[str]) -> None:
    assert "2020年6月20日前完成" in line(told, "（一）各单位对照")
    assert "通报印发之日起5个工作日内向娄底市质量强市领导小组办公室提出" in line(told, "（三）对结果有异议的")


def test_what_rests_on_assumptions_is_said_and_what_the_document_says_is_not_counted_among_it(told: list[str]) -> None:
    assert "娄政发〔2017〕28号没有规定分值、等级" in line(told, "（附注：")
    assert "第二部分（五）出自文件，其余措施和期限均为设定" in line(told, "（附注：")


# -- drafts


def test_what_is_settled_is_no_draft(dossier: Dossier) -> None:
    assert not settled(dossier).doubts
    assert "征求意见稿" not in paragraphs(notice(settled(dossier)))


def test_a_sample_says_so_on_top(told: list[str], dossier: Dossier) -> None:
    assert told[0] == "征求意见稿"
    assert f"数据说明：{dossier.result.year.notice}" in told[:3]


def test_a_value_that_is_missing_makes_a_draft_since_the_result_may_still_change(told: list[str]) -> None:
    assert told[1].startswith("有2项必报数没有填报，现按0分计，可能影响等级和位次")


def test_without_last_year_it_says_that_failing_twice_was_not_examined(bare_dossier: Dossier) -> None:
    assert "没有与上年结果对照，连续两年引出的后果没有判断。" in paragraphs(notice(bare_dossier))


def test_without_number_and_day_their_places_stay_blank_and_deadlines_run_from_the_notice(bare_dossier: Dossier) -> None:
    texts = paragraphs(notice(bare_dossier))
    assert "文号未定；日期未定，期限写作自通报印发之日起算。" in texts
    assert "〔2020〕　　号" in texts
    assert "　　　年　　月　　日" in texts
    assert any("期限：通报印发之日起1个月内；" in text for text in texts)


def test_a_document_that_init_left_to_be_filled_in_makes_a_draft(dossier: Dossier) -> None:
    final = settled(dossier)
    rules = final.result.rules
    source = rules.scheme.source.model_copy(update={"document": "（待填：文号）"})
    scheme = rules.scheme.model_copy(update={"source": source})
    left = final._replace(result=final.result._replace(rules=rules._replace(scheme=scheme)))
    assert left.doubts == ("source",), "a placeholder would go out as the number of the document"
    assert paragraphs(notice(left))[:2] == ["征求意见稿", "依据文件的标题、文号、印发机关或日期仍是待填。"]


def test_with_errors_it_says_that_it_may_not_be_published(dossier: Dossier) -> None:
    result = dossier.result
    wrong = result.findings[0]._replace(level="error")
    texts = paragraphs(notice(dossier._replace(result=result._replace(findings=(wrong, wrong, *result.findings)))))
    assert texts[:2] == ["征求意见稿", "数据有 2 个错误，改正之前不得公布。"]


def test_a_unit_that_is_open_is_in_no_grade_and_nothing_follows_from_a_place(dossier: Dossier) -> None:
    texts = paragraphs(notice(dossier._replace(result=without_data(dossier.result, "新化县"))))
    assert "结果未定，不得公布" in texts[1]
    assert line(texts, "结果待定：").startswith("结果待定：新化县。")
    assert line(texts, "D级（").endswith("：无")
    assert not [t for t in texts if "位次末位单位" in t]
    assert line(texts, "按位次的措施")


def test_a_year_of_which_all_is_open_names_no_grade_and_no_consequence(dossier: Dossier) -> None:
    names = [u.unit.name.zh for u in dossier.result.units]
    texts = paragraphs(notice(dossier._replace(result=without_data(dossier.result, *names))))
    assert not [t for t in texts if t.startswith(tuple(f"{g}级（" for g in "ABCD"))], "no grade has none: none is known"
    assert all(name in line(texts, "结果待定：") for name in names)
    assert line(texts, "结果运用的各项措施，待结果确定后另行通报。")


# -- other years


@pytest.mark.parametrize("struck", ["none", "all"])
def test_no_veto_and_all_vetoed(sample: Assessment, struck: Struck) -> None:
    names = [f"第{i}县" for i in range(7)]
    texts = paragraphs(notice(plain_dossier(other_units(sample, names, struck=struck))))
    of_vetoes = [t for t in texts if "一票否决" in t]
    if struck == "none":
        assert not of_vetoes
    else:
        assert all(name in line(texts, "D级（") for name in names)
        assert len([t for t in of_vetoes if t.endswith("定为D级。")]) == 1, "one sentence for all of them, not one for each"


def test_two_hundred_units_are_all_there_once_each(sample: Assessment) -> None:
    names = [f"第{i:03}县" for i in range(200)]
    texts = paragraphs(notice(plain_dossier(other_units(sample, names))))
    listed = "、".join(line(texts, f"{g}级（").split("：", 1)[1].split("（")[0] for g in "ABCD").split("、")
    assert sorted(listed) == names


def test_names_are_text_whatever_they_hold(sample: Assessment) -> None:
    texts = paragraphs(notice(plain_dossier(other_units(sample, ILLEGAL))))
    graded = "".join(line(texts, f"{g}级（") for g in "ABCD")
    assert "<script>alert(1)</script>" in graded
    assert '=HYPERLINK("http://x","y")' in graded
    assert "../x" in graded
    assert "长" * 40 in graded
    assert "a&b\"c'd" in graded
    assert "甲县[31m" in graded, "what XML cannot hold is left out, the rest stays"


def test_rules_without_papers_leave_places_to_fill_in(sample: Assessment) -> None:
    texts = paragraphs(notice(plain_dossier(sample)))
    assert {"（发文机关）", "（主送机关）："} <= set(texts)
    assert line(texts, "根据《").endswith("进行了考核。现将结果通报如下：")
    assert not [t for t in texts if t.startswith("抄送")]
    assert not [t for t in texts if "异议" in t]


def test_the_same_bytes_each_time(dossier: Dossier) -> None:
    assert notice(dossier) == notice(dossier)


def test_what_follows_is_grouped_by_what_it_follows_from(sample: Assessment) -> None:
    found = {s.whom: [c.id for c in s.consequences] for s in strikes(sample)}
    assert found["D级单位：新化县"] == ["failed-report", "failed-rectify"]
    assert found["一票否决单位：新化县"] == ["veto-report", "veto-no-honour"]
    assert "连续两年D级单位：新化县" not in found
    assert next(iter(found)) == "A级单位：娄星区"


def test_a_day_late_in_a_month_falls_on_the_last_day_there_is(dossier: Dossier) -> None:
    texts = paragraphs(notice(dossier._replace(day=date(2020, 1, 31))))
    assert any("期限：2020年2月29日前；" in text for text in texts)
