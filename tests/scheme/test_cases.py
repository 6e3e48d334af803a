"""Files of cases, read and held against the rules they try; every mistake is named where it stands.

``broken_cases/`` holds one small file for each mistake, for the small scheme in ``tiny/``. Its first comment says what went
wrong, the next ones which line and which sentence the message must be, in both languages; nothing else may be complained of.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.assess.cases.ready import ready, ready_file
from loudi_qa.scheme.cases import LineCase, WholeCase, read_cases, sound_cases, tried
from loudi_qa.scheme.fault import RulesError

if TYPE_CHECKING:
    from loudi_qa.scheme.cases import Cases
    from loudi_qa.scheme.load import Rules

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken_cases").glob("*.yaml"))
WANTED = re.compile(r"^# line (\d+) zh: (.+)\n# line \1 en: (.+)$", re.MULTILINE)


def written(folder: Path, cases: str, head: str = "") -> Path:
    """A file of cases for the small scheme."""
    path = folder / "cases.yaml"
    path.write_text(f"scheme: tiny\nyear: 2019\n{head}cases:\n{cases}", encoding="utf-8")
    return path


def read(folder: Path, rules: Rules, cases: str, head: str = "") -> Cases:
    return read_cases(written(folder, cases, head), rules)


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: p.stem)
def test_a_mistake_is_named_with_its_file_and_line_and_nothing_else_is_complained_of(path: Path, tiny: Rules) -> None:
    with pytest.raises(RulesError) as caught:
        ready(read_cases(path, tiny), tiny)
    told = [(str(f.line), f.sentence("zh"), f.sentence("en")) for f in caught.value.faults]
    wanted = WANTED.findall(path.read_text(encoding="utf-8"))
    assert wanted, f"{path.name} does not say what its message must hold"
    assert told == wanted
    for fault in caught.value.faults:
        assert fault.path == path
        assert not re.search(r"Input should|Tuple|instance of|Decimal|Words\(|\{\w+\}", fault.text("zh") + fault.text("en"))


def test_the_broken_files_try_every_kind_of_name_and_value() -> None:
    assert len(BROKEN) > 40
    assert len([p for p in BROKEN if p.stem.startswith("unknown_")]) >= 9


def test_a_file_that_is_not_there_is_told_and_not_taken_for_an_empty_one(tmp_path: Path, tiny: Rules) -> None:
    with pytest.raises(RulesError) as caught:
        read_cases(tmp_path / "nowhere.yaml", tiny)
    assert "找不到" in caught.value.faults[0].text("zh")


def test_a_list_at_the_top_is_told(tmp_path: Path, tiny: Rules) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("- {name: 甲}\n", encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        read_cases(path, tiny)
    assert "键: 值" in caught.value.faults[0].text("zh")


def test_two_units_of_one_group_cannot_have_two_provincial_averages(tmp_path: Path, shipped: Rules) -> None:
    path = tmp_path / "cases.yaml"
    two = "    双峰县: {values: {P06: 93}, averages: {P06: 92}}\n    新化县: {values: {P06: 93}, averages: {P06: 91}}\n"
    head = "scheme: loudi-quality\nyear: 2020\ncases:\n- name: 一年\n  units:\n"
    path.write_text(f"{head}{two}  expect:\n    双峰县: {{total: open}}\n", encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        ready(read_cases(path, shipped), shipped)
    assert [f.text("zh") for f in caught.value.faults] == [f"{path}:7: averages：同组单位只有一个全省平均，P06 写了 92 和 91"]


def test_both_kinds_of_case_are_told_apart_by_their_keys(tmp_path: Path, tiny: Rules) -> None:
    cases = read(
        tmp_path,
        tiny,
        "- {name: {zh: 达到, en: met}, why: 下限含本数, indicator: R1-2020, given: {value: 97}, expect: 20}\n"
        "- {name: 一年, units: {甲区: {values: {R1: 97}}}, expect: {甲区: {total: open}}}\n",
    )
    line, whole = cases.file.cases
    assert isinstance(line, LineCase)
    assert (line.name.en, line.expect, cases.line(0)) == ("met", Decimal(20), 4)
    assert isinstance(whole, WholeCase)
    assert cases.line(1) == 5


def test_numbers_keep_every_digit_they_are_written_with(tmp_path: Path, tiny: Rules) -> None:
    cases = read(tmp_path, tiny, "- {name: 差一点, indicator: R1-avg, given: {value: 96.9, province: 97.10}, expect: 0}\n")
    case = cases.file.cases[0]
    assert isinstance(case, LineCase)
    assert str(case.given.province) == "97.10"


def test_a_unit_says_only_what_differs_from_its_base(tmp_path: Path, tiny: Rules) -> None:
    head = "bases:\n  targets: {quotas: {C1: 6}}\n  full: {base: targets, values: {R1: 97, C1: 6}, incidents: [V1]}\n"
    one = "- {name: 一年, units: {甲区: {base: full, values: {C1: 5}}}, expect: {甲区: {total: open}}}\n"
    cases = read(tmp_path, tiny, one, head)
    case = cases.file.cases[0]
    assert isinstance(case, WholeCase)
    whole = cases.file.complete(case.units["甲区"])
    assert whole.values == {"R1": 97, "C1": 5}
    assert whole.quotas == {"C1": 6}
    assert whole.incidents == ("V1",)


def test_what_some_case_tries_is_known_without_running_any(tmp_path: Path, tiny: Rules) -> None:
    file = read(
        tmp_path,
        tiny,
        "- {name: 一项, indicator: R1-avg, given: {value: 97, province: 97}, expect: 10}\n"
        "- {name: 一年, units: {甲区: {values: {L1: 3}, extras: {X2: 1}, incidents: [V1]}},\n"
        "   expect: {甲区: {total: open, grade: D}}}\n"
        "- {name: 二年, units: {甲区: {values: {Y1: 3}, incidents: [V1]}}, expect: {甲区: {points: {B1-bands: missing}}}}\n",
    ).file
    assert tried(file, tiny.scheme) == {"R1-avg", "L1-most", "X2", "V1", "B1-bands"}


def test_all_that_is_wrong_in_a_file_is_told_at_once_whatever_its_kind(tmp_path: Path, tiny: Rules) -> None:
    """A key misspelt, an indicator that is none, a value out of range: three mistakes of three cases, mended in one go."""
    cases = """\
