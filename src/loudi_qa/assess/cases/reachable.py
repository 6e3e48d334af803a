"""Totals that no year can bring.

Where totals are a short list, a bound may stand anywhere between two of them: no case can lie on it, and none could tell it
from the next number.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.scheme.totals import amounts, possible_totals, published
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.assess.cases.mutants import Mutant
    from loudi_qa.scheme.models import Scheme

NO_TOTAL_BETWEEN = Words("没有总分落在改动前后的界限之间", "no total lies between the one bound and the other")
NOTHING_TO_ROUND = Words(
    "每项得分都没有要取舍的小数，取舍办法不起作用", "no points have digits to be rounded, whichever way they would be"
)


def never(scheme: Scheme, low: Decimal, high: Decimal) -> bool:
    """Whether no year can bring a total from ``low`` up to and without ``high``, as far as the rules alone tell."""
    totals = possible_totals(scheme)
    return totals is not None and not totals.any_from(low, high)


def never_differs(mutant: Mutant, scheme: Scheme) -> Words | None:
    """Why a changed bound, or another rounding, decides nothing in a scheme with a short list of totals."""
    match mutant.path, mutant.change:
        case ("grades", int(place), "at_least"), Decimal() as changed:
            bounds = scheme.grades[place].at_least, changed
            return NO_TOTAL_BETWEEN if never(scheme, min(bounds), max(bounds)) else None
        case ("points", "places" | "rounding"), _:
            return NOTHING_TO_ROUND if _rounds_nothing(scheme, mutant.of(scheme)) else None
    return None


def _rounds_nothing(scheme: Scheme, other: Scheme) -> bool:
    """Whether all the points that can be earned come out the same under both policies."""
    found = amounts(scheme)
    return found is not None and all(
        published(award, scheme.points) == published(award, other.points) for awards in found for award in awards
    )
