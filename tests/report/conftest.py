"""The sample year, scored once for all tests of its reports, the dossier its papers are made from, and a browser."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from loudi_qa import api
from loudi_qa.assess.compare.comparison import Compared, compare
from loudi_qa.cli import way
from loudi_qa.report.dossier import Dossier
from loudi_qa.submission.origin import Origins
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules

SAMPLES = Path(__file__).parents[2] / "samples"
DAY, LAST_DAY = date(2020, 3, 20), date(2019, 3, 20)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ALONE = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def sample(shipped: Rules) -> Assessment:
    """2019 of the samples, with 2018 before it."""
    return way.score(SAMPLES / "2019.xlsx", shipped, SAMPLES / "2018.xlsx")


@pytest.fixture(scope="session")
def dossier(sample: Assessment) -> Dossier:
    """All that the papers of 2019 are made from, last year and both days of a notice included."""
    assert sample.previous is not None
    pair = compare([Compared(sample.previous), Compared(sample)], {2018: LAST_DAY})[0]
    origins = Origins(read(SAMPLES / "2019.xlsx", api.limits(sample.rules)))
    papers = sample.rules.mandate.papers.model_copy(update={"number": "娄质强办〔2020〕3号"})
    return Dossier(sample, papers, DAY, LAST_DAY, origins, pair)


@pytest.fixture(scope="session")
def bare_dossier(shipped: Rules) -> Dossier:
    """The same year with nothing but its workbook: no last year, no number, no day."""
    return Dossier(way.score(SAMPLES / "2019.xlsx", shipped), shipped.mandate.papers)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium with no network; one for all pages that a worker looks at, for there can be no second."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed here")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=[*ALONE, *root])
        yield started
        started.close()