- {name: 好的, indicator: R1-2020, given: {value: 97}, expect: 20}
- {name: 键写错, indicatr: R1-2020, given: {value: 97}, expect: 20}
- {name: 没有这项, indicator: R1-2021, given: {value: 97}, expect: 20}
- {name: 超出范围, indicator: R1-2020, given: {value: 135}, expect: 20}
- {name: 又一个, indicator: R1-2020, given: {value: 970}, expect: 很多}
- {name: 好的, indicator: R1-2020, given: {value: 98}, expect: 20}
"""
    with pytest.raises(RulesError) as caught:
        ready_file(written(tmp_path, cases), tiny)
    assert [f.line for f in caught.value.faults] == [5, 6, 7, 8, 9], "line 4 is right, and 8 is told by its shape alone"


def test_a_case_keeps_its_line_where_another_before_it_is_wrong(tmp_path: Path, tiny: Rules) -> None:
    wrong = "- {name: 键写错, indicatr: R1-2020, given: {value: 97}, expect: 20}\n"
    right = "- {name: 好的, indicator: R1-2020, given: {value: 97}, expect: 20}\n"
    cases, faults = sound_cases(written(tmp_path, wrong + right), tiny)
    assert cases is not None
    assert [cases.line(place) for place in cases.places] == [5]
    assert [f.line for f in faults] == [4]
    assert sound_cases(written(tmp_path, wrong), tiny)[0] is None, "no case is left"


@pytest.mark.parametrize("head", ["bases: {一: {base: 二}}\n", "bases: {一: {values: {Q9: 1}}}\n"])
def test_where_the_bases_are_wrong_no_value_that_rests_on_them_is_looked_at(head: str, tmp_path: Path, tiny: Rules) -> None:
    case = "- {name: 超出范围, indicator: R1-2020, given: {value: 135}, expect: 20}\n"
    with pytest.raises(RulesError) as caught:
        ready_file(written(tmp_path, case, head), tiny)
    assert [f.line for f in caught.value.faults] == [3]
