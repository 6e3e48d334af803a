"""The sample workbooks: that they can be made again to the byte, and that the year shows what it is there to show."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from loudi_qa.assess.score import assess
from loudi_qa.numbers import rounded
from loudi_qa.scheme.load import Rules, load
from loudi_qa.submission.bind import bind
from loudi_qa.submission.check import check
from loudi_qa.submission.cover import Sender
from loudi_qa.submission.submit import submit
from loudi_qa.submission.year import Entry, Given, Missing, NotApplicable
from loudi_qa.workbook import layout
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.findings import Finding
    from loudi_qa.submission.year import Year

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
FICTIONAL = "示例数据（虚构）"


def make(folder: Path, hash_seed: str) -> dict[str, Path]:
    """Run the script as a user does; every workbook it wrote, by its path within the folder."""
    subprocess.run(
        [sys.executable, str(SAMPLES / "make.py"), "-o", str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
    )
    return workbooks(folder)


def workbooks(folder: Path) -> dict[str, Path]:
    return {str(p.relative_to(folder)): p for p in sorted(folder.rglob("*.xlsx"))}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make(tmp_path_factory.mktemp("samples"), "1")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load(ROOT / "indicators.yaml", ROOT / "responsibilities.yaml")


def scored(path: Path, rules: Rules, previous: Assessment | None = None) -> Assessment:
    year, findings = bind(read(path), rules)
    assert year is not None
    return assess(rules, year, [*findings, *check(year, rules, missing="warning")], previous)


@pytest.fixture(scope="module")
def older(made: dict[str, Path], rules: Rules) -> Assessment:
    return scored(made["2018.xlsx"], rules)


@pytest.fixture(scope="module")
def newer(made: dict[str, Path], rules: Rules, older: Assessment) -> Assessment:
    return scored(made["2019.xlsx"], rules, older)


def unit(assessment: Assessment, name: str) -> UnitResult:
    return next(u for u in assessment.units if u.unit.name.zh == name)


def grade(assessment: Assessment, name: str) -> str | None:
    own = unit(assessment, name).grade
    return own.grade if own else None


def errors(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    return [f"{f.place} {f.code} {f.message('en')}" for f in findings if f.severity == "error"]


# The files


def test_two_runs_write_the_same_bytes(made: dict[str, Path], tmp_path: Path) -> None:
    again = make(tmp_path, "2")
    assert {n: p.read_bytes() for n, p in again.items()} == {n: p.read_bytes() for n, p in made.items()}


def test_the_samples_in_the_repository_are_what_the_script_writes(made: dict[str, Path]) -> None:
    kept = workbooks(SAMPLES)
    assert set(kept) == set(made)
    for name, path in made.items():  # part by part: another zlib packs the same content into other bytes
        assert parts(kept[name]) == parts(path), f"run samples/make.py: {name} is out of date"


def test_no_file_tells_when_it_was_made(made: dict[str, Path]) -> None:
    for path in made.values():
        with zipfile.ZipFile(path) as package:
            assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert package.namelist() == sorted(package.namelist())
            properties = package.read("docProps/core.xml").decode()
        assert properties.count(">2020-02-01T00:00:00Z<") == 2, "created and modified are a fixed moment"


def test_every_cover_says_that_the_data_are_a_sample_and_which_rules_it_was_made_for(made: dict[str, Path], rules: Rules) -> None:
    for path in made.values():
        cover = {str(c[0]): str(c[1]) for _, c in read(path).sheets[layout.COVER].rows()}
        assert "示例数据" in cover[layout.DATA_NOTICE]
        assert "虚构" in cover[layout.DATA_NOTICE]
        assert cover[layout.SCHEME] == f"loudi-quality 2019 {rules.sha256[:12]}"
        assert set(layout.COVER_KEYS) <= set(cover)


# The year 2019


def test_the_year_can_be_scored_without_an_error(newer: Assessment) -> None:
    assert errors(newer.findings) == []
    assert not newer.is_open
    assert {"E204", "E310", "E502"} == {f.code for f in newer.findings}, "warnings and notes are shown, and E501 is not"


def test_the_totals_spread_over_all_grades_as_in_a_real_year(newer: Assessment) -> None:
    assert Counter(grade(newer, u.unit.name.zh) for u in newer.units) == {"A": 1, "B": 3, "C": 2, "D": 1}
    assert all(68 <= u.total <= 93 for u in newer.units)


def test_two_units_tie_on_place_3_and_the_next_is_fifth(newer: Assessment) -> None:
    assert [u.rank for u in newer.units] == [1, 2, 3, 3, 5, 6, 7]


def test_one_total_stands_just_under_a_bound_and_a_value_left_empty_would_have_lifted_it(
    made: dict[str, Path], newer: Assessment
) -> None:
    assert [f.unit for f in newer.findings if f.code == "E502"] == ["冷水江市"]
    year, _ = bind(read(made["2019.xlsx"]), newer.rules)
    assert year is not None
    empty = year.entries["冷水江市"]["B15"].state
    assert isinstance(empty, Missing)
    assert empty.cell is not None
    year.entries["冷水江市"]["B15"] = Entry(Given(Decimal(1), empty.cell))
    assert (grade(newer, "冷水江市"), grade(assess(newer.rules, year), "冷水江市")) == ("C", "B")


def test_an_incident_makes_a_d_of_a_c_and_the_second_d_in_a_row_is_followed_up(newer: Assessment, older: Assessment) -> None:
    struck = unit(newer, "新化县")
    assert [v.veto.id for v in struck.vetoes] == ["V02"]
    assert struck.grade_before_veto is not None
    assert struck.grade_before_veto.grade == "C"
    assert (grade(older, "新化县"), grade(newer, "新化县")) == ("D", "D")
    assert "repeat-escalate" in {c.id for c in struck.consequences}
    assert [u.unit.name.zh for u in newer.units if u.vetoes] == ["新化县"]


def test_exactly_two_values_are_missing_and_count_nothing(newer: Assessment) -> None:
    missing = {(u.unit.name.zh, x.indicator.measure): x for u in newer.units for x in u.lines if x.state == "missing"}
    assert set(missing) == {("万宝新区", "T07"), ("冷水江市", "B15")}
    assert {x.points for x in missing.values()} == {0}


def test_what_does_not_apply_says_why_for_each_kind_of_reason(newer: Assessment) -> None:
    reasons = {x.reason for u in newer.units for x in u.lines if x.state == "not_applicable"}
    assert reasons == {"无农业生产", "无农业优势产业", "当年无食品安全事故", "当年无旅游投诉", "无考核断面", "评选已停止",
                       "no_quota"}  # fmt: skip


@pytest.mark.parametrize("zone", ["娄底经开区", "万宝新区"])
def test_a_zone_without_farms_has_no_farm_values_and_no_farm_quotas(newer: Assessment, zone: str) -> None:
    farm = [m.id for m in newer.rules.scheme.measures if {"无农业生产", "无农业优势产业"} & set(m.na)]
    assert len(farm) == 7
    for measure in farm:
        assert isinstance(newer.year.entries[zone][measure].state, NotApplicable)
        assert (zone, measure) not in newer.year.quotas


def test_a_bonus_stands_at_its_cap_and_points_are_deducted(newer: Assessment) -> None:
    extras = {(u.unit.name.zh, e.extra.id): e for u in newer.units for e in u.extras}
    assert {key for key, e in extras.items() if e.capped} == {("娄星区", "X02"), ("涟源市", "X04")}
    assert {key for key, e in extras.items() if e.points < 0} == {("冷水江市", "X06"), ("万宝新区", "X07")}


def test_a_value_that_a_department_corrected_counts_in_place_of_what_was_sent(newer: Assessment) -> None:
    corrected = {(name, m): (e.sent, e.state.value) for name, own in newer.year.entries.items()
                 for m, e in own.items() if isinstance(e.state, Given) and e.state.verified}  # fmt: skip
    assert corrected == {("双峰县", "T08"): (231, 228), ("涟源市", "W11"): ("已完成", "推进中")}


def test_published_averages_name_publisher_and_scope_and_all_others_say_that_they_are_invented(
    newer: Assessment, older: Assessment
) -> None:
    averages = newer.year.averages
    published = {key: a.value for key, a in averages.items() if a.source != FICTIONAL}
    assert published == {
        ("N03", "urban"): Decimal("83.7"),
        ("N03", "county_town"): Decimal("91.5"),
        ("N04", "urban"): Decimal("91.7"),
        ("N04", "county_town"): Decimal("95.4"),
    }
    for key in published:
        assert averages[key].source == "湖南省生态环境厅公布的2019年数字"
    assert [averages[key].scope.split("个")[0] for key in published] == ["14", "90", "60", "345"]
    assert {a.source for a in older.year.averages.values()} == {FICTIONAL}


def test_the_quotas_add_up_to_the_figures_of_the_document(newer: Assessment) -> None:
    for indicator in newer.rules.scheme.indicators:
        if not indicator.id.endswith("-quota") or indicator.city is None:
            continue
        allotted = sum(q.value for (_, m), q in newer.year.quotas.items() if m == indicator.measure)
        assert indicator.city.at_least <= allotted <= (indicator.city.up_to or indicator.city.at_least), indicator.id


# Both years


def test_the_year_before_is_scored_without_an_error_and_lies_lower(older: Assessment, newer: Assessment) -> None:
    assert errors(older.findings) == []
    assert [u.unit.name.zh for u in older.units if u.grade and u.grade.grade == "D"] == ["新化县"]
    for now in newer.units:
        assert unit(older, now.unit.name.zh).total < now.total


def test_last_years_sheet_holds_the_numbers_of_the_year_before(older: Assessment, newer: Assessment) -> None:
    given = {(name, m): e.state.value for name, own in older.year.entries.items() for m, e in own.items()
             if isinstance(e.state, Given) and isinstance(e.state.value, Decimal)}  # fmt: skip
    assert {key: figure.value for key, figure in newer.year.previous.items()} == given


def test_a_count_since_2017_never_falls(older: Assessment, newer: Assessment) -> None:
    cumulative = [m.id for m in newer.rules.scheme.measures if "印发至考核年末" in m.count.zh]
    assert cumulative
    for name, own in newer.year.entries.items():
        for measure in cumulative:
            now, before = own[measure].state, older.year.entries[name][measure].state
            if isinstance(now, Given) and isinstance(before, Given):
                assert Decimal(before.value) <= Decimal(now.value), f"{name} {measure}"


def rates(year: Year) -> list[tuple[str, str, Any]]:
    return [(name, m, e) for name, own in year.entries.items() for m, e in own.items() if e.denominator is not None]


def test_every_rate_is_its_counts_whether_typed_plain_or_shown_as_a_percentage(older: Assessment, newer: Assessment) -> None:
    for assessment in (older, newer):
        for name, measure, entry in rates(assessment.year):
            share = rounded(Fraction(entry.numerator) * 100 / Fraction(entry.denominator), 2)
            assert entry.state.value == share, f"{name} {measure}"
        percent = {m.id for m in assessment.rules.scheme.measures if m.is_percent}
        given = {(n, m) for n, own in assessment.year.entries.items() for m in percent
                 if isinstance(own[m].state, Given)}  # fmt: skip
        assert given == {(n, m) for n, m, _ in rates(assessment.year)}, "the city's rates can be pooled"


def test_one_unit_types_its_rates_into_percent_cells_and_the_others_do_not(made: dict[str, Path], newer: Assessment) -> None:
    sheet = read(made["2019.xlsx"]).sheets[layout.DATA.name]
    shown = {name for name, _, e in rates(newer.year) if sheet.is_percent(e.state.cell.row, e.state.cell.column)}
    assert shown == {"冷水江市"}


# The forms


def test_every_form_is_clean_and_holds_what_the_unit_sent_for_the_year(
    made: dict[str, Path], rules: Rules, newer: Assessment
) -> None:
    for name in (u.name.zh for u in rules.mandate.units):
        year, findings = bind(read(made[str(Path("forms-2019", f"{name}.xlsx"))]), rules, form=True)
        assert year is not None
        assert errors([*findings, *check(year, rules, missing="error", sender=Sender("unit", name))]) == []
        assert {m: e.sent for m, e in year.entries[name].items()} == {m: e.sent for m, e in newer.year.entries[name].items()}


def test_each_mistake_of_the_broken_form_is_found_in_its_row_and_nothing_else_is(made: dict[str, Path], rules: Rules) -> None:
    findings = submit(read(made["broken.xlsx"]), rules).findings
    mistakes = yaml.safe_load((SAMPLES / "data" / "broken.yaml").read_text(encoding="utf-8"))
    row = {m.id: i for i, m in enumerate(rules.scheme.measures, start=2)}
    expected = {(len(row) + 2 if "twice" in m else row[m["row"]], m["shows"]) for m in mistakes}
    found = {(int("".join(filter(str.isdigit, f.cell))), f.code) for f in findings if f.cell}
    assert found == expected
    assert len(mistakes) >= 15
    assert [(f.code, f.measure) for f in findings if not f.cell] == [], "a row whose unit or code is misspelt is not gone"
