"""The rules as formulas of a spreadsheet.

A spreadsheet computes in binary fractions, the program in exact ones. So that both come to the same points, whatever is a
sum of decimals is brought back to its digits before it is compared (``ROUND(…, 10)``), and the points are cleaned of binary
noise (``ROUND(…, 12)``) before they are rounded, once, to the places of the rules. What has more digits than a spreadsheet
keeps is no case for a formula: see :func:`fits`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import plain
from loudi_qa.scheme.rules import Bands, Levels, PerStep, Places, Ramp, Reach, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from loudi_qa.scheme.policies import PointsPolicy
    from loudi_qa.scheme.rules import Rule

_KEPT = 15
"""Digits that a spreadsheet keeps of a number."""
_CLEAN = 10
"""Digits after the point to which sums of decimals are brought back; a value that is read has no more."""
_NOISE = 12
"""Digits after the point to which points are cleaned before they are rounded."""


class Cells(NamedTuple):
    """Where the parts of a line stand."""

    value: str
    benchmark: str
    points: str
    state: str


class States(NamedTuple):
    """What states are called in the reader's language; ``scored`` is none that a reader writes."""

    scored: str
    missing: str
    not_applicable: str
    not_due: str
    open: str

    @property
    def writable(self) -> tuple[str, str, str]:
        """Those that a reader may put in the place of a value."""
        return self.not_applicable, self.not_due, self.open


class Answers(NamedTuple):
    """Where the answers of a rule and their shares stand."""

    texts: str
    shares: str


class Held(NamedTuple):
    """What a value is held against beside its benchmark, and as what."""

    taken: str | None = None
    """The value as it is held against its benchmark, if it is rounded first."""
    last: str | None = None
    """Last year's value, where no worse one earns anything; empty where it is not known."""
    now: str | None = None
    """The value as it is held against that, if it is rounded first."""
    field: str | None = None
    """The values of all units, where points go by place."""


NOTHING_HELD = Held()


def number(value: Decimal) -> str:
    """A number within a formula."""
    text = f"{plain(value):f}"
    return text if value >= 0 else f"({text})"


