"""质量状况分析.docx: every figure in it is the result's own, reckoned here once more from the result and the data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

import pytest
from tests.assess.drawn import NAMES, RULES, changed, good_year, incident
from tests.report.cities import HOSTILE, city, settled
from tests.report.docx.papers import lay_out, paragraphs, part, plain_dossier, table_under, tables, with_pages, without_data

from loudi_qa.assess.compare.comparison import Compared, compare
from loudi_qa.assess.score import assess
from loudi_qa.numbers import rounded
from loudi_qa.report.docx.analysis.analysis import analysis
from loudi_qa.report.dossier import Dossier
from loudi_qa.scheme.rules import Reach

if TYPE_CHECKING:
    from pathlib import Path

    from tests.report.docx.papers import Layout

    from loudi_qa.assess.result import Assessment, Line, UnitResult

CHART = re.compile(r"/charts/chart\d+\.xml")


@pytest.fixture(scope="module")
def paper(dossier: Dossier) -> bytes:
    return analysis(dossier)


@pytest.fixture(scope="module")
def text(paper: bytes) -> str:
    return "\n".join(paragraphs(paper))


def lines_of(result: Assessment) -> dict[tuple[str, str], Line]:
    return {(u.unit.name.zh, x.indicator.id): x for u in result.units for x in u.lines}


def named(result: Assessment, indicator: str) -> str:
    """How the analysis calls an indicator that has its measure for itself, or shares it with one of another kind."""
    scheme = result.rules.scheme
    found = next(i for i in scheme.indicators if i.id == indicator)
    kinds = {"2020": "2020年目标", "avg": "全省平均", "quota": "分解目标"}
    shared = sum(i.measure == found.measure for i in scheme.indicators) > 1
    name = scheme.measure[found.measure].name.zh
    return f"{name}（{kinds[indicator.rsplit('-', 1)[1]]}）" if shared else name


def percent(earned: Decimal, of: Decimal) -> str:
    return f"{rounded(100 * Fraction(earned) / Fraction(of), 1)}%"


# -- what stands on it ------------------------------------------------------------------------------------------------


def test_the_title_names_the_place_by_the_government_behind_the_document(text: str) -> None:
    assert "娄底市2019年度质量状况分析" in text.replace("\n", "")


def test_without_a_government_the_title_names_no_place(dossier: Dossier) -> None:
    scheme = dossier.result.rules.scheme
    source = changed(scheme.source, issuer={"zh": "某委员会", "en": "a committee"})
    result = dossier.result._replace(rules=dossier.result.rules._replace(scheme=changed(scheme, source=source)))
    assert "2019年度质量状况分析" in paragraphs(analysis(Dossier(result, dossier.papers)))


def test_a_sample_says_so_on_top_and_a_missing_number_does_not_make_a_draft(dossier: Dossier, text: str) -> None:
    assert dossier.result.year.notice
    assert text.startswith("征求意见稿")
    assert dossier.result.year.notice in text
    assert "文号" not in text
    unnumbered = dossier.papers.model_copy(update={"number": ""})
    assert "征求意见稿" not in paragraphs(analysis(settled(dossier)._replace(papers=unnumbered)))


def test_rules_data_and_policies_are_told_with_their_digests(dossier: Dossier, text: str) -> None:
    result = dossier.result
    assert result.previous
    for digest in (result.rules.sha256, result.year.sha256, result.previous.year.sha256):
        assert digest[:12] in text
    assert "全数值比较" in text
    assert "文件没有规定分值" in text


# -- how the units stand ------------------------------------------------------------------------------------------------


def test_the_points_of_every_unit_and_group_are_those_of_the_result(dossier: Dossier, paper: bytes) -> None:
    result = dossier.result
    shown = {row[0]: row[1:] for row in tables(paper)[0]}
    names = [u.unit.name.zh for u in result.units]
    assert shown[""] == names
    assert shown["总分"] == [str(u.total) for u in result.units]
    assert shown["位次"] == [str(u.rank) for u in result.units]
    assert shown["等级"] == ["A", "B", "B", "B", "C", "C", "D*(C)"]
    for i, group in enumerate(result.rules.scheme.groups):
        title = next(t for t in shown if t.startswith(group.name.zh))
        assert shown[title] == [str(u.groups[i].points) for u in result.units]


def test_the_spread_of_totals_is_told(dossier: Dossier, text: str) -> None:
    totals = [u.total for u in dossier.result.units]
    assert f"总分最高{max(totals)}分" in text
    assert f"最低{min(totals)}分" in text
    assert f"相差{max(totals) - min(totals)}分，中位数{median(totals)}分" in text


def test_the_states_of_all_lines_add_up(dossier: Dossier, text: str) -> None:
    states = Counter(x.state for x in lines_of(dossier.result).values())
    assert (
        f"{states.total()}项次，其中计分{states['scored']}项次，未填报{states['missing']}项次（计0分），不适用{states['not_applicable']}项次"
    ) in text


# -- groups --------------------------------------------------------------------------------------------------------------


def test_shares_of_groups_are_sums_over_sums(dossier: Dossier, paper: bytes) -> None:
    result = dossier.result
    rows = table_under(paper, "满分", "得分率", "得分率最高的单位")
    assert len(rows) == len(result.rules.scheme.groups)
    for i, row in enumerate(rows):
        own = [u.groups[i] for u in result.units]
        earned, of = sum(g.points for g in own), sum(g.of for g in own)
        assert row[2] == percent(Decimal(earned), Decimal(of))
        assert row[3] == str(of - earned)
        share = {u.unit.name.zh: Fraction(u.groups[i].points) / Fraction(u.groups[i].of) for u in result.units}
        best = [n for n, s in share.items() if s == max(share.values())]
        assert row[4] == f"{'、'.join(best)}（{rounded(100 * max(share.values()), 1)}%）"


def test_the_weakest_indicator_of_a_group_is_named(dossier: Dossier, paper: bytes) -> None:
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for (_, indicator), line in lines_of(dossier.result).items():
        if line.state in {"scored", "missing"} and line.indicator.group == "environment":
            sums[indicator][0] += line.points
            sums[indicator][1] += line.of
    worst = min(sums, key=lambda i: Fraction(sums[i][0]) / Fraction(sums[i][1]))
    (row,) = (r for r in table_under(paper, "得分率最低的指标") if r[0] == "环境质量")
    assert row[2] == f"{named(dossier.result, worst)}（{percent(*sums[worst])}）"


# -- the province -------------------------------------------------------------------------------------------------------


def test_every_value_less_the_average_of_its_group_is_shown(dossier: Dossier, paper: bytes) -> None:
    """Straight from the data: the value that counts, less the average of the unit's group or of all."""
    result, year = dossier.result, dossier.result.year
    head, *rows = next(t for t in tables(paper) if t[0][0] == "指标" and t[0][1:] == [u.unit.name.zh for u in result.units])
    asked = [i for i in result.rules.scheme.indicators if isinstance(i.rule, Reach) and i.rule.bound == "province"]
    assert len(rows) == len(asked) == 11
    groups = {u.unit.name.zh: u.unit.group for u in result.units}
    reached = missed = 0
    for indicator, row in zip(asked, rows, strict=True):
        for unit, cell in zip(head[1:], row[1:], strict=True):
            value = getattr(year.entries[unit][indicator.measure].state, "value", None)
            average = year.averages.get((indicator.measure, groups[unit])) or year.averages.get((indicator.measure, "*"))
            assert average
            if value is None:
                assert cell == "不适用"
            else:
                assert Decimal(cell.removesuffix("*")) == value - average.value
                assert cell.endswith("*") == (value < average.value)
                reached, missed = reached + (value >= average.value), missed + (value < average.value)
    assert f"共比较{reached + missed}项次，达到{reached}项次，未达到{missed}项次" in "\n".join(paragraphs(paper))


