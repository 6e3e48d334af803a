"""The one tree of frozen results; every output is a function of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Consequence, Department, Unit
    from loudi_qa.scheme.models import Extra, Grade, Group, Indicator, Veto
    from loudi_qa.scheme.rules import Award
    from loudi_qa.submission.year import Cell, Entry, Incident, Year

LineState = Literal["scored", "missing", "not_applicable", "not_due", "open"]
"""``open``: what the line rests on is not there or cannot be read; it is not scored, and the total says so."""

IDLE: frozenset[LineState] = frozenset({"not_applicable", "not_due"})
"""States of a line that cannot earn anything; its points may move within the group."""

NOTHING = Decimal(0)


class Benchmark(NamedTuple):
    """The number a value is held against, and where it comes from."""

    value: Decimal
    source: Literal["target", "province", "quota", "previous"]
    cell: Cell | None = None
    scope: str = ""
    origin: str = ""


class Line(NamedTuple):
    """One indicator of one unit; ``points`` are published (rounded once), ``of`` what could be earned."""

    indicator: Indicator
    state: LineState
    points: Decimal
    of: Decimal
    entry: Entry | None = None
    benchmark: Benchmark | None = None
    award: Award | None = None
    last: Benchmark | None = None
    """Last year's value, where the rule lets no worse one pass."""
    reason: str = ""
    """Why it is not applicable, not due or open; the reason of a form in its own words."""

    @property
    def theirs(self) -> bool:
        """Whether units of this group are assessed on it at all; else it has no points, and is no part of their card."""
        return bool(self.indicator.points)

    @property
    def lost(self) -> Decimal:
        """Points that could have been earned and were not; an open line has lost nothing yet."""
        return NOTHING if self.state == "open" else self.of - self.points


class Moved(NamedTuple):
    """The points of what is not applicable in a group, earned at the group's own rate: earned / available * of."""

    earned: Decimal
    available: Decimal
    of: Decimal
    points: Decimal


class GroupResult(NamedTuple):
    """A group of one unit; its lines and the moved points add up to ``points``."""

    group: Group
    lines: tuple[Line, ...]
    moved: Moved | None
    points: Decimal
    of: Decimal

    @property
    def declared(self) -> Decimal:
        """The points of its indicators for this unit, whatever became of them."""
        return sum((line.indicator.points for line in self.lines), NOTHING)

    @property
    def idle(self) -> tuple[Line, ...]:
        """The lines that do not apply or are not due."""
        return tuple(line for line in self.lines if line.state in IDLE)

    @property
    def idle_points(self) -> Decimal:
        """Their declared points, of which as many move as the rules let."""
        return sum((line.indicator.points for line in self.idle), NOTHING)

    @property
    def is_open(self) -> bool:
        """Whether any of its lines is open."""
        return "open" in [line.state for line in self.lines]

    @property
    def moved_id(self) -> str:
        """The id under which the moved points stand in a result."""
        return f"{self.group.id}-na"


class ExtraLine(NamedTuple):
    """A bonus (above 0) or deduction (below 0) of one unit."""

    extra: Extra
    quantity: Decimal
    points: Decimal
    capped: bool
    cell: Cell


class VetoLine(NamedTuple):
    """A veto that struck, with the incident that caused it."""

    veto: Veto
    incident: Incident


class Withheld(NamedTuple):
    """A grade that the total reaches, and the lines that keep the unit from it: each earned too small a share of its points."""

    grade: Grade
    lines: tuple[Line, ...]


class LostPoints(NamedTuple):
    """What was lost on the indicators a department leads; None stands for the moved points, which no one leads."""

    department: Department | None
    points: Decimal
    indicators: tuple[str, ...]


class UnitResult(NamedTuple):
    """The year of one unit: what counts of its groups, and its extras, add up to ``total``."""

    unit: Unit
    groups: tuple[GroupResult, ...]
    extras: tuple[ExtraLine, ...]
    extra_points: Decimal
    total: Decimal
    of: Decimal
    vetoes: tuple[VetoLine, ...]
    lost: tuple[LostPoints, ...]
    doubtful_sheets: tuple[str, ...] = ()
    """Sheets of extras or incidents in which something that may concern the unit could not be read."""
    grade_before_veto: Grade | None = None
    grade: Grade | None = None
    rank: int | None = None
    consequences: tuple[Consequence, ...] = ()
    lowest: str | None = None
    """The group that alone makes the total, where the rules count the lowest; None where all are added up."""
    withheld: tuple[Withheld, ...] = ()
    """Grades better than the earned one that the total reaches, but that ask more of single indicators than was earned."""

    @property
    def counted(self) -> tuple[GroupResult, ...]:
        """The groups that make up the total."""
        return self.groups if self.lowest is None else tuple(g for g in self.groups if g.group.id == self.lowest)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every indicator of the unit, group by group."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def is_open(self) -> bool:
        """Whether something the total rests on is missing: then it has neither grade nor rank."""
        return bool(self.doubtful_sheets) or any(g.is_open for g in self.groups)

    @property
    def moved_points(self) -> Decimal:
        """Points that came from what is not applicable; the total without them is the score without that move."""
        return sum((g.moved.points for g in self.counted if g.moved), NOTHING)


class CityTarget(NamedTuple):
    """A target of the whole city, and what the units add up to."""

    indicator: Indicator
    value: Fraction | None
    reported: int
    expected: int
    """Units that were to report: all but those it does not apply to."""
    blocked_by: tuple[str, ...] = ()
    """Units without a 分子 and 分母 that stand for their value; without them no rate of the city can be had."""


class Assessment(NamedTuple):
    """The result of one year under one edition of the rules."""

    rules: Rules
    year: Year
    units: tuple[UnitResult, ...]
    """By rank; equal ranks by name, units without a rank last."""
    findings: tuple[Finding, ...]
    previous: Assessment | None = None
    """The year before, where it was given for what follows from repeated failure."""

    @property
    def last_year(self) -> Year | None:
        """The data of the year before."""
        return self.previous.year if self.previous else None

    @property
    def is_open(self) -> bool:
        """Whether any total is open; then places are provisional."""
        return any(u.is_open for u in self.units)
