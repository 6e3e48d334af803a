"""``explain``: a code as it was typed, the list of all of them, the page for docs/; another word is answered, not guessed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.cli import explain
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.options import Format
from loudi_qa.cli.ui import Ui
from loudi_qa.report.findings_page import codes, page

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.words import Lang


def asked(
    target: str | None = None, *, lang: Lang = "zh", chosen: Format | None = None, output: Path | None = None, force: bool = False
) -> Exit:
    return explain.run(Ui(lang), target, chosen=chosen, as_json=False, output=output, force=force)


@pytest.mark.parametrize("typed", ["E203", "e203", "Ｅ２０３", "ｅ203", " E203\u200b"])
def test_a_code_is_known_however_it_is_typed(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(typed) is Exit.FINE
    assert capsys.readouterr().out.startswith("E203 没有该单位的数据\n级别：错误\n")


def test_a_code_is_explained_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    asked("E203", lang="en")
    said = capsys.readouterr().out
    assert said.startswith("E203: no data of a unit\nLevel: error\n")
    assert not {"说明：", "改法："} & set(said.split())


def test_without_a_code_all_of_them_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked() is Exit.FINE
    said = capsys.readouterr().out
    assert all(f"\n{code} " in said for code in codes())


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("E299", "E224"),
        ("E20", "E201"),
        ("E24", "E204"),
        ("E2O4", "E204"),
        ("204", "E204"),
        ("E2041", "E204"),
        ("E0", "E101"),
        ("error[E316]", "E316"),
        ("Ｅ３３３", "E323"),
    ],
)
def test_an_unknown_code_is_answered_with_the_nearest_and_the_way_to_the_list(typed: str, near: str) -> None:
    for lang in ("zh", "en"):
        with pytest.raises(UsageError) as refused:
            asked(typed, lang=lang)
        said = refused.value.words.of(lang, **refused.value.fields)
        assert near in said
        assert "loudi-qa explain" in said


@pytest.mark.parametrize("typed", ["P02", "p02", "P1", "E01-2020", "B04-quota"])
def test_an_indicator_without_its_workbook_is_told_how_to_ask_for_points(typed: str) -> None:
    with pytest.raises(UsageError, match=f"loudi-qa explain 2019.xlsx 双峰县 {typed};"):
        asked(typed)


def test_nothing_is_suggested_that_has_nothing_in_common() -> None:
    with pytest.raises(UsageError, match=r"^there is no code E999; loudi-qa explain lists them all$"):
        asked("E999", lang="en")


@pytest.mark.parametrize("typed", ["9" * 5000, "E²"])
def test_a_word_that_is_like_no_code_is_refused_all_the_same(typed: str) -> None:
    with pytest.raises(UsageError, match="lists them all"):
        asked(typed)


@pytest.mark.parametrize("typed", ["abc", "", "双峰县"])
def test_a_unit_without_its_workbook_is_told_how_to_ask_for_points(typed: str) -> None:
    with pytest.raises(UsageError, match=f"loudi-qa explain 2019.xlsx {typed or '双峰县'};"):
        asked(typed)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_code_is_the_nearest_to_itself(code: str) -> None:
    assert explain.nearest(code, codes()) == code


@pytest.mark.parametrize("typed", ["双峰县.xlsx", "forms/双峰县.XLSX", "旧表.xls"])
def test_the_name_of_a_workbook_is_no_mistyped_code(typed: str) -> None:
    assert explain.means_a_file(typed)


def test_a_code_is_a_code_whatever_lies_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "E204").touch()
    (tmp_path / "forms").mkdir()
    assert not explain.means_a_file("e204")
    assert explain.means_a_file("forms")
    assert not explain.means_a_file("双峰县")


def test_a_code_and_the_list_are_given_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    asked("e316", chosen=Format.json)
    (one,) = json.loads(capsys.readouterr().out)["codes"]
    assert (one["code"], one["level"]) == ("E316", CATALOGUE["E316"].level)
    asked(chosen=Format.json)
    assert len(json.loads(capsys.readouterr().out)["codes"]) == len(CATALOGUE)


def test_the_page_is_written_where_a_markdown_file_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "findings.md"
    assert asked(output=target) is Exit.FINE
    assert target.read_bytes().decode("utf-8") == page()
    assert "已写入" in capsys.readouterr().err
    with pytest.raises(UsageError, match="--force"):
        asked(output=target)
    assert asked(output=target, force=True) is Exit.FINE
    asked(chosen=Format.md)
    assert capsys.readouterr().out == page()


def test_a_file_of_one_code_holds_that_code_alone(tmp_path: Path) -> None:
    target = tmp_path / "e204.md"
    asked("E204", output=target)
    assert target.read_text(encoding="utf-8").startswith("# E204 没有填\n")
