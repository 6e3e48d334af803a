"""Whether one weighting can serve several wishes at once: a small linear programme, solved exactly in whole numbers.

Each wish is a leeway ``gap + Σ swing·x`` with every ``x`` between -1 and 1. Sought is the ``x`` whose smallest leeway is
largest. This is the simplex method with bounded variables (Dantzig 1955) on a dictionary of integers over one common
denominator (Edmonds 1967): a pivot divides without remainder, and Bland's rule (1977) keeps it from going round in circles.

A pivot changes every number of the dictionary, but the next one asks only for one column and one row. So the dictionary stays
as it was written, and what is asked for is brought up to date through the pivots since: 0.6 of the time.
"""

from __future__ import annotations

from fractions import Fraction
from operator import add, mul, sub
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Wish(NamedTuple):
    """A leeway that should not be negative: whole numbers on one scale."""

    gap: int
    swings: tuple[int, ...]


class Margin(NamedTuple):
    """The outcome: ``at`` grants every wish; where nothing does, those of ``core`` already exclude each other."""

    at: tuple[Fraction, ...] | None
    core: frozenset[int]


def corner(wishes: Sequence[Wish]) -> tuple[int, ...]:
    """Every ``x`` at the end where the wishes gain most together."""
    return tuple(-1 if sum(column) < 0 else 1 for column in zip(*(w.swings for w in wishes), strict=True))


def _leeway(wish: Wish, at: Sequence[int]) -> int:
    gained: int = sum(map(mul, wish.swings, at))
    return wish.gap + gained


def margin(wishes: Sequence[Wish], *, strict: bool) -> Margin:
    """A point at which no leeway is negative (``strict``: each is positive), or the wishes that exclude each other."""
    start = corner(wishes)
    at = granted_at(start, wishes, strict=strict)
    return Margin(at, frozenset()) if at else _Dictionary(wishes, start).solved(strict=strict)


def granted_at(at: Sequence[int], wishes: Sequence[Wish], *, strict: bool) -> tuple[Fraction, ...] | None:
    """The corner, if every wish is granted there."""
    return tuple(map(Fraction, at)) if min(_leeway(w, at) for w in wishes) >= strict else None


class _Turn(NamedTuple):
    """A column counted from the other end from here on."""

    column: int

    def row(self, _r: int, row: list[int]) -> list[int]:
        """A row after it."""
        return [-a if c == self.column else a for c, a in enumerate(row)]

    def entries(self, column: int, entries: list[int]) -> list[int]:
        """The entries of a column after it, row by row."""
        return [-a for a in entries] if column == self.column else entries


