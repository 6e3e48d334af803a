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
    shown = without_digests(capsys.readouterr().out)
    golden = GOLDEN / f"{lang}-{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(shown.encode("utf-8"))
    assert golden.read_bytes().decode("utf-8") == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"


def test_no_golden_file_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {f"{lang}-{name}" for lang in ("zh", "en") for name in VIEWS}


def test_no_golden_file_depends_on_the_machine_or_on_a_digest() -> None:
    for path in GOLDEN.iterdir():
        text = path.read_bytes().decode("utf-8")
        assert str(SAMPLES.parent) not in text
        assert "\r" not in text
        assert without_digests(text) == text
