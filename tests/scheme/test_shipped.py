"""The rules of Loudi as they are shipped, held against facts of 娄政发〔2017〕28号 typed here by hand.

Whoever changes a figure, a duty or a successor in the two YAML files has to change it here too, with the document at
hand: a slip of the finger in one place is seen.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, load
from loudi_qa.scheme.rules import Levels, Reach

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Extra, Indicator, Veto

PRODUCT, ENGINEERING, SERVICE, ENVIRONMENT, BASE = (
    f"一·{name}" for name in ("产品质量", "工程质量", "服务质量", "环境质量", "质量技术基础")
)
BRANDS = "附件2·二(一)4"

# Indicator, clause, the figure of the document for the whole city, the upper end where it is a range, by when
# ("yearly" where each year counts; for what the document does not date, the year set here).
FIGURES = [
    ("P01-2020", PRODUCT, "97", None, 2020),
    ("P02-2020", PRODUCT, "50", None, 2020),
    ("P03-2020", PRODUCT, "100", None, 2020),
    ("P04-2020", PRODUCT, "94", None, 2020),
    ("P05-2020", PRODUCT, "99", None, 2020),
    ("E01-2020", ENGINEERING, "99.3", None, 2020),
    ("S01-2020", SERVICE, "85", None, 2020),
    ("S02-2020", SERVICE, "80", None, 2020),
    ("S04-quota", "附件2·二(二)4", "4500", None, 2020),
    ("N01-2020", ENVIRONMENT, "100", None, 2020),
    ("N02-2020", ENVIRONMENT, "75", None, 2020),
    ("N03-2020", ENVIRONMENT, "83", None, 2020),
    ("N04-2020", ENVIRONMENT, "95", None, 2020),
    ("T01-quota", BASE, "20", None, 2020),
    ("T02-quota", BASE, "30", None, 2020),
    ("T03-2020", BASE, "90", None, 2020),
    ("T04-quota", BASE, "6", None, 2020),
    ("T05-quota", BASE, "30", None, 2020),
    ("T06-quota", "一", "30", None, 2020),
    ("T07-quota", "二(二)2", "5", "8", "yearly"),
    ("T08-quota", "附件1·一(二)1", "1500", None, 2020),
    ("T09-quota", "附件1·一(二)1", "3", "5", 2020),
    ("T10-quota", "附件1·一(二)2", "5", "10", 2020),
    ("T11-quota", "附件1·一(二)4", "2", "4", 2020),
    ("T12-quota", "附件1·一(三)2", "10", None, "yearly"),
    ("T13-2020", "附件1·一(三)2", "3", "5", 2020),
    ("T14-2020", "附件1·一(三)2", "1", "2", 2020),
    ("T15-quota", "附件2·二(一)1", "1000", None, 2020),
    ("B01-quota", BRANDS, "1", None, 2022),
    ("B02-quota", BRANDS, "10", None, 2022),
    ("B03-quota", BRANDS, "60", None, 2022),
    ("B04-quota", BRANDS, "11", None, 2022),
    ("B05-quota", BRANDS, "150", None, 2022),
    ("B06-quota", BRANDS, "6", None, 2022),
    ("B07-quota", BRANDS, "3", None, 2022),
    ("B08-quota", BRANDS, "110", None, 2022),
    ("B09-quota", "附件2·二(一)1", "110", None, 2020),
    ("B10-quota", BRANDS, "300", None, 2022),
    ("B11-quota", BRANDS, "50", None, 2022),
    ("B12-quota", BRANDS, "50", None, 2022),
    ("B13-quota", BRANDS, "20", None, 2022),
    ("B14-quota", BRANDS, "1", None, 2022),
    ("B15-quota", BRANDS, "5", None, 2022),
    ("B16-quota", BRANDS, "3", None, 2022),
    ("B17-quota", BRANDS, "2", None, 2022),
    ("B18-quota", BRANDS, "1", None, 2020),
]

# The rates that must reach the provincial average each year: three, two, three and three in four fields.
AVERAGES = {
    PRODUCT: {"P05", "P06", "P07"},
    ENGINEERING: {"E01", "E02"},
    SERVICE: {"S01", "S02", "S03"},
    ENVIRONMENT: {"N02", "N03", "N04"},
}

# Clause, lead, number of responsible units, in the order of the document.
DUTIES = [
    ("二(一)1", "市经信委", 5),
    ("二(一)2", "市住建局", 3),
    ("二(一)3", "市发改委", 9),
    ("二(一)4", "市农委", 7),
    ("二(一)5", "市质监局", 7),
    ("二(二)1", "市科技局", 5),
    ("二(二)2", "市质监局", 7),
    ("二(二)3", "市质监局", 4),
    ("二(二)4", "市发改委", 5),
    ("二(三)1", "市安监局", 11),
    ("二(三)2", "市安监局", 9),
    ("二(三)3", "市统计局", 9),
    ("二(四)1", "市质量强市领导小组办公室", 1),
    ("二(四)2", "市质监局", 6),
    ("二(四)3", "市工商局", 7),
    ("二(五)1", "市委宣传部", 7),
    ("二(五)2", "市人社局", 5),
    ("二(五)3", "市质监局", 9),
    ("三(一)", "市质量强市领导小组成员单位", 3),
    ("三(二)", "市财政局", 7),
    ("三(三)", "市质量强市领导小组办公室", 3),
    ("附件1·一(一)", "市质量强市领导小组办公室", 1),
    ("附件1·一(二)1", "市质监局", 5),
    ("附件1·一(二)2", "市质监局", 5),
    ("附件1·一(二)3", "市质监局", 7),
    ("附件1·一(二)4", "市质监局", 5),
    ("附件1·一(三)1", "市经信委", 6),
    ("附件1·一(三)2", "市农委", 6),
    ("附件1·一(三)3", "市林业局", 6),
    ("附件1·一(三)4", "市旅游外事侨务局", 7),
    ("附件1·一(三)4¶2", "市商务粮食局", 6),
    ("附件1·一(三)4¶3", "市发改委", 5),
    ("附件1·一(三)5", "市审改办", 5),
    ("附件1·一(三)5¶2", "市政务服务中心", 4),
    ("附件1·一(三)5¶3", "市人社局", 2),
    ("附件1·一(三)5¶4", "市民政局", 4),
    ("附件1·一(三)5¶5", "市交通运输局", 3),
    ("附件1·一(三)5¶6", "市住建局", 5),
    ("附件1·一(三)6", "市委宣传部", 5),
    ("附件1·一(三)7", "市安监局", 9),
    ("附件1·一(三)7¶2", "市公安局", 4),
    ("附件1·一(三)7¶3", "市食药监局", 4),
    ("附件1·一(三)8", "市环保局", 8),
    ("附件2·二(一)1", "市质监局", 10),
    ("附件2·二(一)2", "市发改委", 8),
    ("附件2·二(一)3", "市科技局", 6),
    ("附件2·二(一)4", "市质量强市领导小组成员单位", 1),
    ("附件2·二(二)1", "市旅游外事侨务局", 7),
    ("附件2·二(二)2", "市农委", 9),
    ("附件2·二(二)3", "市经信委", 5),
    ("附件2·二(二)4", "市发改委", 7),
    ("附件2·二(三)1", "市工商局", 8),
    ("附件2·二(三)2", "市商务粮食局", 10),
    ("附件2·二(三)3", "市商务粮食局", 6),
]

UNITS = {
    "娄星区": "urban",
    "冷水江市": "county_town",
    "涟源市": "county_town",
    "双峰县": "county_town",
    "新化县": "county_town",
    "娄底经开区": "urban",
    "万宝新区": "urban",
}

MARKET, TAX = "市市场监督管理局", "国家税务总局娄底市税务局"
# Department of 2017, its name at the end of 2018 and at the end of 2019. The city's reform fell in early 2019; tax
# offices and the inspection of imports had changed hands in 2018.
REFORM = [
    ("市质监局", "市质监局", MARKET),
    ("市工商局", "市工商局", MARKET),
    ("市食药监局", "市食药监局", MARKET),
    ("市质量强市领导小组办公室", "市质量强市领导小组办公室", MARKET),
    ("市经信委", "市经信委", "市工业和信息化局"),
    ("市环保局", "市环保局", "市生态环境局"),
    ("市国土资源局", "市国土资源局", "市自然资源和规划局"),
    ("市农委", "市农委", "市农业农村局"),
    ("市畜牧水产局", "市畜牧水产局", "市农业农村局"),
    ("市商务粮食局", "市商务粮食局", "市商务局"),
    ("市旅游外事侨务局", "市旅游外事侨务局", "市文化旅游广电体育局"),
    ("市文体广新局", "市文体广新局", "市文化旅游广电体育局"),
    ("市卫生计生委", "市卫生计生委", "市卫生健康委员会"),
    ("市卫生计生局", "市卫生计生委", "市卫生健康委员会"),
    ("市安监局", "市安监局", "市应急管理局"),
    ("市房地产局", "市房地产局", "市住建局"),
    ("市房产局", "市房地产局", "市住建局"),
    ("市城管执法局", "市城管执法局", "市城市管理和综合执法局"),
    ("市审改办", "市审改办", "市委编办"),
    ("市政务服务中心", "市政务服务中心", "市行政审批服务局"),
    ("市国税局", TAX, TAX),
    ("市地税局", TAX, TAX),
    ("检验检疫机构", "海关", "海关"),
    *[
        (kept, kept, kept)
        for kept in (
            "市发改委", "市住建局", "市林业局", "市水利局", "市科技局", "市公安局", "市民政局", "市司法局", "市财政局",
            "市人社局", "市教育局", "市统计局", "市交通运输局", "市国资委", "市邮政管理局", "市国家安全局", "市政府金融办",
            "市总工会", "市委宣传部", "市委组织部", "市机关事务管理局", "娄底日报社", "市广播电视台",
        )
    ],
]  # fmt: skip


def by_id(rules: Rules) -> dict[str, Indicator]:
    return {i.id: i for i in rules.scheme.indicators}


def stated(rules: Rules) -> list[Indicator | Extra | Veto]:
    """Everything that may point at a place in the document."""
    return [*rules.scheme.indicators, *rules.scheme.extras, *rules.scheme.vetoes]


def test_there_are_seventy_measures_and_seventy_seven_indicators(shipped: Rules) -> None:
    counts = {"P": 7, "E": 2, "S": 4, "N": 4, "T": 15, "B": 18, "W": 20}
    wanted = {f"{letter}{n:02d}" for letter, last in counts.items() for n in range(1, last + 1)}
    assert set(shipped.scheme.measure) == wanted
    assert len(shipped.scheme.measures) == 70
    assert len(shipped.scheme.indicators) == 77
    assert all(re.fullmatch(rf"{i.measure}-(2020|avg|quota|duty)", i.id) for i in shipped.scheme.indicators)


def test_the_groups_share_a_hundred_points(shipped: Rules) -> None:
    assert {g.id: g.points for g in shipped.scheme.groups} == {
        "product": 20,
        "engineering": 9,
        "service": 13,
        "environment": 16,
        "base": 17,
        "brand": 13,
        "work": 12,
    }


def test_no_indicator_decides_alone(shipped: Rules) -> None:
    assert [i.id for i in shipped.scheme.indicators if not 0 < i.points <= 5] == []


def test_the_grades_follow_the_national_model(shipped: Rules) -> None:
    bounds = {g.grade: int(g.at_least) for g in shipped.scheme.grades}
    assert bounds == {"A": 90, "B": 80, "C": 60, "D": 0}


@pytest.mark.parametrize(("indicator", "clause", "figure", "up_to", "due"), FIGURES, ids=[f[0] for f in FIGURES])
def test_a_figure_is_the_one_of_the_document(
    shipped: Rules, indicator: str, clause: str, figure: str, up_to: str | None, due: int | str
) -> None:
    found = by_id(shipped)[indicator]
    assert found.city is not None
    assert found.clause == clause
    assert str(found.city.at_least) == figure
    assert found.city.up_to == (None if up_to is None else Decimal(up_to))
    assert (found.city.by or "yearly") == due
    assert found.city.yearly == (due == "yearly")


def test_every_figure_for_the_city_stands_in_the_table(shipped: Rules) -> None:
    assert {i.id for i in shipped.scheme.indicators if i.city} == {f[0] for f in FIGURES}


def test_a_target_of_2020_is_held_to_the_figure_of_the_document(shipped: Rules) -> None:
    for indicator in shipped.scheme.indicators:
        if indicator.id.endswith("-2020") and indicator.city:
            assert isinstance(indicator.rule, Reach)
            assert indicator.rule.at_least == indicator.city.at_least, indicator.id


def test_the_eleven_rates_held_to_the_province_are_those_of_the_document(shipped: Rules) -> None:
    found: dict[str, set[str]] = {}
    for indicator in shipped.scheme.indicators:
        if indicator.id.endswith("-avg"):
            assert isinstance(indicator.rule, Reach)
            assert (indicator.rule.at_least, indicator.rule.short) == ("province", "zero"), "at or above, nothing between"
            assert (indicator.basis, indicator.city) == ("text", None)
            found.setdefault(indicator.clause or "", set()).add(indicator.measure)
    assert found == AVERAGES
    assert sum(map(len, found.values())) == 11


def test_seven_rates_stand_in_both_lists(shipped: Rules) -> None:
    ids = set(by_id(shipped))
    both = {m for m in shipped.scheme.measure if {f"{m}-2020", f"{m}-avg"} <= ids}
    assert both == {"P05", "E01", "S01", "S02", "N02", "N03", "N04"}


def test_what_the_units_share_is_held_to_their_quotas(shipped: Rules) -> None:
    for indicator in shipped.scheme.indicators:
        if indicator.id.endswith("-quota"):
            assert isinstance(indicator.rule, Reach)
            assert (indicator.rule.at_least, indicator.rule.short) == ("quota", "proportional"), indicator.id
            assert shipped.scheme.measure[indicator.measure].places == 0


def test_a_task_is_done_half_done_or_not_done(shipped: Rules) -> None:
    duties = [i for i in shipped.scheme.indicators if i.id.endswith("-duty")]
    assert len(duties) == 19
    for indicator in duties:
        assert isinstance(indicator.rule, Levels)
        assert indicator.rule.levels == {"已完成": 1, "推进中": Decimal("0.5"), "未开展": 0}


def test_each_county_needs_one_base_for_its_pupils(shipped: Rules) -> None:
    base = by_id(shipped)["W14-2020"]
    assert isinstance(base.rule, Reach)
    assert base.clause == "二(五)1"
    assert base.rule.at_least == Decimal(1)
    assert base.city is None


def test_no_points_are_said_to_stand_in_the_document(shipped: Rules) -> None:
    assert shipped.scheme.points.basis == "assumed"
    assert {"points", "grades", "interim", "quota"} <= {a.id for a in shipped.scheme.assumptions}


def test_a_target_of_2020_is_an_assumption_for_any_year_before(shipped: Rules) -> None:
    target, average = by_id(shipped)["P01-2020"], by_id(shipped)["P05-avg"]
    assert [target.basis_in(year) for year in (2019, 2020, 2021)] == ["assumed", "text", "text"]
    assert average.basis_in(2018) == "text"


def test_anchors_locate_and_do_not_quote(shipped: Rules) -> None:
    named = stated(shipped)
    anchors = [x.anchor for x in named if x.anchor]
    assert len(set(anchors)) == len(anchors), "one place for one statement"
    assert all(len(a) <= 24 and "。" not in a for a in anchors)
    assert all(x.anchor and x.clause for x in named if x.basis != "assumed")


def test_a_clause_is_written_as_the_document_numbers_it(shipped: Rules) -> None:
    form = re.compile(r"(附件[12]·)?[一二三](·(产品|工程|服务|环境)质量|·质量技术基础|\([一二三四五]\)\d?(¶\d)?)?")
    clauses = [x.clause for x in stated(shipped)] + [d.clause for d in shipped.mandate.duties]
    assert [c for c in clauses if c and not form.fullmatch(c)] == []


def test_everything_people_read_is_said_in_both_languages(shipped: Rules) -> None:
    scheme, mandate = shipped.scheme, shipped.mandate
    texts = [g.name for g in scheme.groups] + [g.name for g in scheme.grades] + [m.name for m in scheme.measures]
    texts += [e.name for e in scheme.extras] + [t for v in scheme.vetoes for t in (v.name, v.definition)]
    texts += [m.count for m in scheme.measures] + [a.text for a in scheme.assumptions]
    texts += [t for u in mandate.units for t in (u.name, u.leaders)] + [d.name for d in mandate.departments]
    texts += [d.title for d in mandate.duties]
    texts += [t for c in mandate.consequences for t in (c.do, c.to)]
    assert [t.zh for t in texts if re.search(r"[一-鿿]", t.en.replace("国办发〔2013〕47号", ""))] == []
    assert [t.zh for t in texts if t.zh == t.en] == []


@pytest.mark.parametrize(("position", "duty"), list(enumerate(DUTIES)), ids=[d[0] for d in DUTIES])
def test_a_duty_has_its_lead_and_all_its_units(shipped: Rules, position: int, duty: tuple[str, str, int]) -> None:
    found = shipped.mandate.duties[position]
    assert (found.clause, found.units[0], len(found.units)) == duty
    assert len(set(found.units)) == len(found.units)
    assert not set(found.indicators) & set(found.supports)


def test_there_are_fifty_four_duties(shipped: Rules) -> None:
    assert len(DUTIES) == 54
    assert len(shipped.mandate.duties) == 54


def test_the_seven_governments_are_assessed_in_their_groups(shipped: Rules) -> None:
    assert {u.name.zh: u.group for u in shipped.mandate.units} == UNITS


@pytest.mark.parametrize(
    ("said", "meant"),
    [("娄星", "娄星区"), ("冷水江", "冷水江市"), ("双峰", "双峰县"), ("经开区", "娄底经开区"), ("万宝", "万宝新区")],
)
def test_a_unit_is_known_by_its_short_name(shipped: Rules, said: str, meant: str) -> None:
    assert shipped.mandate.unit[said].name.zh == meant


@pytest.mark.parametrize(("name", "in_2018", "in_2019"), REFORM, ids=[r[0] for r in REFORM])
def test_a_department_goes_by_its_name_of_the_year(shipped: Rules, name: str, in_2018: str, in_2019: str) -> None:
    assert shipped.mandate.as_of(name, 2017).name.zh == shipped.mandate.department[name].name.zh
    assert shipped.mandate.as_of(name, 2018).name.zh == in_2018
    assert shipped.mandate.as_of(name, 2019).name.zh == in_2019


def test_every_department_of_2017_stands_in_the_table(shipped: Rules) -> None:
    later = {s.name for d in shipped.mandate.departments for s in d.successors}
    old = {d.name.zh for d in shipped.mandate.departments if d.kind == "office" and d.since is None}
    assert old - later <= {r[0] for r in REFORM}
    assert len([d for d in shipped.mandate.departments if d.kind == "collective"]) == 6


def test_a_department_of_the_reform_begins_when_the_first_one_gives_way_to_it(shipped: Rules) -> None:
    for new in shipped.mandate.departments:
        days = [s.since for d in shipped.mandate.departments for s in d.successors if s.name == new.name.zh]
        if new.since:
            assert min(days) == new.since, new.name.zh


def test_no_department_is_there_for_nothing(shipped: Rules) -> None:
    mandate = shipped.mandate
    used = {u for d in mandate.duties for u in d.units} | {o.department for o in mandate.owners}
    used |= {s.name for d in mandate.departments for s in d.successors}
    assert [d.name.zh for d in mandate.departments if not used & {d.name.zh, *d.aliases}] == []


def test_every_consequence_says_on_what_it_rests(shipped: Rules) -> None:
    for consequence in shipped.mandate.consequences:
        assert consequence.source.zh
        assert consequence.source.en
        assert (consequence.basis == "text") == (consequence.source.zh == "三(三)"), consequence.id


def test_only_the_use_of_the_result_stands_in_the_document(shipped: Rules) -> None:
    assert [c.id for c in shipped.mandate.consequences if c.basis == "text"] == ["share-result"]


def test_each_outcome_has_its_consequence(shipped: Rules) -> None:
    said = {k for c in shipped.mandate.consequences for k, v in c.when if v is not None}
    assert said == {"grade", "veto", "last", "repeat", "any"}


def test_the_bonuses_together_give_five_points_at_most(shipped: Rules) -> None:
    caps = {e.id: e.rule.cap for e in shipped.scheme.extras if e.effect == "bonus"}
    assert sum(caps.values()) == 5


def backwards(entries: list[Any]) -> list[Any]:
    return entries[::-1]


def turned(entries: list[Any]) -> list[Any]:
    return entries[5:] + entries[:5]


@pytest.mark.parametrize("shuffle", [backwards, turned])
def test_the_order_of_entries_changes_nothing(shipped: Rules, tmp_path: Path, shuffle: Callable[[list[Any]], list[Any]]) -> None:
    ordered = {"grades"}  # from high to low: a fault otherwise
    for name, path in ((INDICATORS, shipped.indicators), (RESPONSIBILITIES, shipped.responsibilities)):
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        mixed = {k: shuffle(v) if isinstance(v, list) and k not in ordered else v for k, v in said.items()}
        (tmp_path / name).write_text(yaml.safe_dump(mixed, allow_unicode=True), encoding="utf-8")
    other = load(tmp_path / INDICATORS, tmp_path / RESPONSIBILITIES)
    assert [m.id for m in other.scheme.measures] != [m.id for m in shipped.scheme.measures], "nothing was shuffled"
    assert other.scheme.measure == shipped.scheme.measure
    assert other.scheme.by_group == shipped.scheme.by_group
    assert other.scheme.sources_used == shipped.scheme.sources_used
    assert by_id(other) == by_id(shipped)
    assert other.mandate.unit == shipped.mandate.unit
    assert other.mandate.department == shipped.mandate.department
    assert other.mandate.answers_for == shipped.mandate.answers_for
    assert other.mandate.verifier == shipped.mandate.verifier
    names = [r[0] for r in REFORM]
    assert [other.mandate.as_of(n, 2019) for n in names] == [shipped.mandate.as_of(n, 2019) for n in names]
