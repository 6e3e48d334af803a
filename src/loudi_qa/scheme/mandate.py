"""What ``responsibilities.yaml`` may say: who is assessed, who answers, who verifies, and what follows."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

from loudi_qa.scheme.rules import Model
from loudi_qa.scheme.terms import Basis, Id, Named, Text


def _day(text: str) -> str:
    try:
        known = date.fromisoformat(text).isoformat() == text
    except ValueError:
        known = False
    if not known:
        raise PydanticCustomError("not_a_date", "a date as 2019-03-01 is needed")
    return text


Date = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]


def _only_true(value: bool) -> bool:
    if not value:
        raise PydanticCustomError("only_true", "only true")
    return value


Yes = Annotated[StrictBool, AfterValidator(_only_true), Field(json_schema_extra={"const": True})]
Count = Annotated[StrictInt, Field(ge=1)]


class BenchmarkGroup(Model):
    """Units whose provincial average is the same one: cities go with cities, county towns with county towns."""

    id: Id
    name: Named
    basis: Basis


class Unit(Model):
    """A government that is assessed."""

    name: Named
    aliases: tuple[str, ...] = ()
    group: Id
    leaders: Named
    addressee: Named | None = None
    """To whom its letter is addressed; without one, the unit's name."""


class Successor(Model):
    """The department that took over on a day; ``takes`` names the part, where it was only a part."""

    name: str
    since: Date = Field(alias="from")
    evidence: Literal["confirmed", "pattern", "general"]
    takes: Named | None = None


class Department(Model):
    """A department by its name in the document of 2017, or one that came with a later reform (``since``)."""

    name: Named
    aliases: tuple[str, ...] = ()
    kind: Literal["office", "collective"] = "office"
    since: Date | None = None
    successors: tuple[Successor, ...] = ()


class Duty(Model):
    """One clause with its responsible units in the order of the text; the first is the lead."""

    clause: str
    title: Named
    units: tuple[str, ...] = Field(min_length=1)
    indicators: tuple[Id, ...] = ()
    """The indicators this duty answers for; over all duties each indicator stands once."""
    supports: tuple[Id, ...] = ()


class Owner(Model):
    """The department that verifies measures."""

    department: str
    measures: tuple[Id, ...] = Field(min_length=1)


class Shared(Model):
    """One figure that several units have in common: told differently, one of them is wrong."""

    measure: Id
    units: tuple[str, ...] = Field(min_length=2)
    why: Named
    basis: Basis


class When(Model):
    """When a consequence follows; exactly one of these."""

    grade: tuple[str, ...] | None = Field(default=None, min_length=1)
    veto: Yes | None = None
    last: Count | None = None
    repeat: tuple[str, ...] | None = Field(default=None, min_length=1)
    any: Yes | None = None


class Within(Model):
    """The time allowed, counted from the notice: in months or in working days."""

    months: Count | None = None
    working_days: Count | None = None


class Consequence(Model):
    """What follows from a result: what is to be done, by when, by whom, on what basis."""

    id: Id
    when: When
    do: Named
    within: Within | None = None
    to: Named
    basis: Basis
    source: Named
    public: StrictBool = True
    """Whether the public notice tells it; if not, only the unit's letter does."""


class Objections(Model):
    """How a unit objects to its result before it stands."""

    within: Within
    to: Named
    how: Named


class Papers(Model):
    """What stands on the papers that go out; the options of ``report`` go before it. Left out, its place stays blank."""

    basis: Basis = "assumed"
    issuer: Named = Text(zh="（发文机关）", en="(issuer)")
    number: str = ""
    date: Date | None = None
    """The day of the notice, from which deadlines run."""
    addressees: Named = Text(zh="（主送机关）", en="(addressees)")
    copies: Named | None = None
    approved_by: Named | None = None
    procedure: Named | None = None
    """How the result came about, as the object of 通过."""
    rectify: Within = Within(months=3)
    """The time for mending what a ledger lists, counted from the notice."""
    contact: Named | None = None
    """Whom to ask about a letter: name and telephone."""
    objections: Objections | None = None


class Mandate(Model):
    """The responsibilities of one edition, as ``responsibilities.yaml`` declares them."""

    scheme: Id
    benchmark_groups: tuple[BenchmarkGroup, ...] = Field(min_length=1)
    units: tuple[Unit, ...] = Field(min_length=1)
    departments: tuple[Department, ...]
    duties: tuple[Duty, ...]
    owners: tuple[Owner, ...]
    shared: tuple[Shared, ...] = ()
    consequences: tuple[Consequence, ...]
    papers: Papers = Field(default_factory=Papers)

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """Units by every name they go by."""
        return {name: u for u in self.units for name in (u.name.zh, *u.aliases)}

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """The units' own names, in their order."""
        return tuple(u.name.zh for u in self.units)

    @cached_property
    def department(self) -> dict[str, Department]:
        """Departments by every name they go by."""
        return {name: d for d in self.departments for name in (d.name.zh, *d.aliases)}

    @cached_property
    def answers_for(self) -> dict[str, Duty]:
        """By indicator, the duty that answers for it."""
        return {indicator: duty for duty in self.duties for indicator in duty.indicators}

    @cached_property
    def verifier(self) -> dict[str, str]:
        """By measure, the department that verifies it."""
        return {measure: owner.department for owner in self.owners for measure in owner.measures}

    def as_of(self, name: str, year: int) -> Department:
        """The department that carries on ``name`` at the end of ``year``: itself, or its main successor, in turn."""
        department = self.department[name]
        day = f"{year}-12-31"
        seen = {department.name.zh}
        while True:
            due = [s for s in department.successors if s.since <= day and s.takes is None]
            following = self.department[max(due, key=lambda s: s.since).name] if due else None
            if following is None or following.name.zh in seen:
                return department
            department = following
            seen.add(department.name.zh)
