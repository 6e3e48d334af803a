"""Whether one weighting can serve several wishes at once: a small linear programme, solved exactly in whole numbers.

Each wish is a leeway ``gap + Σ swing·x`` with every ``x`` between -1 and 1. Sought is the ``x`` whose smallest leeway is
largest. This is the simplex method with bounded variables (Dantzig 1955) on a dictionary of integers over one common
denominator (Edmonds 1967): a pivot divides without remainder, and Bland's rule (1977) keeps it from going round in circles.
"""

from __future__ import annotations

from fractions import Fraction
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
    return wish.gap + sum(s * x for s, x in zip(wish.swings, at, strict=True))


def margin(wishes: Sequence[Wish], *, strict: bool) -> Margin:
    """A point at which no leeway is negative (``strict``: each is positive), or the wishes that exclude each other."""
    start = corner(wishes)
    at = granted_at(start, wishes, strict=strict)
    return Margin(at, frozenset()) if at else _Dictionary(wishes, start).solved(strict=strict)


def granted_at(at: Sequence[int], wishes: Sequence[Wish], *, strict: bool) -> tuple[Fraction, ...] | None:
    """The corner, if every wish is granted there."""
    return tuple(map(Fraction, at)) if min(_leeway(w, at) for w in wishes) >= strict else None


class _Dictionary:
    """Every row a basic variable in terms of the nonbasic ones, which are all 0; row 0 is the smallest leeway.

    Variables ``0 … n-1`` are the distances of each ``x`` from its corner, from 0 to 1; variable ``n + k`` is by how much
    the leeway of wish ``k`` exceeds the smallest. A distance that reaches 1 is counted from the other end from then on.
    """

    def __init__(self, wishes: Sequence[Wish], start: Sequence[int]) -> None:
        self.start, self.n = start, len(start)
        leeways = [_leeway(w, start) for w in wishes]
        least = leeways.index(min(leeways))
        slopes = [[-2 * s * x for s, x in zip(w.swings, start, strict=True)] for w in wishes]
        self.rows = [[leeways[least], *slopes[least], -1]]
        self.columns = [*range(self.n), self.n + least]
        self.basic = [-1]
        for k, slope in enumerate(slopes):
            if k != least:
                rest = [a - b for a, b in zip(slope, slopes[least], strict=True)]
                self.rows.append([leeways[k] - leeways[least], *rest, 1])
                self.basic.append(self.n + k)
        self.divisor = 1
        self.turned: set[int] = set()

    def solved(self, *, strict: bool) -> Margin:
        """Pivot until the smallest leeway is large enough or cannot grow."""
        while self.rows[0][0] < strict:
            growing = [(v, c) for c, v in enumerate(self.columns, start=1) if self.rows[0][c] > 0]
            if not growing:
                held = (v - self.n for c, v in enumerate(self.columns, start=1) if v >= self.n and self.rows[0][c])
                return Margin(None, frozenset(held))
            self._enter(min(growing)[1])
        return Margin(self._point(), frozenset())

    def _enter(self, column: int) -> None:
        """Let a variable grow until it, or a basic one, comes to its end."""
        variable = self.columns[column - 1]
        ends = [(Fraction(1), variable, 0)] if variable < self.n else []
        for r, (row, v) in enumerate(zip(self.rows, self.basic, strict=True)):
            if r and row[column] < 0:
                ends.append((Fraction(row[0], -row[column]), v, r))
            elif r and row[column] > 0 and v < self.n:
                ends.append((Fraction(self.divisor - row[0], row[column]), v, r))
        _, _, r = min(ends)
        if not r:
            self._turn_column(column)
            return
        if self.rows[r][column] > 0:
            self._turn_row(r)
        self._pivot(r, column)

    def _turn_column(self, column: int) -> None:
        for row in self.rows:
            row[0] += row[column]
            row[column] = -row[column]
        self.turned ^= {self.columns[column - 1]}

    def _turn_row(self, r: int) -> None:
        row = self.rows[r]
        self.rows[r] = [self.divisor - row[0], *(-a for a in row[1:])]
        self.turned ^= {self.basic[r]}

    def _pivot(self, r: int, column: int) -> None:
        """Exchange the basic variable of a row with the nonbasic one of a column; no division leaves a remainder."""
        pivot, old = self.rows[r], self.divisor
        new = -pivot[column]
        for i, row in enumerate(self.rows):
            if i != r:
                factor = row[column]
                self.rows[i] = [(a * new + factor * b) // old for a, b in zip(row, pivot, strict=True)]
                self.rows[i][column] = -factor
        pivot[column] = -old
        self.divisor = new
        self.basic[r], self.columns[column - 1] = self.columns[column - 1], self.basic[r]

    def _point(self) -> tuple[Fraction, ...]:
        away = [Fraction(v in self.turned) for v in range(self.n)]
        for row, v in zip(self.rows, self.basic, strict=True):
            if 0 <= v < self.n:
                value = Fraction(row[0], self.divisor)
                away[v] = 1 - value if v in self.turned else value
        return tuple(x * (1 - 2 * a) for x, a in zip(self.start, away, strict=True))
