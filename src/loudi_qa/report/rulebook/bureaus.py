"""What one department answers for and verifies, by its name at the end of the year, and whose work it carries on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.report.rulebook.book import Item, Points, Rulebook
    from loudi_qa.scheme.mandate import Department, Duty, Successor
    from loudi_qa.scheme.models import Measure


class Carried(NamedTuple):
    """A department whose work, or a part of it, came to this one."""

    name: Department
    since: Successor


class Part(NamedTuple):
    """A duty that a department has a part in, and the names of it that stand in the document."""

    duty: Duty
    named: tuple[str, ...]


class Bureau(NamedTuple):
    """Everything of one department."""

    department: Department
    carried: tuple[Carried, ...]
    leads: tuple[Part, ...]
    joins: tuple[Part, ...]
    items: tuple[Item, ...]
    """The indicators it leads."""
    verifies: tuple[Measure, ...]
    points: Points
    """Of the indicators it leads."""

    @property
    def is_idle(self) -> bool:
        """Whether it neither answers for anything nor verifies anything."""
        return not (self.leads or self.joins or self.items or self.verifies)


def bureaus(book: Rulebook) -> tuple[Bureau, ...]:
    """Every department that there is at the end of the year; those that lead the most points come first."""
    found = [_bureau(book, d) for d in book.mandate.departments if _is_there(book, d)]
    return tuple(sorted(found, key=lambda b: (-max(b.points), -len(b.leads), -len(b.joins), -len(b.verifies))))


def _is_there(book: Rulebook, department: Department) -> bool:
    begun = department.since is None or department.since <= f"{book.year}-12-31"
    return begun and book.mandate.as_of(department.name.zh, book.year) is department


def _bureau(book: Rulebook, department: Department) -> Bureau:
    leads: list[Part] = []
    joins: list[Part] = []
    for duty in book.mandate.duties:
        named = tuple(name for name in duty.units if book.mandate.as_of(name, book.year) is department)
        if named:
            (leads if duty.units[0] in named else joins).append(Part(duty, named))
    items = tuple(i for i in book.items.values() if i.lead is department)
    used = {i.measure.id: i.measure for i in book.items.values() if i.verifier is department}
    return Bureau(
        department, tuple(_carried(book, department)), tuple(leads), tuple(joins), items, tuple(used.values()), book.sum(items)
    )


def _carried(book: Rulebook, department: Department) -> Iterator[Carried]:
    """Who was taken over, wholly or in part, by the end of the year."""
    day = f"{book.year}-12-31"
    for before in book.mandate.departments:
        due = [s for s in before.successors if s.since <= day]
        main = max((s for s in due if s.takes is None), key=lambda s: s.since, default=None)
        for successor in due:
            if successor is main or successor.takes is not None:
                now = book.mandate.as_of(successor.name, book.year)
                if now is department and before is not department:
                    yield Carried(before, successor)
