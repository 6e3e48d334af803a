"""How much of a result rests on the document and how much on what was set: in points, and in a sentence.

The sentence claims no more than the rules say of themselves. Where the lowest group alone counts, every group is a full score
by itself: points are told group by group, and the one number for all is that of the group with most that is assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import quantise
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Indicator, Veto

_SILENT = Words(
    "{points} 分中有 {points} 分依据设定：文件没有规定分值、等级和后果",
    "{points} of {points} points rest on assumptions: the document gives no points, grades or consequences",
)
_SET = Words("{points} 分的分值{how}{also}", "All {points} points {how}{also}")
_SET_EACH = Words("各组满分都是 {points} 分，分值{how}{also}", "Each group has {points} points, which {how}{also}")
_HOW = {
    "text": Words("出自文件", "stand in the document"),
    "derived": Words("由文件推出", "follow from the document"),
    "assumed": Words("为设定", "are assumed"),
}
_ALSO = Words("，{what}也为设定", ", and so are {what}")
_GRADES, _CONSEQUENCES = Words("等级", "grades"), Words("后果", "consequences")
_FIGURES = Words("其中指标数值{parts}", "The figures {parts}")
_ALIKE = Words("指标数值都{how}", "All the figures {how}")
_FIGURES_OF = Words("{group}的指标数值{parts}", "{group}: the figures {parts}")
_ALIKE_OF = Words("{group}的指标数值都{how}", "{group}: all the figures {how}")
_PARTS = {
    "text": Words("出自文件的 {points} 分", "behind {points}{of} stand in the document"),
    "derived": Words("由文件推出的 {points} 分", "behind {points}{of} follow from {it}"),
    "assumed": Words("依据设定的 {points} 分", "behind {points}{of} are assumed"),
}
_SENTENCES = Words("{lead}。{figures}", "{lead}. {figures}")


class Silence(NamedTuple):
    """What the document says nothing of, as far as the rules tell."""

    points: bool
    grades: bool
    consequences: bool


def silence(rules: Rules) -> Silence:
    """What is set and not found in the document.

    Grades are where an assumption bears on them and neither a veto nor a consequence takes one from the document;
    consequences are where all that depend on a result are assumed.
    """
    scheme, mandate = rules.scheme, rules.mandate
    assumed = {name for a in scheme.assumptions for name in a.bears_on}
    depend = [c for c in mandate.consequences if c.when.any is None]
    named = any(_names_grade(v, assumed) for v in scheme.vetoes)
    named |= any(c.basis == "text" and (c.when.grade or c.when.repeat) for c in depend)
    return Silence(
        scheme.points.basis == "assumed",
        "grades" in assumed and not named,
        bool(depend) and all(c.basis == "assumed" for c in depend),
    )


def _names_grade(veto: Veto, assumed: set[str]) -> bool:
    """Whether a veto and its grade stand in the document."""
    return veto.basis == "text" and not {veto.id, "vetoes"} & assumed


def points_by_basis(assessment: Assessment) -> dict[str, Decimal]:
    """Points of the full score by what stands behind the figure of their indicator in this year.

    Where they vary by group of units, those of the group with most that is assumed; where the lowest group of indicators
    makes the total, likewise.
    """
    return max(by_score(assessment).values(), key=lambda found: found["assumed"])


def assumed_points(assessment: Assessment) -> Decimal:
    """Points of the full score that rest on an assumption: all of them where the points themselves are assumed."""
    bases = points_by_basis(assessment)
    return sum(bases.values(), NOTHING) if assessment.rules.scheme.points.basis == "assumed" else bases["assumed"]


def by_score(assessment: Assessment) -> dict[str, dict[str, Decimal]]:
    """Points by basis of each full score: of all groups of indicators together, or of each where the lowest counts."""
    scheme = assessment.rules.scheme
    if scheme.points.total == "sum":
        return {"": _most_assumed(assessment, scheme.indicators)}
    return {g.id: _most_assumed(assessment, scheme.by_group[g.id]) for g in scheme.groups if scheme.by_group[g.id]}


def _most_assumed(assessment: Assessment, indicators: Iterable[Indicator]) -> dict[str, Decimal]:
    """The points of these indicators for the group of units for which most is assumed."""
    rules, year = assessment.rules, assessment.year.year
    own, places = list(indicators), rules.scheme.points.places

    def found(group: str) -> dict[str, Decimal]:
        sums = {"text": NOTHING, "derived": NOTHING, "assumed": NOTHING}
        for indicator in own:
            sums[indicator.basis_in(year)] += indicator.for_group(group).points
        return {basis: quantise(points, places) for basis, points in sums.items()}

    return max(map(found, dict.fromkeys(u.group for u in rules.mandate.units)), key=lambda sums: sums["assumed"])


def grounds(assessment: Assessment, number: Callable[[Decimal], str] = str) -> Words:
    """What the points rest on, and then what the figures rest on; points as ``number`` writes them."""
    lead = grounds_of_points(assessment, number)
    return _SENTENCES.filled(lead=lead, figures=grounds_of_figures(assessment, number))


def grounds_of_points(assessment: Assessment, number: Callable[[Decimal], str] = str) -> Words:
    """What stands behind the points; where nothing of the whole arrangement stands in the document, that."""
    scheme = assessment.rules.scheme
    points = number(sum(points_by_basis(assessment).values(), NOTHING))
    if is_silent(assessment):
        return _SILENT.filled(points=points)
    silent = silence(assessment.rules)
    what = [words for words, holds in ((_GRADES, silent.grades), (_CONSEQUENCES, silent.consequences)) if holds]
    also = _ALSO.filled(what=_listed(what)) if what and silent.points else Words("", "")
    told = _SET if scheme.points.total == "sum" else _SET_EACH
    return told.filled(points=points, how=_HOW[scheme.points.basis], also=also)


def basis_of_points(assessment: Assessment) -> Words:
    """What stands behind the points, in a word."""
    return _HOW[assessment.rules.scheme.points.basis]


def is_silent(assessment: Assessment) -> bool:
    """Whether the document says nothing of points, grades and consequences alike."""
    return all(silence(assessment.rules)) and assessment.rules.scheme.points.total == "sum"


def _listed(what: list[Words]) -> Words:
    return Words("、".join(w.zh for w in what), " and ".join(w.en for w in what))


def grounds_of_figures(assessment: Assessment, number: Callable[[Decimal], str] = str) -> Words:
    """What stands behind the figures of the indicators, by points; of several full scores group by group."""
    scores, scheme = by_score(assessment), assessment.rules.scheme
    if scheme.points.total == "sum":
        return _told(scores[""], number, rest=scheme.points.basis == "assumed")
    names = {g.id: g.name.words for g in scheme.groups}
    told = [_told(found, number, group=names[group]) for group, found in scores.items()]
    return Words("；".join(t.zh for t in told), "; ".join(t.en for t in told))


def _told(
    found: dict[str, Decimal], number: Callable[[Decimal], str], *, group: Words | None = None, rest: bool = False
) -> Words:
    """The points of each basis, as far as there are any; ``rest`` leaves the assumed ones to be what remains."""
    there = [basis for basis, points in found.items() if points]
    if len(there) == 1:
        return (_ALIKE_OF if group else _ALIKE).filled(group=group or "", how=_HOW[there[0]])
    parts = [*_parts(found, [b for b in there if b != "assumed" or not rest], number)]
    joined = Words("，".join(p.zh for p in parts), ", ".join(p.en for p in parts))
    return (_FIGURES_OF if group else _FIGURES).filled(group=group or "", parts=joined)


def _parts(found: dict[str, Decimal], there: list[str], number: Callable[[Decimal], str]) -> Iterator[Words]:
    """Each basis with its points; in English the first says what they are points of."""
    for n, basis in enumerate(there):
        it = Words.same("it" if there[0] == "text" else "the document")
        yield _PARTS[basis].filled(points=number(found[basis]), of=Words.same("" if n else " of them"), it=it)
