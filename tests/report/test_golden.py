"""What the sample year looks like, to the letter; UPDATE_GOLDEN=1 writes the files anew, to be read before they are kept."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.report.conftest import SAMPLES

from loudi_qa.cli.main import run

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment

GOLDEN = Path(__file__).parent / "golden"
UNFOLDED = "4096"

VIEWS: dict[str, tuple[str, list[str]]] = {
    "ranking-60.txt": ("60", []),
    "ranking-80.txt": ("80", []),
    "ranking-120.txt": ("120", []),
    "ranking-pipe.txt": (UNFOLDED, []),
    "top-80.txt": ("80", ["--top", "3"]),
    "unit-80.txt": ("80", ["--unit", "双峰县"]),
    "unit-pipe.txt": (UNFOLDED, ["--unit", "双峰县"]),
    "department-80.txt": ("80", ["--by", "department"]),
    "city-80.txt": ("80", ["--by", "city"]),
    "ranking.csv": ("80", ["--format", "csv"]),
    "unit.csv": ("80", ["--unit", "双峰县", "--format", "csv"]),
    "city.csv": ("80", ["--by", "city", "--format", "csv"]),
    "ranking.md": ("80", ["--format", "md"]),
    "unit.md": ("80", ["--unit", "双峰县", "--format", "md"]),
    "unit.json": ("80", ["--unit", "双峰县", "--format", "json"]),
}

ANSWERS: dict[str, tuple[str, list[str]]] = {
    "explain-lines-80.txt": ("80", ["explain", "2019.xlsx", "双峰县", "E01"]),
    "explain-moved-60.txt": ("60", ["explain", "2019.xlsx", "双峰县", "base-na"]),
    "what-if-80.txt": ("80", ["score", "2019.xlsx", "--set", "双峰县:P06=93.4", "--set", "冷水江:B15=1", "--set", "娄星:E01=95"]),
    "what-if.csv": ("80", ["score", "2019.xlsx", "--set", "双峰县:P06=93.4", "--format", "csv"]),
    "robust-80.txt": ("80", ["robust", "2019.xlsx"]),
    "robust-pipe.txt": (UNFOLDED, ["robust", "2019.xlsx"]),
    "compare-80.txt": ("80", ["compare", "2018.xlsx", "2019.xlsx", "--notice-date", "2019-03-20"]),
    "compare-pipe.txt": (UNFOLDED, ["compare", "2018.xlsx", "2019.xlsx"]),
    "compare-unit-60.txt": ("60", ["compare", "2018.xlsx", "2019.xlsx", "--unit", "新化县"]),
    "compare.csv": ("80", ["compare", "2018.xlsx", "2019.xlsx", "--format", "csv"]),
    "compare.md": ("80", ["compare", "2018.xlsx", "2019.xlsx", "--format", "md"]),
}  # fmt: skip
"""What is asked after the result, as it is typed in the folder of the samples."""


def without_digests(text: str) -> str:
    """The digests go: they change with every file, and other tests hold them."""
    return re.sub(r"\b[0-9a-f]{12,}\b", "<digest>", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_the_sample_year_looks_as_it_did(
    name: str, lang: str, sample: Assessment, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns, options = VIEWS[name]
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("loudi_qa.cli.way.score", lambda *_: sample)  # scored once: here only its looks are looked at
    assert run(["score", "2019.xlsx", "--lang", lang, "--color", "never", "-q", *options]) == 0
    hold(f"{lang}-{name}", capsys.readouterr().out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_looks_as_it_did(
    name: str, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns, words = ANSWERS[name]
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.chdir(SAMPLES)
    assert run([*words, "--lang", lang, "--color", "never", "-q"]) == 0
    hold(f"{lang}-{name}", capsys.readouterr().out)


def hold(name: str, printed: str) -> None:
    """What was printed against what is kept."""
    shown, golden = without_digests(printed), GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(shown.encode("utf-8"))
    assert golden.read_bytes().decode("utf-8") == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"


def test_no_golden_file_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {f"{lang}-{name}" for lang in ("zh", "en") for name in VIEWS | ANSWERS}


def test_no_golden_file_depends_on_the_machine_or_on_a_digest() -> None:
    for path in GOLDEN.iterdir():
        text = path.read_bytes().decode("utf-8")
        assert str(SAMPLES.parent) not in text
        assert "\r" not in text
        assert without_digests(text) == text