def test_a_published_average_names_publisher_year_and_scope(dossier: Dossier, paper: bytes) -> None:
    told = {(row[0], row[1]): row for row in table_under(paper, "统计口径；来源")}
    assert len(told) == len(dossier.result.year.averages)
    air = told["优良以上空气质量达标率", "县城组"]
    assert air[2] == "91.5%"
    assert "90个县城" in air[3]
    assert "湖南省生态环境厅公布的2019年数字" in air[3]
    assert any("虚构" in row[3] for row in told.values())


def test_rules_without_the_province_say_so_and_draw_nothing(dossier: Dossier) -> None:
    scheme = dossier.result.rules.scheme
    fixed = Reach(kind="reach", at_least=Decimal(90))
    indicators = tuple(
        i.model_copy(update={"rule": fixed}) if isinstance(i.rule, Reach) and i.rule.bound == "province" else i
        for i in scheme.indicators
    )
    rules = dossier.result.rules._replace(scheme=changed(scheme, indicators=indicators))
    data = analysis(Dossier(assess(rules, dossier.result.year), dossier.papers))
    assert "本年度规则没有以全省平均为准的指标。" in paragraphs(data)
    assert not table_under(data, "适用组", "全省平均")


# -- last year ----------------------------------------------------------------------------------------------------------


