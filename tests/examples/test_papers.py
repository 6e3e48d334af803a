"""The papers of the schemes of other places: that what goes out says nothing that is true of one scheme alone.

Every example is scored and all its papers are made in memory. UPDATE_GOLDEN=1 writes a letter and a notice anew, to be read
before they are kept.
"""

from __future__ import annotations

import html
import os
import re
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from openpyxl import load_workbook
from tests.report.docx.papers import paragraphs, table_under, tables

from loudi_qa import api
from loudi_qa.report.docx.analysis.analysis import analysis
from loudi_qa.report.docx.letter import letter
from loudi_qa.report.docx.notice import notice
from loudi_qa.report.dossier import Dossier
from loudi_qa.report.explained import lines_document, unit_document
from loudi_qa.report.grounds import assumed_points, by_score, points_by_basis
from loudi_qa.report.html.page import page
from loudi_qa.report.json import assessment_json
from loudi_qa.report.losses import losses
from loudi_qa.report.overview import overview
from loudi_qa.report.xlsx.ledger.ledger import ledger
from loudi_qa.report.xlsx.result.result import result_workbook
from loudi_qa.submission.origin import Origins
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, UnitResult

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
IDS = sorted(path.parent.name for path in EXAMPLES.glob("*/indicators.yaml"))
GOLDEN = Path(__file__).parent / "golden"
NOT_LIKE_THIS = {
    "a place that is not theirs": r"娄底|质量强市|Loudi",
    "a word of letters only, put behind one of words": r"(?:优秀|良好|合格|达标|参评|较好|全项第一)\s?级",
    "a name twice": r"(\w{2,})（\1）",
    "a blank left unfilled": r"\{\w+\}",
    "nothing, told as points": r"(?:出自文件|由文件推出|依据设定)的 ?0(?:\.00)? ?分|behind 0\.00",
    "a share of twice the hundred": r"200\.00 分|200分",
    "a number that is itself": r"取最低的一组：([\d.]+) = \1",
    "short of a ceiling": r"比目标 0 差",
    "one of several": r"up to 1 decimals",
}
"""What has stood in these papers and was wrong there."""


class Made(NamedTuple):
    """An example with its papers, as text by name."""

    name: str
    dossier: Dossier
    letters: dict[str, bytes]
    notice: bytes
    page: str
    texts: dict[str, str]

    @property
    def result(self) -> Assessment:
        return self.dossier.result


@cache
def made_of(name: str) -> Made:
    home = EXAMPLES / name
    rules = api.load(home / "indicators.yaml", home / "responsibilities.yaml")
    result = api.score(api.read(home / "sample.xlsx", rules), rules)
    dossier = Dossier(result, rules.mandate.papers, origins=Origins(read(home / "sample.xlsx")))
    letters = {u.unit.name.zh: letter(dossier, u) for u in result.units}
    notice_ = notice(dossier)
    texts = {f"letter to {unit}": "\n".join(paragraphs(data)) for unit, data in letters.items()}
    texts |= {"notice": "\n".join(paragraphs(notice_)), "analysis": "\n".join(paragraphs(analysis(dossier)))}
    texts |= {"workbook": cells(result_workbook(dossier, "zh")), "ledger": cells(ledger(dossier))}
    shown = page(dossier, "zh").decode()
    texts |= {"page": seen(shown), "page in English": seen(page(dossier, "en").decode())}
    texts |= {f"terminal {lang}": str(overview(result, lang)) for lang in ("zh", "en")}
    for unit in result.units:
        own = [*dossier.derivations(unit).values()]
        texts[f"explained {unit.unit.name.zh}"] = f"{unit_document(result, unit, 'zh')} {lines_document(result, unit, own, 'zh')}"
    return Made(name, dossier, letters, notice_, shown, texts)


def cells(book: bytes) -> str:
    """The texts and numbers of a workbook, formulas left out."""
    sheets = load_workbook(BytesIO(book)).worksheets
    found = (str(c.value) for sheet in sheets for row in sheet.iter_rows() for c in row if c.value is not None)
    return "\n".join(text for text in found if not text.startswith("="))


