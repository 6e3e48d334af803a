"""The five kinds of rule, and no expression language: reach, bands, levels, tally, places.

Each is declared in the YAML by its ``kind`` and turns one value into an :class:`Award`, exactly. Whatever a value is
held against (a fixed number, the provincial average, a quota, last year's value) is found elsewhere and handed in:
target, average, quota and improvement differ only in that number. ``places`` alone looks at the other units: it is handed
the place of the value among theirs.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StrictInt, Tag, model_validator
from pydantic_core import PydanticCustomError

from loudi_qa.scheme.spread import spread

Source = Literal["province", "quota", "previous"]


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("exact_number", "a number is needed")
    return Decimal(value)


Number = Annotated[Decimal, BeforeValidator(_number)]


class Model(BaseModel):
    """What every piece of the YAML shares: frozen, and a key that is not declared is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # built once, in the model that is read


NONE = Fraction(0)


@lru_cache(maxsize=65536)
def exact(number: Decimal) -> Fraction:
    """The number as a fraction; kept, for bounds and values come again in unit after unit (0.05 of making it anew)."""
    return Fraction(number)


@lru_cache(maxsize=65536)
def _target(bound: Decimal, share: Decimal, plus: Decimal) -> Fraction:
    """What a value is held against; kept likewise."""
    return exact(bound) * exact(share) + exact(plus)


class Award(NamedTuple):
    """What a rule gives for a value: points (exact, not yet rounded) and how far the value was from its target."""

    points: Fraction
    met: bool
    target: Fraction | None = None
    short: Fraction = NONE
    steps: Fraction | None = None
    """Started, full or exact steps short, where the rule counts steps."""
    before: Fraction | None = None
    """Last year's value, where being worse than it is what cost the points."""
    place: int | None = None
    """The place among the units, where the rule gives points by place."""
    share: Fraction | None = None
    """The share of the points, where the rule gives a share."""


class PerStep(Model):
    """Lose ``lose`` points for every ``per`` short; a step counts exactly, only when full, or as soon as started."""

    per: Number = Field(gt=0)
    lose: Number = Field(gt=0)
    count: Literal["exact", "full", "started"] = "exact"

    def steps(self, short: Fraction) -> Fraction:
        """How many steps a shortfall counts for."""
        steps = short / exact(self.per)
        if self.count == "exact":
            return steps
        whole, rest = divmod(steps.numerator, steps.denominator)
        return Fraction(whole + (self.count == "started" and rest > 0))


class Ramp(Model):
    """Nothing at ``zero_at``, everything at the target, in proportion between.

    A target that comes from the workbook may lie beyond ``zero_at``: then there is nothing between.
    """

    zero_at: Number


Short = Literal["zero", "proportional"] | PerStep | Ramp
Dated = dict[StrictInt, Number]
Share = Annotated[Number, Field(gt=0)]


def form(value: object) -> str:
    """Which form of a number was written: itself, or one for each year or for each group of units."""
    if not isinstance(value, dict):
        return "number"
    return "by_group" if any(isinstance(key, str) for key in value) else "by_year"


DueShare = Annotated[
    Annotated[Share, Tag("number")] | Annotated[dict[StrictInt, Share], Field(min_length=1), Tag("by_year")],
    Discriminator(lambda value: "by_year" if isinstance(value, dict) else "number"),
]


