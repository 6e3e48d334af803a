"""Every fault that is planted to be held against other validators is found by ours; what the layout allows is not called one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import faults
import peers
import pytest
from tests.conftest import ROOT

from loudi_qa.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules

SAMPLE = ROOT / "samples" / "2019.xlsx"


def said(path: Path, capsys: pytest.CaptureFixture[str]) -> set[peers.Report]:
    run(["validate", str(path), "--json", "-q"])
    return peers.reports(capsys.readouterr().out)


@pytest.fixture
def clean(capsys: pytest.CaptureFixture[str]) -> set[peers.Report]:
    """What is said of the sample as it is."""
    return said(SAMPLE, capsys)


def test_every_fault_of_a_cell_is_told_with_its_cell(
    tmp_path: Path, shipped: Rules, clean: set[peers.Report], capsys: pytest.CaptureFixture[str]
) -> None:
    planted = faults.plant_cells(SAMPLE, tmp_path / "faults.xlsx", shipped)
    told = said(tmp_path / "faults.xlsx", capsys) - clean
    assert {fault.name: peers.how(fault, told) for fault in planted} == {fault.name: "cell" for fault in planted}


def test_no_two_faults_stand_in_one_row(tmp_path: Path, shipped: Rules) -> None:
    """Else one would be found by what is said of the other."""
    rows = [fault.row for fault in faults.plant_cells(SAMPLE, tmp_path / "faults.xlsx", shipped)]
    assert len(set(rows)) == len(rows) == len(faults.CELLS) + 1


def test_a_row_that_is_gone_is_told_with_unit_and_measure(
    tmp_path: Path, shipped: Rules, clean: set[peers.Report], capsys: pytest.CaptureFixture[str]
) -> None:
    gap = faults.plant_gap(SAMPLE, tmp_path / "gap.xlsx", shipped)
    assert peers.how(gap, said(tmp_path / "gap.xlsx", capsys) - clean) == "cell"


@pytest.mark.parametrize("name", faults.SHEETS)
def test_every_fault_of_the_sheet_is_told(
    name: str, tmp_path: Path, clean: set[peers.Report], capsys: pytest.CaptureFixture[str]
) -> None:
    title, change = faults.SHEETS[name]
    faults.plant_sheet(SAMPLE, tmp_path / "sheet.xlsx", change)
    told = said(tmp_path / "sheet.xlsx", capsys) - clean
    assert peers.how(faults.Planted(name, None, title), told) == ("file" if name == "sheet gone" else "cell")


@pytest.mark.parametrize("name", faults.ALLOWED)
def test_what_the_layout_allows_raises_no_alarm(
    name: str, tmp_path: Path, clean: set[peers.Report], capsys: pytest.CaptureFixture[str]
) -> None:
    faults.plant_sheet(SAMPLE, tmp_path / "allowed.xlsx", faults.ALLOWED[name])
    assert len(said(tmp_path / "allowed.xlsx", capsys)) == len(clean)


FAULT = faults.Planted("a fault", 9, "填报值", "甲区", "R1")


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (peers.Report(9, "填报值", "E302"), "cell"),
        (peers.Report(None, None, "E211", "甲区", "R1"), "cell"),
        (peers.Report(9, "分子", "E302"), "row"),
        (peers.Report(8, "填报值", "E302"), ""),
        (peers.Report(None, None, "MemoryError"), ""),
    ],
)
def test_a_report_counts_for_a_fault_only_where_the_fault_stands(report: peers.Report, found: str) -> None:
    assert peers.how(FAULT, {report}) == found


@pytest.mark.parametrize(
    ("found", "missed"), [(["", "cell"], True), (["cell", ""], False), (["row", "cell"], False), (["", ""], False)]
)
def test_only_what_another_finds_and_we_do_not_is_missed(found: list[str], missed: bool) -> None:
    assert peers.row_of("a fault", found) is missed


def test_each_peer_has_its_script() -> None:
    scripts = [peers.HERE / "peer" / script for script, *_ in peers.PEERS.values()]
    assert all(script.is_file() for script in scripts)
