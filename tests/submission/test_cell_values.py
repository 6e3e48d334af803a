"""What a cell is taken for: the number its author meant, or a finding; never a guess in silence."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.submission.books import DATA, Book, Shown

from loudi_qa.submission.normalise import AS_TEXT, FULL_WIDTH, GLUED_UNIT, THOUSANDS, Reading, Trouble, number
from loudi_qa.submission.year import Given, Missing, NotApplicable, Unclear

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.submission.books import Told

    from loudi_qa.words import Words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("97.5", "97.5"),
        (" 97.5 ", "97.5"),
        ("９７．５", "97.5"),
        ("97.5%", "97.5"),
        ("97.5 ％", "97.5"),
        ("９７．５％", "97.5"),
        ("9\u200b7.5\ufeff", "97.5"),
        ("\u00a097.5\u3000", "97.5"),
        ("+97.5", "97.5"),
    ],
)
def test_a_rate_typed_as_text_is_read_and_noted(written: str, meant: str, told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C2", written))
    assert result.value("R1") == Decimal(meant)
    assert result.one("E310").severity == "note"


@pytest.mark.parametrize(
    ("written", "meant", "mends"),
    [
        ("1,234", "1234", (AS_TEXT, THOUSANDS)),
        ("12,345.6", "12345.6", (AS_TEXT, THOUSANDS)),
        ("１，２３４", "1234", (FULL_WIDTH, AS_TEXT, THOUSANDS)),
        ("1,234,567项", "1234567", (AS_TEXT, GLUED_UNIT, THOUSANDS)),
    ],
)
def test_thousands_separators_are_read_and_what_was_put_right_is_named(
    written: str, meant: str, mends: tuple[Words, ...]
) -> None:
    assert number(written, unit="项") == Reading(Decimal(meant), mends)


@pytest.mark.parametrize(
    "written",
    ["12,34", "1,2345", ",123", "1，23", "97,5", "约97", "97以上", "97-98", "97.5.1", "九十七", "1e5", "0x61", "1_000", "nan",
     "∞", "½", "三", "97.5%%", "97.5 项", "--5", "/", "无"],
)  # fmt: skip
def test_what_might_mean_two_things_is_not_read_at_all(written: str) -> None:
    answer = number(written, unit="%")
    assert isinstance(answer, Trouble), f"{written} was taken for {answer}"
    assert answer.code == "E301"


@pytest.mark.parametrize("written", ["10²", "²", "①", "5₃"])
def test_a_raised_or_circled_digit_is_no_digit_of_the_number(written: str) -> None:
    assert isinstance(number(written), Trouble)


def test_a_unit_is_taken_off_only_where_it_is_the_measures_own(told: Callable[[Book], Told]) -> None:
    assert told(Book().put("指标数据!C3", "12项")).value("C1") == 12
    assert told(Book().put("指标数据!C3", "12件")).one("E301").read == "12件"


def test_a_percent_cell_holds_a_share_and_shows_a_percentage(told: Callable[[Book], Told]) -> None:
    for number_format in ("0%", "0.00%", "0.0%;[Red]-0.0%"):
        result = told(Book().put("指标数据!C2", Shown(0.975, number_format)))
        assert (result.value("R1"), result.codes()) == (Decimal("97.5"), []), number_format


@pytest.mark.parametrize("shown", ["0%", "0.00%"])
def test_a_percent_cell_of_something_counted_may_mean_two_numbers_and_is_neither(
    shown: str, told: Callable[[Book], Told]
) -> None:
    result = told(Book().put("指标数据!C3", Shown(3, shown)))
    assert isinstance(result.entry("C1").state, Unclear)
    assert "是 3 还是 300" in result.one("E323").message("zh")


def test_a_count_in_a_percent_cell_is_none_and_the_rate_stands(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!D2", Shown(1.95, "0%")))
    assert (result.value("R1"), result.entry("R1").numerator, result.one("E323").cell) == (Decimal("97.5"), None, "D2")


def test_ninety_seven_point_five_in_a_percent_cell_is_refused_with_what_was_meant(told: Callable[[Book], Told]) -> None:
    finding = told(Book().put("指标数据!C2", Shown(97.5, "0.00%"))).one("E302")
    assert finding.read == "9750"
    assert "97.5" in finding.fix("zh")


def test_a_share_in_a_percent_cell_of_the_office_is_read_as_the_units_are(told: Callable[[Book], Told]) -> None:
    year, findings = told(Book().put("全省平均!C2", Shown(0.96, "0.00%")))
    assert findings == []
    assert year is not None
    average = year.average("R1", "urban")
    assert average is not None
    assert average.value == 96


def test_the_noise_of_a_formula_is_taken_away_before_anything_is_compared(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C2", 96.99999999999999))
    assert result.value("R1") == 97, "1 in 10^14 below a bound must not cost the points"
    assert result.one("E310").taken_as or "97" in result.one("E310").message("zh")
    assert told(Book().put("指标数据!C2", 97.1234567)).codes() == [], "digits that were measured are not noise"


def test_a_rate_from_zero_to_one_is_doubted_but_counts_as_it_stands(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C2", 1))
    assert result.value("R1") == 1
    assert result.one("E309").severity == "warning"
    assert told(Book().put("指标数据!C2", 0)).codes() == [], "nought is nought in either reading"


@pytest.mark.parametrize("bound", [0, 100])
def test_the_ends_of_a_range_belong_to_it(bound: int, told: Callable[[Book], Told]) -> None:
    assert told(Book().put("指标数据!C2", bound)).value("R1") == bound


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (False, "E307"),
        (date(2019, 12, 31), "E307"),
        (datetime(2019, 12, 31, 8, 30), "E307"),
        (time(9, 7), "E307"),
        (-1, "E302"),
        (100.01, "E302"),
        ("#N/A", "E303"),
        ("='[other.xlsx]表1'!A1", "E304"),
    ],
)
def test_what_is_no_value_is_an_error_and_never_quietly_a_zero(value: Any, code: str, told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C2", value))
    assert result.one(code).severity == "error"
    assert isinstance(result.entry("R1").state, Unclear)
    assert "E204" not in result.codes(), "something stands there: it is not missing"


def test_the_four_states_of_a_value_are_kept_apart(told: Callable[[Book], Told]) -> None:
    book = Book().put("指标数据!C9", None).put("指标数据!C11", "八成")
    result = told(book)
    states = [type(result.entry(m, "乙县").state) for m in ("C1", "R1", "Y1", "B1")]
    assert states == [Given, Missing, NotApplicable, Unclear]
    zero = told(Book().put("指标数据!C3", 0))
    assert zero.entry("C1").state == Given(Decimal(0), zero.entry("C1").state.cell), "a count of none is a value"  # type: ignore[arg-type]  # the state is known to have a cell
    assert zero.codes() == []


@pytest.mark.parametrize("nothing", [None, "", " ", "　", "\u200b", "\n"])
def test_a_cell_that_looks_empty_is_empty(nothing: str | None, told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C2", nothing))
    assert result.codes() == ["E204"]
    assert isinstance(result.entry("R1").state, Missing)


def test_a_verified_value_wins_and_what_was_sent_is_kept(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!F2", 96.2))
    state = result.entry("R1").state
    assert isinstance(state, Given)
    assert (state.value, state.verified, state.cell.address) == (Decimal("96.2"), True, "F2")
    assert result.entry("R1").sent == Decimal("97.5")
    assert result.codes() == []


def test_a_verified_value_fills_what_a_unit_left_out(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C2", None).put("指标数据!F2", 96))
    assert (result.value("R1"), result.entry("R1").sent, result.codes()) == (96, None, [])


def test_a_verified_value_wins_over_a_reason_not_to_apply(told: Callable[[Book], Told]) -> None:
    assert told(Book().put("指标数据!F13", 70)).value("Y1", "乙县") == 70


def test_a_verified_value_that_is_none_does_not_fall_back_to_what_was_sent(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!F2", "待核"))
    assert isinstance(result.entry("R1").state, Unclear)
    assert result.one("E301").cell == "F2"


@pytest.mark.parametrize(("at", "value", "code"), [("C2", "约97", "E301"), ("D2", "一百", "E301"), ("D2", 201, "E312")])
def test_what_was_sent_is_no_error_any_more_once_a_department_has_verified(
    at: str, value: Any, code: str, told: Callable[[Book], Told]
) -> None:
    sent = Book().put(f"指标数据!{at}", value)
    assert told(sent).one(code).severity == "error"
    result = told(sent.put("指标数据!F2", 96))
    assert (result.value("R1"), result.one(code).severity) == (96, "warning")


@pytest.mark.parametrize("dash", ["—", "/", "无"])
def test_a_dash_for_a_reason_is_no_reason(dash: str, told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!G2", dash))
    assert (result.value("R1"), result.codes()) == (Decimal("97.5"), ["E310"])
    without = told(Book().put("指标数据!G2", dash).put("指标数据!C2", "—"))
    assert sorted(without.codes()) == ["E310", "E314"]
    assert isinstance(without.entry("R1").state, Unclear)


def test_an_answer_and_a_reason_set_with_spaces_are_read_and_noted(told: Callable[[Book], Told]) -> None:
    result = told(Book().put("指标数据!C7", "建 成").put("指标数据!G13", "无 固 废"))
    assert result.value("A1") == "建成"
    assert isinstance(result.entry("Y1", "乙县").state, NotApplicable)
    assert result.codes() == ["E310", "E310"]


def test_a_reason_that_the_rules_allow_makes_a_measure_not_applicable(told: Callable[[Book], Told]) -> None:
    state = told(Book().put("指标数据!C2", None).put("指标数据!G2", " 当年未抽查\u200b")).entry("R1").state
    assert isinstance(state, NotApplicable)
    assert state.reason == "当年未抽查"


def test_the_counts_behind_a_rate_are_kept_and_a_bad_one_is_told(told: Callable[[Book], Told]) -> None:
    entry = told(Book()).entry("R1")
    assert (entry.numerator, entry.denominator) == (Decimal(195), Decimal(200))
    finding = told(Book().put("指标数据!E2", "二百")).one("E301")
    assert (finding.sheet, finding.cell) == (DATA, "E2")


def test_several_rows_of_one_extra_add_up(told: Callable[[Book], Told]) -> None:
    book = Book()
    for column, value in zip("ABC", ("甲区", "X1", 3), strict=True):
        book.put(f"加分扣分!{column}3", value)
    year, findings = told(book)
    assert findings == []
    assert year is not None
    assert year.extras["甲区", "X1"].value == 5
