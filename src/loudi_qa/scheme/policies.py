"""The policies of a scheme: how points are rounded, added and ranked, where those that do not apply go, what is checked."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, StrictInt

from loudi_qa.scheme.rules import Model, Number
from loudi_qa.scheme.terms import Basis, Digits, Named


class SourceDocument(Model):
    """The document that the scheme is built from."""

    document: str
    title: Named
    issuer: Named
    date: str


class PointsPolicy(Model):
    """Where and how points are rounded and added; ``basis`` says what stands behind all the points of the scheme."""

    places: Digits = 2
    rounding: Literal["half_up", "half_even"] = "half_up"
    round: Literal["each_indicator"] = "each_indicator"
    full: Number = Field(default=Decimal(100), gt=0)
    """The full score: what the groups add up to, or each of them has where the lowest counts."""
    total: Literal["sum", "lowest_group"] = "sum"
    """The groups added up, or the lowest of them alone."""
    basis: Basis = "assumed"


class RankPolicy(Model):
    """Ranks stand on the published totals; equal totals share a place (1 2 2 4)."""

    on: Literal["published"] = "published"
    ties: Literal["competition"] = "competition"


class NotApplicablePolicy(Model):
    """The points of what is not applicable are earned at the group's own rate, for at most this share of the group."""

    points_go_to: Literal["group", "none"] = "group"
    at_most: Number = Field(ge=0, le=1)


class Jump(Model):
    """The share of last year's value by which a value may change without a remark: of a percentage, and of a count."""

    percent: Number | None = Field(default=None, gt=0)
    count: Number | None = Field(default=None, gt=0)


class Checks(Model):
    """How strict the checks of sense are: the jump that asks for a remark, and errors that are warnings until a year."""

    jump: Jump | None = None
    warn_until: dict[str, StrictInt] = Field(default_factory=dict)
