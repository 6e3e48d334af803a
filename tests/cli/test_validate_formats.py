"""The findings as JSON, CSV, Markdown and workflow commands: all of them, and nothing that acts in what reads them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.cli.conftest import BROKEN, Ran
from tests.cli.test_validate import RULES, codes, form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Ran]

LEVELS = ("错误", "警告", "提示")


def data(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    return found


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("options", [("--json",), ("--format", "json"), ("--json", "-q"), ("--json", "--format", "json")])
def test_json_holds_every_finding_whatever_is_listed_elsewhere(options: tuple[str, ...], ask: Ask) -> None:
    ran = ask("validate", BROKEN, *options)
    found = data(ran)
    assert ran.code == 1
    levels = Counter(f["level"] for f in found["findings"])
    assert set(levels) == {"error", "warning", "note"}
    of_levels = {"errors": levels["error"], "warnings": levels["warning"], "notes": levels["note"]}
    assert found["totals"] == {"files": 1, **of_levels}


def test_json_tells_of_each_file_whose_it_is(ask: Ask, tmp_path: Path) -> None:
    good, torn = form(tmp_path / "甲区.xlsx", C4="８４"), tmp_path / "坏.xlsx"
    torn.write_bytes(b"PK\x03\x04")
    found = data(ask("validate", good, torn, *RULES, "--json"))
    whose = [(f["file"], f["kind"], f["sender"], f["year"], f["errors"], f["notes"]) for f in found["files"]]
    assert whose == [(str(good), "form", "甲区", 2019, 0, 1), (str(torn), None, None, None, 1, 0)]
    assert re.fullmatch("[0-9a-f]{64}", found["files"][0]["sha256"])
    assert "round" not in found
    assert "since" not in found


def test_the_log_of_corrections_says_before_after_and_rule(ask: Ask, tmp_path: Path) -> None:
    path = form(tmp_path / "甲区.xlsx", C4="８４%", A5="甲区政府")
    log = data(ask("validate", path, *RULES, "--json"))["corrections"]
    mended = {c["cell"]: (c["before"], c["after"]) for c in log}
    assert mended == {"C4": ("８４%", "84"), "A5": ("甲区政府", "甲区")}
    assert all(c["rule"] and c["file"] == str(path) and c["sheet"] == "指标数据" for c in log)


def test_json_is_the_same_in_both_languages_but_for_its_sentences(ask: Ask) -> None:
    zh, en = (data(ask("validate", BROKEN, "--json", "--lang", lang)) for lang in ("zh", "en"))

    def without_words(found: dict[str, Any]) -> dict[str, Any]:
        findings = [{k: v for k, v in f.items() if k not in {"message", "fix"}} for f in found["findings"]]
        return found | {"findings": findings, "corrections": [{**c, "rule": ""} for c in found["corrections"]]}

    assert without_words(zh) == without_words(en)
    assert all(a["message"] != b["message"] for a, b in zip(zh["findings"], en["findings"], strict=True))


@pytest.mark.parametrize("how", ["table", "json", "csv", "md", "github"])
def test_every_format_tells_of_the_same_findings(how: str, ask: Ask) -> None:
    told = sorted(f["code"] for f in data(ask("validate", BROKEN, "--json"))["findings"])
    ran = ask("validate", BROKEN, "--format", how, "-v")
    assert ran.code == 1
    found = re.findall(r"\bE[2-6]\d\d\b", ran.out) if how != "table" else codes(ran.out)
    if how == "json":
        found = found[: len(told)]
    assert sorted(found) == told


def test_csv_has_a_row_for_each_finding_under_titles(ask: Ask, tmp_path: Path) -> None:
    path = form(tmp_path / "甲区.xlsx", C3="约5", C4="８４")
    table = rows(ask("validate", path, *RULES, "--format", "csv").out)
    assert list(table[0]) == ["代码", "级别", "文件", "位置", "单位", "编号", "读到", "问题", "改法"]
    assert [(r["代码"], r["级别"], r["位置"], r["单位"], r["编号"], r["读到"]) for r in table] == [
        ("E301", "错误", "指标数据!C3", "甲区", "C1", "约5"),
        ("E310", "提示", "指标数据!C4", "甲区", "B1", "８４"),
    ]


def test_csv_without_findings_is_its_titles(ask: Ask, tmp_path: Path) -> None:
    ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "--format", "csv", "--lang", "en")
    assert ran.out == "Code,Level,File,Place,Unit,Measure,Read,Finding,Fix\n"


STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]\d+(\.\d+)?")
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", "＋1", "＠x", " =1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula_whatever_a_form_holds(text: str, ask: Ask, tmp_path: Path) -> None:
    path = form(tmp_path / "甲区.xlsx")
    book = openpyxl.load_workbook(path)
    for address in ("A4", "B5", "C3", "G6"):
        cell = book["指标数据"][address]
        cell.value, cell.data_type = text, "s"  # a text, as a person types it behind an apostrophe
    book.save(path)
    ran = ask("validate", path, *RULES, "--format", "csv")
    assert ran.code == 1
    cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
    assert any(text.strip() in c for c in cells)
    assert [c for c in cells if c.lstrip(" ").startswith(STARTS) and not NUMBER.fullmatch(c)] == []


def test_markdown_is_a_table_that_no_cell_breaks_out_of(ask: Ask, tmp_path: Path) -> None:
    path = form(tmp_path / "甲区.xlsx", C3="约|5<b>[x](http://e.example)`")
    out = ask("validate", path, *RULES, "--format", "md").out
    lines = [line for line in out.splitlines() if line.startswith("|")]
    assert len(lines) == 3
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {10}
    assert not re.search(r"(?<!\\)[<\[`]", lines[2])


COMMAND = re.compile(r"::(error|warning|notice) ((?:file=[^,:]+,)?title=E\d{3})::([^\n]+)\n")


class TestGithub:
    def test_each_finding_is_one_workflow_command(self, ask: Ask) -> None:
        ran = ask("validate", BROKEN, "--format", "github")
        assert ran.code == 1
        found = COMMAND.findall(ran.out)
        assert "".join(f"::{a} {b}::{c}\n" for a, b, c in found) == ran.out
        totals = data(ask("validate", BROKEN, "--json"))["totals"]
        levels = Counter(level for level, _, _ in found)
        assert levels == {"error": totals["errors"], "warning": totals["warnings"], "notice": totals["notes"]}

    def test_place_sentence_and_mend_are_in_it(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C3="约5")
        out = ask("validate", path, *RULES, "--format", "github", "--lang", "en").out
        assert out == (
            f"::error file={path},title=E301::指标数据!C3: 填报值 of C1 of 甲区 must be a number, it reads 约5; "
            "write the number alone; remarks go under 备注\n"
        )

    def test_a_name_with_commas_colons_and_percent_signs_stays_one_property(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲,title=x::1%0A区.xlsx", C3="约5")
        out = ask("validate", path, *RULES, "--format", "github").out
        assert f"file={tmp_path}/甲%2Ctitle=x%3A%3A1%250A区.xlsx,title=E301::" in out

    def test_a_value_that_looks_like_a_command_is_text(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C3="5%\r\n::error file=x::假的", A4="%0A::stop-commands::x")
        out = ask("validate", path, *RULES, "--format", "github").out
        assert len(out.splitlines()) == len(COMMAND.findall(out))
        assert "%250A::stop-commands" in out
        assert "5%25" in out

    def test_findings_without_a_file_have_a_command_too(self, ask: Ask, tmp_path: Path) -> None:
        ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "--round", "--format", "github")
        assert ran.out.startswith("::error title=E601::乙县没有报送")
        assert ran.code == 1

    def test_a_file_that_cannot_be_read_has_one(self, ask: Ask, tmp_path: Path) -> None:
        ran = ask("validate", tmp_path / "没有.xlsx", *RULES, "--format", "github")
        assert ran.code == 3
        assert ran.out.startswith(f"::error file={tmp_path}/没有.xlsx,title=E101::")

    def test_no_finding_is_no_line(self, ask: Ask, tmp_path: Path) -> None:
        assert ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "--format", "github") == Ran(0, "", "")

    def test_it_can_be_written_to_a_file_of_any_name(self, ask: Ask, tmp_path: Path) -> None:
        out = tmp_path / "commands"
        ran = ask("validate", BROKEN, "--format", "github", "-o", out)
        assert ran.out == ""
        assert out.read_text(encoding="utf-8") == ask("validate", BROKEN, "--format", "github").out


@pytest.mark.parametrize(("name", "how"), [("问题.json", "json"), ("问题.csv", "csv"), ("问题.md", "md")])
def test_the_suffix_of_the_file_picks_the_writer(name: str, how: str, ask: Ask, tmp_path: Path) -> None:
    assert ask("validate", BROKEN, "-o", tmp_path / name).code == 1
    assert (tmp_path / name).read_text(encoding="utf-8-sig") == ask("validate", BROKEN, "--format", how).out


@pytest.mark.parametrize("options", [("--json", "--format", "github"), ("--json", "--format", "csv")])
def test_two_formats_at_once_are_refused(options: tuple[str, ...], ask: Ask) -> None:
    ran = ask("validate", BROKEN, *options)
    assert (ran.code, ran.out) == (2, "")
