"""``rules diff``: two editions as folders, files or the bundle of a result; what they do to a year; what was typed wrong."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.cli.conftest import LAST_YEAR, ROOT, YEAR
from tests.report.editions import INDICATORS, NEW_UNIT, RESPONSIBILITIES, edition

from loudi_qa.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

BROKEN = [("points: {places: 2,", "points: {places: zwei,")]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(tmp_path_factory.mktemp("editions") / "old", [], [])


@pytest.fixture(scope="module")
def new(old: Path) -> Path:
    return edition(old.parent / "new", INDICATORS, RESPONSIBILITIES)


def told(ask: Callable[..., Ran], *arguments: object, code: Exit = Exit.FINE) -> Any:
    ran = ask("rules", "diff", *arguments, "--json")
    assert ran.code == code, ran.err
    return json.loads(ran.out)


def test_the_counts_add_up_and_every_change_has_its_number(ask: Callable[..., Ran], old: Path, new: Path) -> None:
    data = told(ask, old, new)
    counts = data["counts"]
    kinds = ("points", "grades", "places", "practice", "wording")
    assert counts["changes"] == len(data["changes"]) == sum(counts[k] for k in kinds)
    assert [c["n"] for c in data["changes"]] == list(range(1, counts["changes"] + 1))
    assert all(c["moves_result"] is (c["effect"] in {"points", "grades", "places"}) for c in data["changes"])
    assert "findings" not in data, "no workbook, no findings"


def test_each_moved_line_names_the_changes_it_comes_from_and_the_lines_add_up(
    ask: Callable[..., Ran], old: Path, new: Path
) -> None:
    data = told(ask, old, new, "--workbook", YEAR, "--previous", LAST_YEAR)
    changes = {c["n"]: c for c in data["changes"]}
    for unit in data["impact"]["units"]:
        assert sum(Decimal(line["change"]) for line in unit["lines"]) == Decimal(unit["change"]), unit["unit"]
        for line in unit["lines"]:
            assert line["changes"], (unit["unit"], line["id"])
            own = [n for n in line["changes"] if line["id"] in changes[n]["indicators"]]
            assert own or not line["id"].startswith(("P01", "P02", "S01", "E01-avg", "E03")), line
    renamed = next(u for u in data["impact"]["units"] if u["unit"] == "万宝高新区")
    assert renamed["before"]
    assert renamed["after"]
    assert not any(line["id"].startswith("N03") for u in data["impact"]["units"] for line in u["lines"]), "only renumbered"


def test_what_is_found_under_one_edition_alone_is_told_apart(ask: Callable[..., Ran], old: Path, new: Path) -> None:
    ran = ask("rules", "diff", old, new, "--workbook", YEAR)
    assert ran.err.index("都有的问题") < ran.err.index("只在按新规则")
    assert ran.err.count("E204") == 2, "a value missing under both is told once, whatever its unit is called by now"
    data = told(ask, old, new, "--workbook", YEAR)
    new_alone = {f["code"] for f in data["findings"]["new"]}
    assert "E211" in new_alone, "the rows of the new measure"
    assert "E211" not in {f["code"] for f in data["findings"]["old"] + data["findings"]["both"]}


def test_what_only_the_other_edition_asks_for_is_no_fault_of_the_workbook(
    ask: Callable[..., Ran], old: Path, new: Path, tmp_path: Path
) -> None:
    ran = ask("rules", "diff", old, new, "--workbook", YEAR)
    assert "按新规则的总分少算 1 分：2019.xlsx 没有 E03 的数据（旧规则不要求填）" in " ".join(ran.out.split())
    assert "0.00(无数据)" in ran.out
    assert "警告[E209]" not in ran.err
    assert "E211]" not in ran.err
    assert "E209、E211 没有列出" in ran.err
    assert ask("rules", "diff", old, new, "--workbook", YEAR, "-q").err == ""
    made = told(ask, old, new, "--workbook", YEAR)["impact"]
    assert made["without_data"] == {"before": None, "after": {"measures": ["E03"], "points": "1"}}
    assert told(ask, new, old, "--workbook", YEAR)["impact"]["without_data"]["before"] == made["without_data"]["after"]


def test_a_row_that_both_editions_ask_for_and_is_gone_is_a_fault_all_the_same(
    ask: Callable[..., Ran], old: Path, new: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(YEAR)
    book["指标数据"].delete_rows(2)
    book.save(tmp_path / "2019.xlsx")
    ran = ask("rules", "diff", old, new, "--workbook", tmp_path / "2019.xlsx")
    assert ran.err.count("E211]") == 1
    assert "P01" in ran.err.split("E211]")[1].splitlines()[0]


def test_errors_under_either_edition_end_with_1_and_the_changes_are_told_all_the_same(
    ask: Callable[..., Ran], old: Path, tmp_path: Path
) -> None:
    more = edition(tmp_path / "more", [], [NEW_UNIT])
    data = told(ask, old, more, "--workbook", YEAR, code=Exit.FINDINGS)
    assert [c["section"] for c in data["changes"]] == ["units"]
    there = {u["unit"]: u for u in data["impact"]["units"]}
    assert there["水府新区"]["before"] is None
    assert there["水府新区"]["change"] is None


def test_a_workbook_of_another_scheme_leaves_the_changes_told_and_says_why_there_is_no_more(
    ask: Callable[..., Ran], old: Path, tmp_path: Path
) -> None:
    form = ROOT / "samples" / "forms-2019" / "双峰县.xlsx"
    ran = ask("rules", "diff", old, old, "--workbook", form)
    assert ran.code == Exit.FINDINGS
    assert "两版规则相同" in ran.out
    assert "没有列出对各单位的影响" in ran.err
    assert "E222" in ran.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_rules_are_said_to_be_the_same(ask: Callable[..., Ran], old: Path, tmp_path: Path, lang: str) -> None:
    said = {"zh": ("两版规则相同", "逐字节一致", "含义相同"), "en": ("are the same", "byte for byte", "in meaning")}[lang]
    ran = ask("rules", "diff", old, old, "--lang", lang)
    assert ran.code == Exit.FINE
    assert said[0] in ran.out
    assert said[1] in ran.out
    written = edition(tmp_path / "written", [("compare: exact  ", "compare: exact    ")], [])
    assert said[2] in ask("rules", "diff", old, written, "--lang", lang).out
    assert told(ask, old, written) | {"changes": []} == told(ask, old, written), "nothing to tell"


def test_an_edition_is_a_folder_or_its_file_or_the_bundle_of_a_result(
    ask: Callable[..., Ran], old: Path, new: Path, tmp_path: Path
) -> None:
    files = ("--indicators", old / "indicators.yaml", "--responsibilities", old / "responsibilities.yaml")
    assert ask("score", YEAR, "--bundle", tmp_path / "2019.zip", *files).code == Exit.FINE
    by_folder = told(ask, old, new)["changes"]
    assert told(ask, old / "indicators.yaml", new)["changes"] == by_folder
    assert told(ask, tmp_path / "2019.zip", new / "responsibilities.yaml")["changes"] == by_folder
    assert told(ask, tmp_path / "2019.zip", old)["same_bytes"] is True


def test_a_file_alone_goes_with_the_responsibilities_of_the_working_folder(
    ask: Callable[..., Ran], old: Path, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(new / "responsibilities.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alone").mkdir()
    shutil.copy(new / "indicators.yaml", tmp_path / "alone" / "next-year.yaml")
    assert told(ask, "alone/next-year.yaml", new)["same_bytes"] is True


def wrong(folder: Path, kind: str) -> Path:
    path = folder / kind
    match kind:
        case "an empty folder":
            path.mkdir()
        case "a workbook":
            shutil.copy(YEAR, path)
        case "a faulty folder":
            edition(path, BROKEN, [])
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("nothing there", "找不到规则"),
        ("an empty folder", "里没有 indicators.yaml，也没有 responsibilities.yaml"),
        ("a workbook", "没有规则：这是 Excel 工作簿"),
        ("a faulty folder", "indicators.yaml:"),
    ],
)
def test_what_holds_no_rules_is_told_and_ends_with_2(
    ask: Callable[..., Ran], old: Path, tmp_path: Path, kind: str, said: str
) -> None:
    for pair in ((wrong(tmp_path, kind), old), (old, tmp_path / kind)):
        ran = ask("rules", "diff", *pair)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        assert said in ran.err


def test_rules_that_are_read_are_not_written_over(ask: Callable[..., Ran], new: Path, tmp_path: Path) -> None:
    copy = edition(tmp_path / "copy", [], [])
    before = (copy / "indicators.yaml").read_bytes()
    ran = ask("rules", "diff", copy, new, "-o", copy / "indicators.yaml", "--format", "md", "--force")
    assert ran.code == Exit.USAGE
    assert (copy / "indicators.yaml").read_bytes() == before
    assert ask("rules", "diff", copy, new, "-o", tmp_path / "changes.md").code == Exit.FINE
    assert "## 指标" in (tmp_path / "changes.md").read_text(encoding="utf-8")


def test_a_workbook_that_is_not_there_or_no_file_ends_with_3(ask: Callable[..., Ran], old: Path, tmp_path: Path) -> None:
    assert ask("rules", "diff", old, old, "--workbook", tmp_path / "none.xlsx").code == Exit.UNREADABLE
    assert ask("rules", "diff", old, old, "--workbook", tmp_path).code == Exit.UNREADABLE


def test_last_year_without_a_year_is_refused(ask: Callable[..., Ran], old: Path) -> None:
    ran = ask("rules", "diff", old, old, "--previous", LAST_YEAR)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "--workbook" in ran.err


def test_an_edition_without_points_for_the_year_says_so_after_the_changes(
    ask: Callable[..., Ran], old: Path, tmp_path: Path
) -> None:
    later = [("P01, points: 3,", "P01, points: {2025: 3},"), ("P02, points: 2,", "P02, points: {2025: 2},")]
    ran = ask("rules", "diff", old, edition(tmp_path / "later", later, []), "--workbook", YEAR)
    assert ran.code == Exit.USAGE
    assert "分值由 2 分改为 2025年 2 分" in ran.out
    assert "按新规则算不了" in ran.err
    assert "2019" in ran.err.split("算不了")[1]


def test_changes_of_words_are_counted_and_listed_on_request_only(ask: Callable[..., Ran], old: Path, new: Path) -> None:
    short, full = ask("rules", "diff", old, new).out, ask("rules", "diff", old, new, "-v").out
    assert "rate of traded goods" not in short
    assert "只是文字的变动 1 处，未列出" in short
    assert "rate of traded goods" in full


PAGE = (ROOT / "docs" / "rules-diff.md").read_text(encoding="utf-8")


def in_blocks(kind: str) -> list[str]:
    return [line for body in re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL) for line in body.splitlines()]


@pytest.mark.parametrize("command", in_blocks("console"))
def test_a_command_of_the_page_on_this_runs(
    ask: Callable[..., Ran], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition(tmp_path / "2019", [], [])
    edition(tmp_path / "2021", INDICATORS, RESPONSIBILITIES)
    for file in (YEAR, LAST_YEAR):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    if "result-2019.zip" in command:
        assert ask("score", "2019.xlsx", "--bundle", "result-2019.zip").code == Exit.FINE
    assert ask(*command.split()[1:]).code == Exit.FINE


def test_what_the_page_shows_is_what_is_printed() -> None:
    golden = (ROOT / "tests" / "report" / "golden_rules" / "zh-80.txt").read_text(encoding="utf-8").splitlines()
    assert in_blocks("text")
    assert not [line for line in in_blocks("text") if line not in golden]
