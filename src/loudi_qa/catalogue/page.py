"""What there is to say about a code beyond its one sentence: read when someone asks, never while forms are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from loudi_qa.words import Words


class Page(NamedTuple):
    """Why a finding matters or how it comes about, an example of what stands there, and what should stand there instead."""

    why: Words
    wrong: Words
    right: Words