class Reach(Model):
    """All points for a value at or beyond the bound; short of it as ``short`` says.

    The bound is what is declared times ``share``, the part of it that is due (a five-year target may be due by a tenth in its
    first year), plus ``plus``. With ``no_worse_than`` a value worse than last year's earns nothing, whatever it reaches.
    """

    kind: Literal["reach"]
    at_least: Source | Number | Dated | None = None
    at_most: Source | Number | Dated | None = None
    share: DueShare = Decimal(1)
    plus: Number = Decimal(0)
    no_worse_than: Literal["previous"] | None = None
    short: Short = "zero"

    @model_validator(mode="after")
    def _one_bound(self) -> Reach:
        if (self.at_least is None) == (self.at_most is None):
            raise PydanticCustomError("one_bound", "exactly one of at_least and at_most")
        if self.at_least is None and self.short == "proportional":
            raise PydanticCustomError("proportional_at_most", "proportional goes with at_least")
        return self

    @property
    def bound(self) -> Source | Decimal | dict[int, Decimal]:
        """What a value is held against, as declared."""
        bound = self.at_most if self.at_least is None else self.at_least
        assert bound is not None  # noqa: S101 -- the validator above has seen to it
        return bound

    @property
    def sources(self) -> frozenset[str]:
        """What it needs from the workbook beside the value: province, quota, previous."""
        return frozenset(s for s in (self.bound, self.no_worse_than) if isinstance(s, str))

    @property
    def targets(self) -> tuple[Decimal, ...]:
        """The numbers it may hold values against, as far as the file gives them: each year's bound times that year's share."""
        if isinstance(self.bound, str):
            return ()
        bounds = _by_year(self.bound)
        shares = _by_year(self.share)
        return tuple(b * s + self.plus for y, b in bounds for z, s in shares if y == z or None in {y, z})

    @property
    def due(self) -> Decimal:
        """The share of the bound that is due; of dated shares that of the year, see :meth:`in_year`."""
        assert isinstance(self.share, Decimal)  # noqa: S101 -- a line whose share is not known for the year is never scored
        return self.share

    def in_year(self, year: int) -> Reach:
        """The rule with the share that is due in a year; without one for that year it stays dated, and nothing is due."""
        share = self.share.get(year) if isinstance(self.share, dict) else None
        return self if share is None else self.model_copy(update={"share": share})

    def award(
        self, value: Decimal, bound: Decimal, points: Decimal, before: Decimal | None = None, now: Decimal | None = None
    ) -> Award:
        """The points of ``value`` against ``bound`` (times ``share``, + ``plus``), out of ``points``; on the bound is met.

        ``before`` is last year's value, for a rule with ``no_worse_than``; ``now`` the value as it is held against that one,
        where it was rounded to other digits than for the bound.
        """
        target = _target(bound, self.due, self.plus)
        gap = exact(value) - target
        short = gap if self.at_least is None else -gap
        full = exact(points)
        now = value if now is None else now
        if before is not None and (now > before if self.at_least is None else now < before):
            return Award(NONE, met=False, target=target, short=max(short, NONE), before=exact(before))
        if short <= 0:
            return Award(full, met=True, target=target)
        match self.short:
            case "zero":
                return Award(NONE, met=False, target=target, short=short)
            case "proportional":
                share = exact(value) / target if target > 0 else NONE
                return Award(full * max(share, NONE), met=False, target=target, short=short)
            case PerStep():
                steps = self.short.steps(short)
                left = full - steps * exact(self.short.lose)
                return Award(max(left, NONE), met=False, target=target, short=short, steps=steps)
            case Ramp():
                span = target - exact(self.short.zero_at)
                span = -span if self.at_least is None else span
                share = max(1 - short / span, NONE) if span > 0 else NONE
                return Award(full * share, met=False, target=target, short=short)


def _by_year(number: Decimal | dict[int, Decimal]) -> list[tuple[int | None, Decimal]]:
    """A number with the year it holds in; None for one that holds in all."""
    return [*number.items()] if isinstance(number, dict) else [(None, number)]


class Bands(Model):
    """The points of the highest band whose lower bound the value reaches; below the lowest, none."""

    kind: Literal["bands"]
    bands: tuple[tuple[Number, Number], ...] = Field(min_length=1)

    def award(self, value: Decimal, points: Decimal) -> Award:
        """The points of ``value``; ``met`` means the highest band."""
        top = exact(self.bands[0][0])
        for lower, given in self.bands:
            if value >= lower:
                return Award(exact(given), met=given == points, target=top, short=max(top - exact(value), NONE))
        return Award(NONE, met=False, target=top, short=top - exact(value))


class Levels(Model):
    """An answer's share of the points; of several things, each with its answer, the mean of their shares."""

    kind: Literal["levels"]
    levels: dict[str, Annotated[Number, Field(ge=0, le=1)]] = Field(min_length=1)

    def award(self, answer: str, points: Decimal) -> Award:
        """The points of an answer; ``met`` means all of them."""
        share = self.share(answer)
        return Award(share * exact(points), met=share == 1, share=share)

    def share(self, answer: str) -> Fraction:
        """The share of the points that an answer earns, or that several do: (1 × 10 + 0.5 × 20) ÷ 30."""
        if answer in self.levels:
            return exact(self.levels[answer])
        counts = spread(answer)
        return sum((exact(self.levels[a]) * n for a, n in counts), NONE) / sum(n for _, n in counts)


class Tally(Model):
    """So many points for each thing counted, up to a cap."""

    kind: Literal["tally"]
    each: Number = Field(gt=0)
    cap: Number = Field(gt=0)

    def award(self, count: Decimal) -> Award:
        """The points of a count; ``met`` means the cap is reached."""
        points = exact(count) * exact(self.each)
        return Award(min(points, exact(self.cap)), met=points >= exact(self.cap))


class Places(Model):
    """The best value of all units earns all points, every place behind it costs ``less``; equal values share a place.

    A value that is not beyond ``beyond`` takes no place and earns nothing: above it where the highest is best, below it where
    the lowest is.
    """

    kind: Literal["places"]
    best: Literal["highest", "lowest"] = "highest"
    less: Annotated[Number, Field(gt=0, le=1)]
    beyond: Number | None = None

    def enters(self, value: Decimal) -> bool:
        """Whether a value takes a place."""
        return self.beyond is None or self.beats(value, self.beyond)

    def beats(self, one: Decimal, other: Decimal) -> bool:
        """Whether one value is better than another."""
        return one > other if self.best == "highest" else one < other

    def award(self, place: int | None, points: Decimal) -> Award:
        """The points of a place, out of ``points``; without a place there are none."""
        if place is None:
            return Award(NONE, met=False)
        share = max(1 - (place - 1) * exact(self.less), NONE)
        return Award(share * exact(points), met=place == 1, place=place, share=share)


Rule = Annotated[Reach | Bands | Levels | Tally | Places, Field(discriminator="kind")]
