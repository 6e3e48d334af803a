"""The places a unit can take with every weight free within a share of itself.

Rivals that no weighting within that share lifts above the unit, or brings below it, are settled by their gap and swing alone.
For the others it must be known how many of them one and the same weighting can satisfy: the bounds of single pairs
need not be attained together. The largest such set is found by leaving out as few as possible, and only ever one of a
core of rivals that are known to exclude each other.
"""

from __future__ import annotations

from fractions import Fraction
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.robust.margin import Wish, corner, granted_at, margin
from loudi_qa.assess.robust.scale import scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.weights import Holding

SHARES = (Fraction(1, 10), Fraction(1, 4))
"""By how much weights may vary: a tenth, and a quarter, of themselves."""

MOST_RIVALS = 24
"""Beyond so many undecided rivals only one weighting is tried, and the bound of the pairs is given where it fails."""

MOST_PROGRAMMES = 40
"""The most sets of rivals that are tried for one bound."""


class Extreme(NamedTuple):
    """The best or worst place; where not ``exact``, a place that is not passed and may not be reached."""

    place: int
    exact: bool
    changes: tuple[Fraction, ...] | None
    """A weighting that gives this place: by what share of itself each weight changes, in the order of the unit's lines."""


class Places(NamedTuple):
    """The places a unit can take with every weight within ``share`` of itself."""

    unit: UnitResult
    share: Fraction
    best: Extreme
    worst: Extreme


class _Scaled(NamedTuple):
    """The holdings of one unit in whole numbers, on the scale that all units share."""

    total: int
    parts: tuple[int, ...]


class _Rival(NamedTuple):
    """Another unit, as it is seen from one: the points between them, and what they differ by on each indicator and in sum."""

    gap: int
    swings: list[int]
    swing: int


def places(
    holdings: Sequence[Holding], shares: Sequence[Fraction] = SHARES, only: UnitResult | None = None
) -> tuple[Places, ...]:
    """Best and worst place of each unit, or of one, by unit and share."""
    scaled = _scaled(holdings)
    asked = [(i, h.unit) for i, h in enumerate(holdings) if only is None or h.unit is only]
    return tuple(found for i, unit in asked for found in _places(unit, scaled[i], [*scaled[:i], *scaled[i + 1 :]], shares))


def _scaled(holdings: Sequence[Holding]) -> list[_Scaled]:
    numbers = [Fraction(h.unit.total) for h in holdings] + [p for h in holdings for p in h.parts]
    scale = scale_of(numbers)
    found = []
    for h in holdings:
        parts = tuple(p.numerator * (scale // p.denominator) for p in h.parts)
        found.append(_Scaled(int(Fraction(h.unit.total) * scale), parts))
    return found


def _places(unit: UnitResult, own: _Scaled, others: Sequence[_Scaled], shares: Sequence[Fraction]) -> Iterator[Places]:
    rivals = [_against(own, rival) for rival in others]
    for share in shares:
        above, undecided = 0, []
        for rival in rivals:
            gap, swing = rival.gap * share.denominator, rival.swing * share.numerator
            if gap + swing < 0:
                above += 1
            elif gap - swing < 0:
                undecided.append(Wish(gap, tuple([s * share.numerator for s in rival.swings])))
        yield _among(unit, share, above, undecided, len(own.parts))


def _against(own: _Scaled, rival: _Scaled) -> _Rival:
    swings = [*map(sub, own.parts, rival.parts)]
    return _Rival(own.total - rival.total, swings, sum(map(abs, swings)))


def _among(unit: UnitResult, share: Fraction, above: int, undecided: Sequence[Wish], n: int) -> Places:
    """Best and worst place behind the units ``above``, and among those that some weighting could turn."""
    dropped, exact, weighting = _fewest_dropped(undecided, n, strict=False)
    best = Extreme(1 + above + dropped, exact, _changes(weighting, share))
    rivals = [Wish(-w.gap, tuple(-s for s in w.swings)) for w in undecided]
    dropped, exact, weighting = _fewest_dropped(rivals, n, strict=True)
    worst = Extreme(1 + above + len(rivals) - dropped, exact, _changes(weighting, share))
    return Places(unit, share, best, worst)


def _changes(weighting: tuple[Fraction, ...] | None, share: Fraction) -> tuple[Fraction, ...] | None:
    return None if weighting is None else tuple(share * x for x in weighting)


def _fewest_dropped(wishes: Sequence[Wish], n: int, *, strict: bool) -> tuple[int, bool, tuple[Fraction, ...] | None]:
    """How many wishes must at least go ungranted, whether so few suffice, and a weighting that grants the others."""
    if len(wishes) > MOST_RIVALS:
        at = granted_at(corner(wishes), wishes, strict=strict)
        return 0, at is not None, at
    search = _Search(wishes, n, strict=strict)
    for drops in range(len(wishes) + 1):
        found = search.granting(frozenset(range(len(wishes))), drops)
        if search.stopped:
            return drops, False, None
        if found is not None:
            return drops, True, found
    raise AssertionError  # with every wish dropped there is nothing to grant


class _Search:
    """Looks for a weighting that grants all but so many wishes, and keeps every core it has met."""

    def __init__(self, wishes: Sequence[Wish], n: int, *, strict: bool) -> None:
        self.wishes, self.nothing, self.strict = wishes, (Fraction(0),) * n, strict
        self.cores: list[frozenset[int]] = []
        self.left = MOST_PROGRAMMES
        self.stopped = False

    def granting(self, kept: frozenset[int], drops: int) -> tuple[Fraction, ...] | None:
        """A weighting that grants ``kept`` but for at most ``drops`` of them."""
        if not kept:
            return self.nothing
        core = next((c for c in self.cores if c <= kept), None)
        if core is None:
            order = sorted(kept)
            if not self.left:
                self.stopped = True
                return None
            self.left -= 1
            outcome = margin([self.wishes[i] for i in order], strict=self.strict)
            if outcome.at is not None:
                return outcome.at
            core = frozenset(order[i] for i in outcome.core)
            self.cores.append(core)
        for one in sorted(core) if drops else ():
            found = self.granting(kept - {one}, drops - 1)
            if found is not None or self.stopped:
                return found
        return None
