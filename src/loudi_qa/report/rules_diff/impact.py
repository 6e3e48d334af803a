"""What two editions of the rules do to one workbook: which change each moved line comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.editions import under_both, unheld
from loudi_qa.assess.result import GroupResult, Line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from loudi_qa.assess.editions import UnderBoth, Unheld
    from loudi_qa.assess.items import ItemMove
    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.diff.change import Change, Changes

_POLICIES = ("", "points")
"""Comparison and rounding, which bear on every line."""


class Impact(NamedTuple):
    """One workbook under both editions."""

    before: Assessment
    after: Assessment
    units: tuple[UnderBoth, ...]
    unheld: tuple[Unheld | None, Unheld | None] = (None, None)
    """Under each edition, what counts as left empty only because the workbook was made for the other one."""


def impact(changes: Changes, before: Assessment, after: Assessment) -> Impact:
    """Hold the two results against each other."""
    same = changes.renames.same
    groups = {f"{old}-na": f"{new}-na" for old, new in same["groups"].items()}
    units = under_both(before, after, {**same["indicators"], **same["extras"], **groups})
    return Impact(before, after, units, (unheld(before, after), unheld(after, before)))


def causes(changes: Changes, unit: UnderBoth, move: ItemMove) -> tuple[Change, ...]:
    """The changes of the rules that a moved line comes from: its own first, else those of its unit, else of a policy."""
    scoring = changes.of("points")
    sides = [side.of for side in (move.before, move.after) if side]
    lines = [of for of in sides if isinstance(of, Line)]
    if lines:
        return (
            _of_indicators(scoring, {move.id, *(line.indicator.id for line in lines)})
            or _of_unit(scoring, unit, lines)
            or _of_parts(scoring, *_POLICIES)
        )
    groups = {of.group.id for of in sides if isinstance(of, GroupResult)}
    if groups:
        return _moved(scoring, unit, groups) or _of_parts(scoring, *_POLICIES)
    own = tuple(c for c in scoring if c.difference.section == "extras" and c.difference.key == move.id)
    return own or _of_parts(scoring, *_POLICIES)


def _of_indicators(scoring: Sequence[Change], numbers: set[str]) -> tuple[Change, ...]:
    return tuple(c for c in scoring if not numbers.isdisjoint(c.indicators))


def _of_parts(scoring: Sequence[Change], *sections: str) -> tuple[Change, ...]:
    return tuple(c for c in scoring if c.difference.section in sections)


def _of_unit(scoring: Sequence[Change], unit: UnderBoth, lines: Sequence[Line]) -> tuple[Change, ...]:
    """A unit in another group is held against another provincial average, and may have other points."""
    own = unit.unit.unit.name.zh
    against = any(line.benchmark and line.benchmark.source == "province" for line in lines)
    varied = any(line.indicator.points_by for line in lines)
    return tuple(c for c in _of_parts(scoring, "units") if c.difference.key == own) if against or varied else ()


def _moved(scoring: Sequence[Change], unit: UnderBoth, groups: Collection[str]) -> tuple[Change, ...]:
    """Moved points follow how much may move, and what the lines of their group earn."""
    results = [side for side in (unit.before, unit.after) if side]
    lines = {line.indicator.id for side in results for group in side.groups if group.group.id in groups for line in group.lines}
    found = {c.n: c for c in _of_parts(scoring, "na")}
    found |= {c.n: c for c in _of_parts(scoring, "groups") if c.difference.key in groups}
    found |= {c.n: c for c in _of_indicators(scoring, lines & {m.id for m in unit.items})}
    return tuple(found[n] for n in sorted(found))
