"""Years drawn at random for ``test_laws.py``, under the small scheme with five units."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from loudi_qa.scheme.load import Rules, load
from loudi_qa.scheme.terms import Text
from loudi_qa.submission.year import Average, Cell, Entry, Figure, Given, Incident, Missing, NotApplicable, Unclear, Year

if TYPE_CHECKING:
    from loudi_qa.scheme.rules import Model
    from loudi_qa.submission.year import State

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "scheme" / "tiny"
CELL = Cell("指标数据", 2, 4)
NAMES = ("甲区", "乙县", "丙县", "丁区", "戊县")
FEWER_IS_BETTER = {"L1"}
BEST_FIRST = ("建成", "在建", "未建")


def changed(model: Model, **fields: object) -> Any:
    """A copy with other fields; made anew, since a plain copy would keep what the model has looked up before."""
    declared = type(model).model_fields.items()
    return type(model)(**{field.alias or k: fields.get(k, getattr(model, k)) for k, field in declared})


def five_units() -> Rules:
    """The small scheme with five units instead of two, so that there are places to win and to share."""
    rules = load(TINY / "indicators.yaml", TINY / "responsibilities.yaml")
    kinds = [rules.mandate.units[name.endswith("县")] for name in NAMES]
    units = tuple(changed(u, name=Text(zh=n, en=n), aliases=()) for u, n in zip(kinds, NAMES, strict=True))
    return rules._replace(mandate=changed(rules.mandate, units=units))


RULES = five_units()
MEASURES = RULES.scheme.measure


def number(low: int, high: int, places: int) -> st.SearchStrategy[Decimal]:
    """A number that is often a round one, so that bounds are hit and ties come up."""
    step = Decimal(1).scaleb(-places)
    whole = st.integers(low, high).map(Decimal)
    return whole | st.integers(low * 10**places, high * 10**places).map(lambda n: n * step)


def states(measure: str) -> st.SearchStrategy[State]:
    """Every state that a value of the measure may have; what is unclear comes seldom, for it leaves the unit open."""
    facts = MEASURES[measure]
    if facts.answers:
        values: st.SearchStrategy[Any] = st.sampled_from(facts.answers)
    else:
        assert facts.range
        low, high = map(int, facts.range)
        values = number(low, min(high, 100), facts.places) | number(high // 2, high, facts.places)
    rest: list[State] = [Missing(CELL), *(NotApplicable(r, CELL) for r in facts.na)]
    rest += [*rest, *rest, *rest, Unclear("约", CELL)]
    given_value = values.map(lambda v: Given(v, CELL))
    return st.one_of(*[given_value] * 6, st.sampled_from(rest))


def figures(codes: list[str], values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[dict[tuple[str, str], Figure]]:
    """Numbers of the office for some of the units."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys([(u, c) for u in NAMES for c in codes], values.map(figure)))


def figure(value: Decimal) -> Figure:
    return Figure(value, CELL)


STATES = st.fixed_dictionaries({u: st.fixed_dictionaries({m: states(m) for m in MEASURES}) for u in NAMES})
QUOTAS = figures(["C1"], number(0, 9, 0))
PREVIOUS = st.tuples(*[number(0, 99, 0).map(figure)] * len(NAMES))
EXTRAS = figures(["X1", "X2"], number(0, 6, 0))


@st.composite
def years(draw: st.DrawFn, *, complete: bool = False) -> Year:
    """A year of the five units; ``complete`` says that nothing leaves a unit open."""
    told = draw(STATES)
    if complete:
        told = {u: {m: Missing() if isinstance(s, Unclear) else s for m, s in own.items()} for u, own in told.items()}
    there = complete or draw(st.integers(0, 3)) > 0
    previous = {(u, "Y1"): f for u, f in zip(NAMES, draw(PREVIOUS), strict=True)}
    return Year(
        year=draw(st.sampled_from([2018, 2019, 2019, 2020])), file="x.xlsx", sha256="0", notice=None,
        entries={u: {m: Entry(s) for m, s in own.items()} for u, own in told.items()},
        quotas=draw(QUOTAS),
        averages={("R1", "*" if there else "urban"): Average(draw(number(0, 100, 1)), "同口径", "公报", CELL)},
        previous=previous if there else dict([*previous.items()][:4]),
        extras=draw(EXTRAS),
        incidents=tuple(incident(u) for u in draw(st.lists(st.sampled_from(NAMES), max_size=2))),
    )  # fmt: skip


def incident(unit: str) -> Incident:
    return Incident(unit, "V1", "2019-05-01", "食品", "通报", "", CELL)


def with_state(year: Year, unit: str, measure: str, state: State) -> Year:
    return year._replace(entries=year.entries | {unit: year.entries[unit] | {measure: Entry(state)}})


def good_year(**values: Decimal | str) -> Year:
    """A year in which every unit has all points, but for what is given otherwise."""
    best: dict[str, Decimal | str] = {
        "R1": Decimal(100),
        "C1": Decimal(9),
        "B1": Decimal(90),
        "L1": Decimal(0),
        "Y1": Decimal(90),
        "A1": "建成",
        "T1": Decimal(9),
    }
    entries = {u: {m: Entry(Given(v, CELL)) for m, v in (best | values).items()} for u in NAMES}
    return Year(
        2019, "x.xlsx", "0", None, entries,
        quotas={(u, "C1"): Figure(Decimal(6), CELL) for u in NAMES},
        averages={("R1", "*"): Average(Decimal("98.5"), "同口径", "公报", CELL)},
        previous={(u, "Y1"): Figure(Decimal(50), CELL) for u in NAMES},
    )  # fmt: skip
