"""What flips and ways have in common: an item of a unit's data, what it is now, and what it would be."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import rounded, show
from loudi_qa.report.document import Column
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from loudi_qa.assess.robust.flips import Flip
    from loudi_qa.assess.robust.steps import Step
    from loudi_qa.assess.robust.values import Value
    from loudi_qa.words import Lang

TOTAL_THEN = Words("测算总分", "Supposed total")
_MISSING = Words("未填", "missing")


def joined(names: Sequence[str], lang: Lang) -> str:
    """Names in a row."""
    return ("、" if lang == "zh" else ", ").join(names)


def item_columns(lang: Lang) -> tuple[Column, ...]:
    """The columns of :func:`item_cells`."""
    return (
        Column(Words("项目", "Item").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=4, free=True),
        Column(Words("现值", "Now").of(lang), align="right"),
        Column(Words("变为", "Would be").of(lang), align="right"),
        Column(Words("分子", "Cases").of(lang), rank=1, align="right"),
        Column(Words("幅度", "Size of change").of(lang), rank=2, align="right"),
        Column(Words("单元格", "Cell").of(lang), rank=5),
    )


def item_cells(change: Flip | Step, lang: Lang) -> tuple[str, ...]:
    """Which item it is, from what to what, by how many cases, how far, and where it stands."""
    lever = change.lever
    return (
        lever.code,
        lever.of.name.of(lang),
        value_text(lever.now, lang),
        value_text(change.to, lang),
        "" if change.cases is None else f"{change.cases:+}",
        percent_text(change.share),
        str(lever.cell) if lever.cell else "",
    )


def value_text(value: Value | None, lang: Lang) -> str:
    """A value as a person writes it; what is missing is said to be."""
    if value is None:
        return _MISSING.of(lang)
    return show(value) if isinstance(value, Decimal) else value


def percent_text(share: Fraction) -> str:
    """A share in percent, to two digits."""
    return f"{rounded(100 * share, 2)}%"
