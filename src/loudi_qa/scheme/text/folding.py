"""Two writings of one text made alike: scripts, widths, look-alikes and blanks no longer part them.

Each character is folded by itself, never by what stands beside it: so whatever is found in a text before folding is found
after it too, and an anchor may begin and end anywhere.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from loudi_qa.scheme.text.script import to_simplified

_ALIKE = str.maketrans(
    {
        "Ш": "III",  # a typist's Cyrillic letter for the Roman numeral
        "ш": "III",
        "щ": "III",
        "Щ": "III",
        **dict.fromkeys("“”„‟″〝〞「」『』", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‑‒–—―−─~∼～〜﹣", "-"),
        **dict.fromkeys("•・∙⋅‧", "·"),
        **dict.fromkeys("〔[【", "("),
        **dict.fromkeys("〕]】", ")"),
        **dict(zip("АВЕКМНОРСТХ", "ABEKMHOPCTX", strict=True)),
        **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
        "著": "着",  # the tables leave both as they are, and one text writes the one for the other
        "〇": "零",
    }
)
_ROMAN = {chr(n): chr(n - 16) for n in range(0x2170, 0x2180)}
"""Small Roman numerals, as large ones."""
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
_MOST_STEPS = 4


class Folded(NamedTuple):
    """A text as it is compared, and from which character of the original each of its characters comes."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a run of the folded text stands in the original."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("優良 以上達到８３％，Ш類")
    '优良以上达到83%,III类'
    """
    return "".join(map(_folded, text))


def folded(text: str) -> Folded:
    """The text as it is compared, with the way back to the original."""
    parts = [_folded(c) for c in text]
    return Folded("".join(parts), tuple(i for i, part in enumerate(parts) for _ in part))


@lru_cache(maxsize=16384)
def _folded(char: str) -> str:
    """One character, folded until nothing changes any more."""
    last = char
    for _ in range(_MOST_STEPS):
        now = "".join(_once(c) for c in last)
        if now == last:
            break
        last = now
    return last


def _once(char: str) -> str:
    if char in _UNSEEN or char.isspace():
        return ""
    char = _ROMAN.get(char, char).translate(_ALIKE)
    plain = "".join(unicodedata.normalize("NFKC", char).split())
    return plain if plain.isascii() else "".join(map(to_simplified, plain)).translate(_ALIKE)
