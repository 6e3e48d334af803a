"""Other cities than the sample: any number of units of any name, made of the sample's own data."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

from tests.assess.drawn import changed

from loudi_qa.assess.score import assess
from loudi_qa.report.dossier import Dossier
from loudi_qa.scheme.models import Text
from loudi_qa.submission.year import Incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import Assessment

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    "../x",
    "长" * 40,
    "a&b\"c'd",
    "{{ 7 * 7 }}",
    "</style><b>",
    "con",
)
"""Names that would act where a name is taken for more than a name."""


def city(sample: Assessment, names: Sequence[str], *, vetoed: Sequence[str] = (), emptied: bool = False) -> Dossier:
    """The sample with other units: each has the data of one of the seven in turn, the vetoed ones an incident, or all no data."""
    rules, year = sample.rules, sample.year
    kinds = dict(zip(names, cycle(rules.mandate.units), strict=False))
    units = tuple(changed(u, name=Text(zh=n, en=n), aliases=(), addressee=None) for n, u in kinds.items())
    rules = rules._replace(mandate=changed(rules.mandate, units=units, shared=()))
    like = {name: kind.name.zh for name, kind in kinds.items()}
    figures: dict[str, Any] = {
        field: {(n, code): f for n, old in like.items() for (u, code), f in getattr(year, field).items() if u == old}
        for field in ("quotas", "previous", "extras")
    }
    struck = year.incidents[0]
    incidents = tuple(Incident(n, *struck[1:]) for n in vetoed)
    entries = {} if emptied else {n: year.entries[old] for n, old in like.items()}
    theirs = year._replace(entries=entries, incidents=incidents, **figures)
    return Dossier(assess(rules, theirs), rules.mandate.papers)