def test_the_change_of_every_total_adds_up_to_its_parts(dossier: Dossier, paper: bytes) -> None:
    previous = dossier.result.previous
    assert previous
    was = {u.unit.name.zh: u.total for u in previous.units}
    rows = table_under(paper, "2018年", "2019年", "数据", "基准", "规则")
    assert len(rows) == len(was)
    for unit, row in zip(dossier.result.units, rows, strict=True):
        name = unit.unit.name.zh
        assert row[:3] == [name, str(was[name]), str(unit.total)]
        assert Decimal(row[3]) == unit.total - was[name] == sum(map(Decimal, row[4:7]))


def test_what_was_mended_and_what_failed_twice_is_counted(dossier: Dossier, text: str, paper: bytes) -> None:
    previous = dossier.result.previous
    assert previous
    before, now = lines_of(previous), lines_of(dossier.result)

    def missed(line: Line) -> bool:
        return line.state == "missing" or bool(line.award and not line.award.met)

    old = [key for key, line in before.items() if missed(line)]
    again = [key for key in old if missed(now[key])]
    closed = [key for key in old if now[key].state == "scored" and not missed(now[key])]
    anew = [key for key, line in now.items() if missed(line) and before[key].state == "scored" and not missed(before[key])]
    assert f"上年未达标{len(old)}项次，本年已达标{len(closed)}项次，再次未达标{len(again)}项次" in text
    assert f"上年达标而本年未达标的{len(anew)}项次" in text
    twice = Counter(indicator for _, indicator in again)
    rows = table_under(paper, "单位数", "牵头部门")
    assert [int(row[1]) for row in rows] == sorted(twice.values(), reverse=True)[: len(rows)]
    assert {row[0]: int(row[1]) for row in rows}.items() <= {named(dossier.result, i): n for i, n in twice.items()}.items()


def test_without_last_year_one_sentence_says_so(bare_dossier: Dossier) -> None:
    data = analysis(bare_dossier)
    assert "没有提供上年工作簿，本年度不作对照。" in paragraphs(data)
    assert not table_under(data, "数据", "基准", "规则")
    assert not any("连续两年未达标" in p for p in paragraphs(data))


# -- the city's targets ---------------------------------------------------------------------------------------------------


def test_the_citys_figures_are_those_of_all_units_together(dossier: Dossier, paper: bytes) -> None:
    year, scheme = dossier.result.year, dossier.result.rules.scheme
    rows = {row[0]: row for t in tables(paper) if t[0][-2:] == ["与目标相差", "情况"] for row in t[1:]}
    assert len(rows) == sum(i.city is not None for i in scheme.indicators)
    entries = [own[m] for own in year.entries.values() for m in ("P01",) if own[m].numerator is not None]
    rate = 100 * Fraction(sum(e.numerator or 0 for e in entries)) / Fraction(sum(e.denominator or 0 for e in entries))
    ahead = f"{rounded(rate - 97, 2):+}"
    assert rows["主要食用农产品质量安全检测合格率"][1:] == ["97%", f"{rounded(rate, 2)}%", ahead, "已达到"]
    beds = sum(getattr(own["S04"].state, "value", 0) for own in year.entries.values())
    assert rows["社会力量办医新增床位"][1:] == ["4500张", f"{beds}张", f"{beds - 4500:+}", "未达到"]
    assert rows["湖南名牌产品"][2:] == ["—", "—", "不适用"], "an award that ended is no failure"
    assert rows["市级农业标准化示范区和服务业标准化试点"][2] == "3家（4/5）", "a sum of four units is not that of five"


def test_a_rate_without_counts_is_told_with_the_units_that_keep_it_open(dossier: Dossier) -> None:
    year = dossier.result.year
    own = year.entries["双峰县"]
    bare = own | {"P01": own["P01"]._replace(numerator=None, denominator=None)}
    data = analysis(plain_dossier(assess(dossier.result.rules, year._replace(entries=year.entries | {"双峰县": bare}))))
    text = "\n".join(paragraphs(data))
    assert "无法汇总的：主要食用农产品质量安全检测合格率（双峰县）" in text
    rows = {row[0]: row for t in tables(data) if t[0][-2:] == ["与目标相差", "情况"] for row in t[1:]}
    assert rows["主要食用农产品质量安全检测合格率"][2:] == ["—", "—", "无法汇总"]


