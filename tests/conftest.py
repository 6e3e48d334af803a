"""What every test may ask for: the small scheme with every rule kind, and the rules as they are shipped."""

from __future__ import annotations

import gc
import os
import signal
import sys
from copy import copy
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from loudi_qa.cli import rules as cli_rules
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, Rules, find, load
from loudi_qa.workbook import read as reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.workbook.guard import Limits
    from loudi_qa.workbook.read import Workbook

ROOT = Path(__file__).parents[1]
TINY = Path(__file__).parent / "scheme" / "tiny"

gc.set_threshold(100_000, 50, 100)  # thousands of small tests: the collector took a tenth of their time
sys.dont_write_bytecode = False  # hundreds of processes would compile the program anew, and every worker the tests
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job is deaf to Ctrl-C, and so are its children


def once(read: Callable[..., Rules]) -> Callable[..., Rules]:
    """Rules are frozen, and the same bytes under the same name are the same rules: a thousand runs need not read them anew."""
    known: dict[tuple[tuple[Path, bytes], ...], Rules] = {}

    def rules(indicators: Path | None = None, responsibilities: Path | None = None) -> Rules:
        paths = find(INDICATORS, indicators), find(RESPONSIBILITIES, responsibilities)
        if not all(path.is_file() for path in paths):
            return read(indicators, responsibilities)
        key = tuple((path, path.read_bytes()) for path in paths)
        if key not in known:
            known[key] = read(indicators, responsibilities)
        return known[key]

    return rules


def opened_once(read: Callable[..., Workbook]) -> Callable[..., Workbook]:
    """The cells of a workbook are only looked at: the samples are opened a thousand times, and need be scanned once."""
    known: dict[tuple[bytes, str, Limits | None], Workbook] = {}

    def opened(data: bytes, name: str, limits: Limits | None = None) -> Workbook:
        key = sha256(data).digest(), name, limits
        if key not in known:
            if len(known) > MOST_KEPT:
                known.clear()
            known[key] = read(data, name, limits)
        book = known[key]  # a command may forget the cells of its own
        return book._replace(sheets={name: sheet._replace(facts=copy(sheet.facts)) for name, sheet in book.sheets.items()})

    return opened


MOST_KEPT = 40
"""Workbooks; a round of forms and the years beside it."""

reading.opened = opened_once(reading.opened)
cli_rules.load = once(load)  # type: ignore[attr-defined]  # where every command takes its rules from
settings.register_profile("house", deadline=None, derandomize=True, database=None)  # the same cases on every machine
settings.load_profile("house")


@pytest.fixture(scope="session")
def tiny() -> Rules:
    """Two units, two groups, four kinds of rule: figures that add up in the head."""
    return load(TINY / "indicators.yaml", TINY / "responsibilities.yaml")


@pytest.fixture(scope="session")
def shipped() -> Rules:
    """The rules of Loudi at the top of the repository."""
    return load(ROOT / "indicators.yaml", ROOT / "responsibilities.yaml")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample workbooks."""
    return ROOT / "samples"
