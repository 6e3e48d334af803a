"""The two rule files, found, read and held against each other; every mistake is named where it stands.

``broken/`` holds one small file for each mistake. Its first comment says what went wrong, the next ones which line and
which words the message must hold, in both languages; nothing else may be complained of.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.scheme.fault import Fault, RulesError
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, find, load, packaged

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

HERE = Path(__file__).parent
TINY = HERE / "tiny"
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
WANTED = re.compile(r"^# line (\d+) (zh|en): (.+)$", re.MULTILINE)

UNREADABLE = {
    "empty": [("1", "文件是空的", "the file is empty")],
    "gbk": [("3", "请另存为，编码选 UTF-8", "save the file as UTF-8")],
}
"""What a comment in the file cannot say, since the file has none that can be read."""


def wanted(path: Path) -> list[tuple[str, str, str]]:
    """The line and the words in both languages of each fault that a broken file must be told."""
    if path.stem in UNREADABLE:
        return UNREADABLE[path.stem]
    said = WANTED.findall(path.read_text(encoding="utf-8"))
    assert said, f"{path.name} does not say what its message must hold"
    assert [lang for _, lang, _ in said] == ["zh", "en"] * (len(said) // 2), f"{path.name}: zh and en by turns"
    return [(line, zh, en) for (line, _, zh), (_, _, en) in zip(said[::2], said[1::2], strict=True)]


def faults_of(path: Path) -> list[Fault]:
    """What loading complains of in this file, beside a partner that is right in itself."""
    mandate = path.stem.startswith("mandate_")
    pair = (TINY / INDICATORS, path) if mandate else (path, TINY / RESPONSIBILITIES)
    with pytest.raises(RulesError) as caught:
        load(*pair)
    return [f for f in caught.value.faults if f.path == path]


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: p.stem)
def test_a_mistake_is_named_with_its_file_and_line_and_nothing_else_is_complained_of(path: Path) -> None:
    faults = faults_of(path)
    told = [(str(f.line), f.text("zh"), f.text("en")) for f in faults]
    assert len(told) == len(wanted(path)), told
    for (line, zh, en), (at, in_zh, in_en) in zip(wanted(path), told, strict=True):
        assert at == line
        assert in_zh.startswith(f"{path}:{line}: ")
        assert zh in in_zh
        assert in_en.startswith(f"{path}:{line}: ")
        assert en in in_en


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: p.stem)
def test_a_message_says_nothing_of_the_program_that_found_it(path: Path) -> None:
    for fault in faults_of(path):
        for text in (fault.text("zh"), fault.text("en")):
            said = text.removeprefix(f"{path}:")
            assert not re.search(r"Input should|Tuple|instance of|Decimal|Words\(|\^\[|\{\w+\}", said), said


def test_the_broken_files_cover_both_rule_files() -> None:
    mandate = [p for p in BROKEN if p.stem.startswith("mandate_")]
    assert len(BROKEN) > 100
    assert len(mandate) > 20


def test_the_small_pair_has_every_kind_of_rule(tiny: Rules) -> None:
    assert {i.rule.kind for i in tiny.scheme.indicators} == {"reach", "bands", "levels", "tally"}


def test_the_faults_of_both_files_come_at_once_and_in_the_order_of_the_lines(tmp_path: Path) -> None:
    one, other = tmp_path / INDICATORS, tmp_path / RESPONSIBILITIES
    one.write_text("scheme: tiny\nna: {at_most: 7}\n备注: 无\n", encoding="utf-8")
    other.write_text("scheme: tiny\nunits: []\n", encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load(one, other)
    places = [(f.path.name, f.line) for f in caught.value.faults]
    assert {name for name, _ in places} == {INDICATORS, RESPONSIBILITIES}, "an official mends both files in one go"
    assert places == sorted(places)
    assert str(one) in str(caught.value)


def test_responsibilities_are_checked_on_their_own_while_the_indicators_are_broken(tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        load(HERE / "broken" / "empty.yaml", HERE / "broken" / "mandate_nobody_responsible.yaml")
    assert len({f.path for f in caught.value.faults}) == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"no\.yaml"):
        load(tmp_path / "no.yaml", TINY / RESPONSIBILITIES)


def test_the_file_given_is_used_before_any_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / INDICATORS).write_text("here", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find(INDICATORS, TINY / INDICATORS) == TINY / INDICATORS


def test_a_file_given_and_missing_is_not_replaced_by_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(TINY)
    given = tmp_path / INDICATORS
    assert find(INDICATORS, given) == given, "last year's rules must not creep in for a misspelt path"


def test_the_file_of_the_working_folder_is_used_before_the_packaged_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / INDICATORS).write_text("here", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find(INDICATORS).resolve() == tmp_path.resolve() / INDICATORS
    assert find(RESPONSIBILITIES) == packaged(RESPONSIBILITIES)


def test_an_editable_install_reads_the_files_at_the_top_and_no_copy() -> None:
    root = HERE.parents[1]
    assert packaged(INDICATORS).resolve() == root / INDICATORS
    assert packaged(RESPONSIBILITIES).resolve() == root / RESPONSIBILITIES


def test_the_digest_is_what_any_tool_gives_for_the_file(tiny: Rules) -> None:
    assert tiny.sha256 == hashlib.sha256((TINY / INDICATORS).read_bytes()).hexdigest()
    assert tiny.mandate_sha256 == hashlib.sha256((TINY / RESPONSIBILITIES).read_bytes()).hexdigest()
