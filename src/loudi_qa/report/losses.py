"""What a unit lost and why, piece by piece: the common ground of letters, ledgers, page and workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.report.because import because, because_moved
from loudi_qa.report.card import MOVED
from loudi_qa.report.naming import indicator_name
from loudi_qa.scheme.rules import Bands, Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from loudi_qa.assess.result import Assessment, Line, UnitResult
    from loudi_qa.scheme.models import Measure

_MISSING = Words("未填报", "not reported")
_SHORT = Words("差 {short}{unit}", "{short}{unit} short")
_BEYOND = Words("超出 {short}{unit}", "{short}{unit} beyond")
_POINTS = Words(" 个百分点", " percentage points")
_PLACED = Words("第 {place} 位", "place {place}")
_WORSE = Words("比上年值 {before} 差", "worse than {before} of last year")
_NOTHING = Words("-", "-")


class Loss(NamedTuple):
    """One piece of a unit's result that earned less than it could have; ``line`` is None for the points that moved."""

    id: str
    name: Words
    points: Decimal
    of: Decimal
    lost: Decimal
    shortfall: Words
    because: Words
    line: Line | None


def losses(result: Assessment, unit: UnitResult) -> tuple[Loss, ...]:
    """Everything that a unit lost, most first; with the deductions it adds up to what the unit is short of full points."""
    found = [_line(result, x) for group in unit.counted for x in group.lines if x.lost > 0]
    for group in unit.counted:
        moved = group.moved
        if moved and moved.of > moved.points:
            name = MOVED.filled(group=group.group.name.words)
            why = Words(because_moved(moved, "zh"), because_moved(moved, "en"))
            lost = moved.of - moved.points
            found.append(Loss(group.moved_id, name, moved.points, moved.of, lost, _NOTHING, why, None))
    return tuple(sorted(found, key=lambda loss: (-loss.lost, loss.id)))


def open_lines(unit: UnitResult) -> tuple[Line, ...]:
    """The lines that could not be scored: they have lost nothing yet, and must not be passed over."""
    return tuple(line for line in unit.lines if line.state == "open")


def _line(result: Assessment, line: Line) -> Loss:
    scheme = result.rules.scheme
    name, short = indicator_name(scheme, line.indicator), shortfall(line, scheme.measure[line.indicator.measure])
    why = Words(because(line, "zh"), because(line, "en"))
    return Loss(line.indicator.id, name, line.points, line.of, line.lost, short, why, line)


def shortfall(line: Line, measure: Measure) -> Words:
    """How far a line is from all its points, in the unit of its measure; for an answer, the answer itself."""
    if line.state == "missing":
        return _MISSING
    award, rule = line.award, line.indicator.rule
    if award is None or award.met:
        return _NOTHING
    if award.place is not None:
        return _PLACED.filled(place=award.place)
    if award.before is not None and not award.short:
        return _WORSE.filled(before=show(award.before))
    if isinstance(rule, Reach | Bands) and award.short:
        unit = _POINTS if measure.is_percent else Words.same(f" {measure.unit}" if measure.unit else "")
        beyond = isinstance(rule, Reach) and rule.at_least is None
        return (_BEYOND if beyond else _SHORT).filled(short=_exact(award.short), unit=unit)
    state = line.entry.state if line.entry else None
    value = getattr(state, "value", None)
    return Words.same(value if isinstance(value, str) else "-")


def _exact(short: Fraction) -> str:
    return show(short, 6)
