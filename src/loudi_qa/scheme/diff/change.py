"""What a difference bears on: points, grades or places, the work of the office, or words alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.scheme.diff.alike import alike
from loudi_qa.scheme.diff.walk import ORDER, differing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loudi_qa.scheme.diff.renames import Renames
    from loudi_qa.scheme.diff.walk import Difference
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Indicator

Effect = Literal["points", "grades", "places", "practice", "wording"]
SCORING: frozenset[Effect] = frozenset({"points", "grades", "places"})
"""What may give a unit another result."""

PARTS = (
    *("", "source", "points", "rank", "na", "groups", "grades", "indicators", "extras", "vetoes", "measures", "checks"),
    *("assumptions", "uncovered", "units", "benchmark_groups", "departments", "duties", "owners", "shared", "consequences"),
    "papers",
)
"""The parts of both files in the order in which their changes are told and numbered: what scores comes first."""

_NAMES = frozenset({"name", "title"})
_GO_BY_NAME = frozenset({"units", "departments", "vetoes"})
"""Whose names are more than words: they are what workbooks and incidents go by."""
_SCORES: Mapping[str, Effect] = {
    "points": "points", "na": "points", "rank": "places", "groups": "points", "grades": "grades", "measures": "points",
    "indicators": "points", "extras": "points", "vetoes": "grades",
}  # fmt: skip
"""Parts whose fields bear on the result, but for these:"""
_ASIDE: Mapping[str, frozenset[str]] = {
    "points": frozenset({"basis"}),
    "groups": frozenset({"id"}),
    "grades": frozenset({"grade"}),
    "measures": frozenset({"id", "city", "count"}),
    "indicators": frozenset({"id", "clause", "anchor", "basis", "city"}),
    "extras": frozenset({"id", "unit", "clause", "anchor", "basis"}),
    "vetoes": frozenset({"id", "name", "definition", "clause", "anchor", "basis"}),
}


class Change(NamedTuple):
    """One change of the rules, by its number, with what it bears on."""

    n: int
    difference: Difference
    effect: Effect
    indicators: tuple[str, ...] = ()
    """The indicators whose points it may move, by their ids in the newer edition; those taken out by their old ones."""
    points: Decimal | None = None
    """The points of these, in the newer edition where they are in it; None where it is not a matter of certain indicators."""


class Changes(NamedTuple):
    """All that changed between two editions."""

    old: Rules
    new: Rules
    every: tuple[Change, ...]
    renames: Renames
    following: int
    """Places that only follow a renaming, and are not changes of their own."""

    @property
    def same_files(self) -> bool:
        """Whether both editions are the same bytes."""
        return (self.old.sha256, self.old.mandate_sha256) == (self.new.sha256, self.new.mandate_sha256)

    def of(self, *effects: Effect) -> tuple[Change, ...]:
        """The changes that bear on one of these."""
        return tuple(c for c in self.every if c.effect in effects)

    def points(self, *fields: str) -> tuple[tuple[str, ...], Decimal]:
        """The indicators with a change of one of these fields (of the whole, ""), and what they count together."""
        ids = {c.difference.key for c in self.every if c.difference.section == "indicators" and c.difference.field in fields}
        weights = {i: c.points for c in self.every for i in c.indicators if i in ids and len(c.indicators) == 1}
        return tuple(sorted(ids)), sum((p for p in weights.values() if p is not None), Decimal(0))


def changes(old: Rules, new: Rules) -> Changes:
    """Hold two editions against each other and say of each difference what it bears on."""
    found = differing(old, new)
    told = _Judge(old, new)
    ordered = sorted((told.change(0, d) for d in found.places), key=_order)
    every = tuple(change._replace(n=n) for n, change in enumerate(ordered, 1))
    return Changes(old, new, every, found.renames, found.following)


def _order(change: Change) -> tuple[bool, int]:
    """Words alone come last; else by part, and within it as in the files."""
    section = change.difference.section
    return change.effect == "wording", PARTS.index(section) if section in PARTS else len(PARTS)


class _Judge:
    def __init__(self, old: Rules, new: Rules) -> None:
        self.indicators: dict[str, Indicator] = {i.id: i for r in (old, new) for i in r.scheme.indicators}

    def change(self, n: int, difference: Difference) -> Change:
        effect = _effect(difference)
        touched = tuple(self._touched(difference)) if effect == "points" else ()
        points = sum((self.indicators[i].points for i in touched), Decimal(0)) if touched else None
        return Change(n, difference, effect, touched, points)

    def _touched(self, difference: Difference) -> Iterator[str]:
        if difference.section == "indicators" and difference.key in self.indicators:
            yield difference.key
        if difference.section == "measures":
            yield from (i.id for i in self.indicators.values() if i.measure == difference.key)


def _effect(difference: Difference) -> Effect:
    section, field, before, after = difference.section, difference.field, difference.before, difference.after
    if field == ORDER or (field and alike(before, after, translated=True)):
        return "wording"
    if field in _NAMES and section not in _GO_BY_NAME:
        return "wording"
    if section == "" and difference.file == "indicators":
        return "points" if field == "compare" else "practice"
    if section == "units":
        return {"": "places", "group": "points"}.get(field, "practice")  # type: ignore[return-value]  # they are effects
    if section in _SCORES and not field:
        return "practice" if section == "measures" else _SCORES[section]
    if section == "measures" and field == "unit" and "%" not in {before, after}:
        return "practice"
    if section not in _SCORES or field in _ASIDE.get(section, ()):
        return "practice"
    return _SCORES[section]
