"""The live formulas, worked out by LibreOffice: points, totals, grades and places of the engine, before and after changes.

One run of LibreOffice for all of them: it takes seconds.
"""

from __future__ import annotations

import random
import shutil
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pytest
from openpyxl import Workbook
from tests.report.xlsx.trials import (
    SHEETS,
    Said,
    changed,
    changed_at_random,
    differences,
    dossier_of,
    expected,
    made_up,
    only_trial,
    recomputed,
    said,
)

from loudi_qa.assess.score import assess
from loudi_qa.numbers import rounded
from loudi_qa.report.xlsx.result.formulas import published
from loudi_qa.report.xlsx.result.result import result_workbook
from loudi_qa.scheme.policies import PointsPolicy
from loudi_qa.scheme.rules import PerStep, Reach
from loudi_qa.submission.suppose import settings, supposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.result import Assessment
    from loudi_qa.report.dossier import Dossier

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here")

SEEDS = (100, 105, 123, 128, 200, 204, 212, 231)
"""Made-up schemes that meet every kind of rule and every policy between them; a test below holds them to it."""
TRIED: dict[str, str | float | None] = {
    "双峰县:P01=97": 97, "双峰县:P02=48.25": 48.25, "涟源市:N01=80.25": 80.25, "涟源市:N03=": None, "娄星区:W01=未开展": "未开展",
    "娄星区:P05=无进出口业务": "不适用", "冷水江市:E02=0": 0, "冷水江市:T04=1": 1, "万宝新区:T07=3": 3, "新化县:X01=3": 3,
}  # fmt: skip
"""On the bound; two that end on half a cent (1.825 and 1.815); nothing; an answer; not applicable; all lost; and others."""
POLICIES = [PointsPolicy(places=places, rounding=way) for places in (0, 1, 2) for way in ("half_up", "half_even")]


class Office(NamedTuple):
    """What LibreOffice worked out and what the engine says, by the name of the workbook; and the sums with their points."""

    said: dict[str, Said]
    results: dict[str, Assessment]
    sums: list[tuple[Fraction, list[Decimal]]]


