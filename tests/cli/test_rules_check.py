"""``rules check`` as an office runs it: all faults at once, remarks that say what to do, and the document beside the rules."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import ROOT, YEAR

from loudi_qa.scheme.lint.remark import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

ODD = ROOT / "tests" / "scheme" / "odd"
BROKEN = ROOT / "tests" / "scheme" / "broken"
GOLDEN = Path(__file__).parent / "rules_check"
INDICATORS = "indicators.yaml"

SCREENS = {
    "text": (80, ["--text", "text.txt"]),
    "text-60": (60, ["--text", "text.txt"]),
    "text-120": (120, ["--text", "text.txt"]),
    "faults": (80, ["--indicators", "faulty.yaml"]),
}
"""What is typed in the folder of :func:`here`, and how wide the window is."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with rules, the text of their document, and some mistakes in them."""
    for file in (ODD / "sound").iterdir():
        shutil.copy(file, tmp_path)
    said = (tmp_path / INDICATORS).read_text(encoding="utf-8")
    slips = [("合格率达到97%以上", "合格率要达97%以上"), ("二(一)2, anchor", "二(一)1, anchor"), ("0.5, cap: 2", "2, cap: 0.5")]
    for right, wrong in [*slips, ("- {clause: 三(一), why: {zh: 是附则, en: A closing rule}}\n", "")]:
        assert right in said
        said = said.replace(right, wrong)
    (tmp_path / INDICATORS).write_text(said, encoding="utf-8")
    faulty = said.replace("points: 60}", "points: 50}").replace("measure: R1, points: 10", "measure: R9, points: 10")
    (tmp_path / "faulty.yaml").write_text(faulty, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sound(here: Path) -> Path:
    """The same folder without the mistakes."""
    shutil.copy(ODD / "sound" / INDICATORS, here)
    return here


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_what_is_shown_is_what_was_read_over(
    ask: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch, name: str, lang: str
) -> None:
    width, typed = SCREENS[name]
    monkeypatch.setenv("COLUMNS", str(width))
    shown = ask("rules", "check", *typed, "--lang", lang).out
    golden = GOLDEN / f"{lang}-{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(shown.encode())
    assert golden.read_bytes().decode() == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"


def test_no_golden_screen_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {f"{lang}-{name}.txt" for lang in ("zh", "en") for name in SCREENS}


def test_every_fault_of_both_files_is_told_at_once(ask: Callable[..., Ran], here: Path) -> None:
    duties = (here / "responsibilities.yaml").read_text(encoding="utf-8")
    (here / "responsibilities.yaml").write_text(
        duties.replace("group: urban, leaders", "group: suburb, leaders"), encoding="utf-8"
    )
    ran = ask("rules", "check", "--indicators", "faulty.yaml", "--json")
    data = json.loads(ran.out)
    assert ran.code == 2
    assert {(r["kind"], Path(r["file"]).name) for r in data["remarks"]} == {
        ("rule-fault", "faulty.yaml"),
        ("rule-fault", "responsibilities.yaml"),
    }
    assert data["totals"]["errors"] == len(data["remarks"]) >= 3
    assert (data["scheme"], data["year"], data["text"]) == (None, None, None)


def test_a_group_that_does_not_add_up_is_told_with_each_of_its_indicators(ask: Callable[..., Ran], sound: Path) -> None:
    said = (sound / INDICATORS).read_text(encoding="utf-8")
    (sound / INDICATORS).write_text(said.replace("measure: R1, points: 10", "measure: R1, points: 12.5"), encoding="utf-8")
    (remark,) = json.loads(ask("rules", "check", "--json").out)["remarks"]
    assert "62.5" in remark["message"]
    assert "R1-2020 20、R1-avg 12.5、C1-quota 10、B1-bands 20" in remark["fix"]


def test_errors_end_with_the_code_of_wrong_rules(ask: Callable[..., Ran], here: Path) -> None:
    assert ask("rules", "check", "--text", "text.txt").code == 2


@pytest.mark.parametrize(("flags", "code"), [([], 0), (["--strict"], 1)])
def test_warnings_are_let_pass_unless_one_is_strict(ask: Callable[..., Ran], here: Path, flags: list[str], code: int) -> None:
    ran = ask("rules", "check", *flags)
    assert "警告" in ran.out
    assert ran.code == code


def test_notes_are_let_pass_even_where_one_is_strict(ask: Callable[..., Ran], sound: Path) -> None:
    ran = ask("rules", "check", "--strict")
    assert ran.code == 0
    assert "提示" in ran.out


def test_quiet_leaves_errors_and_nothing_else(ask: Callable[..., Ran], sound: Path) -> None:
    assert ask("rules", "check", "-q").out == ""
    shutil.copy(ODD / "anchor_misquoted.yaml", sound / INDICATORS)
    out = ask("rules", "check", "-q", "--text", "text.txt").out
    assert "错误" in out
    assert "提示" not in out.split("\n", 2)[2]


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_a_text_as_windows_saves_it_is_read(ask: Callable[..., Ran], sound: Path, encoding: str) -> None:
    said = (sound / "text.txt").read_text(encoding="utf-8")
    (sound / "text.txt").write_bytes(said.replace("\n", "\r\n").encode(encoding))
    data = json.loads(ask("rules", "check", "--text", "text.txt", "--json").out)
    assert [r["kind"] for r in data["remarks"]] == ["quota-not-examined", "no-cases"]
    assert [c["clause"] for c in data["text"]["clauses"]] == [
        "一", "一·产品质量", "一·环境质量", "二(一)1", "二(一)2", "二(二)", "三(一)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.docx", b"PK\x03\x04 and so on", "另存为 .txt"),
        ("plan.pdf", b"%PDF-1.4", "另存为 .txt"),
        ("plan.txt", b"\x00\x01\x02", "另存为 .txt"),
        ("plan.txt", None, "找不到 plan.txt"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(
    ask: Callable[..., Ran], sound: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (sound / name).write_bytes(content)
    ran = ask("rules", "check", "--text", name)
    assert ran.code == 3
    assert told in ran.err


def test_a_folder_is_no_text(ask: Callable[..., Ran], sound: Path) -> None:
    ran = ask("rules", "check", "--text", ".")
    assert ran.code == 3
    assert "文件夹" in ran.err


def test_the_text_is_never_written_over(ask: Callable[..., Ran], sound: Path) -> None:
    before = (sound / "text.txt").read_bytes()
    assert ask("rules", "check", "--text", "text.txt", "-o", "text.txt", "--force").code == 2
    assert (sound / "text.txt").read_bytes() == before


def test_cases_beside_the_rules_are_found_and_an_untried_rule_is_told(ask: Callable[..., Ran], sound: Path) -> None:
    case = "- {name: on target, indicator: R1-2020, given: {value: 97}, expect: 20}\n"
    (sound / "cases.yaml").write_text(f"scheme: sound\nyear: 2019\ncases:\n{case}", encoding="utf-8")
    remarks = json.loads(ask("rules", "check", "--json").out)["remarks"]
    untried = [r["message"].split("：")[0] for r in remarks if r["kind"] == "rule-without-case"]
    assert "R1-2020" not in untried
    assert {"R1-avg", "X1", "V1"} <= set(untried)
    assert "no-cases" not in {r["kind"] for r in remarks}


@pytest.mark.parametrize(("year", "told"), [(2018, True), (2019, False), (2020, False)])
def test_cases_of_a_year_before_the_edition_are_told(ask: Callable[..., Ran], sound: Path, year: int, *, told: bool) -> None:
    case = "- {name: on target, indicator: R1-2020, given: {value: 97}, expect: 20}\n"
    (sound / "cases.yaml").write_text(f"scheme: sound\nyear: {year}\ncases:\n{case}", encoding="utf-8")
    remarks = json.loads(ask("rules", "check", "--json").out)["remarks"]
    apart = [(r["file"], r["line"], r["level"]) for r in remarks if r["kind"] == "edition-and-years-apart"]
    assert apart == [("cases.yaml", 2, "note")] * told


def test_what_init_leaves_to_be_filled_in_is_told_and_yet_passes(
    ask: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ask("init", tmp_path / "new", "--name", "某市考核", "--id", "new", "--year", "2026", "--units", "甲县,乙县")
    assert made.code == 0
    monkeypatch.chdir(tmp_path / "new")
    ran = ask("rules", "check", "--strict", "--json")
    left = [r for r in json.loads(ran.out)["remarks"] if r["kind"] == "placeholder-left"]
    assert ran.code == 0
    assert [r["message"].split("：")[0] for r in left] == ["source.document", "source.title", "source.issuer", "source.date"]


def test_with_v_every_clause_that_is_listed_comes_with_its_reason(ask: Callable[..., Ran], sound: Path) -> None:
    out = ask("rules", "check", "--text", "text.txt", "-v").out
    assert re.search(r"三\(一\)\s+是附则", out)
    assert re.search(r"二\(二\)\s+2次\s+是内部会议", out)
    assert "是附则" not in ask("rules", "check", "--text", "text.txt").out


def test_faults_of_the_cases_are_told_in_their_file(ask: Callable[..., Ran], sound: Path) -> None:
    (sound / "tried.yaml").write_text("scheme: sound\nyear: 2019\ncases:\n- {name: none, indicator: R9}\n", encoding="utf-8")
    ran = ask("rules", "check", "--cases", "tried.yaml", "--json")
    remarks = [r for r in json.loads(ran.out)["remarks"] if r["level"] != "note"]
    assert ran.code == 2
    assert {(r["kind"], r["file"]) for r in remarks} == {("rule-fault", "tried.yaml")}


def test_cases_that_are_not_there_are_told(ask: Callable[..., Ran], sound: Path) -> None:
    ran = ask("rules", "check", "--cases", "none.yaml")
    assert ran.code == 2
    assert "none.yaml" in ran.out


def test_the_quotas_of_a_workbook_are_added_up(ask: Callable[..., Ran], tmp_path: Path) -> None:
    said = (ROOT / INDICATORS).read_text(encoding="utf-8")
    more = said.replace("city: {at_least: 10, yearly: true}", "city: {at_least: 9999, yearly: true}")
    assert more != said
    (tmp_path / INDICATORS).write_text(more, encoding="utf-8")
    ran = ask("rules", "check", "--workbook", YEAR, "--indicators", tmp_path / INDICATORS, "--json")
    remarks = {r["kind"]: r for r in json.loads(ran.out)["remarks"]}
    assert "9999" in remarks["quota-below-city"]["message"]
    assert "quota-not-examined" not in remarks


def test_the_year_of_a_workbook_is_not_talked_over(ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "check", "--workbook", YEAR, "--year", "2018")
    assert ran.code == 2
    assert "2019" in ran.err


@pytest.mark.parametrize(("typed", "year"), [([], 2019), (["--year", "2021"], 2021)])
def test_the_year_is_the_one_typed_or_that_of_the_edition(
    ask: Callable[..., Ran], sound: Path, typed: list[str], year: int
) -> None:
    data = json.loads(ask("rules", "check", "--json", *typed).out)
    assert data["year"] == year
    assert ("year-without-target" in {r["kind"] for r in data["remarks"]}) == (year == 2021)


def test_json_says_what_was_found_with_kinds_that_stay(ask: Callable[..., Ran], here: Path) -> None:
    data = json.loads(ask("rules", "check", "--text", "text.txt", "--json", "--lang", "en").out)
    assert list(data) == ["schema", "scheme", "edition", "year", "totals", "remarks", "text"]
    assert all(list(r) == ["level", "kind", "file", "line", "message", "fix"] for r in data["remarks"])
    assert all(KINDS[r["kind"]][0] == r["level"] for r in data["remarks"])
    assert list(data["text"]) == ["file", "clauses", "anchors", "anchors_declared", "figures", "uncovered", "lines_apart"]
    left = data["text"]["uncovered"]
    assert left | {"figures": [f["figure"] for f in left["figures"]]} == {"figures": ["97%"], "clauses": ["三(一)"]}
    assert {f["figure"]: f["standing"] for f in data["text"]["figures"]} == {
        "6个": "covered", "97%": "left", "83%": "covered", "4件": "covered", "2次": "listed",
    }  # fmt: skip


@pytest.mark.parametrize("how", ["csv", "md"])
def test_rows_name_file_line_and_kind(ask: Callable[..., Ran], here: Path, how: str) -> None:
    out = ask("rules", "check", "--text", "text.txt", "--format", how).out
    rows = [line for line in out.splitlines() if "anchor-elsewhere" in line]
    assert len(rows) == 1
    assert re.search(r"indicators\.yaml\W+\d+\W+错误", rows[0])


def test_the_shipped_rules_are_sound(ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "check", "--workbook", YEAR, "--strict")
    assert ran.code == 0, ran.out