def seen(source: str) -> str:
    """A page as it is read, without what a tag holds."""
    bare = re.sub(r"<(style|script)>.*?</\1>", "", source, flags=re.DOTALL)
    lines = (" ".join(line.split()) for line in html.unescape(re.sub(r"<[^>]+>", " ", bare)).splitlines())
    return "\n".join(line for line in lines if line)


@pytest.fixture(params=IDS)
def made(request: pytest.FixtureRequest) -> Made:
    return made_of(request.param)


def unit_of(made: Made, name: str) -> UnitResult:
    return next(u for u in made.result.units if u.unit.name.zh == name)


@pytest.mark.parametrize("why", NOT_LIKE_THIS)
def test_no_paper_says_what_is_true_of_another_scheme(made: Made, why: str) -> None:
    found = {where: said[0] for where, text in made.texts.items() if (said := re.search(NOT_LIKE_THIS[why], text))}
    assert not found, why


def test_every_title_names_what_was_assessed_there(made: Made) -> None:
    quality = made.name == "anhui-2014"
    assert all(
        ("质量工作考核" in text) is quality for where, text in made.texts.items() if "English" not in where and "en" not in where
    )


def test_every_unit_is_named_in_what_is_about_all_of_them(made: Made) -> None:
    for where in ("notice", "analysis", "workbook", "ledger", "page", "terminal zh"):
        missing = [u.unit.name.zh for u in made.result.units if u.unit.name.zh not in made.texts[where]]
        assert not missing, where


def test_a_letter_speaks_of_its_own_unit_alone(made: Made) -> None:
    names = {u.unit.name.zh for u in made.result.units}
    for own in names:
        text = made.texts[f"letter to {own}"]
        assert own in text
        assert not [other for other in names - {own} if other in text and other not in own]


def test_what_a_letter_tells_of_points_adds_up(made: Made) -> None:
    """Points and lost points make the full points, and with extras the total: whichever groups count."""
    for unit in made.result.units:
        rows = {row[0]: row for row in table_under(made.letters[unit.unit.name.zh], "组", "得分", "满分", "失分")}
        *groups, extras, total = rows.values()
        for _, points, of, lost, *_ in groups:
            assert Decimal(points) + Decimal(lost) == Decimal(of)
        counted = [Decimal(row[1]) for row in groups]
        earned = sum(counted) if made.result.rules.scheme.points.total == "sum" else min(counted)
        assert earned + Decimal(extras[1]) == Decimal(total[1]) == unit.total
        assert Decimal(total[2]) - Decimal(total[3]) == earned, "no more was lost than could be earned"
        lost_lines = sum((x.lost for x in losses(made.result, unit)), Decimal(0))
        assert lost_lines == Decimal(total[3]), "the lost points, line by line"


def test_departments_and_indicators_lose_the_same_in_the_analysis(made: Made) -> None:
    data = analysis(made.dossier)
    by_department = [row for row in table_under(data, "牵头部门", "失分", "涉及单位") if row[0] != "不适用分值折算"]
    told = re.search(r"合计([\d.]+)分（不含不适用分值折算）", made.texts["analysis"])
    assert told is not None
    assert sum(Decimal(row[1]) for row in by_department) == Decimal(told[1])


def test_the_points_told_by_basis_are_those_of_the_full_score(made: Made) -> None:
    full = made.result.rules.scheme.points.full
    assert {sum(found.values()) for found in by_score(made.result).values()} == {full}
    assert sum(points_by_basis(made.result).values()) == full
    assert assumed_points(made.result) <= full
    assert Decimal(assessment_json(made.result, "zh")["assumed_points"]) <= full


def test_what_units_are_not_assessed_on_is_no_nought(made: Made) -> None:
    for unit in made.result.units:
        data = next(u for u in assessment_json(made.result, "zh")["units"] if u["unit"] == unit.unit.name.zh)
        theirs = {x.indicator.id: x.theirs for x in unit.lines}
        assert {x["id"]: x["assessed"] for x in data["indicators"] if x["id"] in theirs} == theirs
        assert {x["id"]: x["assessed"] for x in data["groups"]} == {
            g.group.id: any(x.theirs for x in g.lines) for g in unit.groups
        }
        lines = unit_document(made.result, unit, "zh").tables[0].rows
        assert {row[2] for row in lines if "不考核" in row[-1]} <= {"-"}