@pytest.fixture(scope="module")
def office(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("trials")
    sample = dossier.result
    results = {"zh": sample, "en": sample, "tried": tried(sample)}
    books = {"zh": result_workbook(dossier, "zh"), "en": only_trial(dossier, "en")}
    books["tried"] = changed(only_trial(dossier), by_hand(sample) | {("新化县", "等级"): None})
    for seed in SEEDS:
        own = made_up(seed, folder)
        book = only_trial(dossier_of(own))
        after = changed_at_random(own, book, seed)
        results |= {f"{seed}": own, f"{seed} changed": after.result}
        books |= {f"{seed}": book, f"{seed} changed": after.book}
    exact = list(sums())
    worked_out = recomputed(folder, books | {"sums": sums_book(exact)})
    rows = worked_out["sums"].worksheets[0].iter_rows(min_col=4, values_only=True)
    points = [(a * b / c, [Decimal(str(p)) for p in row]) for (a, b, c), row in zip(exact, rows, strict=True)]
    return Office({name: said(worked_out[name][SHEETS.get(name, "试算")]) for name in results}, results, points)


def tried(sample: Assessment) -> Assessment:
    """The engine with the same values, and without the veto of 新化县."""
    year = supposed(sample.year, settings(TRIED, sample.rules))
    return assess(sample.rules, year._replace(incidents=()), (), sample.previous)


def by_hand(sample: Assessment) -> dict[tuple[str, str], str | float | None]:
    """What is written on the sheet for it: a measure stands in each line that is scored by it."""
    found: dict[tuple[str, str], str | float | None] = {}
    for setting, value in zip(settings(TRIED, sample.rules), TRIED.values(), strict=True):
        lines = [i.id for i in sample.rules.scheme.indicators if i.measure == setting.code]
        found |= {(setting.unit, code): value for code in lines or [setting.code]}
    return found


def sums() -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """Points times a value over a target: any, and many that end on half a last digit, which binary fractions often miss."""
    rng = random.Random(1825)  # noqa: S311 -- cases, not secrets
    for places in (0, 1, 2):
        for _ in range(400):
            half = Fraction(2 * rng.randrange(4 * 10**places) + 1, 2 * 10**places)
            points, target = Fraction(rng.choice(["0.5", "1", "2", "2.5", "5"])), Fraction(rng.choice([8, 16, 20, 25, 40, 50]))
            yield points, half * target / points, target
    for _ in range(800):
        yield Fraction(rng.randrange(1, 2000), 100), Fraction(rng.randrange(10000), 100), Fraction(rng.randrange(1, 10000), 100)


def sums_book(exact: list[tuple[Fraction, Fraction, Fraction]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row, numbers in enumerate(exact, start=1):
        for column, number in enumerate(numbers, start=1):
            sheet.cell(row, column, float(number))
        for column, policy in enumerate(POLICIES, start=4):
            sheet.cell(row, column, "=" + published(f"A{row}*B{row}/C{row}", policy))
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_formula_of_the_sample_gives_what_the_program_gives(office: Office, lang: str) -> None:
    found = office.said[lang]
    assert not differences(found.points, expected(office.results[lang], "en" if lang == "en" else "zh"))
    assert len(found.points) == 707
    assert "707" in found.check, "the one cell that says so"
    assert not found.differing


def test_a_reader_who_changes_values_sees_what_the_program_would_give(office: Office) -> None:
    found = office.said["tried"]
    assert not differences(found.points, expected(office.results["tried"]))
    assert found.points["双峰县", "P02-2020"] == Decimal("1.83"), "1.825 ends on half a cent, which binary fractions miss"
    assert found.points["涟源市", "N01-2020"] == Decimal("1.82")
    assert found.points["新化县", "等级"] == "C", "the veto was taken out"
    assert found.differing > len(TRIED)
    assert str(found.differing) in found.check, "the cell says that the sheet is no longer the result"


def test_made_up_rules_give_what_the_program_gives(office: Office) -> None:
    for name in map(str, SEEDS):
        assert not differences(office.said[name].points, expected(office.results[name])), name
        assert not office.said[name].differing, name


def test_made_up_rules_give_it_after_changes_of_values_benchmarks_and_extras_too(office: Office) -> None:
    for name in (f"{seed} changed" for seed in SEEDS):
        assert not differences(office.said[name].points, expected(office.results[name])), name
        assert office.said[name].differing, f"{name}: nothing was changed"


def test_the_made_up_rules_meet_every_kind_of_rule_and_policy(office: Office) -> None:
    schemes = [office.results[f"{seed}"].rules.scheme for seed in SEEDS]
    rules = [i.rule for scheme in schemes for i in scheme.indicators]
    assert {r.kind for r in rules} == {"reach", "bands", "levels", "tally", "places"}
    reaches = [r for r in rules if isinstance(r, Reach)]
    sides = {(r.at_least is not None, r.bound if isinstance(r.bound, str) else type(r.bound).__name__) for r in reaches}
    assert {bound for _, bound in sides} == {"province", "quota", "previous", "Decimal", "dict"}
    assert {least for least, _ in sides} == {True, False}
    shorts = {r.short.count if isinstance(r.short, PerStep) else str(r.short).partition("=")[0] for r in reaches}
    assert shorts == {"zero", "proportional", "zero_at", "exact", "full", "started"}
    assert any(r.plus for r in reaches)
    assert any(r.share != 1 for r in reaches)
    assert {r.bound == "previous" for r in reaches if r.no_worse_than} == {True, False}
    assert {s.points.total for s in schemes} == {"sum", "lowest_group"}
    assert any(g.each for s in schemes for g in s.grades)
    assert any(not x.theirs for name in map(str, SEEDS) for u in office.results[name].units for x in u.lines)
    assert {s.compare for s in schemes} == {"exact", "rounded"}
    assert {s.points.rounding for s in schemes} == {"half_up", "half_even"}
    assert {s.points.places for s in schemes} == {1, 2}
    assert {s.na.points_go_to for s in schemes} == {"group", "none"}
    states = {x.state for result in office.results.values() for u in result.units for x in u.lines}
    assert states == {"scored", "missing", "not_applicable", "not_due", "open"}


def test_points_are_rounded_as_the_rules_say_and_no_binary_noise_moves_a_half(office: Office) -> None:
    for column, policy in enumerate(POLICIES):
        halves = [exact for exact, _ in office.sums if (exact * 10**policy.places).denominator == 2]
        assert len(halves) >= 400, "the hard cases are in it"
        assert not [(e, p[column]) for e, p in office.sums if p[column] != rounded(e, policy.places, policy.rounding)], policy
