"""The page in a real browser: Chromium with no network at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from loudi_qa.report.html.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from loudi_qa.report.dossier import Dossier


class Opened(NamedTuple):
    """A page in the browser, and what it said or asked for besides itself."""

    page: Page
    said: list[str]
    asked: list[str]


@pytest.fixture(scope="session")
def file(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / "index.html"
    written.write_bytes(page(dossier, "zh"))
    return written


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """The sample's page as someone has just opened it on a desk; whatever the browser complains of, the test fails."""
    yield from open_page(browser, file, 1280)


@pytest.fixture
def on_a_phone(browser: Browser, file: Path) -> Iterator[Opened]:
    yield from open_page(browser, file, 375)


def open_page(browser: Browser, file: Path, width: int) -> Iterator[Opened]:
    """Open a file; after the test hold that it said nothing and asked for nothing."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    yield Opened(page, said, asked)
    page.close()
    assert said == [], "the browser complains of the page"
    assert {url.split("#")[0] for url in asked} == {file.as_uri()}, "the page asks for something beside itself"