def test_rules_without_city_targets_say_so(dossier: Dossier) -> None:
    scheme = dossier.result.rules.scheme
    indicators = tuple(i.model_copy(update={"city": None}) for i in scheme.indicators)
    rules = dossier.result.rules._replace(scheme=changed(scheme, indicators=indicators))
    data = analysis(Dossier(assess(rules, dossier.result.year), dossier.papers))
    assert "规则没有全市目标。" in paragraphs(data)
    assert not [t for t in tables(data) if "与目标相差" in t[0]]


# -- problems, and what follows ---------------------------------------------------------------------------------------------


def test_the_indicators_on_which_most_was_lost_are_told_with_who_leads(dossier: Dossier, paper: bytes) -> None:
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for (_, indicator), line in lines_of(dossier.result).items():
        lost[indicator] += line.lost
    rows = table_under(paper, "合计失分", "失分单位", "牵头部门")
    assert [row[1] for row in rows] == [str(n) for n in sorted(lost.values(), reverse=True)[:10]]
    worst = max(lost, key=lambda i: lost[i])
    assert rows[0][0] == named(dossier.result, worst)
    assert rows[0][3] == "市生态环境局", "by its name at the end of the year"


def test_the_losses_of_departments_add_up_to_all_that_was_lost(dossier: Dossier, paper: bytes) -> None:
    rows = table_under(paper, "涉及单位", "失分较多的指标")
    whole = sum((u.of - sum((g.points for g in u.groups), Decimal(0)) for u in dossier.result.units), Decimal(0))
    assert sum((Decimal(row[1]) for row in rows), Decimal(0)) == whole


def test_a_veto_is_told_with_kind_and_field(dossier: Dossier, text: str, paper: bytes) -> None:
    struck = dossier.result.year.incidents[0]
    assert "1个单位发生1起：区域性、系统性质量安全事件1起；涉及领域：食品1起。" in text
    assert table_under(paper, "类别", "领域") == [
        [struck.unit, struck.date, "区域性、系统性质量安全事件", struck.field, struck.found_by, struck.description]
    ]


def test_deadlines_run_from_the_day_of_the_notice(dossier: Dossier, text: str, bare_dossier: Dossier) -> None:
    assert "2020年6月20日前完成" in text
    assert "通报印发之日起3个月内完成" in "\n".join(paragraphs(analysis(bare_dossier)))


# -- pictures ---------------------------------------------------------------------------------------------------------------


def charts(data: bytes) -> list[str]:
    """What each chart of a paper says in words, in their order."""
    return [e.attrib["descr"] for e in part(data, "word/document.xml").iter() if e.tag.endswith("docPr")]


def test_every_section_with_figures_has_its_picture(paper: bytes) -> None:
    captions = [p for p in paragraphs(paper) if re.match(r"图\d+　", p)]
    titles = ("得分构成", "各组得分率", "达到全省平均", "总分变动", "与目标的差", "完成的比例", "失分最多")
    assert all(any(title in caption for caption in captions) for title in titles)
    assert [c.partition("　")[0] for c in captions] == [f"图{n}" for n in range(1, len(captions) + 1)]
    told = charts(paper)
    assert len(told) == len(captions)
    for caption, alternative in zip(captions, told, strict=True):
        assert alternative.startswith(caption.partition("　")[2])
        assert re.search(r"\d", alternative), "who cannot see the bars hears their figures"


def test_the_picture_of_the_groups_has_the_figures_of_the_table(paper: bytes) -> None:
    rows = table_under(paper, "满分", "得分率", "得分率最高的单位")
    drawn = next(a for a in charts(paper) if a.startswith("各组得分率"))
    assert drawn == "各组得分率。" + "；".join(f"{row[0]}{row[2]}" for row in rows)


@with_pages
def test_libreoffice_draws_the_charts(paper: bytes, tmp_path: Path, dossier: Dossier) -> None:
    layout: Layout = lay_out(tmp_path, {"analysis": paper})["analysis"]
    drawn = "".join(w.text for w in layout.words)
    for axis in ("得分率（%）", "单位数（个）", "总分变动（分）", "与目标相差（百分点）", "完成目标的比例（%）"):
        assert axis in drawn.replace(" ", ""), f"the axis {axis} is not on the page: its chart was not drawn"
    best: UnitResult = dossier.result.units[0]
    assert drawn.count(str(best.groups[0].points)) >= 2, "once in the table, once in the bar"
    assert layout.pages <= 24


