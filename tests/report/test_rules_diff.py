"""What changed between two editions: how it reads, to the letter, and what each kind of change is told as."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.report.conftest import SAMPLES
from tests.report.editions import INDICATORS, NEW_UNIT, RESPONSIBILITIES, edition
from tests.report.test_golden import without_digests

from loudi_qa.cli.main import run
from loudi_qa.report.rules_diff.sentences import sentences
from loudi_qa.scheme.diff.change import changes
from loudi_qa.scheme.load import from_bytes, load

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

GOLDEN = Path(__file__).parent / "golden_rules"
TINY = Path(__file__).parents[1] / "scheme" / "tiny"
SHOWN: dict[str, tuple[str, list[str]]] = {
    "zh-60.txt": ("60", ["-v"]),
    "zh-80.txt": ("80", ["--workbook", "2019.xlsx"]),
    "en-120.txt": ("120", ["--workbook", "2019.xlsx", "--lang", "en"]),
    "zh.md": ("80", ["--format", "md"]),
    "zh.csv": ("80", ["--format", "csv"]),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year of the samples, with the old edition and the next one."""
    here = tmp_path_factory.mktemp("editions")
    shutil.copy(SAMPLES / "2019.xlsx", here)
    edition(here / "old", [], [])
    edition(here / "new", INDICATORS, RESPONSIBILITIES)
    return here


@pytest.mark.parametrize("name", SHOWN)
def test_the_next_edition_reads_as_it_did(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns, options = SHOWN[name]
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.chdir(folder)
    assert run(["rules", "diff", "old", "new", "--color", "never", *options]) == 0
    shown, golden = without_digests(capsys.readouterr().out), GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(shown.encode("utf-8"))
    assert golden.read_bytes().decode("utf-8") == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"
    wide = [line for line in shown.splitlines() if name.endswith("txt") and cells_of(line) > int(columns)]
    assert not wide


def cells_of(line: str) -> int:
    from loudi_qa.report.fit import cells

    return cells(line)


def test_no_golden_file_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == set(SHOWN)


def tiny(*edits: tuple[str, str]) -> Rules:
    """The small rules, with lines of either file changed."""
    files = [(TINY / name).read_text(encoding="utf-8") for name in ("indicators.yaml", "responsibilities.yaml")]
    for before, after in edits:
        assert any(before in text for text in files), before
        files = [text.replace(before, after) for text in files]
    return from_bytes(*(text.encode() for text in files))


BANDS = "空气达标率：计分办法由“83% 起得 20 分，80% 起得 15 分，75% 起得 5 分”"
BANDS += "改为“83% 起得 20 分，80% 起得 12 分，75% 起得 5 分”"
VETO = "\nvetoes:\n- {id: V1, name: {zh: 重大事故, en: Major accident}, "
VETO += "definition: {zh: 死亡10人以上。, en: Ten deaths or more.}, basis: assumed, grade: D}"
TOLD: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "points moved": (
        [("measure: R1, points: 20", "measure: R1, points: 18"), ("measure: R1, points: 10", "measure: R1, points: 12")],
        ["抽查合格率：分值由 20 改为 18（-2）", "抽查合格率：分值由 10 改为 12（+2）"],
    ),
    "a target": (
        [("at_least: 97, short", "at_least: 98, short"), ("{at_least: 97, by: 2020}", "{at_least: 98, by: 2022}")],
        ["抽查合格率：文件对全市的要求由 97%（2020年）改为 98%（2022年）", "抽查合格率：目标由 97% 改为 98%"],
    ),
    "points by year": (
        [("C1, points: 10", "C1, points: {2019: 10, 2020: 8}"), ("R1, points: 10", "R1, points: {2019: 10, 2020: 12}")],
        ["抽查合格率：分值由“10 分”改为“2019年 10 分、2020年 12 分”", "新增标准：分值由“10 分”改为“2019年 10 分、2020年 8 分”"],
    ),
    "what becomes of points short of it": (
        [("short: {per: 0.5, lose: 4, count: started}", "short: {zero_at: 90}")],
        ["抽查合格率：未达目标时由“每差 0.5% 扣 4 分，不足一档按一档”改为“不足按比例递减，90%及以下不得分”"],
    ),
    "an average instead of a number": ([("at_least: province", "at_least: 95")], ["抽查合格率：目标由全省平均改为 95%"]),
    "a year more": (
        [("at_most: {2019: 4, 2020: 3}", "at_most: {2019: 4, 2020: 3, 2021: 2}")],
        ["投诉件数：目标由“2019年 4 件、2020年 3 件”改为“2019年 4 件、2020年 3 件、2021年 2 件”"],
    ),
    "a share of it": (
        [("at_least: previous, plus: 1,", "at_least: previous, share: 0.9, plus: 2, no_worse_than: previous,")],
        ["利用率：比例由 100% 改为 90%；另加由 1 改为 2；不得差于的数由无改为去年数"],
    ),
    "another kind of rule": (
        [("rule: {kind: tally, each: 1, cap: 5}", "rule: {kind: places, best: highest, less: 0.05}")],
        ["宣传活动：计分办法由“每 1 次得 1 分，最多 5 分”改为“最高者得满分，每低一个位次少得 5%”"],
    ),
    "bands": (
        [("[80, 15]", "[80, 12]")],
        [
            BANDS
        ],
    ),
    "a condition of a grade": (
        [("{grade: A, at_least: 90,", "{grade: A, at_least: 90, each: {group: goods, share: 0.6},")],
        ["优秀：新规定对各项指标的要求：产品的各项指标都要得到其分值的 60%"],
    ),
    "a reason not to apply": ([("na: [当年未抽查]", "na: [当年未抽查, 无企业]")], ["抽查合格率：可以不适用的原因增加 无企业"]),
    "the lead": ([("units: [市质监局, 市环保局]", "units: [市环保局, 市质监局]")], ["产品：牵头部门由市质监局改为市环保局"]),
    "who verifies": (
        [("measures: [R1, C1, A1, T1]", "measures: [R1, C1, A1]"), ("measures: [B1, L1, Y1]", "measures: [B1, L1, Y1, T1]")],
        ["宣传活动：核验部门由市质监局改为市环保局"],
    ),
    "another provincial average": ([("aliases: [乙, 乙县政府], group: county_town", "aliases: [乙, 乙县政府], group: urban")], [
        "乙县：适用组由县城组改为城区组"
    ]),
    "a deadline": ([("within: {months: 2}", "within: {working_days: 20}")], ["约谈：时限由 2 个月内改为 20 个工作日内"]),
    "a veto taken out and a bonus": (
        [
            (VETO, ""),
            ("each: 0.5, cap: 2", "each: 0.5, cap: 3"),
        ],
        ["新获奖励：封顶由 2 改为 3", "取消“重大事故”"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_a_deputy_reads_what_changed_in_a_sentence(case: str) -> None:
    edits, expected = TOLD[case]
    assert [t.sentence.zh for t in sentences(changes(tiny(), tiny(*edits)))] == expected


def test_a_new_unit_is_told_with_the_group_it_is_held_against(tmp_path: Path) -> None:
    new = edition(tmp_path / "new", [], [NEW_UNIT])
    old = edition(tmp_path / "old", [], [])
    rules = (load(f / "indicators.yaml", f / "responsibilities.yaml") for f in (old, new))
    (told,) = sentences(changes(*rules))
    assert (told.sentence.zh, told.change.effect) == ("新增“水府新区”：列入城区组", "places")
