"""How much rests on the document: the sentence claims no more than the rules say of themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa import api
from loudi_qa.numbers import show
from loudi_qa.report.grounds import assumed_points, by_score, grounds, is_silent, points_by_basis, silence

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def example(name: str) -> Assessment:
    home = EXAMPLES / name
    rules = api.load(home / "indicators.yaml", home / "responsibilities.yaml")
    return api.score(api.read(home / "sample.xlsx", rules), rules)


def under(result: Assessment, change: Callable[[Rules], Rules]) -> Assessment:
    return result._replace(rules=change(result.rules))


def test_a_document_that_says_nothing_of_it_is_said_to_give_no_points_grades_or_consequences(sample: Assessment) -> None:
    assert silence(sample.rules) == (True, True, True)
    assert grounds(sample).zh == (
        "100.00 分中有 100.00 分依据设定：文件没有规定分值、等级和后果。"
        "其中指标数值出自文件的 55.00 分，由文件推出的 9.00 分"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "points", "grades", "consequences"),
    [
        ("food-city", True, False, False),  # who passes and is recommended stands in the text
        ("anhui-2014", True, False, True),  # the text sets grade D
        ("county-ranking", True, True, False),  # nothing follows from a result
        ("basin", False, True, True),
        ("air-2014", False, False, True),  # no assumption bears on the grades
    ],
)
def test_what_the_text_is_silent_on_is_told_by_the_rules(name: str, points: bool, grades: bool, consequences: bool) -> None:
    assert silence(example(name).rules) == (points, grades, consequences)
    assert not is_silent(example(name))


def test_the_sentence_of_a_document_that_gives_grades_does_not_deny_it() -> None:
    assert grounds(example("food-city")).zh == "100.00 分的分值为设定。指标数值都为设定"
    assert grounds(example("food-city")).en == "All 100.00 points are assumed. All the figures are assumed"
    assert (
        grounds(example("county-ranking"), show).zh
        == "100 分的分值为设定，等级也为设定。其中指标数值出自文件的 10 分，由文件推出的 12 分"
    )


def test_nothing_is_told_of_a_basis_that_has_no_points() -> None:
    assert grounds(example("basin"), show).zh == "80 分的分值出自文件。指标数值都出自文件"
    assert grounds(example("irrigation-2017"), show).zh == "26 分的分值出自文件。其中指标数值出自文件的 20 分，由文件推出的 6 分"


def test_where_the_lowest_group_counts_each_is_a_full_score_by_itself() -> None:
    result = example("air-2014")
    assert {group: sum(found.values()) for group, found in by_score(result).items()} == {"air": 100, "tasks": 100}
    assert points_by_basis(result) == {"text": 0, "derived": 0, "assumed": 100}, "of the group with most"
    assert assumed_points(result) == 100, "never more than the full score"
    assert grounds(result, show).zh == (
        "各组满分都是 100 分，分值由文件推出。"
        "空气质量改善目标的指标数值出自文件的 60 分，依据设定的 40 分；重点任务的指标数值都为设定"
    )  # fmt: skip


def test_a_veto_of_the_text_gives_a_grade_unless_that_is_assumed(sample: Assessment) -> None:
    """V01 of Loudi stands in the document, that it sets D does not."""
    free = tuple(a for a in sample.rules.scheme.assumptions if "vetoes" not in a.bears_on)
    told = under(sample, lambda r: r._replace(scheme=r.scheme.model_copy(update={"assumptions": free})))
    assert silence(told.rules) == (True, False, True)


def test_one_consequence_of_the_text_is_enough_not_to_say_it_gives_none(sample: Assessment) -> None:
    mandate = sample.rules.mandate
    own = tuple(c.model_copy(update={"basis": "text"}) if c.when.last else c for c in mandate.consequences)
    told = under(sample, lambda r: r._replace(mandate=r.mandate.model_copy(update={"consequences": own})))
    assert silence(told.rules) == (True, True, False)
    assert "后果" not in grounds(told).zh
