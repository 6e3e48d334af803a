"""Every number of the result, held against the same numbers worked out a second time by ``oracle.py``.

The samples come first; then years made up for the rules of Loudi, as shipped and bent; then schemes that are made up as well,
so that every kind of rule and every policy of docs/arithmetic.md is met. Each case is fixed by its seed.
"""

from __future__ import annotations

import json
import os
import random
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.assess.made_up import MadeUpYear, made_up_mandate, made_up_scheme
from tests.assess.made_wider import wider_scheme
from tests.assess.oracle import Office
from tests.assess.reader import Rules, half_up

from loudi_qa.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

Found = dict[str, object]

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "indicators.yaml", ROOT / "responsibilities.yaml"

LOUDI, INVENTED, WIDER = range(12), range(100, 130), range(200, 236)
"""The seeds of the years under the rules of Loudi, of those under made-up rules, and of those with all that other places need."""

BENT: dict[str, list[tuple[str, str]]] = {
    "as shipped": [],
    "half_even": [("rounding: half_up", "rounding: half_even")],
    "compare rounded": [("compare: exact", "compare: rounded")],
    "nothing moves": [(r"points_go_to: group, at_most: 0\.5", "points_go_to: none, at_most: 0.5")],
    "a cap of 0": [(r"group, at_most: 0\.5", "group, at_most: 0")],
    "a cap of 0.2": [(r"group, at_most: 0\.5", "group, at_most: 0.2")],
    "a cap of 1": [(r"group, at_most: 0\.5", "group, at_most: 1")],
    "steps started": [(r"short: \{zero_at: \d+\}", "short: {per: 0.7, lose: 0.25, count: started}")],
    "steps in full": [(r"short: (zero|proportional)\}", "short: {per: 0.3, lose: 0.15, count: full}}")],
    "steps exact": [(r"short: (zero|proportional)\}", "short: {per: 0.3, lose: 0.15, count: exact}}")],
    "last year": [("at_least: province, short: zero", "at_least: previous, plus: 0.5, short: proportional")],
    "no more than": [("at_least: province, short: zero", "at_most: province, short: {per: 0.5, lose: 0.3, count: exact}")],
}
"""The rules of Loudi with other policies and other short forms, as patterns and what stands in their place."""

BRANCHES = set(
    """
a final five half_even, a final five half_up, rounded half_even, rounded half_up, compared rounded,
a number met, a number missed, province met, province missed, quota met, quota missed, previous met, previous missed,
at_least met, at_least on the bound, at_least zero, at_least proportional, at_least zero_at, at_least per,
at_most met, at_most on the bound, at_most zero, at_most zero_at, at_most per,
exact steps, exact steps: broken, full steps, full steps: broken, started steps, started steps: broken,
bands, below the bands, levels, tally, tally at its cap, bonus at its cap, deduction at its cap,
scored, missing, not_applicable, not_due, open, a reason, a reason that does not hold, verified, no data of the unit,
the average of the group, the average for all, open for want of province, open for want of previous,
open for want of a target, moved, not all may move, nothing may move, points go nowhere, a whole group not applicable,
veto, no veto, a tie, city pooled, city sum, city least, no rate of the city, the department of the end of the year,
points by year, points by group, not theirs, a group that is not theirs, the lowest group counts,
a share of the target, no share due yet, open for want of a share, worse than last year, as good as last year,
better than last year, open for want of last year's, levels of several, the highest is best, the lowest is best, the best,
behind the best, nothing left for the place, no place, a place shared, places not known, each has its share, one without its share
""".replace("\n", " ")
    .strip()
    .split(", ")
)
"""Every branch of docs/arithmetic.md, by the names that the oracle gives them."""


def score(workbook: Path, indicators: Path, responsibilities: Path, printed: Callable[[], str]) -> dict[str, Any]:
    """The program's result as JSON."""
    code = run(
        [
            "score",
            str(workbook),
            "--json",
            "--quiet",
            "--indicators",
            str(indicators),
            "--responsibilities",
            str(responsibilities),
        ]
    )
    result: dict[str, Any] = json.loads(printed())
    assert code == any(f["level"] == "error" for f in result["findings"])
    return result


def expected(oracle: Office) -> Found:
    """The oracle's result, point for point as it is printed."""
    places, result = oracle.places, oracle.result()
    found: Found = {}

    def put(value: Fraction) -> str:
        rounded = half_up(value, places)
        return f"{'-' if rounded < 0 else ''}{abs(rounded) // 1}.{abs(rounded) % 1 * 10**places // 1:0{places}}"

    for name, unit in result["units"].items():
        for key in ("indicators", "groups", "lost_by_department"):
            for part, value in unit.pop(key).items():
                values = value if isinstance(value, tuple) else (value,)
                found[f"{name} {key} {part}"] = tuple(put(v) if isinstance(v, Fraction) else v for v in values)
        for key, value in unit.items():
            found[f"{name} {key}"] = put(value) if isinstance(value, Fraction) else value
    for indicator, (value, silent) in result["city"].items():
        found[f"city {indicator}"] = None if value is None else half_up(value, 6), silent
    return found


