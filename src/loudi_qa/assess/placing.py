"""The place of a value among those of all units, for rules that give points by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.submission.year import Given, Missing, Unclear
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.scheme.models import Indicator, Scheme
    from loudi_qa.scheme.rules import Places
    from loudi_qa.submission.year import Year


class _Field(NamedTuple):
    """The values that take a place on one indicator, in order, and by unit."""

    values: list[Decimal]
    own: dict[str, Decimal]


class Placing:
    """Places by indicator; the values of all units are gathered when a place is first asked for.

    While any unit that is assessed on an indicator has no value that can be told (nothing sent, or unclear), no place on it is
    known. A unit without a value, or to which the measure does not apply, takes no place.
    """

    def __init__(self, scheme: Scheme, year: Year, units: Sequence[Unit]) -> None:
        self.scheme, self.year, self.units = scheme, year, units
        self._fields: dict[str, _Field | None] = {}

    def on(self, year: Year) -> Placing:
        """One for another year."""
        return Placing(self.scheme, year, self.units)

    def place(self, indicator: Indicator, rule: Places, unit: Unit, value: Decimal) -> int | None:
        """The place of a value, if it were the unit's; equal values share a place. None where places are not known."""
        if indicator.id not in self._fields:
            self._fields[indicator.id] = self._field(indicator, rule)
        field = self._fields[indicator.id]
        if field is None:
            return None
        own = field.own.get(unit.name.zh)
        return 1 + _better(field.values, value, rule) - (own is not None and rule.beats(own, value))

    def _field(self, indicator: Indicator, rule: Places) -> _Field | None:
        declared = next(i for i in self.scheme.indicators if i.id == indicator.id)
        own: dict[str, Decimal] = {}
        for unit in self.units:
            if not declared.for_group(unit.group).points:
                continue
            name = unit.name.zh
            entries = self.year.entries.get(name)
            if entries is None or self.year.doubtful(layout.DATA.name, name, indicator.measure):
                return None
            entry = entries.get(indicator.measure)
            state = entry.state if entry else Missing()
            if isinstance(state, Unclear):
                return None
            if isinstance(state, Given) and isinstance(state.value, Decimal) and rule.enters(state.value):
                own[name] = state.value
        return _Field(sorted(own.values()), own)


def _better(values: Sequence[Decimal], value: Decimal, rule: Places) -> int:
    """How many values are better than one."""
    return len(values) - bisect_right(values, value) if rule.best == "highest" else bisect_left(values, value)
