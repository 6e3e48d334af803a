"""What ``indicators.yaml`` may say: the scheme of one edition.

Three things stay apart: a *measure* is what is read from the form, an *indicator* is what is scored, a *benchmark* is
the number it is held against. One measure feeds several indicators: the pass rate of engineering works has a target
of 2020 and, every year, the provincial average.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Discriminator, Field, StrictBool, StrictInt, Tag

from loudi_qa.scheme.policies import Checks, NotApplicablePolicy, PointsPolicy, RankPolicy, SourceDocument
from loudi_qa.scheme.rules import Model, Number, Reach, Rule, Tally, form
from loudi_qa.scheme.terms import Basis, Digits, Id, Named, Word

NotNegative = Annotated[Number, Field(ge=0)]
Weight = Annotated[
    Annotated[Number, Field(gt=0), Tag("number")]
    | Annotated[dict[StrictInt, NotNegative], Field(min_length=1), Tag("by_year")]
    | Annotated[dict[Id, NotNegative], Field(min_length=1), Tag("by_group")],
    Discriminator(form),
]
"""Points: one number, one for each year, or one for each group of units."""


class Assumption(Model):
    """Something the document does not say and the office has set."""

    id: Id
    text: Named
    bears_on: tuple[Word, ...] = ()
    """Ids of indicators, extras and vetoes, or features of rules; see :mod:`loudi_qa.scheme.bearing`."""


class Group(Model):
    """A group of indicators, and its points of the hundred."""

    id: Id
    name: Named
    points: Number = Field(gt=0)


class Each(Model):
    """That every indicator of a group has earned at least a share of its points; what does not apply is not asked."""

    group: Id
    share: Number = Field(gt=0, le=1)


class Grade(Model):
    """A grade and its lower bound, which belongs to it; there is no upper one, so no gap can be written.

    Who reaches the bound and fails ``each`` gets the next lower grade whose own condition holds.
    """

    grade: str = Field(min_length=1, max_length=8)
    at_least: Number
    each: Each | None = None
    name: Named


class Measure(Model):
    """What a unit reports: a number with unit, range and digits, or one of the declared answers."""

    id: Id
    name: Named
    unit: str | None = None
    range: tuple[Number, Number] | None = None
    places: Digits = 0
    city: Literal["pooled", "sum", "least", "none"] = "none"
    """How the units' values make the city's: counts over counts, added up, the smallest, or not at all."""
    count: Named
    na: tuple[Word, ...] = ()
    answers: tuple[Word, ...] | None = Field(default=None, min_length=2)
    several: StrictBool = False
    """Whether there are several things to answer for: the value is how many stand at each answer."""

    @property
    def is_percent(self) -> bool:
        """Whether the value is a percentage, as a cell's percent format shows it."""
        return self.unit == "%"

    @property
    def has_counts(self) -> bool:
        """Whether the value is a share of counts, which 分子 and 分母 give."""
        return self.is_percent and self.city == "pooled"


class CityTarget(Model):
    """The document's figure for the whole city; of a range the lower end is the target, the upper end is kept."""

    at_least: Number
    up_to: Number | None = None
    by: StrictInt | None = None
    yearly: StrictBool = False


class Indicator(Model):
    """What is scored: a measure held against something, for points, with the clause it comes from."""

    id: Id
    group: Id
    measure: Id
    declared: Weight = Field(alias="points")
    clause: str | None = Field(default=None, min_length=1)
    anchor: str | None = Field(default=None, min_length=1, max_length=24)
    basis: Basis
    city: CityTarget | None = None
    rule: Rule

    @property
    def points(self) -> Decimal:
        """Its points; where they vary, the most it gives anyone."""
        return self.declared if isinstance(self.declared, Decimal) else max(self.declared.values())

    @property
    def points_by(self) -> dict[int | str, Decimal] | None:
        """Its points by year or by group of units, where they vary."""
        return None if isinstance(self.declared, Decimal) else dict(self.declared.items())

    @property
    def dated(self) -> dict[int, Decimal] | None:
        """Its points by year, where they vary by year."""
        by = self.points_by
        return {k: v for k, v in by.items() if isinstance(k, int)} or None if by else None

    def for_group(self, group: str) -> Indicator:
        """The indicator with the points it has for units of a group; 0 where they are not assessed on it."""
        if isinstance(self.declared, Decimal):
            return self
        own = {k: v for k, v in self.declared.items() if k == group}
        return self.model_copy(update={"declared": own.get(group, Decimal(0))})

    def in_year(self, year: int) -> Indicator:
        """The indicator with the points and the share of the target that a year has; no points where none are dated for it."""
        changes: dict[str, object] = {}
        if self.dated:
            changes["declared"] = self.dated.get(year, Decimal(0))
        if isinstance(self.rule, Reach) and self.rule.in_year(year) is not self.rule:
            changes["rule"] = self.rule.in_year(year)
        return self.model_copy(update=changes) if changes else self

    def basis_in(self, year: int) -> Basis:
        """The basis in one year: a figure the document sets for 2020 is an assumption when 2019 is held to it."""
        fixed = isinstance(self.rule, Reach) and not isinstance(self.rule.bound, str)
        early = self.city is not None and self.city.by is not None and year < self.city.by
        return "assumed" if fixed and early else self.basis


