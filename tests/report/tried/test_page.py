"""What a reader is told of a run of cases, to the letter; UPDATE_GOLDEN=1 writes the files anew, to be read before kept."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from loudi_qa.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
TINY = HERE.parents[1] / "scheme" / "tiny"
GOOD = """scheme: tiny
year: 2019
cases:
- {name: 正好, indicator: R1-2020, given: {value: 97}, expect: 20}
- {name: 远超, indicator: C1-quota, given: {value: 9, quota: 6}, expect: 10}
"""

SHOWN: dict[str, tuple[str, list[str]]] = {
    "failures-60.txt": ("60", ["cases.yaml"]),
    "failures-80.txt": ("80", ["cases.yaml"]),
    "failures-pipe.txt": ("4096", ["cases.yaml"]),
    "listed-120.txt": ("120", ["good.yaml", "-v"]),
    "coverage-80.txt": ("80", ["good.yaml", "--coverage"]),
    "coverage-failed-60.txt": ("60", ["cases.yaml", "--coverage"]),
    "cases.csv": ("80", ["cases.yaml", "--format", "csv"]),
    "cases.md": ("80", ["cases.yaml", "--format", "md"]),
    "cases.json": ("80", ["cases.yaml", "good.yaml", "--json"]),
}


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What is printed in a folder with the small scheme and its cases."""
    for path in (*TINY.glob("*.yaml"), HERE / "cases.yaml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def printed(*words: str, columns: str = "80") -> str:
        monkeypatch.setenv("COLUMNS", columns)
        run(["rules", "test", *words, "--color", "never"])
        return capsys.readouterr().out

    return printed


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_a_run_of_cases_looks_as_it_did(name: str, lang: str, told: Callable[..., str]) -> None:
    columns, words = SHOWN[name]
    shown, golden = told(*words, "--lang", lang, columns=columns), GOLDEN / f"{lang}-{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(shown.encode("utf-8"))
    assert golden.read_bytes().decode("utf-8") == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"


def test_no_golden_file_is_left_over_or_depends_on_the_machine() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {f"{lang}-{name}" for lang in ("zh", "en") for name in SHOWN}
    for path in GOLDEN.iterdir():
        assert str(HERE.parents[2]) not in path.read_text(encoding="utf-8")


def test_json_has_everything_that_is_printed(told: Callable[..., str]) -> None:
    data: dict[str, Any] = json.loads(told("cases.yaml", "good.yaml", "--json", "--coverage"))
    assert (data["cases"], data["passed"], data["failed"], data["not_selected"]) == (9, 4, 5, 0)
    assert [f["failed"] for f in data["files"]] == [5, 0]
    failed = [r for r in data["results"] if not r["passed"]]
    assert failed[0]["line"] == 6
    assert failed[0]["compared"][0]["expected"] == "16"
    assert failed[0]["compared"][0]["got"] == "12.00"
    assert failed[0]["compared"][0]["steps"]
    assert data["coverage"]["mutation"] is None, "changed rules tell nothing where the rules as they are already fail"
    assert all(gap["file"] == "indicators.yaml" and gap["line"] > 1 for gap in data["coverage"]["untried"])


def test_survivors_are_told_with_the_line_where_the_number_stands(told: Callable[..., str]) -> None:
    data = json.loads(told("good.yaml", "--json", "--coverage"))
    lines = Path("indicators.yaml").read_text(encoding="utf-8").splitlines()
    survivors = data["coverage"]["mutation"]["survivors"]
    assert len(survivors) > 50
    for survivor in survivors:
        if survivor["which"].split()[0] not in {"places", "points.total", "compare"} and survivor["now"].isdigit():
            assert survivor["now"] in lines[survivor["line"] - 1], survivor


def whole(values: str) -> str:
    return f"""scheme: tiny
year: 2019
cases:
- name: 全年
  units: {{甲区: {{values: {values}, quotas: {{C1: 6}}, previous: {{Y1: 73}}, averages: {{R1: 96}}}}}}
  expect: {{甲区: {{total: 100}}}}
"""


def test_a_total_names_what_its_case_leaves_unfilled_and_what_that_costs(told: Callable[..., str], tmp_path: Path) -> None:
    """Whoever adds an indicator has old cases that give no value for it: that is what they must be told."""
    full = "R1: 97, C1: 6, B1: 95, L1: 4, Y1: 74, A1: 建成"
    (tmp_path / "new.yaml").write_text(whole(f"{{{full}}}"), encoding="utf-8")
    assert "没有填的：T1 未填 -5" in told("new.yaml", "--lang", "zh")
    assert "left empty: T1 left empty, -5" in told("new.yaml", "--lang", "en")
    (tmp_path / "new.yaml").write_text(whole(f"{{{full}, T1: 0}}"), encoding="utf-8")
    assert "未填" not in told("new.yaml"), "a value of 0 is a value"


def test_of_a_case_that_gives_hardly_any_value_the_number_of_the_others_is_told(
    told: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loudi_qa.report.tried.failure._MOST", 2)
    (tmp_path / "few.yaml").write_text(whole("{L1: 4}"), encoding="utf-8")
    (line,) = (x for x in told("few.yaml", columns="200").splitlines() if "没有填的" in x)
    assert line.strip() == "没有填的：R1 未填 -30、B1 未填 -20 等，共 6 项"
