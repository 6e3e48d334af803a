"""The digest on the signed paper against that of the whole bundle: the one check that tells if all of it was replaced."""

from __future__ import annotations

from loudi_qa.assess.witnesses import Check
from loudi_qa.words import Words

FEWEST_DIGITS, ALL_DIGITS = 12, 64
_SHOWN = 8

_SAME = Words("{n} 位全部相同", "all {n} digits are the same")
_START = Words(
    "给出的前 {n} 位相同；全部 64 位都核对过才能排除有意替换",
    "the first {n} digits given are the same; only all 64 rule out a forger",
)
_DIFFERS = Words(
    "从第 {place} 位起不同：纸面上是 {given}，实际是 {found}；请先检查有没有抄错，没有抄错就不是签字时的那个结果包",
    "it differs from digit {place} on: {given} on paper, {found} here; see first if it was copied right, "
    "if so this is not the bundle that was signed",
)


def on_paper(digest: str, given: str) -> Check:
    """Hold a digest against its first 12 to 64 digits as they stand on paper, in small letters and without blanks."""
    if digest.startswith(given):
        return Check("paper", "same", (_SAME if given == digest else _START).filled(n=len(given)))
    place = next(i for i, (one, other) in enumerate(zip(digest, given, strict=False)) if one != other)
    until = place + _SHOWN
    return Check("paper", "differs", _DIFFERS.filled(place=place + 1, given=given[place:until], found=digest[place:until]))
