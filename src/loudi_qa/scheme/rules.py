"""The four kinds of rule, and no expression language: reach, bands, levels, tally.

Each is declared in the YAML by its ``kind`` and turns one value into an :class:`Award`, exactly. Whatever a value is
held against (a fixed number, the provincial average, a quota, last year's value) is found elsewhere and handed in:
target, average, quota and improvement differ only in that number.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

Source = Literal["province", "quota", "previous"]


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("exact_number", "a number is needed")
    return Decimal(value)


Number = Annotated[Decimal, BeforeValidator(_number)]


class Model(BaseModel):
    """What every piece of the YAML shares: frozen, and a key that is not declared is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # built once, in the model that is read


class Award(NamedTuple):
    """What a rule gives for a value: points (exact, not yet rounded) and how far the value was from its target."""

    points: Fraction
    met: bool
    target: Fraction | None = None
    short: Fraction = Fraction(0)
    steps: Fraction | None = None
    """Started, full or exact steps short, where the rule counts steps."""


class PerStep(Model):
    """Lose ``lose`` points for every ``per`` short; a step counts exactly, only when full, or as soon as started."""

    per: Number = Field(gt=0)
    lose: Number = Field(gt=0)
    count: Literal["exact", "full", "started"] = "exact"

    def steps(self, short: Fraction) -> Fraction:
        """How many steps a shortfall counts for."""
        exact = short / Fraction(self.per)
        if self.count == "exact":
            return exact
        whole = exact.numerator // exact.denominator
        return Fraction(whole + (self.count == "started" and whole != exact))


class Ramp(Model):
    """Nothing at ``zero_at``, everything at the target, in proportion between.

    A target that comes from the workbook may lie beyond ``zero_at``: then there is nothing between.
    """

    zero_at: Number


Short = Literal["zero", "proportional"] | PerStep | Ramp
Dated = dict[StrictInt, Number]


class Reach(Model):
    """All points for a value at or beyond the bound; short of it as ``short`` says."""

    kind: Literal["reach"]
    at_least: Source | Number | Dated | None = None
    at_most: Source | Number | Dated | None = None
    plus: Number = Decimal(0)
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

    def award(self, value: Decimal, bound: Decimal, points: Decimal) -> Award:
        """The points of ``value`` against ``bound`` (+ ``plus``), out of ``points``; on the bound is met."""
        target = Fraction(bound) + Fraction(self.plus)
        gap = Fraction(value) - target
        short = gap if self.at_least is None else -gap
        full = Fraction(points)
        if short <= 0:
            return Award(full, met=True, target=target)
        match self.short:
            case "zero":
                return Award(Fraction(0), met=False, target=target, short=short)
            case "proportional":
                share = Fraction(value) / target if target > 0 else Fraction(0)
                return Award(full * max(share, Fraction(0)), met=False, target=target, short=short)
            case PerStep():
                steps = self.short.steps(short)
                left = full - steps * Fraction(self.short.lose)
                return Award(max(left, Fraction(0)), met=False, target=target, short=short, steps=steps)
            case Ramp():
                span = target - Fraction(self.short.zero_at)
                span = -span if self.at_least is None else span
                share = max(1 - short / span, Fraction(0)) if span > 0 else Fraction(0)
                return Award(full * share, met=False, target=target, short=short)


class Bands(Model):
    """The points of the highest band whose lower bound the value reaches; below the lowest, none."""

    kind: Literal["bands"]
    bands: tuple[tuple[Number, Number], ...] = Field(min_length=1)

    def award(self, value: Decimal, points: Decimal) -> Award:
        """The points of ``value``; ``met`` means the highest band."""
        top = Fraction(self.bands[0][0])
        for lower, given in self.bands:
            if value >= lower:
                return Award(Fraction(given), met=given == points, target=top, short=max(top - Fraction(value), Fraction(0)))
        return Award(Fraction(0), met=False, target=top, short=top - Fraction(value))


class Levels(Model):
    """An answer's share of the points."""

    kind: Literal["levels"]
    levels: dict[str, Annotated[Number, Field(ge=0, le=1)]] = Field(min_length=1)

    def award(self, answer: str, points: Decimal) -> Award:
        """The points of an answer; ``met`` means all of them."""
        share = self.levels[answer]
        return Award(Fraction(share) * Fraction(points), met=share == 1)


class Tally(Model):
    """So many points for each thing counted, up to a cap."""

    kind: Literal["tally"]
    each: Number = Field(gt=0)
    cap: Number = Field(gt=0)

    def award(self, count: Decimal) -> Award:
        """The points of a count; ``met`` means the cap is reached."""
        points = Fraction(count) * Fraction(self.each)
        return Award(min(points, Fraction(self.cap)), met=points >= Fraction(self.cap))


Rule = Annotated[Reach | Bands | Levels | Tally, Field(discriminator="kind")]