class _Pivot(NamedTuple):
    """The basic variable of a row exchanged with the nonbasic one of a column; no division leaves a remainder."""

    r: int
    column: int
    pivot: list[int]
    """The row before it, without its constant."""
    factors: list[int]
    """The column before it."""
    old: int
    new: int
    """The common denominator before and after."""

    def row(self, r: int, row: list[int]) -> list[int]:
        """A row after it."""
        new, old, factor = self.new, self.old, self.factors[r]
        after = self.pivot[:] if r == self.r else [(a * new + factor * b) // old for a, b in zip(row, self.pivot, strict=True)]
        after[self.column] = -old if r == self.r else -factor
        return after

    def entries(self, column: int, entries: list[int]) -> list[int]:
        """The entries of a column after it, row by row."""
        if column != self.column:
            return self.combined(entries, self.pivot[column])
        after = [-factor for factor in self.factors]
        after[self.r] = -self.old
        return after

    def combined(self, entries: list[int], own: int) -> list[int]:
        """The entries of another column; ``own`` is that of the pivot's row, which stays."""
        new, old = self.new, self.old
        after = [(a * new + factor * own) // old for a, factor in zip(entries, self.factors, strict=True)]
        after[self.r] = own
        return after


class _Dictionary:
    """Every row a basic variable in terms of the nonbasic ones, which are all 0; row 0 is the smallest leeway.

    Variables ``0 … n-1`` are the distances of each ``x`` from its corner, from 0 to 1; variable ``n + k`` is by how much
    the leeway of wish ``k`` exceeds the smallest. A distance that reaches 1 is counted from the other end from then on.
    """

    def __init__(self, wishes: Sequence[Wish], start: Sequence[int]) -> None:
        self.start, self.n = start, len(start)
        leeways = [_leeway(w, start) for w in wishes]
        least = leeways.index(min(leeways))
        moving = [v for v, swings in enumerate(zip(*(w.swings for w in wishes), strict=True)) if any(swings)]
        slopes = [[-2 * w.swings[v] * start[v] for v in moving] for w in wishes]
        others = [k for k in range(len(wishes)) if k != least]
        self.first = [[*slopes[least], -1], *([*map(sub, slopes[k], slopes[least]), 1] for k in others)]
        self.top = self.first[0]
        self.values = [leeways[least], *(leeways[k] - leeways[least] for k in others)]
        self.columns = [*moving, self.n + least]  # an ``x`` that no wish minds stays in its corner
        self.basic = [-1, *(self.n + k for k in others)]
        self.divisor = 1
        self.turned: set[int] = set()
        self.since: list[_Turn | _Pivot] = []

    def solved(self, *, strict: bool) -> Margin:
        """Pivot until the smallest leeway is large enough or cannot grow."""
        while self.values[0] < strict:
            growing = [(v, c) for c, (v, slope) in enumerate(zip(self.columns, self.top, strict=True)) if slope > 0]
            if not growing:
                held = (v - self.n for v, slope in zip(self.columns, self.top, strict=True) if v >= self.n and slope)
                return Margin(None, frozenset(held))
            self._enter(min(growing)[1])
        return Margin(self._point(), frozenset())

    def _enter(self, column: int) -> None:
        """Let a variable grow until it, or a basic one, comes to its end."""
        entries = self._column(column)
        r = self._leaving(self.columns[column], entries)
        if r:
            self._pivot(r, column, entries)
            return
        self.values = [*map(add, self.values, entries)]
        self.turned ^= {self.columns[column]}
        self._done(_Turn(column))

    def _column(self, column: int) -> list[int]:
        entries = [row[column] for row in self.first]
        for change in self.since:
            entries = change.entries(column, entries)
        return entries

    def _row(self, r: int) -> list[int]:
        row = self.first[r]
        for change in self.since:
            row = change.row(r, row)
        return row

    def _leaving(self, variable: int, entries: Sequence[int]) -> int:
        """The row of the variable that comes to its end first, the lowest of equals; 0 where it is the entering one itself."""
        end, of, lowest, found = 1, int(variable < self.n), variable, 0  # as a fraction, ``end / of``; 1/0 is no end at all
        for r, (value, entry, v) in enumerate(zip(self.values, entries, self.basic, strict=True)):
            if not r or not entry or (entry > 0 and v >= self.n):
                continue
            own, steps = (value, -entry) if entry < 0 else (self.divisor - value, entry)
            sooner = own * of - end * steps
            if sooner < 0 or (not sooner and v < lowest):
                end, of, lowest, found = own, steps, v, r
        return found

    def _pivot(self, r: int, column: int, entries: list[int]) -> None:
        """Exchange the basic variable of a row with the nonbasic one of a column."""
        row, value = self._row(r), self.values[r]
        if entries[r] > 0:  # the leaving one is at its other end, and counted from there
            row, value = [-a for a in row], self.divisor - value
            self.turned ^= {self.basic[r]}
        pivot = _Pivot(r, column, row, entries, self.divisor, -row[column])
        self.values = pivot.combined(self.values, value)
        self.divisor = pivot.new
        self.basic[r], self.columns[column] = self.columns[column], self.basic[r]
        self._done(pivot)

    def _done(self, change: _Turn | _Pivot) -> None:
        self.since.append(change)
        self.top = change.row(0, self.top)

    def _point(self) -> tuple[Fraction, ...]:
        ends = [-x if v in self.turned else x for v, x in enumerate(self.start)]
        at = [*map(Fraction, ends)]
        for away, v in zip(self.values, self.basic, strict=True):
            if 0 <= v < self.n:
                at[v] = ends[v] * (1 - 2 * Fraction(away, self.divisor))
        return tuple(at)
