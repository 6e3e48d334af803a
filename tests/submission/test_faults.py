"""Everything that the program looks for: each fault is made, and told by its codes; docs/faults.md is the list of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.submission.faults import Fault, found
from tests.submission.faults_files import FILES
from tests.submission.faults_forms import FORMS, OFFICE
from tests.submission.faults_values import DOUBTFUL, HARMLESS, ROUND, SENSE

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.catalogue.titles import LEVELS

if TYPE_CHECKING:
    from loudi_qa.catalogue.entry import Level

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"

SECTIONS: dict[str, list[Fault]] = {
    "文件 / The file": FILES,
    "表格 / The form": FORMS,
    "无害的写法 / Harmless ways of writing": HARMLESS,
    "说不清的值 / Doubtful values": DOUBTFUL,
    "合不合理 / Sense": SENSE,
    "办公室的表 / The sheets of the office": OFFICE,
    "整轮 / The round": ROUND,
}
FAULTS = [fault for faults in SECTIONS.values() for fault in faults]

ONLY_IN_A_RESULT = {"E501", "E502", "E503", "E504"}
"""Told of a score, not of a workbook."""
ONLY_WHEN_JOINED = {"E606", "E607"}
"""Told where forms are joined to a year."""

OF_THE_MACHINE = {"E110"}
"""Told where memory runs out or the system ends the process: no file alone makes it so."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.en)
def test_a_fault_is_told_by_its_codes_and_by_no_others(fault: Fault, tmp_path: Path) -> None:
    findings = found(fault, tmp_path)
    assert sorted(f.code for f in findings) == fault.codes.split(), [f"{f.place}: {f.message('en')}" for f in findings]
    for finding in findings:
        assert finding.severity == level(finding.code, fault)
        for said in (finding.message("zh"), finding.fix("zh"), finding.message("en"), finding.fix("en")):
            assert said
            assert not set("{}") & set(said), f"a field was left open: {said}"


def test_every_code_that_a_workbook_or_a_round_can_lead_to_is_among_them() -> None:
    raised = {code for fault in FAULTS for code in fault.codes.split()}
    assert raised == set(CATALOGUE) - ONLY_IN_A_RESULT - ONLY_WHEN_JOINED - OF_THE_MACHINE


def test_no_fault_is_listed_twice() -> None:
    assert len({f.zh for f in FAULTS}) == len({f.en for f in FAULTS}) == len(FAULTS)


TOP = """# 会出什么错 / What goes wrong

每一种错都在测试里真的做过一遍，得到的就是表中的代码，不多也不少；没有代码的，就是照样读，没有话说。
代码的说明见 [findings.md](findings.md)。

Each of these is done in the tests, and leads to the codes beside it and to no others; where there is none, nothing is said.
The codes are explained in [findings.md](findings.md).

本页由测试写成，请勿手工修改 / written by the tests, not to be edited: `UPDATE_GOLDEN=1 pytest tests/submission/test_faults.py`
"""


def level(code: str, fault: Fault) -> Level:
    """At which level a code is told of a fault."""
    if code in fault.raised.split():
        return "error"
    return "warning" if code in fault.lowered.split() else CATALOGUE[code].level


def row(fault: Fault) -> str:
    codes = list(dict.fromkeys(fault.codes.split()))
    links = " ".join(f"[{code}](findings.md#{code.lower()})" for code in codes)
    levels = "；".join(dict.fromkeys("{0.zh} {0.en}".format(LEVELS[level(code, fault)]) for code in codes))
    cells = fault.zh, fault.en, links, levels
    return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|") for c in cells) + " |"


def page() -> str:
    """All faults by section."""
    head = "| 怎么了 | What happened | 代码 / Code | 级别 / Level |\n|---|---|---|---|"
    return TOP + "".join(f"\n## {name}\n\n{head}\n" + "\n".join(map(row, faults)) + "\n" for name, faults in SECTIONS.items())


def test_the_page_on_faults_is_this_list() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "if this is meant: UPDATE_GOLDEN=1, then read docs/faults.md"
