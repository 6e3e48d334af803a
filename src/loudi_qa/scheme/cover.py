"""What covers a clause of the document: the one way of counting, by the rules alone and against the document's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loudi_qa.scheme.mandate import Mandate
    from loudi_qa.scheme.models import Scheme

Cover = Literal["covered", "duty", "related", "reason", "nothing"]
"""``covered``: something of its own is scored; ``duty``: its duty answers for indicators of other clauses; ``related``: it merely
bears on some; ``reason``: the rules say why nothing covers it, or it tells what follows from a result; ``nothing``: nothing."""

MEASURED: frozenset[Cover] = frozenset({"covered", "duty", "related"})
"""What counts as having indicators."""


class Named(NamedTuple):
    """The clauses that rules name, by what they name them for."""

    own: frozenset[str]
    """Of indicators, extras and vetoes."""
    leads: frozenset[str]
    """Of duties that answer for indicators."""
    bears: frozenset[str]
    """Of duties that bear on indicators."""
    explained: frozenset[str]
    """Of which the rules say why nothing covers them as a whole."""
    follows: frozenset[str]
    """From which consequences come."""

    def cover(self, clause: str, within: Callable[[str, str], bool] = str.__eq__) -> Cover:
        """What covers a clause; ``within`` tells whether it is, or lies under, one that was explained."""
        if clause in self.own:
            return "covered"
        if clause in self.leads:
            return "duty"
        if clause in self.bears:
            return "related"
        if clause in self.follows or any(within(clause, name) for name in self.explained):
            return "reason"
        return "nothing"


def named(scheme: Scheme, mandate: Mandate, spelt: Callable[[str], str] = str) -> Named:
    """The clauses named by a scheme, of a year or of all; ``spelt`` is how clauses are written where they are looked for."""
    ids = {i.id for i in scheme.indicators}

    def of(clauses: Iterable[str | None]) -> frozenset[str]:
        return frozenset(spelt(clause) for clause in clauses if clause)

    return Named(
        of([*(i.clause for i in scheme.indicators), *(e.clause for e in scheme.extras), *(v.clause for v in scheme.vetoes)]),
        of(d.clause for d in mandate.duties if ids & set(d.indicators)),
        of(d.clause for d in mandate.duties if ids & set(d.supports)),
        of(u.clause for u in scheme.uncovered if u.anchor is None),
        of(c.source.zh for c in mandate.consequences),
    )
