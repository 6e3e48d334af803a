"""What must hold of every view: nothing that scores is left out, nothing counts twice, nothing uncovered is passed over."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import ROOT
from tests.report.rulebook.books import shipped_book, varied_book

from loudi_qa.report import plain
from loudi_qa.report.columns import csv_text
from loudi_qa.report.fit import fit
from loudi_qa.report.rulebook.book import VIEWS, Rulebook, View, rulebook, usual_year
from loudi_qa.report.rulebook.bureaus import Bureau, bureaus
from loudi_qa.report.rulebook.clauses import Clause, clauses
from loudi_qa.report.rulebook.json import rulebook_json
from loudi_qa.report.rulebook.ledger import entries
from loudi_qa.report.rulebook.views import FLAT, READ
from loudi_qa.scheme.cover import MEASURED
from loudi_qa.scheme.lint.provenance import stated
from loudi_qa.scheme.load import load
from loudi_qa.scheme.models import Uncovered

if TYPE_CHECKING:
    from loudi_qa.words import Lang

BOOKS = {f"{name} {year}": make(year) for name, make, years in (
    ("shipped", shipped_book, (2017, 2018, 2019, 2020)), ("varied", varied_book, (2015, 2016)),
) for year in years}  # fmt: skip


@pytest.fixture(params=BOOKS.values(), ids=list(BOOKS))
def book(request: pytest.FixtureRequest) -> Rulebook:
    made: Rulebook = request.param
    return made


def named(text: str) -> Counter[str]:
    """How often each id stands in a text."""
    return Counter(re.findall(r"[A-Za-z][A-Za-z0-9_.-]*", text))


def said(book: Rulebook, view: View, *, flat: bool = False) -> str:
    """A view as one line a row."""
    document = (FLAT if flat else READ)[view](book, "zh")
    return "\n".join("\t".join(row) for table in document.tables for row in table.rows)


def bureau(book: Rulebook, name: str) -> Bureau:
    return next(b for b in bureaus(book) if b.department.name.zh == name)


def clause(book: Rulebook, name: str) -> Clause:
    return next(c for c in clauses(book) if c.clause == name)


@pytest.mark.parametrize("view", ["group", "department", "clause"])
def test_every_indicator_of_the_year_stands_in_the_view(book: Rulebook, view: View) -> None:
    words = named(said(book, view))
    assert [i for i in book.items if not words[i]] == []


@pytest.mark.parametrize("view", ["group", "clause"])
def test_so_does_every_bonus_deduction_and_veto(book: Rulebook, view: View) -> None:
    words = named(said(book, view))
    assert [x.id for x in (*book.scheme.extras,) if not words[x.id]] == []
    assert [x.id for x in book.scheme.vetoes if not words[x.id]] == []


def test_each_indicator_is_led_by_one_department_and_the_points_led_add_up_to_all(book: Rulebook) -> None:
    found = bureaus(book)
    assert Counter(i.indicator.id for b in found for i in b.items) == Counter(dict.fromkeys(book.items, 1))
    added = tuple(sum(own, Decimal(0)) for own in zip(*(b.points for b in found), strict=True))
    assert added == book.sum(book.items.values())
    if book.scheme.points.total == "sum":
        assert set(added) == {book.scheme.points.full}


def test_each_clause_that_the_rules_name_stands_once_and_its_points_add_up(book: Rulebook) -> None:
    found = clauses(book)
    own = [c.clause for c in found if c.clause]
    assert len(own) == len(set(own))
    declared = {i.clause for i in book.declared.indicators} | {x.clause for x in book.scheme.extras}
    declared |= {v.clause for v in book.scheme.vetoes} | {u.clause for u in book.scheme.uncovered}
    assert set(own) == (declared - {None}) | {d.clause for d in book.mandate.duties}
    items = [i.indicator.id for c in found for i in c.items]
    assert sorted(items) == sorted(book.items), "each indicator counts under one clause, or under none of them"


def test_a_clause_that_nothing_covers_and_no_reason_explains_is_said_plainly() -> None:
    told = clause(varied_book(), "五")
    assert told.cover == "nothing"
    row = next(r for r in READ["clause"](varied_book(), "zh").tables[0].rows if r[0] == "五")
    assert "没有指标，也没有写明原因" in row


def test_the_reason_why_nothing_covers_a_clause_stands_beside_it() -> None:
    rows = {r[0]: r for r in READ["clause"](varied_book(), "zh").tables[0].rows}
    assert rows["四"][4] == "不设指标：没有数量"
    assert rows["三"][4].split("；")[0] == "“50个”不设指标：由省级完成"


def test_a_clause_whose_indicators_have_no_points_in_the_year_says_so() -> None:
    assert clause(varied_book(), "三").cover == "covered", "the clauses are counted alike in every year"
    row = next(r for r in READ["clause"](varied_book(), "zh").tables[0].rows if r[0] == "三")
    assert row[4].endswith("2015 年度不计分：K3")
    assert clause(varied_book(2016), "三").idle == ()


def test_a_clause_that_names_no_units_tells_who_leads_its_indicators_and_by_which_clause() -> None:
    rows = {r[0]: r for r in READ["clause"](shipped_book(), "zh").tables[0].rows}
    assert rows["一·工程质量"][5] == "牵头：市住建局（二(一)2）"
    assert "市经信委（二(一)1：P06-avg）" in rows["一·产品质量"][5]
    for told in clauses(shipped_book()):
        led = [i for own in told.led for i in own.items]
        assert sorted(i.indicator.id for i in led) == sorted(() if told.duty else (i.indicator.id for i in told.items))
        assert not told.items or rows[told.clause or "（不出自文件）"][5], "nobody is left to guess who answers"


def test_clauses_are_counted_as_the_check_against_the_text_counts_them() -> None:
    counts = Counter(c.cover for c in clauses(shipped_book()) if c.clause)
    assert sum(counts[cover] for cover in MEASURED) == 53
    assert counts["reason"] == 21


def test_the_figure_of_the_city_and_the_words_of_the_document_stand_beside_each_indicator() -> None:
    main = FLAT["group"](shipped_book(), "zh").tables[0]
    head = [c.title for c in main.columns]
    city, anchor = head.index("全市数"), head.index("原文")
    rows = {r[1]: r for r in main.rows}
    assert rows["P01-2020"][city] == "到2020年 97%"
    assert [rows[i][city] for i in ("T07-quota", "T01-quota")] == ["每年 5-8 家", "到2020年 20 项"]
    scheme = shipped_book().scheme
    for _, item in stated(scheme):
        assert rows[item.id][anchor] == (item.anchor or "")


def test_a_veto_tells_what_is_behind_the_incident_and_what_behind_its_grade() -> None:
    table = next(t for t in READ["group"](shipped_book(), "zh").tables if t.title == "一票否决事项")
    assert [c.title for c in table.columns][-2:] == ["事项的依据", "界限和定级的依据"]
    assert table.rows[0][-2:] == ("文件", "设定（veto_extras）")
    bare = shipped_book().scheme.model_copy(update={"assumptions": ()})
    book = shipped_book()._replace(rules=shipped_book().rules._replace(scheme=bare))
    table = next(t for t in READ["group"](book, "zh").tables if t.title == "一票否决事项")
    assert table.rows[0][-2:] == ("文件", "文件"), "without an assumption on it the basis is the one that is declared"


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("view", ["group", "department"])
def test_tables_of_one_kind_keep_the_same_columns(view: View, width: int) -> None:
    for book in (shipped_book(), varied_book()):
        alike = [t for t in READ[view](book, "zh").tables if t.like]
        assert len(alike) > 1
        assert len({fit(t, width) for t in alike}) == 1


def test_points_that_vary_leave_the_ledger_a_table_and_name_nothing_twice() -> None:
    table = READ["assumption"](varied_book(), "zh").tables[0]
    assert fit(table, 80) is not None
    rules = load(ROOT / "examples/air-2014/indicators.yaml", ROOT / "examples/air-2014/responsibilities.yaml")
    book = rulebook(rules, 2014)
    assert fit(READ["assumption"](book, "zh").tables[0], 80) is not None
    assert [c.title for c in READ["assumption"](book, "zh").tables[0].columns][-1] == "涉及", "all indicators are named there"
    assert all(r[5] for r in FLAT["assumption"](book, "zh").tables[0].rows), "a spreadsheet is filtered by them"


def test_a_reason_for_one_figure_takes_nothing_from_what_covers_the_clause() -> None:
    book = varied_book(2016)
    assert clause(book, "三").cover == "covered"
    assert [u.anchor for u in clause(book, "三").reasons] == ["50个"]


def test_a_reason_named_twice_for_two_figures_is_told_for_both() -> None:
    book = varied_book()
    more = Uncovered.model_validate({"clause": "三", "anchor": "60个", "why": "另一个"})
    scheme = book.scheme.model_copy(update={"uncovered": (*book.scheme.uncovered, more)})
    told = clause(book._replace(rules=book.rules._replace(scheme=scheme)), "三")
    assert [u.anchor for u in told.reasons] == ["50个", "60个"]


def test_before_the_reform_departments_go_by_their_old_names() -> None:
    names = [b.department.name.zh for b in bureaus(shipped_book(2017))]
    assert "市质监局" in names
    assert "市市场监督管理局" not in names
    assert not bureau(shipped_book(2017), "市质监局").carried


def test_after_it_one_bureau_has_the_work_of_all_that_it_carries_on() -> None:
    now = bureau(shipped_book(2019), "市市场监督管理局")
    before = [bureau(shipped_book(2017), n) for n in ("市质监局", "市食药监局", "市工商局", "市质量强市领导小组办公室")]
    assert [c.name.name.zh for c in now.carried] == [b.department.name.zh for b in before]
    assert {i.indicator.id for i in now.items} == {i.indicator.id for b in before for i in b.items}
    assert {m.id for m in now.verifies} == {m.id for b in before for m in b.verifies}
    assert {p.duty.clause for p in now.leads} == {p.duty.clause for b in before for p in b.leads}
    both = {p.duty.clause for p in (*now.leads, *now.joins)}
    assert both == {p.duty.clause for b in before for p in (*b.leads, *b.joins)}
    assert len(both) == len(now.leads) + len(now.joins), "a clause it leads is not one it takes part in as well"


def test_a_part_taken_over_is_told_with_how_surely_it_is_known() -> None:
    text = said(shipped_book(), "department")
    assert "市委统战部\t市旅游外事侨务局\t侨务\t2019-03-01\t按一般情况推断，未查实" in text


def test_departments_with_nothing_to_do_are_told_too() -> None:
    text = plain.text(READ["department"](shipped_book(), "zh"), 4096, "zh")
    assert "没有牵头、参与或核定事项的：市畜牧水产事务中心、市委外事办、市委统战部。" in text


def test_a_target_of_a_later_year_is_marked_until_that_year_comes() -> None:
    early, due = (
        next(r for r in FLAT["group"](shipped_book(y), "zh").tables[0].rows if r[1] == "P01-2020") for y in (2019, 2020)
    )
    assert "设定*" in early
    assert "文件" in due
    assert "*：" not in plain.text(READ["group"](shipped_book(2020), "zh"), 4096, "zh")


def test_points_that_vary_are_told_for_each_group_of_units() -> None:
    rows = {r[1]: r for r in FLAT["group"](varied_book(), "zh").tables[0].rows}
    assert rows["P1"][3] == "按单位组：沿海 20.0、西部 15.0"
    assert rows["S1"][3] == "按单位组：沿海 0.0、西部 5.0"
    assert rows["K1"][3] == "12.0"


def test_the_points_and_the_share_are_those_of_the_year() -> None:
    before, after = ({r[1]: r for r in FLAT["group"](varied_book(y), "zh").tables[0].rows} for y in (2015, 2016))
    assert (before["K1"][3], after["K1"][3]) == ("12.0", "14.0")
    assert "10.5%" in before["P1"][4]
    assert "19.5%" in after["P1"][4]
    assert "K3" not in before
    assert "2015 年度不计分的指标：K3。" in plain.text(READ["group"](varied_book(), "zh"), 4096, "zh")


def test_the_points_on_an_assumption_are_those_of_its_indicators(book: Rulebook) -> None:
    for entry in entries(book):
        assert entry.points == book.sum(entry.items)
        assert {i.indicator.id for i in entry.items} <= set(book.items)


def test_all_points_rest_on_the_assumption_on_points() -> None:
    entry = next(e for e in entries(shipped_book()) if e.assumption.id == "points")
    assert set(entry.points) == {Decimal(100)}


def test_no_points_are_put_down_for_an_assumption_that_does_not_say_what_it_bears_on() -> None:
    row = READ["assumption"](varied_book(), "zh").tables[0].rows[0]
    assert row == ("silent", "没有写明涉及什么。", "", "", "规则没有注明", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_wider_than_the_screen(book: Rulebook, view: View, width: int, lang: Lang) -> None:
    from loudi_qa.report.fit import cells

    for line in plain.text(READ[view](book, lang), width, lang).splitlines():
        assert cells(line) <= width


@pytest.mark.parametrize("view", VIEWS)
def test_a_csv_has_a_row_for_everything_in_its_one_table(book: Rulebook, view: View) -> None:
    document = FLAT[view](book, "zh")
    lines = csv_text(document).splitlines()
    assert len(lines) == 1 + len(document.tables[0].rows)
    assert all(book.rules.sha256 in line for line in lines[1:]), "a row tells under which rules it stands"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_json_has_points_as_decimal_strings_that_add_up(book: Rulebook, lang: Lang) -> None:
    data: dict[str, Any] = json.loads(json.dumps(rulebook_json(book, lang)))
    lines = [i for g in data["groups"] for i in g["indicators"]]
    assert [i["id"] for i in lines] == list(book.items)
    assert all(isinstance(i["points"], str) for i in lines)
    if not any(i["points_by_group"] for i in lines):
        assert sum(Decimal(i["points"]) for i in lines) == sum(Decimal(g["points"]) for g in data["groups"])
        assert sum(Decimal(d["points"]) for d in data["departments"]) == sum(Decimal(c["points"]) for c in data["clauses"])
    assert Counter(i for d in data["departments"] for i in d["indicators"]) == Counter(i["id"] for i in lines)
    assert Counter(i for f in data["figures"].values() for i in f["indicators"]) == Counter(i["id"] for i in lines)


def test_the_json_tells_points_that_vary_by_the_id_of_the_unit_group() -> None:
    first = rulebook_json(varied_book(), "zh")["groups"][0]["indicators"][0]
    assert (first["points"], first["points_by_group"]) == ("20.0", {"coast": "20.0", "west": "15.0"})


def test_the_year_is_the_edition_or_else_the_first_that_anything_is_dated_by() -> None:
    assert usual_year(shipped_book().declared) == 2019
    assert usual_year(varied_book().declared) == 2015
    bare = shipped_book().declared.model_copy(update={"edition": "试行"})
    assert usual_year(bare) is None, "no target of the shipped rules is dated"


def keys_in(value: object) -> set[str]:
    """Every key of the JSON, however deep; ids of groups and names of bases and policies are data."""
    if isinstance(value, dict):
        return set(value) | {key for own in value.values() for key in keys_in(own)}
    return {key for own in value for key in keys_in(own)} if isinstance(value, list) else set()


def test_the_page_on_the_command_has_every_key_of_the_json(book: Rulebook) -> None:
    page = (ROOT / "docs" / "rules-show.md").read_text(encoding="utf-8")
    groups = {g.id for g in book.mandate.benchmark_groups}
    assert keys_in(rulebook_json(book, "zh")) - groups - set(re.findall(r"`([a-z_0-9]+)`", page)) == set()
