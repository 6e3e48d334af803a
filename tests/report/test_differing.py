"""The places where results differ, in an official's words; a script keeps its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from loudi_qa.cli import way
from loudi_qa.report.json import assessment_json
from loudi_qa.report.result_keys import KEYS, way_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loudi_qa.scheme.load import Rules


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from keys_in(held)
    elif isinstance(value, list):
        for held in value:
            yield from keys_in(held)


def test_every_key_of_a_result_has_a_word_in_both_languages(shipped: Rules, samples: Path) -> None:
    result = assessment_json(way.score(samples / "2019.xlsx", shipped, samples / "2018.xlsx"), "zh")
    assert set(keys_in(result)) <= set(KEYS), "an official reads a bare key"
    for words in KEYS.values():
        assert words.zh
        assert words.en
        assert (words.zh + words.en).encode("gbk")


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("total", "总分", "total"),
        ("groups[product].of", "分组 product：满分", "group product: what could be earned"),
        ("lost_by_department[市住建局].points", "失分责任 市住建局：失分", "lost points 市住建局: points lost"),
        ("points", "得分", "points"),
        ("units.order", "单位：先后顺序", "unit: order"),
        ("findings[2].as", "问题 2：读作", "finding 2: read as"),
        ("line 7", "第 7 行文字", "line 7 of the text"),
        ("unheard[1].of_key", "unheard 1：of_key", "unheard 1: of_key"),
        ("", "", ""),
        ("[", "[", "["),
    ],
)
def test_a_way_is_told_in_words_and_a_step_without_one_by_its_key(key: str, zh: str, en: str) -> None:
    assert (way_in_words(key, "zh"), way_in_words(key, "en")) == (zh, en)
