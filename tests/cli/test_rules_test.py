"""``loudi-qa rules test`` as it is typed: which cases are run, what is said, and how the process ends."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import ROOT, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

TINY = ROOT / "tests" / "scheme" / "tiny"
GOOD = "- {name: 正好达到, indicator: R1-2020, given: {value: 97}, expect: 20}\n"
WRONG = "- {name: 写错了, indicator: R1-2020, given: {value: 96.4}, expect: 16}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small scheme in it, in which the program is run."""
    for path in TINY.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, cases: str) -> Path:
    path.write_text(f"scheme: tiny\nyear: 2019\ncases:\n{cases}", encoding="utf-8")
    return path


def test_cases_beside_the_rules_in_use_are_run_without_being_named(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD)
    ran = ask("rules", "test")
    assert (ran.code, ran.err) == (0, "")
    assert "cases.yaml：1 个案例，全部通过" in ran.out
    assert ran.out.endswith("共 1 个案例：通过 1，未通过 0\n")


def test_cases_lie_beside_the_rules_that_were_named_not_beside_the_reader(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., Ran]
) -> None:
    write(folder / "cases.yaml", GOOD)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    rules = ["--indicators", folder / "indicators.yaml", "--responsibilities", folder / "responsibilities.yaml"]
    assert ask("rules", "test", *rules).code == 0


def test_the_shipped_cases_are_run_where_there_are_no_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = ask("rules", "test", "-k", "P01-2020")
    assert ran.code == 0
    assert "娄底市质量工作考核指标体系" in ran.out


def test_without_cases_it_says_where_they_would_lie_and_what_to_do(folder: Path, ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "test")
    assert ran.code == 2
    assert str(folder) in ran.err
    assert "loudi-qa rules test 文件" in ran.err
    assert "there is no cases.yaml in" in ask("rules", "test", "--lang", "en").err


def test_a_case_that_fails_ends_with_one_and_tells_given_expected_got_and_the_way(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD + WRONG)
    ran = ask("rules", "test")
    assert ran.code == 1
    for said in ("未通过：写错了", "cases.yaml:5", "填报值 96.4%", "应得 16.00，实得 12.00", "20 － 2 × 4 = 12"):
        assert said in ran.out
    assert "正好达到" not in ran.out, "what passed is not listed unless asked for"


def test_v_lists_every_case(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD + WRONG)
    ran = ask("rules", "test", "-v")
    assert "正好达到" in ran.out
    assert ran.out.count("未通过") >= 2


def test_several_files_are_told_one_by_one_and_added_up(folder: Path, ask: Callable[..., Ran]) -> None:
    one, two = write(folder / "one.yaml", GOOD), write(folder / "two.yaml", WRONG)
    ran = ask("rules", "test", one.name, two.name)
    assert ran.code == 1
    assert "one.yaml：1 个案例，全部通过\ntwo.yaml：1 个案例，通过 0，未通过 1\n" in ran.out
    assert "共 2 个案例" in ran.out


def test_faults_of_several_files_are_told_at_once(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "one.yaml", GOOD.replace("R1-2020", "R1-202O"))
    write(folder / "two.yaml", WRONG.replace("96.4", "964"))
    ran = ask("rules", "test", "one.yaml", "two.yaml")
    assert ran.code == 2
    assert ran.out == ""
    assert "one.yaml:4: indicator：没有 R1-202O 这个指标或加减分项，是不是 R1-2020？" in ran.err
    assert "two.yaml:4: 案例的 R1 读到 964" in ran.err


def test_k_runs_the_cases_with_all_of_the_words(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD + WRONG)
    ran = ask("rules", "test", "-k", "r1 达到")
    assert ran.code == 0
    assert "共 1 个案例：通过 1，未通过 0（另有 1 个没有选）" in ran.out
    assert ask("rules", "test", "-k", "抽查合格率").code == 1, "the name of what is measured counts too"


def test_k_that_selects_nothing_is_a_mistake_and_no_success(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD)
    ran = ask("rules", "test", "-k", "没有这个")
    assert ran.code == 2
    assert "没有这个" in ran.err


def test_coverage_of_a_selection_would_mislead_and_is_refused(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD)
    ran = ask("rules", "test", "--coverage", "-k", "达到")
    assert ran.code == 2
    assert "--coverage" in ran.err


def test_coverage_ends_with_one_while_anything_is_untried(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD)
    ran = ask("rules", "test", "--coverage")
    assert ran.code == 1
    assert "没有案例的情形" in ran.out
    assert "改错了也没有案例发现的数" in ran.out


def test_coverage_of_the_shipped_rules_is_complete(ask: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ran = ask("rules", "test", "--coverage", "--json")
    assert ran.code == 0
    data = json.loads(ran.out)
    assert data["coverage"]["untried"] == []
    assert data["coverage"]["mutation"]["survivors"] == []


def test_json_goes_to_a_file_by_its_suffix(folder: Path, ask: Callable[..., Ran]) -> None:
    write(folder / "cases.yaml", GOOD + WRONG)
    ran = ask("rules", "test", "-o", "result.json")
    assert ran.code == 1
    assert ran.out == ""
    assert json.loads((folder / "result.json").read_text(encoding="utf-8"))["failed"] == 1


def test_the_cases_themselves_are_never_written_over(folder: Path, ask: Callable[..., Ran]) -> None:
    path = write(folder / "cases.md", GOOD)
    ran = ask("rules", "test", "cases.md", "-o", "cases.md", "--force")
    assert ran.code == 2
    assert GOOD in path.read_text(encoding="utf-8")


def test_a_named_file_that_is_not_there_is_told_in_a_sentence(folder: Path, ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "test", "nowhere.yaml")
    assert ran.code == 2
    assert "nowhere.yaml" in ran.err


def test_it_runs_as_a_process_of_its_own_in_any_encoding(folder: Path) -> None:
    write(folder / "cases.yaml", GOOD + WRONG)
    done = program("rules", "test", cwd=folder, PYTHONIOENCODING="gbk")
    assert done.code == 1
    assert "未通过：写错了" in done.out.decode("gbk")


def test_words_behind_k_without_quotes_are_told_apart_from_files_that_are_not_there(
    folder: Path, ask: Callable[..., Ran]
) -> None:
    write(folder / "my.yaml", GOOD)
    ran = ask("rules", "test", "-k", "空气", "水质", "my.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == '找不到案例文件 水质；-k 后面有几个词时要加引号：-k "空气 水质"\n'
    assert ask("rules", "test", "水质").err == "找不到案例文件 水质\n", "and not a file of rules"


def test_a_file_of_cases_with_several_faults_tells_them_all(folder: Path, ask: Callable[..., Ran]) -> None:
    lines = [GOOD, GOOD.replace("indicator", "indicatr"), GOOD.replace("R1-2020", "R9"), GOOD.replace("97}", "970}")]
    named = [line.replace("正好达到", f"第{n}") for n, line in enumerate(lines)]
    write(folder / "my.yaml", "".join(named))
    ran = ask("rules", "test", "my.yaml")
    assert ran.code == 2
    assert [line.split(": ")[0] for line in ran.err.splitlines() if line.startswith("my.yaml:")] == [
        "my.yaml:5",
        "my.yaml:6",
        "my.yaml:7",
    ]
