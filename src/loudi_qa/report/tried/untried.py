"""What no case tries, for reading: situations without a case, and numbers that could be wrong without a case that notices."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loudi_qa.assess.cases.mutants import LEFT_OUT
from loudi_qa.report.document import Block, Column, Note, Table
from loudi_qa.scheme.models import CityTarget, Extra, Indicator, Measure, Scheme, Veto
from loudi_qa.scheme.policies import Checks, Jump, PointsPolicy
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.assess.cases.coverage import Gap
    from loudi_qa.assess.cases.mutants import Mutant
    from loudi_qa.report.tried.session import Coverage
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.rules import Model
    from loudi_qa.words import Lang

_GAPS = Words("没有案例的情形", "Situations without a case")
_NO_GAPS = Words("每项指标、加减分、等级和一票否决的每种情形都有案例", "every situation of every rule has a case")
_SURVIVORS = Words("改错了也没有案例发现的数", "Changes that no case notices")
_ALL_NOTICED = Words("改动任何一个数都有案例发现", "every change is noticed by a case")
_CHANGED = Words(
    "逐个改动规则里的 {numbers} 个数和 {choices} 处写法，共 {mutants} 次：案例发现 {noticed} 次，未发现 {survivors} 次",
    "{numbers} numbers and {choices} choices of the rules changed one at a time, {mutants} changes: {noticed} noticed, "
    "{survivors} not",
)
_NOT_CHANGED = Words(
    "有案例未通过，没有试改规则里的数；先让案例全部通过", "the numbers were not changed, since a case failed: mend that first"
)
_EXCUSED = Words("另有 {n} 次改动在本规则下不影响任何结果：{why}", "{n} more make no difference under these rules: {why}")
_LEFT_OUT = Words("不试改的：{what}（{why}）", "never changed: {what} ({why})")
_WHY = Words("{why}（{n} 次）", "{why} ({n})")
_EITHER = Words(" 或 ", " or ")
_MARK = Words("；", "; ")
_FIRST_YEAR = 1000
"""A number from here on is a year, one below it a place in a list."""
_WHERE, _ITEM, _NAME, _UNTRIED = (
    Words("位置", "Place"),
    Words("项目", "Item"),
    Words("名称", "Name"),
    Words("没有试过", "Untried"),
)
_FIGURE, _OLD, _NEW = Words("哪个数", "Which"), Words("现为", "Now"), Words("改为", "Changed to")


def coverage_blocks(coverage: Coverage, rules: Rules, lang: Lang, *, verbose: bool) -> list[Block]:
    """Both lists, each with a sentence where there is nothing to list."""
    blocks: list[Block] = [Note("")]
    blocks.append(_gaps(coverage, lang) if coverage.gaps else Note(_NO_GAPS.of(lang)))
    mutation = coverage.mutation
    if mutation is None:
        return [*blocks, Note(_NOT_CHANGED.of(lang), "warning")]
    if mutation.survivors:
        blocks += [Note(""), _survivors(coverage, mutation.survivors, rules.scheme, lang)]
    else:
        blocks.append(Note(_ALL_NOTICED.of(lang)))
    counts = {"numbers": mutation.numbers, "choices": mutation.choices, "mutants": mutation.mutants}
    survived = len(mutation.survivors)
    blocks.append(Note(_CHANGED.of(lang, **counts, noticed=mutation.mutants - survived, survivors=survived), "aside"))
    if mutation.excused:
        why = Counter(e.why for e in mutation.excused)
        told = _MARK.of(lang).join(_WHY.of(lang, why=w.of(lang), n=n) for w, n in why.items())
        blocks.append(Note(_EXCUSED.of(lang, n=len(mutation.excused), why=told), "aside"))
    return [*blocks, *(_left_out(lang) if verbose else ())]


def _gaps(coverage: Coverage, lang: Lang) -> Table:
    columns = (
        Column(_WHERE.of(lang), rank=1),
        Column(_ITEM.of(lang)),
        Column(_NAME.of(lang), rank=2, free=True),
        Column(_UNTRIED.of(lang), free=True, floor=24),
    )
    return Table(_GAPS.of(lang), columns, tuple(_gap(gap, coverage, lang) for gap in coverage.gaps))


def _gap(gap: Gap, coverage: Coverage, lang: Lang) -> tuple[str, ...]:
    untried = ("、" if lang == "zh" else ", ").join(s.of(lang) for s in gap.untried)
    return place(coverage, gap.item.path), gap.item.id, gap.item.name.of(lang), untried


def _survivors(coverage: Coverage, mutants: tuple[Mutant, ...], scheme: Scheme, lang: Lang) -> Table:
    columns = (
        Column(_WHERE.of(lang), rank=1),
        Column(_FIGURE.of(lang), free=True, floor=24),
        Column(_OLD.of(lang)),
        Column(_NEW.of(lang)),
    )
    rows: dict[tuple[str, ...], list[str]] = {}
    for mutant in mutants:
        row = place(coverage, mutant.line), figure(mutant, scheme), mutant.old.of(lang)
        rows.setdefault(row, []).append(mutant.new.of(lang))
    either = _EITHER.of(lang)
    return Table(_SURVIVORS.of(lang), columns, tuple((*row, either.join(new)) for row, new in rows.items()))


def place(coverage: Coverage, path: tuple[str | int, ...]) -> str:
    """``indicators.yaml:123``, where an editor can go."""
    return f"{coverage.rules.path.name}:{coverage.rules.line(path)}"


def figure(mutant: Mutant, scheme: Scheme) -> str:
    """Which number it is: ``P01-2020 rule.short.zero_at``, ``B1-bands rule.bands[2][1]``; places are counted from 1."""
    kind, *rest = mutant.line
    if not rest or not isinstance(rest[0], int):
        return ".".join(map(str, mutant.line))
    item = getattr(scheme, str(kind))[rest[0]]
    name = getattr(item, "id", None) or getattr(item, "grade", "")
    steps = (f"[{step + 1}]" if isinstance(step, int) and step < _FIRST_YEAR else f".{step}" for step in rest[1:])
    return f"{name} {''.join(steps).removeprefix('.')}"


HOMES: dict[type[Model], str] = {
    Scheme: "",
    PointsPolicy: "points",
    Checks: "checks",
    Jump: "checks.jump",
    Measure: "measures",
    CityTarget: "indicators.city",
    Indicator: "indicators",
    Extra: "extras",
    Veto: "vetoes",
}
"""Where in the file what these models say is written."""


def _left_out(lang: Lang) -> list[Note]:
    by_why: dict[Words, list[str]] = {}
    for (model, field), why in LEFT_OUT.items():
        by_why.setdefault(why, []).append(".".join(filter(None, (HOMES[model], field))))
    return [Note(_LEFT_OUT.of(lang, what=", ".join(names), why=why.of(lang)), "aside") for why, names in by_why.items()]
