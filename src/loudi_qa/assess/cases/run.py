"""Run cases through the engine that scores a year, and hold what comes out against what must."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.cases.anew import anew
from loudi_qa.assess.result import NOTHING
from loudi_qa.assess.score import assess

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from loudi_qa.assess.cases.ready import Expected, Ready
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Scheme


class Compared(NamedTuple):
    """One thing that must come out, and what did; None where the result has no such line."""

    expected: Expected
    got: Decimal | int | str | None

    @property
    def agrees(self) -> bool:
        """Whether it came out as it must; points are equal by their value, 3 is 3.00."""
        return self.got == self.expected.wanted


class Outcome(NamedTuple):
    """What came of a case."""

    ready: Ready
    assessment: Assessment
    compared: tuple[Compared, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as it must."""
        return all(c.agrees for c in self.compared)

    def unit(self, name: str) -> UnitResult:
        """The result of one of its units."""
        return next(u for u in self.assessment.units if u.unit.name.zh == name)


class Runner:
    """Runs cases under some rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._lines: dict[str, Scheme] = {}

    def run(self, case: Ready) -> Outcome:
        """What comes of a case."""
        scheme = self.rules.scheme if case.about is None else self._line(case.about)
        assessment = assess(self.rules._replace(scheme=scheme, mandate=case.mandate), case.year)
        units = {u.unit.name.zh: u for u in assessment.units}
        extras = frozenset(e.id for e in scheme.extras)
        return Outcome(case, assessment, tuple(Compared(e, _got(units[e.unit], e.what, extras)) for e in case.expected))

    def fails(self, cases: Iterable[Ready]) -> Ready | None:
        """The first case that does not come out as it must, or that the engine cannot score at all under these rules."""
        for case in cases:
            try:
                if not self.run(case).passed:
                    return case
            except (ArithmeticError, LookupError, ValueError):
                return case
        return None

    def _line(self, name: str) -> Scheme:
        """The scheme with one line alone: hundreds of cases are about one each."""
        if name not in self._lines:
            scheme = self.rules.scheme
            self._lines[name] = anew(
                scheme,
                points=anew(scheme.points, total="sum"),  # which group is the lowest is no matter of one line
                indicators=tuple(i for i in scheme.indicators if i.id == name),
                extras=tuple(e for e in scheme.extras if e.id == name),
            )
        return self._lines[name]


def _got(unit: UnitResult, what: str, extras: frozenset[str]) -> Decimal | int | str | None:
    match what:
        case "total":
            return "open" if unit.is_open else unit.total
        case "grade":
            return unit.grade.grade if unit.grade else None
        case "rank":
            return unit.rank
    for line in unit.lines:
        if line.indicator.id == what:
            return line.points if line.state == "scored" else line.state
    for group in unit.groups:
        if group.moved_id == what:
            return group.moved.points if group.moved else NOTHING
    return _extra(unit, what, extras)


def _extra(unit: UnitResult, what: str, extras: frozenset[str]) -> Decimal | None:
    """The points of a bonus or deduction; a result does not list one that nothing was counted for."""
    if what not in extras:
        return None
    return next((e.points for e in unit.extras if e.extra.id == what), NOTHING)
