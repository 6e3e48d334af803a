"""The schemes of other places: that their own texts' numbers come out, and that what lies beside them can be used at once.

Every folder of examples/ is taken. UPDATE_GOLDEN=1 writes the totals anew, to be read before they are kept.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from loudi_qa import api
from loudi_qa.assess.cases.coverage import gaps
from loudi_qa.assess.cases.ready import Ready, ready
from loudi_qa.assess.cases.run import Outcome, Runner
from loudi_qa.assess.cases.survivors import mutation
from loudi_qa.report.explained import derivations, lines_document, unit_document
from loudi_qa.scheme.cases import read_cases, tried
from loudi_qa.scheme.lint.look import Beside, look

if TYPE_CHECKING:
    from types import ModuleType

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.words import Lang

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
IDS = sorted(path.parent.name for path in EXAMPLES.glob("*/indicators.yaml"))
TOTALS = Path(__file__).parent / "totals.json"


class Example(NamedTuple):
    """An example with everything in its folder that is run."""

    home: Path
    rules: Rules
    cases: tuple[Ready, ...]
    outcomes: tuple[Outcome, ...]
    result: Assessment


@pytest.fixture(scope="module", params=IDS)
def example(request: pytest.FixtureRequest) -> Example:
    home = EXAMPLES / request.param
    rules = api.load(home / "indicators.yaml", home / "responsibilities.yaml")
    cases = ready(read_cases(home / "cases.yaml", rules), rules)
    runner = Runner(rules)
    year = api.read(home / "sample.xlsx", rules)
    return Example(home, rules, cases, tuple(map(runner.run, cases)), api.score(year, rules))


def test_the_six_schemes_of_the_plan_are_there() -> None:
    assert set(IDS) >= {"air-2014", "anhui-2014", "basin", "county-ranking", "food-city", "irrigation-2017"}


def test_the_numbers_of_its_own_text_come_out(example: Example) -> None:
    failed = {o.ready.case.name.zh: [c for c in o.compared if not c.agrees] for o in example.outcomes if not o.passed}
    assert not failed
    assert len(example.outcomes) >= 20


def test_no_situation_of_any_rule_is_untried(example: Example) -> None:
    assert [(g.item.id, [s.zh for s in g.untried]) for g in gaps(example.rules, example.outcomes)] == []


def test_no_number_can_be_wrong_without_a_case_that_notices(example: Example) -> None:
    found = mutation(example.rules, example.cases)
    assert [(m.line, m.old.zh, m.new.zh) for m in found.survivors] == []
    assert found.mutants >= 20


def test_an_auditor_finds_no_fault_and_little_to_remark(example: Example) -> None:
    cases = read_cases(example.home / "cases.yaml", example.rules)
    beside = Beside(tried=tried(cases.file, example.rules.scheme))
    remarks = look(example.rules, example.result.year.year, beside).remarks
    assert [r.message.zh for r in remarks if r.level == "error"] == []
    warned = [r.message.zh for r in remarks if r.level == "warning"]
    assert len(warned) <= 3, warned


def test_the_sample_year_scores_to_the_totals_that_were_read(example: Example) -> None:
    assert [f.message("zh") for f in example.result.findings if f.severity == "error"] == []
    assert not example.result.is_open
    totals = {u.unit.name.zh: [str(u.total), u.grade.grade if u.grade else "", u.rank] for u in example.result.units}
    kept = json.loads(TOTALS.read_text(encoding="utf-8")) if TOTALS.exists() else {}
    if os.environ.get("UPDATE_GOLDEN"):
        kept = dict(sorted({**kept, example.home.name: totals}.items()))
        lines = (f'"{name}": {json.dumps(own, ensure_ascii=False)}' for name, own in kept.items())
        TOTALS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    assert kept[example.home.name] == totals, "if this is meant: UPDATE_GOLDEN=1, then read totals.json"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_point_of_every_unit_can_be_explained(example: Example, lang: Lang) -> None:
    for unit in example.result.units:
        own = derivations(example.result, unit, None)
        assert {line.indicator.id for line in unit.lines} <= own.keys()
        assert unit.unit.name.of(lang) in unit_document(example.result, unit, lang).title
        text = str(lines_document(example.result, unit, [*own.values()], lang))
        assert not re.search(r"\{\w+\}", text), "a blank was left unfilled"


def test_the_sample_is_made_from_its_table(example: Example, tmp_path: Path) -> None:
    """Who changes a value changes sample.yaml and makes the workbook again: the two never part."""
    made = make().make([example.home.name], tmp_path)
    assert len(made) == 1
    assert parts(made[0]) == parts(example.home / "sample.xlsx"), f"python examples/make.py {example.home.name}"


def test_the_readme_says_what_the_sample_is_in_both_langs(example: Example) -> None:
    text = (example.home / "README.md").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) <= 60, "a page is enough"
    assert sum(len(re.findall(r"[一-鿿]", line)) for line in lines[:8]) >= 60, "a paragraph in Chinese stands at the top"
    named = set(re.findall(rf"examples/{example.home.name}/[\w.-]+", text))
    assert {f"examples/{example.home.name}/sample.xlsx", f"examples/{example.home.name}/indicators.yaml"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_notice_on_the_sample_says_that_values_are_invented(example: Example) -> None:
    assert "虚构" in (example.result.year.notice or "")


def make() -> ModuleType:
    """examples/make.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("examples_make", EXAMPLES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parts(path: Path) -> dict[str, bytes]:
    """What is in a workbook: the zip around it differs between compressors."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
