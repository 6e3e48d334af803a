"""``loudi-qa rules schema``: to the screen, to a file, to a folder; nothing is written over unasked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.conftest import ROOT, program

from loudi_qa.scheme.schema import FILES, file_name, schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("named", "which"), [([], "indicators"), *([[w], w] for w in FILES)])
def test_one_schema_goes_to_the_screen_and_nothing_else(ask: Callable[..., Ran], named: list[str], which: str) -> None:
    ran = ask("rules", "schema", *named)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == schema(which)


def test_a_stream_that_has_no_chinese_gets_json_all_the_same() -> None:
    done = program("rules", "schema", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    said: Any = json.loads(done.out.decode("ascii"))
    assert said == schema("indicators"), "an editor that reads UTF-8 would see garbled words"


def test_a_folder_gets_all_of_them_as_they_lie_in_the_repository(ask: Callable[..., Ran], here: Path) -> None:
    ran = ask("rules", "schema", "-o", "schema")
    assert (ran.code, ran.out) == (0, "")
    assert {p.name for p in (here / "schema").iterdir()} == {file_name(w) for w in FILES}
    for file in (here / "schema").iterdir():
        assert file.read_bytes() == (ROOT / "schema" / file.name).read_bytes()
    assert "# yaml-language-server: $schema=schema/indicators.schema.json" in ran.err, "how to use it is half of it"


def test_a_file_gets_the_one_that_was_named(ask: Callable[..., Ran], here: Path) -> None:
    assert ask("rules", "schema", "cases", "-o", "mine.json", "-q").err == ""
    assert json.loads((here / "mine.json").read_text(encoding="utf-8")) == schema("cases")
    assert ask("rules", "schema", "cases", "-o", "all").code == 0
    assert [p.name for p in (here / "all").iterdir()] == ["cases.schema.json"]


def test_what_is_there_is_kept_unless_forced(ask: Callable[..., Ran], here: Path) -> None:
    (here / "all").mkdir()
    own = here / "all" / file_name("cases")
    own.write_text("mine", encoding="utf-8")
    ran = ask("rules", "schema", "-o", "all", "--lang", "en")
    assert ran.code == 2
    assert "--force" in ran.err
    assert [p.name for p in (here / "all").iterdir()] == [own.name], "none is written where one cannot be"
    assert own.read_text(encoding="utf-8") == "mine"
    assert ask("rules", "schema", "-o", "all", "--force").code == 0
    assert json.loads(own.read_text(encoding="utf-8"))


def test_a_folder_that_cannot_be_made_is_told(ask: Callable[..., Ran], here: Path) -> None:
    (here / "file").write_text("", encoding="utf-8")
    assert ask("rules", "schema", "-o", "file").code == 2
    assert ask("rules", "schema", "-o", "file/more").code == 2
    assert ask("rules", "schema", "-o", "none/x.json").code == 2


def test_an_unknown_file_is_told_with_the_known_ones(ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "schema", "mandate", "--lang", "en")
    assert ran.code == 2
    assert "responsibilities" in ran.err
