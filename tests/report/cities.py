"""Other cities than the sample: any number of units of any name, made of the sample's own data."""

from __future__ import annotations

from decimal import Decimal
from itertools import cycle
from typing import TYPE_CHECKING, Any, Literal

from tests.assess.drawn import changed

from loudi_qa.assess.score import assess
from loudi_qa.report.dossier import Dossier
from loudi_qa.scheme.terms import Text
from loudi_qa.submission.year import Given, Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import Assessment
    from loudi_qa.submission.year import Entry

Struck = Literal["own", "all", "none"]

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    "../x",
    "长" * 40,
    "a&b\"c'd",
    "{{ 7 * 7 }}",
    "</style><b>",
)
"""Names that would act where a name is taken for more than a name."""
ILLEGAL = (*HOSTILE, "甲\x00县\x1b[31m")
"""And one that no XML can hold."""


def other_units(sample: Assessment, names: Sequence[str], *, struck: Struck = "own", silent: bool = False) -> Assessment:
    """The sample year with units of other names, each with the data of one of the seven in turn.

    ``struck`` says whom vetoes strike: whom they struck in the sample (own), every unit (all), or none; ``silent`` units
    have sent nothing.
    """
    rules, year, incident = sample.rules, sample.year, sample.year.incidents[0]
    like = dict(zip(names, cycle(rules.mandate.units), strict=False))
    units = tuple(changed(u, name=Text(zh=n, en=n), aliases=(), addressee=None) for n, u in like.items())
    rules = rules._replace(mandate=changed(rules.mandate, units=units, shared=()))
    figures: dict[str, Any] = {
        field: {(n, code): f for n, of in like.items() for (u, code), f in getattr(year, field).items() if u == of.name.zh}
        for field in ("quotas", "previous", "extras")
    }
    hit = {"all": names, "none": [], "own": [n for n, u in like.items() if u.name.zh == incident.unit]}[struck]
    entries = {} if silent else {n: year.entries[u.name.zh] for n, u in like.items()}
    theirs = year._replace(entries=entries, incidents=tuple(incident._replace(unit=n) for n in hit), **figures)
    return assess(rules, theirs)


def city(sample: Assessment, names: Sequence[str], *, struck: Struck = "none", silent: bool = False) -> Dossier:
    """What the papers of such a year are made from, with nothing but the year."""
    result = other_units(sample, names, struck=struck, silent=silent)
    return Dossier(result, result.rules.mandate.papers)


def settled(dossier: Dossier) -> Dossier:
    """The sample as if it were real and complete: no word of a sample, a verified 0 where nothing was sent."""
    result = dossier.result
    entries = {unit: {m: _settled(e) for m, e in rows.items()} for unit, rows in result.year.entries.items()}
    year = result.year._replace(notice=None, entries=entries)
    return dossier._replace(result=assess(result.rules, year, previous=result.previous))


def _settled(entry: Entry) -> Entry:
    missing = isinstance(entry.state, Missing) and entry.state.cell
    return entry._replace(state=Given(Decimal(0), missing, verified=True)) if missing else entry
