"""Two editions of the small scheme: between them targets, points, measures, bonuses and a benchmark's source change."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from tests.assess.drawn import CELL, RULES, changed, number, years

from loudi_qa.scheme.models import Indicator, Measure
from loudi_qa.scheme.rules import Levels, Reach, Tally
from loudi_qa.scheme.terms import Text
from loudi_qa.submission.year import Entry, Given

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Year

NEW, GONE, RETOLD = "N1", "B1", "A1"
"""A measure that only the later edition has, one that only the earlier has, and one whose answers are other ones."""


def later_edition() -> Rules:
    """The edition after :data:`RULES`: R1 is held to 96 for 15 points, B1 is gone, N1 is new, A1 has other answers."""
    scheme, mandate = RULES.scheme, RULES.mandate
    bands = next(i for i in scheme.indicators if i.measure == GONE)
    indicators = [_moved(i) for i in scheme.indicators if i.measure != GONE]
    indicators.append(
        changed(bands, id="N1-most", measure=NEW, points=Decimal(25), rule=Reach(kind="reach", at_most="previous", short="zero"))
    )
    measures = [_retold(m) for m in scheme.measures if m.id != GONE]
    measures.append(
        Measure(
            id=NEW, name=Text(zh="新项", en="New"), unit="件", range=(Decimal(0), Decimal(99)), count=Text(zh="件", en="items")
        )
    )
    extras = tuple(changed(e, rule=Tally(kind="tally", each=Decimal(1), cap=Decimal(2))) for e in scheme.extras if e.id == "X1")
    duties = tuple(changed(d, indicators=tuple("N1-most" if i == bands.id else i for i in d.indicators)) for d in mandate.duties)
    owners = tuple(changed(o, measures=tuple(NEW if m == GONE else m for m in o.measures)) for o in mandate.owners)
    return RULES._replace(
        scheme=changed(scheme, edition="2020", measures=tuple(measures), indicators=tuple(indicators), extras=extras),
        mandate=changed(mandate, duties=duties, owners=owners),
        sha256="later",
    )


def _moved(indicator: Indicator) -> Any:
    if indicator.id == "R1-2020":
        rule = changed(indicator.rule, at_least=Decimal(96))
        return changed(indicator, points=Decimal(15), rule=rule, city=None)
    if indicator.measure == RETOLD:
        levels = {"全部": Decimal(1), "一半": Decimal("0.5"), "没有": Decimal(0)}
        return changed(indicator, rule=Levels(kind="levels", levels=levels))
    return indicator


def _retold(measure: Measure) -> Any:
    return changed(measure, answers=("全部", "一半", "没有")) if measure.id == RETOLD else measure


LATER = later_edition()


@st.composite
def later_years(draw: st.DrawFn) -> Year:
    """A complete year under the later edition."""
    year: Year = draw(years(complete=True))
    entries = {}
    for unit, own in year.entries.items():
        answer = draw(st.sampled_from(["全部", "一半", "没有"]))
        new = {NEW: Entry(Given(draw(number(0, 99, 0)), CELL)), RETOLD: Entry(Given(answer, CELL))}
        entries[unit] = {m: e for m, e in own.items() if m != GONE} | new
    previous = {(u, NEW): f._replace(value=draw(number(0, 99, 0))) for (u, _), f in year.previous.items()}
    extras = {key: f for key, f in year.extras.items() if key[1] == "X1"}
    return year._replace(entries=entries, previous=dict(year.previous) | previous, extras=extras)
