"""What follows from a result, put together by what it follows from: a grade, a veto, a place, a failure twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.called import grades_zh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.scheme.mandate import Consequence, When

_DIGITS = "零一二三四五六七八九"

_ALL = "全部{n}个单位"
_WHOM = "{kind}：{units}"


class Strike(NamedTuple):
    """Consequences with one and the same condition, and the units that meet it."""

    whom: str
    consequences: tuple[Consequence, ...]


def strikes(result: Assessment) -> list[Strike]:
    """What follows for any unit and may be told in public, in the order of the rules; what no unit meets is not told."""
    found: dict[str, tuple[list[Consequence], list[UnitResult]]] = {}
    order = {c.id: i for i, c in enumerate(result.rules.mandate.consequences)}
    for unit in result.units:
        for follows in (c for c in unit.consequences if c.public):
            own, units = found.setdefault(_kind(follows.when), ([], []))
            if follows not in own:
                own.append(follows)
            if unit not in units[-1:]:
                units.append(unit)
    sorted_own = {kind: sorted(own, key=lambda c: order[c.id]) for kind, (own, _) in found.items()}
    kinds = sorted(found, key=lambda kind: order[sorted_own[kind][0].id])
    return [Strike(_whom(kind, found[kind][1], len(result.units)), tuple(sorted_own[kind])) for kind in kinds]


def _kind(when: When) -> str:
    """The condition in words."""
    if when.grade is not None:
        return f"{grades_zh(when.grade)}单位"
    if when.veto is not None:
        return "一票否决单位"
    if when.last is not None:
        return "位次末位单位" if when.last == 1 else f"位次后{when.last}位单位"
    if when.repeat is not None:
        return f"连续两年{grades_zh(when.repeat)}单位"
    return ""


def _whom(kind: str, units: Sequence[UnitResult], of_all: int) -> str:
    names = "、".join(u.unit.name.zh for u in units)
    listed = _ALL.format(n=of_all) if 1 < of_all == len(units) else names
    return _WHOM.format(kind=kind, units=listed) if kind else listed


def numbered(consequences: Sequence[Consequence]) -> list[tuple[str, Consequence]]:
    """Each with its number; one alone has none."""
    return [(str(n) if len(consequences) > 1 else "", c) for n, c in enumerate(consequences, start=1)]


def numeral(number: int) -> str:
    """A number below a hundred as it stands before a heading.

    >>> numeral(3), numeral(10), numeral(12), numeral(21)
    ('三', '十', '十二', '二十一')
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
