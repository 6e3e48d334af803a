"""What was typed for a unit or a line of its card, and what it means; a name that is none gets the nearest one that is."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.wording import NEAR
from loudi_qa.submission.normalise import clean
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from difflib import Match

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.cli.ui import Ui
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Unit

_NO_UNIT = Words("没有“{unit}”这个单位{near}", "there is no unit {unit}{near}")
_KNOWN = Words("；单位有：{names}", "; the units are: {names}")
_HELD = 0.6
"""So much of what was typed a name must hold to be near."""
MOST_NAMES = 10
"""So many names are listed where none is near."""


def unit_of(rules: Rules, name: str, ui: Ui) -> Unit:
    """The unit of a name or alias, in Chinese or English; raises :class:`UsageError` for none."""
    known = rules.mandate.unit | {u.name.en: u for u in rules.mandate.units}
    name = clean(name)
    if name not in known:
        raise UsageError(_NO_UNIT, unit=name, near=_hint(name, known, [u.name.zh for u in rules.mandate.units], ui))
    return known[name]


def unit_result(assessment: Assessment, name: str, ui: Ui) -> UnitResult:
    """The result of the unit that is meant."""
    unit = unit_of(assessment.rules, name, ui)
    return next(u for u in assessment.units if u.unit.name.zh == unit.name.zh)


def _hint(name: str, known: Collection[str], all_: Collection[str], ui: Ui) -> str:
    """The nearest of the known names; where none is near, which there are."""
    match = get_close_matches(name, known, n=1, cutoff=0.4)
    return NEAR.of(ui.lang, near=match[0]) if match else _KNOWN.of(ui.lang, names=listed(all_, MOST_NAMES))


def nearest(typed: str, names: Iterable[str], most: int) -> list[str]:
    """The names that hold most of what was typed, in its order; of these the most alike.

    Whoever types the name of an indicator types a part of it: 空气达标率 is all in 优良以上空气质量达标率, and yet by its
    length alone farther from it than from names with which it shares two characters.
    """
    held = {name: sum(block.size for block in _blocks(name, typed)) for name in names}
    near = [name for name, size in held.items() if size and size / len(typed) >= _HELD]
    return sorted(near, key=lambda name: (-held[name], len(name)))[:most]


def _blocks(name: str, typed: str) -> Sequence[Match]:
    return SequenceMatcher(None, name, typed, autojunk=False).get_matching_blocks()
