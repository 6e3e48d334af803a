"""What ``indicators.yaml`` may say: the scheme of one edition.

Three things stay apart: a *measure* is what is read from the form, an *indicator* is what is scored, a *benchmark* is
the number it is held against. One measure feeds several indicators: the pass rate of engineering works has a target
of 2020 and, every year, the provincial average.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt

from loudi_qa.scheme.rules import Model, Number, Reach, Rule, Tally
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.words import Lang

Basis = Literal["text", "derived", "assumed"]
Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,31}$")]
Word = Annotated[str, Field(min_length=1)]
Places = Annotated[StrictInt, Field(ge=0, le=6)]


class Text(Model):
    """A name or sentence that people read: Chinese, and English beside it."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en

    @property
    def words(self) -> Words:
        """The text as a phrase."""
        return Words(self.zh, self.en)


Named = Annotated[Text, BeforeValidator(lambda v: {"zh": v, "en": v} if isinstance(v, str) else v)]


class SourceDocument(Model):
    """The document that the scheme is built from."""

    document: str
    title: Named
    issuer: Named
    date: str


class PointsPolicy(Model):
    """Where and how points are rounded; ``basis`` says what stands behind all the points of the scheme."""

    places: Places = 2
    rounding: Literal["half_up", "half_even"] = "half_up"
    round: Literal["each_indicator"] = "each_indicator"
    basis: Basis = "assumed"


class RankPolicy(Model):
    """Ranks stand on the published totals; equal totals share a place (1 2 2 4)."""

    on: Literal["published"] = "published"
    ties: Literal["competition"] = "competition"


class NotApplicablePolicy(Model):
    """The points of what is not applicable are earned at the group's own rate, for at most this share of the group."""

    points_go_to: Literal["group", "none"] = "group"
    at_most: Number = Field(ge=0, le=1)


class Assumption(Model):
    """Something the document does not say and the office has set."""

    id: Id
    text: Named


class Group(Model):
    """A group of indicators, and its points of the hundred."""

    id: Id
    name: Named
    points: Number = Field(gt=0)


class Grade(Model):
    """A grade and its lower bound, which belongs to it; there is no upper one, so no gap can be written."""

    grade: str = Field(min_length=1, max_length=8)
    at_least: Number
    name: Named


class Measure(Model):
    """What a unit reports: a number with unit, range and digits, or one of the declared answers."""

    id: Id
    name: Named
    unit: str | None = None
    range: tuple[Number, Number] | None = None
    places: Places = 0
    city: Literal["pooled", "sum", "least", "none"] = "none"
    """How the units' values make the city's: counts over counts, added up, the smallest, or not at all."""
    count: Named
    na: tuple[Word, ...] = ()
    answers: tuple[Word, ...] | None = Field(default=None, min_length=2)

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
    points: Number = Field(gt=0)
    clause: str | None = Field(default=None, min_length=1)
    anchor: str | None = Field(default=None, min_length=1, max_length=24)
    basis: Basis
    city: CityTarget | None = None
    rule: Rule

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


class Jump(Model):
    """The share of last year's value by which a value may change without a remark: of a percentage, and of a count."""

    percent: Number | None = Field(default=None, gt=0)
    count: Number | None = Field(default=None, gt=0)


class Checks(Model):
    """How strict the checks of sense are: the jump that asks for a remark, and errors that are warnings until a year."""

    jump: Jump | None = None
    warn_until: dict[str, StrictInt] = Field(default_factory=dict)


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

    @cached_property
    def measure(self) -> dict[str, Measure]:
        """Measures by id."""
        return {m.id: m for m in self.measures}

    @cached_property
    def by_group(self) -> dict[str, tuple[Indicator, ...]]:
        """The indicators of each group, in the order of their ids, so that the order of the file changes nothing."""
        ordered = sorted(self.indicators, key=lambda i: i.id)
        return {g.id: tuple(i for i in ordered if i.group == g.id) for g in self.groups}

    @cached_property
    def sources_used(self) -> dict[str, set[str]]:
        """By measure, the benchmarks its indicators ask the workbook for: province, quota, previous."""
        used: dict[str, set[str]] = {m.id: set() for m in self.measures}
        for indicator in self.indicators:
            if isinstance(indicator.rule, Reach) and isinstance(indicator.rule.bound, str):
                used[indicator.measure].add(indicator.rule.bound)
        return used
