"""Last year and this year side by side: how far each total went, what moved it, and what failed again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING
from loudi_qa.report.change import NONE, grade_or_none, rank_text, signed, step, total_text
from loudi_qa.report.followed import unit_name
from loudi_qa.report.html.geometry import length, written

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.compare.split import UnitChange
    from loudi_qa.assess.result import UnitResult
    from loudi_qa.words import Lang

ROOM = 320
_MARGIN = 10
"""Pixels on either side, so that the dots of the lowest and the highest total are whole."""


class Way(NamedTuple):
    """A unit's way from one total to the other; without a picture where one of them is not there or open."""

    name: str
    before: str
    after: str
    change: str
    from_x: str
    to_x: str
    parts: tuple[str, ...]
    """What data, benchmarks and rules did."""
    grade: str
    rank: str


class Again(NamedTuple):
    """What became of a unit's failures of last year."""

    name: str
    failed: int
    closed: int
    open: int
    unknown: int
    which: str


class Years(NamedTuple):
    """The two years, every unit's way between them, and what failed again."""

    older: int
    newer: int
    ways: tuple[Way, ...]
    low: str
    high: str
    again: tuple[Again, ...]


def years(pair: Pair, lang: Lang) -> Years:
    """Everything the page shows of the change."""
    totals = [u.total for c in pair.changes for u in (c.before, c.after) if u is not None and not u.is_open]
    low, high = (min(totals), max(totals)) if totals else (NOTHING, NOTHING)
    return Years(
        pair.older.year.year,
        pair.newer.year.year,
        tuple(_way(pair, c, low, high, lang) for c in pair.changes),
        str(low),
        str(high),
        tuple(_again(pair, lang)),
    )


def _way(pair: Pair, change: UnitChange, low: Decimal, high: Decimal, lang: Lang) -> Way:
    before, after, split = change.before, change.after, change.change
    return Way(
        unit_name(pair, change.name, lang),
        total_text(before),
        total_text(after),
        signed(split.total) if split else NONE,
        _at(before, low, high) if split else "",
        _at(after, low, high) if split else "",
        tuple(map(signed, split)) if split else (NONE, NONE, NONE),
        step(grade_or_none(before, lang), grade_or_none(after, lang)),
        step(rank_text(before), rank_text(after)),
    )


def _at(unit: UnitResult | None, low: Decimal, high: Decimal) -> str:
    total = unit.total if unit else low
    return written(_MARGIN + length(total - low, high - low, ROOM - 2 * _MARGIN))


def _again(pair: Pair, lang: Lang) -> list[Again]:
    found = []
    for unit in dict.fromkeys(f.unit for f in pair.failures):
        own = [f for f in pair.failures if f.unit == unit]
        count = Counter(f.outcome for f in own)
        which = " ".join(f.before.indicator.id for f in own if f.outcome == "open")
        found.append(Again(unit_name(pair, unit, lang), len(own), count["closed"], count["open"], count["unknown"], which))
    return found
