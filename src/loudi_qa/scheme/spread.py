"""Several things, each with an answer, written as one value: ``建成 10，在建 20`` says how many stand at each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = re.compile(r"(.+?) (\d+)", re.ASCII)
_COMMA = "，"

RESERVED = re.compile(r"[\d\s，,、；;]")
"""What an answer of several may not contain: it would run together with its neighbours."""


def written(counts: Iterable[tuple[str, int]]) -> str:
    """The value of so many things at each answer; answers at which nothing stands are left out.

    >>> written([("建成", 10), ("在建", 20), ("未动工", 0)])
    '建成 10，在建 20'
    """
    return _COMMA.join(f"{answer} {count}" for answer, count in counts if count)


def spread(value: str) -> tuple[tuple[str, int], ...]:
    """How many things stand at each answer; raises :class:`ValueError` for what :func:`written` has not written.

    >>> spread("建成 10，在建 20")
    (('建成', 10), ('在建', 20))
    """
    found = []
    for part in value.split(_COMMA):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(value)
        found.append((match[1], int(match[2])))
    return tuple(found)
