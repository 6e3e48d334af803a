"""Which rules a run uses: those named, else the working folder's, else the ones that came with the program."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from tests.cli.conftest import ROOT, YEAR, Ran, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Ask = Callable[..., Ran]


def of_another_edition(folder: Path, edition: str) -> Path:
    """A copy of the indicators that calls itself another edition."""
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    path = folder / "indicators.yaml"
    path.write_text(text.replace('edition: "2019"', f'edition: "{edition}"', 1), encoding="utf-8")
    return path


def edition(ran: Ran) -> str:
    return str(json.loads(ran.out)["scheme"]["edition"])


def test_from_an_empty_folder_the_rules_that_came_with_the_program_are_found(tmp_path: Path) -> None:
    ran = program("score", YEAR, "--json", cwd=tmp_path)
    assert ran.code == 0
    assert json.loads(ran.out)["scheme"]["edition"] == "2019"


def test_rules_in_the_working_folder_win_over_the_programs_own(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_another_edition(tmp_path, "2019-here")
    monkeypatch.chdir(tmp_path)
    ran = ask("score", YEAR, "--json")
    assert edition(ran) == "2019-here"
    assert "E209" in ran.err, "the workbook was made for another edition, and that is said"


def test_rules_that_are_named_win_over_the_working_folder(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "named").mkdir()
    named = of_another_edition(tmp_path / "named", "2019-named")
    of_another_edition(tmp_path, "2019-here")
    monkeypatch.chdir(tmp_path)
    assert edition(ask("score", YEAR, "--json", "--indicators", named)) == "2019-named"


def test_a_broken_rule_file_in_the_working_folder_is_not_passed_over(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "responsibilities.yaml").write_text("units: [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = ask("score", YEAR)
    assert (ran.code, ran.out) == (2, "")
    assert "responsibilities.yaml" in ran.err


def test_verbose_names_the_files_in_use(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(ROOT / "responsibilities.yaml") in ask("score", YEAR, "-v").err
    shutil.copy(ROOT / "responsibilities.yaml", tmp_path)
    assert str(ROOT / "responsibilities.yaml") not in ask("score", YEAR, "-v").err
