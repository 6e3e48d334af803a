"""The page as a file: nothing in it acts but its own script, nothing is asked of the network, and it says what was found."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from tests.report.cities import HOSTILE, city

from loudi_qa.report.html.page import page
from loudi_qa.report.html.texts import TEXTS

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment
    from loudi_qa.report.dossier import Dossier

VOID = {"meta", "input", "br", "link", "img"}


class Read(HTMLParser):
    """A page taken apart: its elements with their attributes, its text, and whether all that was opened was closed."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.inline: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert self._open == [], "elements were left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes what is not open"
        assert self._open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside in {"style", "script"}:
            self.inline[inside] = self.inline.get(inside, "") + data
        else:
            self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="session")
def written(dossier: Dossier) -> Read:
    return Read(page(dossier, "zh"))


def test_the_same_result_makes_the_same_bytes(dossier: Dossier) -> None:
    assert page(dossier, "zh") == page(dossier, "zh")


def test_the_policy_of_the_page_lets_nothing_run_or_load_but_what_it_carries(written: Read) -> None:
    policy = next(m["content"] for m in written.named("meta") if m.get("http-equiv") == "Content-Security-Policy")
    for kind in ("style", "script"):
        digest = b64encode(sha256(written.inline[kind].encode("utf-8")).digest()).decode("ascii")
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    attributes = {name for _, own in written.elements for name in own}
    assert not {a for a in attributes if a.startswith("on")} | (attributes & {"style", "src", "srcset"})
    assert all(a["href"].startswith("#") for a in written.named("a")), "a link would lead out of the file"


def test_every_link_within_the_page_leads_somewhere(written: Read) -> None:
    ids = [own["id"] for _, own in written.elements if "id" in own]
    assert len(ids) == len(set(ids)), "two elements share an address"
    assert {a["href"][1:] for a in written.named("a")} <= set(ids)


def test_every_unit_has_its_card_with_every_point_and_every_step(dossier: Dossier, written: Read) -> None:
    text = "".join(written.text)
    ids = {own["id"] for _, own in written.elements if "id" in own}
    for place, unit in enumerate(dossier.result.units, start=1):
        for derivation in dossier.derivations(unit).values():
            assert f"u{place}-{derivation.id}" in ids
            for step in derivation.steps:
                assert step.text.zh in text, f"{unit.unit.name.zh} {derivation.id}: a step to the point is not there"


def test_pictures_have_a_title_and_a_table_says_the_same(written: Read) -> None:
    pictures = [own for own in written.named("svg") if own.get("role") == "img"]
    assert len(pictures) > 40
    assert len(written.named("caption")) == len(written.named("table"))
    hidden = [own for own in written.named("svg") if own.get("role") != "img"]
    assert all(own.get("aria-hidden") == "true" for own in hidden)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_that_look_like_code_stay_names(sample: Assessment, lang: str) -> None:
    dossier = city(sample, HOSTILE, struck="all")
    read = Read(page(dossier, "en" if lang == "en" else "zh"))
    assert len(read.named("script")) == len(read.named("style")) == 1
    shown = "".join(read.text)
    assert all(name in shown for name in HOSTILE), "a name was eaten or worked out"


@pytest.mark.parametrize("names", [["孤县"], [f"第{n}县" for n in range(30)]], ids=["one unit", "thirty units"])
def test_any_number_of_units_makes_a_page(sample: Assessment, names: list[str]) -> None:
    read = Read(page(city(sample, names), "zh"))
    assert len(read.named("article")) == len(names)


def test_a_result_that_is_open_says_so_before_anything_else(sample: Assessment) -> None:
    read = Read(page(city(sample, ["甲县", "乙县"], silent=True), "zh"))
    text = "".join(read.text)
    assert text.index("结果未定") < text.index("热力图")
    assert "位次待定" in text


def test_a_sample_says_that_it_is_one(written: Read) -> None:
    assert "示例数据" in "".join(written.text)[:400]


def test_the_english_page_has_no_chinese_of_its_own(dossier: Dossier) -> None:
    """Names of things in the workbook stay as they are; what the program says is said in English."""
    told = {w.zh for w in TEXTS.values() if "{" not in w.zh and len(w.zh) > 1}
    text = "".join(Read(page(dossier, "en")).text)
    chunks = {chunk.strip() for chunk in re.split(r"[\n]", text)}
    assert not told & chunks
    assert "Louxing District" in text


def test_no_words_of_the_page_are_left_over() -> None:
    from importlib.resources import files

    sources = "".join(p.read_text("utf-8") for p in (files("loudi_qa.report.html") / "templates").iterdir())
    keys = set(re.findall(r"\bt\([\"']([a-z_0-9]+)[\"']", sources))
    keys |= {"not_applicable", "not_theirs", "not_due", "missing", "open"}
    keys |= {"result", "map", "change", "targets", "cards", "basis", "findings", "h0", "h1", "h2", "h3", "h4"}
    assert keys == set(TEXTS), "a phrase is asked for and not there, or there and never said"
