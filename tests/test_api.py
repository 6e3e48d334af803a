"""The four calls for scripts: the same objects, and the same result, as the commands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

from loudi_qa import api
from loudi_qa.findings import NoYear, Unreadable
from loudi_qa.report.json import assessment_json
from loudi_qa.scheme.fault import RulesError

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules

SAMPLES = ROOT / "samples"


def test_four_calls_come_to_the_result_that_score_prints(shipped: Rules) -> None:
    last = api.score(api.read(SAMPLES / "2018.xlsx", shipped), shipped)
    result = api.score(api.read(str(SAMPLES / "2019.xlsx"), shipped), shipped, last)
    command = ["score", str(SAMPLES / "2019.xlsx"), "--previous", str(SAMPLES / "2018.xlsx"), "--json"]
    printed = subprocess.run(
        [sys.executable, "-m", "loudi_qa", *command], capture_output=True, check=False, encoding="utf-8"
    ).stdout
    assert json.loads(printed) == json.loads(json.dumps(assessment_json(result, "zh")))


def test_every_point_of_a_unit_can_be_explained_and_the_lines_add_up(shipped: Rules) -> None:
    year = api.read(SAMPLES / "2019.xlsx", shipped)
    result = api.score(year, shipped)
    unit = result.units[0]
    lines = api.explain(result, unit.unit.name.zh, year=year)
    assert sum(x.points for x in lines) == unit.total
    (one,) = api.explain(result, "Shuangfeng County", "P05-2020", year)
    assert {"cell", "as_sent", "rule", "points"} <= {s.key for s in one.steps}


@pytest.mark.parametrize(
    ("unit", "line", "told"),
    [
        ("双峰城", None, "there is no unit 双峰城; did you mean 双峰县?"),
        ("双峰县", "P05-2002", "no line P05-2002; did you mean P05-2020?"),
    ],
)
def test_a_name_that_is_not_there_is_an_error_with_the_nearest_one(
    shipped: Rules, unit: str, line: str | None, told: str
) -> None:
    result = api.score(api.read(SAMPLES / "2019.xlsx", shipped), shipped)
    with pytest.raises(KeyError, match=re.escape(told)):
        api.explain(result, unit, line)


def test_what_cannot_go_on_is_raised_and_holds_the_findings(shipped: Rules, tmp_path: Path) -> None:
    with pytest.raises(NoYear) as form:
        api.read(next((SAMPLES / "forms-2019").glob("*.xlsx")), shipped)
    assert [f.code for f in form.value.findings] == ["E222"]
    with pytest.raises(Unreadable):
        api.read(tmp_path / "nowhere.xlsx", shipped)
    (tmp_path / "indicators.yaml").write_text("scheme: x\n", encoding="utf-8")
    with pytest.raises(RulesError):
        api.load(tmp_path / "indicators.yaml")


def test_another_year_is_not_taken_for_last_year(shipped: Rules) -> None:
    year = api.read(SAMPLES / "2019.xlsx", shipped)
    with pytest.raises(api.WrongYear, match="is of 2019, not of the year before 2019"):
        api.score(year, shipped, api.score(year, shipped))


def test_the_page_on_the_calls_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    monkeypatch.chdir(ROOT)
    shown = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert shown
    names: dict[str, object] = {}
    for code in shown:
        exec(compile(code, "docs/api.md", "exec"), names)  # noqa: S102 -- the page's own code is what is tried


@pytest.mark.parametrize(("last", "code"), [("total: Fraction | None = None", 0), ("wrong: str = result.units", 1)])
def test_a_script_of_someone_else_is_checked_against_our_types(tmp_path: Path, last: str, code: int) -> None:
    (shown, *_) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "script.py").write_text(f"from fractions import Fraction\n{shown}\n{last}\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={ROOT / '.mypy_cache' / 'stranger'}", "script.py"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert told.returncode == code, told.stdout
