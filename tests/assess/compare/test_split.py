"""The split of a change: it adds up to the last digit, and lays at each door only what came through it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.assess.compare.editions import GONE, LATER, NEW, RETOLD, later_years
from tests.assess.drawn import CELL, NAMES, RULES, changed, figure, good_year, with_state, years

from loudi_qa.assess.compare.split import UnitChange, unit_changes
from loudi_qa.assess.score import assess
from loudi_qa.cli import way
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import Average, Given, Unclear

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year

FEW = settings(max_examples=25)


def check(older: Assessment, newer: Assessment) -> dict[str, UnitChange]:
    """Every split adds up, in sum and line by line."""
    changes = unit_changes(older, newer)
    for unit in changes:
        if unit.change is None:
            assert any(u is None or u.is_open for u in (unit.before, unit.after))
            continue
        assert unit.before is not None
        assert unit.after is not None
        assert unit.change.total == unit.after.total - unit.before.total
        for part in ("data", "benchmarks", "rules"):
            assert sum(getattr(i.change, part) for i in unit.items) == getattr(unit.change, part)
    return {c.name: c for c in changes}


@FEW
@given(years(), years())
def test_the_split_adds_up_for_any_two_years_and_lays_nothing_on_rules_that_are_the_same(before: Year, after: Year) -> None:
    for unit in check(assess(RULES, before), assess(RULES, after)).values():
        assert unit.change is None or unit.change.rules == 0


@FEW
@given(years(complete=True), later_years())
def test_the_split_adds_up_when_the_rules_change_too(before: Year, after: Year) -> None:
    for unit in check(assess(RULES, before), assess(LATER, after)).values():
        assert unit.change is not None
        only = {i.id: i.change for i in unit.items if i.id in {"B1-bands", "N1-most", "A1-duty"}}
        for change in only.values():
            assert change.data == change.benchmarks == 0, "what one edition alone reads moves with the rules"


@FEW
@given(later_years(), years(complete=True))
def test_the_split_adds_up_when_the_rules_go_back(before: Year, after: Year) -> None:
    check(assess(LATER, before), assess(RULES, after))


@FEW
@given(years(complete=True), years(complete=True))
def test_the_data_part_is_what_the_newer_values_alone_would_have_done(before: Year, after: Year) -> None:
    older = assess(RULES, before)
    alone = assess(RULES, before._replace(entries=after.entries, extras=after.extras))
    totals = {u.unit.name.zh: u for u in alone.units}
    for name, unit in check(older, assess(RULES, after)).items():
        if unit.change is not None and unit.before is not None and not totals[name].is_open:
            assert unit.change.data == totals[name].total - unit.before.total


@FEW
@given(years(complete=True))
def test_another_average_alone_is_laid_on_benchmarks_alone(year: Year) -> None:
    moved = year._replace(averages={("R1", "*"): Average(Decimal(0), "同口径", "公报", CELL)})
    for unit in check(assess(RULES, year), assess(RULES, moved)).values():
        assert unit.change is not None
        assert unit.change.data == unit.change.rules == 0
        assert unit.change.benchmarks >= 0, "an average of nothing is met by everyone"


def test_a_target_dated_by_year_is_a_benchmark() -> None:
    five = good_year(L1=Decimal(4))
    change = check(assess(RULES, five._replace(year=2019)), assess(RULES, five._replace(year=2020)))[NAMES[0]].change
    assert change is not None
    assert change.data == change.rules == 0
    assert change.benchmarks < 0, "4 met the 4 of 2019 and misses the 3 of 2020"


def test_other_rules_on_the_same_year_are_laid_on_rules_alone() -> None:
    year = good_year()
    entries = {u: {**own, NEW: own["C1"], RETOLD: own[RETOLD]} for u, own in year.entries.items()}
    full = year._replace(entries=entries)
    later = full._replace(
        entries={u: {m: e for m, e in own.items() if m not in {GONE, RETOLD}} for u, own in entries.items()},
        previous=dict(year.previous) | {(u, NEW): next(iter(year.previous.values())) for u in NAMES},
    )
    change = check(assess(RULES, full), assess(LATER, later))[NAMES[0]].change
    assert change is not None
    assert change.data == change.benchmarks == 0
    assert change.rules != 0


def test_an_open_total_is_not_split() -> None:
    year = good_year()
    unclear = with_state(year, NAMES[0], "R1", Unclear("约", CELL))
    changes = check(assess(RULES, year), assess(RULES, unclear))
    assert changes[NAMES[0]].change is None
    assert changes[NAMES[1]].change is not None


def test_a_unit_of_one_year_only_is_told_and_not_split() -> None:
    year = good_year()
    fewer = RULES._replace(mandate=changed(RULES.mandate, units=RULES.mandate.units[:4]))
    changes = check(assess(RULES, year), assess(fewer, year))
    gone = changes[NAMES[4]]
    assert (gone.after, gone.change) == (None, None)
    assert gone.before is not None


def test_the_lines_behind_a_change_come_with_the_greatest_first() -> None:
    year = good_year(R1=Decimal(98))
    better = good_year(R1=Decimal(99), T1=Decimal(4))
    unit = check(assess(RULES, year), assess(RULES, better))[NAMES[0]]
    assert [(i.id, i.change.total) for i in unit.items] == [("R1-avg", Decimal(10)), ("T1-each", Decimal(-1))]


@pytest.mark.parametrize("pair", [("2018.xlsx", "2019.xlsx"), ("2019.xlsx", "2018.xlsx"), ("2019.xlsx", "2019.xlsx")])
def test_the_split_of_the_sample_years_adds_up(shipped: Rules, samples: Path, pair: tuple[str, str]) -> None:
    older, newer = (way.score(samples / name, shipped) for name in pair)
    changes = check(older, newer)
    assert all(c.change is not None for c in changes.values())
    if pair[0] == pair[1]:
        assert not any(c.items for c in changes.values())


def test_a_verified_value_is_the_data_that_changed() -> None:
    year = good_year(R1=Decimal(100))
    verified = with_state(year, NAMES[0], "R1", Given(Decimal(90), CELL, verified=True))
    change = check(assess(RULES, year), assess(RULES, verified))[NAMES[0]].change
    assert change is not None
    assert change.data < 0
    assert change.benchmarks == 0


def editions(older: dict[str, object] | None = None, newer: dict[str, object] | None = None) -> tuple[Rules, Rules]:
    """Two editions of the small scheme, each with another rule for the pass rate held against the average."""

    def edition(rule: dict[str, object] | None) -> Rules:
        if rule is None:
            return RULES
        indicators = tuple(
            changed(i, rule=Reach.model_validate({"kind": "reach", **rule})) if i.id == "R1-avg" else i
            for i in RULES.scheme.indicators
        )
        return RULES._replace(scheme=changed(RULES.scheme, indicators=indicators))

    return edition(older), edition(newer)


def parts(older: Assessment, newer: Assessment) -> tuple[int, int, int]:
    change = check(older, newer)[NAMES[0]].change
    assert change is not None
    return int(change.data), int(change.benchmarks), int(change.rules)


def test_a_benchmark_that_only_the_older_rules_ask_for_goes_with_the_rules() -> None:
    before, after = editions(newer={"at_least": Decimal(99)})
    year = good_year(R1=Decimal(98))
    without = year._replace(averages={})
    assert parts(assess(before, year), assess(after, without)) == (0, 0, 0), "missed then against 98.5, missed now against 99"
    met = good_year(R1=Decimal("98.7"))
    assert parts(assess(before, met), assess(after, met._replace(averages={}))) == (0, 0, -10)


def test_a_line_that_is_open_in_between_has_not_moved_yet() -> None:
    before, after = editions(older={"at_least": {2019: Decimal(97)}}, newer={"at_least": Decimal(99)})
    year = good_year(R1=Decimal(98))
    later = assess(after, year._replace(year=2020))
    assert parts(assess(before, year), later) == (0, 0, -10), "the older rules have no target for 2020; the newer ones are missed"


def test_a_deduction_that_only_the_older_rules_know_is_lifted_by_the_rules() -> None:
    fewer = RULES._replace(scheme=changed(RULES.scheme, extras=RULES.scheme.extras[:1]))
    late = good_year()._replace(extras={(NAMES[0], "X2"): figure(Decimal(2))})
    assert parts(assess(RULES, late), assess(fewer, good_year())) == (0, 0, 2)


def test_a_quota_withdrawn_moves_by_benchmarks_and_not_by_data() -> None:
    year = good_year(C1=Decimal(3))
    without = year._replace(quotas={k: f for k, f in year.quotas.items() if k[0] != NAMES[0]})
    data, benchmarks, rules = parts(assess(RULES, year), assess(RULES, without))
    assert (data, rules) == (0, 0)
    assert benchmarks > 0, "half the quota was missed; without one the points move to what was earned in full"
