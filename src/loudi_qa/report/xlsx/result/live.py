"""What stands in the cells of one line of the trial: its value, its benchmark, its state and its exact points."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.lines import DOUBT
from loudi_qa.report.xlsx.result import choices
from loudi_qa.report.xlsx.result.formulas import digits, fits, numbers_of, points, quoted, rounded_to, state
from loudi_qa.scheme.rules import Levels, Reach
from loudi_qa.submission.year import Given, NotApplicable, Unclear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.assess.result import Line
    from loudi_qa.report.xlsx.result.choices import Choices
    from loudi_qa.report.xlsx.result.formulas import Answers, Cells, States
    from loudi_qa.scheme.models import Measure, Scheme
    from loudi_qa.workbook.write import Value


class Live(NamedTuple):
    """The formulas of a line."""

    state: str
    exact: str


def value_of(line: Line, states: States) -> Value:
    """What the cell of a value holds: the value, the state that stands in its place, or nothing."""
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
    if not isinstance(rule, Reach):
        return None
    if probe.benchmark is not None:
        return probe.benchmark.value
    if rule.bound == "quota" and probe.reason != DOUBT:
        return Decimal(0) if (unit, line.indicator.measure) in quotas else None
    return states.open


def live(line: Line, probe: Line, at: Cells, states: States, scheme: Scheme, lists: Choices) -> Live | None:
    """The formulas of a line; None where a spreadsheet does not keep all digits of its numbers."""
    rule, measure = line.indicator.rule, scheme.measure[line.indicator.measure]
    value = line.entry.state.value if line.entry and isinstance(line.entry.state, Given) else None
    bound = probe.benchmark.value if probe.benchmark else None
    numbers = [*numbers_of(rule), *(measure.range or ()), *(n for n in (value, bound) if isinstance(n, Decimal))]
    if not fits(numbers):
        return None
    answers = lists.answers[choices.key_of(rule)] if isinstance(rule, Levels) else None
    rounds = scheme.compare == "rounded" and isinstance(rule, Reach)
    taken = rounded_to(at, bound) if rounds else None
    own = state(
        at, states, _is_value(line, measure, at, answers), _by_benchmark(line, probe, at, states), _writable(rule, states)
    )
    return Live(own, points(rule, at, digits(numbers), answers, taken))


def _writable(rule: object, states: States) -> tuple[str, ...]:
    """The states that may stand in the place of a value; an answer of the same name goes before one."""
    answers = {a.casefold() for a in rule.levels} if isinstance(rule, Levels) else set()
    return tuple(word for word in states.writable if word.casefold() not in answers)


def _is_value(line: Line, measure: Measure, at: Cells, answers: Answers | None) -> str:
    """When the cell holds something that can be scored."""
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
    if probe.reason == DOUBT:
        return f"IF(ISNUMBER({at.benchmark}),{{}},{quoted(states.open)})"
    return "{}"
