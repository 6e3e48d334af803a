"""Points that may not be to be earned: what does not apply or is not due, for which units and in which years."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from loudi_qa.scheme.check_points import points_of
from loudi_qa.scheme.rules import Reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.scheme.models import Group, Indicator, Scheme

_NOTHING = Decimal(0)


def may_not_be_due(indicator: Indicator, scheme: Scheme, year: int | None = None) -> bool:
    """Whether it has points in a year before the first for which its target, or the share of it, is set.

    ``year`` asks it of one year alone.
    """
    rule = indicator.rule
    if not isinstance(rule, Reach):
        return False
    first = max((min(dated) for dated in (rule.bound, rule.share) if isinstance(dated, dict)), default=None)
    if first is None:
        return False
    dated = {y for y, points in indicator.dated.items() if points} if indicator.dated else scheme.years
    years = dated if year is None else {year}
    return years is None or min(years, default=first) < first


def may_be_idle(indicator: Indicator, scheme: Scheme, year: int | None = None) -> bool:
    """Whether there are units or years (or, with ``year``, units in it) for which it does not apply or is not due."""
    return bool(scheme.measure[indicator.measure].na) or _alone(indicator, scheme, year)


def _alone(indicator: Indicator, scheme: Scheme, year: int | None) -> bool:
    """Whether it may be idle while another indicator of the same measure is scored."""
    quota = isinstance(indicator.rule, Reach) and indicator.rule.bound == "quota"
    return quota or may_not_be_due(indicator, scheme, year)


def points_may_move(scheme: Scheme) -> bool:
    """Whether a unit may earn points at the rate of a group, in place of some that were not its to earn."""
    return scheme.na.points_go_to == "group" and scheme.na.at_most > 0 and any(most_idle(g, scheme) for g in scheme.groups)


def most_idle(group: Group, scheme: Scheme) -> Decimal:
    """The most points of a group that, for one unit in one year, may be idle while something is left to be earned."""
    keys = dict.fromkeys(key for i in scheme.indicators for key in i.points_by or ())
    units: list[str | None] = [key for key in keys if isinstance(key, str)] or [None]
    return max(_idle(group, scheme, year, unit) for year, unit in product(scheme.years or (None,), units))


def _idle(group: Group, scheme: Scheme, year: int | None, unit: str | None) -> Decimal:
    told = [(i, points_of(i, year, unit)) for i in scheme.by_group[group.id]]
    own = [(i, points) for i, points in told if points]
    idle = [(i, points) for i, points in own if may_be_idle(i, scheme, year)]
    left = _least_left(idle, scheme, year) if len(idle) == len(own) else _NOTHING
    return sum((points for _, points in idle), _NOTHING) - left


def _least_left(idle: Sequence[tuple[Indicator, Decimal]], scheme: Scheme, year: int | None) -> Decimal:
    """The fewest points to be earned where all may be idle and one is not: what shares its measure may be scored with it."""
    costs = []
    for measure in {i.measure for i, _ in idle}:
        own = [(i, points) for i, points in idle if i.measure == measure]
        bound = sum((points for i, points in own if not _alone(i, scheme, year)), _NOTHING)
        costs.append(bound or min(points for _, points in own))
    return min(costs, default=_NOTHING)