def test_a_grade_that_single_indicators_withhold_is_marked_and_told_wherever_a_veto_is(made: Made) -> None:
    for unit in made.result.units:
        assert bool(unit.withheld) is (unit.grade_before_veto is not next(
            g for g in made.result.rules.scheme.grades if unit.total >= g.at_least
        ))  # fmt: skip
        for withheld in unit.withheld:
            ids = [line.indicator.id for line in withheld.lines]
            told = f"{unit.unit.name.zh} {'、'.join(ids)} 未达到其分值的"
            assert all(told in made.texts[where] for where in ("page", "terminal zh", "workbook"))
            assert "不能定为" in made.texts[f"letter to {unit.unit.name.zh}"]
            assert f"{unit.unit.name.zh}“" in made.texts["notice"]


def test_the_city_that_misses_one_key_item_reads_why_it_failed() -> None:
    made = made_of("food-city")
    assert unit_of(made, "乙市").withheld
    assert "你单位“监管机构和基层队伍”得分未达到该项分值的60%，总分虽够，不能定为达标。" in made.texts["letter to 乙市"]
    assert "未达标#(达标)" in made.texts["terminal zh"]
    assert '<b class="grade">未达标#(达标)</b>' in made.page


def test_a_province_without_tasks_has_one_group_and_no_lowest_one() -> None:
    made = made_of("air-2014")
    text = made.texts["letter to 重庆市"]
    assert "你单位只有“空气质量改善目标”一组计分。" in text
    assert "最低" not in text
    assert "重点任务" not in text.split("附注")[0]
    assert "总分取得分最低的一组" in made.texts["terminal zh"]
    assert all("得分最低的一组" not in made_of(name).texts["terminal zh"] for name in IDS if name != "air-2014")


def test_a_column_of_what_moves_is_shown_only_where_something_can(made: Made) -> None:
    moves = made.result.rules.scheme.na.points_go_to != "none"
    assert ("不计转入" in made.texts["terminal zh"]) is moves
    assert ("不计转入" in made.texts["page"]) is moves


def test_points_that_differ_between_groups_of_units_are_told_as_a_range() -> None:
    rows = load_workbook(BytesIO(result_workbook(made_of("air-2014").dossier, "zh")))["矩阵"].iter_rows(values_only=True)
    full = {row[0]: row[2] for row in rows if row[0]}
    assert (full["T3a"], full["T3d"], full["T1"]) == ("6-8", "2-6", 12)


def test_a_document_that_gives_grades_is_not_said_to_give_none() -> None:
    silent = {name for name in IDS if re.search("没有规定(?:等级|分值)|gives no points", " ".join(made_of(name).texts.values()))}
    assert silent == set(), "none of these documents is silent on everything, as that of Loudi is"


def told(data: bytes) -> str:
    """The paragraphs of a paper, then its tables, a row a line."""
    rows = [" | ".join(row) for table in tables(data) for row in (*table, [])]
    return "\n".join([*filter(None, paragraphs(data)), "", *rows]) + "\n"


@pytest.mark.parametrize(
    ("file", "make"),
    [
        ("air-2014-letter.txt", lambda: told(made_of("air-2014").letters["山西省"])),
        ("food-city-letter.txt", lambda: told(made_of("food-city").letters["乙市"])),
        ("food-city-notice.txt", lambda: told(made_of("food-city").notice)),
        ("food-city-page.txt", lambda: made_of("food-city").texts["page"].split("\n逐项得分和推导")[0] + "\n"),
    ],
)
def test_the_papers_read_as_they_were_read(file: str, make: object) -> None:
    assert callable(make)
    text = re.sub(r"\b[0-9a-f]{12}\b", "<digest>", make())
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / file).write_bytes(text.encode())
    assert (GOLDEN / file).read_bytes().decode() == text, f"if this is meant: UPDATE_GOLDEN=1, then read {file}"
