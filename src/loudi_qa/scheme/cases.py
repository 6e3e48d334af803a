"""What ``cases.yaml`` may say: what goes in, what must come out, and why, one case a line.

A case tries one line of a result (an indicator, a bonus, a deduction) or the whole year of some units. Its figures are those
of a desk calculator: the program computes nothing here, it is held to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Discriminator, Field, StrictInt, Tag, ValidationError

from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.fault import Fault, RulesError
from loudi_qa.scheme.rules import Model, Number
from loudi_qa.scheme.terms import Id, Named, Word
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Scheme

CASES = "cases.yaml"
"""The name under which cases lie beside the rules they try."""

State = Literal["missing", "not_applicable", "not_due", "open"]


def _form(value: object) -> str:
    return "text" if isinstance(value, str) else "reason" if isinstance(value, dict | Model) else "number"


def _is_whole(value: object) -> str:
    return "whole" if isinstance(value, WholeCase) or (isinstance(value, dict) and "units" in value) else "case"


Typed = Annotated[Annotated[Number, Tag("number")] | Annotated[Word, Tag("text")], Discriminator(_form)]
"""What is typed into a cell: a number, or an answer."""
Points = Annotated[Annotated[Number, Tag("number")] | Annotated[State, Tag("text")], Discriminator(_form)]
"""Published points, or the state of a line that is not scored."""
Total = Annotated[Annotated[Number, Tag("number")] | Annotated[Literal["open"], Tag("text")], Discriminator(_form)]


class Inputs(Model):
    """What one line rests on: the value, or why there is none, and what it is held against; nothing at all is not filled in."""

    value: Typed | None = None
    na: Word | None = None
    province: Number | None = None
    quota: Number | None = None
    previous: Number | None = None
    others: tuple[Number, ...] = ()
    """The values of the other units, for points by place."""


class LineCase(Model):
    """One line: an indicator, a bonus or a deduction."""

    name: Named
    why: Named | None = None
    indicator: Id
    year: StrictInt | None = None
    group: Id | None = None
    given: Inputs
    expect: Points


class Unfilled(Model):
    """A measure without a value: for a reason, or (nothing written) left empty."""

    na: Word | None = None


Cell = Annotated[
    Annotated[Number, Tag("number")] | Annotated[Word, Tag("text")] | Annotated[Unfilled, Tag("reason")], Discriminator(_form)
]


class UnitInputs(Model):
    """The year of one unit, by measure; whatever it does not say comes from its ``base``."""

    base: Word | None = None
    values: dict[str, Cell] = Field(default_factory=dict)
    quotas: dict[str, Number] = Field(default_factory=dict)
    averages: dict[str, Number] = Field(default_factory=dict)
    previous: dict[str, Number] = Field(default_factory=dict)
    extras: dict[str, Number] = Field(default_factory=dict)
    incidents: tuple[str, ...] = ()


_BY_CODE = ("values", "quotas", "averages", "previous", "extras")


class UnitExpected(Model):
    """What must come out for one unit: any of these."""

    total: Total | None = None
    grade: str | None = None
    rank: StrictInt | None = None
    points: dict[str, Points] = Field(default_factory=dict)
    """By indicator, bonus or deduction, and ``<group>-na`` for the points that moved."""


class WholeCase(Model):
    """The whole year of some units; places are among them."""

    name: Named
    why: Named | None = None
    year: StrictInt | None = None
    units: dict[str, UnitInputs] = Field(min_length=1)
    expect: dict[str, UnitExpected] = Field(min_length=1)


Case = LineCase | WholeCase


class CaseFile(Model):
    """The cases of one scheme."""

    scheme: Id
    year: StrictInt
    bases: dict[str, UnitInputs] = Field(default_factory=dict)
    """Years of a unit that whole cases start from, by a name of their own."""
    cases: tuple[
        Annotated[Annotated[LineCase, Tag("case")] | Annotated[WholeCase, Tag("whole")], Discriminator(_is_whole)], ...
    ] = Field(min_length=1)

    def complete(self, unit: UnitInputs) -> UnitInputs:
        """What a unit gives, with everything that its base and the base of that say."""
        if unit.base is None:
            return unit
        base = self.complete(self.bases[unit.base])
        both = {key: {**getattr(base, key), **getattr(unit, key)} for key in _BY_CODE}
        return UnitInputs(**both, incidents=(*base.incidents, *unit.incidents))


class Cases(NamedTuple):
    """A file of cases, read and held against the rules it tries."""

    file: CaseFile
    document: yamlfile.Document
    places: tuple[int, ...]
    """Where each case stands in the file, from 0: those with a fault are not among them."""

    @property
    def path(self) -> Path:
        """The file."""
        return self.document.path

    def line(self, place: int, *path: yamlfile.Key) -> int:
        """The line of the case at ``place``, or of something in it."""
        return self.document.line(("cases", place, *path))


def read_cases(path: Path, rules: Rules) -> Cases:
    """Read a file of cases for these rules; raises :class:`RulesError` with every fault it finds.

    The values themselves are looked at when the cases are made ready, by the checks that a cell goes through.
    """
    cases, faults = sound_cases(path, rules)
    if cases is None or faults:
        raise RulesError(faults)
    return cases


def sound_cases(path: Path, rules: Rules) -> tuple[Cases | None, list[Fault]]:
    """The cases of a file that are without fault, and the faults of the others; None where the file as a whole has some.

    One case that is written wrong keeps no other from being looked at. Raises :class:`RulesError` for what is no YAML.
    """
    from loudi_qa.scheme.check_cases import complaints
    from loudi_qa.scheme.complain import located

    document = yamlfile.read(path)
    if not isinstance(document.value, dict):
        return None, [Fault(path, 1, Words("最外层应当是“键: 值”", "the outermost level must be key: value"))]
    cases, faults = _shaped(document)
    if cases is None:
        return None, faults
    found = complaints(cases, rules)
    faults += located(document, found)
    if any(at[:1] != ("cases",) for at, _, _ in found):
        return None, faults
    return _without(cases, {at[1] for at, _, _ in found}), faults


def _shaped(document: yamlfile.Document) -> tuple[Cases | None, list[Fault]]:
    """The cases of the right shape, and the faults of the others."""
    value, faults, wrong = document.value, list[Fault](), set[object]()
    try:
        file = CaseFile.model_validate(value)
    except ValidationError as error:
        from loudi_qa.scheme.shape import shape_faults

        faults = shape_faults(document, error)
        places = [detail["loc"][:2] for detail in error.errors(include_url=False)]
        wrong = {at[1] for at in places if len(at) == 2 and at[0] == "cases"}
        right = [case for place, case in enumerate(value.get("cases") or ()) if place not in wrong]
        if not right or any(at[:1] != ("cases",) for at in places):
            return None, faults
        file = CaseFile.model_validate({**value, "cases": right})
    count = len(file.cases) + len(wrong)
    return Cases(file, document, tuple(place for place in range(count) if place not in wrong)), faults


def _without(cases: Cases, wrong: Collection[object]) -> Cases | None:
    """The cases but those at the given places; None where none is left."""
    if not wrong:
        return cases
    left = [(place, case) for place, case in zip(cases.places, cases.file.cases, strict=True) if place not in wrong]
    file = cases.file.model_copy(update={"cases": tuple(case for _, case in left)})
    return cases._replace(file=file, places=tuple(place for place, _ in left)) if left else None


def tried(file: CaseFile, scheme: Scheme) -> frozenset[str]:
    """The ids of indicators, bonuses, deductions and vetoes that some case holds the rules to."""
    found: set[str] = set()
    for case in file.cases:
        if isinstance(case, LineCase):
            found.add(case.indicator)
            continue
        for name, expected in case.expect.items():
            found |= expected.points.keys()
            if name not in case.units:  # there by another of its names
                continue
            unit = file.complete(case.units[name])
            if expected.total is not None:
                found |= {i.id for i in scheme.indicators if i.measure in unit.values} | unit.extras.keys()
            if expected.grade is not None:
                found |= {*unit.incidents}
    return frozenset(found)
