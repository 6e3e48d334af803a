"""The walk of docs/new-city.md, gone as it stands there: every command in turn, every value typed into the forms."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from tests.test_readme import ROOT, blocks, printed, text
from tests.workbook.filled import columns

from loudi_qa.cli.exits import Exit
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PAGE = ROOT / "docs" / "new-city.md"
SLIP = "{id: M01-target, group: g1, measure: M01, points: 20,"
UNITS = ["甲县", "乙县", "丙区"]


def tables() -> list[list[list[str]]]:
    """The tables of the page, without their rulers."""
    found = re.findall(r"(?:^\|.*\|\n)+", text(PAGE), re.MULTILINE)
    split = [[[c.strip() for c in line.strip("|").split("|")] for line in table.splitlines()] for table in found]
    return [[row for row in table if set(row[0]) != {"-"}] for table in split]


def table(*header: str) -> list[list[str]]:
    """The rows of the table that begins with these titles."""
    return next(rows[1:] for rows in tables() if rows[0][: len(header)] == list(header))


def typed(value: str) -> object:
    """What a cell holds once a person has typed that into it."""
    return float(value) if re.fullmatch(r"[\d.]+", value) else value or None


def put(sheet: Worksheet, row: int, title: str, value: object) -> None:
    sheet.cell(row, columns(sheet)[title]).value = value  # type: ignore[assignment]  # whatever a person types


def fill_in(form: Path, unit: str, kept: Path) -> None:
    """A clerk fills in a form by the table of the page, and saves it elsewhere."""
    values = {row[0]: row[1 + UNITS.index(unit)] for row in table("编号", *UNITS)}
    book = load_workbook(form)
    for key, value in book[layout.COVER].iter_rows(max_col=2):
        if key.value in {"填报人", "填报日期"}:
            value.value = {"填报人": "张三", "填报日期": "2020-01-15"}[str(key.value)]
    sheet = book[layout.DATA.name]
    for row in range(2, sheet.max_row + 1):
        code = sheet.cell(row, columns(sheet)[layout.CODE]).value
        if code in values:
            typed_in, *counts = re.split(r"[（/）]", values[str(code)])
            put(sheet, row, layout.VALUE, typed(typed_in))
            for title, count in zip((layout.NUMERATOR, layout.DENOMINATOR), counts, strict=False):
                put(sheet, row, title, typed(count))
            put(sheet, row, layout.EVIDENCE, "台账")
    kept.parent.mkdir(exist_ok=True)
    book.save(kept)


def fill_in_the_office(year: Path) -> None:
    """The office fills in its two sheets."""
    book = load_workbook(year)
    averages, quotas = book["全省平均"], book["目标分解"]
    for title, value in {"全省平均": 87, "统计口径": "全省", "来源": "通报"}.items():
        put(averages, 2, title, value)
    for row in range(2, 5):
        put(quotas, row, "年度目标", 5)
    book.save(year)


def change(file: str, old: str, new: str) -> None:
    """Replace what the page says is there by what it says to write."""
    before = Path(file).read_text(encoding="utf-8")
    assert before.count(old) == 1, f"the page speaks of lines that {file} does not have"
    Path(file).write_text(before.replace(old, new), encoding="utf-8")


def run(command: str, expected: Exit = Exit.FINE) -> str:
    assert f"{command}\n" in text(PAGE) or f"`{command}`" in text(PAGE), "the page does not teach this command"
    code, out = printed(command)
    assert code == expected, f"{command}: {out}"
    return out


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, as the page begins in one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("LOUDI_QA_LANG", raising=False)
    return tmp_path


def test_whoever_follows_the_page_comes_to_the_result_that_it_shows(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, *_ = blocks(PAGE, "sh")
    assert run(begin.splitlines()[0]) == ""
    assert begin.splitlines()[1] == "cd moushi"
    monkeypatch.chdir(here / "moushi")
    for command in ("loudi-qa rules show", "loudi-qa rules check", "loudi-qa rules test"):
        run(command)

    change("indicators.yaml", SLIP, SLIP.replace("20", "19"))
    told = run("loudi-qa rules check", Exit.USAGE)
    assert "产品质量 组写 60 分，其指标合计 59 分" in told
    assert "产品质量 组写 60 分，其指标合计 59 分" in text(PAGE)
    change("indicators.yaml", SLIP.replace("20", "19"), SLIP)

    was, becomes, right, *_ = blocks(PAGE, "yaml")
    change("indicators.yaml", was.strip(), becomes.strip())
    run("loudi-qa rules check")
    assert run("loudi-qa rules test", Exit.FINDINGS).count("未通过：") == 2, "the page says that two cases fail"
    cases = Path("cases.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    mine = [line for line in cases if "M01-target" in line and "value" in line]
    change("cases.yaml", "".join(mine), right)
    run("loudi-qa rules test")

    run("loudi-qa template 2019")
    for unit in UNITS:
        fill_in(Path("forms-2019") / f"{unit}.xlsx", unit, Path("forms") / f"{unit}.xlsx")
    assert "警告" not in run("loudi-qa validate forms")
    run("loudi-qa collect forms -o 2019.xlsx")
    fill_in_the_office(Path("2019.xlsx"))
    run("loudi-qa rules check --workbook 2019.xlsx")

    shown = [line.split() for line in run("loudi-qa score 2019.xlsx").splitlines()]
    for row in table("位次 place"):
        assert row in [line[:4] for line in shown], "the page promises another result"
    run("loudi-qa report 2019.xlsx -o out")
    assert len(list(Path("out").iterdir())) > 5
    assert "M01-target" in run("loudi-qa explain 2019.xlsx 乙县")
    run("loudi-qa explain 2019.xlsx 乙县 M01-target")


@pytest.fixture
def moushi(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the page begins with, to work in."""
    printed(blocks(PAGE, "sh")[0].splitlines()[0])
    monkeypatch.chdir(here / "moushi")
    return here / "moushi"