class Extra(Model):
    """A bonus or a deduction outside the hundred points, capped."""

    id: Id
    name: Named
    unit: str
    effect: Literal["bonus", "deduction"]
    clause: str | None = Field(default=None, min_length=1)
    anchor: str | None = Field(default=None, min_length=1, max_length=24)
    basis: Basis
    rule: Tally


class Veto(Model):
    """An incident that sets a unit's grade whatever its points; ``name.zh`` is the 类别 of the incident sheet."""

    id: Id
    name: Named
    definition: Named
    clause: str | None = Field(default=None, min_length=1)
    anchor: str | None = Field(default=None, min_length=1, max_length=24)
    basis: Basis
    grade: str


class Uncovered(Model):
    """A clause of the document, or one figure in it, that no indicator covers, and why."""

    clause: str = Field(min_length=1)
    anchor: str | None = Field(default=None, min_length=1, max_length=24)
    """Where it is one figure of the clause: the run of characters that locates it."""
    why: Named


class Scheme(Model):
    """One edition of the rules, as ``indicators.yaml`` declares it."""

    scheme: Id
    name: Named
    edition: str = Field(min_length=1)
    source: SourceDocument
    points: PointsPolicy
    compare: Literal["exact", "rounded"] = "exact"
    rank: RankPolicy
    na: NotApplicablePolicy
    near_bound: Number = Field(ge=0)
    checks: Checks | None = None
    assumptions: tuple[Assumption, ...]
    groups: tuple[Group, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = Field(min_length=2)
    measures: tuple[Measure, ...] = Field(min_length=1)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    extras: tuple[Extra, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()

    @cached_property
    def measure(self) -> dict[str, Measure]:
        """Measures by id."""
        return {m.id: m for m in self.measures}

    @cached_property
    def years(self) -> frozenset[int] | None:
        """The years that have points, where any are dated; None where they hold in every year."""
        dated = [frozenset(i.dated) for i in self.indicators if i.dated]
        return frozenset.union(*dated) if dated else None

    def in_year(self, year: int) -> Scheme:
        """The scheme with the points and shares of a year; an indicator without points in the year is not in it."""
        indicators = tuple(i for i in (i.in_year(year) for i in self.indicators) if i.points)
        if len(indicators) == len(self.indicators) and all(a is b for a, b in zip(indicators, self.indicators, strict=True)):
            return self
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return self.model_construct(**{**fields, "indicators": indicators})  # made anew: a copy would keep what was looked up

    @cached_property
    def by_group(self) -> dict[str, tuple[Indicator, ...]]:
        """The indicators of each group, in the order of their ids, so that the order of the file changes nothing."""
        ordered = sorted(self.indicators, key=lambda i: i.id)
        return {g.id: tuple(i for i in ordered if i.group == g.id) for g in self.groups}

    @cached_property
    def sources_used(self) -> dict[str, set[str]]:
        """By measure, the benchmarks its indicators ask the workbook for: province, quota, previous."""
        return self.sources_of(None)

    def sources_of(self, group: str | None) -> dict[str, set[str]]:
        """By measure, the benchmarks that units of a group need: those of the indicators that have points for them."""
        used: dict[str, set[str]] = {m.id: set() for m in self.measures}
        for indicator in self.indicators:
            if isinstance(indicator.rule, Reach) and (group is None or indicator.for_group(group).points):
                used[indicator.measure] |= indicator.rule.sources
        return used
