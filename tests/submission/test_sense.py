"""Whether a value makes sense: roundings told apart by exact decimals, jumps by their share, verified values by their grounds."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.submission.faults import HERE, rules
from tests.submission.test_any_cell import form_with, held

from loudi_qa.scheme.policies import Checks
from loudi_qa.submission.sense import FEWER_DIGITS, RIGHT, ROUNDED_UP, TRUNCATED, _how_rounded
from loudi_qa.submission.submit import submit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.findings import Finding
    from loudi_qa.words import Words

RATE, GOOD, ALL, REASON, EVIDENCE = "H2", "I2", "J2", "L2", "M2"
"""The cells of R1, a percentage of one place, in the form of 甲区."""
EVENTS, EVENTS_REMARK = "H8", "N8"
"""The cells of T1, a count."""


def found(cells: Mapping[str, Any], last: Mapping[tuple[str, str], Decimal] | None = None, of: str = HERE) -> list[Finding]:
    """What is found in a form with these cells."""
    changes = [(f"指标数据!{at}", value) for at, value in cells.items()]
    return list(submit(held(form_with(changes, of)), rules(), last).findings)


def codes(cells: Mapping[str, Any], last: Mapping[tuple[str, str], Decimal] | None = None, of: str = HERE) -> list[str]:
    return [f.code for f in found(cells, last, of)]


def cut(exact: Fraction, places: int, rounding: str) -> Decimal:
    """The exact value as a decimal of so many places, in a way of rounding of the decimal module."""
    with localcontext() as context:
        context.prec = 60
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-places), rounding=rounding)


COUNTS = st.integers(1, 3000).flatmap(lambda of_all: st.tuples(st.integers(0, of_all), st.just(of_all)))


@given(COUNTS, st.integers(0, 3), st.integers(0, 3))
def test_a_rate_rounded_half_up_to_enough_digits_is_right(counts: tuple[int, int], places: int, more: int) -> None:
    exact = Fraction(*counts) * 100
    assert _how_rounded(cut(exact, places + more, ROUND_HALF_UP), exact, places) is RIGHT


@given(COUNTS, st.integers(0, 3), st.integers(0, 5), st.sampled_from([ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_UP]))
def test_every_way_of_rounding_is_told_from_a_wrong_number(counts: tuple[int, int], places: int, digits: int, way: str) -> None:
    exact = Fraction(*counts) * 100
    assert _how_rounded(cut(exact, digits, way), exact, places) is not None


@given(COUNTS, st.integers(0, 3), st.integers(0, 4).flatmap(lambda n: st.decimals(0, 100, places=n)))
@settings(max_examples=400)
def test_a_number_is_taken_for_a_rounding_only_where_the_decimals_say_so(
    counts: tuple[int, int], places: int, sent: Decimal
) -> None:
    exact = Fraction(*counts) * 100
    digits = max(0, -int(sent.as_tuple().exponent))
    possible = {cut(exact, n, way) for n in (places, digits) for way in (ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_UP)}
    assert (_how_rounded(sent, exact, places) is not None) == (sent in possible)


@given(COUNTS, st.integers(1, 3))
@settings(max_examples=300)
def test_cut_off_and_rounded_up_are_called_by_their_names(counts: tuple[int, int], places: int) -> None:
    exact = Fraction(*counts) * 100
    right = cut(exact, places, ROUND_HALF_UP)
    for way, name in ((ROUND_FLOOR, TRUNCATED), (ROUND_CEILING, ROUNDED_UP)):
        sent = cut(exact, places, way)
        assert _how_rounded(sent, exact, places) is (RIGHT if sent == right else name)


@pytest.mark.parametrize(
    ("sent", "how"),
    [("92.46", RIGHT), ("92.5", RIGHT), ("92.464", RIGHT), ("92.4", TRUNCATED), ("92.47", ROUNDED_UP), ("92", FEWER_DIGITS),
     ("93", ROUNDED_UP), ("95.4", None), ("92.6", None), ("0.92", None)],
)  # fmt: skip
def test_319_of_345(sent: str, how: Words | None) -> None:
    assert _how_rounded(Decimal(sent), Fraction(31900, 345), 1) is how


@pytest.mark.parametrize(("sent", "good", "of_all"), [(97.6, 195, 200), (51, 1, 2), (100, 99, 100)])
def test_what_needs_no_rounding_cannot_have_been_rounded_up(sent: float, good: int, of_all: int) -> None:
    assert codes({RATE: sent, GOOD: good, ALL: of_all}) == ["E316"]


def test_a_rate_that_does_not_go_with_its_counts_shows_the_division() -> None:
    (finding,) = found({RATE: 95.4, GOOD: 319, ALL: 345})
    assert (finding.code, finding.severity, finding.cell) == ("E316", "error", RATE)
    assert "319 ÷ 345 = 92.46%" in finding.message("zh")


def test_a_rate_cut_off_says_what_it_is_rounded_to_the_digits_asked_for() -> None:
    (finding,) = found({RATE: 92.4, GOOD: 319, ALL: 345})
    assert (finding.code, finding.severity) == ("E315", "warning")
    assert "四舍五入到 1 位是 92.5" in finding.message("zh")
    assert finding.fix("zh") == "填 92.5"


@pytest.mark.parametrize(("good", "of_all"), [(201, 200), (-1, 200), (0, 0), (5, 0)])
def test_counts_that_cannot_be_are_one_error_and_no_rate_is_reckoned(good: int, of_all: int) -> None:
    assert codes({GOOD: good, ALL: of_all}) == ["E312"]


@pytest.mark.parametrize(("good", "of_all", "at"), [(-1, None, GOOD), (None, 0, ALL), (None, -5, ALL)])
def test_a_count_that_cannot_be_is_an_error_without_the_other_one_too(good: int | None, of_all: int | None, at: str) -> None:
    findings = found({GOOD: good, ALL: of_all})
    assert [(f.cell, f.severity) for f in findings if f.code == "E312"] == [(at, "error")]


def test_a_count_in_words_is_one_error_and_not_missed_as_well() -> None:
    assert codes({GOOD: "一百九十五"}) == ["E301"]


def test_a_percentage_below_one_is_asked_about_unless_its_counts_or_a_remark_bear_it_out() -> None:
    assert codes({RATE: 0.5, GOOD: 1, ALL: 200}) == []
    assert "E309" in codes({RATE: 0.975, GOOD: None, ALL: None})
    assert "E309" not in codes({RATE: 0.5, GOOD: None, ALL: None, "N2": "确为 0.5%"})
    assert "E309" in codes({RATE: 0.5, GOOD: None, ALL: None, "N2": " "})


@pytest.mark.parametrize("remark", [None, "确为此数", "与统计局核对过", "0.94"])
def test_no_remark_makes_good_a_share_that_its_counts_contradict(remark: str | None) -> None:
    (finding,) = found({RATE: 0.94, GOOD: 188, ALL: 200, "N2": remark})
    assert (finding.code, finding.severity, finding.cell) == ("E316", "error", RATE)
    assert "188 ÷ 200 = 94%" in finding.message("zh")
    assert finding.fix("zh").endswith("看来漏乘了 100，应填 94"), "not that it may be 0.94 %"
    assert finding.fix("en").endswith("write 94")


def test_a_rate_below_one_that_is_no_share_of_its_counts_is_told_to_be_mended_and_no_more() -> None:
    (finding,) = found({RATE: 0.94, GOOD: 150, ALL: 200, "N2": "确为此数"})
    assert (finding.code, finding.fix("zh")) == ("E316", "核对三个数，改正错的那个")


def test_a_true_rate_below_one_passes_with_and_without_a_remark() -> None:
    assert codes({RATE: 0.94, GOOD: 94, ALL: 10000}) == codes({RATE: 0.94, GOOD: 94, ALL: 10000, "N2": "确为此数"}) == []


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(n // 2, n), st.just(n))), st.sampled_from([None, "确为此数"]))
@settings(max_examples=25, deadline=None)
def test_a_share_never_passes_for_a_percentage(counts: tuple[int, int], remark: str | None) -> None:
    share = cut(Fraction(*counts), 2, ROUND_HALF_UP)
    is_percentage = counts[0] == 0 or Fraction(*counts) * 100 <= 1
    findings = found({RATE: float(share), GOOD: counts[0], ALL: counts[1], "N2": remark})
    assert is_percentage or "error" in {f.severity for f in findings if f.cell == RATE}


def test_a_share_in_place_of_a_percentage_does_not_wait_for_a_year_the_rules_name() -> None:
    waiting = rules()._replace(scheme=rules().scheme.model_copy(update={"checks": Checks(warn_until={"E316": 2019})}))
    for sent, level in ((0.94, "error"), (95, "warning")):
        changes = [(f"指标数据!{RATE}", sent), (f"指标数据!{GOOD}", 188), (f"指标数据!{ALL}", 200)]
        (finding,) = submit(held(form_with(changes)), waiting).findings
        assert (finding.code, finding.severity) == ("E316", level)


def test_a_count_alone_is_told_at_the_cell_of_the_other() -> None:
    (finding,) = found({ALL: None})
    assert (finding.code, finding.cell, finding.column) == ("E317", ALL, "分母")


def test_a_share_in_place_of_a_percentage_is_asked_about_once() -> None:
    assert codes({RATE: 0.975}, {(HERE, "R1"): Decimal(96)}) == ["E316"]


@given(st.integers(0, 99), st.integers(1, 33))
def test_a_count_may_change_by_the_declared_share_and_no_more(now: int, before: int) -> None:
    jumped = abs(now - before) > 2 * before
    assert ("E318" in codes({EVENTS: now}, {(HERE, "T1"): Decimal(before)})) == jumped


@pytest.mark.parametrize(("now", "jumped"), [(80, False), (64, False), (63.9, True), (96, False), (96.1, True)])
def test_a_percentage_may_change_by_a_fifth_of_itself(now: float, jumped: bool) -> None:
    last = {(HERE, "R1"): Decimal(80)}
    assert ("E318" in codes({RATE: now, GOOD: None, ALL: None}, last)) == jumped


def test_a_remark_answers_a_jump_and_a_blank_one_does_not() -> None:
    last = {(HERE, "T1"): Decimal(4)}
    assert codes({EVENTS: 13}, last) == ["E318"]
    assert codes({EVENTS: 13, EVENTS_REMARK: " 　"}, last) == ["E318"]
    assert codes({EVENTS: 13, EVENTS_REMARK: "新增站点"}, last) == []


def test_from_nothing_there_is_no_share() -> None:
    assert codes({EVENTS: 13}, {(HERE, "T1"): Decimal(0)}) == []


def test_rules_without_a_jump_ask_for_no_remark() -> None:
    calm = rules()._replace(scheme=rules().scheme.model_copy(update={"checks": None}))
    sent = submit(held(form_with([("指标数据!H8", 99)])), calm, {(HERE, "T1"): Decimal(1)})
    assert sent.findings == ()


def test_evidence_is_asked_for_where_there_is_a_value_and_a_column_for_it() -> None:
    assert [(f.code, f.cell) for f in found({EVIDENCE: None})] == [("E319", EVIDENCE)]
    assert codes({RATE: None, GOOD: None, ALL: None, REASON: "当年未抽查", EVIDENCE: None}) == []


def test_an_error_that_the_rules_let_wait_is_a_warning_until_its_year() -> None:
    for until, level in ((2018, "error"), (2019, "warning"), (2020, "warning")):
        waiting = rules()._replace(scheme=rules().scheme.model_copy(update={"checks": Checks(warn_until={"E319": until})}))
        (finding,) = submit(held(form_with([("指标数据!M3", None)])), waiting).findings
        assert (finding.code, finding.severity) == ("E319", level)


@pytest.mark.parametrize(
    ("value", "grounds", "code"),
    [
        (195, None, "E302"),
        (96, None, "E321"),
        (96, "  ", "E321"),
        (96, "复核台账", "E320"),
        (97.5, None, None),
    ],
)
def test_a_verified_value_that_differs_needs_grounds(value: float, grounds: str | None, code: str | None) -> None:
    told = codes({"K2": value, "L2": grounds}, of="department")
    assert told == ([code] if code else [])
