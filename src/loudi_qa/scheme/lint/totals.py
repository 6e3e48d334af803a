"""The totals a scheme can give, where every rule of it knows only a few points: else there are too many to list, and no gap."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from loudi_qa.numbers import rounded, show
from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.rules import Bands, Levels, Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.models import Indicator, Scheme

_MOST = 20_000
"""Totals that are still listed; with more of them no grade is likely to be missed."""
_NOTHING = Decimal(0)


def totals_remarks(scheme: Scheme) -> Iterator[Said]:
    """Grades that none of the totals falls into."""
    totals = possible_totals(scheme)
    if totals is None:
        return
    bounds = [None, *(g.at_least for g in scheme.grades)]
    for i, ((ceiling, bound), grade) in enumerate(zip(pairwise(bounds), scheme.grades, strict=True)):
        if bound is not None and not any(bound <= t and (ceiling is None or t < ceiling) for t in totals):
            below = max((t for t in totals if t < bound), default=_NOTHING)
            message = Words(
                "{grade} 级从 {bound} 分起，各指标能得的分怎么加都落不进去（往下最近的总分是 {below} 分）",
                "{grade} begins at {bound}, and whatever is earned no total falls into it (the next one below is {below})",
            ).filled(grade=grade.grade, bound=show(bound), below=show(below))
            fix = Words("调整这一级的界限，或让指标能得中间的分", "move the bound, or let indicators earn points between")
            yield Said("grade-out-of-reach", ("grades", i), message, fix)


def possible_totals(scheme: Scheme) -> frozenset[Decimal] | None:
    """Every total there can be; None where they cannot be listed: shares, moved points, bonuses, points that vary."""
    bends = any(m.na or m.several for m in scheme.measures) or bool(scheme.extras)
    if bends or scheme.points.total != "sum" or any(i.points_by for i in scheme.indicators):
        return None
    totals = {_NOTHING}
    for indicator in scheme.indicators:
        points = _points(indicator, scheme)
        if points is None:
            return None
        totals = {t + p for t in totals for p in points}
        if len(totals) > _MOST:
            return None
    return frozenset(totals)


def _points(indicator: Indicator, scheme: Scheme) -> set[Decimal] | None:
    """The points an indicator can earn, rounded; None for a rule that gives shares of them."""
    match indicator.rule:
        case Reach(short="zero"):
            earned = {_NOTHING, indicator.points}
        case Levels(levels=levels):
            earned = {_NOTHING, *(share * indicator.points for share in levels.values())}
        case Bands(bands=bands):
            earned = {_NOTHING, *(given for _, given in bands)}
        case _:
            return None
    return {rounded(Fraction(p), scheme.points.places, scheme.points.rounding) for p in earned}
