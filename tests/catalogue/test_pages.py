"""What is told about each code: complete, in both languages, and the same on the command line as in docs/findings.md."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.catalogue.fields import FIELDS, OWN_FIELDS, fields, unfilled
from loudi_qa.catalogue.pages import PAGES
from loudi_qa.catalogue.titles import GROUPS, LEVELS, TITLES
from loudi_qa.report.findings_page import page

if TYPE_CHECKING:
    from loudi_qa.words import Lang, Words

WRITTEN = Path(__file__).parents[2] / "docs" / "findings.md"
LONGEST_TITLE = 16

CODES = sorted(CATALOGUE)
BOTH = pytest.mark.parametrize("lang", ["zh", "en"])
EACH = pytest.mark.parametrize("code", CODES)


def told(code: str) -> list[Words]:
    """Everything about a code that has no fields."""
    return [TITLES[code], *PAGES[code]]


def test_every_code_has_its_page_and_its_headline_and_none_is_left_over() -> None:
    assert sorted(PAGES) == CODES
    assert sorted(TITLES) == CODES


def test_every_group_and_every_level_has_its_name() -> None:
    assert {code[:2] for code in CODES} == set(GROUPS)
    assert {entry.level for entry in CATALOGUE.values()} <= set(LEVELS)


@EACH
def test_a_page_is_written_in_both_languages(code: str) -> None:
    for words in (TITLES[code], PAGES[code].why):
        assert re.search(r"[\u4e00-\u9fff]", words.zh)
        assert re.search(r"[A-Za-z]{2}", words.en)
    for words in told(code):
        assert words.zh.strip() == words.zh != ""
        assert words.en.strip() == words.en != ""
        assert not set("{}") & set(words.zh + words.en), "nothing fills in a page"


@EACH
def test_a_page_says_why_in_whole_sentences_and_shows_two_different_things(code: str) -> None:
    why, wrong, right = PAGES[code]
    assert why.zh.endswith("。")
    assert why.en.endswith(".")
    assert len(re.findall("[。；]", why.zh)) <= 4, "a clerk reads this between two telephone calls"
    if code not in {"E101", "E503"}:  # of these the command itself is the example
        assert wrong.zh != right.zh
    assert not re.search(r"[!！]", why.zh + why.en)


@EACH
def test_a_headline_is_short_and_has_no_full_stop(code: str) -> None:
    title = TITLES[code]
    assert len(title.zh) <= LONGEST_TITLE
    assert len(title.en) <= 2 * LONGEST_TITLE
    assert not title.zh.endswith("。")
    assert not title.en.endswith(".")


def test_no_two_codes_have_the_same_headline() -> None:
    assert len({title.zh for title in TITLES.values()}) == len(TITLES)
    assert len({title.en for title in TITLES.values()}) == len(TITLES)


@EACH
def test_whatever_is_told_can_be_shown_where_only_gbk_is_to_be_had(code: str) -> None:
    entry = CATALOGUE[code]
    for words in (*told(code), entry.message, entry.fix):
        for phrase in words:
            assert phrase.encode("gbk")


@EACH
def test_a_sentence_has_the_same_fields_in_both_languages(code: str) -> None:
    for words in (CATALOGUE[code].message, CATALOGUE[code].fix):
        zh, en = (set(re.findall(r"{(\w+)}", phrase)) for phrase in words)
        assert zh == en == fields(words)


@EACH
def test_a_sentence_is_shown_with_names_for_its_fields(code: str) -> None:
    for words in (CATALOGUE[code].message, CATALOGUE[code].fix):
        assert not fields(words) - set(FIELDS), "a new field needs a name in catalogue/fields.py"
        langs: tuple[Lang, Lang] = ("zh", "en")
        for lang in langs:
            shown = unfilled(code, words, lang)
            assert not set("{}") & set(shown)
            assert shown.count("〈") == shown.count("〉")
            assert ("〈" in shown) == bool(fields(words))


def test_no_name_of_a_field_is_left_over() -> None:
    used = {(c, f) for c, e in CATALOGUE.items() for words in (e.message, e.fix) for f in fields(words)}
    assert set(OWN_FIELDS) <= used
    assert set(FIELDS) == {field for _, field in used}


def test_a_chinese_sentence_has_no_gaps_beside_its_fields_and_an_english_one_keeps_its_own() -> None:
    assert unfilled("E204", CATALOGUE["E204"].message, "zh") == "〈单位〉的〈编号〉〈指标名称〉没有填"
    assert unfilled("E204", CATALOGUE["E204"].message, "en") == "〈unit〉 has left 〈code〉 〈name of the measure〉 empty"


def test_the_page_in_docs_is_what_explain_says_today() -> None:
    """UPDATE_GOLDEN=1 writes it anew, as ``loudi-qa explain -o docs/findings.md --force`` does."""
    if os.environ.get("UPDATE_GOLDEN"):
        WRITTEN.write_bytes(page().encode())
    assert WRITTEN.read_bytes().decode("utf-8") == page(), "if this is meant: UPDATE_GOLDEN=1, then read docs/findings.md"
