"""Names of files that come from names of people's things: they lead into no folder and are legal on every system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 80
"""Characters; the bytes are limited too, since a file system counts those, and a name in Chinese has three for each."""
_MOST_BYTES = 200
_NAMELESS = "无名"

_OTHERS = re.compile(r"[^\w-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def safe_name(text: str) -> str:
    """The text as the name of a file or sheet: letters, digits, Chinese characters and ``-``, all else becomes ``_``.

    >>> safe_name("娄底经开区"), safe_name("../../etc/passwd"), safe_name("NUL"), safe_name("…")
    ('娄底经开区', 'etc_passwd', 'NUL_', '无名')
    """
    name = _OTHERS.sub("_", text).strip("_-")[:LONGEST]
    name = name.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore").rstrip("_-")
    if _RESERVED.fullmatch(name):
        return f"{name}_"  # Windows keeps these names for devices
    return name or _NAMELESS


def distinct_names(texts: Iterable[str]) -> list[str]:
    """A safe name for each text; names that would fall together on any system are told apart by a number.

    >>> distinct_names(["a/b", "a b", "A?B"])
    ['a_b', 'a_b-2', 'A_B-3']
    """
    taken: set[str] = set()
    found = []
    for text in texts:
        name = stem = safe_name(normalize("NFC", text))  # é may be one character or two
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        found.append(name)
    return found
