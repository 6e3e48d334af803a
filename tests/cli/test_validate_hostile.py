"""One hostile file among honest ones: it is refused by name, the others are checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Ran, program
from tests.cli.test_validate import RULES, codes, form
from tests.workbook.test_hostile_attacks import ATTACKS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Ran]

CHOSEN = [
    "nested entities in sheet", "an external entity", "2 M shared strings", "one huge merge", "200,000 conditional formats",
    "one cell at XFD1048576", "a claim of a million rows", "51 sheets", "10,000 parts", "a number of 40,000 letters",
    "a sheet's name of 40,000 characters", "a part's name of 40,000 characters", "macros under another name", "strict",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHOSEN)
def test_a_hostile_file_in_a_folder_is_refused_and_the_others_are_checked(name: str, lang: str, ask: Ask, tmp_path: Path) -> None:
    form(tmp_path / "乙县.xlsx", "乙县", C3="约53")
    form(tmp_path / "甲区.xlsx")
    (tmp_path / "黑.xlsx").write_bytes(ATTACKS[name].build(0))
    ran = ask("validate", tmp_path, *RULES, "--lang", lang)
    assert ran.code == 3
    first, second = codes(ran.out)
    assert first == "E301"
    assert second in ATTACKS[name].codes.split()
    assert len(ran.out) < 3000, "what a file holds does not fill the screen"
    assert max(map(len, ran.out.splitlines())) < 500


def test_each_of_several_hostile_files_is_named(ask: Ask, tmp_path: Path) -> None:
    for number, name in enumerate(CHOSEN[:6]):
        (tmp_path / f"{number}.xlsx").write_bytes(ATTACKS[name].build(0))
    found = json.loads(ask("validate", tmp_path, *RULES, "--json").out)
    assert [f["file"] for f in found["findings"]] == [str(tmp_path / f"{n}.xlsx") for n in range(6)]
    assert {f["level"] for f in found["findings"]} == {"error"}
    assert all(f["sender"] is None for f in found["files"])


def test_a_round_with_a_hostile_file_says_who_is_missing(ask: Ask, tmp_path: Path) -> None:
    form(tmp_path / "甲区.xlsx")
    (tmp_path / "乙县.xlsx").write_bytes(ATTACKS["one huge merge"].build(0))
    ran = ask("validate", tmp_path, *RULES, "--round")
    assert ran.code == 3
    assert codes(ran.out) == ["E109", "E601"]


def test_the_whole_program_refuses_in_words_and_ends_with_3(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(ATTACKS["a quadratic entity in strings"].build(0))
    done = program("validate", path, "--lang", "en")
    assert done.code == 3
    assert b"error[E108]" in done.out
