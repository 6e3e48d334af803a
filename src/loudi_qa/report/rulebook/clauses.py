"""What covers each clause of the document: indicators, extras, vetoes, consequences, duties; or why nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.clause_order import in_order
from loudi_qa.scheme.cover import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.report.rulebook.book import Item, Rulebook
    from loudi_qa.scheme.cover import Cover, Named
    from loudi_qa.scheme.mandate import Consequence, Duty
    from loudi_qa.scheme.models import Extra, Uncovered, Veto


class Led(NamedTuple):
    """Indicators, and the duty of another clause that answers for them."""

    duty: Duty
    items: tuple[Item, ...]


class Clause(NamedTuple):
    """One clause of the document, or what comes from none of them (an empty name)."""

    clause: str
    items: tuple[Item, ...]
    idle: tuple[str, ...]
    """Its indicators that have no points in the year."""
    extras: tuple[Extra, ...]
    vetoes: tuple[Veto, ...]
    consequences: tuple[Consequence, ...]
    duty: Duty | None
    led: tuple[Led, ...]
    """Who answers for its indicators, where it has no duty itself."""
    answers: tuple[Item, ...]
    """Indicators of other clauses that its duty answers for."""
    related: tuple[Item, ...]
    """Indicators that its duty bears on besides."""
    reasons: tuple[Uncovered, ...]
    cover: Cover
    """What covers it."""


def clauses(book: Rulebook) -> tuple[Clause, ...]:
    """Every clause that the rules name, in the order of the document; last what comes from no clause."""
    scheme, duties = book.scheme, {d.clause: d for d in book.mandate.duties}
    indicators = book.declared.indicators
    stated = [*(i.clause for i in indicators), *(e.clause for e in scheme.extras), *(v.clause for v in scheme.vetoes)]
    order = in_order([*(c for c in stated if c), *duties, *(u.clause for u in scheme.uncovered)])
    names = named(book.declared, book.mandate)
    found = [_clause(book, clause, duties.get(clause), names) for clause in order]
    rest = _clause(book, None, None, names)
    return (*found, rest) if rest.items or rest.extras or rest.vetoes else tuple(found)


def _clause(book: Rulebook, clause: str | None, duty: Duty | None, names: Named) -> Clause:
    scheme = book.scheme
    items = tuple(i for i in book.items.values() if i.indicator.clause == clause)
    own = {i.indicator.id for i in items}
    answers = book.of(set(duty.indicators) - own) if duty else ()
    told = own | {i.indicator.id for i in answers}
    return Clause(
        clause or "",
        items,
        tuple(i.id for i in book.idle if i.clause == clause),
        tuple(e for e in scheme.extras if e.clause == clause),
        tuple(v for v in scheme.vetoes if v.clause == clause),
        tuple(c for c in book.mandate.consequences if c.source.zh == clause),
        duty,
        tuple(_led(book, items)) if duty is None else (),
        answers,
        book.of(set(duty.supports) - told) if duty else (),
        tuple(u for u in scheme.uncovered if u.clause == clause),
        names.cover(clause) if clause else "covered",
    )


def _led(book: Rulebook, items: tuple[Item, ...]) -> Iterator[Led]:
    """By the duty that answers for them, the indicators of a clause that has no duty of its own."""
    answers_for = book.mandate.answers_for
    ids = [i.indicator.id for i in items]
    for duty in dict.fromkeys(answers_for[id_] for id_ in ids):
        yield Led(duty, tuple(i for i in items if answers_for[i.indicator.id] is duty))
