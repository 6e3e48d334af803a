"""Of how firmly a result stands, what other data would do: the nearest flips, the cheapest ways, what was not reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.document import Block, Note
from loudi_qa.report.robust_flips import flips_blocks
from loudi_qa.report.robust_item import joined
from loudi_qa.report.robust_ways import ways_blocks
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.assess.robust.missing import Missed
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.words import Lang

_SHARED = Words(
    "{code} 是{units}共用的一个数：这里只算本单位，实际是一起变的。",
    "{code} is one figure shared by {units}: here it differs for the unit alone, in fact it would for all of them.",
)
_MISSED = Words(
    "{unit}未填报：{items}。如实补报后可用 loudi-qa score {file} --set {name}:{code}=值 测算。",
    "{unit} did not report: {items}. Once the true value is sent, loudi-qa score {file} --set {name}:{code}=VALUE works it out.",
)
_ITEM = Words("{code} {name}（{of} 分）", "{code} {name} ({of} points)")
_AND_OTHERS = Words("{listed} 等 {n} 项", "{listed} and others, {n} in all")
_MOST_ITEMS = 10


def changes(study: Robustness, lang: Lang) -> list[Block]:
    """Flips and ways, each with what has to be said of them, then what concerns both."""
    missed = [Note(_missed(m, study.assessment.year.file, lang)) for m in study.missed]
    return [*flips_blocks(study.flips, lang), *ways_blocks(study, lang), *missed, *_shared(study, lang)]


def _missed(missed: Missed, file: str, lang: Lang) -> str:
    items = [_ITEM.of(lang, code=i.measure.id, name=i.measure.name.of(lang), of=i.of) for i in missed.items]
    listed = joined(items[:_MOST_ITEMS], lang)
    if len(items) > _MOST_ITEMS:
        listed = _AND_OTHERS.of(lang, listed=listed, n=len(items))
    name = missed.unit.unit.name
    return _MISSED.of(lang, unit=name.of(lang), items=listed, file=file, name=name.zh, code=missed.items[0].measure.id)


def _shared(study: Robustness, lang: Lang) -> Iterator[Note]:
    """Figures that several units have in common, where another value of one was told."""
    told = {(f.unit.unit.name.zh, x.lever.code) for f in study.flips for x in (f.better, f.worse) if x}
    told |= {(w.unit.unit.name.zh, s.lever.code) for w in study.ways for s in w.steps}
    units = study.assessment.rules.mandate.unit
    for shared in study.assessment.rules.mandate.shared:
        if any((name, shared.measure) in told for name in shared.units):
            names = joined([units[name].name.of(lang) for name in shared.units], lang)
            yield Note(_SHARED.of(lang, code=shared.measure, units=names))
