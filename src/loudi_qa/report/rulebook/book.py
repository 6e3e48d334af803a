"""What all views of the rules are made from: the rules of one year, with the points and names that hold in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.assess.departments import leads
from loudi_qa.assess.result import NOTHING
from loudi_qa.report.naming import indicator_name
from loudi_qa.scheme.ask import target
from loudi_qa.scheme.rules import Reach

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Department, Mandate
    from loudi_qa.scheme.models import Indicator, Measure, Scheme
    from loudi_qa.words import Words

View = Literal["group", "department", "clause", "assumption"]
VIEWS: tuple[View, ...] = ("group", "department", "clause", "assumption")

Points = tuple["Decimal", ...]
"""Points for each group of units, in the order of the mandate; they are the same ones unless an indicator's vary by group."""

_DIGITS_OF_A_YEAR = 4


class Item(NamedTuple):
    """An indicator as it is read: what must be met, for how many points, who leads, who verifies."""

    indicator: Indicator
    measure: Measure
    name: Words
    """The measure's name; where several indicators share it, with what this one is held against."""
    asked: Words
    points: Points
    lead: Department
    verifier: Department


class Rulebook(NamedTuple):
    """The rules of a year; ``declared`` is the scheme of all years."""

    rules: Rules
    declared: Scheme
    year: int
    items: dict[str, Item]
    """By id, in the order of the groups and, in a group, of the ids."""

    @property
    def scheme(self) -> Scheme:
        """The scheme with the points and shares of the year."""
        return self.rules.scheme

    @property
    def mandate(self) -> Mandate:
        """Who answers, who verifies, what follows."""
        return self.rules.mandate

    @property
    def idle(self) -> tuple[Indicator, ...]:
        """The indicators that have no points in the year."""
        return tuple(i for i in self.declared.indicators if i.id not in self.items)

    def of(self, ids: Iterable[str]) -> tuple[Item, ...]:
        """The items of some ids, in the order of the book; those without points in the year are left out."""
        wanted = set(ids)
        return tuple(item for id_, item in self.items.items() if id_ in wanted)

    def sum(self, items: Iterable[Item]) -> Points:
        """The points of some items together."""
        columns = [item.points for item in items]
        return tuple(sum((own[i] for own in columns), NOTHING) for i in range(len(self.mandate.benchmark_groups)))


def rulebook(rules: Rules, year: int) -> Rulebook:
    """The book of a year."""
    scheme, mandate = rules.scheme.in_year(year), rules.mandate
    lead, groups = leads(mandate, year), [g.id for g in mandate.benchmark_groups]
    items: dict[str, Item] = {}
    for indicators in scheme.by_group.values():
        for indicator in indicators:
            measure = scheme.measure[indicator.measure]
            items[indicator.id] = Item(
                indicator,
                measure,
                indicator_name(scheme, indicator),
                target(indicator, measure, year),
                tuple(indicator.for_group(g).points for g in groups),
                lead[indicator.id],
                mandate.as_of(mandate.verifier[measure.id], year),
            )
    return Rulebook(rules._replace(scheme=scheme), rules.scheme, year, items)


def usual_year(scheme: Scheme) -> int | None:
    """The year to show where none is asked for: the edition if it is one, else the first that points or targets are dated by."""
    edition = scheme.edition
    if edition.isascii() and edition.isdecimal() and len(edition) == _DIGITS_OF_A_YEAR:
        return int(edition)
    dated = set(scheme.years or ())
    for indicator in scheme.indicators:
        if isinstance(indicator.rule, Reach):
            dated |= {y for part in (indicator.rule.bound, indicator.rule.share) if isinstance(part, dict) for y in part}
    return min(dated, default=None)