def quoted(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def digits(numbers: Iterable[Decimal]) -> int:
    """The digits after the point to which sums and differences of such numbers are brought back: fewer for large ones."""
    return max(0, min(_CLEAN, _KEPT - max((_whole_digits(n) for n in numbers), default=1)))


def fits(numbers: Iterable[Decimal]) -> bool:
    """Whether a spreadsheet can tell sums and differences of such numbers apart, to their last digit."""
    own = list(numbers)
    return all(_places(n) <= digits(own) for n in own)


def _whole_digits(value: Decimal) -> int:
    return max(1, plain(value).adjusted() + 1)


def _places(value: Decimal) -> int:
    exponent = plain(value).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def numbers_of(rule: Rule) -> tuple[Decimal, ...]:
    """The numbers of a rule that take part in its sums, the bound aside."""
    match rule:
        case Reach(plus=plus, due=due, short=PerStep(per=per, lose=lose)):
            return plus, due, per, lose
        case Reach(plus=plus, due=due, short=Ramp(zero_at=zero)):
            return plus, due, zero
        case Reach(plus=plus, due=due):
            return plus, due
        case Bands(bands=bands):
            return tuple(n for band in bands for n in band)
        case Tally(each=each, cap=cap):
            return each, cap
        case Places(beyond=beyond):
            return () if beyond is None else (beyond,)
        case Levels():
            return ()


def published(exact: str, policy: PointsPolicy) -> str:
    """Points rounded as the rules have it, halves away from zero or to the even digit."""
    if policy.rounding == "half_up":
        return f"ROUND(ROUND({exact},{_NOISE}),{policy.places})"
    scaled = f"ROUND(({exact})*{10**policy.places},{_NOISE - policy.places})"
    return f"(ROUND({scaled},0)-SIGN({scaled})*IF(MOD(ABS({scaled}),2)=0.5,1,0))/{10**policy.places}"


def state(at: Cells, states: States, is_value: str, bound: str, written: Iterable[str]) -> str:
    """The state of a line.

    ``is_value`` is the condition under which the cell holds a value, ``bound`` what becomes of the state by its benchmark:
    a formula around ``{}``. ``written`` are the states that the cell may hold in the place of a value.
    """
    own = f"IF({is_value},{quoted(states.scored)},{quoted(states.open)})"
    for word in written:
        own = f"IF({at.value}={quoted(word)},{quoted(word)},{own})"
    own = f"IF(LEN(TRIM({at.value}))=0,{quoted(states.missing)},{own})"
    return bound.replace("{}", own)


def points(rule: Rule, at: Cells, clean: int, answers: Answers | None = None, held: Held = NOTHING_HELD) -> str:
    """The exact points of a value that counts."""
    match rule:
        case Reach():
            own = _reach(rule, at, held.taken or at.value, clean)
            if held.last is None:
                return own
            if not held.last:
                return "0"  # never scored
            now = held.now or at.value
            worse = f"{now}-{held.last}" if rule.at_least is not None else f"{held.last}-{now}"
            return f"IF(ROUND({worse},{clean})<0,0,{own})"
        case Bands(bands=bands):
            lows, given = ("{" + ",".join(f"{plain(n):f}" for n in reversed(own)) + "}" for own in zip(*bands, strict=True))
            value = f"ROUND({at.value},{clean})"
            return f"IF({value}<{number(bands[-1][0])},0,LOOKUP({value},{lows},{given}))"
        case Tally(each=each, cap=cap):
            return f"MIN({at.value}*{number(each)},{number(cap)})"
        case Levels():
            assert answers is not None  # noqa: S101 -- a rule of answers comes with the place where they stand
            return f"SUMPRODUCT(EXACT({answers.texts},{at.value})*{answers.shares})*{at.points}"
        case Places(best=best, less=less):
            assert held.field is not None  # noqa: S101 -- a rule by place comes with the values of all units
            better = f"{held.field}{'>' if best == 'highest' else '<'}{at.value}"
            placed = f"MAX(1-SUMPRODUCT(ISNUMBER({held.field})*({better}))*{number(less)},0)*{at.points}"
            entry = enters(rule, at, clean)  # whoever is better takes a place as well, so the count holds as it is
            return placed if entry is None else f"IF({entry},{placed},0)"


def enters(rule: Places, at: Cells, clean: int) -> str | None:
    """The condition under which a value takes a place; None where every value does."""
    if rule.beyond is None:
        return None
    gap = f"ROUND({at.value}-{number(rule.beyond)},{clean})"
    return f"{gap}>0" if rule.best == "highest" else f"{gap}<0"


def _reach(rule: Reach, at: Cells, value: str, clean: int) -> str:
    """All points on the bound or beyond it, else what the rule leaves."""
    target = at.benchmark if rule.due == 1 else f"{at.benchmark}*{number(rule.due)}"
    target = f"({target}+{number(rule.plus)})" if rule.plus else target
    least = rule.at_least is not None
    short = f"ROUND({target}-{value},{clean})" if least else f"ROUND({value}-{target},{clean})"
    match rule.short:
        case "zero":
            left = "0"
        case "proportional":
            left = f"IF(ROUND({target},{clean})>0,{at.points}*MAX({value},0)/ROUND({target},{clean}),0)"
        case PerStep() as step:
            left = f"MAX({at.points}-{number(step.lose)}*{_steps(step, short)},0)"
        case Ramp(zero_at=zero):
            over = (f"{value}-{number(zero)}", f"{target}-{number(zero)}")
            under = (f"{number(zero)}-{value}", f"{number(zero)}-{target}")
            part, span = (f"ROUND({x},{clean})" for x in (over if least else under))
            left = f"IF({span}>0,{at.points}*MAX({part},0)/{span},0)"
    return f"IF({short}<=0,{at.points},{left})"


def _steps(rule: PerStep, short: str) -> str:
    exact = f"{short}/{number(rule.per)}"
    match rule.count:
        case "exact":
            return exact
        case "full":
            return f"ROUNDDOWN(ROUND({exact},{_CLEAN}),0)"
        case "started":
            return f"ROUNDUP(ROUND({exact},{_CLEAN}),0)"


def written_places(value: Decimal) -> int:
    """The digits after the point that a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded_to(at: Cells, benchmark: Decimal | None) -> str:
    """The value rounded to the digits of its benchmark; those of the benchmark as it was written, or of one put in its place."""
    own = f"SUMPRODUCT(--(ROUND({at.benchmark},{{0,1,2,3,4,5,6,7,8,9}})<>{at.benchmark}))"
    if benchmark is not None:
        written = written_places(benchmark)
        if written != _places(benchmark):
            own = f"IF({at.benchmark}={number(benchmark)},{written},{own})"
    return f"ROUND({at.value},{own})"