def after(file: str, line: str, new: str) -> None:
    """Write something behind a line of a file."""
    change(file, line, line.rstrip("\n") + "\n" + new)


def test_an_indicator_is_added_in_the_five_places_that_the_page_names(moushi: Path) -> None:
    *_, measure, indicator, cases = blocks(PAGE, "yaml")
    lines = Path("indicators.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    (last,) = (line for line in lines if "当年办结的投诉占受理件数" in line)
    after("indicators.yaml", last, measure)
    assert "M08" in run("loudi-qa rules check", Exit.USAGE), "a measure that no one uses, verifies and scores"
    after("indicators.yaml", "rule: {kind: places, best: highest, less: 0.1}}\n", indicator)
    change("indicators.yaml", "measure: M07, points: 10", "measure: M07, points: 5")
    for old, new in (("[M04-levels, M05-tally, M06-quota, M07-places]", "M08-target"), ("[M04, M05, M06, M07]", "M08")):
        assert old in text(PAGE)
        assert new in run("loudi-qa rules check", Exit.USAGE)
        change("responsibilities.yaml", old, f"{old[:-1]}, {new}]")
    run("loudi-qa rules check")

    told = run("loudi-qa rules test", Exit.FINDINGS)
    assert (told.count("未通过："), told.count("没有填的：M08 未填 -5")) == (4, 2), "the page says so"
    after("cases.yaml", "given: {value: 95, others: [98, 97]}, expect: 8}\n", cases)
    change("cases.yaml", "others: [98, 97]}, expect: 8}", "others: [98, 97]}, expect: 4}")
    change("cases.yaml", "others: [97, 95]}, expect: 10}", "others: [97, 95]}, expect: 5}")
    whole = Path("cases.yaml").read_text(encoding="utf-8")
    Path("cases.yaml").write_text(whole.replace("        M07: 100\n", "        M07: 100\n        M08: 100\n"), encoding="utf-8")
    run("loudi-qa rules test")


def test_a_grade_that_goes_by_another_name_is_missed_wherever_the_page_says_that_it_is_named(moushi: Path) -> None:
    change("indicators.yaml", "{grade: B, at_least: 80,", "{grade: B, at_least: 75,")
    run("loudi-qa rules check")
    run("loudi-qa rules test")
    change("indicators.yaml", "{grade: D, at_least: 0,", "{grade: E, at_least: 0,")
    assert "没有 D 这个等级" in run("loudi-qa rules check", Exit.USAGE)
    change("indicators.yaml", "basis: assumed, grade: D,", "basis: assumed, grade: E,")
    told = run("loudi-qa rules check", Exit.USAGE)
    assert "responsibilities.yaml" in told
    assert "没有 D 这个等级" in told
    change("responsibilities.yaml", "id: rectify, when: {grade: [D]}", "id: rectify, when: {grade: [E]}")
    run("loudi-qa rules test", Exit.USAGE)  # a case still asks for a D


def test_next_years_edition_is_compared_and_its_forms_are_made_as_the_page_says(
    moushi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed("loudi-qa template 2019")
    for unit in UNITS:
        fill_in(Path("forms-2019") / f"{unit}.xlsx", unit, Path("forms") / f"{unit}.xlsx")
    printed("loudi-qa collect forms -o 2019.xlsx")
    shutil.copytree(moushi, moushi.parent / "moushi-2020", ignore=shutil.ignore_patterns("*.xlsx", "forms*"))
    monkeypatch.chdir(moushi.parent / "moushi-2020")
    change("indicators.yaml", 'edition: "2019"', 'edition: "2020"')
    change("cases.yaml", "year: 2019", "year: 2020")
    run("loudi-qa rules check")
    run("loudi-qa rules test")
    monkeypatch.chdir(moushi.parent)
    assert "版" in printed("loudi-qa rules diff moushi moushi-2020 --workbook moushi/2019.xlsx")[1]
    monkeypatch.chdir(moushi.parent / "moushi-2020")
    run("loudi-qa template 2020 --previous ../moushi/2019.xlsx")
    assert len(list(Path("forms-2020").iterdir())) == 3


def test_the_minutes_add_up_to_half_an_hour() -> None:
    minutes = [int(row[2].split()[0]) for row in table("步骤 step")]
    assert len(minutes) == 8
    assert sum(minutes) == 30


def test_every_step_has_a_short_version_in_english() -> None:
    steps = re.split(r"^## ", text(PAGE), flags=re.MULTILINE)[1:]
    assert [step.split()[0] for step in steps if not re.search(r"\*[A-Z][^*]{20,}\*", step)] == []
