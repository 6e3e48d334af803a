"""Traditional characters as Simplified ones: a library's work, whose tables load only where they are needed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@lru_cache(maxsize=1)
def to_simplified() -> OpenCC:
    """The converter; most runs never ask for it."""
    from opencc import OpenCC

    return OpenCC("t2s")
