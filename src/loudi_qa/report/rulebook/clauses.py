"""What covers each clause of the document: indicators, extras, vetoes, consequences, duties; or why nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.scheme.clause_order import in_order

if TYPE_CHECKING:
    from loudi_qa.report.rulebook.book import Item, Rulebook
    from loudi_qa.scheme.mandate import Consequence, Duty
    from loudi_qa.scheme.models import Extra, Uncovered, Veto

Cover = Literal["covered", "duty", "related", "reason", "nothing"]
"""``covered``: something of its own; ``duty``: its duty answers for indicators of other clauses; ``related``: it merely bears on
some; ``reason``: the rules say why nothing covers it; ``nothing``: neither one nor the other."""


class Clause(NamedTuple):
    """One clause of the document, or what comes from none of them (an empty name)."""

    clause: str
    items: tuple[Item, ...]
    extras: tuple[Extra, ...]
    vetoes: tuple[Veto, ...]
    consequences: tuple[Consequence, ...]
    duty: Duty | None
    answers: tuple[Item, ...]
    """Indicators of other clauses that its duty answers for."""
    related: tuple[Item, ...]
    """Indicators that its duty bears on besides."""
    reasons: tuple[Uncovered, ...]

    @property
    def cover(self) -> Cover:
        """What covers it."""
        if self.items or self.extras or self.vetoes or self.consequences:
            return "covered"
        if self.answers:
            return "duty"
        if self.reasons:
            return "reason"
        return "related" if self.related else "nothing"


def clauses(book: Rulebook) -> tuple[Clause, ...]:
    """Every clause that the rules name, in the order of the document; last what comes from no clause."""
    scheme, duties = book.scheme, {d.clause: d for d in book.mandate.duties}
    named = [
        *(i.clause for i in book.declared.indicators),
        *(x.clause for x in (*scheme.extras,)),
        *(v.clause for v in scheme.vetoes),
    ]
    order = in_order([*(c for c in named if c), *duties, *(u.clause for u in scheme.uncovered)])
    found = [_clause(book, clause, duties.get(clause)) for clause in order]
    rest = _clause(book, None, None)
    return (*found, rest) if rest.cover == "covered" else tuple(found)


def _clause(book: Rulebook, clause: str | None, duty: Duty | None) -> Clause:
    scheme = book.scheme
    items = tuple(i for i in book.items.values() if i.indicator.clause == clause)
    own = {i.indicator.id for i in items}
    answers = book.of(set(duty.indicators) - own) if duty else ()
    told = own | {i.indicator.id for i in answers}
    return Clause(
        clause or "",
        items,
        tuple(e for e in scheme.extras if e.clause == clause),
        tuple(v for v in scheme.vetoes if v.clause == clause),
        tuple(c for c in book.mandate.consequences if c.source.zh == clause),
        duty,
        answers,
        book.of(set(duty.supports) - told) if duty else (),
        tuple(u for u in scheme.uncovered if u.clause == clause),
    )
