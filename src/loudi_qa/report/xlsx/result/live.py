"""What stands in the cells of one line of the trial: its value, its benchmark, its state and its exact points."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.lines import NOT_THEIRS, UNREAD
from loudi_qa.report.xlsx.result import choices
from loudi_qa.report.xlsx.result.formulas import (
    NOTHING_HELD,
    Held,
    digits,
    enters,
    fits,
    number,
    numbers_of,
    points,
    quoted,
    rounded_to,
    state,
    written_places,
)
from loudi_qa.scheme.rules import Levels, Places, Reach
from loudi_qa.submission.year import Given, NotApplicable, Unclear
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.assess.result import Line
    from loudi_qa.report.xlsx.result.choices import Choices
    from loudi_qa.report.xlsx.result.formulas import Answers, Cells, States
    from loudi_qa.scheme.models import Measure, Scheme
    from loudi_qa.workbook.write import Value


DIGITS = Words(
    "数字多于电子表格能保留的位数，本行是程序的数值，不随改动变化", "more digits than a spreadsheet keeps: this line is a value"
)
_SEVERAL = Words(
    "一个值分列几处，电子表格不拆开算：本行是程序的数值，不随改动变化",
    "one value tells of several things, which a spreadsheet does not take apart: this line is a value",
)
_NO_SHARE = Words(
    "本年度应完成的比例规则没有写，没有目标可比：本行是程序的数值，不随改动变化",
    "the rules give no share of the target for this year: this line is a value",
)


class Live(NamedTuple):
    """The formulas of a line."""

    state: str
    exact: str


def value_of(line: Line, states: States) -> Value:
    """What the cell of a value holds: the value, the state that stands in its place, or nothing."""
    if line.reason == NOT_THEIRS:
        return None
    match line.entry.state if line.entry else None:
        case Given(value):
            return value
        case NotApplicable():
            return states.not_applicable
        case Unclear():
            return states.open
    return states.open if line.state == "open" else None


def benchmark_of(line: Line, probe: Line, quotas: Mapping[tuple[str, str], object], unit: str, states: States) -> Value:
    """What the cell of a benchmark holds where it is the line's own: a quota, last year's value, a word, or nothing."""
    rule = line.indicator.rule
    if not isinstance(rule, Reach) or probe.reason == NOT_THEIRS or isinstance(rule.share, dict):
        return None
    if probe.benchmark is not None:
        return probe.benchmark.value
    if rule.bound == "quota" and probe.reason not in UNREAD:
        return Decimal(0) if (unit, line.indicator.measure) in quotas else None
    return states.open


def live(line: Line, probe: Line, at: Cells, states: States, scheme: Scheme, lists: Choices) -> Live | Words:
    """The formulas of a line, or why it is a value."""
    rule, measure = line.indicator.rule, scheme.measure[line.indicator.measure]
    if probe.reason == NOT_THEIRS:
        return Words("", "")  # its state says so
    if measure.several:
        return _SEVERAL
    if isinstance(rule, Reach) and isinstance(rule.share, dict):
        return _NO_SHARE
    value = line.entry.state.value if line.entry and isinstance(line.entry.state, Given) else None
    bound = probe.benchmark.value if probe.benchmark else None
    last = probe.last.value if probe.last else None
    numbers = [*numbers_of(rule), *(measure.range or ()), *(n for n in (value, bound, last) if isinstance(n, Decimal))]
    if isinstance(rule, Reach) and bound is not None:
        numbers.append(bound * rule.due)
    if not fits(numbers):
        return DIGITS
    answers = lists.answers[choices.key_of(rule)] if isinstance(rule, Levels) else None
    held = _held(line, probe, at, scheme, lists)
    is_value = _is_value(line, measure, at, answers, held)
    own = state(at, states, is_value, _by_benchmark(line, probe, at, states), _writable(rule, states))
    if isinstance(rule, Places):
        entry = enters(rule, at, digits(numbers))
        takes = f"IF({is_value},{entry})" if entry else is_value  # a text is never held against the bound
        unknown = f"AND({takes},SUMPRODUCT(--({held.field}={quoted(states.open)}))>0)"
        own = f"IF({unknown},{quoted(states.open)},{own})"
    return Live(own, points(rule, at, digits(numbers), answers, held))


def _held(line: Line, probe: Line, at: Cells, scheme: Scheme, lists: Choices) -> Held:
    """What a value is held against beside its benchmark: last year's value, or the values of all units."""
    rule = line.indicator.rule
    if isinstance(rule, Places):
        return Held(field=lists.fields[line.indicator.id])
    if not isinstance(rule, Reach):
        return NOTHING_HELD
    rounds = scheme.compare == "rounded"
    taken = rounded_to(at, probe.benchmark.value if probe.benchmark else None) if rounds else None
    if rule.no_worse_than is None:
        return Held(taken)
    if rule.bound == rule.no_worse_than:
        return Held(taken, at.benchmark, taken)
    if probe.last is None:
        return Held(taken, "", None)
    now = f"ROUND({at.value},{written_places(probe.last.value)})" if rounds else None
    return Held(taken, number(probe.last.value), now)


def _writable(rule: object, states: States) -> tuple[str, ...]:
    """The states that may stand in the place of a value; an answer of the same name goes before one."""
    answers = {a.casefold() for a in rule.levels} if isinstance(rule, Levels) else set()
    return tuple(word for word in states.writable if word.casefold() not in answers)


def _is_value(line: Line, measure: Measure, at: Cells, answers: Answers | None, held: Held) -> str:
    """When the cell holds something that can be scored."""
    if not held.last and held.last is not None:
        return "FALSE"  # without last year's value no one knows whether it is worse
    if answers is not None:
        return f"SUMPRODUCT(--EXACT({answers.texts},{at.value}))>0"
    conditions = [f"ISNUMBER({at.value})"]
    if measure.range is not None:
        low, high = (f"{n:f}" for n in measure.range)
        conditions += [f"{at.value}>={low}", f"{at.value}<={high}"]
    if isinstance(line.indicator.rule, Reach):
        conditions.append(f"ISNUMBER({at.benchmark})")
    return f"AND({','.join(conditions)})"


def _by_benchmark(line: Line, probe: Line, at: Cells, states: States) -> str:
    """What the benchmark makes of the state, whatever the value: not applicable without a quota, not due before its time."""
    bound = line.indicator.rule.bound if isinstance(line.indicator.rule, Reach) else None
    if bound == "quota":
        none = f"OR(LEN(TRIM({at.benchmark}))=0,{at.benchmark}=0)"
        return f"IF({none},{quoted(states.not_applicable)},IF(ISNUMBER({at.benchmark}),{{}},{quoted(states.open)}))"
    if isinstance(bound, dict):
        return f"IF({at.benchmark}={quoted(states.not_due)},{quoted(states.not_due)},{{}})"
    if probe.reason in UNREAD:
        return f"IF(ISNUMBER({at.benchmark}),{{}},{quoted(states.open)})"
    return "{}"
