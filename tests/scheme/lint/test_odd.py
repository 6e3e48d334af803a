"""Rules that load and cannot be meant: each oddity is told once, in its line, and nothing else is said.

``odd/`` holds a sound pair of rule files with the text of their document, and a copy of one of them for each oddity. The head
of a copy says what is odd, of what kind that is and in which line, and the sentence in both languages.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.scheme.lint.look import Beside, look
from loudi_qa.scheme.lint.provenance import stated
from loudi_qa.scheme.lint.remark import KINDS
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, load
from loudi_qa.scheme.text.clauses import parted

if TYPE_CHECKING:
    from loudi_qa.scheme.lint.look import Looked
    from loudi_qa.scheme.lint.remark import Remark

ODD = Path(__file__).parents[1] / "odd"
SOUND = ODD / "sound"
TEXT = SOUND / "text.txt"
COPIES = sorted(ODD.glob("*.yaml"))
YEAR = 2019
QUOTAS = {("甲区", "C1"): Decimal(4), ("乙县", "C1"): Decimal(2)}
HEAD = re.compile(r"# .+\n# (\S+) (line|\S+\.\w+) (\d+)\n# zh: (.+)\n# en: (.+)\n")

ELSEWHERE = {
    "rule-fault": "a file with a fault is no pair of rules: tests/cli/test_rules_check.py",
    "text-without-clauses": "a document that is none: test_held.py",
    "quota-not-examined": "what was not given: below",
    "no-cases": "what was not given: below",
    "text-not-examined": "what was not given: below",
}
"""Kinds that no copy of a rule file can show."""


def looked(indicators: Path = SOUND / INDICATORS, responsibilities: Path = SOUND / RESPONSIBILITIES) -> Looked:
    """Everything said of a pair of files beside quotas, cases and text that are right."""
    sound = load(SOUND / INDICATORS, SOUND / RESPONSIBILITIES).scheme
    tried = frozenset(item.id for _, item in stated(sound))
    text = TEXT, parted(TEXT.read_text(encoding="utf-8"))
    return look(load(indicators, responsibilities), YEAR, Beside(QUOTAS, tried, text))


def said_of(path: Path) -> tuple[Remark, ...]:
    return (looked(responsibilities=path) if path.stem.startswith("mandate_") else looked(indicators=path)).remarks


def test_nothing_is_said_of_rules_that_are_sound() -> None:
    assert looked().remarks == ()


@pytest.mark.parametrize("path", COPIES, ids=lambda p: p.stem)
def test_an_oddity_is_told_once_where_it_stands(path: Path) -> None:
    head = HEAD.match(path.read_text(encoding="utf-8"))
    assert head, f"{path.name} does not say what is odd about it"
    kind, where, line, zh, en = head.groups()
    (remark,) = said_of(path)
    assert (remark.kind, remark.message.zh, remark.message.en) == (kind, zh, en)
    assert (remark.file, remark.line) == (path if where == "line" else TEXT, int(line))


@pytest.mark.parametrize("path", COPIES, ids=lambda p: p.stem)
def test_an_oddity_comes_with_what_to_do_in_both_languages(path: Path) -> None:
    (remark,) = said_of(path)
    assert re.search(r"[一-鿿]", remark.fix.zh)
    assert remark.fix.en.isascii() or re.search(r"[一-鿿“”]", remark.fix.en)
    for words in (remark.message, remark.fix):
        assert not re.search(r"Words\(|Decimal|\{(?!at_least|grade)", words.zh + words.en)


def test_every_kind_of_remark_has_its_file() -> None:
    shown = {m[1] for p in COPIES if (m := HEAD.match(p.read_text(encoding="utf-8")))}
    assert shown | set(ELSEWHERE) == set(KINDS)
    assert not shown & set(ELSEWHERE)


def test_what_was_not_given_is_said_so_that_silence_is_no_praise() -> None:
    rules = load(SOUND / INDICATORS, SOUND / RESPONSIBILITIES)
    remarks = look(rules, YEAR, Beside()).remarks
    assert [r.kind for r in remarks] == ["quota-not-examined", "no-cases", "text-not-examined"]
    assert {r.level for r in remarks} == {"note"}


def test_a_duty_without_indicators_is_explained_by_the_list_of_what_is_not_covered(tmp_path: Path) -> None:
    mandate = tmp_path / RESPONSIBILITIES
    duty = "duties:\n- {clause: 三(一), title: {zh: 附则, en: Close}, units: [市环保局]}\n"
    mandate.write_text((SOUND / RESPONSIBILITIES).read_text(encoding="utf-8").replace("duties:\n", duty), encoding="utf-8")
    assert looked(responsibilities=mandate).remarks == ()


def test_a_department_that_is_later_given_up_is_no_matter_before_that_year() -> None:
    rules = load(SOUND / INDICATORS, ODD / "mandate_successors_in_a_circle.yaml")
    kinds = {year: [r.kind for r in look(rules, year, Beside()).remarks] for year in (2018, 2019)}
    assert "successors-in-a-circle" in kinds[2019]
    assert "successors-in-a-circle" not in kinds[2018]


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ('unit: "%", range: [0, 100], places: 1', True),
        ("unit: 分, range: [0, 100], places: 1", True),
        ("unit: 家, range: [0, 9999]", False),
    ],
)
def test_only_what_has_a_true_upper_end_is_told_to_be_past_it(tmp_path: Path, measure: str, *, told: bool) -> None:
    said = (ODD / "last_year_and_more.yaml").read_text(encoding="utf-8")
    line = next(x for x in said.splitlines() if x.startswith("- {id: Y1,"))
    (tmp_path / INDICATORS).write_text(
        said.replace('unit: "%", range: [0, 100], places: 1, count: {zh: 利用', measure + ", count: {zh: 利用"), "utf-8"
    )
    assert "利用比产生" in line
    assert [r.kind for r in looked(indicators=tmp_path / INDICATORS).remarks] == ["target-past-range"] * told


def without_notes(tmp_path: Path, right: str, wrong: str) -> list[str]:
    """What is said once a part of the sound scheme is written otherwise."""
    said = (SOUND / INDICATORS).read_text(encoding="utf-8")
    assert right in said
    (tmp_path / INDICATORS).write_text(said.replace(right, wrong), encoding="utf-8")
    return [r.kind for r in looked(indicators=tmp_path / INDICATORS).remarks]


@pytest.mark.parametrize("name", ["3# 锅炉", "C# 语言", '"产品# 第一组"', "产品   # 第一组", "产品#一组"])
def test_names_with_a_hash_are_left_alone(tmp_path: Path, name: str) -> None:
    right = "- {id: goods, name: {zh: 产品, en: Goods}, points: 60}"
    wrong = f"- id: goods\n  points: 60\n  name:\n    en: Goods\n    zh: {name}"
    assert without_notes(tmp_path, right, wrong) == []


def test_an_edition_that_spans_its_dated_years_gives_no_cause(tmp_path: Path) -> None:
    assert without_notes(tmp_path, 'edition: "2019"', 'edition: "2020-2021"') == []
    assert without_notes(tmp_path, 'edition: "2019"', "edition: 试行") == []
    assert without_notes(tmp_path, 'edition: "2019"', 'edition: "2021"') == ["edition-and-years-apart"]


def test_remarks_come_file_by_file_and_line_by_line() -> None:
    rules = load(ODD / "no_anchor.yaml", ODD / "mandate_group_without_units.yaml")
    remarks = look(rules, 2021, Beside()).remarks  # in 2021 a dated target is over as well
    assert [r.kind for r in remarks[:3]] == ["anchor-not-given", "year-without-target", "group-without-unit"]
    assert all(r.file is None for r in remarks[3:])


def test_the_rules_of_loudi_give_no_cause_for_remarks() -> None:
    root = Path(__file__).parents[3]
    rules = load(root / INDICATORS, root / RESPONSIBILITIES)
    assert [r.kind for r in look(rules, 2019, Beside()).remarks if r.level != "note"] == []
