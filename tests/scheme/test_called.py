"""What a scheme and its grades are called: titles and letters must read right wherever the scheme is from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa import api
from loudi_qa.scheme import called
from loudi_qa.scheme.terms import Text

if TYPE_CHECKING:
    from loudi_qa.scheme.models import Scheme

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def loudi() -> Scheme:
    return api.load().scheme


def example(name: str) -> Scheme:
    return api.load(EXAMPLES / name / "indicators.yaml", EXAMPLES / name / "responsibilities.yaml").scheme


def named(scheme: Scheme, zh: str, issuer: str = "某委员会") -> Scheme:
    source = scheme.source.model_copy(update={"issuer": Text(zh=issuer, en="a committee")})
    return scheme.model_copy(update={"name": Text(zh=zh, en=zh), "source": source})


def test_the_book_of_rules_is_no_title_but_what_is_done_by_it(loudi: Scheme) -> None:
    assert called.called(loudi) == ("质量工作考核", "quality-work assessment")
    assert called.title_of_year(loudi, 2019) == ("2019 年度质量工作考核", "Quality-work assessment 2019")
    assert called.of_year(loudi, 2019) == "2019年度质量工作考核"
    assert called.carried_out(loudi, 2019, 7) == "对7个单位2019年度的质量工作进行了考核"


def test_another_scheme_is_called_by_its_own_name() -> None:
    air, food = example("air-2014"), example("food-city")
    assert called.of_year(air, 2015) == "2015年度大气污染防治行动计划实施情况考核"
    assert called.carried_out(air, 2015, 11) == "对11个单位2015年度的大气污染防治行动计划实施情况进行了考核"
    assert called.carried_out(food, 2018, 5) == "对5个单位进行了2018年度国家食品安全示范城市江苏省评价", (
        "评价 goes with no 进行了 of its own"
    )
    assert called.act_of(food) == "评价"


def test_what_calls_itself_yearly_is_not_called_so_twice() -> None:
    assert called.of_year(example("basin"), 2009) == "2009年流域水污染防治规划年度评估"
    assert called.title_of_year(example("basin"), 2009).zh == "2009 年流域水污染防治规划年度评估"


@pytest.mark.parametrize(
    ("name", "issuer", "zh"),
    [
        ("某市质量工作考核", "某市人民政府", "质量工作考核"),
        ("某市质量工作考核", "某市人民政府办公室", "质量工作考核"),
        ("某市质量工作考核", "某委员会", "某市质量工作考核"),
        ("某市河长制考核办法", "某委员会", "某市河长制考核"),
        ("安全生产", "某委员会", "安全生产考核"),
    ],
)
def test_the_place_goes_only_where_its_own_government_speaks(loudi: Scheme, name: str, issuer: str, zh: str) -> None:
    assert called.called(named(loudi, name, issuer)).zh == zh


@pytest.mark.parametrize(("grade", "zh"), [("A", "A级"), ("1", "1级"), ("优秀", "优秀"), ("一级", "一级"), ("A+", "A+")])
def test_only_letters_and_figures_are_followed_by_a_word_for_grade(grade: str, zh: str) -> None:
    assert called.grade_zh(grade) == zh
    assert called.grade_words(grade).en == grade


def test_several_grades_share_the_word() -> None:
    assert called.grades_zh(["A", "B"]) == "A、B级"
    assert called.grades_zh(["优秀", "良好"]) == "优秀、良好"
    assert called.grades_zh(["A", "优秀"]) == "A级、优秀"


def test_a_name_that_is_the_grade_itself_is_not_said_again(loudi: Scheme) -> None:
    assert [called.grade_in_full(g) for g in loudi.grades] == ["A级（优秀）", "B级（良好）", "C级（合格）", "D级（不合格）"]
    assert [called.grade_in_full(g) for g in example("air-2014").grades] == ["优秀", "良好", "合格", "不合格"]
    assert [called.grade_in_full(g) for g in example("anhui-2014").grades] == ["A级", "B级", "C级", "D级"]
