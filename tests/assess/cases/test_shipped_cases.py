"""The cases that are shipped with the rules of Loudi: they all pass, leave nothing untried, and notice every changed number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.assess.cases.conftest import ROOT

from loudi_qa.assess.cases.coverage import gaps
from loudi_qa.assess.cases.ready import ready
from loudi_qa.assess.cases.run import Runner
from loudi_qa.assess.cases.survivors import mutation
from loudi_qa.scheme.cases import LineCase, read_cases, tried

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loudi_qa.assess.cases.ready import Ready
    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.scheme.load import Rules


@pytest.fixture(scope="module")
def outcomes(shipped: Rules, shipped_cases: Sequence[Ready]) -> list[Outcome]:
    runner = Runner(shipped)
    return [runner.run(case) for case in shipped_cases]


def test_every_case_passes(outcomes: Sequence[Outcome]) -> None:
    failed = {o.ready.line: [c for c in o.compared if not c.agrees] for o in outcomes if not o.passed}
    assert not failed
    assert len(outcomes) > 350


def test_no_situation_of_any_rule_is_untried(shipped: Rules, outcomes: Sequence[Outcome]) -> None:
    assert [(g.item.id, [s.zh for s in g.untried]) for g in gaps(shipped, outcomes)] == []


def test_no_number_can_be_wrong_without_a_case_that_notices(shipped: Rules, shipped_cases: Sequence[Ready]) -> None:
    found = mutation(shipped, shipped_cases)
    assert [(m.line, m.old.zh, m.new.zh) for m in found.survivors] == []
    assert (found.numbers, found.mutants) >= (180, 600)
    assert len(found.excused) < 12


def test_every_indicator_extra_and_veto_has_a_case(shipped: Rules) -> None:
    scheme = shipped.scheme
    every = {*(i.id for i in scheme.indicators), *(e.id for e in scheme.extras), *(v.id for v in scheme.vetoes)}
    assert every <= tried(read_cases(ROOT / "cases.yaml", shipped).file, scheme)


def test_what_a_name_tells_of_a_sum_is_what_is_expected(shipped_cases: Sequence[Ready]) -> None:
    """(94.3-92)÷5×3 in a name is computed here, by hand as it were: the figures owe nothing to the program."""
    from fractions import Fraction

    found = 0
    for each in shipped_cases:
        case = each.case
        sum_ = re.search(r"(?:\(([\d.]+)-([\d.]+)\)|([\d.]+))÷([\d.]+)×([\d.]+)", case.name.zh)
        if sum_ is None or not isinstance(case, LineCase):
            continue
        value, floor, plain, span, points = sum_.groups()
        above = Fraction(plain) if plain else Fraction(value) - Fraction(floor)
        hundredths = above / Fraction(span) * Fraction(points) * 100
        assert Fraction(str(case.expect)) * 100 == (hundredths + Fraction(1, 2)).__floor__(), case.name.zh
        found += 1
    assert found >= 60


def test_the_cases_shown_in_the_documentation_pass(shipped: Rules, tmp_path: Path) -> None:
    shown = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "rules-test.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(shown) == 2
    runner = Runner(shipped)
    for text in shown:
        path = tmp_path / "cases.yaml"
        path.write_text(text, encoding="utf-8")
        for case in ready(read_cases(path, shipped), shipped):
            assert runner.run(case).passed, case.case.name.zh
