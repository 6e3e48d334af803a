"""Cases made ready: each with the year that it stands for, the units in it, and what must come out.

The case of one line is the year of one unit that says nothing else, so that both kinds go the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.cases.anew import anew
from loudi_qa.assess.cases.cells import Reader, benchmark, count
from loudi_qa.scheme.cases import LineCase, Unfilled, UnitInputs, WholeCase, sound_cases
from loudi_qa.scheme.fault import Fault, RulesError
from loudi_qa.scheme.mandate import Unit
from loudi_qa.scheme.terms import Text
from loudi_qa.submission.year import Average, Cell, Entry, Figure, Incident, Missing, Year
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from loudi_qa.assess.cases.cells import Complain
    from loudi_qa.scheme.cases import Case, CaseFile, Cases
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Mandate
    from loudi_qa.scheme.yamlfile import Key, PathTo

CASE = Text(zh="案例", en="the case")
"""The unit that the case of one line is about."""

_TWO_AVERAGES = Words(
    "averages：同组单位只有一个全省平均，{code} 写了 {first} 和 {second}",
    "averages: units of one group share one provincial average; {code} is {first} and {second}",
)
_KEYS = {"values": "value", "averages": "province", "quotas": "quota", "extras": "value"}
"""What is written by measure in a whole case is written under these keys in the case of one line."""
_SHEETS = {"quotas": layout.QUOTAS.name, "previous": layout.PREVIOUS.name, "extras": layout.EXTRAS.name}


class Expected(NamedTuple):
    """One thing that must come out."""

    unit: str
    what: str
    """``total``, ``grade``, ``rank``, or the id of a line."""
    wanted: Decimal | int | str


class Ready(NamedTuple):
    """A case with everything it takes to run it."""

    case: Case
    path: Path
    line: int
    mandate: Mandate
    """The mandate of the rules with just the units of the case: places are among them."""
    year: Year
    expected: tuple[Expected, ...]

    @property
    def about(self) -> str | None:
        """The one line that it is about; None for a whole year."""
        return self.case.indicator if isinstance(self.case, LineCase) else None


def ready_file(path: Path, rules: Rules) -> tuple[Ready, ...]:
    """Every case of the file at ``path``; raises :class:`RulesError` with all that is wrong in it, of whatever kind."""
    cases, faults = sound_cases(path, rules)
    made: tuple[Ready, ...] = ()
    try:
        made = ready(cases, rules) if cases else ()
    except RulesError as error:
        faults += error.faults
    if faults:
        raise RulesError(faults)
    return made


def ready(cases: Cases, rules: Rules) -> tuple[Ready, ...]:
    """Every case of a file; raises :class:`RulesError` with every value that a cell would not take."""
    reader, faults = Reader(rules), list[Fault]()
    made = []
    for place, case in zip(cases.places, cases.file.cases, strict=True):
        making = _Making(cases, rules, reader, place, case, faults)
        made.append(making.line(case) if isinstance(case, LineCase) else making.whole(case))
    if faults:
        raise RulesError(faults)
    return tuple(made)


class _Making:
    """Makes one case ready."""

    def __init__(self, cases: Cases, rules: Rules, reader: Reader, place: int, case: Case, faults: list[Fault]) -> None:
        self.cases, self.rules, self.reader, self.place, self.faults = cases, rules, reader, place, faults
        self.case = case
        self.entries: dict[str, dict[str, Entry]] = {}
        self.averages: dict[tuple[str, str], Average] = {}
        self.figures: dict[str, dict[tuple[str, str], Figure]] = {key: {} for key in _SHEETS}
        self.incidents: list[Incident] = []

    def line(self, case: LineCase) -> Ready:
        """The case of one line."""
        group = case.group or self.rules.mandate.benchmark_groups[0].id
        unit = Unit(name=CASE, group=group, leaders=CASE)
        measures = {i.id: i.measure for i in self.rules.scheme.indicators}
        units = [unit]
        if case.indicator not in measures:
            self._unit(unit, UnitInputs(extras={case.indicator: case.given.value}), ("given",))
        else:
            code, given = measures[case.indicator], case.given
            self._unit(unit, _inputs(code, case), ("given",))
            for n, other in enumerate(given.others, start=1):
                units.append(unit.model_copy(update={"name": Text(zh=f"其他单位{n}", en=f"unit {n}")}))
                self._unit(units[-1], UnitInputs(values={code: other}), ("given", "others"))
        return self._ready(case, units, [Expected(CASE.zh, case.indicator, case.expect)])

    def whole(self, case: WholeCase) -> Ready:
        """The whole year of some units."""
        known = self.rules.mandate.unit
        for name, own in case.units.items():
            self._unit(known[name], self.cases.file.complete(own), ("units", name))
            if all(isinstance(e.state, Missing) for e in self.entries[known[name].name.zh].values()):
                del self.entries[known[name].name.zh]  # as in a workbook: it sent nothing
        expected = [
            Expected(known[name].name.zh, what, wanted)
            for name, unit in case.expect.items()
            for what, wanted in {"total": unit.total, "grade": unit.grade, "rank": unit.rank, **unit.points}.items()
            if wanted is not None
        ]
        return self._ready(case, [known[name] for name in case.units], expected)

    def _unit(self, unit: Unit, inputs: UnitInputs, at: tuple[Key, ...]) -> None:
        """Take what one unit has given; ``at`` is where it stands in the case."""
        name, measures = unit.name.zh, self.rules.scheme.measure
        row = self.cases.line(self.place)
        own = self.entries.setdefault(name, {})
        for code, value in inputs.values.items():
            filled, reason = (None, value.na) if isinstance(value, Unfilled) else (value, None)
            own[code] = self.reader.entry(measures[code], filled, reason, row, self._complain(at, "values", code))
        for code, number in inputs.averages.items():
            benchmark(measures[code], _key("averages", at), number, self._complain(at, "averages", code))
            self._average(code, unit.group, number, self._complain(at, "averages", code))
        for key, sheet in _SHEETS.items():
            for code, number in getattr(inputs, key).items():
                complain = self._complain(at, key, code)
                if key == "extras":
                    count(code, _key(key, at), number, complain)
                else:
                    benchmark(measures[code], _key(key, at), number, complain)
                self.figures[key][name, code] = Figure(number, Cell(sheet, row, 0))
        cell = Cell(layout.INCIDENTS.name, row, 0)
        self.incidents += [Incident(name, veto, "", "", "", "", cell) for veto in inputs.incidents]

    def _average(self, code: str, group: str, number: Decimal, complain: Complain) -> None:
        cell = Cell(layout.AVERAGES.name, self.cases.line(self.place), 0)
        first = self.averages.setdefault((code, group), Average(number, "", "", cell))
        if first.value != number:
            complain(_TWO_AVERAGES, {"code": code, "first": first.value, "second": number})

    def _complain(self, at: tuple[Key, ...], key: str, code: str) -> Complain:
        def complain(words: Words, fields: dict[str, object]) -> None:
            document, own = self.cases.document, ("cases", self.place, *at)
            path: PathTo = (*own, _key(key, at)) if at[0] == "given" else (*own, key, code)
            if not document.holds(path) and at[0] != "given":
                path = _in_base(self.cases.file, str(at[1]), self.case, key, code)
            said = words.filled(**fields) if fields else words
            fault = Fault(self.cases.path, document.line(path), said)
            if fault not in self.faults:  # that of a base is met by every case that starts from it
                self.faults.append(fault)

        return complain

    def _ready(self, case: Case, units: list[Unit], expected: list[Expected]) -> Ready:
        path = self.cases.path
        year = Year(
            year=case.year or self.cases.file.year,
            file=path.name,
            sha256=self.cases.document.sha256,
            notice=None,
            entries=self.entries,
            averages=self.averages,
            incidents=tuple(self.incidents),
            quotas=self.figures["quotas"],
            previous=self.figures["previous"],
            extras=self.figures["extras"],
        )
        mandate = _mandate(self.rules.mandate, case, units)
        return Ready(case, path, self.cases.line(self.place), mandate, year, tuple(expected))


def _mandate(whole: Mandate, case: Case, units: list[Unit]) -> Mandate:
    """Just the units of a case; that of one line keeps what concerns the line alone, for there are hundreds of them."""
    if not isinstance(case, LineCase):
        return anew(whole, units=tuple(units))
    duties = tuple(anew(d, indicators=(case.indicator,)) for d in whole.duties if case.indicator in d.indicators)
    return anew(whole, units=tuple(units), duties=duties, consequences=())


def _key(key: str, at: tuple[Key, ...]) -> str:
    return _KEYS.get(key, key) if at[0] == "given" else key


def _inputs(code: str, case: LineCase) -> UnitInputs:
    """What the case of one line gives, as the year of a unit."""
    given = case.given
    return UnitInputs(
        values={code: given.value if given.value is not None else Unfilled(na=given.na)},
        averages={} if given.province is None else {code: given.province},
        quotas={} if given.quota is None else {code: given.quota},
        previous={} if given.previous is None else {code: given.previous},
    )


def _in_base(file: CaseFile, unit: str, case: Case, key: str, code: str) -> PathTo:
    """Where a unit's figure stands that it has from its base, or from the base of that."""
    name = case.units[unit].base if isinstance(case, WholeCase) else None
    while name is not None and code not in getattr(file.bases[name], key):
        name = file.bases[name].base
    return ("bases", name or "", key, code)
