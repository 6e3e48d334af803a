"""The scheme to begin with: it loads whatever its author is called, adds up, and has an example of each kind of rule."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from loudi_qa.scheme.cases import CaseFile, tried
from loudi_qa.scheme.load import from_bytes
from loudi_qa.scheme.rules import Reach
from loudi_qa.scheme.skeleton import FILES, FULL, Wanted, quoted, skeleton
from loudi_qa.scheme.yamlfile import parse

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

USUAL = Wanted("anyang", "安阳市质量工作考核", 2026, ("甲县", "乙县"), (("产品质量", Decimal(60)), ("质量工作", Decimal(40))))
HOSTILE = [
    "#1",
    "a: b",
    "'",
    '"',
    "- 甲",
    "{甲}",
    "[乙",
    "yes",
    "null",
    "~",
    "2019",
    "=1+1",
    "甲\\n",
    "😀县",
    "& *x",
    "%s{}",
    "|",
    "\u2028",
]

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20) | st.sampled_from(HOSTILE)


@st.composite
def shares(draw: st.DrawFn) -> list[Decimal]:
    """Points of groups, in hundredths, that add up to the full score."""
    count = draw(st.integers(1, 12))
    free = 10_000 - 100 * count
    cuts = sorted(draw(st.lists(st.integers(0, free), min_size=count - 1, max_size=count - 1)))
    return [Decimal(b - a + 100) / 100 for a, b in zip([0, *cuts], [*cuts, free], strict=True)]


def loaded(files: dict[str, str]) -> Rules:
    return from_bytes(files["indicators.yaml"].encode(), files["responsibilities.yaml"].encode())


def cases(files: dict[str, str]) -> CaseFile:
    return CaseFile.model_validate(parse(files["cases.yaml"].encode(), Path("cases.yaml")).value)


@pytest.fixture(scope="module")
def usual() -> dict[str, str]:
    return skeleton(USUAL)


@given(text=texts)
@example("\x85")
@example("\ufeff甲")
def test_any_text_comes_back_from_its_quotes_as_it_went_in(text: str) -> None:
    assert parse(f"key: {quoted(text)}\nflow: {{a: {quoted(text)}}}\n".encode(), Path("x")).value == {
        "key": text,
        "flow": {"a": text},
    }


@given(
    name=texts,
    units=st.lists(texts, min_size=1, max_size=4, unique=True),
    points=shares(),
    document=st.none() | texts,
    data=st.data(),
)
def test_whatever_things_are_called_the_files_load_and_say_it(
    name: str, units: list[str], points: list[Decimal], document: str | None, data: st.DataObject
) -> None:
    called = data.draw(st.lists(texts, min_size=len(points), max_size=len(points), unique=True))
    files = skeleton(Wanted("x1", name, 2026, tuple(units), tuple(zip(called, points, strict=True)), document))
    rules = loaded(files)
    assert rules.scheme.name.zh == name
    assert [u.name.zh for u in rules.mandate.units] == units
    assert [(g.name.zh, g.points) for g in rules.scheme.groups] == list(zip(called, points, strict=True))
    assert document in {None, rules.scheme.source.document}
    assert sum(i.points for i in rules.scheme.indicators) == FULL
    assert cases(files).year == 2026


def test_every_kind_of_rule_is_shown_and_every_source_that_a_first_year_can_have(usual: dict[str, str]) -> None:
    indicators = loaded(usual).scheme.indicators
    assert {i.rule.kind for i in indicators} == {"reach", "bands", "levels", "tally", "places"}
    assert {i.rule.bound for i in indicators if isinstance(i.rule, Reach)} == {Decimal(95), "province", "quota"}


def test_all_of_it_is_marked_as_set_here(usual: dict[str, str]) -> None:
    rules = loaded(usual)
    scheme, mandate = rules.scheme, rules.mandate
    bases = [scheme.points.basis, mandate.papers.basis]
    bases += [i.basis for i in scheme.indicators] + [e.basis for e in scheme.extras] + [v.basis for v in scheme.vetoes]
    bases += [g.basis for g in mandate.benchmark_groups] + [c.basis for c in mandate.consequences]
    assert set(bases) == {"assumed"}, "an example must never pass for what a document says"


def test_every_rule_has_a_case(usual: dict[str, str]) -> None:
    scheme = loaded(usual).scheme
    ids = {i.id for i in scheme.indicators} | {e.id for e in scheme.extras} | {v.id for v in scheme.vetoes}
    assert ids <= tried(cases(usual), scheme)


@pytest.mark.parametrize(("count", "most"), [(1, Decimal(16)), (2, Decimal(18)), (7, Decimal("14.29")), (9, Decimal("11.12"))])
def test_points_are_shared_out_in_whole_numbers_where_they_go_round(count: int, most: Decimal) -> None:
    each = (FULL / count).quantize(Decimal("0.01"))
    points = [FULL - each * (count - 1), *([each] * (count - 1))]
    rules = loaded(skeleton(USUAL._replace(groups=tuple((f"组{n}", p) for n, p in enumerate(points)))))
    assert len(rules.scheme.indicators) == max(7, count)
    assert max(i.points for i in rules.scheme.indicators) == most


def test_what_is_commented_out_is_right_once_it_is_not(usual: dict[str, str]) -> None:
    mandate = usual["responsibilities.yaml"]
    closed = r"^(  )?# (?=issuer:|addressees:|number:|date:|contact:|- \{id: repeat|   to:)"
    opened = re.sub(closed, r"\1", mandate, flags=re.MULTILINE)
    assert opened.count("\n  #") == 0
    found = loaded(usual | {"responsibilities.yaml": opened}).mandate
    assert {"issuer", "addressees", "number", "date", "contact"} <= found.papers.model_fields_set
    assert found.consequences[-1].when.repeat == ("D",)


def test_the_rules_to_copy_from_are_rules(usual: dict[str, str]) -> None:
    lines = re.findall(r"^#   rule: (\{.*\})  ", usual["indicators.yaml"], re.MULTILINE)
    assert len(lines) == 4
    for line in lines:
        assert TypeAdapter(Reach).validate_python(parse(line.encode(), Path("x")).value)


def test_a_single_unit_is_no_last_of_several() -> None:
    rules = loaded(skeleton(USUAL._replace(units=("甲县",))))
    assert [c.id for c in rules.mandate.consequences if c.when.last] == []


def test_the_files_are_made_to_be_read_in_a_plain_editor(usual: dict[str, str]) -> None:
    assert tuple(usual) == FILES
    for name, text in usual.items():
        assert max(map(len, text.splitlines())) <= 130, name
        assert not [line for line in text.splitlines() if line != line.rstrip()], name
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
    assert usual["indicators.yaml"].count("#") > 30, "an official learns the format from the comments"
