"""Changes of the scheme that no case notices: a number that can be wrong without anybody seeing it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.cases.mutants import Swap, spots
from loudi_qa.assess.cases.reachable import never_differs
from loudi_qa.assess.cases.run import Runner
from loudi_qa.scheme.idle import most_idle
from loudi_qa.scheme.rules import Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from loudi_qa.assess.cases.mutants import Mutant, Spot
    from loudi_qa.assess.cases.ready import Ready
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Indicator, Scheme

LAST_GRADE = Words("最后一级收容其余全部总分，下限不起作用", "the last grade takes whatever is left: its bound decides nothing")
NEVER_CAPPED = Words(
    "本组不适用的分值到不了上限，组分值不起作用", "its idle points never reach the cap, which is all its points decide"
)


NOTHING_MOVES = Words("没有分值会因不适用而转移", "no points ever move")
NOTHING_COMPARED = Words("没有一项与目标比较，比较办法不起作用", "nothing is held against a target, whichever way it would be")
NO_POINTS_THEN = Words("这一年是 0 分，写在哪一年都一样", "it has 0 points in that year, as in any year that is not written")
ONLY_NOTHING = Words("不足时只可能是 0，怎样计都是 0 分", "whatever is short of it is 0, and earns 0 either way")


class Excused(NamedTuple):
    """A change that makes no difference in this scheme, and why."""

    mutant: Mutant
    why: Words


class Mutation(NamedTuple):
    """How the cases stand up to every change of one thing."""

    numbers: int
    """Numbers that were changed."""
    choices: int
    """Words in whose place another may stand: the rounding, what becomes of points short of a target."""
    mutants: int
    survivors: tuple[Mutant, ...]
    excused: tuple[Excused, ...]


def mutation(
    rules: Rules, cases: Sequence[Ready], follow: Callable[[Sequence[Spot]], Iterable[Spot]] = lambda spots: spots
) -> Mutation:
    """Change one thing at a time; whatever no case notices survives. The cases must all pass under the rules as they are.

    ``follow`` may show how far it has come.
    """
    judges = _Judges(cases)
    numbers, choices, tried = 0, 0, 0
    survivors: list[Mutant] = []
    excused: list[Excused] = []
    for spot in follow(tuple(spots(rules.scheme))):
        before = tried
        for mutant in spot.mutants():
            if why := _makes_no_difference(mutant, rules.scheme) or never_differs(mutant, rules.scheme):
                excused.append(Excused(mutant, why))
                continue
            tried += 1
            if Runner(rules._replace(scheme=mutant.of(rules.scheme))).fails(judges.of(mutant, rules.scheme)) is None:
                survivors.append(mutant)
        if tried > before:
            numbers, choices = numbers + spot.is_number, choices + (not spot.is_number)
    return Mutation(numbers, choices, tried, tuple(survivors), tuple(excused))


class _Judges:
    """Which cases may notice a change, those that are likeliest to and cheapest to run first."""

    def __init__(self, cases: Sequence[Ready]) -> None:
        self.whole = [case for case in cases if case.about is None]
        self.lines = [case for case in cases if case.about is not None]
        self.about: dict[str, list[Ready]] = {}
        for case in self.lines:
            self.about.setdefault(case.about or "", []).append(case)

    def of(self, mutant: Mutant, scheme: Scheme) -> list[Ready]:
        """The cases that a change may bear on."""
        match mutant.path:
            case ("indicators", int(place), *_):
                return [*self.about.get(scheme.indicators[place].id, ()), *self.whole]
            case ("extras", int(place), *_):
                return [*self.about.get(scheme.extras[place].id, ()), *self.whole]
            case ("points" | "compare", *_):
                return [*self.lines, *self.whole]
            case ("vetoes", *_):
                return [case for case in self.whole if case.year.incidents]
        return self.whole


def _makes_no_difference(mutant: Mutant, scheme: Scheme) -> Words | None:
    """Why a change makes no difference to any year under this scheme."""
    match mutant.path, mutant.change:
        case ("grades", int(place), "at_least"), _ if place == len(scheme.grades) - 1:
            return LAST_GRADE
        case ("groups", int(place), "points"), Decimal() as changed:
            group = scheme.groups[place]
            least = min(changed, group.points) * scheme.na.at_most
            if scheme.na.points_go_to == "none" or most_idle(group, scheme) <= least:
                return NEVER_CAPPED
        case ("na", "at_most"), Decimal() as changed:
            least = min(changed, scheme.na.at_most)
            if scheme.na.points_go_to == "none" or all(most_idle(g, scheme) <= least * g.points for g in scheme.groups):
                return NOTHING_MOVES
        case ("na", "points_go_to"), _ if not scheme.na.at_most or not any(most_idle(g, scheme) for g in scheme.groups):
            return NOTHING_MOVES
        case ("compare",), _ if not any(isinstance(i.rule, Reach) for i in scheme.indicators):
            return NOTHING_COMPARED
        case ("indicators", int(place), *_), _:
            return _no_difference_to(scheme.indicators[place], mutant, scheme)
    return None


def _no_difference_to(indicator: Indicator, mutant: Mutant, scheme: Scheme) -> Words | None:
    """Why a change of one indicator makes no difference."""
    match mutant.path[2:], mutant.change:
        case ("declared", int(year)), Swap() if not (indicator.dated or {}).get(year):
            return NO_POINTS_THEN
        case ("rule", "share" | "at_least" | "at_most", int(year)), change:
            years = {year, change.to} if isinstance(change, Swap) else {year}
            return NO_POINTS_THEN if _without_points(years, indicator, scheme) else None
        case ("rule", "short"), "zero" | "proportional" if _only_nothing(indicator, scheme):
            return ONLY_NOTHING
    return None


def _without_points(years: Collection[object], indicator: Indicator, scheme: Scheme) -> bool:
    """Whether in none of some years the indicator has points, as far as points go by year."""
    own = {y for y, points in indicator.dated.items() if points} if indicator.dated else scheme.years
    return own is not None and own.isdisjoint(years)


def _only_nothing(indicator: Indicator, scheme: Scheme) -> bool:
    """Whether of whole numbers none but 0 is short of the target."""
    rule, measure = indicator.rule, scheme.measure[indicator.measure]
    if not (isinstance(rule, Reach) and isinstance(rule.at_least, Decimal) and isinstance(rule.share, Decimal)):
        return False
    whole = measure.places == 0 and measure.range is not None and measure.range[0] >= 0
    return isinstance(rule.short, str) and whole and rule.at_least * rule.share + rule.plus <= 1
