"""Grades and ranks, from published totals only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from loudi_qa.scheme.models import Grade, Scheme


def grade_of(total: Decimal, scheme: Scheme) -> Grade:
    """The highest grade whose lower bound the total reaches; below every bound (after deductions), the lowest."""
    return next((g for g in scheme.grades if total >= g.at_least), scheme.grades[-1])


def worse(grade: Grade, other: str, scheme: Scheme) -> Grade:
    """The worse of two grades."""
    order = [g.grade for g in scheme.grades]
    return scheme.grades[max(order.index(grade.grade), order.index(other))]


def ranks(totals: Iterable[Decimal]) -> dict[Decimal, int]:
    """The place of each total: equal totals share a place, and the next place counts them all (1 2 2 4)."""
    places: dict[Decimal, int] = {}
    for place, total in enumerate(sorted(totals, reverse=True), start=1):
        places.setdefault(total, place)
    return places
