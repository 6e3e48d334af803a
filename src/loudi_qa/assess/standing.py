"""Grades and ranks, from published totals only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from loudi_qa.assess.result import NOTHING, Withheld
from loudi_qa.numbers import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.assess.result import GroupResult, Line
    from loudi_qa.scheme.models import Each, Grade, Scheme

_Total = TypeVar("_Total", Decimal, Fraction)


def grade_of(total: Decimal, groups: Sequence[GroupResult], scheme: Scheme) -> Grade:
    """The highest grade whose lower bound the total reaches and whose condition the groups meet; else the lowest."""
    return next((g for g in scheme.grades if total >= g.at_least and not failing(g, groups, scheme)), scheme.grades[-1])


def failing(grade: Grade, groups: Sequence[GroupResult], scheme: Scheme) -> tuple[Line, ...]:
    """The lines that keep a unit from a grade although its total may reach it: each must have earned a share of its points."""
    each = grade.each
    if each is None:
        return ()
    lines = (line for group in groups if group.group.id == each.group for line in group.lines)
    return tuple(line for line in lines if not has_share(line, each, scheme))


def has_share(line: Line, each: Each, scheme: Scheme) -> bool:
    """Whether a line has earned a share of its points: published points against that share, rounded as they are."""
    asked = rounded(Fraction(each.share) * Fraction(line.of), scheme.points.places, scheme.points.rounding)
    return line.points >= asked


def withheld(total: Decimal, groups: Sequence[GroupResult], scheme: Scheme) -> tuple[Withheld, ...]:
    """The grades better than the earned one whose bound the total reaches, but whose condition the groups do not meet."""
    own = scheme.grades.index(grade_of(total, groups, scheme))
    return tuple(Withheld(g, failing(g, groups, scheme)) for g in scheme.grades[:own] if total >= g.at_least)


def lowest(groups: Sequence[GroupResult], scheme: Scheme) -> str | None:
    """The group that alone makes the total, the first of equals; None where all groups are added up.

    A group in which nothing can be earned (its indicators have no points for the unit, do not apply or are not due) is none of
    them, unless that is so of every group.
    """
    if scheme.points.total == "sum":
        return None
    return min([g for g in groups if g.of] or [g for g in groups if g.declared], key=lambda g: g.points).group.id


def earned(groups: Sequence[GroupResult], scheme: Scheme) -> Decimal:
    """What the groups bring to the total."""
    only = lowest(groups, scheme)
    return sum((g.points for g in groups if only in {None, g.group.id}), NOTHING)


def worse(grade: Grade, other: str, scheme: Scheme) -> Grade:
    """The worse of two grades."""
    order = [g.grade for g in scheme.grades]
    return scheme.grades[max(order.index(grade.grade), order.index(other))]


def ranks(totals: Iterable[_Total]) -> dict[_Total, int]:
    """The place of each total: equal totals share a place, and the next place counts them all (1 2 2 4)."""
    places: dict[_Total, int] = {}
    for place, total in enumerate(sorted(totals, reverse=True), start=1):
        places.setdefault(total, place)
    return places
