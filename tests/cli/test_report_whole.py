"""All the papers of the sample year: which there are, and that another machine writes the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.conftest import LAST_YEAR, YEAR, program

from loudi_qa.cli.exits import Exit
from loudi_qa.cli.main import run
from loudi_qa.cli.report import LEDGER

if TYPE_CHECKING:
    from pathlib import Path

UNITS = ("娄星区", "娄底经开区", "双峰县", "涟源市", "冷水江市", "万宝新区", "新化县")
WORD = {"通报.docx", "质量状况分析.docx", *(f"反馈函-{unit}.docx" for unit in UNITS)}
ALL = WORD | {LEDGER, "result.xlsx", "index.html"}


@pytest.fixture(scope="module")
def written_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All papers of the sample year."""
    folder = tmp_path_factory.mktemp("report") / "out"
    assert run(["report", str(YEAR), "--previous", str(LAST_YEAR), "-o", str(folder)]) == Exit.FINE
    return folder


def test_without_a_flag_everything_is_written(written_out: Path) -> None:
    assert {path.name for path in written_out.iterdir()} == ALL


def test_the_same_input_makes_the_same_bytes(written_out: Path, tmp_path: Path) -> None:
    """In another process, as another clerk would have it: a hash seed, a clock or a locale would show."""
    machine: dict[str, Any] = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    done = program("report", YEAR, "--previous", LAST_YEAR, "-q", "-o", tmp_path / "out", **machine)
    assert done.code == Exit.FINE
    assert done.out == b"", "what is written goes to files, not into a pipe"
    for path in written_out.iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), f"{path.name} differs from run to run"
