"""Several things answered for in one cell: ``建成10、在建 20 个`` says how many stand at each answer, however it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.scheme.spread import written
from loudi_qa.submission.normalise import NO_MENDS, TRADITIONAL, clean, looks_mended, simplified
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE_WAY = Words("统一写法", "written in one way")

_TO_NUMBER = r"[\s:=×x*()]*"
"""What people write between an answer and its number; a comma there would begin the next answer."""
_AFTER = r"[\s,、;.。()个项家处件座条]*"


def several_of(text: str, answers: Sequence[str]) -> tuple[str, tuple[Words, ...]] | None:
    """The value that a text means, and what was put right; None where something in it is no answer, or nothing is counted.

    An answer without a number is one thing; one that stands twice counts twice.

    >>> several_of("在建20个、建成10", ["建成", "在建"])[0]
    '建成 10，在建 20'
    """
    plain = simplified(clean(text))
    named = {clean(a): a for a in answers}
    longest_first = sorted(map(re.escape, named), key=len, reverse=True)
    part = re.compile(rf"({'|'.join(longest_first)}){_TO_NUMBER}(\d{{1,6}})?{_AFTER}", re.ASCII)
    counts, at = dict.fromkeys(answers, 0), 0
    while at < len(plain):
        match = part.match(plain, at)
        if match is None:
            return None
        counts[named[match[1]]] += int(match[2] or 1)
        at = match.end()
    value = written(counts.items())
    if not value:
        return None
    return value, _mends(text, value)


def _mends(text: str, value: str) -> tuple[Words, ...]:
    if text == value:
        return NO_MENDS
    converted = (TRADITIONAL,) if simplified(clean(text)) != clean(text) else ()
    return (*looks_mended(text), *converted) or (ONE_WAY,)
