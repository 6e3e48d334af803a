"""What if: the year scored again with supposed values, beside the result that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.items import moves
from loudi_qa.assess.score import assess
from loudi_qa.submission.suppose import supposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.items import UnitMove
    from loudi_qa.assess.result import Assessment
    from loudi_qa.submission.suppose import Setting


class WhatIf(NamedTuple):
    """The result that stands, the settings, and what would move under them; never itself a result."""

    result: Assessment
    settings: tuple[Setting, ...]
    moves: tuple[UnitMove, ...]


def what_if(result: Assessment, settings: Sequence[Setting]) -> WhatIf:
    """Score the supposed year by the same rules, after the same year before.

    Raises :class:`~loudi_qa.submission.suppose.NotSupposable` for a unit that sent nothing.
    """
    after = assess(result.rules, supposed(result.year, settings), (), result.previous)
    return WhatIf(result, tuple(settings), moves(result, after))
