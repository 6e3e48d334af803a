"""The mistakes that an official may make in the rules: each is made in the shipped files, and told on its line and alone.

docs/rules-faults.md is the list of them with what the program says; whether that helps is judged by reading it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from tests.scheme.mistake import ROOT, told
from tests.scheme.mistakes_sense import SENSE, TRIED, WHOLE
from tests.scheme.mistakes_typed import KEYS, LAYOUT, PUNCTUATION, VALUES

from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scheme.mistake import Mistake

    from loudi_qa.words import Lang

PAGE = ROOT / "docs" / "rules-faults.md"

SECTIONS: dict[str, list[Mistake]] = {
    "标点和空格 / Punctuation and spaces": PUNCTUATION,
    "缩进、括号和引号 / Indents, brackets and quotes": LAYOUT,
    "数、日期和用词 / Numbers, dates and words": VALUES,
    "键 / Keys": KEYS,
    "前后不一致 / What does not fit together": SENSE,
    "案例 / Cases": TRIED,
    "整个文件 / The whole file": WHOLE,
}
MISTAKES = [mistake for mistakes in SECTIONS.values() for mistake in mistakes]
MOST = 4
"""Sentences for one mistake; more would be a flood."""


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.file}: {m.en}")
def test_a_mistake_is_told_where_it_is_to_be_mended_and_alone(mistake: Mistake) -> None:
    said = told(mistake)
    assert len(said.faults) == mistake.told, [f.text("en") for f in said.faults]
    assert mistake.told <= MOST
    if mistake.told:
        assert any(mistake.at in line for line in said.lines.values()) if mistake.at else said.changed in said.lines


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.file}: {m.en}")
def test_a_message_speaks_to_an_official_and_not_of_the_parser(mistake: Mistake) -> None:
    for fault in told(mistake).faults:
        for lang in ("zh", "en"):
            sentence = fault.sentence(lang)
            assert len(sentence) < 250
            assert (
                not re.search(r"expected|token|context|Input should|Tuple|Decimal|Words\(|\{\w+\}", sentence)
                or "{months" in sentence
            )
        assert re.search("[一-鿿]", fault.sentence("zh"))


def test_no_mistake_is_listed_twice() -> None:
    for mistakes in SECTIONS.values():
        assert len({m.zh for m in mistakes}) == len({m.en for m in mistakes}) == len(mistakes)


@pytest.mark.parametrize("name", ["indicators.yaml.txt", "indicators.yml"])
def test_a_file_that_the_editor_named_otherwise_is_not_passed_over(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text("scheme: new\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RulesError) as caught:
        load()
    assert [f.fields["other"] for f in caught.value.faults] == [name], "the shipped rules must not be used in its place"


def test_a_path_that_lacks_what_the_editor_added_is_mended(tmp_path: Path) -> None:
    (tmp_path / "new.yaml.txt").write_text("scheme: new\n", encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load(tmp_path / "new.yaml", ROOT / RESPONSIBILITIES)
    assert "new.yaml.txt" in caught.value.faults[0].sentence("zh")


def test_an_old_copy_beside_the_rules_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / INDICATORS).write_bytes((ROOT / INDICATORS).read_bytes())
    (tmp_path / f"{INDICATORS}.txt").write_text("last year's", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load().indicators.name == INDICATORS


TOP = """# 规则写错了会怎样 / When the rules are wrong

每一种错都在测试里真的做过一遍：改的是随程序提供的规则，表中是程序的原话（开头的文件名和行号从略）。没有话说的，就是照样读懂了。

Each of these is done in the tests to the rules that come with the program; the table has what it says (without the file and
line before it). Where it says nothing, it has understood.

本页由测试写成，请勿手工修改 / written by the tests, not to be edited: `UPDATE_GOLDEN=1 pytest tests/scheme/test_mistakes.py`
"""


def row(mistake: Mistake) -> str:
    faults = told(mistake).faults
    cells = [mistake.zh, mistake.en, *("<br>".join(spoken(f.sentence(lang), lang) for f in faults) for lang in ("zh", "en"))]
    return "| " + " | ".join(cells) + " |"


def spoken(sentence: str, lang: Lang) -> str:
    """The sentence for a table, without the numbers of lines, which change with the rules."""
    plain = re.sub(r"第 [\d、]+ 行", "第 … 行", sentence) if lang == "zh" else re.sub(r"line \d+(, \d+)*", "line ...", sentence)
    return re.sub(r"([\\|<>*_`\[\]])", r"\\\1", plain)


def page() -> str:
    """All mistakes by section, with what is said of them."""
    head = "| 怎么写错的 | The mistake | 程序怎么说 | What is said |\n|---|---|---|---|"
    rows = {name: "\n".join(row(m) for m in mistakes) for name, mistakes in SECTIONS.items()}
    return TOP + "".join(f"\n## {name}\n\n{head}\n{listed}\n" for name, listed in rows.items())


def test_the_page_on_mistakes_is_what_the_program_says() -> None:
    written = page()
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written, "if this is meant: UPDATE_GOLDEN=1, then read docs/rules-faults.md"
