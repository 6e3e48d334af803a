"""Before and after, in words: a step from one to the other, a piece of a total by its name and reason, a unit's standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.result import ExtraLine, GroupResult
from loudi_qa.numbers import show
from loudi_qa.report.because import because, because_moved
from loudi_qa.report.card import MOVED
from loudi_qa.report.overview import grade_text

if TYPE_CHECKING:
    from decimal import Decimal

    from loudi_qa.assess.items import Item
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.words import Lang, Words

NONE = "-"
"""What is on one side only has a dash on the other."""


def step(before: str, after: str) -> str:
    """``84.03 -> 87.53``; what does not move stands once."""
    return before if before == after else f"{before} -> {after}"


def signed(points: Decimal) -> str:
    """A change with its sign; no change is 0."""
    return f"{points:+}" if points else "0"


def total_text(unit: UnitResult | None) -> str:
    """A total."""
    return str(unit.total) if unit else NONE


def grade_or_none(unit: UnitResult | None, lang: Lang) -> str:
    """A grade."""
    return grade_text(unit, lang) if unit else NONE


def rank_text(unit: UnitResult | None) -> str:
    """A place; an open unit has none."""
    return str(unit.rank) if unit and unit.rank is not None else NONE


def item_name(result: Assessment, item: Item) -> Words:
    """What a piece of a total is called."""
    match item.of:
        case GroupResult(group=group):
            return MOVED.filled(group=group.name.words)
        case ExtraLine(extra=extra):
            return extra.name.words
        case line:
            return result.rules.scheme.measure[line.indicator.measure].name.words


def item_because(item: Item, lang: Lang) -> str:
    """Why a piece has its points."""
    match item.of:
        case GroupResult(moved=moved):
            return because_moved(moved, lang) if moved else ""
        case ExtraLine(extra=extra, quantity=quantity):
            return f"{show(quantity)} {extra.unit} × {show(extra.rule.each)}"
        case line:
            return because(line, lang)