def given(result: dict[str, Any]) -> Found:
    """The program's result in the same words."""
    found: Found = {}
    codes = [(f["unit"], f["code"]) for f in result["findings"]]
    for unit in result["units"]:
        name = unit["unit"]
        for key in ("open", "total", "of", "total_without_na_points", "extras", "rank", "grade_before_veto", "grade"):
            found[f"{name} {key}"] = unit[key]
        found |= {f"{name} groups {g['id']}": (g["points"], g["of"]) for g in unit["groups"]}
        found |= {f"{name} indicators {i['id']}": (i["state"], i["points"], i["of"]) for i in unit["indicators"]}
        for lost in unit["lost_by_department"]:
            found[f"{name} lost_by_department {lost['department'] if lost['indicators'] else None}"] = (lost["points"],)
        found |= {f"{name} {code}": codes.count((name, code)) for code in ("E501", "E502")}
    for target in result["city"]:
        value = None if target["value"] is None else Fraction(target["value"])
        found[f"city {target['indicator']}"] = value, target["blocked_by"]
    return found


def differences(result: dict[str, Any], wanted: Found) -> dict[str, tuple[object, object]]:
    """Where the two calculations part: what the program says, and what the oracle says."""
    got = given(result)
    return {key: (got.get(key), wanted.get(key)) for key in got.keys() | wanted.keys() if got.get(key) != wanted.get(key)}


@cache
def rules_of(seed: int) -> tuple[str, str]:
    """The rules of a case: those of Loudi, bent in turn, or a scheme made up."""
    if seed >= INVENTED.start:
        rng = random.Random(seed)  # noqa: S311 -- cases, not secrets
        scheme = wider_scheme(rng) if seed in WIDER else made_up_scheme(rng)
        return scheme, made_up_mandate(scheme)
    scheme, mandate = (p.read_text(encoding="utf-8") for p in SHIPPED)
    for pattern, instead in BENT[list(BENT)[seed % len(BENT)]]:
        scheme, found = re.subn(pattern, instead, scheme)
        assert found, f"the rules of Loudi no longer say {pattern}"
    return scheme, mandate


class Case:
    """A year made up from a seed: its three files, and what the oracle makes of them."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.files = folder / f"{seed}.xlsx", folder / f"{seed}-indicators.yaml", folder / f"{seed}-responsibilities.yaml"
        for path, text in zip(self.files[1:], rules_of(seed), strict=True):
            path.write_text(text, encoding="utf-8")
        rules = Rules(*self.files[1:])
        year = (2018, 2019, 2020, 2019, 2021)[seed % 5]
        MadeUpYear(seed, rules, year).save(self.files[0])
        office = Office(self.files[0], rules)
        self.expected, self.met = expected(office), office.met


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the processes of one run of the tests tell each other which branches a case has met."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "branches"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, notes: Path) -> Callable[[int], Case]:
    """The case of a seed, made once."""
    folder = tmp_path_factory.mktemp("years")

    def made(seed: int) -> Case:
        one = Case(seed, folder)
        draft = folder / f"{seed}.json"
        draft.write_text(json.dumps([*one.met]), encoding="utf-8")
        draft.replace(notes / draft.name)
        return one

    return cache(made)


def met_by(seed: int, case: Callable[[int], Case], notes: Path) -> set[str]:
    """The branches of a case, as whichever process made it has noted them; else it is made here."""
    note = notes / f"{seed}.json"
    return set(json.loads(note.read_text(encoding="utf-8"))) if note.exists() else case(seed).met


@pytest.mark.parametrize("year", [2018, 2019])
def test_the_sample_years_are_what_a_second_calculation_gives(year: int, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = ROOT / "samples" / f"{year}.xlsx"
    result = score(workbook, *SHIPPED, lambda: capsys.readouterr().out)
    assert not differences(result, expected(Office(workbook, Rules(*SHIPPED))))


def test_a_quota_that_cannot_be_read_leaves_the_total_open_and_frees_no_one_of_the_item(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(ROOT / "samples" / "2019.xlsx")
    row = next(r for r in book["目标分解"].iter_rows() if (r[0].value, r[1].value) == ("涟源市", "T01"))
    row[4].value = "三项左右"
    book.save(tmp_path / "2019.xlsx")
    units = {u["unit"]: u for u in score(tmp_path / "2019.xlsx", *SHIPPED, lambda: capsys.readouterr().out)["units"]}
    assert next(i["state"] for i in units["涟源市"]["indicators"] if i["id"] == "T01-quota") == "open"
    assert [n for n, u in units.items() if u["rank"] is None] == ["涟源市"]


@pytest.mark.parametrize("seed", LOUDI, ids=lambda s: f"{s} {list(BENT)[s % len(BENT)]}")
def test_made_up_years_under_the_rules_of_loudi_as_shipped_and_bent(
    seed: int, case: Callable[[int], Case], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not differences(score(*case(seed).files, lambda: capsys.readouterr().out), case(seed).expected)


@pytest.mark.parametrize("seed", INVENTED)
def test_made_up_years_under_made_up_rules(seed: int, case: Callable[[int], Case], capsys: pytest.CaptureFixture[str]) -> None:
    assert not differences(score(*case(seed).files, lambda: capsys.readouterr().out), case(seed).expected)


@pytest.mark.parametrize("seed", WIDER)
def test_made_up_years_under_made_up_rules_with_all_that_other_places_need(
    seed: int, case: Callable[[int], Case], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not differences(score(*case(seed).files, lambda: capsys.readouterr().out), case(seed).expected)


def test_the_cases_meet_every_branch_of_the_page(case: Callable[[int], Case], notes: Path) -> None:
    sample = Office(ROOT / "samples" / "2019.xlsx", Rules(*SHIPPED))
    sample.result()
    met = sample.met.union(*(met_by(seed, case, notes) for seed in (*LOUDI, *INVENTED, *WIDER)))
    assert not BRANCHES - met, "a rule that no case meets is a rule that no one has checked"
