"""Grades that no total falls into, where the totals of a scheme are a short list: elsewhere nothing is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.totals import possible_totals
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.models import Scheme


def totals_remarks(scheme: Scheme) -> Iterator[Said]:
    """Grades that none of the totals falls into; the last one takes whatever is left."""
    totals = possible_totals(scheme)
    if totals is None:
        return
    ceiling = None
    for i, grade in enumerate(scheme.grades[:-1]):
        if not given_otherwise(i, scheme) and not totals.any_from(grade.at_least, ceiling):
            message = Words(
                "{grade} 级从 {bound} 分起，各指标能得的分怎么加都落不进去（往下最近的总分是 {below} 分）",
                "{grade} begins at {bound}, and whatever is earned no total falls into it (the next one below is {below})",
            ).filled(grade=grade.grade, bound=show(grade.at_least), below=show(totals.below(grade.at_least)))
            fix = Words("调整这一级的界限，或让指标能得中间的分", "move the bound, or let indicators earn points between")
            yield Said("grade-out-of-reach", ("grades", i), message, fix)
        ceiling = grade.at_least


def given_otherwise(place: int, scheme: Scheme) -> bool:
    """Whether a unit whose total is another grade's may get this one: by an incident, or because a better one asks for more."""
    return any(v.grade == scheme.grades[place].grade for v in scheme.vetoes) or any(g.each for g in scheme.grades[:place])
