"""The grade of a unit on the trial: by its total, and by what grades ask of each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import percent, show
from loudi_qa.report.xlsx.result.formulas import number, published, quoted
from loudi_qa.scheme.called import grade_words
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loudi_qa.report.xlsx.result.benchmarks import Grades
    from loudi_qa.report.xlsx.result.formulas import States
    from loudi_qa.scheme.models import Grade, Scheme
    from loudi_qa.words import Lang

_EACH_TOO = Words(
    "升到 {grade}还要 {group} 组每项得分率不低于 {share}%", "{grade} also asks {share} % of the points of each in {group}"
)


def conditions(scheme: Scheme, lang: Lang) -> Iterator[str]:
    """What grades ask beside their bounds."""
    names = {g.id: g.name.of(lang) for g in scheme.groups}
    for grade in scheme.grades:
        if grade.each:
            share = show(percent(grade.each.share))
            yield _EACH_TOO.of(lang, grade=grade_words(grade.grade).of(lang), group=names[grade.each.group], share=share)


def earned(scheme: Scheme, grades: Grades, total: str, lines: Mapping[str, tuple[str, str, str]], states: States) -> str:
    """The number of the grade that a total and the lines earn, from the best; ``lines`` by group as states, points and of."""
    if not any(g.each for g in scheme.grades):
        return f"MIN({grades.number},1+SUMPRODUCT(--({grades.bounds}>{total})))"
    found = str(grades.number)
    for place, grade in reversed([*enumerate(scheme.grades, start=1)][:-1]):
        reached = f"{total}>=INDEX({grades.bounds},{place})"
        if grade.each:
            reached = f"AND({reached},{_lacking(grade, scheme, lines, states)}=0)"
        found = f"IF({reached},{place},{found})"
    return found


def _lacking(grade: Grade, scheme: Scheme, lines: Mapping[str, tuple[str, str, str]], states: States) -> str:
    """How many lines have not earned the share that the grade asks; those that do not apply are not asked."""
    assert grade.each is not None  # noqa: S101 -- only grades with a condition come here
    own, points, of = lines[grade.each.group]
    asked = "*".join(f"({own}<>{quoted(word)})" for word in (states.not_applicable, states.not_due))
    share = published(f"{number(grade.each.share)}*{of}", scheme.points)
    return f"SUMPRODUCT({asked}*(ROUND({points}-{share},10)<0))"