# -- years of every kind -----------------------------------------------------------------------------------------------------


def assert_sound(data: bytes) -> None:
    """No heading without a word under it, no table without a row, no row of another length, no empty chart."""
    text = paragraphs(data)
    assert "None" not in " ".join(text)
    for table in tables(data):
        assert len(table) > 1
        assert len({len(row) for row in table}) == 1
    assert all(re.search(r"[1-9]", told) for told in charts(data))


def test_a_year_in_which_all_is_open_claims_nothing(dossier: Dossier) -> None:
    result = without_data(dossier.result, *(u.unit.name.zh for u in dossier.result.units))
    data = analysis(Dossier(result, dossier.papers, dossier.day))
    assert_sound(data)
    text = "\n".join(paragraphs(data))
    assert "结果未定，不得公布" in text
    assert "各单位总分均待定。" in text
    assert "各组均没有可以计算的得分率。" in text
    assert "没有可以比较的数值" in text
    assert "各单位没有失分的指标。" in text
    assert not re.search(r"总分(最高|为)", text)


def test_a_unit_whose_total_is_open_is_in_no_average(dossier: Dossier) -> None:
    result = without_data(dossier.result, "娄星区")
    data = analysis(Dossier(result, dossier.papers, dossier.day))
    assert_sound(data)
    text = "\n".join(paragraphs(data))
    standing = [u.total for u in result.units if not u.is_open]
    assert f"总分最高{max(standing)}分" in text
    assert f"中位数{rounded(Fraction(median(standing)), 3).normalize()}分" in text
    assert "待定1个：娄星区" in text
    own = [u.groups[0] for u in result.units if not u.is_open]
    share = percent(sum((g.points for g in own), Decimal(0)), sum((g.of for g in own), Decimal(0)))
    assert table_under(data, "满分", "得分率", "得分率最高的单位")[0][2] == share


def test_one_perfect_unit_has_no_problems_and_no_comparison_of_its_own() -> None:
    rules = RULES._replace(mandate=changed(RULES.mandate, units=RULES.mandate.units[:1]))
    data = analysis(plain_dossier(assess(rules, good_year())))
    assert_sound(data)
    text = "\n".join(paragraphs(data))
    assert "总分为100.00分。" in text
    assert "各单位没有失分的指标。" in text
    assert "本年度没有一票否决事项。" in text
    assert "整改清单.xlsx整改" not in text, "there is nothing to mend"


def test_all_units_vetoed_after_a_fall() -> None:
    best = assess(RULES, good_year())
    worst = good_year(R1=Decimal(0), C1=Decimal(0), B1=Decimal(0), L1=Decimal(99), Y1=Decimal(0), A1="未建", T1=Decimal(0))
    fallen = assess(RULES, worst._replace(year=2020, incidents=tuple(incident(n) for n in NAMES)), previous=best)
    data = analysis(Dossier(fallen, RULES.mandate.papers, pair=compare([Compared(best), Compared(fallen)], {})[0]))
    assert_sound(data)
    text = "\n".join(paragraphs(data))
    assert "5个单位发生5起" in text
    assert "A级：无" in text
    assert re.search(r"上升0个，下降5个。各单位均下降\d+\.\d\d分。", text)


def test_two_hundred_units_keep_to_pages_that_can_be_read(sample: Assessment) -> None:
    data = analysis(city(sample, [f"第{n}县" for n in range(200)], struck="own"))
    assert_sound(data)
    assert max(len(t) for t in tables(data)) <= 41
    assert "本表列前40行，另有160行未列出，全部内容见result.xlsx。" in paragraphs(data)
    assert max(map(len, paragraphs(data))) < 400, "a paragraph that lists two hundred names is none"
    assert "（前20个单位）" in next(p for p in paragraphs(data) if "各单位得分构成" in p)


def test_hostile_names_are_names_and_nothing_more(sample: Assessment) -> None:
    data = analysis(city(sample, HOSTILE, struck="all"))
    assert_sound(data)
    assert tables(data)[0][0][1:] == [u.unit.name.zh for u in city(sample, HOSTILE).result.units]


def test_the_same_dossier_makes_the_same_bytes(dossier: Dossier, paper: bytes) -> None:
    assert analysis(dossier) == paper
